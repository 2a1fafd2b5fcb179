"""Makes a backup every hour, beside everything else.

The first comes a minute after the start, unless the newest is less than an hour old. Of several workers on
one database, one makes it. A backup that cannot be made costs none of those there are.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from threading import Thread
from typing import Any, Final, TypeVar

from bot.ops import logs
from bot.stores.backup_folder import BackupFolder
from bot.stores.protocol import Store, StoreError

HOUR: Final = 3600.0
MINUTE: Final = 60.0
"""Seconds between two looks, and before the first: starting is busy enough."""

SLOW: Final = 600.0
"""Seconds that a look may take before the log says so: a folder on another machine may never answer."""

Result = TypeVar("Result")

log = logging.getLogger(__name__)


class Backups:
    """folder: where they go. clock: seconds since 1970. slow: seconds, see `SLOW`.

    made_at: when the newest was made; None while there is none, or nobody has looked yet.
    platform_time: seconds since 1970; None while unknown. Without it no backup is deleted for its age.
    """

    def __init__(
        self,
        store: Store,
        folder: BackupFolder,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        slow: float = SLOW,
    ) -> None:
        self._store, self._folder = store, folder
        self._clock, self._sleep = clock, sleep
        self._slow = slow
        self._complaints: dict[str, float] = {}  # failure -> when the log was told of it; "": none was made
        self.made_at: float | None = None
        self.platform_time: Callable[[], float | None] = lambda: None

    async def keep(self) -> None:
        """Make one whenever it is time, for ever."""
        while True:
            await self._sleep(MINUTE)
            try:
                await self._look_with_patience()
            except Exception as problem:  # noqa: BLE001  # the boundary: after a bug, too, it looks again
                log.error("the backups could not be looked after: %s", logs.place(problem))

    async def look(self) -> None:
        """Have those there are forget whoever was forgotten meanwhile, and make another if it is time."""
        now = self._clock()
        try:
            known = self.platform_time()
            forgotten_at = None if known is None else await self._store.last_forgotten_at()
            earlier = now if known is None else min(now, known)
            for failure in await in_thread(lambda: self._folder.forget_people(earlier, forgotten_at)):
                if self._is_news(failure, now):
                    log.warning("a backup could not be changed: %s", failure)
            if self.made_at is None:
                self.made_at = await in_thread(self._folder.newest_at)
            if self.made_at is not None and abs(now - self.made_at) < HOUR:
                return
            if not await self._store.begin_backup(int(now // HOUR), now):
                self.made_at = await in_thread(self._folder.newest_at)
                return
            target = await in_thread(lambda: self._folder.add(now))
        except StoreError as problem:
            if self._is_news("", now):
                log.error(
                    "no backup was made, those there are stay; it is tried again in an hour: %s", problem
                )
        else:
            self.made_at = now
            log.info("the backup of this hour is %s", target)

    async def _look_with_patience(self) -> None:
        looking = asyncio.create_task(self.look())
        try:
            done, _ = await asyncio.wait((looking,), timeout=self._slow)
            if not done:
                log.error(
                    "backups have waited for %s for %d minutes, and none is made; see whether it answers",
                    self._folder.folder,
                    self._slow / MINUTE,
                )
            await looking
        finally:
            looking.cancel()

    def _is_news(self, about: str, now: float) -> bool:
        """Whether the log has to be told of a failure: once an hour."""
        self._complaints = {each: at for each, at in self._complaints.items() if abs(now - at) < HOUR}
        return self._complaints.setdefault(about, now) == now


async def in_thread(work: Callable[[], Result]) -> Result:
    """Return what slow work comes to, done in a thread that ends with the process if it must."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def run() -> None:
        try:
            result = work()
        except BaseException as problem:  # noqa: BLE001  # raised where it is waited for
            _tell(loop, done.set_exception, problem)
        else:
            _tell(loop, done.set_result, result)

    Thread(target=run, name="backup", daemon=True).start()
    return await done


def _tell(loop: asyncio.AbstractEventLoop, settle: Callable[[Any], None], outcome: object) -> None:
    """Settle a future of a loop from another thread; do nothing once nobody waits for it."""

    def settle_if_wanted() -> None:
        with suppress(asyncio.InvalidStateError):  # whoever waited was cancelled
            settle(outcome)

    with suppress(RuntimeError):  # the loop is closed
        loop.call_soon_threadsafe(settle_if_wanted)
