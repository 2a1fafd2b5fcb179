"""What happens without anybody asking: comings and goings, closed chats, deadlines."""

import logging
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias, assert_never

from bot.app import follow_up_decisions
from bot.app.context import Context
from bot.app.group_decisions import coach_context, group_at_hand
from bot.app.pipeline import Pipeline
from bot.app.update import (
    Blocked,
    BotMoved,
    ClockSeen,
    MemberMoved,
    Renamed,
    ShutOut,
    SlowedDown,
    TimeCame,
    Update,
    Upgraded,
)
from bot.core.group import stages
from bot.core.group.clock_moves import on_deadline, on_seen
from bot.core.group.coach_moves import trigger_move
from bot.core.group.coach_tools import stop_coaching
from bot.core.group.deadlines import RESTS, with_deadline
from bot.core.group.member_moves import leave
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import FoundGroup, GroupChange, GroupStage, Seat
from bot.core.group.status import consoles, new_messages
from bot.core.words import log as log_words
from bot.core.words.phrase import Phrase
from bot.ops import logs
from bot.outbox.chat_port import Destination
from bot.outbox.limits import RateLimiter
from bot.stores.protocol import Address, GroupAddress, StoreError
from bot.stores.unreadable import UnreadableRow

Happening: TypeAlias = (
    Blocked | BotMoved | MemberMoved | Renamed | Upgraded | SlowedDown | ShutOut | ClockSeen | TimeCame
)

MOST_REMINDERS: Final = 100
"""People who are written to in one look at the deadlines; the outbox sends about 25 a second."""

log = logging.getLogger(__name__)


