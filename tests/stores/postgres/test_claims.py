"""What several workers agree on: who writes to a chat, how many calls are made, who does what for all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import psycopg
import pytest

from bot.core.screen.surface import Urgency
from bot.outbox.call_limits import GROUP_CALLS, WINDOW, CallLimits
from bot.stores.postgres.connection import NOW
from bot.stores.postgres.store import PostgresStore
from bot.stores.postgres.workers import LEASE, PostgresWorkers
from bot.stores.protocol import Address, LeftToOthers
from bot.stores.unreadable import UnreadableRow
from bot.stores.workers import CallRate, Duty, Pace
from tests.stores.conftest import CARD, CHAT, FRESH, GONE, Desk

RATE = CallRate(rate=30.0, burst=20.0, bulk_rate=25.0, bulk_burst=10.0)
BOTH = frozenset(Duty)
NOBODYS = 2**31 - 2
"""A process id that no machine gives."""
LONG_AGO = "UPDATE workers SET until = 0"


Pair: TypeAlias = tuple[PostgresStore, PostgresStore]


@pytest.fixture
async def stores(address: str) -> AsyncIterator[Pair]:
    """Two workers, of which the first came first."""
    async with worker(address) as one, worker(address) as two:
        yield one, two


@asynccontextmanager
async def worker(address: str, build: str = "") -> AsyncIterator[PostgresStore]:
    store = PostgresStore.open(address, build=build)
    await store.workers.join(BOTH)
    yield store
    await store.workers.leave()
    await store.close()


async def beat(*stores: PostgresStore) -> None:
    for store in stores:
        await store.workers._beat()


def sql(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(statement.encode())


async def claims(store: PostgresStore, chat: int = CHAT) -> bool:
    return await store.workers.claim(chat, 9.0, 60.0) is not None


# --- chats ----------------------------------------------------------------------------------


async def test_a_chat_is_one_workers_until_it_is_released(
    stores: Pair,
) -> None:
    one, two = stores

    seen = [await claims(one), await claims(one), await claims(two)]
    await one.workers.release(CHAT, Pace())

    assert (seen, await claims(two), await claims(one)) == ([True, True, False], True, False)


async def test_who_claims_a_chat_finds_what_is_due_there_and_nobody_else_does(
    stores: Pair,
) -> None:
    one, two = stores
    (marked,) = await Desk(one).save(FRESH, CARD)
    before = [await each.due(9e9, 5) for each in stores]

    claimed = await one.workers.claim(CHAT, 9e9, 60.0)

    assert before == [(marked,), (marked,)]
    assert claimed is not None
    assert claimed.due == (marked,)
    assert (await one.due(9e9, 5), await two.due(9e9, 5)) == ((marked,), ())


async def test_the_next_worker_goes_on_at_the_same_pace(address: str, stores: Pair) -> None:
    one, two = stores
    await claims(one)
    await claims(one, -CHAT)
    for age in (50, 2, 70):
        sql(address, f"INSERT INTO calls SELECT {-CHAT}, {NOW} - {age}")
    await one.workers.release(CHAT, Pace(debt=12.0, rest=30.0))
    await one.workers.release(-CHAT, Pace())

    private = await two.workers.claim(CHAT, 100.0, 60.0)
    group = await two.workers.claim(-CHAT, 100.0, 60.0)

    assert private is not None
    assert group is not None
    assert [private.pace.debt, private.pace.rest] == pytest.approx([12.0, 30.0], abs=5)
    assert group.pace.calls == pytest.approx((50.0, 2.0), abs=5)


@pytest.mark.parametrize("skew", [-90.0, 90.0], ids=["behind", "ahead"])
async def test_workers_whose_clocks_differ_keep_the_limit_of_a_group_together(
    address: str, stores: Pair, skew: float
) -> None:
    one, two = (CallLimits(each, lambda: 1e9, lambda: 0.0, asyncio.sleep) for each in stores)
    astray = CallLimits(stores[0], lambda: 1e9 + skew, lambda: 0.0, asyncio.sleep)
    for number in range(GROUP_CALLS):
        await (astray if number % 2 else one).spend(-CHAT)

    claimed = await stores[1].workers.claim(-CHAT, 1e9, WINDOW)
    assert claimed is not None
    two.note_pace(-CHAT, claimed.pace)
    anew = CallLimits(stores[1], lambda: 1e9, lambda: 0.0, asyncio.sleep)
    await anew.recall()

    waits = [each.wait(-CHAT, Urgency.STAGE) for each in (two, anew)]
    assert waits == pytest.approx([WINDOW, WINDOW], abs=5)


async def test_of_workers_that_claim_a_chat_at_once_one_has_it(address: str) -> None:
    async with worker(address) as one, worker(address) as two, worker(address) as three:
        had = await asyncio.gather(*(claims(each, chat) for chat in range(20) for each in (one, two, three)))

    assert sum(had) == 20


async def test_what_a_dead_worker_had_is_anybodys(address: str, stores: Pair) -> None:
    one, two = stores
    await claims(one)
    sql(address, LONG_AGO)
    await beat(two)

    assert await claims(two)
    assert two.workers.has(Duty.POLL)


async def test_a_worker_of_this_machine_that_ended_is_missed_at_once(address: str) -> None:
    async with worker(address) as one, worker(address) as two:
        await claims(one)
        sql(address, f"UPDATE workers SET pid = {NOBODYS} WHERE id = {one.workers.id}")  # noqa: S608
        await beat(two)

        assert (await claims(two), two.workers.has(Duty.TIME)) == (True, True)


async def test_a_worker_that_was_too_late_forgets_what_it_had_and_begins_anew(
    address: str, stores: Pair
) -> None:
    one, two = stores
    lapses: list[str] = []
    one.workers.on_lapse = lambda: lapses.append("lapsed")
    before = one.workers.id
    await claims(one)
    sql(address, LONG_AGO)
    await beat(two, one)

    assert (lapses, one.workers.id != before) == (["lapsed"], True)
    assert (await claims(two), await claims(one)) == (True, False)


async def test_a_worker_that_cannot_reach_the_server_for_long_has_no_duty(address: str) -> None:
    now = [100.0]
    store = PostgresStore.open(address)
    workers = PostgresWorkers(store._writer, clock=lambda: now[0])
    await workers.join(BOTH)
    held = workers.has(Duty.TIME)
    now[0] += LEASE

    assert (held, workers.has(Duty.TIME)) == (True, False)
    await workers.leave()
    await store.close()


# --- duties ---------------------------------------------------------------------------------


async def test_a_duty_is_one_workers_and_the_next_ones_when_it_leaves(address: str) -> None:
    async with worker(address) as two_after:
        async with worker(address) as two:
            first = [each.workers.has(Duty.POLL) for each in (two_after, two)]
        async with worker(address) as three:
            await two_after.workers.leave()
            await beat(three)

            assert (first, three.workers.has(Duty.POLL)) == ([True, False], True)


# --- calls ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("is_bulk", "burst"), [(False, 20), (True, 10)])
async def test_all_workers_together_make_so_many_calls_at_once(
    stores: Pair, address: str, is_bulk: bool, burst: int
) -> None:
    hourly = CallRate(rate=0.001, burst=20.0, bulk_rate=0.001, bulk_burst=10.0)  # none comes meanwhile
    sql(address, "DELETE FROM budget")

    grants = await asyncio.gather(
        *(each.workers.take_calls(hourly, 1, is_bulk=is_bulk) for _ in range(30) for each in stores)
    )

    assert sum(each.calls for each in grants) == burst


async def test_calls_are_given_as_far_as_they_go(stores: Pair, address: str) -> None:
    one, two = stores
    slow = CallRate(rate=0.001, burst=5.0, bulk_rate=0.001, bulk_burst=5.0)
    sql(address, "DELETE FROM budget")

    first = await one.workers.take_calls(slow, 3, is_bulk=False)
    await two.workers.spend_calls(slow, -1)
    second = await two.workers.take_calls(slow, 9, is_bulk=False)
    third = await one.workers.take_calls(slow, 1, is_bulk=False)

    assert (first.calls, second.calls, third.calls) == (3, 3, 0)
    assert 0 < third.pause <= 1000


async def test_while_calls_are_held_nobody_gets_one(stores: Pair) -> None:
    one, two = stores
    await one.workers.hold_calls(20.0)

    grant = await two.workers.take_calls(RATE, 1, is_bulk=False)

    assert grant.calls == 0
    assert grant.pause == pytest.approx(20.0, abs=5)


async def test_a_worker_that_does_not_count_as_running_may_call_nobody(address: str, stores: Pair) -> None:
    sql(address, LONG_AGO)

    assert (await stores[0].workers.take_calls(RATE, 1, is_bulk=False)).calls == 0


# --- other code -----------------------------------------------------------------------------

NEWER = "UPDATE sessions SET body = '{\"from_the_future\":1}', deadline = 1.0"


async def test_what_a_newer_worker_wrote_is_left_to_it(address: str) -> None:
    async with worker(address) as one, worker(address, build="newer") as two:
        desk = Desk(one)
        await desk.save(FRESH, CARD)
        sql(address, NEWER)
        await beat(one)

        with pytest.raises(LeftToOthers, match="it is left to a worker with other code"):
            await desk.find(Address(CHAT))
        had = [each.workers.has(Duty.POLL) for each in (one, two)]
        await beat(one, two)
        due = await one.workers.claim(CHAT, 9e9, 60.0)

        assert (had, two.workers.has(Duty.POLL), two.workers.has(Duty.TIME)) == ([False, False], True, True)
        assert due is not None
        assert due.due == ()
    with psycopg.connect(address) as server:
        assert server.execute("SELECT body, dirty FROM sessions, surfaces").fetchall() == [
            ('{"from_the_future":1}', 1)
        ]


async def test_once_the_newer_workers_are_gone_it_is_set_aside(address: str) -> None:
    async with worker(address) as one:
        desk = Desk(one)
        async with worker(address, build="newer"):
            await desk.save(FRESH, CARD)
            sql(address, NEWER)
        await beat(one)

        with pytest.raises(UnreadableRow, match="more keys than this version knows"):
            await desk.find(Address(CHAT))

        assert await one.sessions(CHAT) == ()
    sql(address, "DELETE FROM set_aside")


async def test_a_message_is_told_by_whoever_claims_its_chat(
    stores: Pair,
) -> None:
    one, two = stores
    told = await one.tell(CHAT, GONE, 1.0)

    claimed = await two.workers.claim(CHAT, 1.0, 60.0)

    assert claimed is not None
    assert claimed.due == told.due
