"""Bring a PostgreSQL database to the schema of this version; refuse one of a newer version.

Several workers may start at once, and older ones go on meanwhile: so one release only adds to the schema.
A step that does more raises `decision_coach.oldest` to its own number, and all workers are stopped for it.
"""

import logging
import secrets
from collections.abc import Sequence
from typing import Final

from bot.stores.migration import Migration, newer_schema, read_migrations
from bot.stores.postgres.connection import PostgresConnection
from bot.stores.protocol import StoreError
from bot.stores.sql.connection import Connection

_LOCK: Final = 0x0DEC1DE5
"""Of whoever changes the schema; no chat has this number."""
# Not `to_regclass`: it remembers for a while that there is none.
_HAS_TABLE: Final = """
    SELECT count(*) FROM pg_tables WHERE tablename = ? AND schemaname = ANY (current_schemas(false))
"""

log = logging.getLogger(__name__)


def postgres_migrations() -> tuple[Migration, ...]:
    """Return the migrations of this version, in order; the first makes the schema of number 8."""
    return read_migrations("bot.stores.postgres.migrations")


def apply_next(connection: Connection, name: str, steps: Sequence[Migration]) -> bool:
    """Apply the first migration that the database lacks; return False if it lacks none.

    Raises:
        StoreError: the database belongs to another program, or was written by a newer version.
    """
    newest = steps[-1].number
    if schema_of(connection) == newest:
        return False
    connection.lock_chat(_LOCK)
    connection.execute("SET LOCAL statement_timeout = 0")
    version = schema_of(connection)
    if version > newest:
        _check_oldest(connection, name, version, newest)
        return False
    if not version:
        _check_empty(connection, name)
    for step in steps:
        if step.number > version:
            _apply(connection, step, is_first=not version)
            return True
    return False


def schema_of(connection: Connection) -> int:
    """Return the number of the newest migration that was applied; 0 for none."""
    (exists,) = connection.execute(_HAS_TABLE, ("decision_coach",)).fetchone()
    if not exists:
        return 0
    (number,) = connection.execute("SELECT schema FROM decision_coach").fetchone()
    return int(number)


def oldest_of(connection: Connection) -> int:
    """Return the schema that a version has to know at least; none before 9 says it."""
    (oldest,) = connection.execute("SELECT oldest FROM decision_coach").fetchone()
    return int(oldest)


def _check_oldest(connection: Connection, name: str, version: int, newest: int) -> None:
    """Make sure that to a newer schema was only added: this worker may be an older one of several.

    Raises:
        StoreError: it is not.
    """
    if oldest_of(connection) > newest:
        raise newer_schema(name, version, newest)
    log.warning("%s has schema %d; this version knows %d, and goes on with that", name, version, newest)


def _check_empty(connection: Connection, name: str) -> None:
    (encoding,) = connection.execute("SHOW server_encoding").fetchone()
    if encoding != "UTF8":
        raise StoreError(f"{name} keeps its text in {encoding}; create one with `createdb --encoding=UTF8`")
    for table in ("sessions", "updates", "keys"):
        (exists,) = connection.execute(_HAS_TABLE, (table,)).fetchone()
        if exists:
            raise StoreError(f"{name} is of another program; create one of its own with `createdb`")


def _apply(connection: Connection, step: Migration, *, is_first: bool) -> None:
    assert isinstance(connection, PostgresConnection)  # noqa: S101  # there is no other here
    connection.run_script(step.sql)
    if is_first:  # in every backup, then
        connection.execute("INSERT INTO keys VALUES ('forgotten', 0, ?)", (secrets.token_bytes(32),))
    connection.execute("UPDATE decision_coach SET schema = ?", (step.number,))
