"""Works off updates: each person's in the order in which they came, different people's side by side.

Whatever brings updates gives each of them to `Handling.take`, and knows by the future it gets when that
update is settled: committed, or a dead letter because it can never be. Polling confirms it then; a webhook
answers its request.
"""

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from bot.ops import logs
from bot.ops.meter import Meter, TimedPart
from bot.platforms.telegram.calls import Raw, is_update, owner_of
from bot.platforms.telegram.failures import LastingFaults
from bot.platforms.telegram.reading import Malformed
from bot.stores.archive import DeadLetter
from bot.stores.protocol import Store, StoreError
from bot.stores.unreadable import UnreadableRow

PAUSES = (0.05, 0.25)
"""Seconds before the second and third try of an update; there is no fourth."""

LONGEST_TRY = 20.0
"""Seconds; what waits for the network here takes half of it at most, and a store that cannot be used says so
long before."""

LONGEST_STOP = 2.0
"""Seconds for which what has begun may go on after `stop`."""
SLOWEST_RETRY = 4.0
"""Seconds between two tries at most, while the store cannot be used."""

Handle: TypeAlias = Callable[[Raw], Awaitable[None]]
BuryRaw: TypeAlias = Callable[[int, str, str], Awaitable[None]]
Sleep: TypeAlias = Callable[[float], Coroutine[Any, Any, None]]
Settled: TypeAlias = asyncio.Future[bool]
"""Its result is True for an update that is settled, and False for one that is given back as it came."""
Result = TypeVar("Result")


class UnsettledUpdate(NamedTuple):
    """An update that is not settled. since: when it came, in monotonic seconds."""

    received: object
    settled: Settled
    since: float


Lane: TypeAlias = deque[UnsettledUpdate]

log = logging.getLogger(__name__)


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result | None:
    """The work's result; None, the work cancelled, when stopped."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        stopped.cancel()
        await asyncio.wait((task, stopped))


class Handling:
    """handle: one update; on disk when it returns. A `StoreError` is not the update's fault.

    bury: an update id (0 where there is none), its JSON, and what was wrong with it.
    stop: set, nothing more is begun.
    keeps: what the store cannot take is tried again here, and what comes after it waits; else it is given
    back to whoever brought it, to be brought again. clock: monotonic seconds.
    settled_at: by that clock, when an update was settled last; None before the first.
    """

    def __init__(
        self,
        handle: Handle,
        bury: BuryRaw,
        stop: asyncio.Event,
        sleep: Sleep,
        *,
        keeps: bool = True,
        clock: Callable[[], float] = time.monotonic,
        meter: Meter | None = None,
    ) -> None:
        self._meter = meter
        self._handle, self._bury = handle, bury
        self._stop, self._sleep = stop, sleep
        self._keeps, self._clock = keeps, clock
        self._lanes: dict[object, Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._outage: asyncio.Task[None] | None = None
        self._pause = 1.0
        self.settled_at: float | None = None

    def take(self, received: object) -> Settled:
        """Have something handled after what else its owner did; the result is done when it is settled."""
        settled: Settled = asyncio.get_running_loop().create_future()
        owner = owner_of(received)
        key = object() if owner is None else owner  # what belongs to nobody waits for nobody
        if (lane := self._lanes.get(key)) is not None:
            lane.append(UnsettledUpdate(received, settled, self._clock()))
            return settled
        self._lanes[key] = lane = deque([UnsettledUpdate(received, settled, self._clock())])
        task = asyncio.create_task(self._work_off(key, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return settled

    @property
    def waiting_since(self) -> float | None:
        """When the oldest update came that is not settled, by the clock; None where all are."""
        return min((lane[0].since for lane in self._lanes.values() if lane), default=None)

    async def ready(self) -> None:
        """Return when the store can be used, as far as is known; at once when stopped."""
        while self._outage is not None and not self._stop.is_set():
            await unless(self._stop, asyncio.wait((self._outage,)))
            await asyncio.sleep(0)  # whoever waited too tries first

    async def end(self) -> None:
        """Let what has begun finish within `LONGEST_STOP`; what has not stays unsettled."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=LONGEST_STOP)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work_off(self, key: object, lane: Lane) -> None:
        try:
            while lane and not self._stop.is_set():
                received, settled, since = lane[0]
                try:
                    await self._settle(received)
                except StoreError as problem:
                    outage = self._note_outage(problem)
                    if self._keeps:
                        await asyncio.wait((outage,))
                        continue
                    _resolve(settled, is_settled=False)
                else:
                    self._note_success(since)
                    _resolve(settled, is_settled=True)
                lane.popleft()
        finally:
            del self._lanes[key]
            for _, settled, _ in lane:
                _resolve(settled, is_settled=False)

    def _note_success(self, since: float) -> None:
        self.settled_at = self._clock()
        if self._meter is not None:
            self._meter.note_part(TimedPart.WHOLE, self.settled_at - since)
        if self._outage is None:
            self._pause = 1.0

    def _note_outage(self, problem: StoreError) -> "asyncio.Task[None]":
        """Return what ends when another try is worth it; only the first to find the outage logs it."""
        if self._outage is None:
            log.error("the store cannot be used, trying again: %s", problem)
            self._outage = asyncio.create_task(self._wait())
        return self._outage

    async def _wait(self) -> None:
        await unless(self._stop, self._sleep(self._pause))
        self._pause = min(SLOWEST_RETRY, 2 * self._pause)
        self._outage = None

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
                if isinstance(failed, TimeoutError):
                    break  # the others of its chat have waited long enough
        return problem

    async def _put_aside(self, received: object, problem: str) -> None:
        update_id = received["update_id"] if is_update(received) else 0
        try:
            await self._bury(update_id, json.dumps(received), problem)
        except StoreError:
            raise
        except Exception as failed:  # noqa: BLE001  # it is lost to the operator, not in the way of others
            place = logs.place(failed)
            log.error("update %d (%s) could not even be put aside: %s", update_id, problem, place)
        else:
            log.error("update %d is put aside: %s", update_id, problem)


