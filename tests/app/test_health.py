import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.app.health import LATE, SILENT, Health
from bot.core.screen.screen import Block, Screen
from bot.stores.archive import StoreCondition
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore

AT = 1_790_000_000.0


@dataclass
class Source:
    heard_at: float | None = None
    settled_at: float | None = None
    turned_at: float | None = None
    waiting_since: float | None = None
    is_open: bool = True


class Ward:
    """A store and a source to look at, in time that stands still. now: since the start."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.now = 0.0
        self.health = Health(store, lambda: AT + self.now, lambda: self.now)
        self.source = self.health.source = Source()

    async def failing(self) -> object:
        is_well, facts = await self.health.check_health()
        assert is_well is (facts["failing"] == [])
        return facts["failing"]


@pytest.fixture
async def ward() -> AsyncIterator[Ward]:
    store = SqliteStore.in_memory()
    yield Ward(store)
    await store.close()


async def test_the_facts_about_a_bot_that_is_well(ward: Ward) -> None:
    await ward.store.bury(7, "{}", "nonsense", AT)
    await ward.store.tell(1, Screen((Block("Hello"),)), AT)
    ward.now, ward.source.heard_at, ward.source.settled_at = 12.0, 9.0, 2.5

    assert await ward.health.check_health() == (
        True,
        {
            "failing": [],
            "seconds_since_platform_answered": 3.0,
            "seconds_since_update": 9.5,
            "store_answers": True,
            "seconds_oldest_message_is_due": 12.0,
            "dead_letters": 1,
        },
    )
    assert await ward.health.check_readiness() == (True, {"takes_updates": True, "store_answers": True})


async def test_a_platform_that_says_nothing_for_a_minute_is_a_fault(ward: Ward) -> None:
    ward.source.heard_at = 5.0
    ward.now = 5.0 + SILENT
    assert await ward.failing() == []

    ward.now += 1

    assert await ward.failing() == ["platform"]


async def test_a_platform_that_was_never_reached_is_a_fault_after_a_minute(ward: Ward) -> None:
    ward.health.source = None
    assert await ward.failing() == []

    ward.now = SILENT + 1

    assert await ward.failing() == ["platform"]
    assert await ward.health.check_readiness() == (False, {"takes_updates": False, "store_answers": True})


async def test_a_message_that_is_due_for_long_is_a_fault(ward: Ward) -> None:
    due = (await ward.store.tell(1, Screen((Block("Hello"),)), AT)).due[0]
    ward.now = ward.source.heard_at = LATE + 1
    assert await ward.failing() == ["outbox"]

    await ward.store.postpone(due.surface.id, AT + ward.now + 60)

    assert await ward.failing() == []


async def test_messages_to_somebody_who_blocked_the_bot_are_not_late(ward: Ward) -> None:
    await ward.store.tell(1, Screen((Block("Hello"),)), AT)
    await ward.store.undeliverable(1)
    ward.now = ward.source.heard_at = LATE + 1

    assert await ward.failing() == []


async def test_a_store_that_is_out_of_use_is_a_fault(ward: Ward) -> None:
    await ward.store.close()

    assert await ward.failing() == ["store"]
    assert (await ward.health.check_readiness())[0] is False


async def test_a_store_that_does_not_answer_is_a_fault(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.health.STORE_WITHIN", 0.01)

    class Stuck(SqliteStore):
        async def condition(self, now: float) -> StoreCondition:
            await asyncio.sleep(60)
            raise StoreError("never")

    ward.health._store = Stuck.in_memory()

    assert await ward.failing() == ["store"]


async def test_a_bot_that_is_stopping_is_well_and_not_ready(ward: Ward) -> None:
    ward.source.heard_at, ward.source.is_open = 0.0, False

    assert await ward.failing() == []
    assert await ward.health.check_readiness() == (False, {"takes_updates": False, "store_answers": True})
