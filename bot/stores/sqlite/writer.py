"""Run all SQL of a database file in one thread, with group commit.

Whatever is queued when the thread becomes free goes into one transaction: a hundred taps at the same moment
cost one sync of the disk. A job that fails is rolled back alone, to its savepoint. No table is named here.
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
from bot.stores.sqlite.cleaning import Cleaning
from bot.stores.sqlite.files import SqliteConnection, database_error
from bot.stores.sqlite.guard import FileWatch

T = TypeVar("T")
Work = Callable[[SqliteConnection], T]

BATCH: Final = 128
"""Most jobs in one transaction: it limits how long the first of them waits for the commit."""
LINGER: Final = 0.2
"""Seconds that posted jobs wait for a transaction of somebody else."""

_JOBS_FAULT: Final = (
    sqlite3.IntegrityError,
    sqlite3.ProgrammingError,
    sqlite3.InterfaceError,
    sqlite3.DataError,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    work: Work[object]
    future: asyncio.Future[Any] | None  # None: nobody awaits the result


@dataclass(frozen=True, slots=True)
class _Failure:
    problem: BaseException


class Writer:
    """Run jobs on one connection, in the order in which they were given.

    commits: transactions committed so far. guard: watches the files.
    """

    def __init__(self, connection: SqliteConnection, path: Path, patience: float) -> None:
        self.commits = 0
        self.guard = FileWatch(path)
        self._connection = connection
        self._path = path
        self._cleaning = Cleaning(connection, path, patience)
        self._cleaning.request_later()
        self._closed = False
        self._given_up = ""
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work[T]) -> T:
        """Return the result of the work when it is on disk; what the work raises is raised here.

        Raises:
            StoreError: the database failed; nothing of the transaction was saved.
        """
        self._must_be_open()
        return await self._queue(work)

    async def _queue(self, work: Work[T]) -> T:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(work, future))
        return await future

    async def read(self, work: Work[T]) -> T:
        """Return the result of the work; what runs before it is on disk."""
        return await self.run(work)

    async def post(self, work: Work[object]) -> None:
        """Queue work without waiting for it; a failure is only logged."""
        self._must_be_open()
        self._jobs.put(_Job(work, None))

    def clean(self, thoroughly: bool = False) -> None:
        """Have deleted rows removed from the disk too; called by the work that deleted them."""
        self._cleaning.request(thoroughly)

    async def give_up(self, problem: str, last: Work[T]) -> T:
        """Return the result of one last piece of work; all other work from now on fails with the problem."""
        self._given_up = problem
        return await self._queue(last)

    async def close(self) -> None:
        """Finish the queued jobs, then end the thread and close the connection."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _must_be_open(self) -> None:
        if self._closed:
            raise self._closed_error()
        if self._given_up:
            raise StoreError(self._given_up)

    def _closed_error(self) -> StoreError:
        return StoreError(f"{self._path} was closed; open the store again")

    # --- in the thread ------------------------------------------------------------------

    def _serve(self) -> None:
        is_open = True
        try:
            while is_open:
                batch, is_open = self._next_batch()
                outcomes = self._commit(batch) if batch else []
                _deliver(batch, outcomes)
                self._cleaning.run_due(last_chance=not is_open)
        finally:
            self._closed = True
            # Closing the last connection checkpoints the write-ahead log and deletes it.
            self._connection.close()
            self._cleaning.close()
            self._fail_queued()

    def _fail_queued(self) -> None:
        """Fail the jobs still queued: the thread has ended, and their callers would wait for ever."""
        while not self._jobs.empty():
            if job := self._jobs.get():
                _deliver([job], [_Failure(self._closed_error())])

    def _next_batch(self) -> tuple[list[_Job], bool]:
        """Return the jobs to commit together, and whether more may come."""
        batch: list[_Job] = []
        until: float | None = None
        while len(batch) < BATCH:
            try:
                job = self._jobs.get(timeout=self._timeout(batch, until))
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

    def _timeout(self, batch: list[_Job], until: float | None) -> float | None:
        """Return the seconds to wait for the next job; None, for the first of a batch, waits for ever."""
        return max(0.0, (until or 0.0) - monotonic()) if batch else self._cleaning.seconds_until_due()

    def _commit(self, batch: list[_Job]) -> list[object]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._attempt(job) for job in batch]
            self._connection.execute("COMMIT")
        except sqlite3.Error as problem:
            self._undo()
            log.warning("%d changes were not saved: %s", len(batch), problem)
            # One error each: a shared one would collect the tracebacks of all callers.
            return [_Failure(database_error(self._path, problem)) for _ in batch]
        self.commits += 1
        return outcomes

    def _attempt(self, job: _Job) -> object:
        if job.future is not None and job.future.cancelled():
            return None
        self._connection.execute("SAVEPOINT job")
        try:
            outcome = job.work(self._connection)
        except (
            BaseException
        ) as problem:  # the boundary: work may raise anything, and its caller is in another thread
            if isinstance(problem, sqlite3.Error) and not is_jobs_fault(problem):
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


def is_jobs_fault(problem: sqlite3.Error) -> bool:
    """Whether an error is about one job's statement, not about the database and so the whole batch."""
    return (
        isinstance(problem, _JOBS_FAULT) or getattr(problem, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    )


def _failure(problem: BaseException) -> _Failure:
    if isinstance(problem, StopIteration):  # the one exception that no future takes
        return _Failure(RuntimeError("StopIteration was raised in the store's thread"))
    return _Failure(problem)


def _deliver(batch: Iterable[_Job], outcomes: Iterable[object]) -> None:
    """Give each outcome to its caller, waking each event loop once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], object]]] = {}
    for job, outcome in zip(batch, outcomes, strict=True):
        if job.future is not None:
            by_loop.setdefault(job.future.get_loop(), []).append((job.future, outcome))
        elif isinstance(outcome, _Failure):
            log.warning("a queued change was not saved: %s", outcome.problem)
    for loop, resolved in by_loop.items():
        try:
            loop.call_soon_threadsafe(_resolve, resolved)
        except RuntimeError:  # the loop was closed, so its callers are gone
            log.debug("%d outcomes came after their event loop was closed", len(resolved))


def _resolve(resolved: Iterable[tuple[asyncio.Future[Any], object]]) -> None:
    for future, outcome in resolved:
        if future.done():  # its caller was cancelled
            continue
        if isinstance(outcome, _Failure):
            future.set_exception(outcome.problem)
        else:
            future.set_result(outcome)
