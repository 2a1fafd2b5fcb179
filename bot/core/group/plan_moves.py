"""What a coach does to the plan of a session: before the start, and of what is still to come."""

from dataclasses import replace

from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, GroupFields, add_to_log, change_group
from bot.core.group.own_question import MOST_OWN
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
from bot.core.group.saved_plans import plan_to_keep, read_plan
from bot.core.group.session import GroupChange, GroupSession, GroupStage
from bot.core.group.status import board
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
