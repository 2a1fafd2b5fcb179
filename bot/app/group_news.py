"""What changes in a group when something happens that nobody asked a button or a command for. Pure.

As in `group_decisions`, a store calls these inside its transaction, perhaps more than once.
"""

from dataclasses import replace

from bot.app.group_decisions import DecideGroup, Hand, dialog_of, led_by
from bot.core.group import stages
from bot.core.group.clock_moves import elapsed
from bot.core.group.coach_moves import triggered
from bot.core.group.coach_tools import stopped_leading
from bot.core.group.deadlines import RESTS, timed
from bot.core.group.member_moves import left
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import GroupChange, Stage
from bot.core.group.status import afresh, counters
from bot.outbox.chat_port import Place
from bot.stores.protocol import FoundGroup


def on_upgraded(now: float) -> DecideGroup:
    """The group has another id: what it was shown is out of reach there. now: seconds since 1970."""

    def decide(found: FoundGroup) -> GroupChange:
        group = found.group
        if group is None or (group.stage is Stage.ENDED and now - group.acted_at > RESTS[-1]):
            return GroupChange()
        return GroupChange(show=afresh(group))

    return decide


def on_leaving(hand: Hand) -> DecideGroup:
    """A member left the group, or was put out; a coach leads no more."""

    def decide(found: FoundGroup) -> GroupChange:
        group, seat = found.group, found.seat(hand.who.person)
        if group is None:
            return GroupChange()
        if group.stage is not Stage.ENDED and hand.who.person in group.coaches:
            return stopped_leading(group, hand.who.person, hand.who.at)
        return GroupChange() if seat is None or not seat.member.here else left(group, seat)

    return decide


def on_bot_moved(hand: Hand, is_in: bool) -> DecideGroup:
    """The bot was taken out of the group, or put in again."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, dialog_of(hand, found)
        if group is None or dialog is None:
            return GroupChange()
        trigger = stages.ATTACH if is_in else stages.DETACH
        why = "let the bot write again" if is_in else "took the bot out, or muted it"
        return triggered(led_by(hand, found, dialog, group), trigger, why) or GroupChange()

    return decide


def on_barred(hand: Hand, place: Place | None) -> DecideGroup:
    """The group cannot be written to, or only its topic cannot. place: that topic; None for all of it."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, dialog_of(hand, found)
        if group is None or dialog is None or (place is not None and place.thread != group.thread):
            return GroupChange()
        why = "lets me write no more" if place is None else "says that the topic is closed or deleted"
        return triggered(led_by(hand, found, dialog, group), stages.DETACH, why) or GroupChange()

    return decide


def on_slowed(seconds: float) -> DecideGroup:
    """The platform wants the group to be left alone for so long."""

    def decide(found: FoundGroup) -> GroupChange:
        return GroupChange() if found.group is None else group_menus.slowed(found.group, seconds)

    return decide


def on_time(hand: Hand) -> DecideGroup:
    """A deadline has come."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, dialog_of(hand, found)
        if group is None:
            return GroupChange()
        if dialog is None:
            return GroupChange(group=replace(group, deadline=None, revision=group.revision + 1))
        change = elapsed(led_by(hand, found, dialog, group))
        if change.group is None and group.deadline is not None and group.deadline <= hand.who.at:
            again = replace(group, revision=group.revision + 1)
            return replace(change, group=timed(again))
        return change

    return decide


def on_private(person: int, is_reached: bool) -> DecideGroup:
    """Somebody answered in the private chat, which is counted, or blocked the bot there."""

    def decide(found: FoundGroup) -> GroupChange:
        if found.group is None:
            return GroupChange()
        show, seat = counters(found.group) if is_reached else (), found.seat(person)
        if seat is None or seat.session.chat != person or seat.member.private is is_reached:
            return GroupChange(show=show)
        return GroupChange(seats=(replace(seat, member=replace(seat.member, private=is_reached)),), show=show)

    return decide
