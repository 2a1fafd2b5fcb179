"""What a coach brings along from earlier groups: the plans they saved, and how long steps took."""

from collections.abc import Iterable
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.group.own_question import OwnQuestion
from bot.core.group.plan import step_names
from bot.core.group.session import GroupSession
from bot.core.group.step_times import StepTimes, learn_step_times

MOST_SAVED: Final = 3
"""Saved plans that are offered."""
LATELY: Final = 10
"""Sessions, the newest, from which the time of steps is learned."""


ALONE: Final = "group.alone"
"""What stands in a saved plan beside its steps: questions close by themselves."""


def plan_to_keep(group: GroupSession) -> tuple[str, ...]:
    """Return the plan of a group as it is saved."""
    return (*group.plan, ALONE) if group.closes_alone else group.plan


def read_plan(kept: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Return the steps of a plan that was saved, and whether its questions close by themselves."""
    return tuple(each for each in kept if each != ALONE), ALONE in kept


def saved_plans(dialog: Dialog, coach: int, groups: Iterable[GroupSession]) -> dict[str, tuple[str, ...]]:
    """Return the plans for a dialog that a coach saved, by the names of the groups, the newest first."""
    return {place: group.kept for place, group in _saved(dialog, coach, groups).items()}


def saved_questions(dialog: Dialog, coach: int, groups: Iterable[GroupSession]) -> tuple[OwnQuestion, ...]:
    """Return the coaches' own questions in those plans."""
    found = (
        own for group in _saved(dialog, coach, groups).values() for own in group.own if own.id in group.kept
    )
    return tuple({own.id: own for own in found}.values())


def step_times_of(coach: int, groups: Iterable[GroupSession]) -> StepTimes:
    """Return how long steps took in the last sessions that somebody coached to the end."""
    led = [each for each in groups if each.is_over and coach in each.coaches]
    newest = sorted(led, key=lambda each: each.acted_at, reverse=True)[:LATELY]
    return learn_step_times([(entry.at, entry.what) for entry in each.log] for each in newest)


def _saved(dialog: Dialog, coach: int, groups: Iterable[GroupSession]) -> dict[str, GroupSession]:
    names = {*step_names(dialog)}
    mine = [each for each in groups if each.dialog_id == dialog.id and coach in each.coaches]
    newest = sorted(mine, key=lambda each: each.acted_at, reverse=True)
    saved: dict[str, GroupSession] = {}
    for group in newest:
        if group.kept and {*group.kept} <= names | {ALONE, *(each.id for each in group.own)}:
            saved.setdefault(group.place, group)
    return dict([*saved.items()][:MOST_SAVED])
