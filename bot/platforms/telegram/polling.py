"""Long polling that loses nothing: an update is confirmed to Telegram once it is handled.

Telegram forgets an update when a later offset is asked for, so the next batch is asked for when every update
of this one is committed, or buried because it can never be. `Intake` asks for batches, `Handling` works them
off.
"""

import asyncio
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlencode

from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from bot.ops import logs
from bot.platforms.telegram.failures import seconds
from bot.platforms.telegram.reading import READ, Lane, Malformed, Raw, is_update, lanes
from bot.platforms.telegram.transport import AiohttpRequest, NotReached
from bot.stores.protocol import StoreError
from bot.stores.unreadable import UnreadableRow

PAUSES = (0.05, 0.25)
"""Seconds before the second and third try of an update; there is no fourth."""

LONGEST_TRY = 60.0
"""Seconds; a store that cannot be used says so long before."""

LONGEST_STOP = 2.0
SLOWEST_RETRY = 4.0

Handle: TypeAlias = Callable[[Raw], Awaitable[None]]
BuryRaw: TypeAlias = Callable[[int, str, str], Awaitable[None]]
Sleep: TypeAlias = Callable[[float], Coroutine[Any, Any, None]]
Result = TypeVar("Result")

log = logging.getLogger(__name__)


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, Result], grace: float = 0.0) -> Result | None:
    """The work's result; None, the work cancelled, when stopped and not done `grace` seconds later."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
        if not task.done() and grace:
            await asyncio.wait((task,), timeout=grace)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        stopped.cancel()
        await asyncio.wait((task, stopped))


class Handling:
    """Works off batches.

    handle: one update; on disk when it returns. A `StoreError` is not the update's fault.
    bury: an update id (0 where there is none), its JSON, and what was wrong with it.
    stop: set, nothing more is begun.
    """

    def __init__(self, handle: Handle, bury: BuryRaw, stop: asyncio.Event, sleep: Sleep) -> None:
        self._handle, self._bury = handle, bury
        self._stop, self._sleep = stop, sleep
        self.buried = 0

    async def work_off(self, batch: Sequence[object]) -> bool:
        """Handle a batch, its lanes side by side; True when all of it is done, False when stopped before.

        While the store cannot be used, what is left of the batch is tried again and again.
        """
        waiting = lanes(batch)
        pause = 1.0
        while waiting and not self._stop.is_set():
            problem = await unless(self._stop, self._side_by_side(waiting), LONGEST_STOP)
            waiting = [lane for lane in waiting if lane]
            if problem and not self._stop.is_set():
                log.error("the store cannot be used, trying again: %s", problem)
                await unless(self._stop, self._sleep(pause))
                pause = min(SLOWEST_RETRY, 2 * pause)
        return not waiting

    async def _side_by_side(self, waiting: Sequence[Lane]) -> StoreError | None:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._run(lane)) for lane in waiting]
        return next((problem for task in tasks if (problem := task.result())), None)

    async def _run(self, lane: Lane) -> StoreError | None:
        """Settle a lane in turn; what is settled leaves it."""
        while lane and not self._stop.is_set():
            try:
                await self._settle(lane[0])
            except StoreError as problem:
                return problem
            lane.popleft()
        return None

    async def _settle(self, received: object) -> None:
        problem = await self._tried(received) if is_update(received) else "it has no id"
        if problem:
            await self._put_aside(received, problem)

    async def _tried(self, update: Raw) -> str:
        """Handle an update, "" being success; else what is wrong with it."""
        problem = ""
        for number, pause in enumerate((0.0, *PAUSES), 1):
            if pause:
                await self._sleep(pause)
            try:
                async with asyncio.timeout(LONGEST_TRY):
                    await self._handle(update)
                return ""
            except StoreError:
                raise
            except (Malformed, UnreadableRow) as fault:  # no other try would end otherwise
                return str(fault)
            except Exception as failed:  # noqa: BLE001  # whatever it is, other updates must go on
                problem = logs.place(failed)
                log.error("update %d failed, try %d: %s", update["update_id"], number, problem)
        return problem

    async def _put_aside(self, received: object, problem: str) -> None:
        update_id = received["update_id"] if is_update(received) else 0
        try:
            await self._bury(update_id, json.dumps(received), problem)
        except StoreError:
            raise
        except Exception as failed:  # noqa: BLE001  # it is lost to the operator, not in the way of others
            log.error("update %d could not even be put aside: %s", update_id, logs.place(failed))
        self.buried += 1
        log.error("update %d is put aside: %s", update_id, problem)


# Bot API: getUpdates gives at most 100 updates.
BATCH = 100

LONG_POLL = 20
"""Seconds that Telegram holds a call while nothing comes; a health check wants news every 60."""

ANSWER_WITHIN = 5.0
"""Seconds that the answer may take beyond that."""

LONGEST_CONFLICT = 30.0

SLOWEST = 30.0
SLOWEST_UNREACHED = 4.0
"""Seconds between polls at most: a server in trouble is spared; a dead line costs nobody a thing."""

Ask: TypeAlias = Callable[[int], Awaitable[Sequence[object]]]

log = logging.getLogger(__name__)


class SecondInstance(Exception):
    """Somebody else is polling with the same token; str() says so to the operator."""


def asking(request: AiohttpRequest) -> Ask:
    """Asks Telegram for updates from an id on, as they come: a bad one then spoils no other."""

    async def ask(offset: int) -> Sequence[object]:
        form = {"offset": offset, "limit": BATCH, "timeout": LONG_POLL, "allowed_updates": json.dumps(READ)}
        url = f"/getUpdates?{urlencode(form)}"
        updates: object = await request.post(url, read_timeout=LONG_POLL + ANSWER_WITHIN)
        if not isinstance(updates, list):
            raise NetworkError("The server's answer holds no updates")
        return updates

    return ask


class Intake:
    """The loop; `handle` and `bury` as in `Handling`.

    clock: monotonic seconds.
    polled_at: by that clock, when Telegram last gave an answer; None before the first.
    """

    def __init__(
        self,
        ask: Ask,
        handle: Handle,
        bury: BuryRaw,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._ask, self._clock, self._sleep = ask, clock, sleep
        self._stop = asyncio.Event()
        self._handling = Handling(handle, bury, self._stop, sleep)
        self._failures = 0
        self._conflict_since: float | None = None
        self.polled_at: float | None = None

    @property
    def buried(self) -> int:
        """How many updates could not be handled and were put aside."""
        return self._handling.buried

    def stop(self) -> None:
        """Fetch nothing more; `run` returns within about two seconds."""
        self._stop.set()

    async def run(self) -> None:
        """Poll until stopped.

        Raises:
            SecondInstance: somebody else polled for more than `LONGEST_CONFLICT` seconds.
        """
        offset = 0
        while not self._stop.is_set():
            batch = await self._fetch(offset)
            if not await self._handling.work_off(batch):
                return
            ids = [each["update_id"] for each in batch if is_update(each)]
            if ids:
                offset = max(ids) + 1
            elif batch:  # none of it can be confirmed, so it will come again
                await self._pause(1.0)

    async def _fetch(self, offset: int) -> Sequence[Any]:
        """The next batch; empty, after a pause, when it could not be had."""
        try:
            batch = await unless(self._stop, self._asked(offset))
        except TelegramError as error:
            await self._recover(error)
            return ()
        if batch is None:
            return ()
        if self._failures:
            log.info("polling works again")
        self._failures, self._conflict_since = 0, None
        self.polled_at = self._clock()
        return batch

    async def _asked(self, offset: int) -> Sequence[object]:
        return await self._ask(offset)

    async def _recover(self, error: TelegramError) -> None:
        log.log(
            logging.INFO if self._failures else logging.WARNING, "polling failed, trying again: %s", error
        )
        if isinstance(error, Conflict):
            self._note(error)
        if isinstance(error, RetryAfter):
            self._failures += 1
            await self._pause(seconds(error.retry_after))
            return
        await self._pause(self._back_off(SLOWEST_UNREACHED if isinstance(error, NotReached) else SLOWEST))

    def _note(self, conflict: Conflict) -> None:
        now = self._clock()
        if self._conflict_since is None:
            self._conflict_since = now
        elif now - self._conflict_since > LONGEST_CONFLICT:
            raise SecondInstance(
                f"Another process receives this bot's updates ({conflict.message}). "
                "Stop that one, or give this one another token."
            )

    def _back_off(self, slowest: float) -> float:
        """Seconds: 1, 2, 4, ... `slowest`, up to a quarter less, so that many do not come at once."""
        pause = min(slowest, 2.0 ** min(self._failures, 10))
        self._failures += 1
        return pause * random.uniform(0.75, 1.0)

    async def _pause(self, pause: float) -> None:
        await unless(self._stop, self._sleep(pause))
