"""Calls that no surface waits for: answers to taps, and buttons taken off a message that is left alone."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Final

from bot.core.screen.surface import Notice
from bot.outbox.chat_port import Chat, DeliveryError
from bot.stores.protocol import StoreError

MOST: Final = 256
"""Answers to taps under way beyond which a tap waits for its own."""


class Asides:
    """Begins each call at once. spend: told of the chat of every call that counts against its budget.

    tasks: what is under way.
    """

    def __init__(self, chat: Chat, spend: Callable[[int], Awaitable[None]]) -> None:
        self._chat = chat
        self._spend = spend
        self.tasks: set[asyncio.Task[None]] = set()

    async def answer(self, query_id: str, notice: Notice | None, *, waits: bool) -> None:
        """Answer a tap; waits for it only when asked to, or when very many are under way."""
        if waits or len(self.tasks) >= MOST:
            await self._chat.answer_tap(query_id, notice)
        else:
            self.begin(self._chat.answer_tap(query_id, notice))

    def disarm(self, chat: int, message_id: int | None) -> None:
        """Take the buttons off a message that is no surface any more, as well as it goes; returns at once."""
        if message_id is not None:
            self.begin(self._disarm(chat, message_id))

    async def _disarm(self, chat: int, message_id: int) -> None:
        with suppress(DeliveryError, StoreError):
            await self._spend(chat)
            await self._chat.disarm(chat, message_id)

    def begin(self, call: Coroutine[Any, Any, None]) -> None:
        """Have something done; returns at once."""
        task = asyncio.create_task(call)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
