"""Deletes what has passed its retention time, once an hour, and trusts no single clock for it.

What is deleted does not come back. So the time that counts is the earlier of two, that of this machine and
that of the platform, and without the platform's nothing is deleted. Where one purge would delete a good part
of all sessions, it deletes none and asks the operator.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final

from bot.ops import logs
from bot.stores.archive import TooManyUnused
from bot.stores.protocol import Store, StoreError
from bot.stores.workers import Duty, Workers

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
MINUTE: Final = 60.0
UPDATES_KEPT: Final = 2 * DAY
"""Telegram keeps an update for 24 hours; none comes again after that."""
BURIED_KEPT: Final = 30 * DAY
APART: Final = HOUR
"""Seconds by which two clocks may differ without a word."""

log = logging.getLogger(__name__)


class Retention:
    """days: how long what is left alone is kept. platform_time: seconds since 1970; None while unknown.

    workers: of these, one purges; None where there is but one.
    """

    def __init__(
        self,
        store: Store,
        days: int,
        platform_time: Callable[[], float | None],
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        workers: Workers | None = None,
    ) -> None:
        self._store = store
        self._days = days
        self._platform_time = platform_time
        self._clock = clock
        self._sleep = sleep
        self._workers = workers

    async def keep(self) -> None:
        """Purge once an hour, for ever."""
        while True:
            await self._sleep(await self.purge())

    async def purge(self) -> float:
        """Purge if the time is known; return the seconds until the next time."""
        known, here = self._platform_time(), self._clock()
        is_others = self._workers is not None and not self._workers.has(Duty.TIME)
        if known is None or is_others:
            return MINUTE
        if abs(here - known) > APART:
            log.error(
                "the clock of this machine is %.1f hours %s that of the platform; set it right."
                " What has passed its time is deleted by the earlier of the two",
                abs(here - known) / HOUR,
                "ahead of" if here > known else "behind",
            )
        await self._purge(min(known, here))
        return HOUR

    async def _purge(self, now: float) -> None:
        try:
            deleted = await delete_expired(self._store, self._days, now, is_confirmed=False)
        except TooManyUnused as held:
            log.error("nothing is deleted: %s", held)
        except StoreError as problem:
            log.warning("could not delete old sessions, will try again in an hour: %s", problem)
        except Exception as problem:  # noqa: BLE001  # the boundary: after a bug, too, it tries again
            log.error("could not delete old sessions, will try again in an hour: %s", logs.place(problem))
        else:
            if deleted:
                log.info("deleted %d sessions that were not used for %d days", deleted, self._days)


async def delete_expired(store: Store, days: int, now: float, *, is_confirmed: bool) -> int:
    """Delete what has passed its retention time; return how many sessions.

    is_confirmed: an operator wants it, however much it is.
    """
    limits = (now - days * DAY, now - UPDATES_KEPT, now - BURIED_KEPT)
    return await store.purge(*limits, is_confirmed=is_confirmed)