class News:
    """Has groups react to what happens around them."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._slowed = RateLimiter(burst=1, rate=1 / 60)  # a group whose coach is told of it
        self._upgraded = RateLimiter(burst=1, rate=1 / 60)  # a group by its new id: two updates say it
        self._stuck = RateLimiter(burst=1, rate=1 / 60)  # a group of which a bug keeps the time from going on

    async def take(self, update: Update, what: Happening) -> None:
        """Act on one of them.

        Raises:
            StoreError: the store cannot be used.
        """
        pipeline, context = self._pipeline, self._pipeline.context(update)
        match what:
            case Blocked():
                await self._leave_alone(update.by.person)
                await self._lose_private_chat(update.by.person, update.at)
            case MemberMoved():
                await self._member_moved(update, what)
            case Upgraded() | Renamed():
                await self._group_changed(update, what)
            case BotMoved():
                await self._bot_moved(update, what)
            case SlowedDown(chat, seconds):
                if self._slowed.take(chat, update.at):
                    await pipeline.change_each(update, chat, partial(slowed_down, context, seconds))
            case ShutOut():
                await self._shut_out(update, what)
            case ClockSeen(group, seen):
                starts = partial(clock_seen, context, seen)
                await pipeline.change(GroupAddress(group=group, everybody=True), None, starts, update.at)
            case TimeCame():
                await self._time_came(update)
                await self._promises_came(update)
            case never:
                assert_never(never)

    async def _member_moved(self, update: Update, move: MemberMoved) -> None:
        """Count no longer who left; who comes is in by Join alone."""
        if not move.is_in:
            decide = partial(member_left, self._pipeline.context(update))
            await self._pipeline.change_each(update, move.chat, decide, also_ended=True)

    async def _group_changed(self, update: Update, what: Upgraded | Renamed) -> None:
        """Follow a group to its new id, or note its new name."""
        pipeline = self._pipeline
        if isinstance(what, Renamed):
            renamed = partial(group_renamed, what.thread, what.name)
            await pipeline.change_each(update, what.chat, renamed)
            return
        pipeline.courier.forget(what.old)
        await pipeline.store.migrate_chat(what.old, what.new)
        if not self._upgraded.take(what.new, update.at):
            return
        afresh = partial(group_upgraded, pipeline.context(update))
        try:
            await pipeline.change_each(update, what.new, afresh, also_ended=True)
        except Exception:  # it is tried again
            self._upgraded.give_back(what.new, update.at)
            raise

    async def _bot_moved(self, update: Update, move: BotMoved) -> None:
        context = self._pipeline.context(update)
        decide = partial(bot_moved, context, move.is_in)
        is_led = await self._pipeline.change_each(update, move.chat, decide)
        if not move.is_in:
            await self._leave_alone(move.chat)
        elif not is_led:
            hello = group_menus.send(move.chat, None, group_menus.hello(context.words))
            await self._pipeline.change(GroupAddress(move.chat), update.id, lambda found: hello, update.at)

    async def _shut_out(self, update: Update, closed: ShutOut) -> None:
        """The sessions of a group wait, and their coaches are asked; a person is counted as out of reach."""
        if closed.chat >= 0:
            await self._lose_private_chat(closed.chat, update.at)
            return
        decide = partial(shut_out, self._pipeline.context(update), closed.place)
        await self._pipeline.change_each(update, closed.chat, decide)
        if closed.place is None:
            await self._leave_alone(closed.chat)

    async def _lose_private_chat(self, person: int, now: float) -> None:
        await self._stop_writing_to(person, now)
        groups = await self._pipeline.store.groups_of(person)
        open_ones = tuple(each.id for each in groups if each.stage is not GroupStage.ENDED)
        await self._pipeline.count_in_private(person, open_ones, False, now)

    async def _stop_writing_to(self, person: int, now: float) -> None:
        """Forget what somebody wanted to be written about: they closed the chat, or cannot be reached."""
        for session in await self._pipeline.store.sessions(person):
            if session.promise is not None:
                there = Address(person, session=session.id)
                await self._pipeline.change(there, None, follow_up_decisions.stop_writing, now)

    async def _leave_alone(self, chat: int) -> None:
        """Let what waits for a chat keep waiting; the update of a session there had let it go."""
        await self._pipeline.store.undeliverable(chat)
        self._pipeline.courier.forget(chat)

    async def _time_came(self, update: Update) -> None:
        """Act on each deadline of a group that has come; a bug about one group stops no other's time."""
        now, decide = update.at, partial(deadline_came, self._pipeline.context(update))
        for group_id in await self._pipeline.store.groups_due(now):
            if self._stuck.wait(group_id, now) > 0:
                continue
            try:
                await self._pipeline.change(GroupAddress(group=group_id, everybody=True), None, decide, now)
            except StoreError:
                raise
            except Exception as problem:  # noqa: BLE001  # the boundary of one group
                self._stuck.spend(group_id, now)
                log.error("the time of group %d stands still for a minute: %s", group_id, logs.place(problem))

    async def _promises_came(self, update: Update) -> None:
        """Write to whoever wanted to be written to by now, to so many at once; the rest is still due."""
        now, pipeline = update.at, self._pipeline
        decide = partial(follow_up_decisions.promise_came, pipeline.context(update))
        for chat, session in await pipeline.store.sessions_due(now, MOST_REMINDERS):
            if self._stuck.wait(session, now) > 0:
                continue
            try:
                await pipeline.change(Address(chat, session=session), None, decide, now)
            except UnreadableRow as problem:
                self._stuck.spend(session, now)
                log.error("a promise cannot be kept: %s", problem)
            except StoreError:
                raise
            except Exception as problem:  # noqa: BLE001  # the boundary of one session
                self._stuck.spend(session, now)
                log.error(
                    "the time of session %d stands still for a minute: %s", session, logs.place(problem)
                )


# --- decisions --------------------------------------------------------------------------
# As in `group_decisions`, the store calls these inside its transaction, perhaps more than once.


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
    why = log_words.let_back_in() if is_in else log_words.shut_out()
    return _trigger(context, trigger, why, found)


def shut_out(context: Context, place: Destination | None, found: FoundGroup) -> GroupChange:
    """Let the session wait that cannot be written to. place: the only topic that cannot; None for all."""
    if place is not None and found.group is not None and place.thread != found.group.thread:
        return GroupChange()
    why = log_words.barred() if place is None else log_words.topic_barred()
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


def clock_seen(context: Context, seen: tuple[object, ...], found: FoundGroup) -> GroupChange:
    """Start a clock that waited to be on show. seen: where the group stood there."""
    if (at_hand := group_at_hand(context, found)) is None:
        return GroupChange()
    return on_seen(coach_context(context, found, at_hand), seen)
