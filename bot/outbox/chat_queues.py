"""All chats in memory: those with work, and those of which something is still known."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Final

from bot.outbox.chat_queue import ChatQueue
from bot.stores.protocol import Due

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
