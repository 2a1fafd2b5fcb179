"""One budget of calls for the whole bot, given to those first for whom somebody waits.

Bot API FAQ: about 30 messages a second in all. Whoever sends faster is refused, and each refusal is one more
call that shows nobody anything. What nobody waits for right now, such as counters of groups and what an
outage left over, gets by with less, so that a tap is answered in the middle of it.
"""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Final

from bot.outbox.limits import RateLimiter

RATE: Final = 30.0
"""Calls a second in all; at another rate everything here changes with it."""
BURST: Final = 20
BULK_RATE: Final = 25.0
"""Of them, calls a second that nobody waits for."""
BULK_BURST: Final = 10
SHORTEST: Final = 0.001
"""Seconds it sleeps at least: sums of fractions leave a hair of a token to wait for."""
_ALL: Final = 0


class Budget:
    """ticks: seconds that nobody puts back. rate: calls a second."""

    def __init__(
        self, ticks: Callable[[], float], sleep: Callable[[float], Awaitable[None]], rate: float = RATE
    ) -> None:
        self._ticks = ticks
        self._sleep = sleep
        scale = rate / RATE
        self._calls = RateLimiter(max(1.0, BURST * scale), rate)
        self._bulk = RateLimiter(max(1.0, BULK_BURST * scale), BULK_RATE * scale)
        self._not_before = float("-inf")
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._server: asyncio.Task[None] | None = None

    async def turn(self, is_bulk: bool) -> None:
        """Wait until one more call may be made, and count it."""
        if not self._waiting and self._pause(is_bulk) <= 0:
            self._count(is_bulk)
            return
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (is_bulk, next(self._numbers), granted))
        if self._server is None:
            self._server = asyncio.create_task(self._serve())
        await granted

    def spend(self) -> None:
        """Count a call that waited for no turn."""
        self._calls.spend(_ALL, self._ticks())

    def give_back(self) -> None:
        """Count one call less: what had its turn did not need it."""
        self._calls.give_back(_ALL, self._ticks())

    def hold(self, seconds: float) -> None:
        """Give nobody a turn for so long: the platform refuses calls to everybody."""
        self._not_before = max(self._not_before, self._ticks() + seconds)

    async def _serve(self) -> None:
        while self._waiting:
            is_bulk, _, granted = self._waiting[0]
            if granted.done():  # whoever waited was cancelled
                heapq.heappop(self._waiting)
            elif (pause := self._pause(is_bulk)) > 0:
                await self._sleep(max(SHORTEST, pause))  # then somebody else may be the first
            else:
                heapq.heappop(self._waiting)
                self._count(is_bulk)
                granted.set_result(None)
        self._server = None

    def _pause(self, is_bulk: bool) -> float:
        now = self._ticks()
        bulk = self._bulk.wait(_ALL, now) if is_bulk else 0.0
        return max(self._not_before - now, self._calls.wait(_ALL, now), bulk)

    def _count(self, is_bulk: bool) -> None:
        self._calls.spend(_ALL, self._ticks())
        if is_bulk:
            self._bulk.spend(_ALL, self._ticks())
