"""One step of an ordered row, its two ends named."""

from bot.core.dialog.answers import Value
from bot.core.dialog.kind import Tappable
from bot.core.dialog.question import Question
from bot.core.kinds.one import OneKind
from bot.core.words import kinds
from bot.core.words.phrase import Phrase

LONGEST_ROW = 8
"""Bot API: a row holds at most 8 buttons."""


class ScaleKind(OneKind):
    """A question whose options stand in an order; its value is the option's id."""

    name = "scale"
    summary = "a step of a row"
    keys = ()

    def has_order(self, question: Question) -> bool:
        return True

    def hint(self, question: Question) -> Phrase | None:
        texts = [option.text for option in question.options.values()]
        return kinds.scale_ends(texts[0], len(texts), texts[-1])

    def group_hint(self, question: Question) -> Phrase | None:
        return self.hint(question)

    def tappable(self, question: Question) -> tuple[tuple[Tappable, ...], ...]:
        steps = [Tappable(option, str(number)) for number, option in enumerate(question.options, 1)]
        return tuple(tuple(steps[at : at + LONGEST_ROW]) for at in range(0, len(steps), LONGEST_ROW))

    def describe(self, question: Question, value: Value) -> Phrase:
        position = list(question.options).index(str(value)) + 1
        return kinds.scale_answer(position, len(question.options), question.options[str(value)].text)
