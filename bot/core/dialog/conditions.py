"""Conditions: closed operators over answers, scales, tallies and facts, never expressions.

Three-valued: a comparison with a missing value is unknown (None), and so is its
negation; a rule fires only on True. Every condition says itself in words, and names
the questions and scales it looks at, so that explanations and proofs can walk it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Protocol

from bot.core.dialog.answers import Silence
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog, Fact, Tally

COMPARISONS: Mapping[str, tuple[Callable[[Fraction, Fraction], bool], str]] = {
    "gte": (ge, "at least"),
    "gt": (gt, "more than"),
    "lte": (le, "at most"),
    "lt": (lt, "less than"),
}
OPERATORS = frozenset(
    {
        *COMPARISONS,
        "all",
        "any",
        "not",
        "at_least",
        "n",
        "of",
        "has",
        "has_all",
        "count",
        "answered",
        "skipped",
        "unsure",
        "otherwise",
    }
)
"""Words of the conditions' grammar; no id may be one of them."""


class Condition(Protocol):
    """One rule, or a part of one."""

    def holds(self, evidence: Evidence) -> bool | None:
        """Return True or False; None where a value it needs is missing."""

    def words(self, dialog: Dialog) -> str:
        """Return the condition as an English clause."""

    def questions(self) -> frozenset[str]:
        """Return the ids of the questions it looks at, also through facts and tallies, not through scales."""

    def scales(self) -> frozenset[str]:
        """Return the ids of the scales it looks at, also through facts and tallies."""


