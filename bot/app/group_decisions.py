"""What an update of a group changes: (context, what came in, what is stored) -> `GroupChange`. Pure.

The store calls these inside its transaction, perhaps more than once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.app.context import Context
from bot.app.preflight import findings
from bot.app.update import ChoiceTap, CoachTap, GroupCommand, MemberTap
from bot.core.dialog.model import Dialog
from bot.core.group import own_moves, whisper_moves
from bot.core.group.actions import Action
from bot.core.group.coach_actions import commanded
from bot.core.group.coach_context import CoachContext
from bot.core.group.coach_moves import perform, press
from bot.core.group.coach_tools import stop_coaching
from bot.core.group.concern import note_passed
from bot.core.group.deadlines import with_deadline
from bot.core.group.events import InPrivate, Who
from bot.core.group.member_moves import leave, open_private, take_part
from bot.core.group.own_question import with_own
from bot.core.group.own_step import put_step_aside, write_step, written_step
from bot.core.group.plan import lasts, step_names
from bot.core.group.plan_moves import saved_plans, saved_questions, step_times_of
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import Entry, FoundGroup, GroupChange, GroupSession, GroupStage
from bot.core.group.status import consoles, counters, status
from bot.core.group.wall import own_lines
from bot.core.group.whisper import heard
from bot.core.screen.surface import Notice, Role, ShowGroup
from bot.core.words import coach_toasts, group_toasts, log, people, toasts, whispers
from bot.core.words.phrase import Phrase
from bot.outbox.chat_port import Destination, GroupInfo

AtHand: TypeAlias = tuple[GroupSession, Dialog]


# --- taps -----------------------------------------------------------------------------------


def tap_group_message(context: Context, tap: ChoiceTap | MemberTap, found: FoundGroup) -> GroupChange:
    """Answer a button that everybody sees."""
    if (at_hand := group_at_hand(context, found)) is None:
        return GroupChange(notice=Notice(toasts.gone()))
    group, dialog = at_hand
    event = tap.event if isinstance(tap, MemberTap) else tap.button.event(dialog)
    if event is None:
        return GroupChange(notice=Notice(toasts.gone()))
    link = context.link(group.id) if isinstance(event, InPrivate) else ""
    who = _who(context, link, is_in_chat=tap.chat != context.by.person)
    return take_part(dialog, group, found.seat(context.by.person), event, tap.stamp, who)


def tap_console(context: Context, tap: CoachTap, found: FoundGroup) -> GroupChange:
    """Answer a button of a console."""
    if (at_hand := group_at_hand(context, found)) is None:
        return GroupChange(notice=Notice(toasts.gone()))
    if context.by.person not in at_hand[0].coaches:
        return GroupChange(notice=Notice(coach_toasts.coach_only()))
    names = [each.name for each in heard(at_hand[0], found.seats)]
    names += [each.name for each in own_lines(at_hand[0], found.seats)]
    about = tap.button.step(at_hand[1]) or tap.button.among(names)
    leading = replace(coach_context(context, found, at_hand), about=about, number=tap.button.about)
    return press(leading, tap.action, tap.stamp)


def begin_whisper(context: Context, found: FoundGroup) -> GroupChange:
    """Ask a member for a word to the coach."""
    seat = found.seat(context.by.person)
    if found.group is None or seat is None:
        return GroupChange(notice=Notice(whispers.no_session()))
    return whisper_moves.open_whisper(found.group, seat)


def type_as_member(context: Context, text: str, found: FoundGroup) -> GroupChange:
    """Take what a member typed as a first step for the wall, or as a word to the coach."""
    seat = found.seat(context.by.person)
    if seat is None or found.group is None:
        return GroupChange()
    if written_step(seat) == "":
        return write_step(found.group, seat, text, context.words)
    return whisper_moves.write_whisper(seat, text, context.words)


def type_own_question(context: Context, text: str, found: FoundGroup) -> GroupChange:
    """Take what a coach typed into the question that they are writing."""
    if (at_hand := group_at_hand(context, found)) is None or context.by.person not in at_hand[0].coaches:
        return GroupChange()
    return own_moves.write_sketch(coach_context(context, found, at_hand), text)


def put_writing_aside(context: Context, found: FoundGroup) -> GroupChange:
    """Let what somebody types next be for something else."""
    if (seat := found.seat(context.by.person)) is not None and written_step(seat) == "":
        return put_step_aside(seat)
    if seat is not None and seat.member.to_coach.unsaid is not None:
        return whisper_moves.put_whisper_aside(seat)
    if (at_hand := group_at_hand(context, found)) is None:
        return GroupChange()
    return own_moves.put_sketch_aside(coach_context(context, found, at_hand))


def stop_leading(context: Context, found: FoundGroup) -> GroupChange:
    """Let a coach lead no longer who is no admin of the group any more, and tell them."""
    group, person = found.group, context.by.person
    if group is None or person not in group.coaches:
        return GroupChange(notice=Notice(coach_toasts.coach_only()))
    told = stop_coaching(group, person, context.at, context.words, is_demoted=True)
    return replace(told, notice=Notice(people.demoted(group.title), alert=True))


def become_coach(context: Context, action: Action, found: FoundGroup) -> GroupChange:
    """Let an admin take over, or help; that they are one was checked before."""
    at_hand = group_at_hand(context, found)
    if at_hand is None or at_hand[0].stage is GroupStage.ENDED:
        return GroupChange(notice=Notice(group_toasts.ended()))
    return perform(coach_context(context, found, at_hand), action)


@dataclass(frozen=True, slots=True)
class NewGroup:
    """Where a session is to begin, and what is known of its coach.

    title, topic: names of the group and of its topic, "" where they are not known. info: what the group is
    like; None where nobody can say. before: all groups of the coach. zone: the coach's own; None for unknown.
    """

    place: Destination
    title: str
    topic: str = ""
    info: GroupInfo | None = None
    before: Sequence[GroupSession] = ()
    zone: int | None = None


def begin_group(context: Context, dialog: Dialog, new: NewGroup, found: FoundGroup) -> GroupChange:
    """Begin a session where none is open."""
    if found.group is not None:
        at_hand = group_at_hand(context, found)
        return GroupChange(
            notice=Notice(toasts.gone() if at_hand is None else status(at_hand[1], found.group))
        )
    coach = context.by
    group = GroupSession(
        context.new_id(),
        new.place.chat,
        new.place.thread,
        new.title,
        dialog.id,
        dialog.logic_hash,
        coach.person,
        coach.name,
        acted_at=context.at,
        topic=new.topic,
        zone=new.zone,
        plan=step_names(dialog),
        offered=saved_plans(dialog, coach.person, new.before),
        offered_own=saved_questions(dialog, coach.person, new.before),
        step_times=step_times_of(coach.person, new.before),
        log=(Entry(context.at, coach.name, log.opened(), coach.person),),
    )
    found_out = findings(new.info, len(group.plan), lasts(dialog, group.plan, group.step_times).whole)
    tell = ((coach.person, None, group_menus.preflight(context.words, found_out)),)
    show = (ShowGroup(Role.BOARD), *consoles(group))
    return GroupChange(
        group=with_deadline(group), show=show, tell=tell, notice=Notice(coach_toasts.you_coach())
    )


# --- commands -------------------------------------------------------------------------------


def type_coach_command(context: Context, command: GroupCommand, found: FoundGroup) -> GroupChange:
    """Do what a command of a coach says; one that does not fit is answered in the group."""
    if (at_hand := group_at_hand(context, found)) is None:
        return GroupChange()
    group, dialog = at_hand
    if context.by.person not in group.coaches:
        return _answer(
            context,
            command,
            coach_toasts.coach_only() if context.by.person else coach_toasts.posting_as_group(),
        )
    action = commanded(command.name, group.stage)
    if action is None:
        return _answer(context, command, coach_toasts.not_now(status(dialog, group)))
    change = perform(replace(coach_context(context, found, at_hand), is_typed=True), action)
    return change if change.notice is None else _answer(context, command, change.notice.text)


def type_leave(context: Context, command: GroupCommand, is_answered: bool, found: FoundGroup) -> GroupChange:
    """Let somebody out of the session."""
    group, seat = found.group, found.seat(context.by.person)
    if group is None:
        return GroupChange()
    if seat is None or not seat.member.here:
        text = (
            group_toasts.coach_cannot_leave() if context.by.person in group.coaches else group_toasts.not_in()
        )
        return _answer(context, command, text) if is_answered else GroupChange()
    text = group_toasts.left_afterwards() if group.stage is GroupStage.ENDED else group_toasts.left()
    return replace(leave(group, seat), tell=_answer(context, command, text).tell if is_answered else ())


def type_log(context: Context, found: FoundGroup) -> GroupChange:
    """Show who did what; everybody may read it."""
    if found.group is None:
        return GroupChange()
    return GroupChange(
        tell=((found.group.chat, found.group.thread, group_menus.log(context.words, found.group)),)
    )


def open_by_link(context: Context, is_in_chat: bool, found: FoundGroup) -> GroupChange:
    """Let a member, or a coach, into the private chat. is_in_chat: known to be in the group's chat."""
    person, at_hand = context.by.person, group_at_hand(context, found)
    if at_hand is None:
        return group_menus.send(person, None, group_menus.sentence_screen(context.words, toasts.gone()))
    group, dialog = at_hand
    seat = found.seat(person)
    change = open_private(dialog, group, seat, _who(context, is_in_chat=is_in_chat))
    if change.notice is None:
        if seat is None or not seat.member.is_barred:
            return change
        barred = group_menus.sentence_screen(context.words, people.out_of_session())
        return replace(change, tell=((person, None, barred),))
    return group_menus.send(person, None, group_menus.sentence_screen(context.words, change.notice.text))


