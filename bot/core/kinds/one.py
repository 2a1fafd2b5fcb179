"""One option out of several, a button a row."""

from collections.abc import Iterator
from typing import ClassVar

from bot.core.dialog.answers import Value
from bot.core.dialog.keys import Holds, Key
from bot.core.dialog.kind import Kind, Tappable
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Meant, Understanding
from bot.core.kinds.answering import Answer
from bot.core.screen.button import Button, Rows
from bot.core.typed.reader import ONE, first_that_fits
from bot.core.words.phrase import Phrase, Words, verbatim

TICK = "✓ "

ORDERED = Key("ordered", Holds.SWITCH, False, "Its options stand in an order, as on a scale (`one` only).")


class OneKind(Kind):
    """A question that takes one option; its value is the option's id."""

    name = "one"
    summary = "one option"
    keys: ClassVar[tuple[Key[object], ...]] = (ORDERED,)

    def has_order(self, question: Question) -> bool:
        return ORDERED.of(question)

    def rows(self, question: Question, draft: Value | None, words: Words) -> Rows:
        def button(of: Tappable) -> Button:
            is_answer = draft is not None and self.take(question, None, of.id) == draft
            return Button(f"{TICK if is_answer else ''}{of.label}", Answer(question.id, of.id))

        return tuple(tuple(button(each) for each in row) for row in self.tappable(question))

    def read(self, question: Question, text: str) -> Understanding:
        match first_that_fits(ONE, question, text):
            case Meant((str(option),), rule):
                return Meant(self.take(question, None, option), rule)
            case understood:
                return understood

    def describe(self, question: Question, value: Value) -> Phrase:
        return verbatim(question.options[str(value)].text)

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return (str(value),)

    def values(self, question: Question) -> Iterator[Value]:
        yield from question.options
