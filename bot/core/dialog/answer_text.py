"""Answers in words."""

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.words import kinds
from bot.core.words.phrase import Phrase, Words


def answer_text(dialog: Dialog, question_id: str, value: Value, words: Words) -> str:
    """Return an answer in the words of its question."""
    return words(answer_phrase(dialog.questions[question_id], value))


def answer_phrase(question: Question, value: Value) -> Phrase:
    """Return an answer as a phrase, in the words of its question."""
    if isinstance(value, Silence):
        return kinds.skipped() if value is Silence.SKIPPED else kinds.not_sure()
    return question.kind.describe(question, value)
