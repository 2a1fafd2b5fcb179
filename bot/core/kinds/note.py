"""Something to read between questions; its only answer is that it was read."""

from collections.abc import Iterator

from bot.core.dialog.answers import InvalidAnswer, Value
from bot.core.dialog.kind import Kind, Tappable
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Answer
from bot.core.kinds.typed import plain
from bot.core.screen.button import Button, Rows
from bot.core.words import kinds, steering
from bot.core.words.phrase import Phrase, Words

READ = "read"


class NoteKind(Kind):
    """A text between questions; its value is always `READ`."""

    name = "note"
    summary = "only something to read"
    takes_options = False
    expects_answer = False
    is_counted = False

    def tappable(self, question: Question) -> tuple[tuple[Tappable, ...], ...]:
        return ((Tappable(READ, ""),),)

    def rows(self, question: Question, draft: Value | None, words: Words) -> Rows:
        return ((Button(words(kinds.read_on()), Answer(question.id, READ)),),)

    def parse(self, question: Question, raw: str) -> str:
        if plain(raw) not in steering.READ:
            raise InvalidAnswer(kinds.confirm_reading())
        return READ

    def describe(self, question: Question, value: Value) -> Phrase:
        return kinds.was_read()

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def values(self, question: Question) -> Iterator[Value]:
        yield READ
