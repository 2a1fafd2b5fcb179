"""Whoever asked to be forgotten is gone from the disk, and stays gone."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.screen.screen import Block, Screen
from bot.core.solo.session import Session
from bot.stores.protocol import Address, Change, Found, StoreError
from bot.stores.sqlite.backups import backup, restore
from bot.stores.sqlite.forgotten import clean_copies, copies_of
from bot.stores.sqlite.schema import migrate, migrations
from bot.stores.sqlite.store import SqliteStore
from tests.stores.conftest import CARD, CHAT, FRESH, GONE, cleaned

CONFIDED = "My boss must not know this. "
PEOPLE = tuple(CHAT + 7919 * number for number in range(40))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore.open(path)
    yield opened
    await opened.close()


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if "copy" not in file.name)


async def talk(store: SqliteStore, person: int, update_id: int) -> None:
    """A conversation that grows, shrinks and is shown, so that pages split and join."""

    def decide(found: Found) -> Change:
        session = found.session or Session(person * 7919, person, person, "ai-cert", "h1")
        text = f"{CONFIDED}{person} " * (update_id * 13 % 40)
        answers = {**session.answers, f"q{update_id % 9}": text} if update_id % 11 else {}
        told = (Screen((Block(text),)),) if update_id % 5 == 0 else ()
        return Change(replace(session, answers=answers, revision=session.revision + 1), (CARD,), told)

    committed = await store.update(Address(person), update_id, decide, 10.0)
    assert committed is not None
    for due in committed.due[: update_id % 3]:
        await store.shown(due.surface, update_id, "d")
    if update_id % 7 == 0:
        await store.bury(10**6 + update_id, json.dumps({"from": {"id": person}}), CONFIDED, 10.0)


async def test_no_byte_of_a_forgotten_person_is_left_on_the_disk(store: SqliteStore, path: Path) -> None:
    for number in range(600):
        await talk(store, PEOPLE[number * 17 % len(PEOPLE)], number)
    person = PEOPLE[11]
    traces = (f"{CONFIDED}{person}".encode(), str(person).encode(), person.to_bytes(4, "big"))
    assert all(trace in on_disk(path) for trace in traces)

    committed = await store.forget(person, 9000, GONE, 11.0)
    assert committed is not None
    await cleaned(store)
    left = [trace for trace in traces[:2] if trace in on_disk(path)]
    await store.shown(committed.due[0].surface, 9001, "d")
    await cleaned(store)

    assert left == []
    assert [trace for trace in traces if trace in on_disk(path)] == []


async def test_no_byte_of_a_purged_person_is_left_on_the_disk(store: SqliteStore, path: Path) -> None:
    await talk(store, CHAT, 1)

    await store.purge(99.0, 99.0, 99.0)
    await cleaned(store)

    assert CONFIDED.encode() not in on_disk(path)
    assert CHAT.to_bytes(4, "big") not in on_disk(path)


async def test_a_restored_backup_forgets_again(store: SqliteStore, path: Path) -> None:
    await talk(store, CHAT, 7)
    await talk(store, PEOPLE[1], 8)
    kept = await store.sessions(PEOPLE[1])
    copy = path.with_name("copy.db")
    backup(path, copy)
    await store.forget(CHAT, 9, GONE, 11.0)
    await store.close()

    restore(copy, path)
    again = SqliteStore.open(path)

    assert await again.export(CHAT) == {"sessions": [], "messages": [], "groups": [], "buried": []}
    assert await again.sessions(PEOPLE[1]) == kept
    assert f"{CONFIDED}{CHAT}".encode() not in on_disk(path).replace(replaced(path), b"")
    await again.close()


@pytest.mark.parametrize("now", [12.0, 10.0], ids=["later", "after the clock was set back"])
async def test_who_came_back_after_being_forgotten_is_kept(
    store: SqliteStore, path: Path, now: float
) -> None:
    await store.forget(CHAT, 1, GONE, 11.0)
    await store.update(Address(CHAT), 2, lambda _: Change(FRESH), now)
    await store.close()

    again = SqliteStore.open(path)

    assert await again.sessions(CHAT) == (FRESH,)
    await again.close()


async def test_who_was_forgotten_is_told_after_a_restart_too(store: SqliteStore, path: Path) -> None:
    committed = await store.forget(CHAT, 1, GONE, 11.0)
    await store.close()

    again = SqliteStore.open(path)

    assert committed is not None
    assert await again.due(12.0, 9) == committed.due
    await again.close()


async def test_a_deletion_cut_off_by_a_crash_is_done_at_the_next_start(
    store: SqliteStore, path: Path
) -> None:
    await store.update(Address(CHAT), 1, lambda _: Change(FRESH), 10.0)
    copy = path.with_name("copy.db")
    backup(path, copy)
    await store.forget(CHAT, 2, GONE, 11.0)
    await store.close()
    copy.replace(path)

    again = SqliteStore.open(path)

    assert await again.sessions(CHAT) == ()
    await again.close()


async def test_the_file_of_the_forgotten_names_nobody(store: SqliteStore, path: Path) -> None:
    await store.forget(CHAT, 1, GONE, 11.0)
    await store.forget(CHAT, 2, GONE, 12.0)

    lines = lines_of(path.with_name("coach.db.forgotten"))

    assert [line.split()[1] for line in lines] == ["11.0", "12.0"]
    assert str(CHAT) not in " ".join(lines)


async def test_half_a_line_of_the_file_is_passed_over(store: SqliteStore, path: Path) -> None:
    await store.update(Address(CHAT), 2, lambda _: Change(FRESH), 12.0)
    await store.close()
    cut_short(path.with_name("coach.db.forgotten"))

    again = SqliteStore.open(path)

    assert await again.sessions(CHAT) == (FRESH,)
    await again.close()


async def test_a_damaged_line_of_the_database_stops_no_start_and_is_not_copied(
    store: SqliteStore, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await store.forget(CHAT, 60, GONE, 1500.5)
    await store.close()
    listed = path.with_name(f"{path.name}.forgotten")
    before = listed.read_bytes()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO forgotten (line) VALUES ('ü')")

    again = SqliteStore.open(path)

    assert await again.forgotten_at(CHAT) == 1500.5
    await again.close()
    assert (listed.read_bytes(), "lacked" in caplog.text) == (before, False)


async def test_who_is_noted_after_half_a_line_stays_forgotten(store: SqliteStore, path: Path) -> None:
    await store.update(Address(CHAT), 1, lambda _: Change(FRESH), 10.0)
    copy = path.with_name("copy.db")
    backup(path, copy)
    cut_short(path.with_name("coach.db.forgotten"))
    await store.forget(CHAT, 2, GONE, 9.0)
    await store.forget(CHAT, 3, GONE, 11.0)
    await store.close()

    restore(copy, path)
    again = SqliteStore.open(path)

    assert await again.sessions(CHAT) == ()
    await again.close()


async def test_nobody_is_forgotten_when_that_cannot_be_noted(store: SqliteStore, path: Path) -> None:
    await store.update(Address(CHAT), 2, lambda _: Change(FRESH), 12.0)
    in_the_way = path.with_name("coach.db.forgotten")
    make_folder(in_the_way)

    with pytest.raises(StoreError, match="is a folder"):
        await store.forget(CHAT, 3, GONE, 13.0)

    assert await store.sessions(CHAT) == (FRESH,)
    in_the_way.rmdir()
    assert await store.forget(CHAT, 3, GONE, 13.0) is not None


@pytest.mark.parametrize("lost", ["coach.db.forgotten", "coach.db.forgotten-too"])
async def test_either_file_is_enough_and_the_operator_is_told(
    store: SqliteStore, path: Path, lost: str, caplog: pytest.LogCaptureFixture
) -> None:
    await store.update(Address(CHAT), 1, lambda _: Change(FRESH), 10.0)
    copy = path.with_name("copy.db")
    backup(path, copy)
    await store.forget(CHAT, 2, GONE, 11.0)
    await store.close()
    path.with_name(lost).unlink()
    copy.replace(path)

    again = SqliteStore.open(path)

    assert await again.sessions(CHAT) == ()
    assert f"{lost} lacked 1 of 1 forgotten people" in caplog.text
    assert (
        len({path.with_name(f"coach.db.{name}").read_text() for name in ("forgotten", "forgotten-too")}) == 1
    )
    await again.close()


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line]


def replaced(path: Path) -> bytes:
    return path.with_name("coach.db.replaced").read_bytes()


def cut_short(path: Path) -> None:
    path.write_text("0123456789abcdef0123456789abcdef 99999\nabcdef 12\n\n0123456789abc")


def make_folder(path: Path) -> None:
    path.mkdir()


# --- copies -----------------------------------------------------------------------------

SECRET = "My boss must not know this."
OTHER = replace(FRESH, id=8, chat=CHAT + 1, person=CHAT + 1)
TOLD = replace(FRESH, answers={"q": SECRET})


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
