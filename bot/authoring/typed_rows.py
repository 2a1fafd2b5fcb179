"""Rows of typed replies and what each must be read as: `check --typed FILE`.

A row: dialog, question, text, expected and, if wanted, a class, with tabs between. Expected is one notation,
or several with " / " between: option ids (`books,talk`), `=5` for a number, `text`, `unsure`, `skip`, `no`,
`ask:books|talk`, or the name of a wish (`meta:help`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import AskBack, Meant, Understanding, Wants, Wish

_SILENT: Final = {Wish.UNSURE: Silence.UNSURE, Wish.SKIP: Silence.SKIPPED}


class RowVerdict(StrEnum):
    """How a row came out; recording a wrong answer is by far the worst."""

    RIGHT = "right"
    ASKED = "asked"
    REFUSED = "refused"
    WRONG = "recorded wrongly"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row. line: its number in the file. expected: every notation that is right."""

    line: int
    dialog: str
    question: str
    text: str
    expected: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row and what the reader made of it, in the notation of rows."""

    row: TypedRow
    got: str
    rule: str
    verdict: RowVerdict


def parse_rows(text: str) -> Iterator[TypedRow]:
    """Yield the rows of a file, but for its heading and empty lines.

    Raises:
        ValueError: a row has fewer than four cells; it says which.
    """
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip() or cells[:2] == ["dialog", "question"]:
            continue
        if len(cells) < 4:
            raise ValueError(f"line {number} has {len(cells)} cells, not 4")
        dialog, question, said, expected, *kind = cells
        each = tuple(one.strip() for one in expected.split(" / "))
        yield TypedRow(number, dialog, question, said, each, *kind[:1])


def read_rows(rows: Iterable[TypedRow], dialogs: Mapping[str, Dialog]) -> Iterator[ReadRow]:
    """Yield how each row comes out.

    Raises:
        ValueError: a row is about a dialog or a question that does not exist; it says which.
    """
    for row in rows:
        dialog = dialogs.get(row.dialog)
        question = dialog.questions.get(row.question) if dialog else None
        if question is None:
            raise ValueError(f"line {row.line}: no question `{row.question}` in a dialog `{row.dialog}`")
        yield judge(row, question, question.kind.read(question, row.text))


def judge(row: TypedRow, question: Question, read: Understanding) -> ReadRow:
    """Return how one row came out."""
    got = notation(question, read)
    is_right = any(_sorted(got) == _sorted(each) for each in row.expected)
    if is_right:
        verdict = RowVerdict.RIGHT
    elif isinstance(read, Meant):
        verdict = RowVerdict.WRONG
    else:
        verdict = RowVerdict.ASKED if isinstance(read, AskBack) else RowVerdict.REFUSED
    return ReadRow(row, got, read.rule, verdict)


def notation(question: Question, read: Understanding) -> str:
    """Return what was read as rows write it."""
    match read:
        case Meant(value):
            return "text" if question.kind.accepts_any_text else _value(value)
        case AskBack(values):
            return "ask:" + "|".join(map(_value, values))
        case Wants(wish, is_hinted=is_hinted) if wish in _SILENT:
            return f"ask:{wish}" if is_hinted else wish.value
        case Wants(wish):
            return f"meta:{wish}"
    return "no"


def _value(value: Value) -> str:
    match value:
        case Fraction():
            return f"={value}"
        case Silence():
            return value.value
        case tuple():
            return ",".join(value)
    return value


def _sorted(written: str) -> str:
    """Return a notation with what is asked about in one order: it is the same question."""
    head, colon, asked = written.partition("ask:")
    return head + colon + "|".join(sorted(asked.split("|"))) if colon else written


def report(read: Iterable[ReadRow], tell: Callable[[str], object]) -> bool:
    """Tell every row that did not come out right, and the figures; return whether all is well."""
    counts: Counter[RowVerdict] = Counter()
    for each in read:
        counts[each.verdict] += 1
        if each.verdict is not RowVerdict.RIGHT:
            row, wanted = each.row, " / ".join(each.row.expected)
            tell(
                f"{row.line}: {each.verdict}: {row.dialog} {row.question} {row.text!r}: "
                f"{each.got} ({each.rule}), not {wanted}"
            )
    total = sum(counts.values())
    shares = ", ".join(f"{counts[each]} {each}" for each in RowVerdict)
    tell(f"{total} rows: {shares}; {100 * counts[RowVerdict.RIGHT] / max(total, 1):.1f} % right.")
    return not counts[RowVerdict.WRONG]
