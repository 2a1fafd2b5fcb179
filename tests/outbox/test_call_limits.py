"""How many calls a chat takes, how far apart; calls of the last minute count on after a restart."""

import asyncio

import pytest

from bot.core.screen.surface import Role, Urgency
from bot.outbox.call_limits import (
    BULK_BURST,
    BURST,
    FEW,
    GROUP_CALLS,
    PRIVATE_BURST,
    RATE,
    RESERVED,
    WINDOW,
    Budget,
    CallLimits,
    OwnAllowance,
    rate_of,
)
from bot.outbox.limits import spacing
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore
from bot.stores.workers import Grant
from tests.rehearsal import Clock, rest

GROUP, PERSON = -100, 100


class Time:
    """A clock and the ticks of a process, which begin at 0."""

    def __init__(self, clock: float) -> None:
        self.clock, self.ticks = clock, 0.0

    async def sleep(self, seconds: float) -> None:
        self.passes(seconds)

    def passes(self, seconds: float) -> None:
        self.clock += seconds
        self.ticks += seconds


def limits(store: SqliteStore, time: Time) -> CallLimits:
    return CallLimits(store, lambda: time.clock, lambda: time.ticks, time.sleep)


async def spent(chat: int, calls: int, seconds: float = 0.0) -> CallLimits:
    """Limits after so many calls, the last of them so many seconds ago."""
    time = Time(1_800_000_000.0)
    used = limits(SqliteStore.in_memory(), time)
    for _ in range(calls):
        await used.spend(chat)
    time.passes(seconds)
    return used


@pytest.mark.parametrize(
    ("urgency", "calls"),
    [
        (Urgency.STAGE, GROUP_CALLS),
        (Urgency.RESULT, GROUP_CALLS),
        (Urgency.WALL, GROUP_CALLS - RESERVED),
        (Urgency.COUNTER, GROUP_CALLS - RESERVED),
    ],
)
async def test_a_group_takes_so_many_calls_a_minute(urgency: Urgency, calls: int) -> None:
    used = [await spent(GROUP, each, 1.0) for each in (calls - 1, calls)]

    assert [each.wait(GROUP, urgency) for each in used] == [0.0, 59.0]


@pytest.mark.parametrize(("calls", "wait"), [(1, 0.0), (2, 59.0), (3, 59.0)])
async def test_calls_in_a_row_wait_until_all_of_them_fit(calls: int, wait: float) -> None:
    assert (await spent(GROUP, GROUP_CALLS - 1, 1.0)).wait(GROUP, Urgency.STAGE, calls) == wait


async def test_a_private_chat_takes_a_burst_and_then_one_a_second_however_urgent() -> None:
    used = await spent(PERSON, PRIVATE_BURST)

    waits = {used.wait(PERSON, urgency, 3) for urgency in Urgency}

    assert waits == {1.0}


async def test_chats_do_not_share() -> None:
    used = await spent(GROUP, GROUP_CALLS)

    assert (used.wait(GROUP - 1, Urgency.COUNTER), used.wait(PERSON, Urgency.COUNTER)) == (0, 0)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("urgency", [Urgency.STAGE, Urgency.RESULT])
def test_a_change_of_stage_and_a_result_rest_for_nothing(role: Role, urgency: Urgency) -> None:
    assert spacing(role, urgency, 200) == 0.0


@pytest.mark.parametrize(
    ("role", "people", "seconds"),
    [
        (Role.STEP, 20, 4.0),
        (Role.STEP, 21, 8.0),
        (Role.BOARD, 0, 4.0),
        (Role.WALL, 5, 15.0),
        (Role.WALL, 200, 15.0),
        (Role.CONSOLE, 200, 3.0),
    ],
)
@pytest.mark.parametrize("urgency", [Urgency.WALL, Urgency.COUNTER])
def test_a_counter_rests(role: Role, people: int, seconds: float, urgency: Urgency) -> None:
    assert spacing(role, urgency, people) == seconds


# --- after a restart --------------------------------------------------------------------------


async def test_a_new_process_knows_what_was_called_before_it() -> None:
    store, before = SqliteStore.in_memory(), Time(1_800_000_000.0)
    used = limits(store, before)
    for _ in range(GROUP_CALLS):
        await used.spend(GROUP)
    after = Time(before.clock + 20)

    again = limits(store, after)
    await again.recall()

    assert again.wait(GROUP, Urgency.STAGE, 1) == WINDOW - 20
    after.passes(WINDOW - 20)
    assert again.wait(GROUP, Urgency.STAGE, 1) == 0


async def test_a_clock_that_was_put_back_makes_nobody_wait_longer_than_a_window() -> None:
    store, before = SqliteStore.in_memory(), Time(1_800_000_000.0)
    for _ in range(GROUP_CALLS):
        await limits(store, before).spend(GROUP)

    again = limits(store, Time(before.clock - 3600))
    await again.recall()

    assert again.wait(GROUP, Urgency.STAGE, 1) == WINDOW


