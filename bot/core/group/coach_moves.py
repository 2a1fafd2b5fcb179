"""What moves a group: each move is one transition of `stages`, so what does not fit changes nothing.

`perform` and `press` do what a coach's action or button says, and only where that fits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bot.core.group import stages
from bot.core.group.actions import Action
from bot.core.group.agenda import Does
from bot.core.group.coach_context import (
    NOTHING_PENDING,
    CoachContext,
    GroupFields,
    add_to_log,
    announce,
    change_group,
    has_just_asked,
    mark_present,
    set_clock,
    suspend,
    timer,
)
from bot.core.group.concern import concerns_too_few, note_passed
from bot.core.group.deadlines import KEPT_OPEN, TALK_TIME, UNDO
from bot.core.group.group_questions import GUESS
from bot.core.group.log_before import is_current
from bot.core.group.plan import leave_out, park, step_names, upcoming
from bot.core.group.privacy.counting import AGAIN, FIRST_ROUND, answered, members_here
from bot.core.group.reveal import end, is_to_talk, reveal, show_results, take_snapshot, tell_spread
from bot.core.group.session import GroupChange, GroupStage, Pending, Seat
from bot.core.group.status import board, consoles, new_messages, status, step_message, talk_message
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.solo.turns import without
from bot.core.words import coach_toasts, log
from bot.core.words.phrase import Phrase

ANNOUNCED: Final[Mapping[str, Pending]] = {
    stages.CLOSE: Pending.REVEAL,
    stages.SKIP: Pending.SKIP,
    stages.END: Pending.END,
}


def move_stage(context: CoachContext, action: Action) -> GroupChange:
    """Do the transition that an action stands for; one that leads nowhere says so and changes nothing."""
    change = trigger_move(context, action.trigger, action.log)
    if change is None:
        return GroupChange(notice=Notice(coach_toasts.not_now(status(context.dialog, context.group))))
    return change


def close_question(context: CoachContext, action: Action) -> GroupChange:
    """Close the open question, unless nobody has answered it: the group may not even see it yet."""
    group = context.group
    if group.stage is GroupStage.OPEN and not answered(context.seats, context.steps[group.step].question.id):
        return GroupChange(notice=Notice(coach_toasts.nobody_answered(), alert=True))
    return move_stage(context, action)


def end_session(context: CoachContext, action: Action) -> GroupChange:
    """End the session: a second tap does it, but at the last step, where the end is what comes next.

    A command was typed on purpose; it is asked about only where it could not be undone.
    """
    cannot_undo = context.group.stage in (GroupStage.PAUSED, GroupStage.DETACHED)
    is_early = context.group.stage is not GroupStage.PLAN and not context.is_typed
    if (cannot_undo or is_early) and not has_just_asked(context, log.asked_to_end()):
        asked = change_group(add_to_log(context, log.asked_to_end()), {}, ())
        return replace(asked, notice=Notice(coach_toasts.ask_to_end(), alert=True))
    return move_stage(context, action)


def move_to_general(context: CoachContext, action: Action) -> GroupChange:
    """Go on in the group's main topic, where its own was closed."""
    return move_stage(replace(context, group=replace(context.group, thread=None)), action)


def trigger_move(context: CoachContext, trigger: str, why: Phrase | None) -> GroupChange | None:
    """Do a transition of `stages`; None where it leads nowhere. why: for the log, None for no line."""
    is_counted = trigger == stages.ELAPSE and context.group.pending is Pending.REVEAL
    is_split = is_counted and is_to_talk(context)
    at = _following(context)
    cursor = stages.Cursor(
        context.group.stage, context.group, None if at is None else context.steps[at], is_split
    )
    to = stages.next_stage(trigger, cursor)
    if to is None:
        return None
    if trigger in ANNOUNCED and to is GroupStage.CLOSING:
        return announce(context, ANNOUNCED[trigger], UNDO, why)
    return _enter(add_to_log(context, why), trigger, to)


def _enter(context: CoachContext, trigger: str, to: GroupStage) -> GroupChange:
    """Enter another stage, with all that it brings."""
    match trigger:
        case stages.CANCEL:
            kept = (
                replace(context, group=replace(context.group, looked=KEPT_OPEN))
                if to is GroupStage.OPEN
                else context
            )
            back: GroupFields = {**NOTHING_PENDING, **_clock(kept, to), "stage": to}
            return change_group(kept, back, (*step_message(context.group), *board()))
        case stages.REVOTE:
            return _ask_again(context)
        case stages.REVEAL:
            return reveal(context)
        case stages.PAUSE | stages.DETACH:
            return suspend(context, to)
        case stages.RESUME | stages.ATTACH:
            return _resume(context, to)
        case stages.END:
            return end(context)
        case stages.ELAPSE if context.group.pending is Pending.REVEAL:
            return take_snapshot(context, to)
        case stages.ELAPSE if context.group.pending is Pending.END:
            return end(context)
    return _go_on(context, to)


