"""Sleeps until the earliest of many deadlines, woken when an earlier one is set; knows not what is due."""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from typing import Final, NoReturn

from bot.ops import logs
from bot.outbox.deliver import interruptible_sleep
from bot.stores.protocol import StoreError
from bot.stores.workers import Duty, Workers

LONGEST_SLEEP: Final = 60.0
"""Seconds after which it looks in any case: a clock may be put forward, or the machine sleep."""
SHARED_SLEEP: Final = 1.0
"""Where there are several workers: others set deadlines too, and one that did it for all may end."""
SHORTEST_SLEEP: Final = 0.05
"""Seconds it sleeps at least: a timer that ends a little early is not begun again and again."""
PATIENCE: Final = 1.0
"""Seconds until it tries again what has failed."""

log = logging.getLogger(__name__)


class Alarm:
    """Looks at deadlines when one may have come.

    act: does what is due by a time. soonest: the earliest deadline there is, in seconds since 1970; None
    where there is none. Both may raise StoreError: it waits and tries again. clock: seconds since 1970.
    workers: of these, one looks; None where there is but one.
    """

    def __init__(
        self,
        act: Callable[[float], Awaitable[None]],
        soonest: Callable[[], Awaitable[float | None]],
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        workers: Workers | None = None,
    ) -> None:
        self._act = act
        self._soonest = soonest
        self._clock = clock
        self._sleep = sleep
        self._workers = workers
        self._until = math.inf  # when it looks next; while it looks, every deadline is an earlier one
        self._earlier = asyncio.Event()

    def set(self, deadline: float) -> None:
        """Tell of a deadline that `soonest` knows by now."""
        if deadline < self._until:
            self._earlier.set()

    async def keep(self) -> NoReturn:
        """Do what is due, for ever."""
        while True:
            seconds = await self._look()
            self._until = self._clock() + seconds
            await interruptible_sleep(self._sleep(seconds), self._earlier)
            self._until = math.inf

    async def _look(self) -> float:
        """Do what is due; the seconds until the next look."""
        if self._workers is not None and not self._workers.has(Duty.TIME):
            self._earlier.clear()
            return SHARED_SLEEP
        now = self._clock()
        try:
            await self._act(now)
            self._earlier.clear()  # before it asks: what is set from here on may not be in the answer
            soonest = await self._soonest()
        except StoreError as problem:
            log.warning("the deadlines cannot be read, trying again: %s", problem)
        except Exception as problem:  # noqa: BLE001  # the boundary: after a bug, too, time goes on
            log.error("the deadlines stand still for a moment: %s", logs.place(problem))
        else:
            return self._until_next(soonest, now)
        self._earlier.clear()  # the next look finds whatever was set
        return PATIENCE

    def _until_next(self, soonest: float | None, now: float) -> float:
        longest = LONGEST_SLEEP if self._workers is None else SHARED_SLEEP
        if soonest is None:
            return longest
        if soonest <= now:  # it was acted on, and stands
            return PATIENCE
        return min(longest, max(SHORTEST_SLEEP, soonest - self._clock()))
