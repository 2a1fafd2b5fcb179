"""What happens without anybody asking: comings and goings, closed chats, deadlines."""

import logging
from functools import partial
from typing import Final, TypeAlias, assert_never

from bot.app import follow_up_decisions, news_decisions
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
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import GroupStage
from bot.ops import logs
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
                    await pipeline.change_each(
                        update, chat, partial(news_decisions.slowed_down, context, seconds)
                    )
            case ShutOut():
                await self._shut_out(update, what)
            case ClockSeen(group, seen):
                starts = partial(news_decisions.clock_seen, context, seen)
                await pipeline.change(GroupAddress(group=group, everybody=True), None, starts, update.at)
            case TimeCame():
                await self._time_came(update)
                await self._promises_came(update)
            case never:
                assert_never(never)

    async def _member_moved(self, update: Update, move: MemberMoved) -> None:
        """Count no longer who left; who comes is in by Join alone."""
        if not move.is_in:
            leave = partial(news_decisions.member_left, self._pipeline.context(update))
            await self._pipeline.change_each(update, move.chat, leave, also_ended=True)

    async def _group_changed(self, update: Update, what: Upgraded | Renamed) -> None:
        """Follow a group to its new id, or note its new name."""
        pipeline = self._pipeline
        if isinstance(what, Renamed):
            renamed = partial(news_decisions.group_renamed, what.thread, what.name)
            await pipeline.change_each(update, what.chat, renamed)
            return
        pipeline.courier.forget(what.old)
        await pipeline.store.migrate_chat(what.old, what.new)
        afresh = partial(news_decisions.group_upgraded, pipeline.context(update))
        await pipeline.change_each(update, what.new, afresh, also_ended=True)

    async def _bot_moved(self, update: Update, move: BotMoved) -> None:
        context = self._pipeline.context(update)
        decide = partial(news_decisions.bot_moved, context, move.is_in)
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
        decide = partial(news_decisions.shut_out, self._pipeline.context(update), closed.place)
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
        now, decide = update.at, partial(news_decisions.deadline_came, self._pipeline.context(update))
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
