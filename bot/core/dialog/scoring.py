"""The shared scoring module: the only place that turns answers into advice.

For one person, a group, the terminal and the checks alike. Exact and deterministic:
the same answers always give the same advice, and every step can be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import Condition, fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog, NextStep, Outcome, Reading, Reason


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that was tried. held: None where an answer it needs is missing."""

    outcome: str
    words: str
    held: bool | None


@dataclass(frozen=True, slots=True)
class Advice:
    """What the answers lead to.

    fits: alternative id -> how far it fits, 0..100, in the dialog's order; None where
        too little was answered to say. scales: the same for every scale.
    because, next_steps, readings: those of the outcome whose condition holds.
    trace: the rules in the order they were tried, up to the one that decided.
    """

    outcome: Outcome
    fits: Mapping[str, Fraction | None]
    scales: Mapping[str, Fraction | None]
    because: tuple[Reason, ...]
    next_steps: tuple[NextStep, ...]
    readings: tuple[Reading, ...]
    trace: tuple[Rule, ...]


def score(dialog: Dialog, answers: Answers) -> Advice:
    """Return the advice for one set of answers. answers: to relevant questions only."""
    evidence = Evidence(dialog, answers)
    outcome = decide(dialog, evidence)
    return Advice(
        outcome=outcome,
        fits={each.id: evidence.scale(each.scale) for each in dialog.alternatives.values()},
        scales={scale_id: evidence.scale(scale_id) for scale_id in dialog.scales},
        because=tuple(each for each in outcome.because if fires(each.when, evidence)),
        next_steps=tuple(each for each in outcome.next_steps if fires(each.when, evidence)),
        readings=tuple(each for each in outcome.readings if fires(each.when, evidence)),
        trace=_trace(dialog, evidence, outcome),
    )


def decide(dialog: Dialog, evidence: Evidence) -> Outcome:
    """Return the first outcome whose rule holds; the last one has no rule and takes the rest."""
    return next(outcome for outcome in dialog.outcomes if fires(outcome.when, evidence))


def _trace(dialog: Dialog, evidence: Evidence, decided: Outcome) -> tuple[Rule, ...]:
    tried = dialog.outcomes[: dialog.outcomes.index(decided) + 1]
    return tuple(
        Rule(outcome.id, _words(dialog, outcome.when), _holds(outcome.when, evidence)) for outcome in tried
    )


def _words(dialog: Dialog, when: Condition | None) -> str:
    return "no rule before fits" if when is None else when.words(dialog)


def _holds(when: Condition | None, evidence: Evidence) -> bool | None:
    return True if when is None else when.holds(evidence)
