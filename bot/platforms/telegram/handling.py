"""What becomes of a batch of updates: each is handled, or buried because it can never be."""

import asyncio
import json
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeAlias, TypeGuard, TypeVar

from bot.platforms.telegram.reading import Malformed
from bot.stores.protocol import StoreError

Raw: TypeAlias = dict[str, Any]
Lane: TypeAlias = deque[object]

OWNERS = (
    ("callback_query", "from", "id"),
    ("message", "chat", "id"),
    ("my_chat_member", "chat", "id"),
    ("chat_member", "chat", "id"),
)
"""Where an update says whose it is. In a private chat the person's id is the chat's."""


def is_update(received: object) -> TypeGuard[Raw]:
    """Whether it has what every update has: an id to confirm it by."""
    return isinstance(received, dict) and type(received.get("update_id")) is int


def lanes(batch: Sequence[object]) -> list[Lane]:
    """What was received, in lanes: in each, in the order received, what must not overtake."""
    by_owner: dict[object, Lane] = {}
    for at, received in enumerate(batch):
        by_owner.setdefault(_owner(received, at), deque()).append(received)
    return list(by_owner.values())


def _owner(received: object, at: int) -> object:
    for path in OWNERS:
        found = received
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, int):
            return found
    return "nobody", at


PAUSES = (0.05, 0.25)
"""Seconds before the second and third try of an update; there is no fourth."""

LONGEST_TRY = 60.0
"""Seconds; a store that cannot be used says so long before."""

LONGEST_STOP = 2.0
SLOWEST_RETRY = 4.0

Handle: TypeAlias = Callable[[Raw], Awaitable[None]]
Bury: TypeAlias = Callable[[int, str, str], Awaitable[None]]
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

    def __init__(self, handle: Handle, bury: Bury, stop: asyncio.Event, sleep: Sleep) -> None:
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
            except Malformed as malformed:
                return str(malformed)
            except Exception as failed:  # noqa: BLE001  # whatever it is, other updates must go on
                problem = _told(failed)
                log.error("update %d failed, try %d: %s", update["update_id"], number, problem)
        return problem

    async def _put_aside(self, received: object, problem: str) -> None:
        update_id = received["update_id"] if is_update(received) else 0
        try:
            await self._bury(update_id, json.dumps(received), problem)
        except StoreError:
            raise
        except Exception as failed:  # noqa: BLE001  # it is lost to the operator, not in the way of others
            log.error("update %d could not even be put aside: %s", update_id, _told(failed))
        self.buried += 1
        log.error("update %d is put aside: %s", update_id, problem)


def _told(problem: Exception) -> str:
    """What failed, and where; not the error's own text, which may hold words of a person."""
    places = [f"{each.name}:{each.lineno}" for each in traceback.extract_tb(problem.__traceback__)[-4:]]
    return f"{type(problem).__name__} in {' > '.join(places)}"
