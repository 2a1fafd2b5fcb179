"""What people read about the bot before they start it."""

from bot.core.words.phrase import message


@message(
    "Trying to decide? I ask a few short questions, one tap each, and give you advice that shows its "
    "reasons, the case against it, and what would change it.\n\n"
    "In a group, a coach takes everyone through a decision together, and no one sees who chose what.\n\n"
    "Take your time: go back, pause, or come back in a week. Your answers are private, and /forgetme deletes "
    "them.",
    most=512,
    promise=True,
)
def description() -> None:
    "In an empty chat with the bot."


@message("A few short questions, then advice with its reasons and the case against it.", most=120)
def short_description() -> None:
    "On the bot's profile page."
