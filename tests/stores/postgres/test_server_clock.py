"""The server's clock is put back: nothing waits for hours, and nobody keeps what they had."""

import pytest

from bot.stores.workers import Duty, Pace
from tests.stores.conftest import CHAT
from tests.stores.postgres.test_claims import RATE, Pair, beat, claims, sql, stores, worker

__all__ = ["stores"]

PUT_BACK = """
    UPDATE workers SET until = until + 3600;
    UPDATE claims SET at = at + 3600, rest_until = rest_until + 3600;
    UPDATE budget SET calls_at = calls_at + 3600, bulk_at = bulk_at + 3600
"""
"""What is stored after the server's clock was put back by an hour."""


async def test_who_died_before_the_servers_clock_was_put_back_is_missed(address: str) -> None:
    async with worker(address) as one, worker(address) as two:
        await claims(one)
        sql(address, PUT_BACK)
        before = two.workers.id
        await beat(two)

        assert two.workers.id != before
        assert (two.workers.has(Duty.POLL), two.workers.has(Duty.TIME)) == (True, True)
        assert await claims(two)


async def test_after_the_servers_clock_was_put_back_a_chat_is_left_alone_no_longer(
    address: str, stores: Pair
) -> None:
    one, two = stores
    await claims(one)
    await one.workers.release(CHAT, Pace(debt=12.0, rest=30.0))
    sql(address, PUT_BACK)
    await beat(two)

    claimed = await two.workers.claim(CHAT, 100.0, 60.0)

    assert claimed is not None
    assert claimed.pace == Pace(debt=12.0, rest=pytest.approx(30.0))  # type: ignore[arg-type]


@pytest.mark.parametrize("is_bulk", [False, True])
async def test_after_the_servers_clock_was_put_back_calls_are_made_within_seconds(
    address: str, stores: Pair, is_bulk: bool
) -> None:
    sql(address, "DELETE FROM budget")  # another test may have held all calls
    one, two = stores
    await one.workers.take_calls(RATE, 5, is_bulk=True)
    sql(address, PUT_BACK)
    await beat(one, two)

    grant = await two.workers.take_calls(RATE, 1, is_bulk=is_bulk)
    await one.workers.spend_calls(RATE, 1)

    assert grant.calls == 0
    assert grant.pause < 2
    sql(address, "DELETE FROM budget")
