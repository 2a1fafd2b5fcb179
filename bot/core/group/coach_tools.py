"""What a coach does that moves no stage: reminders, more time, other coaches, files, deletion."""

from dataclasses import replace

from bot.core.dialog.question import Question
from bot.core.group.actions import Action
from bot.core.group.agenda import Does
from bot.core.group.coach_context import (
    NOTHING_PENDING,
    CoachContext,
    GroupFields,
    add_to_log,
    change_group,
    has_just_asked,
    is_recent,
    look_after,
    set_clock,
)
from bot.core.group.concern import is_concerned
from bot.core.group.deadlines import KEPT_OPEN, MINUTE, can_extend, with_deadline, with_time_left
from bot.core.group.privacy.again import has_told
from bot.core.group.privacy.counting import members_here
from bot.core.group.reveal import files
from bot.core.group.seats import leave_seat
from bot.core.group.session import Entry, GroupChange, GroupSession, GroupStage, Seat
from bot.core.group.status import board, clock_message, consoles, open_step, status, who_takes_part
from bot.core.group.waiting import waiting
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.words import clock, coach_toasts, coaching, log, people
from bot.core.words.phrase import Phrase, Words


def nudge(context: CoachContext, action: Action) -> GroupChange:
    """Remind in private everybody who has not answered the open question."""
    step = open_step(context.dialog, context.group)
    if step is None or step.does is not Does.ASK or context.group.stage is not GroupStage.OPEN:
        return GroupChange(notice=Notice(coach_toasts.nobody_waits()))
    late = [each for each in waiting(context.group, step.question, context.seats) if _is_asked(context, each)]
    if not late and not step.question.is_conditional:
        return GroupChange(notice=Notice(coach_toasts.nobody_waits()))
    if is_recent(context, log.reminded()):
        return GroupChange(notice=Notice(coach_toasts.reminded_lately()))
    text = context.words(coaching.reminder(context.group.title, step.question.ask))
    reached = [seat.member.person for seat in late if seat.is_known]
    tell = tuple((person, None, Screen((Block(text),))) for person in reached)
    notice = Notice(_reminded(step.question, len(reached), len(late) - len(reached)))
    return replace(change_group(add_to_log(context, action.log), {}, board()), tell=tell, notice=notice)


def _is_asked(context: CoachContext, seat: Seat) -> bool:
    return is_concerned(context.dialog, seat, context.steps[context.group.step].question)


def _reminded(question: Question, told: int, others: int) -> Phrase:
    """Return what a coach is answered; how many were reminded would tell whom a question concerns."""
    if question.is_conditional:
        return coach_toasts.reminded_concerned()
    return coach_toasts.reminded_some(told, others) if others else coach_toasts.reminded(told)


def extend(context: CoachContext, action: Action) -> GroupChange:
    """Give a minute more, or the first one; a question that is closing stays open for it."""
    if not can_extend(context.group):
        return GroupChange(notice=Notice(coach_toasts.not_now(status(context.dialog, context.group))))
    is_first = context.group.clock <= 0 and context.group.stage is not GroupStage.CLOSING
    context = add_to_log(context, log.started_clock() if is_first else action.log)
    group = context.group
    if group.stage is GroupStage.CLOSING:
        again: GroupFields = {**NOTHING_PENDING, **set_clock(context, group.clock_left + MINUTE)}
        group = replace(replace(group, stage=group.stands_at, looked=KEPT_OPEN), **again)
    elif group.closes_at is not None and group.clock > 0:
        group = with_time_left(replace(group, closes_at=group.closes_at + MINUTE), context.at)
    elif group.clock > 0:
        group = replace(group, clock=group.clock + MINUTE)
    else:
        group = replace(group, **set_clock(context, MINUTE))
    change = change_group(replace(context, group=group), {}, clock_message(group))
    return replace(change, notice=Notice(clock.started() if is_first else coach_toasts.extended()))


def close_alone(context: CoachContext, action: Action, *, does: bool) -> GroupChange:
    """Let each question close by itself once everybody has answered it, or by its coach alone."""
    logged = add_to_log(context, action.log)
    changed = replace(logged, group=replace(logged.group, closes_alone=does))
    looks: GroupFields = {}
    if changed.group.stage is GroupStage.OPEN and changed.group.clock == 0:
        seconds = look_after(changed)
        looks = {"looks_at": None if seconds is None else context.at + seconds}
    change = change_group(changed, looks, ())
    return replace(change, notice=Notice(clock.turned_on() if does else clock.turned_off()))


