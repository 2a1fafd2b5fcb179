"""Taking a running session over to another version of its dialog: what was answered is kept."""

from dataclasses import dataclass, replace

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, expected, relevant, walk
from bot.core.dialog.question import Question
from bot.core.solo.session import Session, Stage


@dataclass(frozen=True, slots=True)
class Move:
    """What moving over would come to.

    session: as it would be. kept: answers that still count. open: about how many questions are left.
    """

    session: Session
    kept: int
    open: int


def can_move(session: Session) -> bool:
    """Whether the session can go over to another version: a result rests on the version it was given in."""
    return session.stage is not Stage.DONE and session.finished_on is None


def move(session: Session, old: Dialog, new: Dialog) -> Move:
    """The session in another version of its dialog.

    An answer goes along under its question's id, or to the question that `replaces` it. One that is not
    asked there waits among the drafts, and so do the ticks that are left of several; an option that is
    gone is asked again.
    """
    left = {**session.drafts, **session.answers}
    answers: dict[str, Value] = {}
    drafts: dict[str, Value] = {}
    for question in new.questions.values():
        before = next((each for each in (question.id, *question.replaces) if each in left), None)
        if before is None or not _same_kind(old, before, question):
            continue
        value = _fitting(question, left[before])
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
    return Move(moved, len(counting), _open(new, moved))


def _same_kind(old: Dialog, before: str, question: Question) -> bool:
    return before in old.questions and old.questions[before].kind is question.kind


def _fitting(question: Question, value: Value) -> Value | None:
    """The value, as far as the question still takes it; None where nothing of it is left."""
    if isinstance(value, Silence):
        return value if value in question.allow else None
    return question.kind.restore(question, value)


def _open(dialog: Dialog, session: Session) -> int:
    if walk(dialog, session.answers).here == REVIEW:
        return 0
    return max(1, expected(dialog, session.answers) - len(session.answers))
