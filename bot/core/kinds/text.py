"""A free text; kept and echoed, never scored."""

from collections.abc import Iterator

from bot.core.dialog.answers import InvalidAnswer, Value
from bot.core.dialog.keys import Holds, Key
from bot.core.dialog.kind import Kind, Tappable
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Done
from bot.core.screen.button import Button, Rows

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

    def hint(self, question: Question) -> str:
        return "Type your answer."

    def tappable(self, question: Question) -> tuple[tuple[Tappable, ...], ...]:
        return ()

    def rows(self, question: Question, draft: Value | None) -> Rows:
        return ((Button("Keep what I wrote", Done(question.id)),),) if isinstance(draft, str) else ()

    def parse(self, question: Question, raw: str) -> str:
        text, longest = raw.strip(), LONGEST.of(question)
        if not text:
            raise InvalidAnswer("Please type a few words.")
        if len(text) > longest:
            raise InvalidAnswer(
                f"That is {len(text)} characters; {longest} fit here. Please send a shorter version."
            )
        return text

    def restore(self, question: Question, value: Value) -> Value | None:
        return value if isinstance(value, str) else None

    def describe(self, question: Question, value: Value) -> str:
        return str(value)

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def values(self, question: Question) -> Iterator[Value]:
        yield WRITTEN
