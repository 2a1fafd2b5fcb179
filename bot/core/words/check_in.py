"""The message that asks a member, days later, how the first step went; and what is answered."""

from bot.core.words.phrase import Phrase, message
from bot.core.words.toasts import LONGEST_TOAST


@message("How did it go?")
def title() -> None:
    """A title."""


@message("In “{place}” you planned:\n{step}")
def planned(place: str, step: Phrase) -> None:
    """place: the group."""


@message("In “{place}” you planned:\n{when}: {step}")
def planned_when(place: str, when: Phrase, step: Phrase) -> None:
    """place: the group."""


@message("So far you said: {answer}.")
def so_far(answer: Phrase) -> None:
    """The last answer."""


@message(
    "Your advice depended most on one answer: “{ask}” If that has changed, your advice may have too.",
)
def depends_on(ask: str) -> None:
    """A month later."""


@message("No one sees what you say here; the group gets only totals.", promise=True)
def confidential() -> None:
    """Below the question."""


@message("Don't ask again", most=30)
def do_not_ask() -> None:
    """A button."""


@message("Look at my answers again", most=30)
def look_again() -> None:
    """A button."""


@message("Well done! That's further than most plans get.", most=LONGEST_TOAST)
def done() -> None:
    """To “Done”."""


@message("That's a beginning. What is the next small piece?", most=LONGEST_TOAST)
def partly() -> None:
    """To “Partly”."""


@message("That's a beginning. What is the next small piece? I'll ask once more later.", most=LONGEST_TOAST)
def partly_again() -> None:
    """To “Partly”."""


@message("That happens. Make the step smaller, until it fits into half an hour.", most=LONGEST_TOAST)
def not_yet() -> None:
    """To “Not yet”."""


@message(
    "That happens. Make the step smaller, until it fits into half an hour. I'll ask once more later.",
    most=LONGEST_TOAST,
)
def not_yet_again() -> None:
    """To “Not yet”."""


@message(
    "That's as good an answer as any. Send /start to go through the questions again.",
    most=LONGEST_TOAST,
)
def changed() -> None:
    """To “Changed my mind”."""


@message("Okay, I won't ask again.", most=LONGEST_TOAST)
def asked_no_more() -> None:
    """To “Don't ask again”."""
