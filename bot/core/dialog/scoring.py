"""The shared scoring module: the only place that turns answers into advice.

For one person, a group, the terminal and the checks alike. Exact and deterministic:
the same answers always give the same advice, and every step can be shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias, TypeVar

from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import Condition, fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import ONCE, Dialog, Fact, NextStep, Outcome, Reading, Reason
from bot.core.words.phrase import Words


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that was tried. held: None where an answer it needs is missing."""

    outcome: str
    words: str
    held: bool | None


class Line(Protocol):
    """Something that is said where its condition holds."""

    @property
    def when(self) -> Condition | None:
        """Return its condition; None for always."""


L = TypeVar("L", bound=Line)

OutcomeFinder: TypeAlias = Callable[[Dialog, Sequence[Answers]], Sequence[str]]
"""(dialog, sets of relevant answers) -> the ids of the outcomes that they lead to."""


@dataclass(frozen=True, slots=True)
class Tallied:
    """What a tally counts for one person. holding: its facts that are true; others: the rest of them."""

    holding: tuple[Fact, ...]
    others: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the answers lead to.

    once: the open conditions that the outcome's title names.
    fits: alternative id -> how far it fits, 0..100, in the dialog's order; None where too little was
        answered to say; without the alternatives that have no scale. scales: the same for every scale.
    tallies: of every tally, which of its facts hold.
    because, but, next_steps, readings: those of the outcome whose condition holds.
    trace: the rules in the order they were tried, up to the one that decided.
    """

    outcome: Outcome
    once: tuple[Reason, ...]
    fits: Mapping[str, Fraction | None]
    scales: Mapping[str, Fraction | None]
    tallies: Mapping[str, Tallied]
    because: tuple[Reason, ...]
    but: tuple[Reason, ...]
    next_steps: tuple[NextStep, ...]
    readings: tuple[Reading, ...]
    trace: tuple[Rule, ...]

    def title(self, words: Words) -> str:
        """Return the first sentence: the title of the outcome, with its open conditions filled in."""
        return fill_in(self.outcome, [each.say for each in self.once], words)


def score(dialog: Dialog, answers: Answers) -> Advice:
    """Return the advice for one set of answers. answers: to relevant questions only."""
    evidence = Evidence(dialog, answers)
    outcome = decide(dialog, evidence)
    return Advice(
        outcome=outcome,
        once=lines_that_hold(outcome.once, evidence),
        fits={each.id: evidence.scale(each.scale) for each in dialog.alternatives.values() if each.scale},
        scales={scale_id: evidence.scale(scale_id) for scale_id in dialog.scales},
        tallies={tally.id: _tallied(tally.of, evidence) for tally in dialog.tallies.values()},
        because=lines_that_hold(outcome.because, evidence),
        but=lines_that_hold(outcome.but, evidence),
        next_steps=lines_that_hold(outcome.next_steps, evidence),
        readings=lines_that_hold(outcome.readings, evidence),
        trace=_trace(dialog, evidence, outcome),
    )


def lines_that_hold(lines: Iterable[L], evidence: Evidence) -> tuple[L, ...]:
    """Return the lines whose condition holds."""
    return tuple(each for each in lines if fires(each.when, evidence))


def _tallied(facts: tuple[Fact, ...], evidence: Evidence) -> Tallied:
    holding = lines_that_hold(facts, evidence)
    return Tallied(holding, tuple(each for each in facts if each not in holding))


def fill_in(outcome: Outcome, once: Sequence[str], words: Words) -> str:
    """Return the title of an outcome with its open conditions filled in.

    Answers with gaps can leave none; the part of the sentence that would name them then goes, too.
    """
    if not once and ONCE in outcome.title:
        before, _, after = outcome.title.partition(ONCE)
        return (before.rpartition(",")[0] or before.rstrip()) + after
    return outcome.title.replace(ONCE, words.listed(once) if once else "")


def decide(dialog: Dialog, evidence: Evidence) -> Outcome:
    """Return the first outcome whose rule holds; the last one has no rule and takes the rest."""
    return next(outcome for outcome in dialog.outcomes if fires(outcome.when, evidence))


def find_outcomes(dialog: Dialog, answer_sets: Iterable[Answers]) -> tuple[str, ...]:
    """Return only the ids of the outcomes that sets of relevant answers lead to."""
    return tuple(decide(dialog, Evidence(dialog, answers)).id for answers in answer_sets)


def _trace(dialog: Dialog, evidence: Evidence, decided: Outcome) -> tuple[Rule, ...]:
    tried = dialog.outcomes[: dialog.outcomes.index(decided) + 1]
    return tuple(
        Rule(outcome.id, _words(dialog, outcome.when), _holds(outcome.when, evidence)) for outcome in tried
    )


def _words(dialog: Dialog, when: Condition | None) -> str:
    return "no rule before fits" if when is None else when.words(dialog)


def _holds(when: Condition | None, evidence: Evidence) -> bool | None:
    return True if when is None else when.holds(evidence)
