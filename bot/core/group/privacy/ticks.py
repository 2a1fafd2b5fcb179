"""What may be told of a question with several ticks: like `publisher`, but the counts add up to nothing.

The first `free` answers can be ticked together; each of the others stands alone, as an exclusive option does,
and as not answering does. Everybody ticks something.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from bot.core.group.privacy.figure import LEAST, Form
from bot.core.group.privacy.publisher import (
    WITHOUT_NUMBERS,
    Publisher,
    Views,
    choice_in,
    choose,
)
from bot.core.group.privacy.rule import left_certain
from bot.core.group.privacy.vectors import Counts
from bot.core.group.privacy.view_table import LAST_TICK_VIEWS
from bot.core.group.privacy.views import FigureView, Heap, Statement

MOST_BOUNDS = 8
"""Bounds of "at most" that are tried."""
MOST_TRIED = 20_000
"""Numbers that are tried to find ways in which people can have ticked; a class that needs more is unsafe."""
MANY_ANSWERS = 6
"""Answers from which numbers are told in one way only, and nothing in words: each further way looks into
every class of those before it, and with so many answers hardly ever tells what the first does not."""
MOST_FREE = 12
"""Answers that can be ticked together, beyond which nothing is told: too many ways to tick them."""


def is_possible(counts: Sequence[int], people: int, free: int) -> bool:
    """Return whether so many people can have ticked so: each at least one of the free, or one other alone."""
    left = people - sum(counts[free:])
    ticked = counts[:free]
    return left >= 0 and all(count <= left for count in ticked) and sum(ticked) >= left


@dataclass(frozen=True, slots=True)
class TickRule:
    """The rule for a question with ticks."""

    people: int
    free: int
    alone: int
    is_shielded: bool

    def __call__(self) -> "TickWitnesses":
        """Return what a class must refute."""
        return TickWitnesses(self.people, self.free + self.alone, self.free, is_shielded=self.is_shielded)

    def is_box_safe(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Return no for all: what people can tick is no box."""
        return False


@dataclass(frozen=True, slots=True)
class OwnTicks:
    """All sets of ticks that one person can have: of the free answers, or one other alone.

    A map of such sets has a bit for each. everything: all sets. having: of each answer, those with it.
    free: those of free answers. up_to: of each number, the free ones with so many more ticks than one.
    """

    everything: int
    having: tuple[int, ...]
    free: int
    up_to: tuple[int, ...]

    def possible(self, counts: Counts, people: int, free: int) -> int:
        """Return the map of the sets that somebody can have ticked where answers were given so often."""
        spare, ticking = sum(counts) - people, people - sum(counts[free:])
        found = self.up_to[min(spare, free - 1)] if free and spare >= 0 else 0
        for having, count in zip(self.having[:free], counts[:free], strict=True):
            if not count:
                found &= ~having
            if count == ticking:
                found &= having
        alone = (having for having, count in zip(self.having[free:], counts[free:], strict=True) if count)
        return found | sum(alone)


@lru_cache(maxsize=64)
def own_ticks(free: int, alone: int) -> OwnTicks:
    """Return all sets of ticks. free: answers that can be ticked together; alone: the others."""
    sets = range(1, 1 << free)
    having = [sum(1 << own for own in sets if own >> at & 1) for at in range(free)]
    having += [1 << (1 << free) + at for at in range(alone)]
    up_to = (sum(1 << own for own in sets if own.bit_count() <= most + 1) for most in range(free))
    every = sum(1 << own for own in sets)
    return OwnTicks(every | sum(having[free:]), tuple(having), every, tuple(up_to))


class TickWitnesses:
    """What a class has not refuted yet; see `rule.Witnesses`.

    Besides: that all but one or two ticked an answer, and that all did. Whoever knows their own ticks knows
    them all, so every set of own ticks is looked at: of each answer, a map of the sets for which it is not
    refuted that one other person ticked it, and one of those for which it is not that all others did.
    """

    def __init__(self, people: int, answers: int, free: int, *, is_shielded: bool) -> None:
        self.people, self.free, self.answers = people, free, answers
        self.limit = 3 * people
        self.small, self.rest, self.whole = (set(range(answers)) for _ in range(3))
        self.most = set(range(answers)) if is_shielded else set[int]()
        self.own = own_ticks(free, answers - free)
        self.alone = dict.fromkeys(range(answers), self.own.everything)
        self.alike = dict(self.alone)
        self.given = 0

    def see(self, counts: Counts) -> bool:
        """Take one vector of the class; return whether all is refuted."""
        people = self.people
        if self.small or self.rest or self.whole or self.most:
            self.small = {at for at in self.small if 0 < counts[at] < LEAST}
            self.rest = {at for at in self.rest if 0 < people - counts[at] < LEAST}
            self.whole = {at for at in self.whole if counts[at] == people}
            self.most = {at for at in self.most if 4 * counts[at] > self.limit}
        if self.alone or self.alike:
            possible = self.own.possible(counts, people, self.free)
            self.given |= possible
            having = self.own.having
            self.alone = left_certain(self.alone, having, counts, possible, 1)
            self.alike = left_certain(self.alike, having, counts, possible, people - 1)
        return not (self.small or self.rest or self.whole or self.most or self.alone or self.alike)

    def is_safe(self) -> bool:
        """Return whether all is refuted, once the whole class was seen."""
        certain = any(sets & self.given for sets in (*self.alone.values(), *self.alike.values()))
        return not (self.small or self.rest or self.whole or self.most or certain)


