"""Makes chats look as their sessions say: which surface is next, when, and what follows a failure.

A change marks its surfaces as dirty rows in the transaction that saves the session, so it is always shown in
the end: at once through `hand_over`, after a crash by the sweeper. One worker per chat makes its calls one by
one; only the newest state of a surface is shown.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

from bot.core.group.session import GroupSession
from bot.core.screen.surface import Notice, Urgency
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words
from bot.library.library import Library
from bot.ops import logs
from bot.outbox import call_limits, chat_port
from bot.outbox.call_limits import CallLimits
from bot.outbox.chat_port import ChatPort, DeliveryError, Destination, NotSent, Unconfirmed
from bot.outbox.chat_queue import LAST_SEND_AFTER, MOST_SENDS, QUICK_SENDS, ChatQueue, Job
from bot.outbox.chat_queues import SWEEP, ChatClaims, ChatQueues
from bot.outbox.deliver import Background, Deliverer, ScreenAddress, interruptible_sleep
from bot.stores.protocol import Committed, Store, StoreError
from bot.stores.workers import Workers

BATCH: Final = 25
"""Surfaces that one sweep takes on, at most once per second; the platform takes about 30 calls per second."""
MOST_BUSY: Final = 500
"""Chats with a worker beyond which the sweeper adds none."""
INTERVAL: Final = 2.0
"""Seconds between two sweeps of the only worker."""
NOTICED: Final = 3.0
"""Seconds that a group may wait for what its coach did before the coach gets a notice."""
STORE_BACKOFF: Final = 2.0
"""Seconds between two tries at most while the store cannot be used: it is back for all chats at once."""

log = logging.getLogger(__name__)


class Courier:
    """Brings surfaces up to date, each to its newest state only.

    clock: seconds since 1970, for what is stored. ticks: seconds that nobody puts back, for waiting.
    drain: seconds that `stop` waits for calls under way.
    rate: calls a second, in all chats together. words: the language of what is shown.
    workers: the other processes that write to the same chats. big_screen: see `ScreenAddress`. None for none.
    on_wait: called with a group and the seconds until it can be shown what its coach did; on_seen: with one
    whose clock is on show; on_barred: with a chat that is closed to us, and the topic if it is only that.
    """

    def __init__(
        self,
        chat: ChatPort,
        store: Store,
        library: Library,
        *,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        drain: float = 2.0,
        rate: float = call_limits.RATE,
        words: Words = ENGLISH,
        workers: Workers | None = None,
        big_screen: ScreenAddress | None = None,
    ) -> None:
        self._chat = chat
        self._store = store
        self._clock = clock
        self._ticks = ticks
        self._sleep = sleep
        self._interval = INTERVAL if workers is None else SWEEP
        self._drain = drain
        self._limits = CallLimits(store, clock, ticks, sleep, rate, workers)
        self._claims = ChatClaims(workers, self._limits, clock, ticks)
        self._deliverer = Deliverer(chat, store, library, self._limits.spend, words, big_screen)
        self._queues = ChatQueues(ticks)
        self._background = Background(chat, self._limits.spend)
        self.start = self._background.start
        self.remove_buttons = self._background.remove_buttons
        self._sweeper: asyncio.Task[None] | None = None
        self._stopping = False
        self.on_wait: Callable[[int, float], Coroutine[Any, Any, None]] = _ignore
        self.on_seen: Callable[[GroupSession], Coroutine[Any, Any, None]] = _ignore
        self.on_barred: Callable[[int, Destination | None], Coroutine[Any, Any, None]] = _ignore

    # --- what the app asks ----------------------------------------------------------------

    def hand_over(self, committed: Committed[Any]) -> None:
        """Show what a change marked. Return at once."""
        for due in committed.due:
            if self._queues.takes(due):
                queue = self._queues.get(due.surface.chat)
                below, is_bulk = queue.goes_below(due.surface, due.below), due.urgency >= Urgency.WALL
                self._put(queue, Job(due, below, due.urgency, is_bulk))

    def forget(self, chat: int) -> None:
        """Discard the chat's jobs. Its rows are deleted, or the sweeper will pick them up."""
        if queue := self._queues.find(chat):
            queue.clear()

    async def answer(self, query_id: str, notice: Notice | None) -> None:
        """Answer a tap; wait for the call only when stopping."""
        await self._background.answer(query_id, notice, waits=self._stopping)

    def lose_chats(self) -> None:
        """Forget everything about all chats: other workers may write to them by now."""
        self._queues.lose()

    # --- start and stop -------------------------------------------------------------------

    async def recover(self) -> None:
        """Start with what is due, and sweep from now on. Return without waiting for any of it.

        Raises:
            StoreError: the store cannot be read.
        """
        await self._limits.recall()
        more = await self._sweep()
        self._sweeper = asyncio.create_task(self._keep_sweeping(more))

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        while tasks := self._tasks():
            await asyncio.wait(tasks)

    async def stop(self) -> None:
        """Finish the calls under way. The rows of waiting jobs stay dirty in the store."""
        self._stopping = True
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
        for queue in self._queues:
            if queue.resting and queue.task is not None:
                queue.task.cancel()
        if tasks := self._tasks():
            _, late = await asyncio.wait(tasks, timeout=self._drain)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _tasks(self) -> set[asyncio.Task[None]]:
        return self._queues.tasks | self._background.tasks

    # --- one chat -------------------------------------------------------------------------

    def _put(self, queue: ChatQueue, job: Job) -> None:
        if self._stopping:
            return
        queue.add(job)
        if queue.task is None:
            queue.task = asyncio.create_task(self._serve(queue))

    async def _serve(self, queue: ChatQueue) -> None:
        try:
            while await self._claims.has_work(queue):
                queue.event.clear()
                now = self._ticks()
                pauses = ((self._pause(queue, each, now), each) for each in queue.jobs())
                pause, job = min(pauses, key=lambda one: one[0])
                if pause <= 0:
                    await self._do(queue, job)
                elif self._stopping:
                    return
                else:
                    await self._rest(queue, job, pause)
        except StoreError as problem:
            log.warning("a chat waits for the store: %s", problem)
            queue.clear()  # the sweeper finds its rows
        finally:
            queue.task = queue.in_hand = None
            queue.is_leaving, queue.idle_since = False, self._ticks()

    async def _do(self, queue: ChatQueue, job: Job) -> None:
        """Do a job when it is the chat's turn, in its newest form; it may be gone by then."""
        with queue.at_rest():
            await self._limits.begin(queue.chat, is_bulk=job.is_bulk)
        try:
            if (newest := queue.take(job)) is not None:
                await self._attempt(queue, newest)
        finally:
            await self._limits.end(queue.chat)
            queue.in_hand = None

    def _pause(self, queue: ChatQueue, job: Job, now: float) -> float:
        """Return the seconds until a job can be done; of those that can, the first is the most urgent."""
        limit = self._limits.wait(queue.chat, job.urgency, queue.call_count(job))
        return max(0.0, queue.not_before - now, limit, queue.spacing_left(job, now))

    async def _rest(self, queue: ChatQueue, job: Job, seconds: float) -> None:
        """Wait, unless a job is added that may not want to."""
        if queue.chat < 0 and job.urgency is Urgency.STAGE and seconds > NOTICED:
            self._background.start(self.on_wait(queue.chat, seconds))
        with queue.at_rest():
            await interruptible_sleep(self._sleep(seconds), queue.event)
        queue.is_stale = True

    async def _attempt(self, queue: ChatQueue, job: Job) -> None:
        try:
            await self._deliverer.deliver(queue, job)
            queue.failures = 0
            queue.note_change(job, self._ticks())
            if (group := queue.clocks.pop(job.surface.id, None)) is not None:
                self._background.start(self.on_seen(group))
        except DeliveryError as problem:
            await self._try_to_store(self._handle(queue, job, problem))
        except StoreError as problem:
            log.warning("surface %d waits for the store: %s", job.surface.id, problem)
            self._later(queue, job, min(STORE_BACKOFF, queue.next_backoff()))
        except Exception as problem:  # noqa: BLE001 - the one boundary: a bug in a screen stops no chat
            log.error("surface %d is given up: %s", job.surface.id, logs.place(problem))
            await self._try_to_store(self._store.drop(job.surface.id))

    async def _handle(self, queue: ChatQueue, job: Job, problem: DeliveryError) -> None:
        """Do what follows a call that failed."""
        match problem:
            case chat_port.RateLimited():
                await self._limits.note_refusal(queue.chat, problem.seconds)
                await self._postpone(queue, job, problem.seconds)
            case Unconfirmed() if queue.unconfirmed_sends(job.surface) >= MOST_SENDS:
                log.warning("surface %d may or may not have arrived; it is left alone", job.surface.id)
                await self._store.drop(job.surface.id)
            case Unconfirmed() if queue.unconfirmed_sends(job.surface) >= QUICK_SENDS:
                await self._store.postpone(job.surface.id, self._clock() + LAST_SEND_AFTER)
            case NotSent() | Unconfirmed():
                await self._postpone(queue, job, queue.next_backoff())
            case chat_port.MessageGone():
                gone = queue.note_lost(job.surface)
                queue.put_back(replace(job, due=replace(job.due, surface=gone)))
                await self._store.lost(job.surface.id)
            case chat_port.EditRefused():
                queue.put_back(replace(job, below=True))
            case chat_port.TopicClosed():
                await self._store.drop(job.surface.id)
                self._background.start(
                    self.on_barred(queue.chat, Destination(queue.chat, job.surface.thread))
                )
            case chat_port.ChatGone():
                queue.clear()
                await self._store.undeliverable(queue.chat)
                self._background.start(self.on_barred(queue.chat, None))
            case chat_port.ChatMoved():
                queue.clear()
                await self._store.migrate_chat(queue.chat, problem.chat)
            case _:
                log.error("surface %d is given up: %s: %s", job.surface.id, type(problem).__name__, problem)
                await self._store.drop(job.surface.id)

    async def _postpone(self, queue: ChatQueue, job: Job, seconds: float) -> None:
        self._later(queue, job, seconds)
        await self._store.postpone(job.surface.id, self._clock() + seconds)

    def _later(self, queue: ChatQueue, job: Job, seconds: float) -> None:
        queue.not_before = self._ticks() + seconds
        queue.put_back(job)

    async def _try_to_store(self, call: Awaitable[None]) -> None:
        """Write to the store. Where that fails the row stays due, and the sweeper finds it."""
        try:
            await call
        except StoreError as problem:
            log.warning("the store could not be told: %s", problem)

    # --- what was left over ---------------------------------------------------------------

    async def _keep_sweeping(self, more: bool) -> None:
        pause = self._pause_after(more)
        while True:
            await self._sleep(pause)
            for queue in self._queues.forget_idle():
                queue.is_leaving, queue.task = True, asyncio.create_task(self._serve(queue))
            try:
                pause = self._pause_after(await self._sweep())
            except StoreError as problem:
                log.warning("what is due cannot be read: %s", problem)
                pause = STORE_BACKOFF
            except Exception as problem:  # noqa: BLE001 - the boundary: after a bug, too, it sweeps on
                log.error("a sweep failed: %s", logs.place(problem))
                pause = STORE_BACKOFF

    def _pause_after(self, more: bool) -> float:
        """Return the seconds until the next sweep. more: this one left something."""
        return min(1.0, self._interval) if more else self._interval

    async def _sweep(self) -> bool:
        """Take on at most `BATCH` due rows that nobody works on. Return whether there may be more."""
        if (room := min(BATCH, MOST_BUSY - len(self._queues.tasks))) <= 0:
            return True
        found = await self._store.due(self._clock(), room + self._queues.load)
        new = [due for due in found if not self._queues.is_handling(due)][:room]
        for due in new:
            self._put(self._queues.get(due.surface.chat), Job(due, due.surface.below, due.urgency))
        return len(new) == room


async def _ignore(*_about: object) -> None:
    """Do nothing: nobody asked for these notices."""
