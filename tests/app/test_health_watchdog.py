"""A sign of life comes from a bot that turns, whatever is out of its reach, and from none that hangs."""

import asyncio

import pytest

from bot.app.health import HANGING, Watchdog
from bot.stores.archive import StoreCondition
from bot.stores.sqlite.store import SqliteStore
from tests.app.test_health import Source


class Ward:
    """A bot to look at. signs: when it gave signs of life."""

    def __init__(self, store: SqliteStore) -> None:
        self.now = 0.0
        self.signs: list[float] = []
        self.source = Source()
        self.watchdog = Watchdog(
            store, self.source, self.feed, 30.0, ticks=lambda: self.now, sleep=self.sleep
        )

    def feed(self) -> None:
        self.signs.append(self.now)

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.now > 300:
            raise TimeoutError


class Stuck(SqliteStore):
    async def condition(self, now: float) -> StoreCondition:
        await asyncio.sleep(60)
        raise AssertionError(now)


@pytest.fixture
def store() -> SqliteStore:
    return SqliteStore.in_memory()


async def test_a_bot_that_turns_gives_signs_of_life(store: SqliteStore) -> None:
    ward = Ward(store)

    with pytest.raises(TimeoutError):
        await ward.watchdog.keep()

    assert ward.signs == [30.0 * each for each in range(11)]


async def test_a_bot_whose_store_says_that_it_is_out_of_use_is_alive(store: SqliteStore) -> None:
    ward = Ward(store)
    await store.close()
    ward.now = ward.source.turned_at = 10 * HANGING

    assert await ward.watchdog.is_alive()


async def test_a_bot_that_asks_for_no_updates_any_more_is_not(store: SqliteStore) -> None:
    ward = Ward(store)
    ward.source.turned_at = 1.0

    ward.now = HANGING
    assert await ward.watchdog.is_alive()
    ward.now = HANGING + 1

    assert not await ward.watchdog.is_alive()


async def test_a_bot_whose_store_says_nothing_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.health.STORE_WITHIN", 0.01)
    ward = Ward(Stuck.in_memory())

    ward.now = HANGING - 1
    assert await ward.watchdog.is_alive()
    ward.now = HANGING

    assert not await ward.watchdog.is_alive()
