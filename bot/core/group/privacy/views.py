"""Ways of telling how people answered, from exact numbers to hardly anything: a message for counts, or None.

Answers stand in groups whose members lie next to each other; `sizes` says how many are in each. Answers
without groups are groups of one.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias

from bot.core.group.privacy.figure import LEAST, Form
from bot.core.group.privacy.vectors import (
    Counts,
    Settle,
    divisions_in,
    divisions_within,
    extremes_first,
    extremes_within,
    pools_of,
)

Statement: TypeAlias = Any
"""What a view says of counts: hashable, and equal where it says the same. Only its view reads it."""


@dataclass(frozen=True, slots=True)
class Heap:
    """Answers, by their places, that are told as one, and how many people gave one of them."""

    answers: tuple[int, ...]
    lowest: int
    highest: int


def ranges_of(sizes: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return the answers of each group, by their places."""
    ends = list(accumulate(sizes))
    return tuple(tuple(range(end - size, end)) for size, end in zip(sizes, ends, strict=True))


class FigureView(ABC):
    """One way of telling.

    name: of its kind. form: how its heaps are to be read. is_always_safe: whether all that it says keeps the
    rule, whatever finer views tell, so that no class needs to be searched.
    """

    name: str
    form: Form = Form.COUNTS
    is_always_safe = False

    @abstractmethod
    def tell(self, counts: Counts) -> Statement | None:
        """Return what it says of counts; None where it cannot be used."""

    @abstractmethod
    def ways(self, message: Statement) -> Iterator[Counts | None]:
        """Yield all counts that it may say this of, those that tell most about the class first.

        None: there are too many to go on.
        """

    def ranges(self, message: Statement) -> Sequence[tuple[int, int]] | None:
        """Return the range of each number, where it says this of all counts in them; None where not."""
        return None

    def canonical(self, message: Statement) -> Statement:
        """Return the one that stands for all that differ from it by which of like answers is which."""
        return message

    @abstractmethod
    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        """Return what is to be published for a message."""


class Exact(FigureView):
    """Every number, where each is nobody or enough, and none is all people or all but one."""

    name = "exact"

    def __init__(self, people: int, settle: Settle, *, is_always_safe: bool = False) -> None:
        self.people, self.settle, self.is_always_safe = people, settle, is_always_safe

    def tell(self, counts: Counts) -> Statement | None:
        is_told = 1 not in counts and 2 not in counts and max(counts) < self.people - 1
        return counts if is_told else None

    def ways(self, message: Statement) -> Iterator[Counts]:
        yield message

    def canonical(self, message: Statement) -> Statement:
        return self.settle(message)

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return tuple(Heap((at,), count, count) for at, count in enumerate(message))


class Groups(FigureView):
    """Each group open, with its answers' numbers, or closed, with its total: by its own counts alone.

    One at least is closed, as some number in it is small. Which one it is stays open: of a pair with four
    people or more either has the small number, and of more answers each may have nobody.
    """

    name = "groups"
    is_always_safe = True

    def __init__(self, sizes: Sequence[int]) -> None:
        self.groups = ranges_of(sizes)

    def tell(self, counts: Counts) -> Statement | None:
        told: list[Counts | int] = []
        is_closed = False
        for group in self.groups:
            own = counts[group[0] : group[-1] + 1]
            if 1 not in own and 2 not in own:
                told.append(own)
                continue
            total, is_closed = sum(own), True
            if len(group) == 1 or total < LEAST + (len(group) == 2):
                return None
            told.append(total)
        return tuple(told) if is_closed else None

    def ways(self, message: Statement) -> Iterator[Counts]:
        totals, sizes = [], []
        for told, group in zip(message, self.groups, strict=True):
            is_open = isinstance(told, tuple)
            totals += [*told] if is_open else [told]
            sizes += [1] * len(group) if is_open else [len(group)]
        return divisions_within(totals, sizes)

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        found: list[Heap] = []
        for told, group in zip(message, self.groups, strict=True):
            if isinstance(told, tuple):
                found += (Heap((at,), count, count) for at, count in zip(group, told, strict=True))
            else:
                found.append(Heap(group, told, told))
        return tuple(found)


