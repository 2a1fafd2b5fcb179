"""Answers to commands about the chat as a whole: help, privacy, dialogs, results, deletion."""

from bot.core.words.phrase import message

# --- the menu of commands -----------------------------------------------------------------


@message("Begin, or continue where you left off")
def start_command() -> None: ...


@message("See the decisions I can help with")
def dialogs_command() -> None: ...


@message("Go back one question")
def back_command() -> None: ...


@message("See and change your answers")
def review_command() -> None: ...


@message("Pause and keep your answers")
def stop_command() -> None: ...


@message("See your earlier results")
def history_command() -> None: ...


@message("Lead a group through a decision")
def coach_command() -> None: ...


@message("See the available languages")
def language_command() -> None: ...


@message("What I keep about you, and for how long", promise=True)
def privacy_command() -> None: ...


@message("Get a copy of everything I keep about you", promise=True)
def export_command() -> None: ...


@message("Delete everything I keep about you", promise=True)
def forgetme_command() -> None: ...


@message("What you can do here")
def help_command() -> None: ...


# --- the menu of commands in a group ------------------------------------------------------


@message("Start a session here")
def group_coach_command() -> None: ...


@message("Coach: go to the next step")
def group_next_command() -> None: ...


@message("Coach: show the totals")
def group_reveal_command() -> None: ...


@message("Coach: take a break, and keep all answers")
def group_pause_command() -> None: ...


@message("Coach: carry on after the break")
def group_resume_command() -> None: ...


@message("Coach: end the session")
def group_end_command() -> None: ...


@message("Leave the session")
def group_leave_command() -> None: ...


@message("See who opened, closed and revealed what")
def group_log_command() -> None: ...


# --- help ---------------------------------------------------------------------------------


@message("/{name} — {what}")
def command(name: str, what: str) -> None:
    "A line of the list of commands."


@message(
    "Short questions, one at a time, then advice with its reasons. Tap a button, or type an answer or its "
    "number."
)
def how_it_works() -> None: ...


@message("I don't know /{name}.")
def unknown_command(name: str) -> None:
    "The help follows."


# --- privacy ------------------------------------------------------------------------------


@message("Your privacy")
def privacy_title() -> None: ...


@message(
    "I keep your Telegram ID (not your phone number), your answers, and the IDs of my messages, so that you "
    "can continue later. I keep your name only if you take part in a group, and never your username.",
    promise=True,
)
def what_is_kept() -> None: ...


@message(
    "I write first only if you ask me to, at the time you chose. For that I keep the step you meant to do, "
    "the day, and how far your clock is from UTC, not where you are; your answers stay until I've written. "
    "“Don't write” ends it, and so does blocking me.",
    promise=True,
)
def when_i_write() -> None: ...


@message(
    "No one else sees your answers. They're used for your advice. In a group, everyone, including the coach, "
    "sees only totals; each question says how exactly. A word to your coach is shown to them without your "
    "name.",
    promise=True,
)
def who_sees_it() -> None: ...


@message(
    "Anything you don't use for {days} day is deleted automatically.",
    "Anything you don't use for {days} days is deleted automatically.",
    by="days",
    promise=True,
)
def how_long(days: int) -> None: ...


@message(
    "/export sends you a copy of everything. /forgetme deletes everything for good, right away.", promise=True
)
def your_rights() -> None: ...


# --- dialogs and results ------------------------------------------------------------------


@message("What would you like to decide?")
def which_dialog() -> None: ...


@message("There's nothing here yet. Please come back later.")
def no_dialogs() -> None: ...


@message(
    "You have {number} more under way. Finish one of these to see it here.",
    "You have {number} more under way. Finish some of these to see them here.",
    by="number",
)
def more_under_way(number: int) -> None:
    "Below the question what to decide, where not all that is under way is listed."


@message(
    "{number} older result is not listed. /export sends it with everything else.",
    "{number} older results are not listed. /export sends them with everything else.",
    by="number",
)
def older_results(number: int) -> None:
    "Below the newest results."


@message("Your results")
def results_title() -> None: ...


@message("No results yet. Send /start to begin.")
def no_results() -> None: ...


@message("There aren't two results of this to compare. Send /history to see your results.")
def nothing_to_compare() -> None: ...


@message("I speak: {languages}. More languages will come with more dialogs.")
def languages(languages: str) -> None:
    'languages: what they call themselves, as "Deutsch, English".'


# --- deleting -----------------------------------------------------------------------------


@message("Delete everything I keep about you?", promise=True)
def delete_question() -> None: ...


@message(
    "All your answers and results will be deleted for good, right away. If you want a copy, send /export "
    "first.",
    promise=True,
)
def delete_warning() -> None: ...


@message("Done. I've deleted everything I kept about you.", promise=True)
def everything_deleted() -> None: ...


@message("Any copies in my backups will be gone within a few minutes.", promise=True)
def soon_gone_from_backups() -> None:
    "Below what says that everything is deleted right away, or can be."


@message(
    "Any copies in my backups will be gone within {days} day.",
    "Any copies in my backups will be gone within {days} days.",
    by="days",
    promise=True,
)
def gone_from_backups(days: int) -> None:
    "Instead of that, where backups cannot be changed."


@message("The messages above exist only in your chat. Send /start to begin again.", promise=True)
def left_in_chat() -> None:
    "The end of what is said when everything is deleted."


@message("OK, I've kept everything as it is.", promise=True)
def nothing_deleted() -> None: ...


@message("Everything I keep about you.", promise=True)
def export_caption() -> None:
    "Below the file of an export."


# --- what does not fit --------------------------------------------------------------------


@message("Nothing is open right now. Send /start to begin.")
def nothing_open() -> None:
    "To a command about a conversation, where there is none."


@message("I can't read {what}. Please type text, or tap a button.")
def unreadable(what: str) -> None:
    'what: the kind of message, as "a photo".'
