"""Makes chats look as their sessions say: whose turn it is, how fast, and what follows a failure.

Knows no chat platform, and decides nothing about sessions. One worker for each chat that has
work, so no chat waits for another; nothing is locked while a call is under way.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

from bot.core.screen.surface import Notice, Urgency
from bot.library.library import Library
from bot.ops import logs
from bot.outbox import chat_port
from bot.outbox.background import Asides
from bot.outbox.call_log import Ledger
from bot.outbox.chat_port import Chat, DeliveryError, NotSent, Place, Unknown
from bot.outbox.chat_queue import Desk, Job
from bot.outbox.deliver import Presenter
from bot.outbox.wait import nap
from bot.stores.protocol import Committed, Due, Store, StoreError

BATCH: Final = 25
"""Surfaces a second that nobody is waiting for; the platform takes about 30 calls a second."""
MOST_BUSY: Final = 500
"""Chats being worked on beyond which the sweeper adds none."""
MOST_DESKS: Final = 20_000
"""Chats in memory beyond which a new one is left to the sweeper."""
NOTICED: Final = 3.0
"""Seconds for which a group may wait for what its coach has done before the coach is told."""
REMEMBERED: Final = 30.0
"""Seconds for which an idle chat is remembered: longer than any row stays on its way to us."""

log = logging.getLogger(__name__)


class Courier:
    """Brings surfaces up to date, each to its newest state only.

    clock: seconds since 1970, for what is stored. ticks: seconds since whenever, for waiting; nobody puts
    them back. interval: seconds between looks for what was left over. drain: seconds that `stop` waits for
    calls under way. on_wait: told of a group, and of the seconds until it can
    be shown what its coach has done. on_barred: told of a chat, or of one topic of it, that is closed to us.
    """

    def __init__(
        self,
        chat: Chat,
        store: Store,
        library: Library,
        *,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        interval: float = 2.0,
        drain: float = 2.0,
    ) -> None:
        self._chat = chat
        self._store = store
        self._clock = clock
        self._ticks = ticks
        self._sleep = sleep
        self._interval = interval
        self._drain = drain
        self._ledger = Ledger(store, clock, ticks)
        self._presenter = Presenter(chat, store, library, self._ledger.spend)
        self._desks: dict[int, Desk] = {}
        self._asides = Asides(chat, self._ledger.spend)
        self._sweeper: asyncio.Task[None] | None = None
        self._stopping = False
        self.on_wait: Callable[[int, float], Coroutine[Any, Any, None]] = _nobody_is_told
        self.on_barred: Callable[[int, Place | None], Coroutine[Any, Any, None]] = _nobody_is_told

    # --- what the app asks ----------------------------------------------------------------

    def hand_over(self, committed: Committed[Any]) -> None:
        """Show what a change marked; returns at once."""
        for due in committed.due:
            if self._takes(due):
                desk = self._desk(due.surface.chat)
                self._put(desk, Job(due, desk.below(due.surface, due.below), due.urgency))

    def forget(self, chat: int) -> None:
        """Drop what waits for a chat: its rows are gone, or wait in the store."""
        if desk := self._desks.get(chat):
            desk.clear()

    async def answer(self, query_id: str, notice: Notice | None) -> None:
        """Answer a tap; waits for it only when very many are under way."""
        await self._asides.answer(query_id, notice, waits=self._stopping)

    def disarm(self, chat: int, message_id: int | None) -> None:
        """See `Asides.disarm`."""
        self._asides.disarm(chat, message_id)

    # --- start and stop -------------------------------------------------------------------

    async def recover(self) -> None:
        """Begin with what is due, and look for more from now on; waits for none of it.

        Raises:
            StoreError: the store cannot be read.
        """
        await self._ledger.recall()
        more = await self._sweep()
        self._sweeper = asyncio.create_task(self._keep_sweeping(more))

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        while tasks := self._tasks():
            await asyncio.wait(tasks)

    async def stop(self) -> None:
        """Finish the calls under way; what waits stays dirty in the store."""
        self._stopping = True
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
        for desk in self._desks.values():
            if desk.resting and desk.task is not None:
                desk.task.cancel()
        tasks = self._tasks()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._drain)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _tasks(self) -> set[asyncio.Task[None]]:
        return {desk.task for desk in self._desks.values() if desk.task is not None} | self._asides.tasks

    # --- one chat -------------------------------------------------------------------------

    def _desk(self, chat: int) -> Desk:
        if chat not in self._desks:
            self._desks[chat] = Desk(chat, idle_since=self._ticks())
        return self._desks[chat]

    def _takes(self, due: Due) -> bool:
        """Whether there is room; a person who cannot be written to is not tried before they come back."""
        chat = due.surface.chat
        is_held = due.held and chat >= 0
        return not is_held and (chat in self._desks or len(self._desks) < MOST_DESKS)

    def _put(self, desk: Desk, job: Job) -> None:
        if self._stopping:
            return
        desk.put(job)
        if desk.task is None:
            desk.task = asyncio.create_task(self._serve(desk))

    async def _serve(self, desk: Desk) -> None:
        try:
            while jobs := desk.jobs():
                desk.news.clear()
                now = self._ticks()
                pause, job = min(
                    ((self._pause(desk, each, now), each) for each in jobs), key=lambda one: one[0]
                )
                if pause <= 0:
                    desk.take(job)
                    await self._bring(desk, job)
                    desk.in_hand = None
                elif self._stopping:
                    return
                else:
                    await self._rest(desk, job, pause)
        finally:
            desk.task = desk.in_hand = None
            desk.idle_since = self._ticks()

    def _pause(self, desk: Desk, job: Job, now: float) -> float:
        """Seconds until a job can be done; the first of those that can be is the most urgent."""
        budget = self._ledger.wait(desk.chat, job.urgency, desk.calls(job))
        return max(0.0, desk.not_before - now, budget, desk.rests(job, now))

    async def _rest(self, desk: Desk, job: Job, seconds: float) -> None:
        """Wait, unless something comes that may not want to."""
        if desk.chat < 0 and job.urgency is Urgency.STAGE and seconds > NOTICED:
            self._asides.begin(self.on_wait(desk.chat, seconds))
        desk.resting = True
        try:
            await nap(self._sleep(seconds), desk.news)
        finally:
            desk.resting = False

    async def _bring(self, desk: Desk, job: Job) -> None:
        try:
            await self._presenter.bring(desk, job)
            desk.failures = 0
            desk.changes(job, self._ticks())
        except DeliveryError as problem:
            await self._stored(self._follow(desk, job, problem))
        except StoreError as problem:
            log.warning("surface %d waits for the store: %s", job.surface.id, problem)
            self._later(desk, job, desk.back_off())
        except Exception as problem:  # noqa: BLE001 - the one boundary: a bug in a screen stops no chat
            log.error("surface %d is given up: %s", job.surface.id, logs.place(problem))
            await self._stored(self._store.drop(job.surface.id))

    async def _follow(self, desk: Desk, job: Job, problem: DeliveryError) -> None:
        """What follows a call that failed."""
        match problem:
            case chat_port.Wait():
                await self._postpone(desk, job, problem.seconds)
            case Unknown() if desk.is_given_up(job.surface):
                log.warning("surface %d may or may not have arrived; it is left alone", job.surface.id)
            case NotSent() | Unknown():
                await self._postpone(desk, job, desk.back_off())
            case chat_port.MessageGone():
                desk.lose(job.surface)
                gone = replace(job.surface, message_id=None, digest="", picture="", dirty=True)
                desk.put_back(replace(job, due=replace(job.due, surface=gone)))
                await self._store.lost(job.surface.id)
            case chat_port.Barred():
                await self._store.drop(job.surface.id)
                self._asides.begin(self.on_barred(desk.chat, Place(desk.chat, job.surface.thread)))
            case chat_port.Gone():
                desk.clear()
                await self._store.undeliverable(desk.chat)
                self._asides.begin(self.on_barred(desk.chat, None))
            case chat_port.Moved():
                desk.clear()
                await self._store.migrate_chat(desk.chat, problem.chat)
            case _:
                log.error("surface %d is given up: %s", job.surface.id, type(problem).__name__)
                await self._store.drop(job.surface.id)

    async def _postpone(self, desk: Desk, job: Job, seconds: float) -> None:
        self._later(desk, job, seconds)
        await self._store.postpone(job.surface.id, self._clock() + seconds)

    def _later(self, desk: Desk, job: Job, seconds: float) -> None:
        desk.not_before = self._ticks() + seconds
        desk.put_back(job)

    async def _stored(self, call: Awaitable[None]) -> None:
        """Tell the store; where it cannot hear, the row stays due and the sweeper finds it."""
        try:
            await call
        except StoreError as problem:
            log.warning("the store could not be told: %s", problem)

    # --- what was left over ---------------------------------------------------------------

    async def _keep_sweeping(self, more: bool) -> None:
        while True:
            await self._sleep(1.0 if more else self._interval)
            self._forget_idle()
            try:
                more = await self._sweep()
            except StoreError as problem:
                log.warning("what is due cannot be read: %s", problem)

    async def _sweep(self) -> bool:
        """Take on at most `BATCH` of what is due and nobody works on; whether there may be more."""
        busy = sum(desk.task is not None for desk in self._desks.values())
        room = min(BATCH, MOST_BUSY - busy)
        if room <= 0:
            return True
        held = sum(desk.held for desk in self._desks.values())
        found = await self._store.due(self._clock(), room + held)
        new = [due for due in found if not self._holds(due)][:room]
        for due in new:
            self._put(self._desk(due.surface.chat), Job(due, due.surface.below))
        return len(new) == room

    def _holds(self, due: Due) -> bool:
        desk = self._desks.get(due.surface.chat)
        return desk is not None and desk.holds(due.surface)

    def _forget_idle(self) -> None:
        now = self._ticks()
        too_many = len(self._desks) > MOST_DESKS
        for desk in [each for each in self._desks.values() if each.is_idle(now, REMEMBERED)]:
            if desk.is_hopeful or too_many:
                del self._desks[desk.chat]


async def _nobody_is_told(chat: int, about: object) -> None:
    """What is done about a group where nobody asked to be told."""