class Pool(FigureView):
    """Answers of one or two people, and as many of the smallest numbers above, told together as "others".

    Nobody's answers go in as well; of equal numbers all go in, or none.
    """

    name = "pool"

    def __init__(self, more: int, settle: Settle) -> None:
        self.more, self.settle = more, settle

    def tell(self, counts: Counts) -> Statement | None:
        big = sorted({count for count in counts if count >= LEAST})
        if len(big) <= self.more:
            return None
        limit = big[self.more - 1] if self.more else LEAST - 1
        others = tuple(at for at, count in enumerate(counts) if count <= limit)
        apart = tuple((at, count) for at, count in enumerate(counts) if count > limit)
        total = sum(counts) - sum(count for _, count in apart)
        return None if total < LEAST or len(others) < 2 else (others, total, apart)

    def ways(self, message: Statement) -> Iterator[Counts]:
        others, total, alone = message
        counts = [0] * (len(others) + len(alone))
        for at, count in alone:
            counts[at] = count
        limit = min((count for _, count in alone), default=total + 1)
        for parts in pools_of(total, len(others), self.more, limit):
            for at, count in zip(others, parts, strict=True):
                counts[at] = count
            yield tuple(counts)

    def canonical(self, message: Statement) -> Statement:
        others, total, alone = message
        labels = [-1] * (len(others) + len(alone))
        for at, count in alone:
            labels[at] = count
        pairs = list(enumerate(self.settle(labels)))
        apart = tuple((at, count) for at, count in pairs if count >= 0)
        return tuple(at for at, count in pairs if count < 0), total, apart

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        others, total, alone = message
        return (*(Heap((at,), count, count) for at, count in alone), Heap(others, total, total))


class Leading(FigureView):
    """Which answer has at least so many people, where that is more than half."""

    def __init__(self, name: str, form: Form, people: int, answers: int, least: int) -> None:
        self.name, self.form = name, form
        self.people, self.answers, self.least = people, answers, least

    def tell(self, counts: Counts) -> Statement | None:
        return next((at for at, count in enumerate(counts) if count >= self.least), None)

    def ways(self, message: Statement) -> Iterator[Counts]:
        for most in range(self.least, self.people + 1):
            for rest in extremes_first(self.people - most, self.answers - 1):
                yield (*rest[:message], most, *rest[message:])

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return (Heap((message,), self.least, self.people),)


class Top(FigureView):
    """Which answer none was given more often than; of several the first."""

    name, form = "top", Form.TOP

    def __init__(self, people: int, answers: int) -> None:
        self.people, self.answers = people, answers
        self.least = -(-people // answers)

    def tell(self, counts: Counts) -> Statement | None:
        return counts.index(max(counts))

    def ways(self, message: Statement) -> Iterator[Counts]:
        """Yield first the counts in which it has about half, which no finer view tells so often."""
        half = self.people // 2
        for most in (*range(half, self.least - 1, -1), *range(max(half + 1, self.least), self.people + 1)):
            for rest in extremes_first(self.people - most, self.answers - 1):
                yield (*rest[:message], most, *rest[message:])

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return (Heap((message,), self.least, self.people),)


class Bands(FigureView):
    """Each answer in words: more than half, some, or few or none."""

    name, form = "bands", Form.ROUGH

    def __init__(self, people: int) -> None:
        self.people = people

    def tell(self, counts: Counts) -> Statement | None:
        return tuple(2 if 2 * count > self.people else 1 if count >= LEAST else 0 for count in counts)

    def ways(self, message: Statement) -> Iterator[Counts]:
        return divisions_in(self.ranges(message), self.people)

    def ranges(self, message: Statement) -> list[tuple[int, int]]:
        return [self._range(band) for band in message]

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return tuple(Heap((at,), *self._range(band)) for at, band in enumerate(message))

    def _range(self, band: int) -> tuple[int, int]:
        half = self.people // 2
        return ((0, LEAST - 1), (LEAST, max(half, LEAST)), (half + 1, self.people))[band]


class Over(FigureView):
    """Another view, of the totals of groups."""

    def __init__(self, sizes: Sequence[int], view: FigureView) -> None:
        self.name, self.form = view.name, view.form
        self.view, self.sizes, self.groups = view, tuple(sizes), ranges_of(sizes)
        self.spans = tuple((group[0], group[-1] + 1) for group in self.groups)

    def tell(self, counts: Counts) -> Statement | None:
        return self.view.tell(tuple(sum(counts[begin:end]) for begin, end in self.spans))

    def ways(self, message: Statement) -> Iterator[Counts | None]:
        """Yield first a few of the ways for each of the totals, so that none keeps the others waiting."""
        for within in (extremes_within, divisions_within):
            for totals in self.view.ways(message):
                if totals is not None:
                    yield from within(totals, self.sizes)

    def canonical(self, message: Statement) -> Statement:
        return self.view.canonical(message)

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return tuple(
            Heap(tuple(at for group in heap.answers for at in self.groups[group]), heap.lowest, heap.highest)
            for heap in self.view.heaps(message)
        )


class Nothing(FigureView):
    """That nothing is told."""

    name = "nothing"

    def tell(self, counts: Counts) -> Statement | None:
        return ()

    def ways(self, message: Statement) -> Iterator[Counts]:
        return iter(())

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return ()
