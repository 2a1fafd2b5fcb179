"""Answers in words."""

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog


def answer_text(dialog: Dialog, question_id: str, value: Value) -> str:
    """Return an answer in the words of its question."""
    if isinstance(value, Silence):
        return "left out" if value is Silence.SKIPPED else "not sure"
    question = dialog.questions[question_id]
    return question.kind.describe(question, value)
