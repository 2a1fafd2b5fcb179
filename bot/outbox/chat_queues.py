"""All chats in memory: those with work, and those of which something is still known."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Final

from bot.outbox.call_limits import WINDOW, CallLimits
from bot.outbox.chat_queue import ChatQueue
from bot.stores.protocol import Due
from bot.stores.workers import Workers

MOST_QUEUES: Final = 20_000
"""Chats in memory beyond which a new one is left to the sweeper."""
REMEMBERED: Final = 30.0
"""Seconds for which an idle chat is remembered: longer than a row takes from the store to us."""


class ChatQueues:
    """ticks: seconds that nobody puts back."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._queues: dict[int, ChatQueue] = {}

    def __iter__(self) -> Iterator[ChatQueue]:
        return iter(self._queues.values())

    def __len__(self) -> int:
        return len(self._queues)

    def find(self, chat: int) -> ChatQueue | None:
        """Return the queue of a chat; None if it has none."""
        return self._queues.get(chat)

    def get(self, chat: int) -> ChatQueue:
        """Return the queue of a chat; made if it has none."""
        if chat not in self._queues:
            self._queues[chat] = ChatQueue(chat, idle_since=self._ticks())
        return self._queues[chat]

    def takes(self, due: Due) -> bool:
        """Whether there is room. A person who cannot be written to is not tried before they come back."""
        chat = due.surface.chat
        is_held = due.held and chat >= 0
        return not is_held and (chat in self._queues or len(self._queues) < MOST_QUEUES)

    def is_handling(self, due: Due) -> bool:
        """Whether a row that was read needs no new job."""
        queue = self._queues.get(due.surface.chat)
        return queue is not None and queue.is_handling(due.surface)

    @property
    def tasks(self) -> set[asyncio.Task[None]]:
        """What works now, one for each chat."""
        return {queue.task for queue in self if queue.task is not None}

    @property
    def load(self) -> int:
        """The number of due surfaces that nobody else needs to look at."""
        return sum(queue.load for queue in self)

    def forget_idle(self) -> list[ChatQueue]:
        """Forget the chats that have had no work for long; return those that others wait for instead."""
        now, too_many = self._ticks(), len(self._queues) > MOST_QUEUES
        kept = []
        for queue in list(self):
            if not queue.is_idle(now, REMEMBERED) or (queue.has_unconfirmed and not too_many):
                continue
            if queue.is_ours:
                kept.append(queue)
            else:
                del self._queues[queue.chat]
        return kept

    def lose(self) -> None:
        """Forget everything: every chat may be another worker's."""
        for queue in self:
            queue.lose()


# --- which chats this process may write to ----------------------------------------------
# A private chat is released as soon as nothing is to be done in it, for the next tap may reach any worker.
# A group is kept for a while, with what is known of its messages: meanwhile other workers only mark its
# surfaces, and the one that has it finds them when it sweeps.

SWEEP: Final = 0.4
"""Seconds between two sweeps of one of several workers: for so long a group waits for what another marked."""


class ChatClaims:
    """workers: None where this process is the whole bot. clock: seconds since 1970. ticks: monotonic ones."""

    def __init__(
        self,
        workers: Workers | None,
        limits: CallLimits,
        clock: Callable[[], float],
        ticks: Callable[[], float],
    ) -> None:
        self._workers = workers
        self._limits = limits
        self._clock = clock
        self._ticks = ticks

    async def has_work(self, queue: ChatQueue) -> bool:
        """Return whether there is something to do in a chat that may be written to; else leave it to others.

        Raises:
            StoreError: the store does not say.
        """
        while queue.has_jobs:
            if not await self._claim(queue):
                return False
            if queue.has_jobs:
                return True
        await self._release(queue)
        return queue.has_jobs and await self.has_work(queue)

    async def _claim(self, queue: ChatQueue) -> bool:
        """Return whether the queue's chat may be written to; its jobs are what the store says then."""
        if self._workers is None or (queue.is_ours and not queue.is_stale):
            return True
        before = queue.jobs()
        claimed = await self._workers.claim(queue.chat, self._clock(), WINDOW)
        if claimed is None:
            queue.lose()  # the rows are there, and whoever has the chat finds them
            return False
        if not queue.is_ours:
            queue.forget_messages()  # another may have changed them since
            self._limits.note_pace(queue.chat, claimed.pace)
            queue.not_before = self._ticks() + claimed.pace.rest
        queue.is_ours, queue.is_stale = True, False
        queue.refresh(before, claimed.due)
        return True

    async def _release(self, queue: ChatQueue) -> None:
        """Leave the queue's chat to others, unless it is worth keeping."""
        if self._workers is None or not queue.is_ours or not queue.is_free:
            return
        queue.is_ours = False
        rest = queue.not_before - self._ticks()
        await self._workers.release(queue.chat, self._limits.pace(queue.chat, rest))
