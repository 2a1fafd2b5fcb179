"""Short answers to taps that changed nothing, and remarks on a card. A toast has at most 200 letters."""

from typing import Final

from bot.core.words.phrase import message

LONGEST_TOAST: Final = 200
"""Bot API: letters of an answer to a tap."""


@message("This button no longer works. Please use the latest message.", most=LONGEST_TOAST)
def closed() -> None:
    "A button of an earlier question, or of a card that was replaced."


@message("That was asked too long ago. To delete everything, send /forgetme again.", most=LONGEST_TOAST)
def old_question() -> None:
    'A tap on "Delete everything" long after it was asked.'


@message(
    "This button is out of date. Send /start to continue where you left off, or to begin.", most=LONGEST_TOAST
)
def gone() -> None:
    "A button of something that does not exist any more."


@message("This is on hold. Tap Continue to pick it up again.", most=LONGEST_TOAST)
def on_hold() -> None:
    "On a paused card, to anything but Continue."


@message(
    "You've finished this one. /history shows the result, /review opens your answers, and /dialogs starts "
    "another.",
    most=LONGEST_TOAST,
)
def finished() -> None:
    "On a finished session, to what belongs to an open one."


@message("You've changed an answer. Tap Get my advice for a new result.", most=LONGEST_TOAST)
def changed_since() -> None:
    "To somebody who wants back to a result that no longer fits their answers."


@message("This is the first question.", most=LONGEST_TOAST)
def first_question() -> None:
    "To Back, where there is nothing before."


@message("This question needs an answer. There's no wrong one.", most=LONGEST_TOAST)
def must_answer() -> None:
    "To Skip, where a question cannot be skipped."


@message("Please pick at least one first.", most=LONGEST_TOAST)
def pick_one_first() -> None:
    "To Done, where nothing is ticked."


@message("Please tap one of the buttons.", most=LONGEST_TOAST)
def use_the_buttons() -> None:
    "To a typed text that no button of the card is called."


@message("I didn't count that: you sent it before this appeared.", most=LONGEST_TOAST)
def sent_too_early() -> None:
    "To a typed text that was meant for another card."


@message("Added. Tap Done when you've picked everything that applies.", most=LONGEST_TOAST)
def added() -> None:
    "To a typed option of a question that takes several, where others are ticked already."


@message("These buttons belong to someone else. Send /start to get your own.", most=LONGEST_TOAST)
def not_yours() -> None:
    "To a tap on another person's card."


@message("This dialog isn't available any more. Send /dialogs to see what is.", most=LONGEST_TOAST)
def not_offered() -> None:
    "To somebody who wants to begin a dialog that was taken away."


@message("You're still in the middle of this one. To start over, send /stop first.", most=LONGEST_TOAST)
def under_way() -> None:
    "To Start over, while the dialog is open."


@message("That was a lot at once. Please wait a few seconds.", most=LONGEST_TOAST)
def too_fast() -> None:
    "To somebody who taps or types faster than the rate limit."


@message(
    "Sorry, something went wrong on my side. Nothing is lost: please try again in a moment.",
    most=LONGEST_TOAST,
)
def failed() -> None:
    "To a tap that could not be handled."


@message(
    "I can't read what I stored for you here any more, so I've set it aside. Send /start to begin again.",
    most=LONGEST_TOAST,
)
def set_aside() -> None:
    "To somebody whose stored session is damaged, or was written by a newer version."
