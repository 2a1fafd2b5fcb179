"""Migrate a database to the schema of this version; refuse one of a newer version."""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.stores.migration import Migration, newer_schema, read_migrations
from bot.stores.protocol import StoreError
from bot.stores.sqlite.files import copy_to, database_error

APPLICATION: Final = 0x0DEC1DE5
"""`PRAGMA application_id` of our databases (https://www.sqlite.org/fileformat.html#application_id)."""


def migrations() -> tuple[Migration, ...]:
    """Return the migrations of this version, in order; the first has number 1."""
    return read_migrations("bot.stores.sqlite.migrations")


def migrate(
    connection: sqlite3.Connection, path: Path, steps: Sequence[Migration], *, keeps_copy: bool = True
) -> None:
    """Apply the migrations that the database lacks, each in its own transaction.

    keeps_copy: after a copy of the database to `.schema-N`.

    Raises:
        StoreError: the database belongs to another program, or was written by a newer version.
    """
    version = _version(connection)
    _check_owner(connection, path, version, steps[-1].number)
    missing = [step for step in steps if step.number > version]
    if version and missing and keeps_copy:
        copy_to(connection, path.with_name(f"{path.name}.schema-{version}"))
    for step in missing:
        _apply(connection, step)


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise the errors of `migrate`, and one for an empty database; change nothing."""
    version = _version(connection)
    _check_owner(connection, path, version, migrations()[-1].number)
    if not version:
        raise StoreError(f"{path} is an empty database, not a backup; choose another file")


def schema_numbers(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the schema of a database, and the newest that this version knows."""
    return _version(connection), migrations()[-1].number


def check_newest(connection: sqlite3.Connection, path: Path) -> None:
    """Raise the errors of `check_schema`, and one for a database of an older version; change nothing."""
    try:
        check_schema(connection, path)
        version, newest = schema_numbers(connection)
    except sqlite3.Error as problem:
        raise database_error(path, problem) from problem
    if version < newest:
        raise StoreError(
            f"{path} is of an older version (schema {version}; this one is {newest});"
            " start this version's bot once, and then try again"
        )


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _check_owner(connection: sqlite3.Connection, path: Path, version: int, newest: int) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and (application or version or tables):
        raise StoreError(f"{path} is a database of another program; choose another file")
    if version > newest:
        raise newer_schema(str(path), version, newest)


def _apply(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(step.sql):
            connection.execute(statement)
        if step.number == 1:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            _make_key(connection)
        connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _make_key(connection: sqlite3.Connection) -> None:
    # Created with the database, so that every backup contains the key of the `.forgotten` file.
    connection.execute("INSERT INTO keys VALUES ('forgotten', 0, ?)", (secrets.token_bytes(32),))


def _statements(sql: str) -> Iterator[str]:
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
