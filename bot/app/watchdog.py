"""Gives signs of life for as long as the bot turns: updates are asked for, and the store answers.

A bot that cannot reach Telegram, or whose database is out of use, is alive: it tries again, and a restart
would mend nothing. One that hangs gives no sign, and whoever started it starts it again.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from bot.app.health import STORE_WITHIN, UpdateSource
from bot.stores.protocol import Store, StoreError

HANGING: Final = 120.0
"""Seconds without a turn of the loop that asks for updates, or a word of the store; both take less."""


class Watchdog:
    """feed: gives a sign of life. every: seconds between two. ticks: monotonic seconds."""

    def __init__(
        self,
        store: Store,
        source: UpdateSource,
        feed: Callable[[], None],
        every: float,
        *,
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._source, self._feed = store, source, feed
        self._every, self._ticks, self._sleep = every, ticks, sleep
        self._answered_at = ticks()

    async def keep(self) -> None:
        """Give signs of life, for ever or until something hangs."""
        while True:
            if await self.is_alive():
                self._feed()
            await self._sleep(self._every)

    async def is_alive(self) -> bool:
        """Whether nothing hangs."""
        if await self._store_answers():
            self._answered_at = self._ticks()
        turned_at, now = self._source.turned_at, self._ticks()
        return now - self._answered_at < HANGING and (turned_at is None or now - turned_at < HANGING)

    async def _store_answers(self) -> bool:
        try:
            async with asyncio.timeout(STORE_WITHIN):
                await self._store.condition(time.time())
        except StoreError:  # it says what is wrong, so it does not hang
            return True
        except TimeoutError:
            return False
        return True
