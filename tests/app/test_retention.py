"""What has passed its time is deleted, and nothing because one clock is wrong."""

import logging
from dataclasses import replace

import pytest

from bot.app.retention import DAY, HOUR, MINUTE, Retention, delete_expired
from bot.stores.archive import TooManyUnused
from bot.stores.protocol import Address, Change, StoreError
from bot.stores.sql import archive
from bot.stores.sqlite.store import SqliteStore
from bot.stores.workers import Duty
from tests.stores.conftest import CHAT, FRESH
from tests.workers import FakeWorkers, Shared

NOW = 1_790_000_000.0
DAYS = 180


class Clocks:
    """A store with a session that was used some days ago, and two clocks."""

    def __init__(self, here: float = NOW, platform: float | None = NOW) -> None:
        self.store = SqliteStore.in_memory()
        self.retention = Retention(self.store, DAYS, lambda: platform, clock=lambda: here)

    async def used(self, days_ago: float, chat: int = CHAT) -> None:
        session = replace(FRESH, id=chat, chat=chat, person=chat)
        await self.store.update(Address(chat), None, lambda _: Change(session), NOW - days_ago * DAY)

    async def is_kept(self, chat: int = CHAT) -> bool:
        return await self.store.sessions(chat) != ()


@pytest.mark.parametrize(("days", "kept"), [(179, True), (181, False)])
async def test_what_was_not_used_for_so_long_is_deleted(days: float, kept: bool) -> None:
    clocks = Clocks()
    await clocks.used(days)

    assert await clocks.retention.purge() == HOUR
    assert await clocks.is_kept() is kept


async def test_of_several_workers_one_deletes() -> None:
    clocks = Clocks()
    await clocks.used(181)
    worker = FakeWorkers(Shared(clocks.store, lambda: NOW))
    retention = Retention(clocks.store, DAYS, lambda: NOW, clock=lambda: NOW, workers=worker)

    before = await retention.purge(), await clocks.is_kept()
    worker.duties.add(Duty.TIME)

    assert (before, await retention.purge(), await clocks.is_kept()) == ((MINUTE, True), HOUR, False)


@pytest.mark.parametrize(("here", "platform"), [(NOW + 200 * DAY, NOW), (NOW, NOW + 200 * DAY)])
async def test_one_clock_ahead_deletes_nothing_and_is_reported(
    here: float, platform: float, caplog: pytest.LogCaptureFixture
) -> None:
    clocks = Clocks(here, platform)
    await clocks.used(1)

    await clocks.retention.purge()

    assert await clocks.is_kept()
    assert f"4800.0 hours {'ahead of' if here > platform else 'behind'} that of the platform" in caplog.text


async def test_before_the_platform_has_said_what_time_it_is_nothing_is_deleted() -> None:
    clocks = Clocks(platform=None)
    await clocks.used(9999)

    assert await clocks.retention.purge() == MINUTE
    assert await clocks.is_kept()


async def test_a_good_part_of_all_sessions_is_deleted_only_by_the_operator(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(archive, "FEW", 2)
    clocks = Clocks()
    for chat in range(1, 11):
        await clocks.used(181 if chat <= 3 else 1, chat)

    await clocks.retention.purge()
    held = [await clocks.is_kept(chat) for chat in range(1, 4)]
    with pytest.raises(TooManyUnused, match="more than 2 of 10 sessions"):
        await delete_expired(clocks.store, DAYS, NOW, is_confirmed=False)
    deleted = await delete_expired(clocks.store, DAYS, NOW, is_confirmed=True)

    assert (held, deleted) == ([True] * 3, 3)
    assert "run `decision-coach purge`" in caplog.text


@pytest.mark.parametrize("trouble", [StoreError("locked"), KeyError()], ids=["store", "bug"])
async def test_trouble_ends_no_purge_of_the_next_hour(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, trouble: Exception
) -> None:
    clocks = Clocks()

    async def fail(*limits: float, is_confirmed: bool) -> int:
        raise trouble

    monkeypatch.setattr(clocks.store, "purge", fail)
    with caplog.at_level(logging.WARNING):
        assert await clocks.retention.purge() == HOUR
    assert "will try again in an hour" in caplog.text
