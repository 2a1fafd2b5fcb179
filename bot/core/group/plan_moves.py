"""What a coach does to the plan of a session: before the start, and of what is still to come;
and what they bring along from earlier groups."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, GroupFields, add_to_log, change_group
from bot.core.group.own_question import MOST_OWN, OwnQuestion
from bot.core.group.plan import (
    keep_own,
    leave_out,
    move_up,
    propose,
    reachable,
    step_names,
    take_in,
    whole_plan,
)
from bot.core.group.session import GroupChange, GroupSession, GroupStage
from bot.core.group.status import board
from bot.core.group.step_times import StepTimes, learn_step_times
from bot.core.screen.surface import Notice
from bot.core.words import coach_toasts


def plan_for(context: CoachContext, action: Action, minutes: int) -> GroupChange:
    """Take what fits into so many minutes."""
    if context.group.stage is not GroupStage.LOBBY:
        return GroupChange(notice=Notice(coach_toasts.plan_before_start()))
    own = (each.id for each in context.group.own if each.id in context.group.plan)
    proposed = propose(context.dialog, minutes, own, context.group.step_times)
    plan = keep_own(context.dialog, context.group, proposed)
    changes: GroupFields = {"plan": plan}
    return change_group(add_to_log(context, action.log), changes, board())


def plan_all(context: CoachContext, action: Action) -> GroupChange:
    """Take everything, in the order of the dialog."""
    if context.group.stage is not GroupStage.LOBBY:
        return GroupChange(notice=Notice(coach_toasts.plan_before_start()))
    plan = keep_own(context.dialog, context.group, whole_plan(context.dialog))
    return change_group(add_to_log(context, action.log), {"plan": plan}, board())


def save_plan(context: CoachContext, action: Action) -> GroupChange:
    """Keep the plan for the coach's next group with the same dialog."""
    change = change_group(add_to_log(context, action.log), {"kept": plan_to_keep(context.group)}, ())
    return replace(change, notice=Notice(coach_toasts.plan_saved_as(context.group.place)))


def plan_as_saved(context: CoachContext, action: Action, at: int) -> GroupChange:
    """Take a plan that was saved in an earlier group, with its own questions. at: its place among those."""
    group, plans = context.group, [*context.group.offered.values()]
    if group.stage is not GroupStage.LOBBY or at >= len(plans):
        return GroupChange(notice=Notice(coach_toasts.plan_before_start()))
    saved = (each for each in group.offered_own if each.id in plans[at])
    own = tuple({each.id: each for each in (*saved, *group.own)}.values())[:MOST_OWN]
    plan, is_alone = read_plan(plans[at])
    changes: GroupFields = {"plan": plan, "own": own, "closes_alone": is_alone}
    return change_group(add_to_log(context, action.log), changes, board())


def take_step(context: CoachContext, _action: Action) -> GroupChange:
    """Take a question into the plan."""
    return _planned(context, take_in(context.dialog, context.group, context.about) if context.about else None)


def leave_step(context: CoachContext, _action: Action) -> GroupChange:
    """Leave a question out, or aside until it is taken in again."""
    return _planned(
        context, leave_out(context.dialog, context.group, [context.about]) if context.about else None
    )


def raise_step(context: CoachContext, _action: Action) -> GroupChange:
    """Move a question up; once the session is under way, it comes next."""
    return _planned(context, move_up(context.dialog, context.group, context.about) if context.about else None)


def drop_rest(context: CoachContext, action: Action) -> GroupChange:
    """Leave out every question up to the results."""
    names = step_names(context.dialog)
    rest = [names[at] for at in reachable(context.dialog, context.group)]
    return _planned(add_to_log(context, action.log), leave_out(context.dialog, context.group, rest))


def _planned(context: CoachContext, group: GroupSession | None) -> GroupChange:
    """Keep a changed plan; one that is as before says why."""
    if group is None or group.plan == context.group.plan:
        return GroupChange(notice=Notice(coach_toasts.plan_as_before()))
    kept = replace(context, group=replace(context.group, plan=group.plan))
    return change_group(kept, {}, board())


# --- plans of earlier groups ------------------------------------------------------------

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
