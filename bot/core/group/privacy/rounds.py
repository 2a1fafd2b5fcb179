"""Two rounds of a question, told once and together, so that their difference tells no more than both.

The same people answered both. So both are told in one partition: the finest that each can be summed to. Where
there is none, the first is not told at all, and of the second only in words which answer leads.

Everybody sees who has left or said nothing since, and keeps an answer. What differs is the doing of the
others, and if nearly all of these must have moved, each is known. Two at least must be free to have stayed.
"""

from collections.abc import Sequence
from typing import Final

from bot.core.group.privacy.figure import LEAST, Cell, Form, Told
from bot.core.group.privacy.layout import Layout
from bot.core.group.privacy.telling import NOTHING_TOLD

FEWEST_AGAIN: Final = 5
"""People who must answer again for anything to be told of that: a difference is theirs."""
STAYING: Final = 2
"""How many of those who could have moved may have stayed where they were, at least."""


def tell_together(
    layout: Layout, first: Told, second: Told, people: int, free: int | None = None
) -> tuple[Told, Told]:
    """Return what is told of two rounds with the same people. free: of these, those who answered again."""
    free = people if free is None else free
    if free < FEWEST_AGAIN:
        return first, NOTHING_TOLD
    rows = _rows(first, second, people, is_ticked=layout.alone is not None)
    if rows and not _finds_somebody(rows, people - free, free, is_ticked=layout.alone is not None):
        return Told(first.form, tuple(one for one, _ in rows)), Told(
            second.form, tuple(two for _, two in rows)
        )
    return NOTHING_TOLD, in_words(layout, second, people)


def in_words(layout: Layout, told: Told, people: int) -> Told:
    """Return which answer, or group of near ones, leads, as far as that follows from what would be told."""
    if told.form in (Form.MOST, Form.HALF, Form.TOP):
        return told
    for form, least in ((Form.MOST, -(-3 * people // 4)), (Form.HALF, people // 2 + 1)):
        for cell in told.cells:
            is_one = len(cell.options) == 1 or cell.options in layout.groups
            if is_one and cell.lowest >= least:
                return Told(form, (Cell(cell.options, least, people),))
    return NOTHING_TOLD


def _finds_somebody(rows: Sequence[tuple[Cell, Cell]], silent: int, free: int, *, is_ticked: bool) -> bool:
    """Return whether the difference tells what those said who answered again, or those who kept silent."""
    differences = [two.highest - one.highest for one, two in rows]
    moved = max(map(abs, differences)) if is_ticked else sum(each for each in differences if each > 0)
    if moved > free - STAYING:
        return True
    shared = sum(min(one.highest, two.highest) for one, two in rows)
    exact = [(one.highest, two.highest) for one, two in rows if one.is_exact and two.is_exact]
    return silent > 0 and any(
        _splits(before, now, silent, free, 0 if is_ticked else silent - shared + min(before, now))
        for before, now in exact
    )


def _splits(before: int, now: int, silent: int, free: int, least: int) -> bool:
    """Return whether a number splits into small ones of those who kept silent and those who did not.

    least: of the silent who must have given this answer, by the other numbers.
    """
    fewest, most = max(0, least, before - free, now - free), min(silent, before, now)
    if fewest and (most < LEAST or fewest >= silent - 1):
        return True
    again = [(number - most, number - fewest) for number in (before, now)]
    return any(low > 0 and (high < LEAST or low >= free - 1) for low, high in again)


def _rows(first: Told, second: Told, people: int, *, is_ticked: bool) -> list[tuple[Cell, Cell]]:
    if first.form is Form.ROUGH and second.form is Form.ROUGH:
        is_same = first.cells == second.cells
        return list(zip(first.cells, second.cells, strict=True)) if is_same else []
    if first.form is not Form.COUNTS or second.form is not Form.COUNTS:
        return []
    if not first.cells or not second.cells:  # no cell is not a cell of nobody
        return []
    if is_ticked:
        return _rows_of_ticks(first.cells, second.cells, people)
    rows = common_rows(first.cells, second.cells)
    return rows if len(rows) > 1 else []


def common_rows(first: Sequence[Cell], second: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Return the sums of both in the finest parts that both can be summed to."""
    return [(_sum(first, part), _sum(second, part)) for part in _common_parts(first, second)]


def _rows_of_ticks(first: Sequence[Cell], second: Sequence[Cell], people: int) -> list[tuple[Cell, Cell]]:
    """Return each answer that can be told of both rounds in the same way."""
    later = {cell.options: cell for cell in second}
    both = [(cell, later[cell.options]) for cell in first if cell.options in later]
    return [row for one, two in both if (row := _row_of_ticks(one, two, people))]


def _row_of_ticks(one: Cell, two: Cell, people: int) -> tuple[Cell, Cell] | None:
    """Return both numbers, or the same range for both; None where they lie on two sides of the middle."""
    if one.is_exact and two.is_exact:
        return one, two
    half = people // 2
    lowest, highest = min(one.lowest, two.lowest), max(one.highest, two.highest)
    if one.is_exact == two.is_exact:  # two ranges: both small, both large, or far apart
        is_near = highest <= half or lowest > half
        return (Cell(one.options, lowest, highest), Cell(one.options, lowest, highest)) if is_near else None
    if highest <= half:
        return Cell(one.options, 0, half), Cell(one.options, 0, half)
    if lowest > half:
        return Cell(one.options, half + 1, people), Cell(one.options, half + 1, people)
    return None


def _common_parts(first: Sequence[Cell], second: Sequence[Cell]) -> list[tuple[str, ...]]:
    """Return the finest sets of answers that cut no cell of either, in the order of the first."""
    parts: list[list[str]] = []
    for cell in (*first, *second):
        touched = [part for part in parts if set(part) & set(cell.options)]
        others = [part for part in parts if part not in touched]
        joined = list(dict.fromkeys(answer for part in (*touched, cell.options) for answer in part))
        at = min((parts.index(part) for part in touched), default=len(parts))
        parts = [*others[:at], joined, *others[at:]]
    return [tuple(part) for part in parts]


def _sum(cells: Sequence[Cell], part: Sequence[str]) -> Cell:
    people = sum(cell.highest for cell in cells if set(cell.options) <= set(part))
    return Cell(tuple(part), people, people)


def least_moved(first: Sequence[Cell], second: Sequence[Cell]) -> int:
    """Return how many people at least changed their answer, by what is told of both rounds."""
    if [cell.options for cell in first] != [cell.options for cell in second]:
        return 0
    pairs = list(zip(first, second, strict=True))
    if not all(one.is_exact and two.is_exact for one, two in pairs):
        return 0
    return sum(abs(one.highest - two.highest) for one, two in pairs) // 2
