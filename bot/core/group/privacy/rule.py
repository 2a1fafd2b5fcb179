"""The rule of disclosure: what must not follow for certain from what is told.

Whoever knows this code knows, for everything told, the class of all answers that would have been told the
same. So a class must hold, for each thing that must not be certain, a witness against it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.group.privacy.figure import LEAST
from bot.core.group.privacy.vectors import Counts


@dataclass(frozen=True, slots=True)
class SingleRule:
    """The rule for a question that takes one answer from each of `people`."""

    people: int
    answers: int
    is_shielded: bool

    def __call__(self) -> "Witnesses":
        """Return what a class must refute."""
        return Witnesses(self.people, self.answers, is_shielded=self.is_shielded)

    def is_box_safe(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Return whether the class of all counts with each number in its range keeps the rule."""
        tight = _tightened(ranges, self.people)
        return all(self._is_wide(*each) for each in tight) and not any(
            self._tells_insider(ranges, own) for own in range(self.answers)
        )

    def _is_wide(self, lowest: int, highest: int) -> bool:
        is_small = lowest > 0 and highest < LEAST
        is_most = self.is_shielded and 4 * lowest > 3 * self.people
        return not (is_small or is_most or lowest >= self.people - 1)

    def _tells_insider(self, ranges: Sequence[tuple[int, int]], own: int) -> bool:
        """Return whether who gave one answer knows of an answer that one other gave it, or all did."""
        given = [(max(low, 1), high) if at == own else (low, high) for at, (low, high) in enumerate(ranges)]
        others = [
            (low - (at == own), high - (at == own))
            for at, (low, high) in enumerate(_tightened(given, self.people))
        ]
        return any(low == high and low in (1, self.people - 1) for low, high in others)


def _tightened(ranges: Sequence[tuple[int, int]], total: int) -> list[tuple[int, int]]:
    """Return the ranges that are left where the numbers add up to a total; none where they cannot."""
    least, most = sum(low for low, _ in ranges), sum(high for _, high in ranges)
    if not least <= total <= most or any(low > high for low, high in ranges):
        return []
    return [(max(low, total - most + high), min(high, total - least + low)) for low, high in ranges]


class Witnesses:
    """What a class has not refuted yet, of questions that take one answer from each of `people`.

    For any reader: that the number of an answer is one or two; that all gave it, or all but one. For one of
    the people, who knows their own answer: that exactly one other gave an answer, or that all others did.
    Where `is_shielded`, also: that more than three quarters gave an answer.
    """

    def __init__(self, people: int, answers: int, *, is_shielded: bool) -> None:
        self.people = people
        self.limit = 3 * people
        self.small, self.whole = set(range(answers)), set(range(answers))
        self.most = set(range(answers)) if is_shielded else set[int]()
        self.having = tuple(1 << at for at in range(answers))
        self.alone = dict.fromkeys(range(answers), (1 << answers) - 1)  # see `left_certain`
        self.alike = dict(self.alone)
        self.given = 0

    def see(self, counts: Counts) -> bool:
        """Take one vector of the class; return whether all is refuted."""
        people = self.people
        if self.small:
            self.small = {at for at in self.small if 0 < counts[at] < LEAST}
        if self.whole:
            self.whole = {at for at in self.whole if counts[at] >= people - 1}
        if self.most:
            self.most = {at for at in self.most if 4 * counts[at] > self.limit}
        if self.alone or self.alike:
            given = sum(1 << at for at, count in enumerate(counts) if count)
            self.given |= given
            self.alone = left_certain(self.alone, self.having, counts, given, 1)
            self.alike = left_certain(self.alike, self.having, counts, given, people - 1)
        return not (self.small or self.whole or self.most or self.alone or self.alike)

    def is_safe(self) -> bool:
        """Return whether all is refuted, once the whole class was seen: nobody gave an answer it lacks."""
        certain = any(own & self.given for own in (*self.alone.values(), *self.alike.values()))
        return not (self.small or self.whole or self.most or certain)


def left_certain(
    before: Mapping[int, int], having: Sequence[int], counts: Counts, given: int, others: int
) -> dict[int, int]:
    """Return what may still be certain: answer -> who may know that so many others gave it, as a map.

    A map has a bit for each way in which one person can have answered. having: of each answer, the ways with
    it. given: the ways in which somebody can have answered where answers were given so often.
    """
    left = {}
    for at, own in before.items():
        count = counts[at]
        held = having[at] if count == others + 1 else ~having[at] if count == others else 0
        if still := own & (~given | held):
            left[at] = still
    return left
