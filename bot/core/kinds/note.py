"""Something to read between questions; its only answer is that it was read."""

from collections.abc import Iterator

from bot.core.dialog.answers import InvalidAnswer, Value
from bot.core.dialog.kind import Kind, Tappable
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Answer
from bot.core.kinds.typed import plain
from bot.core.screen.button import Button, Rows

READ = "read"
WORDS = ("continue", "next", "ok", "okay", "go on", "1")


class NoteKind(Kind):
    """A text between questions; its value is always `READ`."""

    name = "note"
    summary = "only something to read"
    takes_options = False
    expects_answer = False
    is_counted = False

    def tappable(self, question: Question) -> tuple[tuple[Tappable, ...], ...]:
        return ((Tappable(READ, "Continue"),),)

    def rows(self, question: Question, draft: Value | None) -> Rows:
        return ((Button("Continue", Answer(question.id, READ)),),)

    def parse(self, question: Question, raw: str) -> str:
        if plain(raw) not in WORDS:
            raise InvalidAnswer("Please choose Continue, or type ok.")
        return READ

    def describe(self, question: Question, value: Value) -> str:
        return "read"

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def values(self, question: Question) -> Iterator[Value]:
        yield READ
