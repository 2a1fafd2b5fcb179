"""Crosstabs: the answers to one question, split by those to an earlier one. A part of the gateway `tally`.

A table beside the published totals is one more way to single somebody out. So it is published only where
each cell that is not empty holds k people, where no answer follows from the other, and where the people
missing from it are none or enough. What is too small is merged; what stays too small is not published.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.question import Question
from bot.core.group.privacy.tally import LEAST, Cell, Figure

Part: TypeAlias = tuple[str, ...]
"""Answers that are counted as one, of either question."""
Pair: TypeAlias = tuple[str, str]
"""What one person answered to the earlier question and to this one."""
BETWEEN, BESIDE = "+", "/"
"""What joins the answers of a part, and the two parts of a cell's one name."""


def cross(
    question: Question,
    beside: Question,
    figures: tuple[Figure, Figure],
    said: Mapping[int, tuple[Value, Value]],
    k: int,
) -> tuple[Cell, ...]:
    """Return the cells of the table, row by row; () where it could single somebody out.

    figures: the published ones of the question and of the other. said: person -> their answers to both.
    The one option of a cell is the name of its row and its column, see `parts_of`.
    """
    first, second = figures
    if any(cell.lowest != cell.highest for figure in figures for cell in figure.cells):
        return ()
    pairs = [(_option(beside, two), _option(question, one)) for one, two in said.values()]
    rows, columns = ([cell.options for cell in figure.cells if cell.highest] for figure in (second, first))
    said_beside, said_here = [row for row, _ in pairs], [column for _, column in pairs]
    if _reveals_the_rest(second, said_beside) or _reveals_the_rest(first, said_here):
        return ()
    while not _is_safe(_counts(rows, columns, pairs), k):
        if len(rows) > 2:
            rows = _joined(rows, said_beside, beside.kind.has_order(beside))
        elif len(columns) > 2:
            columns = _joined(columns, said_here, question.kind.has_order(question))
        else:
            return ()
    counts = _counts(rows, columns, pairs)
    return tuple(
        Cell((f"{BETWEEN.join(row)}{BESIDE}{BETWEEN.join(column)}",), people, people)
        for row, counted in zip(rows, counts, strict=True)
        for column, people in zip(columns, counted, strict=True)
    )


def parts_of(cell: Cell) -> tuple[Part, Part]:
    """The row and the column of a cell of the table."""
    row, _, column = cell.options[0].partition(BESIDE)
    return tuple(row.split(BETWEEN)), tuple(column.split(BETWEEN))


def _option(question: Question, value: Value) -> str:
    return value.value if isinstance(value, Silence) else question.kind.options_of(question, value)[0]


def _reveals_the_rest(figure: Figure, said: Sequence[str]) -> bool:
    """Return whether so few people are missing from the table that the difference reveals their answers."""
    counted = Counter(said)
    missing = (cell.highest - sum(counted[each] for each in cell.options) for cell in figure.cells)
    return any(0 < abs(few) < LEAST for few in missing)


def _counts(rows: Sequence[Part], columns: Sequence[Part], pairs: Sequence[Pair]) -> list[list[int]]:
    return [[sum(row in a and column in b for row, column in pairs) for b in columns] for a in rows]


def _is_safe(counts: Sequence[Sequence[int]], k: int) -> bool:
    """Return whether there are two rows and columns, each with two filled cells of k people."""
    lines = [*counts, *zip(*counts, strict=True)]
    is_big = all(people >= k for line in counts for people in line if people)
    return len(counts) > 1 and is_big and all(sum(map(bool, line)) > 1 for line in lines)


def _joined(parts: Sequence[Part], said: Sequence[str], is_ordered: bool) -> list[Part]:
    """Merge the smallest part with the next smallest; in an order, with its smaller neighbour."""
    counted = Counter(said)
    sizes = [sum(counted[each] for each in part) for part in parts]
    small = min(range(len(parts)), key=lambda at: sizes[at])
    others = [at for at in range(len(parts)) if at != small and (not is_ordered or abs(at - small) == 1)]
    first, second = sorted((small, min(others, key=lambda at: sizes[at])))
    return [*parts[:first], parts[first] + parts[second], *parts[first + 1 : second], *parts[second + 1 :]]
