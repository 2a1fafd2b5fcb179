"""The lines of a result, each with what it rests on: what can be shown, shared, doubted and looked up."""

from dataclasses import dataclass, replace

from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import Condition
from bot.core.dialog.insight import Insight
from bot.core.dialog.model import Dialog, NextStep, Reason
from bot.core.dialog.scoring import fill_in
from bot.core.words.phrase import Words

FIRST_REASONS = 3
"""Reasons that the front of a result shows."""


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One line. when: the condition under which it is said; None for always. sources: ids of points."""

    text: str
    when: Condition | None = None
    sources: tuple[str, ...] = ()


def reason_line(reason: Reason) -> AdviceLine:
    """Return a reason as a line."""
    return AdviceLine(reason.say, reason.when, reason.sources)


def step_line(step: NextStep) -> AdviceLine:
    """Return a step as a line."""
    return AdviceLine(step.do, step.when, step.sources)


def first_reasons(insight: Insight) -> tuple[AdviceLine, ...]:
    """Return the reasons that the front shows."""
    return tuple(map(reason_line, insight.advice.because[:FIRST_REASONS]))


def front_lines(insight: Insight, words: Words) -> tuple[AdviceLine, ...]:
    """Return the lines of the front that rest on answers; each condition of the answer as a sentence."""
    advice = insight.advice
    conditions = (
        replace(reason_line(each), text=fill_in(advice.outcome, [each.say], words)) for each in advice.once
    )
    against = map(reason_line, insight.but[:1])
    return (*first_reasons(insight), *conditions, *against, *map(step_line, advice.next_steps[:1]))


def questions_behind(dialog: Dialog, line: AdviceLine, answers: Answers) -> tuple[str, ...]:
    """Return the ids of the answered questions that a line rests on, in the dialog's order."""
    looked_at = line.when.questions() if line.when is not None else frozenset()
    return tuple(each for each in dialog.questions if each in looked_at and each in answers)
