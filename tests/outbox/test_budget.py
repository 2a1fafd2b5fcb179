"""Whose turn it is when calls are few: those for whom somebody waits."""

import asyncio

from bot.outbox.budget import BULK_BURST, BURST, RATE, Budget, OwnAllowance, rate_of
from tests.rehearsal import Clock, rest


class Counter:
    """A budget, and the order in which its turns came."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.budget = Budget(OwnAllowance(rate_of(RATE), self.clock.ticks), self.clock.sleep)
        self.came: list[str] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def wants(self, name: str, *, is_bulk: bool = False) -> None:
        self.tasks.append(asyncio.create_task(self._waits(name, is_bulk)))
        await rest()

    async def _waits(self, name: str, is_bulk: bool) -> None:
        await self.budget.turn(is_bulk)
        self.came.append(name)

    async def uses_up(self) -> None:
        for _ in range(BURST):
            await self.budget.turn(is_bulk=False)


async def test_who_waits_comes_before_what_nobody_waits_for() -> None:
    counter = Counter()
    await counter.uses_up()
    for number in range(3):
        await counter.wants(f"left over {number}", is_bulk=True)
    await counter.wants("Ann")
    await counter.wants("Ben")

    await counter.clock.advance(1)

    assert counter.came == ["Ann", "Ben", "left over 0", "left over 1", "left over 2"]


async def test_what_nobody_waits_for_leaves_something_for_a_tap() -> None:
    counter = Counter()
    for number in range(3 * BURST):
        await counter.wants(f"{number}", is_bulk=True)
    assert len(counter.came) == BULK_BURST

    await counter.wants("Ann")
    await counter.clock.advance(0.1)

    assert counter.came.index("Ann") <= BULK_BURST + 2
    for task in counter.tasks:
        task.cancel()


async def test_who_gives_up_waiting_takes_no_turn() -> None:
    counter = Counter()
    await counter.uses_up()
    await counter.wants("Ann")
    await counter.wants("Ben")
    counter.tasks[0].cancel()

    await counter.clock.advance(0.04)

    assert counter.came == ["Ben"]


async def test_while_everybody_is_refused_nobody_has_a_turn() -> None:
    counter = Counter()
    await counter.budget.hold(5)
    await counter.wants("Ann")

    await counter.clock.advance(4.9)
    before = list(counter.came)
    await counter.clock.advance(0.2)

    assert (before, counter.came) == ([], ["Ann"])


async def test_whoever_pays_for_more_calls_gets_them() -> None:
    clock = Clock()
    budget = Budget(OwnAllowance(rate_of(300.0), clock.ticks), clock.sleep)
    granted = [asyncio.ensure_future(budget.turn(is_bulk=False)) for _ in range(500)]

    await clock.advance(1.0)

    assert sum(each.done() for each in granted) == 500