@dataclass(frozen=True, slots=True)
class _AboutQuestion:
    """What all conditions share that look at one question."""

    question: str

    def questions(self) -> frozenset[str]:
        return frozenset({self.question})

    def scales(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Chosen(_AboutQuestion):
    """The answer is, or holds, at least one of these options."""

    options: tuple[str, ...]

    def holds(self, evidence: Evidence) -> bool | None:
        chosen = evidence.chosen(self.question)
        return None if chosen is None else any(option in chosen for option in self.options)

    def words(self, dialog: Dialog) -> str:
        return f"“{dialog.questions[self.question].ask}” is {_either(dialog, self.question, self.options)}"


@dataclass(frozen=True, slots=True)
class HasAll(_AboutQuestion):
    """The answer holds every one of these options."""

    options: tuple[str, ...]

    def holds(self, evidence: Evidence) -> bool | None:
        chosen = evidence.chosen(self.question)
        return None if chosen is None else all(option in chosen for option in self.options)

    def words(self, dialog: Dialog) -> str:
        texts = _texts(dialog, self.question, self.options, " and ")
        return f"“{dialog.questions[self.question].ask}” has {texts}"


@dataclass(frozen=True, slots=True)
class Count(_AboutQuestion):
    """The number of ticked options compares with a number."""

    operator: str
    number: int

    def holds(self, evidence: Evidence) -> bool | None:
        chosen = evidence.chosen(self.question)
        if chosen is None:
            return None
        question = evidence.dialog.questions[self.question]
        ticked = question.kind.count(question, chosen)
        return COMPARISONS[self.operator][0](Fraction(ticked), Fraction(self.number))

    def words(self, dialog: Dialog) -> str:
        ask = dialog.questions[self.question].ask
        return f"“{ask}” has {COMPARISONS[self.operator][1]} {self.number} tick{'s' * (self.number != 1)}"


@dataclass(frozen=True, slots=True)
class CompareScale:
    """A scale compares with a number of 0..100, or with another scale."""

    scale: str
    operator: str
    to: Fraction | str

    def holds(self, evidence: Evidence) -> bool | None:
        left = evidence.scale(self.scale)
        right = evidence.scale(self.to) if isinstance(self.to, str) else self.to
        if left is None or right is None:
            return None
        return COMPARISONS[self.operator][0](left, right)

    def words(self, dialog: Dialog) -> str:
        to = f"“{dialog.scales[self.to].label}”" if isinstance(self.to, str) else str(self.to)
        return f"“{dialog.scales[self.scale].label}” is {COMPARISONS[self.operator][1]} {to}"

    def questions(self) -> frozenset[str]:
        return frozenset()

    def scales(self) -> frozenset[str]:
        return frozenset({self.scale, self.to} if isinstance(self.to, str) else {self.scale})


@dataclass(frozen=True, slots=True)
class CompareTally:
    """A tally compares with a whole number; never unknown."""

    tally: Tally
    operator: str
    number: int

    def holds(self, evidence: Evidence) -> bool:
        counted = evidence.tally(self.tally)
        return COMPARISONS[self.operator][0](Fraction(counted), Fraction(self.number))

    def words(self, dialog: Dialog) -> str:
        return f"“{self.tally.label}” counts {COMPARISONS[self.operator][1]} {self.number}"

    def questions(self) -> frozenset[str]:
        return _union(fact.when.questions() for fact in self.tally.of)

    def scales(self) -> frozenset[str]:
        return _union(fact.when.scales() for fact in self.tally.of)


@dataclass(frozen=True, slots=True)
class Answered(_AboutQuestion):
    """The question was asked and answered; never unknown."""

    def holds(self, evidence: Evidence) -> bool:
        return not isinstance(evidence.answers.get(self.question, Silence.SKIPPED), Silence)

    def words(self, dialog: Dialog) -> str:
        return f"“{dialog.questions[self.question].ask}” is answered"


@dataclass(frozen=True, slots=True)
class Silent(_AboutQuestion):
    """The question was asked and skipped, or answered "not sure"; never unknown."""

    how: Silence

    def holds(self, evidence: Evidence) -> bool:
        return evidence.answers.get(self.question) is self.how

    def words(self, dialog: Dialog) -> str:
        how = "left out" if self.how is Silence.SKIPPED else "answered “not sure”"
        return f"“{dialog.questions[self.question].ask}” is {how}"


@dataclass(frozen=True, slots=True)
class FactHolds:
    """A named condition holds."""

    fact: Fact

    def holds(self, evidence: Evidence) -> bool | None:
        return self.fact.when.holds(evidence)

    def words(self, dialog: Dialog) -> str:
        return f"“{self.fact.say}” is true"

    def questions(self) -> frozenset[str]:
        return self.fact.when.questions()

    def scales(self) -> frozenset[str]:
        return self.fact.when.scales()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least n of the parts hold: n == len(parts) is "all", n == 1 is "any"."""

    n: int
    parts: tuple[Condition, ...]

    def holds(self, evidence: Evidence) -> bool | None:
        needed, spare = self.n, len(self.parts) - self.n
        for part in self.parts:
            held = part.holds(evidence)
            if held:
                needed -= 1
                if needed <= 0:
                    return True
            elif held is False:
                spare -= 1
                if spare < 0:
                    return False
        return None if spare >= 0 else False

    def words(self, dialog: Dialog) -> str:
        parts = [part.words(dialog) for part in self.parts]
        if len(parts) == 1:
            return parts[0]
        if self.n == len(parts):
            return f"({' and '.join(parts)})"
        if self.n == 1:
            return f"({' or '.join(parts)})"
        return f"at least {self.n} of: ({'; '.join(parts)})"

    def questions(self) -> frozenset[str]:
        return _union(part.questions() for part in self.parts)

    def scales(self) -> frozenset[str]:
        return _union(part.scales() for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; unknown where the part is."""

    part: Condition

    def holds(self, evidence: Evidence) -> bool | None:
        held = self.part.holds(evidence)
        return None if held is None else not held

    def words(self, dialog: Dialog) -> str:
        return f"not ({self.part.words(dialog)})"

    def questions(self) -> frozenset[str]:
        return self.part.questions()

    def scales(self) -> frozenset[str]:
        return self.part.scales()


def every(*parts: Condition) -> AtLeast:
    """Return the condition for `all` in YAML."""
    return AtLeast(len(parts), parts)


def some(*parts: Condition) -> AtLeast:
    """Return the condition for `any` in YAML."""
    return AtLeast(1, parts)


def fires(condition: Condition | None, evidence: Evidence) -> bool:
    """Return whether a rule applies: always without a condition, never with an unknown one."""
    return condition is None or condition.holds(evidence) is True


def _either(dialog: Dialog, question: str, options: Iterable[str]) -> str:
    return _texts(dialog, question, options, " or ")


def _texts(dialog: Dialog, question: str, options: Iterable[str], joint: str) -> str:
    return joint.join(f"“{dialog.questions[question].options[option].text}”" for option in options)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
