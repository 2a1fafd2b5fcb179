"""One thread, many jobs, few transactions, and every outcome reaches who waits for it."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.stores.protocol import StoreError
from bot.stores.sqlite.files import SqliteConnection
from bot.stores.sqlite.writer import BATCH, Work, Writer


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncIterator[Writer]:
    path = tmp_path / "any.db"
    connection = SqliteConnection(path, isolation_level=None, check_same_thread=False)
    connection.execute("CREATE TABLE notes (text UNIQUE)")
    opened = Writer(connection, path, patience=0.05)
    yield opened
    await opened.close()


def add(connection: sqlite3.Connection, text: str) -> None:
    connection.execute("INSERT INTO notes VALUES (?)", (text,))


def notes(connection: sqlite3.Connection) -> list[str]:
    return [text for (text,) in connection.execute("SELECT text FROM notes ORDER BY rowid")]


async def test_jobs_are_done_in_order_and_a_batch_has_its_bound(writer: Writer) -> None:
    texts = [str(number) for number in range(3 * BATCH)]

    await asyncio.gather(*(writer.run(partial(add, text=text)) for text in texts))

    assert await writer.run(notes) == texts
    assert 3 <= writer.commits <= 6


async def test_half_of_a_job_that_fails_is_not_kept(writer: Writer) -> None:
    def twice(connection: sqlite3.Connection) -> None:
        add(connection, "once")
        add(connection, "once")

    with pytest.raises(sqlite3.IntegrityError):
        await writer.run(twice)

    assert await writer.run(notes) == []


@pytest.mark.parametrize(
    "problem", [ValueError, MemoryError, KeyboardInterrupt, sqlite3.ProgrammingError, sqlite3.IntegrityError]
)
async def test_whatever_a_job_raises_is_raised_where_it_was_asked_for(
    writer: Writer, problem: type[BaseException]
) -> None:
    def fail(_: sqlite3.Connection) -> None:
        raise problem

    outcomes = await asyncio.gather(
        writer.run(lambda connection: add(connection, "a")), caught(writer, fail), writer.run(notes)
    )

    assert [outcomes[1], outcomes[2]] == [problem, ["a"]]


async def caught(writer: Writer, work: Work[None]) -> type[BaseException] | None:
    """The type of what the work raises; caught here, for asyncio ends at a KeyboardInterrupt."""
    try:
        await writer.run(work)
    except BaseException as problem:  # noqa: BLE001 - whatever it is, it is looked at
        return type(problem)
    return None


@pytest.mark.parametrize("statement", ["SELECT * FROM nowhere", "SELEKT"])
async def test_a_statement_that_is_wrong_is_its_own_jobs_fault(writer: Writer, statement: str) -> None:
    def say(connection: sqlite3.Connection) -> None:
        connection.execute(statement)

    outcomes = await asyncio.gather(
        caught(writer, lambda connection: add(connection, "a")),
        caught(writer, say),
    )

    assert list(outcomes) == [None, sqlite3.OperationalError]
    assert await writer.run(notes) == ["a"]


async def test_a_job_that_runs_out_of_something_is_told_apart_from_a_generator(writer: Writer) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await writer.run(lambda _: next(iter(())))


async def test_trouble_of_the_database_is_everybodys(writer: Writer) -> None:
    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count = 3")
        add(connection, "too long" * 9999)

    outcomes = await asyncio.gather(
        writer.run(lambda connection: add(connection, "a")), writer.run(spoil), return_exceptions=True
    )

    assert [type(outcome) for outcome in outcomes] == [StoreError, StoreError]
    assert await writer.run(notes) == []


async def test_a_posted_job_is_seen_by_what_is_given_later(writer: Writer) -> None:
    await writer.post(lambda connection: add(connection, "posted"))

    assert await writer.run(notes) == ["posted"]
    assert writer.commits == 1


async def test_a_posted_job_that_fails_is_logged(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: sqlite3.Connection) -> None:
        raise LookupError("the dog ate it")

    with caplog.at_level(logging.WARNING):
        await writer.post(fail)
        await writer.run(notes)

    assert caplog.messages == ["a queued change was not saved: the dog ate it"]


async def test_closing_does_what_was_given_before(tmp_path: Path, writer: Writer) -> None:
    await writer.post(lambda connection: add(connection, "posted"))

    await writer.close()

    with sqlite3.connect(tmp_path / "any.db") as connection:
        found = notes(connection)
    connection.close()
    assert found == ["posted"]
