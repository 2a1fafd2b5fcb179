"""What may be told of answers: by the first of a fixed list of views that keeps the rule.

What is told is a function of the answers that anybody can read here. So whoever sees a message knows its
class: all counts that would have been told the same. A view may tell counts only if that class, without those
that a finer view tells, keeps the rule. Nothing else can be worked out, because there is nothing else: which
view it was is part of the message, and that nothing is told is a message too.

So what is told nothing must be safe as well. In small groups a choice of views sees to that (`choose`); in
others a decoy does: one vector that may be told, and never is. Whoever is told nothing cannot rule it out.

To find the witnesses of a class takes a bounded search. It depends on the message alone, never on a clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from bot.core.group.privacy.vectors import Counts
from bot.core.group.privacy.views import FigureView, Nothing, Statement

MOST_LOOKS: Final = 1_500
"""Counts looked at for one class; a class that needs more is taken as unsafe."""
FEWER_LOOKS: Final = 300
"""The same where a decoy keeps what is told nothing safe: there are more people, or answers, to look at."""
CROWD: Final = 30
"""People above which still fewer looks are enough, and fewer pools are tried: there is more to tell."""
LOOKS_IN_A_CROWD: Final = 200
"""The same in a crowd: a look may look into the classes of all finer views."""
WORTH: Final[Mapping[str, int]] = {"bands": 5, "halves": 5, "most": 4, "half": 4, "top": 3}
"""What the views in words are worth in a talk."""
WITHOUT_NUMBERS: Final = 8
"""The bit of a choice that leaves out every view with numbers."""


class ClassWitnesses(Protocol):
    """What a class of counts has not refuted yet; see `rule.Witnesses`."""

    def see(self, counts: Counts) -> bool:
        """Take one vector of the class; return whether all is refuted."""

    def is_safe(self) -> bool:
        """Return whether all is refuted, once the whole class was seen."""


class ClassRule(Protocol):
    """The rule for one question."""

    def __call__(self) -> ClassWitnesses:
        """Return what a class of it must refute."""

    def is_box_safe(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Return whether the class of all counts with each number in its range keeps the rule."""


class Publisher:
    """Tells counts by the first view that may.

    views: finest first, without `Nothing`, which comes last. decoy: counts that are told nothing, whatever
    the views say; None for none. people: whose counts they are.
    """

    def __init__(
        self,
        views: Sequence[FigureView],
        rule: ClassRule,
        decoy: Counts | None = None,
        people: int = 0,
    ) -> None:
        self.views, self.rule, self.decoy = (*views, Nothing()), rule, decoy
        self._like_decoy = sorted(decoy or ())
        self.people = people
        self.most_looks = MOST_LOOKS
        if decoy is not None and len(views) > 1:
            self.most_looks = LOOKS_IN_A_CROWD if people > CROWD else FEWER_LOOKS
        self._is_safe: dict[tuple[int, Statement], bool] = {}
        self._told: dict[Counts, tuple[int, Statement]] = {}
        self._tried: dict[Counts, int] = {}  # how many of the views tell these counts nothing

    def told(self, counts: Counts) -> tuple[FigureView, Statement]:
        """Return the view that tells these counts, and what it says."""
        found = self._before(counts, len(self.views) - 1)
        return (self.views[-1], ()) if found is None else (self.views[found[0]], found[1])

    def is_told(self, counts: Counts) -> bool:
        """Return whether anything is told of these counts."""
        return self._before(counts, len(self.views) - 1) is not None

    def _before(self, counts: Counts, end: int) -> tuple[int, Statement] | None:
        """Return which of the first `end` views tells these counts, and how; None where none does."""
        if counts == self.decoy:
            return None
        if (known := self._told.get(counts)) is not None:
            return known if known[0] < end else None
        for at in range(self._tried.get(counts, 0), end):
            message = self.views[at].tell(counts)
            if message is not None and (self.views[at].is_always_safe or self._may_tell(at, message)):
                self._told[counts] = at, message
                return at, message
        self._tried[counts] = max(self._tried.get(counts, 0), end)
        return None

    def _may_tell(self, at: int, message: Statement) -> bool:
        key = at, self.views[at].canonical(message)
        if (known := self._is_safe.get(key)) is None:
            known = self._is_safe[key] = self._is_class_safe(*key)
        return known

    def _is_class_safe(self, at: int, message: Statement) -> bool:
        if at == 0 and (ranges := self.views[at].ranges(message)) is not None and not self._misses(message):
            return self.rule.is_box_safe(ranges)  # nothing finer was told, so it is all of them
        witnesses = self.rule()
        for looks, counts in enumerate(self.views[at].ways(message)):
            if looks >= self.most_looks or counts is None:
                return False
            if self._is_member(counts, at, message) and witnesses.see(counts):
                return True
        return witnesses.is_safe()

    def _misses(self, message: Statement) -> bool:
        """Return whether the finest view would say this of the decoy."""
        return self.decoy is not None and self.views[0].tell(self.decoy) == message

    def _is_member(self, counts: Counts, at: int, message: Statement) -> bool:
        """Return whether a view would say this of counts, and no finer one tells them.

        What is like the decoy is left out of every class: a class may stand for one with the decoy in it.
        """
        is_said = self.views[at].tell(counts) == message and sorted(counts) != self._like_decoy
        return is_said and self._before(counts, at) is None


