"""One option out of several, a button a row."""

from collections.abc import Iterator

from bot.core.dialog.answers import Value
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Answer
from bot.core.kinds.typed import option_meant
from bot.core.screen.button import Button, Rows

TICK = "✓ "


class One:
    """A question that takes one option; its value is the option's id."""

    name = "one"
    is_ordered = False

    def hint(self, question: Question) -> str:
        return ""

    def parse(self, question: Question, raw: str) -> str:
        return option_meant(question, raw).id

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return (str(value),)

    def describe(self, question: Question, value: Value) -> str:
        return question.options[str(value)].text

    def values(self, question: Question) -> Iterator[Value]:
        yield from question.options

    def rows(self, question: Question, draft: Value | None) -> Rows:
        return tuple(
            (Button(f"{TICK if option.id == draft else ''}{option.text}", Answer(question.id, option.id)),)
            for option in question.options.values()
        )
