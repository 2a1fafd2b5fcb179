"""What the clock does in a group: it runs, announcements come true, and long silence has its consequences.

A clock that everybody sees is shown before it runs: it starts when its message is on show. So nothing closes
by a clock that nobody saw; and while the bot is away, it stands still.
"""

from dataclasses import replace

from bot.core.group import stages
from bot.core.group.check_in import ask_what_came_of_it
from bot.core.group.coach_context import (
    NOTHING_PENDING,
    CoachContext,
    GroupFields,
    add_to_log,
    announce,
    change_group,
    closes_when_quiet,
    look_after,
    set_clock,
    suspend,
)
from bot.core.group.coach_moves import trigger_move
from bot.core.group.deadlines import (
    AWAY,
    ENOUGH,
    KEPT_OPEN,
    LAST_CALL,
    LATE,
    LOOK,
    MINUTE,
    RESTS,
    SLOW,
    UNDO,
    UNSEEN,
    next_tick,
    waits_to_be_seen,
    with_deadline,
    with_time_left,
)
from bot.core.group.privacy.counting import members_here
from bot.core.group.reveal import end
from bot.core.group.session import GroupChange, GroupSession, GroupStage, Pending
from bot.core.group.status import board, clock_message, consoles, step_message, stood
from bot.core.group.waiting import has_settled, unanswered
from bot.core.screen.surface import ShowGroup, Urgency
from bot.core.words import log


def on_deadline(context: CoachContext) -> GroupChange:
    """Do what is due, if anything. What came due while the bot was away is postponed: nobody could see it."""
    change = None
    match context.group.stage:
        case GroupStage.ENDED:
            return ask_what_came_of_it(context)
        case GroupStage.CLOSING:
            change = _announced(context)
        case GroupStage.OPEN | GroupStage.TALK:
            change = _run(context)
    return change or _on_silence(context)


def on_seen(context: CoachContext, seen: tuple[object, ...]) -> GroupChange:
    """Start the clock that waits, now that its message is on show. seen: where the group stood there."""
    group = context.group
    if not waits_to_be_seen(group) or stood(group) != seen:
        return GroupChange()
    late = _seconds_announced(context) if group.stage is GroupStage.CLOSING else 0.0
    if late <= SLOW:
        return _kept(replace(group, closes_at=context.at + group.clock))
    again: GroupFields = {"closes_at": context.at + LAST_CALL, "clock": int(LAST_CALL), "late": late}
    return change_group(context, again, clock_message(group))


# --- what was announced ---------------------------------------------------------------------------------


def _announced(context: CoachContext) -> GroupChange | None:
    """Do what was announced, once its time has come; None while it has not."""
    group = context.group
    if group.closes_at is not None and group.closes_at <= context.at:
        if context.at - group.closes_at > LATE:
            return _postpone(context)
        return trigger_move(context, stages.ELAPSE, None) or GroupChange()
    if group.looks_at is None or group.looks_at > context.at:
        return None
    if _seconds_announced(context) > UNSEEN:
        kept: GroupFields = {**NOTHING_PENDING, "stage": group.stands_at, "looked": KEPT_OPEN}
        return change_group(context, kept, clock_message(group))
    return _kept(replace(group, looks_at=context.at + LOOK), clock_message(group))


def _seconds_announced(context: CoachContext) -> float:
    return context.at - context.group.log[-1].at if context.group.log else 0.0


def _postpone(context: CoachContext) -> GroupChange:
    """Give the time again, and say so: the bot was away when it was due."""
    assert context.group.closes_at is not None  # noqa: S101  # the caller looked
    again: GroupFields = {"closes_at": context.at + UNDO, "late": context.at - context.group.closes_at}
    return change_group(context, again, step_message(context.group))


# --- a clock that runs ----------------------------------------------------------------------------------


