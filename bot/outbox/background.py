"""Calls that no surface waits for, and a sleep that an event can interrupt."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Final

from bot.core.screen.surface import Notice
from bot.outbox.chat_port import ChatPort, DeliveryError
from bot.stores.protocol import StoreError

MOST_TASKS: Final = 256
"""Calls in the background beyond which the answer to a tap is awaited."""


class Background:
    """Starts calls without waiting for them: answers to taps, and buttons removed from stray messages.

    spend: counts a call to a chat against its rate limit. tasks: the calls under way.
    """

    def __init__(self, chat: ChatPort, spend: Callable[[int], Awaitable[None]]) -> None:
        self._chat = chat
        self._spend = spend
        self.tasks: set[asyncio.Task[None]] = set()

    async def answer(self, query_id: str, notice: Notice | None, *, waits: bool) -> None:
        """Answer a tap; wait for the call only when asked to, or when very many are under way."""
        if waits or len(self.tasks) >= MOST_TASKS:
            await self._chat.answer_tap(query_id, notice)
        else:
            self.start(self._chat.answer_tap(query_id, notice))

    def remove_buttons(self, chat: int, message_id: int | None) -> None:
        """Remove the buttons of a message that no surface owns any more; one attempt, at once."""
        if message_id is not None:
            self.start(self._remove_buttons(chat, message_id))

    async def _remove_buttons(self, chat: int, message_id: int) -> None:
        with suppress(DeliveryError, StoreError):
            await self._spend(chat)
            await self._chat.remove_buttons(chat, message_id)

    def start(self, call: Coroutine[Any, Any, None]) -> None:
        """Start a call and return at once."""
        task = asyncio.create_task(call)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


async def interruptible_sleep(sleep: Awaitable[None], event: asyncio.Event) -> None:
    """Sleep until the sleep is over or the event is set, whichever comes first; the sleep ends with it."""
    both = asyncio.ensure_future(sleep), asyncio.ensure_future(event.wait())
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in both:
            each.cancel()
