"""What changes in a group when something happens that nobody asked for by a button or a command. Pure.

As in `group_decisions`, the store calls these inside its transaction, perhaps more than once.
"""

from dataclasses import replace

from bot.app.context import Context
from bot.app.group_decisions import coach_context, group_at_hand
from bot.core.group import stages
from bot.core.group.clock_moves import on_deadline, on_seen
from bot.core.group.coach_moves import trigger_move
from bot.core.group.coach_tools import stop_coaching
from bot.core.group.deadlines import RESTS, with_deadline
from bot.core.group.member_moves import leave
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import FoundGroup, GroupChange, GroupStage, Seat
from bot.core.group.status import consoles, counters, new_messages
from bot.core.words import log
from bot.core.words.phrase import Phrase
from bot.outbox.chat_port import Destination


def group_upgraded(context: Context, found: FoundGroup) -> GroupChange:
    """Send afresh what the group was shown under its old id: it is out of reach there."""
    group = found.group
    if group is None or (group.stage is GroupStage.ENDED and context.at - group.acted_at > RESTS[-1]):
        return GroupChange()
    return GroupChange(show=new_messages(group))


def group_renamed(thread: int | None, name: str, found: FoundGroup) -> GroupChange:
    """Follow the new name of a group, or of the topic `thread`, on consoles and private cards.

    A session that has ended keeps the name that it had: its files say the same whenever they are sent.
    """
    group = found.group
    if group is None or group.stage is GroupStage.ENDED or thread not in (None, group.thread):
        return GroupChange()
    after = replace(group, place=name) if thread is None else replace(group, topic=name)
    if not name or after == group:
        return GroupChange()
    seats = tuple(_in_place(seat, after.title) for seat in found.seats if seat.session.place)
    touched = tuple(seat.session.id for seat in seats)
    after = replace(after, revision=group.revision + 1)
    return GroupChange(group=after, seats=seats, show=consoles(after), touched=touched)


def _in_place(seat: Seat, title: str) -> Seat:
    session = replace(seat.session, place=title, revision=seat.session.revision + 1)
    return replace(seat, session=session)


def member_left(context: Context, found: FoundGroup) -> GroupChange:
    """Count a member no longer who left the group, or was removed; a coach leads no longer."""
    group, person = found.group, context.by.person
    if group is None:
        return GroupChange()
    if group.stage is not GroupStage.ENDED and person in group.coaches:
        return stop_coaching(group, person, context.at, context.words)
    seat = found.seat(person)
    return GroupChange() if seat is None or not seat.member.here else leave(group, seat)


def bot_moved(context: Context, is_in: bool, found: FoundGroup) -> GroupChange:
    """Let the session wait while the bot is out of the group, and go on when it is back."""
    trigger = stages.ATTACH if is_in else stages.DETACH
    why = log.let_back_in() if is_in else log.shut_out()
    return _trigger(context, trigger, why, found)


def shut_out(context: Context, place: Destination | None, found: FoundGroup) -> GroupChange:
    """Let the session wait that cannot be written to. place: the only topic that cannot; None for all."""
    if place is not None and found.group is not None and place.thread != found.group.thread:
        return GroupChange()
    why = log.barred() if place is None else log.topic_barred()
    return _trigger(context, stages.DETACH, why, found)


def _trigger(context: Context, trigger: str, why: Phrase, found: FoundGroup) -> GroupChange:
    if (at_hand := group_at_hand(context, found)) is None:
        return GroupChange()
    return trigger_move(coach_context(context, found, at_hand), trigger, why) or GroupChange()


def slowed_down(context: Context, seconds: float, found: FoundGroup) -> GroupChange:
    """Tell the coaches that the platform wants the group to be left alone for so long."""
    return GroupChange() if found.group is None else group_menus.slowed(context.words, found.group, seconds)


def deadline_came(context: Context, found: FoundGroup) -> GroupChange:
    """Do what the group's deadline was set for."""
    group, at_hand = found.group, group_at_hand(context, found)
    if group is None:
        return GroupChange()
    if at_hand is None:
        return GroupChange(group=replace(group, deadline=None, revision=group.revision + 1))
    change = on_deadline(coach_context(context, found, at_hand))
    if change.group is None and group.deadline is not None and group.deadline <= context.at:
        again = replace(group, revision=group.revision + 1)
        return replace(change, group=with_deadline(again))
    return change


def reached_in_private(person: int, is_reached: bool, found: FoundGroup) -> GroupChange:
    """Count what somebody answered in the private chat; not is_reached: they blocked the bot there."""
    if found.group is None:
        return GroupChange()
    show, seat = counters(found.group) if is_reached else (), found.seat(person)
    if seat is None or seat.session.chat != person:
        return GroupChange(show=show)
    after = replace(seat, member=replace(seat.member, private=is_reached))
    return GroupChange(seats=() if after == seat else (after,), show=show)


def clock_seen(context: Context, seen: tuple[object, ...], found: FoundGroup) -> GroupChange:
    """Start a clock that waited to be on show. seen: where the group stood there."""
    if (at_hand := group_at_hand(context, found)) is None:
        return GroupChange()
    return on_seen(coach_context(context, found, at_hand), seen)
