"""Whoever was forgotten is deleted from the copies beside the database, too."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.solo.session import Session
from bot.stores.protocol import Address, Change
from bot.stores.sqlite.backups import backup
from bot.stores.sqlite.copies import clean_copies, copies_of
from bot.stores.sqlite.schema import migrate, migrations
from bot.stores.sqlite.store import SqliteStore
from tests.stores.conftest import CHAT, FRESH, GONE

SECRET = "My boss must not know this."
OTHER = replace(FRESH, id=8, chat=CHAT + 1, person=CHAT + 1)
TOLD = replace(FRESH, answers={"q": SECRET})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


async def save(store: SqliteStore, session: Session) -> None:
    await store.update(Address(session.chat), None, lambda _: Change(session), 10.0)


def clean(path: Path) -> None:
    """Clean, and wait for the end."""
    if (thread := clean_copies(path)) is not None:
        thread.join()


async def sessions_in(copy: Path, chat: int) -> tuple[Session, ...]:
    store = SqliteStore.open(copy)
    try:
        return await store.sessions(chat)
    finally:
        await store.close()


@pytest.mark.parametrize("suffix", ["replaced", "rescued", "schema-7"])
async def test_who_is_forgotten_is_deleted_from_a_copy_and_others_stay(path: Path, suffix: str) -> None:
    store = SqliteStore.open(path)
    await save(store, TOLD)
    await save(store, OTHER)
    copy = path.with_name(f"{path.name}.{suffix}")
    backup(path, copy)
    assert SECRET.encode() in copy.read_bytes()

    await store.forget(CHAT, 1, GONE, 11.0)
    clean(path)
    await store.close()

    assert SECRET.encode() not in copy.read_bytes()
    assert await sessions_in(copy, CHAT) == ()
    assert await sessions_in(copy, OTHER.chat) == (OTHER,)


async def test_a_start_goes_on_with_what_the_process_before_left(path: Path) -> None:
    store = SqliteStore.open(path)
    await save(store, TOLD)
    copy = path.with_name(f"{path.name}.replaced")
    part = path.with_name("elsewhere")
    backup(path, part)
    await store.forget(CHAT, 1, GONE, 11.0)
    await store.close()
    part.rename(copy)  # as if nobody had been there to clean it

    again = SqliteStore.open(path)
    clean(path)
    await again.close()

    assert SECRET.encode() not in copy.read_bytes()


async def test_a_copy_of_an_earlier_schema_comes_along_and_leaves_no_other(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, migrations()[:1])
        connection.executemany(
            "INSERT INTO sessions VALUES (?, ?, ?, 'ai-cert', 'h1', 'asking', 0, ?, 1, 1.0, 1.0)",
            [(7, CHAT, CHAT, f'{{"answers":{{"q":"{SECRET}"}}}}'), (8, OTHER.chat, OTHER.chat, "{}")],
        )
    store = SqliteStore.open(path)
    (copy,) = copies_of(path)
    assert SECRET.encode() in copy.read_bytes()

    await store.forget(CHAT, 1, GONE, 11.0)
    clean(path)
    await store.close()

    assert copies_of(path) == [copy]
    assert SECRET.encode() not in copy.read_bytes()
    assert await sessions_in(copy, OTHER.chat) == (OTHER,)


async def test_a_copy_in_which_nobody_has_to_be_forgotten_stays_as_it_is(path: Path) -> None:
    store = SqliteStore.open(path)
    await save(store, OTHER)
    copy = path.with_name(f"{path.name}.replaced")
    backup(path, copy)
    before = copy.read_bytes()

    clean(path)
    await store.close()

    assert copy.read_bytes() == before


async def test_a_copy_that_is_none_is_told_to_the_operator(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = SqliteStore.open(path)
    copy = path.with_name(f"{path.name}.replaced")
    copy.write_bytes(b"Dear database, " * 1000)

    await store.forget(CHAT, 1, GONE, 11.0)
    clean(path)
    await store.close()

    assert f"{copy} may hold people who asked to be forgotten; delete it" in caplog.text
