"""How the bot is, for whoever watches over it. It tells nothing about anybody, and no secret."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, Protocol, TypeAlias

from bot.stores.archive import StoreCondition
from bot.stores.protocol import Store, StoreError

SILENT: Final = 60.0
"""Seconds without a word from the platform after which something is wrong."""
LATE: Final = 300.0
"""Seconds that a message may be due: more than the rate limits ever cost."""
STORE_WITHIN: Final = 5.0
"""Seconds in which the store must answer."""

Facts: TypeAlias = Mapping[str, object]


async def ask_store(store: Store, now: float) -> StoreCondition | None:
    """Return how a store is; None where it does not say within `STORE_WITHIN`. now: seconds since 1970."""
    try:
        async with asyncio.timeout(STORE_WITHIN):
            return await store.condition(now)
    except (StoreError, TimeoutError):
        return None


class UpdateSource(Protocol):
    """Where updates come from. What ends in `_at`, and waiting_since: monotonic seconds; None for never."""

    @property
    def heard_at(self) -> float | None:
        """When the platform last answered or brought something."""

    @property
    def settled_at(self) -> float | None:
        """When an update was last committed or put aside."""

    @property
    def turned_at(self) -> float | None:
        """When it last asked the platform for something, whatever came of it."""

    @property
    def waiting_since(self) -> float | None:
        """Since when the oldest update waits that is not settled; None where none waits."""

    @property
    def is_open(self) -> bool:
        """Whether updates are taken."""


class Report(NamedTuple):
    """is_well: whether all is as it should be. facts: JSON-able."""

    is_well: bool
    facts: Facts


class Health:
    """Looks at the parts of a running bot.

    source: None until the platform was reached. clock: seconds since 1970. ticks: monotonic seconds.
    """

    def __init__(self, store: Store, clock: Callable[[], float], ticks: Callable[[], float]) -> None:
        self._store, self._clock, self._ticks = store, clock, ticks
        self._begun = ticks()
        self.source: UpdateSource | None = None

    async def check_health(self) -> Report:
        """Report whether the bot works: it hears from the platform, keeps answers, and shows what is due."""
        condition = await ask_store(self._store, self._clock())
        heard = self._seconds_since(self.source.heard_at if self.source else None)
        settled = self._seconds_since(self.source.settled_at if self.source else None)
        late = None if condition is None else self._seconds_late(condition)
        failing = {
            "platform": (self._ticks() - self._begun if heard is None else heard) > SILENT,
            "store": condition is None,
            "outbox": late is not None and late > LATE,
        }
        return Report(
            not any(failing.values()),
            {
                "failing": [name for name, is_failing in failing.items() if is_failing],
                "seconds_since_platform_answered": heard,
                "seconds_since_update": settled,
                "store_answers": condition is not None,
                "seconds_oldest_message_is_due": late,
                "dead_letters": None if condition is None else condition.dead_letters,
            },
        )

    async def check_readiness(self) -> Report:
        """Report whether updates are taken now."""
        facts = {
            "takes_updates": self.source is not None and self.source.is_open,
            "store_answers": await ask_store(self._store, self._clock()) is not None,
        }
        return Report(all(facts.values()), facts)

    def _seconds_since(self, moment: float | None) -> float | None:
        return None if moment is None else round(self._ticks() - moment, 1)

    def _seconds_late(self, condition: StoreCondition) -> float:
        due = condition.oldest_due
        return 0.0 if due is None else round(max(0.0, self._clock() - due), 1)


# --- vital signs ------------------------------------------------------------------------
# How a running bot stands, as numbers; looked up only when somebody asks.

CENSUS_KEPT: Final = 300.0
"""Seconds for which the sessions are not counted again: that reads all of them."""

Census: TypeAlias = Mapping[tuple[str, str], int]


class Vitals(NamedTuple):
    """gauges: by name, as in `bot.ops.metrics`; None for what is unknown. sessions: see `Archive.census`."""

    gauges: Mapping[str, float | None]
    sessions: Census | None


class VitalSigns:
    """Looks at the parts of a running bot.

    source: None until the platform was reached. folder: whose disk must not fill up; None for none here.
    backup_at: when the newest backup was made; 0 for none yet, None where none are made.
    clock: seconds since 1970. ticks: monotonic seconds.
    """

    def __init__(
        self,
        store: Store,
        folder: Path | None,
        backup_at: Callable[[], float | None],
        clock: Callable[[], float],
        ticks: Callable[[], float],
    ) -> None:
        self._store, self._folder, self._backup_at = store, folder, backup_at
        self._clock, self._ticks = clock, ticks
        self._census: tuple[float, Census] | None = None
        self.source: UpdateSource | None = None

    async def measure(self) -> Vitals:
        """Return everything as it stands now."""
        began = self._ticks()
        condition = await ask_store(self._store, self._clock())
        took = self._ticks() - began
        return Vitals(
            {
                "store_up": float(condition is not None),
                "store_probe_seconds": None if condition is None else took,
                "disk_free_bytes": await asyncio.to_thread(self._free_bytes),
                "backup_timestamp_seconds": self._backup_at(),
                **self._of_source(),
                **self._of_store(condition),
            },
            None if condition is None else await self._count_sessions(),
        )

    def _of_source(self) -> Mapping[str, float | None]:
        if self.source is None:
            return {}
        heard, since, now = self.source.heard_at, self.source.waiting_since, self._ticks()
        return {
            "platform_heard_timestamp_seconds": None if heard is None else self._clock() - (now - heard),
            "oldest_update_seconds": 0.0 if since is None else now - since,
        }

    def _of_store(self, condition: StoreCondition | None) -> Mapping[str, float | None]:
        if condition is None:
            return {}
        due = condition.oldest_due
        return {
            "surfaces_due": condition.due,
            "oldest_surface_seconds": 0.0 if due is None else max(0.0, self._clock() - due),
            "dead_letters": condition.dead_letters,
        }

    async def _count_sessions(self) -> Census | None:
        now = self._ticks()
        if self._census is None or now - self._census[0] >= CENSUS_KEPT:
            try:
                self._census = now, await self._store.census()
            except StoreError:
                return None
        return self._census[1]

    def _free_bytes(self) -> float | None:
        try:
            return None if self._folder is None else float(shutil.disk_usage(self._folder).free)
        except OSError:
            return None


# --- signs of life ----------------------------------------------------------------------
# A bot that cannot reach Telegram, or whose database is out of use, is alive: it tries again, and a restart
# would mend nothing. One that hangs gives no sign, and whoever started it starts it again.

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
