"""The card of a session: welcome, question, list of answers, pause."""

from bot.core.words.phrase import message


@message("Group session: {group}")
def of_group(group: str) -> None:
    "Above a private card that is part of a group's session."


@message("You've answered everything. Your result is in a separate message.")
def all_answered() -> None: ...


# --- welcome ------------------------------------------------------------------------------


@message(
    "About {minutes} minute, then advice and why.",
    "About {minutes} minutes, then advice and why.",
    by="minutes",
)
def how_it_works(minutes: int) -> None:
    "On the welcome, above the first question."


@message("Short questions, then advice and why.")
def how_it_works_untimed() -> None:
    "Where the author doesn't say how long it takes."


@message("Your answers are private: /privacy", promise=True)
def private() -> None: ...


# --- who is behind it ---------------------------------------------------------------------


@message("What it's about: {decision}")
def decision(decision: str) -> None:
    'The decision in the author\'s words, as "Bringing a dog home this spring".'


@message("What it's not for: {purposes}")
def not_for(purposes: str) -> None:
    "Whom or what the dialog can't help, in the author's words."


@message("Written by {author}, {day}")
def written_by(author: str, day: str) -> None: ...


@message("Paid for by: {funding}")
def paid_for_by(funding: str) -> None:
    'Who paid for the dialog, in the author\'s words, as "nobody".'


@message("Based on studies")
def based_on_study() -> None: ...


@message("Based on data")
def based_on_data() -> None: ...


@message("Based on the author's judgement, not on studies")
def based_on_opinion() -> None: ...


@message("What no one knows for sure: {doubt}")
def unsure_about(doubt: str) -> None: ...


@message("You can go back, change any answer, take a break and come back later.")
def take_your_time() -> None: ...


# --- questions ----------------------------------------------------------------------------


@message("{section} · {number} of about {total}")
def progress(section: str, number: int, total: int) -> None:
    "Above a question. section: the part of the dialog that it is in."


@message("{section} · changing an answer")
def changing_answer(section: str) -> None:
    "Above a question that is answered once more."


# --- list of answers ----------------------------------------------------------------------


@message("Your answers")
def review_title() -> None: ...


@message("Tap a number to change that answer.")
def review_hint() -> None: ...


@message("No answers yet.")
def no_answers() -> None: ...


# --- pause --------------------------------------------------------------------------------


@message(
    "On hold. I've kept your {number} answer. Continue whenever you like.",
    "On hold. I've kept your {number} answers. Continue whenever you like.",
    by="number",
)
def on_hold(number: int) -> None: ...


@message("On hold. Continue whenever you like.")
def on_hold_unanswered() -> None:
    "As `on_hold`, before the first answer."


# --- another version of the dialog --------------------------------------------------------


@message("There's a newer version of this.")
def newer_version() -> None:
    "Said before what becomes of the answers in it."


@message("All your answers carry over.")
def answers_fit() -> None: ...


@message(
    "{number} of your answers doesn't carry over.", "{number} of your answers don't carry over.", by="number"
)
def answers_lost(number: int) -> None: ...


@message("There's about {number} question to go.", "There are about {number} questions to go.", by="number")
def questions_left(number: int) -> None: ...
