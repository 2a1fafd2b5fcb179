"""The one thread that talks to SQLite, and its group commit.

Everything that waits when the thread is free goes into one transaction, so that a busy
moment pays for one sync of the disk and not for a hundred. It knows no table.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, Final, TypeVar

from bot.stores.protocol import StoreError
from bot.stores.sqlite.trouble import database_trouble

SHARE: Final = 20
"""A rebuild that took one second is followed by at least so many seconds without one."""
RETRY: Final = 1.0
"""Seconds until a failed or hindered cleaning is tried again."""

log = logging.getLogger(__name__)


class Cleaning:
    """What is still to be cleaned, and when."""

    def __init__(self, connection: sqlite3.Connection, path: Path, patience: float) -> None:
        self._connection = connection
        self._path = path
        self._patience = patience
        self._log_is_dirty = False
        self._pages_are_dirty = False
        self._not_before = 0.0
        self._rebuild_not_before = 0.0

    def ask(self, thoroughly: bool) -> None:
        """Empty the log soon; thoroughly: rebuild the database too."""
        self._log_is_dirty = True
        self._pages_are_dirty = self._pages_are_dirty or thoroughly

    def rest(self) -> float | None:
        """Seconds until there is something to do; None when nothing is left."""
        if self._log_is_dirty:
            return max(0.0, self._not_before - monotonic())
        if self._pages_are_dirty:
            return max(0.0, self._rebuild_not_before - monotonic())
        return None

    def go_on(self, last_chance: bool = False) -> None:
        """Do what it is time for; at the last chance all of it."""
        began = monotonic()
        if not last_chance and began < self._not_before:
            return
        try:
            if self._pages_are_dirty and (last_chance or began >= self._rebuild_not_before):
                self._rebuild()
            if self._log_is_dirty:
                self._empty_log()
        except sqlite3.Error as problem:
            # Nothing is lost by it: a rebuild needs as much free disk again as the database has.
            self._not_before = self._rebuild_not_before = monotonic() + RETRY
            log.warning("%s could not be cleaned of what was deleted yet: %s", self._path, problem)

    def _rebuild(self) -> None:
        began = monotonic()
        self._connection.execute("VACUUM")
        self._pages_are_dirty = False
        self._log_is_dirty = True
        now = monotonic()
        self._rebuild_not_before = now + SHARE * (now - began)

    def _empty_log(self) -> None:
        # A reader, such as a running backup, may still need the log: then soon again, without waiting for it.
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            (busy, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
        self._log_is_dirty = bool(busy)
        self._not_before = monotonic() + RETRY if busy else 0.0


T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

BATCH: Final = 128
"""Most jobs in one transaction; bounds how long the first of them waits for its commit."""
LINGER: Final = 0.2
"""Seconds that posted jobs wait for a transaction to ride along with."""

_OWN_FAULT: Final = (
    sqlite3.IntegrityError,
    sqlite3.ProgrammingError,
    sqlite3.InterfaceError,
    sqlite3.DataError,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    work: Work[object]
    future: asyncio.Future[Any] | None  # None: nobody waits


@dataclass(frozen=True, slots=True)
class _Failure:
    problem: BaseException


class Writer:
    """Runs work on one connection, in the order in which it was given.

    commits: transactions committed so far.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, patience: float) -> None:
        self.commits = 0
        self._connection = connection
        self._path = path
        self._cleaning = Cleaning(connection, path, patience)
        self._closed = False
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work[T]) -> T:
        """The result of the work, once it is on disk; what it raises is raised here.

        Raises:
            StoreError: the database failed; nothing of the batch was kept.
        """
        self._must_be_open()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(work, future))
        return await future

    def post(self, work: Work[object]) -> None:
        """Have the work done soon, before whatever is given later; a failure is only logged."""
        self._must_be_open()
        self._jobs.put(_Job(work, None))

    def clean(self, thoroughly: bool = False) -> None:
        """Called by work that deleted something which must be gone from the disk too; see `Cleaning`."""
        self._cleaning.ask(thoroughly)

    async def close(self) -> None:
        """Do what was given, then end the thread and close the connection."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _must_be_open(self) -> None:
        if self._closed:
            raise self._shut()

    def _shut(self) -> StoreError:
        return StoreError(f"{self._path} was closed; open the store again")

    # --- in the thread ------------------------------------------------------------------

    def _serve(self) -> None:
        is_open = True
        try:
            while is_open:
                batch, is_open = self._next_batch()
                outcomes = self._commit(batch) if batch else []
                self._cleaning.go_on(last_chance=not is_open)
                _deliver(batch, outcomes)
        finally:
            self._closed = True
            # Closing the last connection writes the log back into the database and deletes it.
            self._connection.close()
            self._refuse_the_rest()

    def _refuse_the_rest(self) -> None:
        """Nobody is left waiting for a thread that has ended."""
        while not self._jobs.empty():
            if job := self._jobs.get():
                _deliver([job], [_Failure(self._shut())])

    def _next_batch(self) -> tuple[list[_Job], bool]:
        """What is to be committed together, and whether more may come."""
        batch: list[_Job] = []
        until: float | None = None
        while len(batch) < BATCH:
            try:
                job = self._jobs.get(timeout=self._patience(batch, until))
            except Empty:
                break
            if job is None:
                return batch, False
            batch.append(job)
            if until is None and job.future is None:
                until = monotonic() + LINGER
            elif job.future is not None:
                until = 0.0
        return batch, True

    def _patience(self, batch: list[_Job], until: float | None) -> float | None:
        """Seconds to wait for the next job: for the first as long as there is nothing else to do."""
        return max(0.0, (until or 0.0) - monotonic()) if batch else self._cleaning.rest()

    def _commit(self, batch: list[_Job]) -> list[object]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._attempt(job) for job in batch]
            self._connection.execute("COMMIT")
        except sqlite3.Error as problem:
            self._undo()
            log.warning("%d changes were not kept: %s", len(batch), problem)
            # One error each: a shared one would collect the tracebacks of all who wait.
            return [_Failure(database_trouble(self._path, problem)) for _ in batch]
        self.commits += 1
        return outcomes

    def _attempt(self, job: _Job) -> object:
        if job.future is not None and job.future.cancelled():
            return None
        self._connection.execute("SAVEPOINT job")
        try:
            outcome = job.work(self._connection)
        except BaseException as problem:  # the boundary: work may raise anything, and its caller is elsewhere
            if isinstance(problem, sqlite3.Error) and not _is_own_fault(problem):
                raise
            self._connection.execute("ROLLBACK TO job")
            outcome = _failure(problem)
        self._connection.execute("RELEASE job")
        return outcome

    def _undo(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error as problem:
            log.error("a failed transaction could not be rolled back: %s", problem)


def _is_own_fault(problem: sqlite3.Error) -> bool:
    """Whether an error is about one statement, and not about the database, so about the whole batch."""
    return (
        isinstance(problem, _OWN_FAULT) or getattr(problem, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    )


def _failure(problem: BaseException) -> _Failure:
    if isinstance(problem, StopIteration):  # the one exception that no future takes
        return _Failure(RuntimeError("StopIteration was raised in the store's thread"))
    return _Failure(problem)


def _deliver(batch: Iterable[_Job], outcomes: Iterable[object]) -> None:
    """Hand each outcome to who waits for it, with one wake-up an event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], object]]] = {}
    for job, outcome in zip(batch, outcomes, strict=True):
        if job.future is not None:
            by_loop.setdefault(job.future.get_loop(), []).append((job.future, outcome))
        elif isinstance(outcome, _Failure):
            log.warning("what was to be recorded later was not: %s", outcome.problem)
    for loop, resolved in by_loop.items():
        try:
            loop.call_soon_threadsafe(_resolve, resolved)
        except RuntimeError:  # the loop was closed, so nobody waits any more
            log.debug("nobody waits for %d outcomes", len(resolved))


def _resolve(resolved: Iterable[tuple[asyncio.Future[Any], object]]) -> None:
    for future, outcome in resolved:
        if future.done():  # its caller was cancelled
            continue
        if isinstance(outcome, _Failure):
            future.set_exception(outcome.problem)
        else:
            future.set_result(outcome)
