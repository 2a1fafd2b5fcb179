"""Crosstabs: the published answers to one question, split by those to an earlier one.

A table beside the published totals is one more way to single somebody out. So its rows and columns are what
was told of each question by itself, in numbers. It is told only where each of its cells holds nobody or k
people, where no answer follows from another, and where those who answered one question alone are nobody, or
so many, with more than one answer, that the difference to the totals does not tell what they said.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from bot.core.group.privacy.figure import LEAST, Cell, Figure, Form

Part: TypeAlias = tuple[str, ...]
"""Answers that are counted as one, of either question."""
Pair: TypeAlias = tuple[str, str]
"""What one person answered to the earlier question and to this one."""
BETWEEN, BESIDE = "+", "/"
"""What joins the answers of a part, and the two parts of a cell's one name."""


def cross(beside: Figure, figure: Figure, pairs: Sequence[Pair], k: int) -> tuple[Cell, ...]:
    """Return the cells of the table, row by row; () where it could single somebody out.

    The one option of a cell is the name of its row and its column, see `parts_of`.
    """
    if any(each.form is not Form.COUNTS for each in (beside, figure)):
        return ()
    if not all(cell.is_exact for each in (beside, figure) for cell in each.cells):
        return ()
    said = zip(*pairs, strict=True) if pairs else ((), ())
    if any(_tells_of_missing(each, answers) for each, answers in zip((beside, figure), said, strict=True)):
        return ()
    rows, columns = ([cell.options for cell in each.cells if cell.highest] for each in (beside, figure))
    counts = [[sum(row in a and column in b for row, column in pairs) for b in columns] for a in rows]
    if not _is_safe(counts, k):
        return ()
    return tuple(
        Cell((f"{BETWEEN.join(row)}{BESIDE}{BETWEEN.join(column)}",), people, people)
        for row, counted in zip(rows, counts, strict=True)
        for column, people in zip(columns, counted, strict=True)
    )


def parts_of(cell: Cell) -> tuple[Part, Part]:
    """The row and the column of a cell of the table."""
    row, _, column = cell.options[0].partition(BESIDE)
    return tuple(row.split(BETWEEN)), tuple(column.split(BETWEEN))


def _tells_of_missing(figure: Figure, said: Sequence[str]) -> bool:
    """Return whether the difference to the published totals tells what those not in the table said."""
    counted = Counter(said)
    missing = [cell.highest - sum(counted[each] for each in cell.options) for cell in figure.cells]
    left = [few for few in missing if few]
    return len(left) == 1 or any(few < LEAST for few in left)


def _is_safe(counts: Sequence[Sequence[int]], k: int) -> bool:
    """Return whether there are two rows and columns, each with two filled cells of k people."""
    lines = [*counts, *zip(*counts, strict=True)]
    is_big = all(people >= k for line in counts for people in line if people)
    return len(counts) > 1 and is_big and all(sum(map(bool, line)) > 1 for line in lines)
