"""What the clock does in a group: timers, announcements that come true, and what long silence brings."""

from dataclasses import replace

from bot.core.group import stages
from bot.core.group.check_in import ask_what_came_of_it
from bot.core.group.coach_context import CoachContext, add_to_log, announce, change_group, suspend, timer
from bot.core.group.coach_moves import trigger_move
from bot.core.group.deadlines import AWAY, ENOUGH, LAST_CALL, LATE, LOOK, RESTS, UNDO, with_deadline
from bot.core.group.privacy.counting import answered, members_here
from bot.core.group.reveal import end
from bot.core.group.session import GroupChange, GroupStage, Pending
from bot.core.group.status import board, consoles, open_step, step_message
from bot.core.screen.surface import Urgency
from bot.core.words import log


def on_deadline(context: CoachContext) -> GroupChange:
    """Do what is due, if anything. What came due while the bot was away is postponed: nobody could see it."""
    group = context.group
    if group.stage is GroupStage.ENDED:
        return ask_what_came_of_it(context)
    if group.closes_at is not None and group.closes_at <= context.at:
        if context.at - group.closes_at > LATE and (
            group.stage is GroupStage.CLOSING or not _is_look(context)
        ):
            return _postpone(context)
        if group.stage is GroupStage.CLOSING:
            return trigger_move(context, stages.ELAPSE, None) or GroupChange()
        if group.stage is GroupStage.OPEN:
            return _look(context) if _is_look(context) else _close_in_time(context)
    return _on_silence(context)


def _is_look(context: CoachContext) -> bool:
    """Return whether it is time to look at a big group, and no timer has run out."""
    step = open_step(context.dialog, context.group)
    return context.group.stage is GroupStage.OPEN and step is not None and step.question.group.timer is None


def _close_in_time(context: CoachContext) -> GroupChange:
    """Announce the close of a question whose timer ran out; one that nobody has answered gets a new timer."""
    if answered(context.seats, context.steps[context.group.step].question.id):
        return announce(context, Pending.REVEAL, UNDO, log.closing_by_itself())
    again = replace(context.group, revision=context.group.revision + 1, **timer(context))
    return GroupChange(group=with_deadline(again))


def _look(context: CoachContext) -> GroupChange:
    """Announce the close for a big group, once most have answered and nobody has since the last look."""
    question = context.steps[context.group.step].question
    now = answered(context.seats, question.id)
    if now == context.group.looked and 100 * now >= ENOUGH * len(members_here(context.seats)):
        return announce(context, Pending.REVEAL, LAST_CALL, log.closing_by_itself())
    group = replace(
        context.group, looked=now, closes_at=context.at + LOOK, revision=context.group.revision + 1
    )
    return GroupChange(group=with_deadline(group), show=consoles(group, Urgency.COUNTER))


def _postpone(context: CoachContext) -> GroupChange:
    """Give the time again, and say so: the bot was away when it was due."""
    assert context.group.closes_at is not None  # noqa: S101  # the caller looked
    missed = context.at - context.group.closes_at
    again = UNDO if context.group.stage is GroupStage.CLOSING else LAST_CALL
    return change_group(
        context, {"closes_at": context.at + again, "late": missed}, step_message(context.group)
    )


def _on_silence(context: CoachContext) -> GroupChange:
    """Do what long silence of the coaches brings."""
    group, silent = context.group, context.at - context.group.acted_at
    due = [at for at in RESTS[group.reminded :] if silent >= at]
    if due:
        # One at a time: a bot that was away for weeks must not end what nobody was asked about.
        reminded = replace(group, reminded=group.reminded + 1, acted_at=context.at - due[0])
        return _remind(replace(context, group=reminded), due[0])
    if silent >= AWAY and not group.away:
        return change_group(context, {"away": True}, board(Urgency.STAGE))
    return GroupChange()


def _remind(context: CoachContext, rest: float) -> GroupChange:
    """Pause after a day, ask the coach again after a week, end after a month."""
    if rest >= RESTS[-1]:
        return end(add_to_log(context, log.ended_by_silence()))
    if rest == RESTS[0] and context.group.stage not in (
        GroupStage.PAUSED,
        GroupStage.DETACHED,
        GroupStage.LOBBY,
    ):
        return suspend(add_to_log(context, log.paused_by_silence()), GroupStage.PAUSED)
    return change_group(context, {}, tuple(replace(each, below=True) for each in consoles(context.group)))
