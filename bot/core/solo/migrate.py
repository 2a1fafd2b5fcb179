"""Moves a running session to another version of its dialog, with its answers."""

from dataclasses import dataclass, replace

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, expected, relevant, walk
from bot.core.dialog.question import Question
from bot.core.solo.session import Session, Stage
from bot.core.solo.turns import questions_to_review


@dataclass(frozen=True, slots=True)
class Move:
    """What moving to another version would lead to.

    session: after the move. lost: answers that no longer count; that a note was read is none. open: about how
    many questions are left.
    """

    session: Session
    lost: int
    open: int


def can_move(session: Session) -> bool:
    """Return whether the session can move to another version; a result belongs to that of its advice."""
    return session.stage is not Stage.DONE and session.finished_on is None


def migrate_session(session: Session, old: Dialog, new: Dialog) -> Move:
    """Move a session to another version of its dialog.

    An answer moves with its question's id, or to the question that `replaces` it, whose table says which
    option became which. An answer whose question is not asked there becomes a draft, and so do the ticks
    that are left of several. Where the chosen option no longer exists, the question is asked again.
    """
    left = {**session.drafts, **session.answers}
    answers: dict[str, Value] = {}
    drafts: dict[str, Value] = {}
    for question in new.questions.values():
        before = next((each for each in (question.id, *question.replaces) if each in left), None)
        if before is None or before not in old.questions:
            continue
        value, is_whole = _carried(old.questions[before], question, left[before])
        if value is not None:
            (answers if is_whole and before in session.answers else drafts)[question.id] = value
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
        maybe=(),
        echoed="",
        typed_in=0,
        is_covered=False,
        turn=session.turn + 1,
        revision=session.revision + 1,
    )
    lost = len(questions_to_review(old, session.answers)) - len(questions_to_review(new, counting))
    return Move(moved, lost, _questions_left(new, moved))


def _carried(old: Question, new: Question, value: Value) -> tuple[Value | None, bool]:
    """Return what of an answer still is one, None for nothing; and whether that is all of it."""
    table = new.replaces.get(old.id)
    if table is not None and not isinstance(value, Silence):
        chosen = old.kind.options_of(old, value)
        if old.id != new.id or not table.keys().isdisjoint(chosen):
            return _translated(new, [table.get(each, each if old.id == new.id else "") for each in chosen])
    elif table is None and old.kind is not new.kind:
        return None, False
    kept = _still_valid(new, value)
    return kept, kept == value


def _translated(question: Question, chosen: list[str]) -> tuple[Value | None, bool]:
    """Return the answer that these options make; whether it is whole: no option is unknown here."""
    known = list(dict.fromkeys(each for each in chosen if each in question.kind.tap_ids(question)))
    is_whole = len(known) == len(set(chosen)) > 0
    if not question.kind.is_ticked and not (is_whole and len(known) == 1):
        return None, False
    answer: Value | None = None
    for option in known:
        answer = question.kind.take(question, answer, option)
    return answer, is_whole


def _still_valid(question: Question, value: Value) -> Value | None:
    """Return what the question still accepts of a value; None if nothing."""
    if isinstance(value, Silence):
        return value if value in question.allow else None
    return question.kind.restore(question, value)


def _questions_left(dialog: Dialog, session: Session) -> int:
    if walk(dialog, session.answers).here == REVIEW:
        return 0
    return max(1, expected(dialog, session.answers) - len(session.answers))
