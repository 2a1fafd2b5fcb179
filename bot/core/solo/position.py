"""Which question of its dialog a session is at."""

from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, Position
from bot.core.solo.session import Session


def open_in(session: Session, position: Position) -> str:
    """Return what the card of a session asks: a question's id, or `REVIEW`."""
    if session.editing is not None:
        return session.editing
    return REVIEW if session.reviewing else position.here


def questions_to_review(dialog: Dialog, session: Session) -> tuple[str, ...]:
    """Return ids of the questions whose answers the review lists, in order; a note has none to change."""
    return tuple(each for each in session.answers if dialog.questions[each].kind.expects_answer)
