"""Something to read between questions; its only answer is that it was read."""

from collections.abc import Iterator

from bot.core.dialog.answers import InvalidAnswer, Value
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Answer
from bot.core.kinds.typed import plain
from bot.core.screen.button import Button, Rows

READ = "read"


class Note:
    """A text between questions; its value is always `READ`."""

    name = "note"
    is_ordered = False

    def hint(self, question: Question) -> str:
        return ""

    def parse(self, question: Question, raw: str) -> str:
        if plain(raw) not in ("continue", "next", "ok", "okay", "go on", "1"):
            raise InvalidAnswer("Please choose Continue, or type ok.")
        return READ

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def describe(self, question: Question, value: Value) -> str:
        return "read"

    def values(self, question: Question) -> Iterator[Value]:
        return iter(())

    def rows(self, question: Question, draft: Value | None) -> Rows:
        return ((Button("Continue", Answer(question.id, READ)),),)
