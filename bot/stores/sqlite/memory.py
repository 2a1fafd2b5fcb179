"""Run all SQL of a database in memory. There is no disk to wait for: no thread, no lock, no log."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final
from weakref import finalize

from bot.stores.protocol import StoreError
from bot.stores.sqlite.connection import SqliteConnection
from bot.stores.sqlite.schema import migrate, migrations
from bot.stores.sqlite.writer import T, Work

NAME: Final = ":memory:"
"""What SQLite calls a database without a file."""


class MemoryWriter:
    """Run jobs as `Writer` does, but at once and in the caller's thread."""

    def __init__(self) -> None:
        # Whoever forgets to close it leaves that to the garbage collector, which may run in any thread.
        self._connection = sqlite3.connect(
            NAME, isolation_level=None, check_same_thread=False, factory=SqliteConnection
        )
        self._connection.deserialize(_empty_database())
        self._connection.execute("PRAGMA foreign_keys = ON")
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
        """Do nothing: what was deleted is on no disk."""

    async def close(self) -> None:
        """Close the connection; everything is gone then."""
        self._close()

    def _run(self, work: Work[T]) -> T:
        if not self._close.alive:
            raise StoreError("the database in memory was closed; open the store again")
        with self._connection:
            self._connection.execute("BEGIN")
            return work(self._connection)


@cache
def _empty_database() -> bytes:
    """Return an empty database with today's schema, made once: copying it takes a tenth of the time."""
    with closing(sqlite3.connect(NAME, isolation_level=None)) as connection:
        migrate(connection, Path(NAME), migrations())
        return connection.serialize()
