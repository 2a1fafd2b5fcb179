"""What a press of a coach does: by the declaration of its action, and only where that fits."""

from bot.core.dialog.model import Dialog
from bot.core.group import coach_moves, stages
from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, mark_present
from bot.core.group.log_before import is_current
from bot.core.group.plan import next_step
from bot.core.group.session import GroupChange, GroupSession
from bot.core.group.status import consoles, status
from bot.core.screen.surface import Notice
from bot.core.words import coach_toasts


def perform(context: CoachContext, action: Action) -> GroupChange:
    """Do what an action does; one that does not fit says so and changes nothing."""
    present = mark_present(context)
    return (action.handler or coach_moves.move_stage)(present, action)


def press(context: CoachContext, action: Action, turn: int) -> GroupChange:
    """Do what a button of a console says. turn: of the button, see `lead_stamp`.

    If two coaches tap at once, the first wins and the other gets a notice.
    """
    if action.anytime or is_current(turn, context.group):
        return perform(context, action)
    last, now = context.group.log[-1], status(context.dialog, context.group)
    why = coach_toasts.too_late(last.who, now) if last.person else coach_toasts.changed_meanwhile(now)
    notice = coach_toasts.out_of_date(now) if last.person == context.person else why
    return GroupChange(show=consoles(context.group), notice=Notice(notice))


def is_offered(action: Action, dialog: Dialog, group: GroupSession, coach: int) -> bool:
    """Return whether the action fits where the group stands."""
    if not action.guard(group, coach):
        return False
    if action.trigger:
        return stages.can(action.trigger, group, next_step(dialog, group))
    return group.stage in action.stages
