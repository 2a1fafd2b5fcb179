"""Figures of several runs, and tables of them."""

from collections.abc import Sequence
from statistics import median
from typing import TypeAlias

Row: TypeAlias = Sequence[str]


def table(title: str, heads: Row, rows: Sequence[Row]) -> str:
    """A table in Markdown, its columns as wide as their longest cell."""
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]

    def line(row: Row) -> str:
        first, *others = (
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return f"| {' | '.join((first, *others))} |"

    ruler = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join((f"\n{title}\n", line(heads), ruler, *map(line, rows)))


def told(values: Sequence[float]) -> str:
    """Median, least and most."""
    if len(values) == 1:
        return number(values[0])
    return f"{number(median(values))} ({number(min(values))}-{number(max(values))})"


def number(value: float) -> str:
    """A figure with three digits that count."""
    for least, digits in ((100, 0), (10, 1), (1, 2)):
        if abs(value) >= least:
            return f"{value:,.{digits}f}"
    return f"{value:.3f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed. share: 0..1; values: at least one."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
