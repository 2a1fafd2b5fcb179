"""What follows for certain from all that a group is shown: an audit that knows no rule, only facts.

A disclosure is a set of facts about whole numbers: how many people gave each answer. Facts are linear, as "A
and B together are 4", or tests of all numbers at once, as "of these answers exactly that would be told".
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Level, Question
from bot.core.group.agenda import OUTCOMES, question_of
from bot.core.group.group_questions import PAIRS
from bot.core.group.privacy.counting import outcomes_question
from bot.core.group.privacy.figure import Figure, Told
from bot.core.group.privacy.layout import Layout, layout_of, level_of
from bot.core.group.privacy.rounds import tell_together
from bot.core.group.privacy.telling import tell
from bot.core.group.privacy.vectors import number_of_divisions
from bot.core.group.session import GroupSession

Numbers: TypeAlias = tuple[int, ...]
Bounds: TypeAlias = list[tuple[int, int]]
MOST_AUDITED: Final = 8_000
"""Ways in which people can have answered, of the biggest figure that is audited: the search is exhaustive."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The sum of some numbers, each times a factor, is from lowest to highest."""

    factors: Mapping[int, int]
    lowest: int
    highest: int

    def range(self, bounds: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """The sums that the bounds of its numbers allow."""
        ends = [
            sorted((factor * bounds[at][0], factor * bounds[at][1])) for at, factor in self.factors.items()
        ]
        return sum(low for low, _ in ends), sum(high for _, high in ends)


@dataclass
class Disclosure:
    """Facts about so many numbers, each from 0 to `people`."""

    size: int
    people: int
    facts: list[Fact] = field(default_factory=list)
    tests: list[Callable[[Numbers], bool]] = field(default_factory=list)

    def fact(self, numbers: Sequence[int], lowest: int, highest: int | None = None) -> "Disclosure":
        """Add that these numbers together are so many."""
        self.facts.append(Fact(dict.fromkeys(numbers, 1), lowest, lowest if highest is None else highest))
        return self

    def difference(self, more: int, less: int, by: int) -> "Disclosure":
        """Add that one number is another one and so many."""
        self.facts.append(Fact({more: 1, less: -1}, by, by))
        return self

    def can_be(self, at: int, lowest: int, highest: int) -> bool:
        """Whether a number can lie there."""
        bounds = [(0, self.people)] * self.size
        bounds[at] = lowest, highest
        return next(self._solutions(bounds), None) is not None

    def audit(self, guarded: Sequence[int], of: int | None = None) -> list[str]:
        """What follows of the guarded numbers for certain, and should not. of: people who answered."""
        whole = self.people if of is None else of
        found = []
        for at in guarded:
            if not self.can_be(at, 0, 0) and not self.can_be(at, 3, self.people):
                found.append(f"number {at} is 1 or 2")
            elif not self.can_be(at, 0, whole - 2):
                found.append(f"number {at} is everybody, or all but one")
        return found

    def _solutions(self, bounds: Bounds) -> Iterator[Numbers]:
        tight = self._tightened(bounds)
        if tight is None:
            return
        free = [at for at, (low, high) in enumerate(tight) if low < high]
        if not free:
            numbers = tuple(low for low, _ in tight)
            if all(test(numbers) for test in self.tests):
                yield numbers
            return
        at = min(free, key=lambda each: tight[each][1] - tight[each][0])
        low, high = tight[at]
        for number in (low, high, *range(low + 1, high)):
            yield from self._solutions([*tight[:at], (number, number), *tight[at + 1 :]])

    def _tightened(self, bounds: Bounds) -> Bounds | None:
        """The narrowest bounds that the facts leave; None where they leave none."""
        tight, before = list(bounds), None
        while tight != before:
            before = list(tight)
            for fact in self.facts:
                for at, factor in fact.factors.items():
                    low, high = fact.range(tight)
                    ends = sorted((factor * tight[at][0], factor * tight[at][1]))
                    # what is left for this number, when the others are as small or as large as they can be
                    span = sorted(
                        (factor * (fact.lowest - high + ends[1]), factor * (fact.highest - low + ends[0]))
                    )
                    tight[at] = max(tight[at][0], span[0]), min(tight[at][1], span[1])
                    if tight[at][0] > tight[at][1]:
                        return None
        return tight


# --- a session --------------------------------------------------------------------------------


def findings(dialog: Dialog, group: GroupSession) -> list[str]:
    """What everybody can work out from the published figures of a session, and should not."""
    figures = [each for each in group.taken if each.question in group.shown]
    rounds: dict[str, list[Figure]] = {}
    for figure in figures:
        rounds.setdefault(PAIRS.get(figure.question, figure.question), []).append(figure)
    found = []
    for name, told in rounds.items():
        question = outcomes_question(dialog) if name == OUTCOMES else question_of(dialog, name)
        if question is not None and told[-1].people and _ways(question, told) <= MOST_AUDITED:
            found += [f"{name}: {each}" for each in _audit(question, told)]
    return found


def _ways(question: Question, told: Sequence[Figure]) -> int:
    """In how many ways people can have answered all rounds of a question."""
    layout, people = layout_of(question, level_of(question)), len(told[-1].people)
    answers = len(layout.answers)
    once = number_of_divisions(people, answers) if layout.alone is None else (people + 1) ** answers
    return int(once ** len(told))


def _audit(question: Question, told: Sequence[Figure]) -> list[str]:
    layout = layout_of(question, level_of(question))
    if layout.level is Level.OPEN or not any(each.cells for each in told):
        return []
    people, figures = len(told[-1].people), tuple(each.told for each in told)
    return list(_audit_once(layout, figures, people, people - told[-1].kept))


@cache
def _audit_once(layout: Layout, told: tuple[Told, ...], people: int, free: int) -> tuple[str, ...]:
    size = len(layout.answers)
    shown = Disclosure(size * len(told), people)
    for round_, each in enumerate(told):
        places = {answer: round_ * size + at for at, answer in enumerate(layout.answers)}
        _add_round(shown, layout, places, people)
        for cell in each.cells:
            shown.fact([places[option] for option in cell.options], cell.lowest, cell.highest)
    shown.tests.append(lambda numbers: _told_of(layout, numbers, people, free, len(told)) == told)
    return tuple(shown.audit(range(size * len(told)), people))


def _add_round(shown: Disclosure, layout: Layout, places: Mapping[str, int], people: int) -> None:
    """Add what everybody knows of a round: everybody gave an answer, and of ticks at least one."""
    at = list(places.values())
    if layout.alone is None:
        shown.fact(at, people)
        return
    shown.fact(at, people, people * len(at))
    alone = at[len(at) - layout.alone :]
    for free in at[: len(at) - layout.alone]:
        shown.fact([free, *alone], 0, people)


def _told_of(layout: Layout, numbers: Numbers, people: int, free: int, rounds: int) -> tuple[Told, ...]:
    size = len(layout.answers)
    each = [numbers[at * size : (at + 1) * size] for at in range(rounds)]
    told = [tell(layout, Counter(dict(zip(layout.answers, one, strict=True))), people, 5) for one in each]
    if rounds == 1:
        return (told[0],)
    return tell_together(layout, told[0], told[1], people, free)
