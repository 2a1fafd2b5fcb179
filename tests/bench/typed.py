"""What reading a typed text costs: rows that people could write, and texts made to be slow."""

from collections.abc import Callable, Iterable
from time import process_time

from bot.authoring.typed_rows import parse_rows
from bot.core.dialog.question import Question
from bot.core.typed.clean import plain_form
from tests.bench.figures import Row, number, percentile, table
from tests.core.typed.hostile import hostile_texts
from tests.core.typed.rows import FIXTURES, dialogs


def typed(rounds: int = 3) -> list[str]:
    """The table. rounds: of each text, of which the best counts."""
    asked = [each for dialog in dialogs().values() for each in dialog.questions.values()]
    rows = parse_rows((FIXTURES / "typed" / "rows.tsv").read_text(encoding="utf-8"))
    usual = [(dialogs()[row.dialog].questions[row.question], row.text) for row in rows]
    hostile = [(question, text) for text in hostile_texts() for question in asked]
    kinds = (("rows that people could write", usual), ("4,096 characters made to be slow", hostile))
    return [table("Reading a typed text", ("ms", "median", "99 %", "worst"), _figures(kinds, rounds))]


def _figures(kinds: Iterable[tuple[str, list[tuple[Question, str]]]], rounds: int) -> list[Row]:
    found: list[Row] = []
    for name, texts in kinds:
        times = [1000 * min(_seconds(_read(*each)) for _ in range(rounds)) for each in texts]
        found.append((name, *(number(percentile(times, share)) for share in (0.5, 0.99, 1))))
    return found


def _read(question: Question, text: str) -> Callable[[], object]:
    return lambda: question.kind.read(question, text)


def _seconds(work: Callable[[], object]) -> float:
    plain_form.cache_clear()
    begun = process_time()
    work()
    return process_time() - begun
