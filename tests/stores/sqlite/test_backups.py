"""Copies are whole, are taken from a store in use, and come back without anybody who was forgotten."""

import os
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.solo.session import Session
from bot.stores.protocol import Address, Change, StoreError
from bot.stores.sqlite.backups import NICENESS, at_low_priority, backup, restore
from bot.stores.sqlite.store import SqliteStore
from tests.stores.conftest import CHAT, FRESH, answered

OTHER = replace(FRESH, id=8, chat=5, person=5)
LATER = answered(FRESH, goal="job")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore.open(path)
    await keep(opened, 1, FRESH, 10.0)
    await keep(opened, 2, OTHER, 10.0)
    yield opened
    await opened.close()


async def keep(store: SqliteStore, update_id: int, session: Session, now: float) -> None:
    await store.update(Address(session.chat, session.id), update_id, lambda _: Change(session), now)


async def reopened(path: Path) -> tuple[tuple[Session, ...], ...]:
    """The sessions of both chats that a new start finds."""
    store = SqliteStore.open(path)
    sessions = await store.sessions(CHAT), await store.sessions(OTHER.chat)
    await store.close()
    return sessions


async def test_a_copy_of_a_store_in_use_is_whole_and_for_the_owner_only(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    backup(path, copy)
    await keep(store, 3, LATER, 11.0)

    assert rights(copy) == 0o600
    assert await reopened(copy) == ((FRESH,), (OTHER,))


async def test_another_process_may_copy_a_store_in_use(store: SqliteStore, path: Path, copy: Path) -> None:
    backup(path, copy)

    assert await reopened(copy) == ((FRESH,), (OTHER,))


@pytest.mark.skipif(
    sys.platform != "linux" and not os.environ.get("CI"),
    reason="elsewhere a priority is of the whole process",
)
def test_a_copy_gives_way_to_everybody_else_and_its_caller_does_not() -> None:
    before = os.nice(0)

    meanwhile = at_low_priority(lambda: os.nice(0))

    assert (meanwhile, os.nice(0)) == (min(before + NICENESS, 19), before)


def test_work_at_low_priority_holds_up_no_process_that_ends() -> None:
    assert at_low_priority(lambda: threading.current_thread().daemon)


def test_work_is_done_where_the_system_refuses_a_lower_priority() -> None:
    def refuse() -> None:
        raise PermissionError("no")

    assert at_low_priority(lambda: 7, refuse) == 7


def test_what_work_at_low_priority_fails_with_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        at_low_priority(lambda: 1 // 0)


async def test_a_copy_overwrites_nothing(store: SqliteStore, path: Path) -> None:
    with pytest.raises(StoreError, match="already exists; choose a new file"):
        backup(path, path)


async def test_a_copy_that_cannot_be_written_leaves_the_store_usable(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    with pytest.raises(StoreError, match="check the name"):
        backup(path, copy / "in" / "no" / "folder.db")

    assert await store.sessions(CHAT) == (FRESH,)


async def test_a_second_restore_does_not_lose_what_the_first_put_aside(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    backup(path, copy)
    await keep(store, 3, LATER, 11.0)
    await store.close()
    restore(copy, path)

    with pytest.raises(StoreError, match=r"coach\.db\.replaced is left from an earlier restore"):
        restore(copy, path)

    assert not path.with_name("coach.db.part").exists()
    assert await reopened(path.with_name("coach.db.replaced")) == ((LATER,), (OTHER,))
    assert await reopened(path) == ((FRESH,), (OTHER,))


async def test_a_restored_copy_takes_the_place_of_what_came_after(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    backup(path, copy)
    await keep(store, 3, LATER, 11.0)
    await store.close()

    restore(copy, path)

    assert await reopened(path) == ((FRESH,), (OTHER,))
    assert await reopened(path.with_name("coach.db.replaced")) == ((LATER,), (OTHER,))


async def test_a_copy_is_restored_over_a_damaged_database_and_its_log(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    backup(path, copy)
    await store.close()
    ruin(path)

    restore(copy, path)

    assert await reopened(path) == ((FRESH,), (OTHER,))


async def test_a_copy_is_restored_where_there_is_no_database(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    backup(path, copy)
    elsewhere = path.with_name("new.db")

    restore(copy, elsewhere)

    assert await reopened(elsewhere) == ((FRESH,), (OTHER,))


async def test_nothing_is_restored_while_an_instance_runs(store: SqliteStore, path: Path, copy: Path) -> None:
    backup(path, copy)
    await keep(store, 3, LATER, 11.0)

    with pytest.raises(StoreError, match="is in use by another running Decision Coach"):
        restore(copy, path)

    assert await store.sessions(CHAT) == (LATER,)


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + bytes(4096) + path.read_bytes()[8192:])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_another_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()


def of_a_newer_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def missing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [damaged, emptied, of_another_program, of_a_newer_version, missing])
async def test_what_is_no_backup_is_not_restored(
    store: SqliteStore, path: Path, copy: Path, spoil: Callable[[Path], None]
) -> None:
    backup(path, copy)
    await store.close()
    spoil(copy)

    with pytest.raises(StoreError, match=r"^\S+copy\.db (is|was) "):
        restore(copy, path)

    assert await reopened(path) == ((FRESH,), (OTHER,))
    assert sorted(file.name for file in path.parent.glob("coach.db*")) == ["coach.db", "coach.db.lock"]


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def ruin(path: Path) -> None:
    path.write_bytes(b"ruined" * 5000)
    path.with_name("coach.db-wal").write_bytes(b"ruined" * 5000)


def test_what_is_no_database_is_named_when_it_cannot_be_backed_up(path: Path, copy: Path) -> None:
    ruin(path)

    with pytest.raises(StoreError, match=r"coach\.db is not a database"):
        backup(path, copy)

    assert not copy.exists()


async def test_it_is_told_what_became_of_the_database_before(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    backup(path, copy)
    await store.close()

    assert restore(copy, path.with_name("new.db")) is None
    assert restore(copy, path) == path.with_name("coach.db.replaced")


async def test_a_copy_is_restored_on_a_machine_that_has_no_folder_for_it(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    backup(path, copy)
    elsewhere = path.with_name("new") / "folder" / "coach.db"

    assert restore(copy, elsewhere) is None

    assert await reopened(elsewhere) == ((FRESH,), (OTHER,))
