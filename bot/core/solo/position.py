"""Where a session stands on its dialog's way."""

from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, Position
from bot.core.solo.session import Session


def open_in(session: Session, position: Position) -> str:
    """What the card of a session asks: a question's id, or `REVIEW`."""
    if session.editing is not None:
        return session.editing
    return REVIEW if session.reviewing else position.here


def reviewed(dialog: Dialog, session: Session) -> tuple[str, ...]:
    """Ids of the questions whose answers the review lists, in its order; a note has none to change."""
    return tuple(each for each in session.answers if dialog.questions[each].kind.expects_answer)