def is_safe(counts: Iterable[Counts], rule: ClassRule) -> bool:
    """Return whether a whole class keeps a rule; an empty one does."""
    witnesses, is_empty = rule(), True
    for each in counts:
        is_empty = False
        if witnesses.see(each):
            return True
    return is_empty or witnesses.is_safe()


@dataclass(frozen=True, slots=True)
class Views:
    """The views for one question. fine: those that give numbers; last: those in words."""

    fine: tuple[FigureView, ...]
    last: tuple[FigureView, ...]

    def kept(self, choice: int | None) -> tuple[FigureView, ...]:
        """Return those of a choice, see `choose`; all of them where there is no choice."""
        if choice is None:
            return (*self.fine, *self.last)
        last = tuple(view for at, view in enumerate(self.last) if choice >> at & 1)
        return last if choice & WITHOUT_NUMBERS else (*self.fine, *last)


def choose(views: Views, rule: ClassRule, every: Iterable[Counts]) -> int:
    """Work out which views to use: the best with which nothing told is safe, too.

    Return a bit for each of the last views that is kept, and `WITHOUT_NUMBERS` where the fine ones are not.
    every: all counts there can be. It depends on no answer, and takes long: see `view_table`.
    """
    bare, everything = Publisher(views.fine, rule), tuple(every)
    untold = [each for each in everything if not bare.is_told(each)]
    for base, counts in ((0, untold), (WITHOUT_NUMBERS, everything)):
        worths = {
            base + choice: _worth(views, rule, base + choice, counts)
            for choice in range(2 ** len(views.last))
        }
        best = max(worths, key=lambda choice: (worths[choice], choice))  # used at once
        if worths[best] >= 0:
            return best
    return WITHOUT_NUMBERS


def _worth(views: Views, rule: ClassRule, choice: int, untold: Iterable[Counts]) -> int:
    """Return what a choice tells of these counts; -1 where nothing told would tell too much."""
    tried = Publisher(views.kept(choice), rule)
    names = {each: tried.told(each)[0].name for each in untold}
    if not is_safe((each for each, name in names.items() if name == Nothing.name), rule):
        return -1
    return sum(WORTH.get(name, 0) for name in names.values())


def choice_in(row: tuple[int, str] | None, people: int) -> int | None:
    """Return the choice that the table has for so many people; None where it has none.

    row: the number of people that it begins with, and the choices, a hexadecimal digit for each number.
    """
    first, digits = row or (0, "")
    at = people - first
    return int(digits[at], 16) if 0 <= at < len(digits) else None
