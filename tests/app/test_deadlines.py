"""When deadlines are looked at."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from bot.app.deadlines import SHARED_SLEEP, Alarm
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore
from bot.stores.workers import Duty
from tests.rehearsal import Clock, rest
from tests.workers import FakeWorkers, Shared


class Deadlines:
    """Deadlines of which each is gone once it was acted on. Times are seconds of the test.

    looks, acts: when they were looked at, and which were acted on when. stubborn: acting removes none.
    broken: the store cannot be read. answering: called between an answer and its arrival.
    """

    def __init__(self, workers: FakeWorkers | None = None) -> None:
        self.clock = Clock()
        self.begun = self.clock.now
        self.alarm = Alarm(
            self._act, self._soonest, clock=self.clock, sleep=self.clock.sleep, workers=workers
        )
        self.times: set[float] = set()
        self.looks: list[float] = []
        self.acts: list[tuple[float, float]] = []
        self.stubborn = False
        self.broken: Exception | None = None
        self.answering: Callable[[], None] = lambda: None

    def put(self, at: float) -> None:
        """Store a deadline, and tell of it."""
        self.times.add(at)
        self.alarm.set(self.begun + at)

    @property
    def _now(self) -> float:
        return self.clock() - self.begun

    async def _act(self, now: float) -> None:
        self.looks.append(self.clock.now - self.begun)
        if self.broken is not None:
            raise self.broken
        come = {at for at in self.times if self.begun + at <= now}
        self.acts.extend((at, self._now) for at in sorted(come))
        if not self.stubborn:
            self.times -= come

    async def _soonest(self) -> float | None:
        soonest = min(self.times, default=None)
        self.answering()
        await asyncio.sleep(0)
        return None if soonest is None else self.begun + soonest


@asynccontextmanager
async def kept(workers: FakeWorkers | None = None) -> AsyncIterator[Deadlines]:
    deadlines = Deadlines(workers)
    task = asyncio.create_task(deadlines.alarm.keep())
    try:
        await rest()
        yield deadlines
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_without_a_deadline_it_looks_once_a_minute() -> None:
    async with kept() as deadlines:
        await deadlines.clock.advance(150)

        assert deadlines.looks == [0, 60, 120]


async def test_it_sleeps_until_the_deadline() -> None:
    async with kept() as deadlines:
        deadlines.put(25)
        await deadlines.clock.advance(24.9)
        assert deadlines.looks == [0, 0]

        await deadlines.clock.advance(0.1)

        assert deadlines.acts == [(25, 25)]


async def test_an_earlier_deadline_wakes_it_and_a_later_one_does_not() -> None:
    async with kept() as deadlines:
        deadlines.put(40)
        await deadlines.clock.advance(10)
        deadlines.put(50)
        await deadlines.clock.advance(10)
        deadlines.put(23)
        await deadlines.clock.advance(25)

        assert (deadlines.looks, deadlines.acts) == ([0, 0, 20, 23, 40], [(23, 23), (40, 40)])


async def test_of_several_workers_one_looks_and_sees_soon_what_another_set() -> None:
    worker = FakeWorkers(Shared(SqliteStore.in_memory(), lambda: 0.0))
    async with kept(worker) as deadlines:
        deadlines.put(3)
        await deadlines.clock.advance(10)
        before = list(deadlines.looks)
        worker.duties.add(Duty.TIME)
        await deadlines.clock.advance(SHARED_SLEEP)
        deadlines.times.add(13.5)  # another worker's
        await deadlines.clock.advance(4)

        assert (before, deadlines.acts) == ([], [(3, 11), (13.5, 13.5)])


async def test_a_deadline_set_while_it_asks_for_the_soonest_is_not_missed() -> None:
    async with kept() as deadlines:
        deadlines.answering = lambda: deadlines.put(65) if 65 not in deadlines.times else None
        await deadlines.clock.advance(60)
        deadlines.answering = lambda: None
        await deadlines.clock.advance(5)

        assert deadlines.acts == [(65, 65)]


@pytest.mark.parametrize(("put", "acted"), [(7200, 60), (-30, 130)], ids=["forward", "back"])
async def test_the_clock_on_the_wall_may_be_put(put: float, acted: float) -> None:
    async with kept() as deadlines:
        deadlines.put(100)
        await deadlines.clock.advance(1)
        deadlines.clock.put = put
        await deadlines.clock.advance(acted - 1.1)
        assert deadlines.acts == []

        await deadlines.clock.advance(0.1)

        assert deadlines.acts == [(100, acted + put)]


@pytest.mark.parametrize("trouble", [StoreError("locked"), KeyError()], ids=["store", "bug"])
async def test_what_fails_is_tried_again_each_second(trouble: Exception) -> None:
    async with kept() as deadlines:
        deadlines.put(10)
        await deadlines.clock.advance(1)
        deadlines.broken = trouble
        deadlines.put(5)
        await deadlines.clock.advance(2.5)
        deadlines.broken = None
        await deadlines.clock.advance(2.5)

        assert (deadlines.looks, deadlines.acts) == ([0, 0, 1, 2, 3, 4, 5], [(5, 5)])


async def test_a_deadline_that_stands_after_acting_on_it_is_no_busy_loop() -> None:
    async with kept() as deadlines:
        deadlines.stubborn = True
        deadlines.put(0)
        await deadlines.clock.advance(3.5)

        assert deadlines.looks == [0, 0, 1, 2, 3]


async def test_a_timer_that_ends_early_is_begun_again_a_moment_later() -> None:
    async with kept() as deadlines:
        deadlines.put(10)
        await deadlines.clock.advance(1)
        deadlines.clock.put = -0.001
        await deadlines.clock.advance(20)

        assert deadlines.looks == pytest.approx([0, 0, 10, 10.05])
        assert [at for at, _ in deadlines.acts] == [10]
