"""Counts of answers as vectors: how many people gave each answer, and every way they could have."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product, zip_longest
from math import comb
from typing import TypeAlias

Counts: TypeAlias = tuple[int, ...]
"""How many people gave each answer, in the order of the question."""

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


def divisions_within(totals: Sequence[int], sizes: Sequence[int]) -> Iterator[Counts]:
    """Yield every way to divide the total of each group among its answers, the extremes of all first."""
    ends = [extremes(total, size) for total, size in zip(totals, sizes, strict=True)]
    first = (
        tuple(chain.from_iterable(one or group[-1] for one, group in zip(parts, ends, strict=True)))
        for parts in zip_longest(*ends)
    )
    every = product(*(_listed(total, size) for total, size in zip(totals, sizes, strict=True)))
    yield from chain(first, (tuple(chain.from_iterable(parts)) for parts in every))


LONGEST = 3_000
"""Divisions of one group that are listed; a class with more is never looked at to its end."""


def _listed(total: int, size: int) -> list[Counts]:
    return list(islice(extremes_first(total, size), LONGEST))
