"""The coach's console in the private chat, and the names of the coach's buttons."""

from datetime import date

from bot.core.words.phrase import Phrase, message

# --- what it says ------------------------------------------------------------------------------


@message("{place} · {dialog}")
def title(place: str, dialog: str) -> None:
    """The group and what its session is about."""


@message("The group · {dialog}")
def title_without_name(dialog: str) -> None:
    """A group whose name is not known."""


@message("Opened on {day}.")
def opened_on(day: date) -> None:
    """Below the title: tells one session of a group from another."""


@message("You're no longer the coach of “{place}”.")
def not_coach(place: str) -> None:
    """In the place of everything else."""


@message("Tap Cancel to undo it.")
def can_cancel() -> None:
    """Below what is about to happen."""


@message("Talk first. Then tap “{again}” or “{reveal}”.")
def talk_first(again: Phrase, reveal: Phrase) -> None:
    """again, reveal: names of buttons."""


@message(
    "Add me to the group again, or let me write there, and we can continue. Or send people to "
    "their private chats.",
)
def way_back() -> None:
    """The bot cannot write in the group."""


@message(
    "Reopen the topic, or add me to the group again, and then try again. Or continue somewhere else.",
)
def way_back_to_topic() -> None:
    """The bot cannot write in the topic."""


@message("I was away for a moment.")
def away_moment() -> None:
    """The bot was switched off for less than a minute."""


@message("I was away for {number} minute.", "I was away for {number} minutes.", by="number")
def away_minutes(number: int) -> None:
    """The bot was switched off."""


@message("I was away for {number} hour.", "I was away for {number} hours.", by="number")
def away_hours(number: int) -> None:
    """The bot was switched off."""


@message("I was away for {number} day.", "I was away for {number} days.", by="number")
def away_days(number: int) -> None:
    """The bot was switched off."""


@message("So I added more time.")
def more_time() -> None:
    """After how long the bot was away."""


@message("No one has joined yet.")
def nobody_joined() -> None:
    """Nobody takes part."""


@message("Taking part: {names}")
def taking_part(names: str) -> None:
    """names: a list."""


@message("✔ {done} of {of}")
def answered(done: int, of: int) -> None:
    """How many have answered."""


@message("Waiting for {names}")
def waiting_for(names: str) -> None:
    """names: a list."""


@message("This question isn't for everyone, so I don't name who is missing. Close it when it's quiet.")
def not_for_everyone() -> None:
    """In the place of those who are waited for."""


@message("Everyone has answered.")
def everyone_answered() -> None:
    """So the question can be closed."""


@message(
    "{number} more person shared theirs; the first {most} are listed here.",
    "{number} more people shared theirs; the first {most} are listed here.",
    by="number",
)
def more_shared(number: int, most: int) -> None:
    """The last line below the advice that people shared with the coach."""


@message("{number} more", "{number} more", by="number")
def more_names(number: int) -> None:
    """The last of a list of names."""


@message(
    "With fewer than {k} people, no totals are shown: everyone gets their own result, and you talk together.",
)
def few(k: int) -> None:
    """Few take part."""


@message(
    "With fewer than {k} people, no totals are shown: everyone gets their own result, and you "
    "talk together. Start anyway, or invite more people.",
)
def few_yet(k: int) -> None:
    """Few take part, and it has not started."""


@message("Worth talking about")
def worth_talking() -> None:
    """A heading."""


@message("{ask} (you are far apart)")
def far_apart(ask: str) -> None:
    """A question worth talking about."""


@message("{ask} (you differ)")
def apart(ask: str) -> None:
    """A question worth talking about."""


@message("{ask} (mostly alike)")
def mostly_alike(ask: str) -> None:
    """A question worth talking about, if there is time."""


@message("Questions for the group")
def prompts() -> None:
    """A heading."""


@message("Shared with you")
def shared_with_you() -> None:
    """A heading."""


@message("{name}: {title}")
def shared(name: str, title: str) -> None:
    """The advice that a member shared."""


@message("{name}: {title} ({reason})")
def shared_because(name: str, title: str, reason: str) -> None:
    """The advice that a member shared."""


# --- what it does ------------------------------------------------------------------------------


@message("▶ Start", most=30)
def start() -> None:
    """A button."""


@message("Invite", most=30)
def invite() -> None:
    """A button: sends a picture to invite people by."""


@message("▶ Continue", most=30)
def resume() -> None:
    """A button: ends a pause."""


@message("Cancel", most=30)
def cancel() -> None:
    """A button: undoes what was announced."""


@message("+1 min", most=30)
def extend() -> None:
    """A button: the question stays open for a minute more."""


@message("Close and reveal", most=30)
def close() -> None:
    """A button: closes the question."""


@message("Remind", most=30)
def nudge() -> None:
    """A button: reminds who has not answered."""


@message("Ask again", most=30)
def revote() -> None:
    """A button: a second round."""


@message("Show the totals", most=30)
def reveal() -> None:
    """A button: ends the talk."""


@message("End the talk", most=30)
def end_talk() -> None:
    """A button: the same where there are no totals."""


@message("Next ›", most=30)
def next_step() -> None:
    """A button: the next step."""


@message("Skip", most=30)
def skip() -> None:
    """A button: the next step, without an answer to this one."""


@message("Pause", most=30)
def pause() -> None:
    """A button."""


@message("End", most=30)
def end() -> None:
    """A button: ends the session."""


@message("Try again", most=30)
def retry() -> None:
    """A button: tries to write in the group again."""


@message("Continue in General", most=30)
def general() -> None:
    """A button: moves the session to the main topic."""


@message("Continue in private", most=30)
def in_private() -> None:
    """A button: sends everybody to their private chats."""


@message("Take over", most=30)
def take_over() -> None:
    """A button: to coach in the place of another."""


@message("Help the coach", most=30)
def add_coach() -> None:
    """A button: to coach beside another."""


@message("Big screen", most=30)
def big_screen() -> None:
    """A button: shows the link for a projector."""


@message("New link", most=30)
def new_link() -> None:
    """A button: makes a link for the projector, in the place of the one before."""


@message("Turn off", most=30)
def screen_off() -> None:
    """A button: the link for the projector no longer works."""


@message("Files", most=30)
def files() -> None:
    """A button: sends the table and the summary."""


@message("Delete this session", most=30)
def delete() -> None:
    """A button."""
