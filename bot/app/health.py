"""How the bot is, for whoever watches over it. It tells nothing about anybody, and no secret."""

import asyncio
from collections.abc import Callable, Mapping
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
