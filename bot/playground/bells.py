"""Waiting for something to become true, without polling.

Like ``asyncio.Condition``, except that ringing needs no lock and no ``await``: people in
tests tap and type in plain calls, inside the one event loop that also serves the bot.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class Bell:
    """Wakes everybody who waits for news about one thing."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Let every waiter look again."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, set()
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, look: Callable[[], Result | None], within: float) -> Result | None:
        """What ``look`` finds, now or after a ring; None when ``within`` seconds have passed."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while (found := look()) is None:
            left = deadline - loop.time()
            if left <= 0:
                return None
            await self._heard(left)
        return found

    async def _heard(self, seconds: float) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            pass  # the caller looks once more, and then gives up
        finally:
            self._waiting.discard(waiter)