async def test_only_calls_to_groups_are_kept_and_only_for_a_window() -> None:
    store, time = SqliteStore.in_memory(), Time(1_800_000_000.0)
    used = limits(store, time)
    for chat in (PERSON, GROUP):
        await used.spend(chat)
    time.passes(WINDOW + 1)

    await used.spend(GROUP)

    assert await store.recent_calls(time.clock, 9 * WINDOW) == ((GROUP, 0.0),)


# --- all chats together ---------------------------------------------------------------------


async def turns(used: CallLimits, time: Time, chats: range, *, is_bulk: bool) -> float:
    """Have a turn for each of the chats, and call it; the seconds that took."""
    begun = time.ticks
    for chat in chats:
        await used.begin(chat, is_bulk=is_bulk)
        await used.spend(chat)
        await used.end(chat)
    return time.ticks - begun


def fresh() -> tuple[CallLimits, Time]:
    time = Time(1_800_000_000.0)
    return limits(SqliteStore.in_memory(), time), time


@pytest.mark.parametrize(("is_bulk", "burst", "rate"), [(False, 20, 30), (True, 10, 25)])
async def test_all_chats_together_get_so_many_calls_a_second(is_bulk: bool, burst: int, rate: int) -> None:
    used, time = fresh()

    assert await turns(used, time, range(1, burst + 1), is_bulk=is_bulk) == 0
    taken = await turns(used, time, range(100, 700), is_bulk=is_bulk)

    assert taken == pytest.approx(600 / rate, rel=0.01)


async def test_a_turn_that_needed_no_call_is_given_back() -> None:
    used, time = fresh()
    for chat in range(1, 100):
        await used.begin(chat, is_bulk=False)
        await used.end(chat)

    assert time.ticks == 0


async def test_a_call_beyond_the_turn_counts_too() -> None:
    used, time = fresh()
    for chat in range(1, 11):
        await used.begin(chat, is_bulk=False)
        await used.spend(chat)
        await used.spend(chat)
        await used.end(chat)

    assert await turns(used, time, range(50, 80), is_bulk=False) == pytest.approx(1.0, rel=0.01)


async def test_two_people_refused_at_once_make_everybody_wait() -> None:
    used, time = fresh()

    await used.note_refusal(1, 7.0)
    alone = await turns(used, time, range(3, 4), is_bulk=False)
    await used.note_refusal(2, 5.0)
    together = await turns(used, time, range(4, 5), is_bulk=False)

    assert (alone, together) == (0.0, 5.0)


@pytest.mark.parametrize(("first", "second"), [(GROUP, GROUP - 1), (PERSON, PERSON), (GROUP, PERSON)])
async def test_refusals_about_one_chat_or_a_group_hold_up_nobody_else(first: int, second: int) -> None:
    used, time = fresh()

    await used.note_refusal(first, 7.0)
    await used.note_refusal(second, 7.0)

    assert await turns(used, time, range(3, 4), is_bulk=False) == 0.0


async def test_a_person_who_got_much_lately_is_refused_for_that() -> None:
    used, time = fresh()
    for chat in (1, 2):
        for _ in range(int(FEW) + 1):
            await used.spend(chat)
        await used.note_refusal(chat, 7.0)

    assert await turns(used, time, range(3, 4), is_bulk=False) == 0.0


# --- the budget of the whole bot --------------------------------------------------------


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


class SlowAllowance(OwnAllowance):
    """Takes time to ask, as a database does, and grants what is wanted. asked: for how much, each time."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(rate_of(RATE), clock.ticks)
        self._sleep = clock.sleep
        self.asked: list[int] = []

    async def take(self, wanted: int, *, is_bulk: bool) -> Grant:
        self.asked.append(wanted)
        await self._sleep(0.01)
        return Grant(wanted)


class FailingAllowance(SlowAllowance):
    """Cannot be told of calls that were not made."""

    async def spend(self, calls: int) -> None:
        raise StoreError("out of use")


async def test_whoever_gave_up_while_the_store_is_out_of_use_holds_up_nobody_later() -> None:
    clock = Clock()
    budget = Budget(FailingAllowance(clock), clock.sleep)
    waiting = [asyncio.ensure_future(budget.turn(is_bulk=False)) for _ in range(3)]
    await clock.advance(0.005)
    for each in waiting[1:]:
        each.cancel()
    await clock.advance(0.1)

    later = asyncio.ensure_future(budget.turn(is_bulk=False))
    await clock.advance(0.1)
    later_too = [asyncio.ensure_future(budget.turn(is_bulk=False)) for _ in range(2)]
    await clock.advance(0.1)

    assert [each.done() for each in (later, *later_too)] == [True] * 3


async def test_those_who_come_while_the_allowance_is_asked_ask_together() -> None:
    clock = Clock()
    allowance = SlowAllowance(clock)
    budget = Budget(allowance, clock.sleep)
    granted = [asyncio.ensure_future(budget.turn(is_bulk=False)) for _ in range(8)]
    await clock.advance(0.1)
    granted.append(asyncio.ensure_future(budget.turn(is_bulk=False)))
    await clock.advance(0.1)

    assert [each.done() for each in granted] == [True] * 9
    assert allowance.asked == [1, 7, 1]