def _clock(context: CoachContext, to: GroupStage) -> GroupFields:
    """Return the clock of a question that is open again, or of a talk that goes on.

    One that stood still, or that a close or an end cut short, has the rest of its time; a talk whose time
    was up gets no more.
    """
    group = context.group
    left = group.clock_left if group.stage is GroupStage.CLOSING else group.clock
    if left and to in (GroupStage.OPEN, GroupStage.TALK):
        return set_clock(context, left) if left > 0 else {"clock": left}
    if to is GroupStage.TALK:
        return set_clock(context, TALK_TIME)
    return timer(context) if to is GroupStage.OPEN else {}


def _go_on(context: CoachContext, to: GroupStage) -> GroupChange:
    """Go on to the next step of the agenda."""
    is_skipped = context.group.stage is GroupStage.CLOSING
    before = step_message(context.group) if is_skipped and to is not GroupStage.OPEN else ()
    skipped = str(context.group.step) if is_skipped else ""
    if context.group.stage is GroupStage.RESULTS:
        before, context = tell_spread(context)
    forward = _forward(context)
    opens = step_names(context.dialog)[forward.group.step] if to is GroupStage.OPEN else ""
    match to:
        case GroupStage.ENDED:
            return end(forward)
        case GroupStage.RESULTS:
            return show_results(forward, before)
    wall = (ShowGroup(Role.WALL, urgency=Urgency.WALL),) if to is GroupStage.PLAN else ()
    (opened,) = step_message(forward.group, below=opens in context.group.parked)
    if to is GroupStage.OPEN:
        opened = replace(opened, instead_of=skipped)
    change = change_group(
        forward,
        {"stage": to, **NOTHING_PENDING, **timer(forward)},
        (*before, opened, *wall, *board()),
    )
    both = (
        (seat, note_passed(forward.dialog, forward.group, _without_rounds(seat))) for seat in context.seats
    )
    return replace(change, seats=tuple(after for seat, after in both if after is not seat))


def _forward(context: CoachContext) -> CoachContext:
    """Return the context at its next step: without what is passed over, and without what was skipped."""
    group, at = context.group, _following(context)
    if group.plan:
        names = step_names(context.dialog)
        group = leave_out(context.dialog, group, (names[each] for each in _passed(context)))
        group = park(context.dialog, group) if group.pending is Pending.SKIP else group
    step = len(context.steps) if at is None else at
    return replace(context, group=replace(group, step=step, round=1, looked=0))


def _following(context: CoachContext) -> int | None:
    """Return the next step's place on the agenda; None after the last."""
    passed = [*_passed(context)]
    return next((at for at in upcoming(context.dialog, context.group) if at not in passed), None)


def _passed(context: CoachContext) -> Iterator[int]:
    """Yield the steps that are next, and are passed over: a guess that could not be checked, and what
    concerns too few to be asked together. A group without a plan takes everything else.
    """
    here = len(members_here(context.seats))
    for at in upcoming(context.dialog, context.group):
        step = context.steps[at]
        if step.does is not Does.ASK:
            return
        is_guess, group = step.question.id.startswith(GUESS) and here < context.group.k, context.group
        if not is_guess and not (group.plan and concerns_too_few(context.dialog, group, step.question, here)):
            return
        yield at


def _ask_again(context: CoachContext) -> GroupChange:
    """Begin a second round: everybody's first answer is remembered, and stands unless it is changed."""
    question = context.steps[context.group.step].question.id
    seats = []
    for seat in context.seats:
        value = seat.value(question)
        if value is not None:
            given = {**_without_rounds(seat).member.given, FIRST_ROUND: value}
            seats.append(replace(seat, member=replace(seat.member, given=given)))
    changes: GroupFields = {
        "stage": GroupStage.OPEN,
        "round": context.group.round + 1,
        **NOTHING_PENDING,
        **timer(replace(context, group=replace(context.group, round=context.group.round + 1, looked=0))),
        "looked": 0,
    }
    change = change_group(
        context,
        changes,
        (*step_message(context.group, below=True), *talk_message(context.group)),
    )
    return replace(change, seats=tuple(seats))


_ROUNDS: Final = frozenset({FIRST_ROUND, AGAIN})


def _without_rounds(seat: Seat) -> Seat:
    if not _ROUNDS & seat.member.given.keys():
        return seat
    return replace(seat, member=replace(seat.member, given=without(seat.member.given, *_ROUNDS)))


def _resume(context: CoachContext, to: GroupStage) -> GroupChange:
    """Continue where the group was, in new messages at the end of the chat."""
    changes: GroupFields = {**NOTHING_PENDING, "stage": to, "was_paused": False}
    changes |= _clock(context, to)
    if to is GroupStage.PAUSED:
        changes |= {"before": context.group.before, "clock": context.group.clock}
    fresh = new_messages(replace(context.group, stage=to))
    return change_group(context, changes, fresh)


def perform(context: CoachContext, action: Action) -> GroupChange:
    """Do what an action does; one that does not fit says so and changes nothing."""
    present = mark_present(context)
    return (action.handler or move_stage)(present, action)


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