class TickView(FigureView):
    """One way of telling ticks. people: who ticked. free: answers that can be ticked together."""

    def __init__(self, people: int, free: int) -> None:
        self.people, self.free = people, free

    def canonical(self, message: Statement) -> Statement:
        """Sort what is said of the free answers, and of the others: each is a class of its own kind."""
        return (*sorted(message[: self.free]), *sorted(message[self.free :]))

    def _possible(self, ranges: Sequence[Sequence[int]]) -> Iterator[Counts | None]:
        for tried, each in enumerate(product(*ranges)):
            if tried >= MOST_TRIED:
                yield None
                return
            if is_possible(each, self.people, self.free):
                yield each

    def _telling_first(self, answer: int, numbers: range) -> list[int]:
        """Return numbers in the order in which they settle most: nobody first, or a middle of free ones."""
        if answer >= self.free:
            return sorted(numbers, key=lambda count: (count % LEAST, count))
        return sorted(numbers, key=lambda count: (abs(count - self.people // 2), count))


class Bounded(TickView):
    """Each number, or that it is at most `bound`, or at least all but so many."""

    name = "bounded"

    def __init__(self, people: int, free: int, bound: int) -> None:
        super().__init__(people, free)
        self.bound = bound

    def tell(self, counts: Counts) -> Statement | None:
        return tuple(self._range(count) for count in counts)

    def _range(self, count: int) -> tuple[int, int]:
        if count <= self.bound:
            return 0, self.bound
        if count >= self.people - self.bound:
            return self.people - self.bound, self.people
        return count, count

    def ways(self, message: Statement) -> Iterator[Counts | None]:
        """Yield first the numbers from which nothing follows: nobody, and enough."""
        ranges = (range(lowest, highest + 1) for lowest, highest in message)
        return self._possible([sorted(each, key=lambda count: (count % LEAST, count)) for each in ranges])

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return tuple(Heap((at,), *each) for at, each in enumerate(message))


class Halves(TickView):
    """Of each answer whether more than half ticked it."""

    name, form = "halves", Form.ROUGH

    def tell(self, counts: Counts) -> Statement | None:
        return tuple(2 * count > self.people for count in counts)

    def ways(self, message: Statement) -> Iterator[Counts | None]:
        half = self.people // 2
        ranges = [range(half + 1, self.people + 1) if each else range(half + 1) for each in message]
        return self._possible([self._telling_first(at, each) for at, each in enumerate(ranges)])

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        half = self.people // 2
        return tuple(
            Heap((at,), half + 1, self.people) if each else Heap((at,), 0, half)
            for at, each in enumerate(message)
        )


class TopTick(TickView):
    """Which answer none was ticked more often than; of several the first."""

    name, form = "top", Form.TOP

    def __init__(self, people: int, free: int, answers: int) -> None:
        super().__init__(people, free)
        self.answers = answers

    def tell(self, counts: Counts) -> Statement | None:
        return counts.index(max(counts))

    def canonical(self, message: Statement) -> Statement:
        return message  # of several the first, so none stands for another

    def ways(self, message: Statement) -> Iterator[Counts | None]:
        every = range(self.people + 1)
        return self._possible([self._telling_first(at, every) for at in range(self.answers)])

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return (Heap((message,), 1, self.people),)


@lru_cache(maxsize=64)
def tick_publisher(people: int, free: int, alone: int, *, is_shielded: bool = False) -> Publisher:
    """Return the publisher of ticks. alone: answers that cannot be ticked together with others."""
    choice = choice_in(LAST_TICK_VIEWS.get((is_shielded, free, alone)), people)
    decoy = even_ticks(people, free, alone) if choice is None else None
    if free > MOST_FREE or (choice is None and decoy is None):
        choice, decoy = WITHOUT_NUMBERS, None
    views = tick_views(people, free, alone, is_shielded=is_shielded).kept(choice)
    return Publisher(views, TickRule(people, free, alone, is_shielded), decoy, people)


def even_ticks(people: int, free: int, alone: int) -> Counts | None:
    """Return a decoy: each free answer ticked by half, so that nothing follows; None for none."""
    half = (people + 1) // 2
    if people < 2 * LEAST or free + alone < 2:
        return None
    if free == 1:
        return (half, people - half, *(0 for _ in range(alone - 1)))
    return (*(half for _ in range(free)), *(0 for _ in range(alone)))


def choose_tick_views(people: int, free: int, alone: int, *, is_shielded: bool) -> int:
    """Work out one choice of the table."""
    views = tick_views(people, free, alone, is_shielded=is_shielded)
    rule = TickRule(people, free, alone, is_shielded)
    return choose(views, rule, possible_ticks(people, free, alone))


def possible_ticks(people: int, free: int, alone: int) -> Iterator[Counts]:
    """Yield all counts that so many people can have ticked."""
    every = product(range(people + 1), repeat=free + alone)
    return (each for each in every if is_possible(each, people, free))


def tick_views(people: int, free: int, alone: int, *, is_shielded: bool) -> Views:
    """Return all views for ticks, finest first."""
    bounds = range(LEAST - 1, min((people + 1) // 2, LEAST - 1 + MOST_BOUNDS))
    fine = () if is_shielded else tuple(Bounded(people, free, bound) for bound in bounds)
    if free + alone >= MANY_ANSWERS and not is_shielded:
        return Views(fine[:1], ())
    return Views(fine, (Halves(people, free), TopTick(people, free, free + alone)))
