"""One step of an ordered row, its two ends named."""

from bot.core.dialog.answers import Value
from bot.core.dialog.question import Question
from bot.core.kinds.one import OneKind
from bot.core.words import kinds
from bot.core.words.phrase import Phrase


class ScaleKind(OneKind):
    """A question whose options stand in an order; its value is the option's id."""

    name = "scale"
    summary = "a step of a row"
    keys = ()

    def has_order(self, question: Question) -> bool:
        return True

    def describe(self, question: Question, value: Value) -> Phrase:
        position = list(question.options).index(str(value)) + 1
        return kinds.scale_answer(position, len(question.options), question.options[str(value)].text)
