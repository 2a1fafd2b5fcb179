"""Of what was deleted nothing is left: not in the file, its gaps and free pages, and not in the log."""

import asyncio
import random
import sqlite3
from collections.abc import Coroutine
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.core.group.session import GroupChange
from bot.core.solo.session import Session
from bot.stores.protocol import Address, Change, Committed, Found
from bot.stores.sqlite import cleaning
from bot.stores.sqlite.cleaning import Remnants, find_remnants
from bot.stores.sqlite.store import SqliteStore
from bot.stores.sqlite.writer import Writer
from tests.stores.circle import BEN, OPENED, Circle, seat_of
from tests.stores.conftest import CARD, FRESH, GONE

PEOPLE = 400
FORGOTTEN = range(10, 60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


def mark(person: int) -> str:
    return f"mark{person:05d}of{person * 7919:09d}"


def chat(person: int) -> int:
    return 0x55AA_0000_0000 + person


def files(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.iterdir() if "forgotten" not in each.name)


async def lived(store: SqliteStore) -> None:
    """People whose sessions grow side by side, so that pages are split again and again."""
    chance = random.Random(1)
    said = dict.fromkeys(range(PEOPLE), "")
    sessions: dict[int, Session] = {}
    steps: list[Coroutine[Any, Any, Committed[Change] | None]] = []
    order = [chance.randrange(PEOPLE) for _ in range(6 * PEOPLE)]
    for number, person in enumerate([*range(PEOPLE), *order]):
        said[person] += mark(person) + "y" * chance.randrange(60)
        before = sessions.get(person)
        if before is None:
            session = replace(FRESH, id=chance.getrandbits(62), chat=chat(person), person=chat(person))
        else:
            session = replace(before, revision=before.revision + 1)
        session = replace(session, answers={"goal": said[person]})
        sessions[person] = session
        address = Address(session.chat, session.id)
        steps.append(store.update(address, number, partial(saved, Change(session, (CARD,))), 1000.0 + number))
    for first in range(0, len(steps), 40):  # many in one transaction: each takes a sync of the disk
        await asyncio.gather(*steps[first : first + 40])


def is_clean(path: Path) -> bool:
    """Whether no page holds anything but its rows, so that no remnant of a row can be anywhere."""
    return list(find_remnants(path.read_bytes(), 4096, 0)) == []


def saved(change: Change, _found: Found) -> Change:
    return change


async def test_nothing_is_left_of_who_was_forgotten(path: Path) -> None:
    store = SqliteStore.open(path)
    await lived(store)
    for person in FORGOTTEN:
        await store.forget(chat(person), None, GONE, 9e8)
        for due in await store.due(1e9, 1000):
            if due.surface.chat == chat(person):
                await store.shown(due.surface, 5, "d")
    await store.close()

    whole = files(path)

    left = [each for each in FORGOTTEN if mark(each).encode() in whole or chat(each).to_bytes(6) in whole]
    assert left == []
    assert is_clean(path)
    assert mark(5).encode() in whole


async def test_nothing_is_left_of_what_was_purged(path: Path) -> None:
    store = SqliteStore.open(path)
    await lived(store)
    await store.update(Address(1), None, lambda _: Change(replace(FRESH, id=1, chat=1, person=1)), 9e8)

    await store.purge(8e8, 0.0, 0.0)
    await store.close()

    whole = files(path)
    assert [each for each in range(PEOPLE) if mark(each).encode() in whole] == []
    assert is_clean(path)


async def test_nothing_is_left_of_a_deleted_group(path: Path) -> None:
    store = SqliteStore.open(path)
    circle = Circle(store)
    await circle.opens(*(seat_of(BEN + each, mark(each), 100 + each) for each in range(50)))

    await circle.change(GroupChange(deleted=True))
    await store.close()

    whole = files(path)
    assert [each for each in range(50) if mark(each).encode() in whole] == []
    assert OPENED.place.encode() not in whole
    assert is_clean(path)


async def test_taps_go_on_between_two_steps(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "CHUNK", 1)
    store = SqliteStore.open(path)
    await lived(store)
    writer = store._writer
    assert isinstance(writer, Writer)
    before = writer.commits
    await store.forget(chat(10), None, GONE, 9e8)

    for number in range(20):
        await store.update(Address(1), None, lambda _: Change(), 9e8 + number)

    assert writer.commits == before + 21
    assert writer._cleaning._remnants.are_left
    await store.close()


async def test_who_kills_the_process_leaves_the_rest_to_the_next_start(path: Path) -> None:
    store = SqliteStore.open(path)
    await lived(store)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA secure_delete = ON")
        with raw:
            raw.executemany("DELETE FROM sessions WHERE chat = ?", ((chat(each),) for each in FORGOTTEN))
    await store.close()

    again = SqliteStore.open(path)
    await again.close()

    whole = files(path)
    assert [each for each in FORGOTTEN if mark(each).encode() in whole] == []
    assert is_clean(path)


# --- gaps -----------------------------------------------------------------------------------


def test_wiping_gaps_changes_no_row(path: Path) -> None:
    chance = random.Random(2)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("CREATE INDEX bodies ON notes (body)")
        for number in range(1000):
            connection.execute("INSERT INTO notes VALUES (?, ?)", (chance.getrandbits(40), f"{number}" * 9))
            if number % 3 == 0:
                connection.execute(
                    "UPDATE notes SET body = body || body || 'x' WHERE id % 7 = ?", (number % 7,)
                )
                connection.execute("DELETE FROM notes WHERE length(body) > 9000")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        rows = connection.execute("SELECT * FROM notes ORDER BY id").fetchall()
        dirty = len(list(find_remnants(path.read_bytes(), 4096, 0)))
        wiping = Remnants(path)
        wiping.request()

        while wiping.are_left:
            assert wiping.wipe_some(connection)

        assert dirty > 0
        assert list(find_remnants(path.read_bytes(), 4096, 0)) == []
        assert connection.execute("SELECT * FROM notes ORDER BY id").fetchall() == rows
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    wiping.close()


def test_while_the_log_holds_newer_pages_nothing_is_wiped(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE notes (body TEXT)")
        wiping = Remnants(path)
        wiping.request()

        assert not wiping.wipe_some(connection)
    wiping.close()


@pytest.mark.parametrize("page", [bytes(4096), b"\x02" * 4096, b"\x0d\0\0\xff\xff" + b"\1" * 4091])
def test_what_is_no_page_of_a_tree_is_left_alone(page: bytes) -> None:
    assert list(find_remnants(page, 4096, 1)) == []
