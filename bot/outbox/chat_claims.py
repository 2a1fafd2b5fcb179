"""Which chats this process may write to. Where it is the whole bot: all. Else those that it has claimed.

A private chat is released as soon as nothing is to be done in it, for the next tap may reach any worker. A
group is kept for a while, with what is known of its messages: meanwhile other workers only mark its surfaces,
and the one that has it finds them when it sweeps.
"""

from collections.abc import Callable
from typing import Final

from bot.outbox.call_limits import WINDOW, CallLimits
from bot.outbox.chat_queue import ChatQueue
from bot.stores.workers import Workers

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