def take_over(context: CoachContext, action: Action) -> GroupChange:
    """Make whoever acts the coach; the coach before is a co-coach from now on, and can take it back."""
    group, person = context.group, context.person
    if person == group.coach:
        return GroupChange(notice=Notice(coach_toasts.you_coach()))
    others = {each: name for each, name in group.coaches.items() if each and each != person}
    changes: GroupFields = {
        "coach": person,
        "coach_name": context.by,
        "co_coaches": others,
        "acted_at": context.at,
        "away": False,
        "offered": {},  # they name groups of the coach before
        "offered_own": (),
    }
    change = change_group(add_to_log(context, action.log), changes, who_takes_part(group))
    seats = tuple(_coached_by(seat, person) for seat in context.seats)
    text = context.words(coaching.taken_over(context.by, group.title))
    tell = ((group.coach, None, Screen((Block(text),))),) if group.coach else ()
    changed = tuple(seat for seat, before in zip(seats, context.seats, strict=True) if seat != before)
    cards = tuple(each.session.id for each in changed if each.session.chat == person == each.member.person)
    return replace(change, seats=changed, touched=cards, tell=tell, notice=Notice(coach_toasts.you_coach()))


def _coached_by(seat: Seat, person: int) -> Seat:
    """Unshare what was meant for the coach before; whoever coaches counts nowhere."""
    if seat.member.person == person:
        return leave_seat(seat)
    return replace(seat, member=replace(seat.member, shared_with=0))


def add_coach(context: CoachContext, action: Action) -> GroupChange:
    """Make whoever acts a co-coach; the coach, where there is none."""
    person = context.person
    if person in context.group.coaches:
        return GroupChange(notice=Notice(coach_toasts.you_help()))
    if not context.group.coach:
        return take_over(context, replace(action, log=log.took_over()))
    changes: GroupFields = {"co_coaches": {**context.group.co_coaches, person: context.by}}
    change = change_group(add_to_log(context, action.log), changes, who_takes_part(context.group))
    own = tuple(
        leave_seat(seat) for seat in context.seats if seat.member.person == person and seat.member.here
    )
    cards = tuple(each.session.id for each in own if each.session.chat == person)
    return replace(change, seats=own, touched=cards, notice=Notice(coach_toasts.you_help()))


def stop_coaching(
    group: GroupSession, person: int, at: float, words: Words, *, is_demoted: bool = False
) -> GroupChange:
    """Take the lead from a coach who left the group: a co-coach goes on, or an admin takes over.

    at: seconds since 1970. is_demoted: they are still there, and no admin any more.
    """
    name = group.coaches[person]
    why = log.demoted() if is_demoted else log.stopped_coaching()
    told = (people.no_longer_admin if is_demoted else coaching.no_longer_coach)(group.title)
    after = replace(
        group.without_coach(person),
        log=(*group.log, Entry(at, name, why, person)),
        revision=group.revision + 1,
    )
    message = Screen((Block(words(told)),))
    show = (*board(), *consoles(group))  # also of whoever coached until now
    return GroupChange(group=with_deadline(after), show=show, tell=((person, None, message),))


def send_to_private(context: CoachContext, action: Action) -> GroupChange:
    """Let everybody who has a private chat with the bot go on there: it cannot write in the group."""
    reached = [seat.session.id for seat in members_here(context.seats) if seat.member.private]
    notice = coach_toasts.going_private(len(reached), len(members_here(context.seats)))
    change = change_group(add_to_log(context, action.log), {}, ())
    return replace(change, cards=tuple(reached), notice=Notice(notice))


def delete_for_good(context: CoachContext, action: Action) -> GroupChange:
    """Delete a session that has ended, at the second tap.

    One that told totals stays as long as sessions do. Were it deleted, the same could be asked anew without
    one person, and the difference of the totals would be what that one said.
    """
    if context.group.stage is not GroupStage.ENDED:
        return GroupChange(notice=Notice(coach_toasts.only_when_ended()))
    if has_told(context.group):
        return GroupChange(notice=Notice(coach_toasts.totals_stay(), alert=True))
    if has_just_asked(context, log.asked_to_delete()):
        return GroupChange(deleted=True, notice=Notice(coach_toasts.deleted(), alert=True))
    change = change_group(add_to_log(context, action.log), {}, ())
    return replace(change, notice=Notice(coach_toasts.ask_to_delete(), alert=True))


def send_files(context: CoachContext, _action: Action) -> GroupChange:
    """Send the files of the session to the coach."""
    return GroupChange(show=files(context.person), notice=Notice(coach_toasts.files_coming()))


def send_invitation(context: CoachContext, _action: Action) -> GroupChange:
    """Send the coach what invites people to the session."""
    invitation = ShowGroup(Role.INVITATION, str(context.person), context.person, Urgency.RESULT)
    return replace(change_group(context, {}, (invitation,)), notice=Notice(coach_toasts.invitation_coming()))
