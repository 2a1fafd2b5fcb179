"""Answers in words."""

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.words import kinds
from bot.core.words.phrase import Phrase, Words


def answer_text(dialog: Dialog, question_id: str, value: Value, words: Words) -> str:
    """Return an answer in the words of its question."""
    return words(_answer_phrase(dialog, question_id, value))


def _answer_phrase(dialog: Dialog, question_id: str, value: Value) -> Phrase:
    if isinstance(value, Silence):
        return kinds.skipped() if value is Silence.SKIPPED else kinds.not_sure()
    question = dialog.questions[question_id]
    return question.kind.describe(question, value)
