"""A database is opened whole and by one process, or refused with what to do."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import pytest

from bot.stores.protocol import Address, Change, Found, StoreError
from bot.stores.sqlite.files import Lock
from bot.stores.sqlite.schema import migrations
from bot.stores.sqlite.store import SqliteStore
from tests.stores.conftest import FRESH

PAGE: Final = 4096
"""Bytes of a page."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


def give(change: Change, _: Found) -> Change:
    return change


async def filled(path: Path, sessions: int = 200) -> None:
    """Make a database that takes many pages."""
    store = SqliteStore.open(path)
    for number in range(1, sessions):
        change = Change(replace(FRESH, id=number, chat=number, person=number, logic_hash="h" * 300))
        await store.update(Address(number), number, partial(give, change), 1.0)
    await store.close()


def test_a_second_instance_is_refused(path: Path) -> None:
    lock = Lock(path)

    with pytest.raises(StoreError) as caught:
        SqliteStore.open(path)
    lock.release()

    assert str(caught.value) == (
        f"{path} is in use by another running Decision Coach (it holds {path}.lock);"
        " stop that one first, or give this one its own database (DATABASE_URL)"
    )
    assert not path.exists()


async def test_another_name_of_the_same_file_has_the_same_lock(path: Path) -> None:
    store = SqliteStore.open(path)
    nickname = path.with_name("nickname.db")
    nickname.symlink_to(path)

    with pytest.raises(StoreError, match="is in use by another running Decision Coach"):
        SqliteStore.open(nickname)

    await store.close()


async def test_a_closed_store_can_be_opened_again(path: Path) -> None:
    await SqliteStore.open(path).close()

    await SqliteStore.open(path).close()


async def test_a_failed_opening_lets_go_of_the_lock(path: Path) -> None:
    no_database(path)
    with pytest.raises(StoreError, match="is not a database; choose another file"):
        SqliteStore.open(path)
    remove(path)

    await SqliteStore.open(path).close()


@pytest.fixture
def whole(path: Path) -> bytes:
    """The pages of a database that has many."""
    asyncio.run(filled(path))
    return path.read_bytes()


def test_a_damaged_page_is_found_at_the_start_whichever_it_is(path: Path, whole: bytes) -> None:
    chance = Random(16)
    pages = range(0, len(whole), PAGE)

    assert len(pages) > 40
    for at in pages:
        path.write_bytes(whole[:at] + chance.randbytes(PAGE) + whole[at + PAGE :])
        with pytest.raises(StoreError, match="restore a backup with `decision-coach restore`"):
            SqliteStore.open(path)


def test_a_database_cut_short_is_refused_wherever_it_ends(path: Path, whole: bytes) -> None:
    for end in range(PAGE, len(whole), PAGE):
        path.write_bytes(whole[:end])
        with pytest.raises(StoreError, match="is damaged"):
            SqliteStore.open(path)


async def test_missing_files_beside_it_are_made_again(path: Path) -> None:
    await filled(path, 2)
    for suffix in ("-wal", "-shm", ".lock"):
        remove(path.with_name(path.name + suffix))

    await SqliteStore.open(path).close()


def no_database(path: Path) -> None:
    path.write_text("This is no database, but a letter to my aunt. " * 50)


def remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def folder_in_its_place(path: Path) -> Path:
    path.mkdir()
    return path


def file_as_its_folder(path: Path) -> Path:
    path.write_text("a file")
    return path / "coach.db"


def folder_that_cannot_be_made(_: Path) -> Path:
    return Path("/proc/decision-coach/coach.db")


def log_that_is_a_folder(path: Path) -> Path:
    path.with_name("coach.db-wal").mkdir()
    return path


def lock_that_is_a_folder(path: Path) -> Path:
    path.with_name("coach.db.lock").mkdir()
    return path


def name_that_is_too_long(path: Path) -> Path:
    return path.with_name("c" * 300)


@pytest.mark.parametrize(
    ("obstacle", "remedy"),
    [
        (folder_in_its_place, "is a folder; choose a file in it, such as"),
        (file_as_its_folder, "check that the path is right"),
        (folder_that_cannot_be_made, "check the name"),
        (log_that_is_a_folder, "check whether the disk is full, failing or unmounted"),
        (lock_that_is_a_folder, "is a folder"),
        (name_that_is_too_long, "check that the path is right"),
    ],
    ids=lambda part: part.__name__ if callable(part) else "",
)
def test_a_path_that_cannot_be_used_is_named_with_what_to_do(
    path: Path, obstacle: Callable[[Path], Path], remedy: str
) -> None:
    place = obstacle(path)

    with pytest.raises(StoreError) as caught:
        SqliteStore.open(place)

    assert remedy in str(caught.value)
    assert str(place.parent.parent) in str(caught.value)


async def test_a_missing_folder_is_made_and_the_files_are_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "coach.db"

    store = SqliteStore.open(path)
    modes = {file.name: file.stat().st_mode & 0o777 for file in (path.parent, *path.parent.iterdir())}
    await store.close()

    assert modes == {
        "data": 0o700,
        "coach.db": 0o600,
        "coach.db-wal": 0o600,
        "coach.db-shm": 0o600,
        "coach.db.lock": 0o600,
    }


async def test_a_database_is_as_safe_as_sqlite_can_make_it(path: Path) -> None:
    store = SqliteStore.open(path)

    def look(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "user_version")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    found = await store._writer.run(look)
    await store.close()

    assert found == ["wal", 2, 1, 1, len(migrations())]