def _run(context: CoachContext) -> GroupChange | None:
    """Do what is due while a question is open or a group talks; None for nothing."""
    group = context.group
    if group.closes_at is not None and not group.clock:  # an older version's, which nobody saw
        return _kept(replace(group, closes_at=None, looks_at=context.at))
    tick = next_tick(group)
    due = min((each for each in (tick, group.looks_at) if each is not None), default=None)
    if due is None or due > context.at:
        return None
    if group.closes_at is not None and context.at - due > LATE:
        return _stand_still(context, context.at - due)
    if tick is None or tick > context.at:
        return _look(context)
    return _tick(context) if tick != group.closes_at else _run_out(context)


def _stand_still(context: CoachContext, missed: float) -> GroupChange:
    """Give back the time in which the bot was away, and say so."""
    assert context.group.closes_at is not None  # noqa: S101  # the caller looked
    later: GroupFields = {
        "closes_at": context.group.closes_at + missed,
        "looks_at": context.at + LOOK,
        "late": missed,
    }
    return change_group(context, later, clock_message(context.group))


def _tick(context: CoachContext) -> GroupChange:
    """Show how much time is left; often only as far as there are calls for it."""
    group = with_time_left(context.group, context.at)
    urgency = Urgency.RESULT if group.clock <= MINUTE else Urgency.COUNTER
    show = tuple(replace(each, urgency=urgency) for each in (*clock_message(group), *consoles(group)))
    return _kept(group, show)


def _run_out(context: CoachContext) -> GroupChange:
    """Close a question whose time is over; one that nobody has answered stays open. A talk goes on."""
    group = context.group
    if group.stage is GroupStage.TALK:
        return change_group(context, {"clock": -1, "closes_at": None, "looks_at": None}, clock_message(group))
    question = context.steps[group.step].question
    if len(unanswered(group, question, context.seats)) < len(members_here(context.seats)):
        return _close_alone(replace(context, group=replace(group, clock=0, closes_at=None)), UNDO)
    timer = question.group.timer
    again: GroupFields = {"clock": 0, "closes_at": None} if timer is None else set_clock(context, timer)
    return change_group(context, again, clock_message(group))


def _close_alone(context: CoachContext, seconds: float) -> GroupChange:
    """Announce that a question closes; the time runs once everybody can see it."""
    announced = announce(context, Pending.REVEAL, seconds, log.closing_by_itself())
    assert announced.group is not None  # noqa: S101  # it is announced
    group = replace(announced.group, **set_clock(context, int(seconds)))
    return replace(announced, group=with_deadline(group))


def _look(context: CoachContext) -> GroupChange:
    """Look whether people still answer; a question closes when everybody has, or most of a big group."""
    group = context.group
    again = _look_again(context)
    if group.stage is GroupStage.TALK or again is None:
        return _kept(replace(group, looks_at=context.at + LOOK if group.clock > 0 else None), _unseen(group))
    question, here = context.steps[group.step].question, len(members_here(context.seats))
    done = here - len(unanswered(group, question, context.seats))
    if group.closes_alone and here and done == here and has_settled(question, context.seats, context.at):
        return _close_alone(context, UNDO)
    is_quiet = done == group.looked and 100 * done >= ENOUGH * here
    if is_quiet and closes_when_quiet(context):
        return _close_alone(context, LAST_CALL)
    show = () if done == group.looked else consoles(group, Urgency.COUNTER)
    return _kept(replace(group, looked=done, looks_at=context.at + again), (*_unseen(group), *show))


def _look_again(context: CoachContext) -> float | None:
    return look_after(context) if context.group.stage is GroupStage.OPEN else None


def _unseen(group: GroupSession) -> tuple[ShowGroup, ...]:
    """Return the message of a clock that still waits, so that it is told of again once it is on show."""
    return clock_message(group) if waits_to_be_seen(group) else ()


def _kept(group: GroupSession, show: tuple[ShowGroup, ...] = ()) -> GroupChange:
    return GroupChange(group=with_deadline(replace(group, revision=group.revision + 1)), show=show)


# --- long silence ---------------------------------------------------------------------------------------


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