def _resolve(settled: Settled, *, is_settled: bool) -> None:
    if not settled.done():
        settled.set_result(is_settled)


class UpdateIntake:
    """What brings updates, however they come; `handle`, `bury`, `keeps` and `clock` as in `Handling`.

    heard_at: by that clock, when Telegram was last heard of; None before that. turned_at: when it was last
    asked for something, whatever came of it.
    """

    def __init__(
        self,
        handle: Handle,
        bury: BuryRaw,
        *,
        keeps: bool,
        clock: Callable[[], float],
        sleep: Sleep,
        meter: Meter | None,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._stop = asyncio.Event()
        self._handling = Handling(handle, bury, self._stop, sleep, keeps=keeps, clock=clock, meter=meter)
        self._lasting = LastingFaults(clock)
        self._failures = 0
        self.heard_at: float | None = None
        self.turned_at: float | None = None

    @property
    def settled_at(self) -> float | None:
        """See `Handling`."""
        return self._handling.settled_at

    @property
    def waiting_since(self) -> float | None:
        """See `Handling.waiting_since`."""
        return self._handling.waiting_since

    def take_again(self, update: object) -> Settled:
        """Handle an update that was a dead letter; the result is done when it is settled."""
        return self._handling.take(update)

    def stop(self) -> None:
        """Take nothing more; `run` returns within about two seconds."""
        self._stop.set()


# --- dead letters -----------------------------------------------------------------------
# Their mark is in the store, so the command can set it beside a running bot, and while none runs. A letter
# goes only after its update was handled: a crash in between tries it once more, and an update counts once.

INTERVAL: Final = 10.0
"""Seconds between two looks; an operator waits for them."""


async def keep_retrying(
    store: Store, take: Callable[[object], Settled], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Look for letters to try again, for ever. take: has an update handled, as `Handling.take`."""
    while True:
        try:
            for letter in await store.letters_to_retry():
                await _retry(store, take, letter)
        except StoreError as problem:
            log.warning("dead letters wait for the store: %s", problem)
        await sleep(INTERVAL)


async def _retry(store: Store, take: Callable[[object], Settled], letter: DeadLetter) -> None:
    try:
        update = json.loads(letter.raw)
    except (ValueError, RecursionError):
        log.error("dead letter %d cannot be tried again: it is no JSON; it is deleted", letter.update_id)
        update = None
    if update is None or await take(update):
        await store.end_retry(letter.update_id)
        log.info("dead letter %d was tried again", letter.update_id)
