"""Bringing a database file to the schema of this version, and never past it."""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from bot.stores.protocol import StoreError
from bot.stores.sqlite.files import copy_to

APPLICATION: Final = 0x0DEC1DE5
"""`PRAGMA application_id` of our databases (https://www.sqlite.org/fileformat.html#application_id)."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step of the schema; number counts from 1."""

    number: int
    sql: str


def migrations() -> tuple[Migration, ...]:
    """The steps that came with this version, in order."""
    scripts = (file for file in files("bot.stores.sqlite.migrations").iterdir() if file.name.endswith(".sql"))
    steps = (Migration(int(script.name[:4]), script.read_text("utf-8")) for script in scripts)
    return tuple(sorted(steps, key=lambda step: step.number))


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[Migration]) -> None:
    """Apply the steps that the database lacks, each in one transaction; a copy is kept beside it before.

    Raises:
        StoreError: it is another program's database, or a newer version's.
    """
    version = _version(connection)
    _must_be_ours(connection, path, version, steps[-1].number)
    missing = [step for step in steps if step.number > version]
    if version and missing:
        copy_to(connection, path.with_name(f"{path.name}.schema-{version}"))
    for step in missing:
        _apply(connection, step)


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what `migrate` would refuse, and an empty database too."""
    version = _version(connection)
    _must_be_ours(connection, path, version, migrations()[-1].number)
    if not version:
        raise StoreError(f"{path} is an empty database, not a backup; name another file")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _must_be_ours(connection: sqlite3.Connection, path: Path, version: int, newest: int) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and (application or version or tables):
        raise StoreError(f"{path} is a database of another program; name another file")
    if version > newest:
        raise StoreError(
            f"{path} was written by a newer version (schema {version}; this one knows {newest});"
            " install that version, or restore a backup made before"
        )


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
    # Made with the database, so that every backup of it knows the key of the forgotten.
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
