"""Scales over all answer sets: how often one has no value, or lies close to a number that a rule asks for."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from bot.core.dialog.conditions import AtLeast, CompareScale, CompareTally, Condition, FactHolds, Not
from bot.core.dialog.evidence import scorers
from bot.proofs.bounds import Tick
from bot.proofs.counting import count_flows
from bot.proofs.diagram import build_diagram
from bot.proofs.effects import Bound, RuleFormulas
from bot.proofs.formulas import FAILS, HOLDS, UNKNOWN
from bot.proofs.proof import Gauge, Threshold

CLOSE: Final = Fraction(5)
"""Points of a scale that are few."""


def measure_scales(rules: RuleFormulas, tick: Tick) -> Iterator[Gauge]:
    """How often each scale has no value."""
    formulas = rules.formulas
    for scale in rules.dialog.scales:
        none = formulas.literal(rules.bound(Bound(scale, False, Fraction(0))), UNKNOWN)
        asked = [
            rules.condition_formula(rules.dialog.questions[each].ask_if)
            for each in scorers(rules.dialog)[scale]
        ]
        although = formulas.every([none, formulas.at_least(1, asked)])
        yield Gauge(scale, count_answer_sets(rules, none, tick), count_answer_sets(rules, although, tick))


def measure_thresholds(rules: RuleFormulas, tick: Tick) -> tuple[tuple[Threshold, ...], int]:
    """Each number that a rule of an outcome asks a scale for; and how many answer sets are close to any."""
    found = dict.fromkeys(each for outcome in rules.dialog.outcomes for each in _compared(outcome.when))
    near = {each: _near(rules, *each) for each in found}
    any_ = rules.formulas.at_least(1, near.values())
    listed = tuple(
        Threshold(*each, count_answer_sets(rules, formula, tick)) for each, formula in near.items()
    )
    return listed, count_answer_sets(rules, any_, tick)


def _near(rules: RuleFormulas, scale: str, number: Fraction) -> int:
    low = rules.bound(Bound(scale, False, number - CLOSE))
    high = rules.bound(Bound(scale, True, number + CLOSE))
    return rules.formulas.every([rules.formulas.literal(low, HOLDS), rules.formulas.literal(high, FAILS)])


def _compared(condition: Condition | None) -> Iterator[tuple[str, Fraction]]:
    match condition:
        case FactHolds(fact):
            yield from _compared(fact.when)
        case CompareTally(tally):
            for counted in tally.of:
                yield from _compared(counted.when)
        case Not(part):
            yield from _compared(part)
        case AtLeast(_, parts):
            for each in parts:
                yield from _compared(each)
        case CompareScale(scale, _, to) if isinstance(to, Fraction):
            yield scale, to


def count_answer_sets(rules: RuleFormulas, formula: int, tick: Tick) -> int:
    """The answer sets for which a formula holds."""
    diagram = build_diagram(rules, (formula,), tick)
    return sum(
        flow.ways
        for leaf, flow in zip(diagram.leaves, count_flows(diagram).ends, strict=True)
        if leaf == (True,)
    )
