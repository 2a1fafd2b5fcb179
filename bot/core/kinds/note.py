"""Something to read between questions; its only answer is that it was read."""

from collections.abc import Iterator

from bot.core.dialog.answers import Value
from bot.core.dialog.kind import Kind, Tappable
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Meant, NotUnderstood, Understanding
from bot.core.kinds.answering import Answer
from bot.core.screen.button import Button, Rows
from bot.core.typed.consent import is_nod
from bot.core.typed.reader import aside, danger, first_that_fits, hinted, only_a_mark, wish
from bot.core.typed.said import Said
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

    def read(self, question: Question, text: str) -> Understanding:
        understood = first_that_fits((danger, _was_read, only_a_mark, wish, aside, hinted), question, text)
        if isinstance(understood, NotUnderstood):
            return NotUnderstood(understood.rule, kinds.confirm_reading())
        return understood

    def describe(self, question: Question, value: Value) -> Phrase:
        return kinds.was_read()

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def values(self, question: Question) -> Iterator[Value]:
        yield READ


def _was_read(said: Said) -> Understanding | None:
    return Meant(READ, "read") if said.bare in steering.READ or is_nod(said.key) else None
