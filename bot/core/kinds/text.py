"""A free text; kept and echoed, never scored."""

from collections.abc import Iterator

from bot.core.dialog.answers import Value
from bot.core.dialog.keys import Holds, Key
from bot.core.dialog.kind import Kind, Tappable
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Meant, NotUnderstood, Understanding
from bot.core.kinds.answering import Done
from bot.core.screen.button import Button, Rows
from bot.core.typed.reader import TEXT, TEXT_KEPT, ReadingRule, first_that_fits
from bot.core.words import kinds
from bot.core.words.phrase import Phrase, Words, verbatim

LONGEST = Key("longest", Holds.WHOLE, 1000, "Most characters it takes (`text` only).", least=1, most=1000)
NAMES = Key(
    "names",
    Holds.SWITCH,
    False,
    "Its answer tells results of this dialog apart in lists (one `text` only).",
    is_wording=True,
    is_unique=True,
)
WRITTEN = "any text"
"""Stands for all texts: no rule looks into one."""


class TextKind(Kind):
    """A question that takes a text; its value is the text."""

    name = "text"
    summary = "a text"
    keys = (LONGEST, NAMES)
    takes_options = False
    is_counted = False
    is_typed = True
    accepts_any_text = True

    def names_result(self, question: Question) -> bool:
        return NAMES.of(question)

    def hint(self, question: Question) -> Phrase | None:
        return kinds.type_text()

    def tappable(self, question: Question) -> tuple[tuple[Tappable, ...], ...]:
        return ()

    def rows(self, question: Question, draft: Value | None, words: Words) -> Rows:
        if not isinstance(draft, str):
            return ()
        return ((Button(words(kinds.keep_text()), Done(question.id)),),)

    def read(self, question: Question, text: str) -> Understanding:
        return self._read(question, text, TEXT)

    def read_kept(self, question: Question, text: str) -> Understanding:
        return self._read(question, text, TEXT_KEPT)

    def _read(self, question: Question, text: str, rules: tuple[ReadingRule, ...]) -> Understanding:
        written, longest = text.strip(), LONGEST.of(question)
        if not written:
            return NotUnderstood("empty", kinds.too_short())
        other = first_that_fits(rules, question, written)
        if not isinstance(other, NotUnderstood):
            return other
        if len(written) > longest:
            return NotUnderstood("long", kinds.too_long(len(written) - longest))
        return Meant(written, self.name)

    def as_written(self, question: Question, text: str) -> Value | None:
        written = text.strip()
        return written if 0 < len(written) <= LONGEST.of(question) else None

    def restore(self, question: Question, value: Value) -> Value | None:
        return value if isinstance(value, str) else None

    def describe(self, question: Question, value: Value) -> Phrase:
        return verbatim(str(value))

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def values(self, question: Question) -> Iterator[Value]:
        yield WRITTEN
