"""Counts of answers as vectors: how many people gave each answer, and every way they could have."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, compress, islice, zip_longest
from math import comb
from typing import Any, TypeAlias, TypeVar

from bot.core.group.privacy.figure import LEAST

Counts: TypeAlias = tuple[int, ...]
"""How many people gave each answer, in the order of the question."""
Label = TypeVar("Label", bound=Any)
"""What is said of one answer or group; of one message, they can be compared."""
Settle: TypeAlias = Callable[[Sequence[Any]], tuple[Any, ...]]
"""Sorts what is said of answers or groups, among those that are alike."""

TELLING = (0, 1, 3, 4)
"""How many are not in one answer, in the vectors that settle most classes."""


def divisions(total: int, parts: int) -> Iterator[Counts]:
    """Yield every way to divide so many people among so many answers."""
    if parts == 1:
        yield (total,)
    elif parts:
        for first in range(total, -1, -1):
            for rest in divisions(total - first, parts - 1):
                yield (first, *rest)
    elif not total:
        yield ()


def divisions_in(ranges: Sequence[tuple[int, int]], total: int) -> Iterator[Counts]:
    """Yield the counts of so many people with each number in its range."""
    if not ranges:
        if not total:
            yield ()
        return
    (lowest, highest), *others = ranges
    least, most = sum(low for low, _ in others), sum(high for _, high in others)
    for count in range(max(lowest, total - most), min(highest, total - least) + 1):
        for rest in divisions_in(others, total - count):
            yield (count, *rest)


def number_of_divisions(total: int, parts: int) -> int:
    """Return how many `divisions` there are."""
    return comb(total + parts - 1, parts - 1)


def extremes(total: int, parts: int) -> list[Counts]:
    """Return the divisions with nearly everybody in one answer and the others in a second one."""
    if parts == 1:
        return [(total,)]
    found: dict[Counts, None] = {}
    for most in range(parts):
        for away in (each for each in TELLING if each <= total):
            for other in (each for each in range(parts) if each != most):
                counts = [0] * parts
                counts[most], counts[other] = total - away, away
                found[tuple(counts)] = None
    return list(found)


def extremes_first(total: int, parts: int) -> Iterator[Counts]:
    """Yield every division, the `extremes` first."""
    if not parts:
        yield from divisions(total, parts)
        return
    ends = extremes(total, parts)
    yield from ends
    known = set(ends)
    yield from (each for each in divisions(total, parts) if each not in known)


def pools_of(total: int, parts: int, more: int, limit: int) -> Iterator[Counts]:
    """Yield every division below a limit with so many different big numbers, the `extremes` first."""
    ends = [each for each in extremes(total, parts) if _is_pool(each, more, limit)]
    yield from ends
    known = set(ends)
    yield from (each for each in _pooled(total, parts, more, limit, frozenset()) if each not in known)


def _is_pool(counts: Counts, more: int, limit: int) -> bool:
    return max(counts) < limit and len({count for count in counts if count >= LEAST}) == more


def _pooled(total: int, parts: int, more: int, limit: int, big: frozenset[int]) -> Iterator[Counts]:
    """Yield them, the largest first; big: numbers that are big enough, of the parts before."""
    most = max(big, default=LEAST - 1) if len(big) == more else limit - 1
    if total > parts * max(most, LEAST - 1) or len(big) + parts < more:
        return
    if not parts:
        yield ()
        return
    for first in range(min(total, limit - 1), -1, -1):
        now = big if first < LEAST else big | {first}
        if len(now) <= more:
            yield from ((first, *rest) for rest in _pooled(total - first, parts - 1, more, limit, now))


def divisions_within(totals: Sequence[int], sizes: Sequence[int]) -> Iterator[Counts]:
    """Yield every way to divide the total of each group among its answers, the extremes of all first."""
    yield from extremes_within(totals, sizes)
    yield from _joined(totals, sizes)


def extremes_within(totals: Sequence[int], sizes: Sequence[int]) -> Iterator[Counts]:
    """Yield the extremes of each group at once."""
    ends = [extremes(total, size) for total, size in zip(totals, sizes, strict=True)]
    for parts in zip_longest(*ends):
        yield tuple(chain.from_iterable(one or group[-1] for one, group in zip(parts, ends, strict=True)))


LONGEST = 3_000
"""Divisions of one group that are tried; a class with more is never looked at to its end."""


def _joined(totals: Sequence[int], sizes: Sequence[int]) -> Iterator[Counts]:
    if not totals:
        yield ()
        return
    for first in islice(extremes_first(totals[0], sizes[0]), LONGEST):
        for rest in _joined(totals[1:], sizes[1:]):
            yield (*first, *rest)


def settled(labels: Sequence[Label], sizes: Sequence[int]) -> tuple[Label, ...]:
    """Return what is said of each answer, sorted where answers, or whole groups of one size, are alike."""
    ends = list(accumulate(sizes))
    groups = [tuple(sorted(labels[end - size : end])) for size, end in zip(sizes, ends, strict=True)]
    return tuple(chain.from_iterable(settled_groups(groups, sizes)))


def settled_groups(labels: Sequence[Label], sizes: Sequence[int]) -> tuple[Label, ...]:
    """Return what is said of each group, sorted where groups are of one size."""
    alike = {size: iter(sorted(compress(labels, (each == size for each in sizes)))) for size in set(sizes)}
    return tuple(next(alike[size]) for size in sizes)
