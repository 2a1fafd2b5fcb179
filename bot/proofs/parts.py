"""Where a dialog holds conditions, and the parts of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.dialog.conditions import AtLeast, Condition, Not
from bot.core.dialog.model import Dialog, NextStep, Outcome, Reading, Reason
from bot.core.dialog.source import Place


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A line of an outcome: a reason, a next step, a reading. number: its place in its list, from 1."""

    outcome: Outcome
    part: str
    number: int
    text: str
    when: Condition | None
    needs: Condition | None
    place: Place


@dataclass(frozen=True, slots=True)
class WrittenCondition:
    """A condition where it was written. where: in words."""

    where: str
    condition: Condition
    place: Place


def outcome_lines(dialog: Dialog) -> Iterator[OutcomeLine]:
    """All lines of all outcomes, in their order."""
    for outcome in dialog.outcomes:
        yield from lines_of_outcome(outcome)


def lines_of_outcome(outcome: Outcome) -> Iterator[OutcomeLine]:
    """All lines of one outcome, in their order."""
    listed: tuple[tuple[str, tuple[Reason | NextStep | Reading, ...]], ...] = (
        ("once", outcome.once),
        ("because", outcome.because),
        ("but", outcome.but),
        ("watch_for", outcome.watch_for),
        ("next_steps", outcome.next_steps),
        ("readings", outcome.readings),
    )
    for part, own in listed:
        for number, each in enumerate(own, 1):
            yield OutcomeLine(outcome, part, number, _text(each), each.when, each.needs, each.place)


def _text(line: Reason | NextStep | Reading) -> str:
    match line:
        case Reason(say):
            return say
        case NextStep(do):
            return do
        case Reading(title):
            return title


def written_conditions(dialog: Dialog) -> Iterator[WrittenCondition]:
    """All conditions of a dialog that decide or say something, in their order."""
    for question in dialog.questions.values():
        yield from _written(f"`ask_if` of the question `{question.id}`", question.ask_if, question.place)
        for option in question.options.values():
            for number, each in enumerate(option.doable, 1):
                where = f"`doable` {number} of the option `{option.id}` of `{question.id}`"
                yield from _written(where, each.when, each.place)
    for fact in dialog.facts.values():
        yield from _written(f"the fact `{fact.id}`", fact.when, fact.place)
    for outcome in dialog.outcomes:
        yield from _written(f"the rule of the outcome `{outcome.id}`", outcome.when, outcome.place)
    for line in outcome_lines(dialog):
        where = f"`{line.part}` {line.number} of the outcome `{line.outcome.id}`"
        yield from _written(where, line.when, line.place)
    for number, claim in enumerate(dialog.claims, 1):
        yield from _written(f"`if` of claim {number}", claim.when, claim.place)


def _written(where: str, condition: Condition | None, place: Place) -> Iterator[WrittenCondition]:
    if condition is not None:
        yield WrittenCondition(where, condition, place)


def condition_parts(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that one is made of; a fact is looked at where it is written."""
    match condition:
        case AtLeast(_, parts):
            return parts
        case Not(part):
            return (part,)
    return ()


def condition_with_parts(condition: Condition) -> Iterator[Condition]:
    """A condition and all its parts."""
    yield condition
    for part in condition_parts(condition):
        yield from condition_with_parts(part)
