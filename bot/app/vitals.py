"""How a running bot stands, as numbers for whoever watches over many; looked up only when somebody asks."""

import asyncio
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from bot.app.health import UpdateSource, ask_store
from bot.stores.archive import StoreCondition
from bot.stores.protocol import Store, StoreError

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
