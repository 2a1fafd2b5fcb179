"""A database that is deleted, replaced or damaged while it is in use: noticed, rescued, and used no more."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.stores.protocol import Address, Change, Found, StoreError
from bot.stores.sqlite import files, guard
from bot.stores.sqlite import store as opened
from bot.stores.sqlite.backups import restore
from bot.stores.sqlite.store import SqliteStore
from tests.stores.conftest import CHAT, FRESH


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "INTERVAL", 0.01)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


def delete_it(file: Path) -> None:
    file.unlink()


def replace_it(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(file.read_bytes())
    os.replace(other, file)


def saved(change: Change, _found: Found) -> Change:
    return change


@pytest.mark.parametrize("happens", [delete_it, replace_it])
@pytest.mark.parametrize("suffix", ["", "-wal"])
async def test_a_file_that_is_gone_ends_the_store_and_nothing_is_lost(
    path: Path, happens: Callable[[Path], None], suffix: str
) -> None:
    store = SqliteStore.open(path)
    await store.update(Address(CHAT), 1, lambda _: Change(FRESH), 1.0)
    watching = asyncio.create_task(store.watch())
    await asyncio.sleep(0.05)
    happens(path.with_name(path.name + suffix))

    with pytest.raises(StoreError, match=r"was deleted or replaced .*decision-coach restore .*\.rescued"):
        await watching
    with pytest.raises(StoreError, match="is gone"):
        await store.update(Address(CHAT), 2, lambda _: Change(), 1.0)
    await store.close()

    for rest in ("", "-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    restore(path.with_name("coach.db.rescued"), path)
    again = SqliteStore.open(path)
    assert await again.sessions(CHAT) == (FRESH,)
    await again.close()


async def test_while_all_is_well_it_waits(path: Path) -> None:
    store = SqliteStore.open(path)
    watching = asyncio.create_task(store.watch())
    await store.update(Address(CHAT), 1, lambda _: Change(FRESH), 1.0)
    await asyncio.sleep(0.1)

    assert not watching.done()
    watching.cancel()
    await store.close()


async def test_a_large_database_is_checked_while_it_is_in_use(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore.open(path)
    for number in range(1, 51):
        session = replace(FRESH, id=number, chat=number, person=number)
        await store.update(Address(number), number, partial(saved, Change(session)), 1.0)
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'sessions_used'"
        (page,) = connection.execute(query).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 8)
        file.write(b"\xff" * 64)
    with pytest.raises(StoreError, match="is damaged"):
        SqliteStore.open(path)

    monkeypatch.setattr(files, "LARGE", 0)
    large = SqliteStore.open(path)

    with pytest.raises(StoreError, match=r"(?s)is damaged .*restore a backup"):
        await asyncio.wait_for(large.watch(), 10)
    with pytest.raises(StoreError, match="is damaged"):
        await large.sessions(CHAT)
    await large.close()


async def test_what_cannot_be_rescued_asks_for_a_backup(path: Path) -> None:
    path.with_name("coach.db.rescued").mkdir()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        assert guard.rescue(connection, path) is None

    assert guard.verdict(path, None).endswith("Restore a backup with `decision-coach restore`.")


async def test_a_database_in_memory_has_nothing_to_lose() -> None:
    store = SqliteStore.in_memory()
    watching = asyncio.create_task(store.watch())
    await asyncio.sleep(0)

    assert not watching.done()
    watching.cancel()
