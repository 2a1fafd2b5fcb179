"""A database in memory has the schema and the guards of one on the disk, and is alone."""

import gc
import sqlite3
from threading import Thread

import pytest

from bot.stores.protocol import StoreError
from bot.stores.sqlite.schema import migrations
from bot.stores.sqlite.store import DirectRunner, connect_in_memory


def pragmas(connection: sqlite3.Connection) -> list[object]:
    names = ("foreign_keys", "user_version")
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


def add_key(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO keys VALUES ('test', 0, x'00')")


def count_keys(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM keys WHERE purpose = 'test'").fetchone()
    return int(count)


async def test_it_has_the_newest_schema_and_keeps_references_whole() -> None:
    writer = DirectRunner(connect_in_memory())

    assert await writer.run(pragmas) == [1, len(migrations())]

    await writer.close()


async def test_two_of_them_share_nothing() -> None:
    one, two = DirectRunner(connect_in_memory()), DirectRunner(connect_in_memory())

    await one.post(add_key)

    assert (await one.run(count_keys), await two.run(count_keys)) == (1, 0)
    await one.close()
    await two.close()


async def test_half_of_a_job_that_fails_is_not_kept() -> None:
    writer = DirectRunner(connect_in_memory())

    def twice(connection: sqlite3.Connection) -> None:
        add_key(connection)
        add_key(connection)

    with pytest.raises(sqlite3.IntegrityError):
        await writer.run(twice)

    assert await writer.run(count_keys) == 0
    await writer.close()


async def test_it_is_closed_once_and_then_refuses_work() -> None:
    writer = DirectRunner(connect_in_memory())
    await writer.close()
    await writer.close()

    with pytest.raises(StoreError, match=r"^:memory: was closed; open the store again"):
        await writer.post(add_key)


def test_what_nobody_closes_may_be_collected_in_any_thread() -> None:
    writers = [DirectRunner(connect_in_memory())]
    connection = writers[0]._connection

    def collect() -> None:
        writers.clear()
        gc.collect()

    thread = Thread(target=collect)
    thread.start()
    thread.join()

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
