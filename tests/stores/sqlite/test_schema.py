"""A database is brought to this version's schema, one whole step at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.stores.migration import Migration
from bot.stores.protocol import StoreError
from bot.stores.sql import session_rows, surface_rows
from bot.stores.sqlite.schema import APPLICATION, migrate, migrations
from bot.stores.sqlite.store import SqliteStore

ALL = migrations()
FIRST = ALL[0]
SECOND = Migration(
    2, "CREATE TABLE hats (id INTEGER); -- one; two\nALTER TABLE hats ADD COLUMN size INTEGER;\n"
)
BROKEN = Migration(2, "CREATE TABLE hats (id INTEGER);\nCREATE TABLE hats (id INTEGER);\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        yield opened


def state(connection: sqlite3.Connection) -> tuple[int, int, bool]:
    """Application, schema version, and whether the second step's table is there."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    hats = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'hats'").fetchone()
    return application, version, hats == (1,)


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_an_empty_database_gets_every_step_and_no_backup(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path, (FIRST, SECOND))

    assert state(connection) == (APPLICATION, 2, True)
    assert [file.name for file in path.parent.iterdir()] == ["coach.db"]


def test_a_database_of_this_version_stays_as_it_is(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path, (FIRST,))
    before = path.read_bytes()

    migrate(connection, path, (FIRST,))

    assert path.read_bytes() == before


def test_an_older_database_is_copied_before_it_is_changed(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path, (FIRST,))

    migrate(connection, path, (FIRST, SECOND))

    with closing(sqlite3.connect(path.with_name("coach.db.schema-1"))) as copy:
        assert state(copy) == (APPLICATION, 1, False)
    assert state(connection) == (APPLICATION, 2, True)


def test_a_step_that_fails_leaves_nothing_behind(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path, (FIRST,))

    with pytest.raises(sqlite3.OperationalError, match="hats already exists"):
        migrate(connection, path, (FIRST, BROKEN))

    assert state(connection) == (APPLICATION, 1, False)
    migrate(connection, path, (FIRST, SECOND))
    assert state(connection) == (APPLICATION, 2, True)


def test_a_newer_database_is_refused(connection: sqlite3.Connection, path: Path) -> None:
    newer = len(ALL) + 1
    migrate(connection, path, (*ALL, Migration(newer, SECOND.sql)))

    with pytest.raises(StoreError) as caught:
        SqliteStore.open(path)

    assert str(caught.value) == (
        f"{path} was written by a newer version (schema {newer}; this one knows {newer - 1});"
        " install that version, or restore a backup made before"
    )
    assert state(connection) == (APPLICATION, newer, True)


@pytest.mark.parametrize(
    "theirs", ["CREATE TABLE bookmarks (url)", "PRAGMA application_id = 5", "PRAGMA user_version = 1"]
)
def test_another_programs_database_is_refused(
    connection: sqlite3.Connection, path: Path, theirs: str
) -> None:
    connection.execute(theirs)

    with pytest.raises(StoreError, match="is a database of another program; choose another file"):
        SqliteStore.open(path)


@pytest.mark.parametrize(
    ("query", "arguments", "index"),
    [
        (session_rows.LAST, 1, "sessions_used"),
        (session_rows.OPEN, 2, "sessions_open"),
        (surface_rows.DUE, 2, "surfaces_due"),
        (surface_rows.RELEASE, 1, "surfaces_waiting"),
    ],
    ids=["used-last", "unfinished", "due", "waiting"],
)
def test_what_a_tap_asks_for_is_found_by_an_index(
    connection: sqlite3.Connection, path: Path, query: str, arguments: int, index: str
) -> None:
    migrate(connection, path, ALL)

    explained = connection.execute(f"EXPLAIN QUERY PLAN {query}", (1,) * arguments)
    plan = " ".join(str(row[3]) for row in explained)

    assert f"INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan
