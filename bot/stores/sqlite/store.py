"""The store of one process: an SQLite file with a connection and a writer thread, or a database in memory."""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import Final, Self
from weakref import finalize

from bot.core.screen.screen import Screen
from bot.stores.move import must_be_whole
from bot.stores.protocol import Change, Committed, StoreError
from bot.stores.sql.archive import count_by_stage
from bot.stores.sql.deletion import known_lines
from bot.stores.sql.store import SqlStore
from bot.stores.sql.unreadable_rows import take_back
from bot.stores.sqlite.files import Lock, SqliteConnection, connect, database_error, file_error, open_file
from bot.stores.sqlite.forgotten import Forgotten, clean_copies
from bot.stores.sqlite.guard import INTERVAL, rescue, verdict
from bot.stores.sqlite.schema import check_newest, migrate, migrations
from bot.stores.sqlite.writer import T, Work, Writer, is_jobs_fault

log = logging.getLogger(__name__)


# --- without a thread of its own --------------------------------------------------------
# A database in memory has no disk to wait for; beside a running bot, that has a thread for it.

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


# --- the store --------------------------------------------------------------------------


class SqliteStore(SqlStore):
    """A `Store` in SQLite; use `SqliteStore.open` or `SqliteStore.in_memory`."""

    _writer: Writer | DirectRunner

    def __init__(
        self, writer: Writer | DirectRunner, lock: Lock | None = None, forgotten: Forgotten | None = None
    ) -> None:
        self._writer = writer
        self._lock = lock
        self._forgotten = forgotten

    @classmethod
    def open(cls, path: Path, patience: float = 5.0, *, is_to_move: bool = False) -> Self:
        """Open a database; create it and its folder if there is none.

        patience: seconds to wait while another program locks it.
        is_to_move: it may hold a part of another database, which was moved there.

        Raises:
            StoreError: it is in use, damaged, of another program, of a newer version, or out of reach.
        """
        path = Path(os.path.realpath(path))  # symbolic links to one file must share its lock
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise file_error(path.parent, problem) from problem
        lock = Lock(path)
        try:
            connection = connect(path, patience)
            forgotten = Forgotten(path)
            _prepare(connection, path, forgotten, is_to_move)
        except StoreError:
            lock.release()
            raise
        clean_copies(path)  # the process before may have ended meanwhile
        return cls(Writer(connection, path, patience), lock, forgotten)

    @classmethod
    def in_memory(cls) -> Self:
        """Open an empty database that is gone when the process ends."""
        return cls(DirectRunner(connect_in_memory()))

    @classmethod
    def open_beside(cls, path: Path, patience: float = 5.0) -> Self:
        """Open a database that a bot of this version may be using, for some short work.

        Raises:
            StoreError: there is none, it is of another version, or it cannot be used.
        """
        with closing(open_file(path, patience)) as connection:
            check_newest(connection, path)
        return cls(DirectRunner(connect(path, patience), path))

    @property
    def days_in_backups(self) -> int:
        """See `Archive.days_in_backups`."""
        return 0

    @property
    def is_persistent(self) -> bool:
        """See `Store.is_persistent`."""
        return self._lock is not None

    async def census(self) -> Mapping[tuple[str, str], int]:
        """See `Archive.census`; on a connection of its own, beside the writer's."""
        writer = self._writer
        if isinstance(writer, DirectRunner):
            return await super().census()
        return await asyncio.to_thread(_census_of, writer.guard.path)

    async def watch(self) -> None:
        """See `Archive.watch`."""
        writer = self._writer
        if isinstance(writer, DirectRunner):
            await asyncio.Event().wait()
            return
        checking = asyncio.create_task(writer.guard.find_damage())
        try:
            while (missing := writer.guard.missing()) is None:
                if checking.done() and (damage := checking.result()):
                    await writer.give_up(damage, lambda _: None)
                    raise StoreError(damage)
                await asyncio.sleep(INTERVAL)
        finally:
            checking.cancel()
        rescued = await writer.give_up(f"{missing} is gone", partial(rescue, path=writer.guard.path))
        raise StoreError(verdict(missing, rescued))

    async def forget(
        self, chat: int, update_id: int | None, tell: Screen, now: float
    ) -> Committed[Change] | None:
        """See `Store.forget`; copies beside the database are cleaned soon after."""
        committed = await super().forget(chat, update_id, tell, now)
        if self._forgotten is not None:
            clean_copies(self._forgotten.database)
        return committed

    def _note_forgotten(self, line: str) -> None:
        if self._forgotten is not None:
            self._forgotten.add(line)

    async def keep_forgotten(self) -> None:
        """See `SqlStore.keep_forgotten`."""
        if self._forgotten is not None:
            self._forgotten.complete(await self.runner.read(known_lines))

    async def close(self) -> None:
        """See `Store.close`."""
        await self._writer.close()
        if self._lock is not None:
            self._lock.release()


def _census_of(path: Path) -> Mapping[tuple[str, str], int]:
    with closing(open_file(path)) as connection:
        try:
            return count_by_stage(connection)
        except sqlite3.Error as problem:
            raise database_error(path, problem) from problem


def _prepare(connection: SqliteConnection, path: Path, forgotten: Forgotten, is_to_move: bool) -> None:
    try:
        migrate(connection, path, migrations())
        if not is_to_move:
            must_be_whole(connection)
        connection.execute("BEGIN IMMEDIATE")
        returned = take_back(connection)  # before the forgotten are deleted again, who may be among them
        again = forgotten.apply(connection)
        connection.execute("COMMIT")
        if returned:
            log.info("%d rows that could not be read before were taken back", returned)
        if again:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            log.warning("%d people in %s had asked to be forgotten, and are deleted again", again, path)
    except sqlite3.Error as problem:
        connection.close()
        raise database_error(path, problem) from problem
    except StoreError:
        connection.close()
        raise
