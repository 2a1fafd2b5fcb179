"""A database on a server is brought to this version's schema, once, whoever starts first."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bot.stores.opening import move_between
from bot.stores.postgres.connection import PostgresConnection, translate
from bot.stores.postgres.schema import postgres_migrations
from bot.stores.postgres.store import PostgresStore
from bot.stores.protocol import StoreError
from bot.stores.sql import deletion, group_queries, group_rows, session_rows, surface_rows
from bot.stores.sqlite.schema import migrate, migrations
from tests.stores.conftest import GONE

NEWEST = migrations()[-1].number
OF_WORKERS = {"decision_coach", "workers", "duties", "claims", "budget"}
"""Tables for what several workers share, and SQLite has one."""


def test_both_databases_have_the_same_newest_number() -> None:
    assert [step.number for step in postgres_migrations()] == list(range(8, NEWEST + 1))


async def test_the_schema_has_the_tables_and_columns_of_the_other_database(
    address: str, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "any.db", isolation_level=None)) as connection:
        migrate(connection, tmp_path / "any.db", migrations())
        ours = connection.execute(
            "SELECT tables.name, columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name)"
            " AS columns WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'"
        ).fetchall()
    with psycopg.connect(address) as server:
        theirs = server.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        ).fetchall()

    alone = [(table, column) for table, column in theirs if table in OF_WORKERS]
    assert sorted(theirs) == sorted([*ours, *alone])
    assert {table for table, _ in alone} == OF_WORKERS


async def test_workers_that_start_at_once_make_one_schema(new_address: str) -> None:
    stores = await asyncio.gather(*(asyncio.to_thread(PostgresStore.open, new_address) for _ in range(4)))

    keys = await asyncio.gather(*(store.button_keys() for store in stores))

    assert len(set(keys)) == 1
    for store in stores:
        await store.close()


async def test_a_newer_database_is_refused(new_address: str) -> None:
    await PostgresStore.open(new_address).close()
    with psycopg.connect(new_address) as server:
        server.execute("UPDATE decision_coach SET schema = 99, oldest = 99")

    with pytest.raises(StoreError, match=rf"newer version \(schema 99; this one knows {NEWEST}\)"):
        PostgresStore.open(new_address)


async def test_a_worker_starts_beside_newer_ones_that_only_added_to_the_schema(new_address: str) -> None:
    await PostgresStore.open(new_address).close()
    with psycopg.connect(new_address) as server:
        server.execute("ALTER TABLE surfaces ADD COLUMN newer INTEGER NOT NULL DEFAULT 0")
        server.execute("UPDATE decision_coach SET schema = 99")

    store = PostgresStore.open(new_address)

    assert (await store.tell(1, GONE, 1.0)).due == await store.due(1.0, 9)
    await store.close()


async def test_another_programs_database_is_refused_and_left_as_it_is(new_address: str) -> None:
    with psycopg.connect(new_address) as server:
        server.execute("CREATE TABLE sessions (url TEXT)")

    with pytest.raises(StoreError, match="is of another program; create one of its own with `createdb`"):
        PostgresStore.open(new_address)

    with psycopg.connect(new_address) as server:
        assert server.execute("SELECT to_regclass('updates')").fetchone() == (None,)


@pytest.mark.parametrize(
    ("query", "values", "index"),
    [
        (session_rows.LAST, (1,), "sessions_used"),
        (session_rows.OPEN, (1, "d"), "sessions_open"),
        (session_rows.DUE, (1.0, 9), "sessions_deadline"),
        (surface_rows.DUE, (1.0, 9), "surfaces_due"),
        (surface_rows.RELEASE, (1,), "surfaces_waiting"),
        (group_rows.OPEN, (1, None), "groups_chat"),
        (group_rows.SEAT, (90, 1), "members"),
        (group_queries.DUE, (1.0,), "groups_deadline"),
        (group_queries.MARK, (90,), "surfaces_group"),
        (deletion.UNUSED_SESSION_COUNT, (1.0, 9), "sessions_used_at"),
        (deletion.DELETE_SOME["surfaces"], (1.0, 9), "surfaces_once"),
    ],
)
def test_what_a_tap_asks_for_is_found_by_an_index(
    address: str, query: str, values: tuple[object, ...], index: str
) -> None:
    with psycopg.connect(address, autocommit=True) as server:
        connection = PostgresConnection(server, "BEGIN; SET LOCAL enable_seqscan = off")
        plan = " ".join(str(row[0]) for row in connection.execute(f"EXPLAIN {query}", values))

    assert f" {index}" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT a FROM b WHERE c = ? AND d = :name", b"SELECT a FROM b WHERE c = %s AND d = %(name)s"),
        ("WHERE thread IS ? AND a IS NOT NULL", b"WHERE thread IS NOT DISTINCT FROM %s AND a IS NOT NULL"),
        ("FROM surfaces INDEXED BY surfaces_once WHERE", b"FROM surfaces WHERE"),
        ("WHERE a LIKE '5%' AND b::text = ?", b"WHERE a LIKE '5%%' AND b::text = %s"),
    ],
)
def test_a_statement_is_put_in_the_words_of_the_server(ours: str, theirs: bytes) -> None:
    assert translate(ours) == theirs


async def test_a_database_without_tables_of_ours_is_not_moved_and_left_as_it_is(
    new_address: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="holds nothing of Decision Coach; check its address"):
        await move_between(new_address, str(tmp_path / "empty.db"), print)

    with psycopg.connect(new_address) as other:
        assert other.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    assert os.listdir(tmp_path) == []
