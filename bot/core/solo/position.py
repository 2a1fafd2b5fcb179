"""Which question of its dialog a session is at."""

from dataclasses import replace

from bot.core.dialog.answers import Answers
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, Position
from bot.core.solo.session import Recheck, Session


def open_in(session: Session, position: Position) -> str:
    """Return what the card of a session asks: a question's id, or `REVIEW`."""
    if session.editing is not None:
        return session.editing
    if session.reviewing:
        return REVIEW
    return asked_again(session) or position.here


def asked_again(session: Session) -> str | None:
    """Return the question that is asked again next, of an earlier result; None for none."""
    recheck = session.recheck
    if recheck is None:
        return None
    return next((each for each in recheck.ask[recheck.at :] if each in session.answers), None)


def recheck_after(recheck: Recheck | None, question: str) -> Recheck | None:
    """Return how far an earlier result was looked at, once a question was answered."""
    if recheck is None or question not in recheck.ask:
        return recheck
    return replace(recheck, at=max(recheck.at, recheck.ask.index(question) + 1))


def recheck_before(session: Session) -> Recheck | None:
    """Return the look at an earlier result one question back; None at its first."""
    recheck = session.recheck
    if recheck is None:
        return None
    earlier = (at for at in range(recheck.at - 1, -1, -1) if recheck.ask[at] in session.answers)
    before = next(earlier, None)
    return None if before is None else replace(recheck, at=before)


def questions_to_review(dialog: Dialog, answers: Answers) -> tuple[str, ...]:
    """Return ids of the questions whose answers the review lists, in order; a note has none to change."""
    return tuple(each for each in answers if dialog.questions[each].kind.expects_answer)
