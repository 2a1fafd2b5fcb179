"""The rules of a dialog, made ready to be asked thousands of times, also while questions are still open.

While a question is open, or a weight can move, a condition can be more than one of true, false and unknown.
Rules are put together on the cautious side: they never rule out what can happen, and where nothing is open
and no weight can move, they say exactly what `scoring` does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias

from bot.core.dialog.answer_effects import (
    FAILS,
    HOLDS,
    UNKNOWN,
    AnswerComparisons,
    AnswerEffect,
    QuestionRules,
    either_effect,
)
from bot.core.dialog.answers import Answers, Value
from bot.core.dialog.conditions import (
    COMPARISONS,
    AtLeast,
    CompareScale,
    CompareTally,
    Condition,
    FactHolds,
    Not,
)
from bot.core.dialog.model import Dialog, Outcome
from bot.core.dialog.ratios import ScaleGain, ScaleRange, range_of_lead, range_of_scale

NEGATED: Final = (0, FAILS, HOLDS, HOLDS + FAILS, UNKNOWN, FAILS + UNKNOWN, HOLDS + UNKNOWN, 7)
"""What the opposite of a condition can be."""

WeightRanges: TypeAlias = Mapping[str, tuple[int, int]]
"""Question -> the least and the most that it can weigh, in any unit that all share."""


@dataclass(slots=True)
class RuleView:
    """Answers as the rules see them. first_open: the first question that is asked and has no answer."""

    weights: WeightRanges
    atoms: list[int] = field(default_factory=list)
    gains: list[tuple[str, Mapping[str, tuple[ScaleGain, ...]]]] = field(default_factory=list)
    first_open: str | None = None
    facts: dict[str, int] = field(default_factory=dict)
    ranges: dict[str, ScaleRange] = field(default_factory=dict)


CanBe: TypeAlias = Callable[[RuleView], int]
"""What a condition can be."""


class Rulebook:
    """All rules of one dialog."""

    def __init__(self, dialog: Dialog) -> None:
        self.dialog = dialog
        self._atoms = AnswerComparisons(dialog)
        self._when = [
            (each, None if each.when is None else self._formula(each.when)) for each in dialog.outcomes
        ]
        self.questions = {
            each.id: QuestionRules(dialog, each, self._atoms.of(each.id))
            for each in dialog.questions.values()
        }
        self._watched = [
            (each, None if each.question.ask_if is None else self._formula(each.question.ask_if))
            for each in self.questions.values()
            if each.is_watched
        ]
        self.usual: WeightRanges = {each.id: (each.weight, each.weight) for each in dialog.questions.values()}

    def view(
        self, answers: Answers, left_open: frozenset[str], weights: WeightRanges | None = None
    ) -> RuleView:
        """Return answers as the rules see them. left_open: questions that stay without an answer."""
        view = RuleView(self.usual if weights is None else weights)
        for rules, ask_if in self._watched:
            name = rules.question.id
            value = answers.get(name)
            if value is None and (rules.question.group.only or name in left_open):
                asked = FAILS
            else:
                asked = HOLDS if ask_if is None else ask_if(view)
            effect = self._effect(rules, value, asked)
            if value is None and asked & HOLDS and view.first_open is None:
                view.first_open = name
            view.atoms += effect.atoms
            if effect.gains:
                view.gains.append((name, effect.gains))
        return view

    def _effect(self, rules: QuestionRules, value: Value | None, asked: int) -> AnswerEffect:
        if not asked & HOLDS:
            return rules.absent
        if value is None:
            return rules.open if asked == HOLDS else rules.perhaps
        effect = rules.effect(value)
        return effect if asked == HOLDS else either_effect([effect, rules.absent])

    def outcomes(self, view: RuleView) -> list[Outcome]:
        """Return the outcomes that can be the advice; exactly one where nothing is open."""
        found = []
        for outcome, when in self._when:
            can_be = HOLDS if when is None else when(view)
            if can_be & HOLDS:
                found.append(outcome)
                if can_be == HOLDS:
                    break
        return found

    # --- conditions -------------------------------------------------------------------

    def _formula(self, condition: Condition) -> CanBe:
        match condition:
            case FactHolds(fact):
                return _remembered(fact.id, self._formula(fact.when))
            case Not(part):
                negated = self._formula(part)
                return lambda view: NEGATED[negated(view)]
            case AtLeast(n, parts):
                read = [self._formula(part) for part in parts]
                if n == len(parts):
                    return _every(read)
                return _some(read) if n == 1 else _at_least(n, read)
            case CompareTally(tally, operator, number):
                return _tallied([self._formula(FactHolds(each)) for each in tally.of], operator, number)
            case CompareScale():
                return self._compared(condition)
        at = self._atoms.place(condition)
        return lambda view: view.atoms[at]

    def _compared(self, condition: CompareScale) -> CanBe:
        compares = COMPARISONS[condition.operator][0]

        def can_be(view: RuleView) -> int:
            to = condition.to
            lead = self._lead(view, condition.scale, to) if isinstance(to, str) else None
            if lead is not None:
                held = {compares(Fraction(each), Fraction(0)) for each in lead}
                return (HOLDS if True in held else 0) + (FAILS if False in held else 0)
            left = self._range(view, condition.scale)
            right = self._range(view, to) if isinstance(to, str) else ScaleRange((to,))
            if left.is_missing or right.is_missing:
                return UNKNOWN
            held = {compares(one, other) for one in left.ends for other in right.ends}
            unknown = UNKNOWN if left.can_be_missing or right.can_be_missing else 0
            return unknown + (HOLDS if True in held else 0) + (FAILS if False in held else 0)

        return can_be

    def _lead(self, view: RuleView, one: str, other: str) -> tuple[int, int] | None:
        """Return the lead of one scale over another while weights can move.

        None while an answer is open, or where a scale has no value, which no weights can give it.
        """
        if view.weights is self.usual or self._is_missing(view, one) or self._is_missing(view, other):
            return None
        nothing = (ScaleGain(),)
        gains = [
            (view.weights[name], each.get(one, nothing), each.get(other, nothing))
            for name, each in view.gains
        ]
        if any(len(mine) > 1 or len(its) > 1 for _, mine, its in gains):
            return None
        return range_of_lead([(weight, mine[0], its[0]) for weight, mine, its in gains])

    def _is_missing(self, view: RuleView, scale: str) -> bool:
        """Return whether a scale has no value, whatever its questions weigh."""
        gains = [((1, 1), each[scale]) for _, each in view.gains if scale in each]
        return range_of_scale(self.dialog.scales[scale], gains).is_missing

    def _range(self, view: RuleView, scale: str) -> ScaleRange:
        if scale not in view.ranges:
            gains = [(view.weights[name], each[scale]) for name, each in view.gains if scale in each]
            view.ranges[scale] = range_of_scale(self.dialog.scales[scale], gains)
        return view.ranges[scale]


@lru_cache(maxsize=64)
def rulebook(dialog: Dialog) -> Rulebook:
    """Return the rules of a dialog."""
    return Rulebook(dialog)


def _remembered(name: str, formula: CanBe) -> CanBe:
    def can_be(view: RuleView) -> int:
        found = view.facts.get(name)
        if found is None:
            found = view.facts[name] = formula(view)
        return found

    return can_be


def _every(parts: list[CanBe]) -> CanBe:
    def can_be(view: RuleView) -> int:
        holds, others = HOLDS, 0
        for part in parts:
            each = part(view)
            if each == FAILS:
                return FAILS
            holds &= each
            others |= each & ~HOLDS
        return holds | others

    return can_be


def _some(parts: list[CanBe]) -> CanBe:
    def can_be(view: RuleView) -> int:
        fails, others = FAILS, 0
        for part in parts:
            each = part(view)
            if each == HOLDS:
                return HOLDS
            fails &= each
            others |= each & ~FAILS
        return fails | others

    return can_be


def _at_least(n: int, parts: list[CanBe]) -> CanBe:
    size = len(parts)

    def can_be(view: RuleView) -> int:
        hold = fail = surely = surely_not = unknown = 0
        for part in parts:
            each = part(view)
            hold += each & HOLDS
            fail += each & FAILS != 0
            unknown |= each & UNKNOWN
            surely += each == HOLDS
            surely_not += each == FAILS
            if surely >= n:
                return HOLDS
            if surely_not > size - n:
                return FAILS
        return unknown | (HOLDS if hold >= n else 0) | (FAILS if fail > size - n else 0)

    return can_be


def _tallied(facts: list[CanBe], operator: str, number: int) -> CanBe:
    compares = COMPARISONS[operator][0]
    held = [compares(Fraction(count), Fraction(number)) for count in range(len(facts) + 1)]

    def can_be(view: RuleView) -> int:
        can = [each(view) for each in facts]
        least = sum(each == HOLDS for each in can)
        most = sum(each & HOLDS for each in can)
        within = held[least : most + 1]
        return (HOLDS if True in within else 0) | (FAILS if False in within else 0)

    return can_be
