"""Moves a running session to another version of its dialog, with its answers."""

from dataclasses import dataclass, replace

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, expected, relevant, walk
from bot.core.dialog.question import Question
from bot.core.solo.session import Session, Stage


@dataclass(frozen=True, slots=True)
class Move:
    """What moving to another version would lead to.

    session: after the move. kept: answers that still count. open: about how many questions are left.
    """

    session: Session
    kept: int
    open: int


def can_move(session: Session) -> bool:
    """Whether the session can move to another version; a result belongs to the version it was given in."""
    return session.stage is not Stage.DONE and session.finished_on is None


def migrate_session(session: Session, old: Dialog, new: Dialog) -> Move:
    """Move a session to another version of its dialog.

    An answer moves with its question's id, or to the question that `replaces` it. An answer whose question
    is not asked there becomes a draft, and so do the ticks that are left of several. Where the chosen
    option no longer exists, the question is asked again.
    """
    left = {**session.drafts, **session.answers}
    answers: dict[str, Value] = {}
    drafts: dict[str, Value] = {}
    for question in new.questions.values():
        before = next((each for each in (question.id, *question.replaces) if each in left), None)
        if before is None or not _is_same_kind(old, before, question):
            continue
        value = _still_valid(question, left[before])
        if value is not None:
            is_whole = before in session.answers and value == left[before]
            (answers if is_whole else drafts)[question.id] = value
    counting = relevant(new, answers)
    replaced = {each for question in new.questions.values() for each in question.replaces}
    gone = {each: value for each, value in left.items() if each not in new.questions and each not in replaced}
    parked = {each: value for each, value in answers.items() if each not in counting}
    moved = replace(
        session,
        logic_hash=new.logic_hash,
        stage=Stage.ASKING if session.stage is Stage.STOPPED else session.stage,
        answers=counting,
        drafts={**gone, **drafts, **parked},
        editing=None,
        reviewing=False,
        remark=None,
        is_covered=False,
        turn=session.turn + 1,
        revision=session.revision + 1,
    )
    return Move(moved, len(counting), _questions_left(new, moved))


def _is_same_kind(old: Dialog, before: str, question: Question) -> bool:
    return before in old.questions and old.questions[before].kind is question.kind


def _still_valid(question: Question, value: Value) -> Value | None:
    """Return what the question still accepts of a value; None if nothing."""
    if isinstance(value, Silence):
        return value if value in question.allow else None
    return question.kind.restore(question, value)


def _questions_left(dialog: Dialog, session: Session) -> int:
    if walk(dialog, session.answers).here == REVIEW:
        return 0
    return max(1, expected(dialog, session.answers) - len(session.answers))
