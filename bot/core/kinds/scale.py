"""One step of an ordered row, its two ends named."""

from collections.abc import Iterator

from bot.core.dialog.answers import Value
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Answer
from bot.core.kinds.one import TICK, One
from bot.core.screen.button import Button, Rows

LONGEST_ROW = 8
"""Bot API: a row holds at most 8 buttons."""


class Scale(One):
    """A question whose options stand in an order; its value is the option's id."""

    name = "scale"
    is_ordered = True

    def hint(self, question: Question) -> str:
        texts = [option.text for option in question.options.values()]
        return f"1 = {texts[0]} … {len(texts)} = {texts[-1]}"

    def describe(self, question: Question, value: Value) -> str:
        place = list(question.options).index(str(value)) + 1
        return f"{place} of {len(question.options)}: {question.options[str(value)].text}"

    def values(self, question: Question) -> Iterator[Value]:
        yield from question.options

    def rows(self, question: Question, draft: Value | None) -> Rows:
        buttons = [
            Button(f"{TICK if option.id == draft else ''}{number}", Answer(question.id, option.id))
            for number, option in enumerate(question.options.values(), 1)
        ]
        return tuple(
            tuple(buttons[start : start + LONGEST_ROW]) for start in range(0, len(buttons), LONGEST_ROW)
        )
