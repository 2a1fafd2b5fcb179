"""Run all SQL at once, in the caller's thread: of a database in memory, for there is no disk to wait for, or
beside a running bot, which has its own thread for that.
"""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final
from weakref import finalize

from bot.stores.protocol import StoreError
from bot.stores.sqlite.connection import SqliteConnection
from bot.stores.sqlite.files import database_error
from bot.stores.sqlite.schema import migrate, migrations
from bot.stores.sqlite.writer import T, Work, is_jobs_fault

NAME: Final = ":memory:"
"""What SQLite calls a database without a file."""


class DirectRunner:
    """Run jobs as `Writer` does, but at once and in the caller's thread. path: of the database."""

    def __init__(self, connection: SqliteConnection, path: Path = Path(NAME)) -> None:
        self._connection = connection
        self._path = path
        # Whoever forgets to close it leaves that to the garbage collector, which may run in any thread.
        self._close = finalize(self, self._connection.close)

    async def run(self, work: Work[T]) -> T:
        """Return what the work returns, in a transaction of its own.

        Raises:
            StoreError: the store was closed.
        """
        return self._run(work)

    async def read(self, work: Work[T]) -> T:
        """Return what the work returns."""
        return self._run(work)

    async def post(self, work: Work[object]) -> None:
        """Do the work now."""
        self._run(work)

    def clean(self, thoroughly: bool = False) -> None:
        """Do nothing: what was deleted is on no disk, or a running bot wipes it."""

    async def close(self) -> None:
        """Close the connection; everything is gone then."""
        self._close()

    def _run(self, work: Work[T]) -> T:
        if not self._close.alive:
            raise StoreError(f"{self._path} was closed; open the store again")
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                return work(self._connection)
        except sqlite3.Error as problem:
            if is_jobs_fault(problem):
                raise
            raise database_error(self._path, problem) from problem


def connect_in_memory() -> SqliteConnection:
    """Connect to an empty database of today's schema, which goes with the connection."""
    connection = sqlite3.connect(
        NAME, isolation_level=None, check_same_thread=False, factory=SqliteConnection
    )
    connection.deserialize(_empty_database())
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@cache
def _empty_database() -> bytes:
    """Return an empty database with today's schema, made once: copying it takes a tenth of the time."""
    with closing(sqlite3.connect(NAME, isolation_level=None)) as connection:
        migrate(connection, Path(NAME), migrations())
        return connection.serialize()
