"""How an answer, or a tick, becomes part of a session."""

from dataclasses import replace

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import relevant
from bot.core.dialog.question import Question
from bot.core.solo.position import recheck_after
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.turns import CARD, StepResult, next_turn
from bot.core.words.phrase import verbatim


def answer_question(dialog: Dialog, session: Session, question: Question, value: Value) -> StepResult:
    """Record an answer. Later answers stay; those no longer relevant become drafts."""
    answers = {**session.answers, question.id: value}
    kept = relevant(dialog, answers)
    drafts = without(session.drafts, question.id) | without(answers, *kept)
    notes = [question.options[each].note for each in _option_ids(question, value)]
    shown = " ".join(note for note in notes if note)
    remark = verbatim(shown) if shown else None
    seen = recheck_after(session.recheck, question.id)
    asked = replace(session, stage=Stage.ASKING, answers=kept, drafts=drafts, editing=None, recheck=seen)
    return next_turn(asked, remark)


def _option_ids(question: Question, value: Value) -> tuple[str, ...]:
    return () if isinstance(value, Silence) else question.kind.options_of(question, value)


def save_ticks(session: Session, question: Question, ticks: Value) -> StepResult:
    """Keep what is ticked so far."""
    if session.drafts.get(question.id) == ticks:
        return StepResult(session)
    drafts = {**session.drafts, question.id: ticks}  # its buttons stay valid, so it is the same turn
    asked = replace(session, stage=Stage.ASKING, drafts=drafts, remark=None, maybe=(), echoed="")
    after = replace(asked, page=ShownPage.FRONT, revision=session.revision + 1)
    return StepResult(after, (CARD,))


def without(answers: Answers, *questions: str) -> dict[str, Value]:
    """Return the answers but for those to some questions."""
    return {question: value for question, value in answers.items() if question not in questions}