def reached_in_private(
    dialogs: Callable[[str], Dialog | None], person: int, is_reached: bool, found: FoundGroup
) -> GroupChange:
    """Count what somebody answered in the private chat; not is_reached: they blocked the bot there."""
    if found.group is None:
        return GroupChange()
    show, seat = counters(found.group) if is_reached else (), found.seat(person)
    if seat is None or seat.session.chat != person:
        return GroupChange(show=show)
    after = replace(seat, member=replace(seat.member, private=is_reached))
    dialog = dialogs(found.group.logic_hash) if found.group.rests_at is GroupStage.OPEN else None
    if dialog is not None:
        after = note_passed(with_own(dialog, found.group.own), found.group, after)
    return GroupChange(seats=() if after == seat else (after,), show=show)


# --- parts ----------------------------------------------------------------------------------


def group_at_hand(context: Context, found: FoundGroup) -> AtHand | None:
    """Return the found group with its dialog; None for none, or where the dialog is lost."""
    dialog = None if found.group is None else context.dialogs(found.group.logic_hash)
    if found.group is None or dialog is None:
        return None
    return found.group, with_own(dialog, found.group.own)


def coach_context(context: Context, found: FoundGroup, at_hand: AtHand) -> CoachContext:
    """Return what a coach's or the clock's moves are made of."""
    group, dialog = at_hand
    by = context.by
    return CoachContext(
        dialog,
        group,
        found.seats,
        by.name,
        context.at,
        context.words,
        by.person,
        found.earlier,
        context.outcomes,
    )


def _who(context: Context, link: str = "", *, is_in_chat: bool) -> Who:
    by, new_id, words = context.by, context.new_id(), context.words
    return Who(by.person, by.name, new_id, link, context.at, is_in_chat, words)


def _answer(context: Context, command: GroupCommand, phrase: Phrase) -> GroupChange:
    return group_menus.send(command.chat, command.thread, group_menus.sentence_screen(context.words, phrase))
