"""A free text; kept and echoed, never scored."""

from collections.abc import Iterator

from bot.core.dialog.answers import InvalidAnswer, Value
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Done
from bot.core.screen.button import Button, Rows


class Text:
    """A question that takes a text; its value is the text."""

    name = "text"
    is_ordered = False

    def hint(self, question: Question) -> str:
        return "Type your answer."

    def parse(self, question: Question, raw: str) -> str:
        text = raw.strip()
        if not text:
            raise InvalidAnswer("Please type a few words.")
        if len(text) > question.longest:
            raise InvalidAnswer(
                f"That is {len(text)} characters; {question.longest} fit here. Please send a shorter version."
            )
        return text

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def describe(self, question: Question, value: Value) -> str:
        return str(value)

    def values(self, question: Question) -> Iterator[Value]:
        return iter(())

    def rows(self, question: Question, draft: Value | None) -> Rows:
        return ((Button("Keep what I wrote", Done(question.id)),),) if isinstance(draft, str) else ()
