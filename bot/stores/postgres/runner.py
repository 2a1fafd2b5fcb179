"""Run pieces of work on PostgreSQL, and again where that is safe.

Work is run again when another transaction was in its way, or when the connection was lost before the end:
then nothing was changed. When it is lost during COMMIT, the server is asked what became of the transaction:
nothing is done twice, and nothing is taken for done. A server that cannot be reached is a `StoreError` at
once: whoever takes in updates pauses, and tries again.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic, sleep
from typing import Final, TypeVar, cast

import psycopg

from bot.stores.postgres.connection import PostgresConnection
from bot.stores.postgres.errors import RACES, fault_of, is_lost, store_error
from bot.stores.postgres.pool import SIZE, ConnectionPool
from bot.stores.protocol import StoreError
from bot.stores.sql.connection import LostRace, Work

T = TypeVar("T")

log = logging.getLogger(__name__)


# --- one transaction --------------------------------------------------------------------

# A worker that is stopped in the middle of a transaction must not hold up the others for long.
_LIMITS: Final = (
    "SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '15s';"
    " SET LOCAL idle_in_transaction_session_timeout = '5s'"
)
_BEGIN: Final = f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; {_LIMITS}"
CHANGE: Final = f"{_BEGIN}; SELECT pg_current_xact_id()::text"
"""Begins a transaction that waits for locks rather than fail, and whose number tells what became of it."""
CHANGE_SOON: Final = f"{_BEGIN}; SET LOCAL synchronous_commit = off"
"""Begins one that everybody sees at once, but that a crash of the server may lose."""
READ: Final = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {_LIMITS}"
"""Begins one that sees everything as it is at one moment."""


class ConnectionLost(Exception):
    """The connection ended before the transaction did, so nothing was changed. problem: what ended it."""

    def __init__(self, problem: psycopg.Error) -> None:
        super().__init__()
        self.problem = problem


class OutcomeUnknown(Exception):
    """The connection ended during COMMIT. number: of the transaction. result: of the work, if it is."""

    def __init__(self, number: str, result: object) -> None:
        super().__init__()
        self.number, self.result = number, result


def transact(driver: psycopg.Connection, work: Work[T], begin: str, *, is_alone: bool = False) -> T:
    """Return the result of the work when it is committed; what the work raises is raised here.

    Raises:
        ConnectionLost, OutcomeUnknown: they say what they mean. psycopg.Error: nothing was changed.
    """
    connection = PostgresConnection(driver, begin, is_alone=is_alone)
    try:
        result = work(connection)
        connection.send()
    except psycopg.Error as problem:
        if is_lost(driver, problem):
            raise ConnectionLost(problem) from problem
        _roll_back(driver)
        raise
    except BaseException:
        _roll_back(driver)
        raise
    try:
        driver.execute("COMMIT")
    except psycopg.Error as problem:
        if not driver.closed:
            _roll_back(driver)
            raise
        raise OutcomeUnknown(connection.transaction, result) from problem
    return result


def _roll_back(driver: psycopg.Connection) -> None:
    try:
        driver.execute("ROLLBACK")
    except psycopg.Error:
        driver.close()  # it ends the transaction too


# --- as many as it takes ----------------------------------------------------------------

MOST_TRIES: Final = 12
"""Of one piece of work; before each, others have had longer to finish."""
MOST_LOSSES: Final = 3
"""Connections that one piece of work may lose, as when the server starts again."""
PAUSE: Final = 0.005
"""Seconds before the second try, on average twice as long before each further one."""
LONGEST_PAUSE: Final = 0.25


class PostgresRunner:
    """See `Runner`. Work runs in threads, one for each connection, for it waits for answers."""

    def __init__(self, pool: ConnectionPool, patience: float) -> None:
        self._pool = pool
        self._patience = patience
        self._threads = ThreadPoolExecutor(SIZE, "postgres")
        self._is_closed = False

    @property
    def name(self) -> str:
        """Of the database, without a password."""
        return self._pool.name

    async def run(self, work: Work[T]) -> T:
        """See `Runner.run`."""
        return await self._in_thread(partial(self.run_here, work))

    async def run_soon(self, work: Work[T]) -> T:
        """Like `run`, for what a crash of the server may undo."""
        return await self._in_thread(partial(self.run_here, work, CHANGE_SOON))

    async def read(self, work: Work[T]) -> T:
        """See `Runner.read`."""
        return await self._in_thread(partial(self.run_here, work, READ))

    async def post(self, work: Work[object]) -> None:
        """See `Runner.post`; a failure is only logged."""
        try:
            await self._in_thread(partial(self.run_here, work, CHANGE_SOON))
        except StoreError as problem:
            log.warning("a change that nothing depends on was not saved: %s", problem)

    def clean(self, thoroughly: bool = False) -> None:
        """Do nothing: PostgreSQL's vacuum removes deleted rows."""

    async def close(self) -> None:
        """See `Runner.close`."""
        self._is_closed = True
        await asyncio.to_thread(self._threads.shutdown)
        self._pool.close()

    async def _in_thread(self, call: Callable[[], T]) -> T:
        if self._is_closed:
            raise StoreError(f"{self._pool.name} was closed; open the store again")
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    # --- in a thread --------------------------------------------------------------------

    def run_here(self, work: Work[T], begin: str = CHANGE) -> T:
        """Do the work in this thread; see `Runner.run`."""
        number, losses = 0, 0
        while True:
            number += 1
            try:
                return self._try_once(work, begin, is_alone=number > 1)
            except (*RACES, LostRace) as crossed:
                if number == MOST_TRIES:
                    raise self._fault_of(crossed) from crossed
            except ConnectionLost as lost:
                log.warning("the connection to %s was lost; trying another", self._pool.name)
                losses += 1
                if losses == MOST_LOSSES:
                    raise store_error(self._pool.name, lost.problem) from lost
            sleep(random.random() * min(LONGEST_PAUSE, PAUSE * 2**number))

    def _try_once(self, work: Work[T], begin: str, *, is_alone: bool) -> T:
        connection = self._pool.take()
        try:
            result = transact(connection, work, begin, is_alone=is_alone)
        except ConnectionLost:
            self._pool.discard(connection)
            raise
        except OutcomeUnknown as unknown:
            self._pool.discard(connection)
            return self._find_out(unknown, work, begin)
        except BaseException as problem:  # work may raise anything
            self._pool.give_back(connection)
            if isinstance(problem, RACES) or not isinstance(problem, psycopg.Error):
                raise
            raise self._fault_of(problem) from problem
        self._pool.give_back(connection)
        return result

    def _fault_of(self, problem: Exception) -> Exception:
        return fault_of(self._pool.name, problem) if isinstance(problem, psycopg.Error) else problem

    def _find_out(self, unknown: OutcomeUnknown, work: Work[T], begin: str) -> T:
        """Return the result of work whose COMMIT got no answer: committed, or done again if it was not.

        Raises:
            StoreError: the server cannot be asked.
        """
        if not unknown.number or self._is_committed(unknown.number):
            return cast("T", unknown.result)
        return self.run_here(work, begin)

    def _is_committed(self, number: str) -> bool:
        until = monotonic() + self._patience
        while True:
            try:
                state = self._state_of(number)
            except StoreError:
                if monotonic() > until:
                    raise
                state = None
            if state in ("committed", "aborted"):
                log.warning("the connection was lost during COMMIT; that transaction was %s", state)
                return state == "committed"
            if monotonic() > until:
                raise StoreError(f"{self._pool.name} does not say whether a change was saved")
            sleep(LONGEST_PAUSE)

    def _state_of(self, number: str) -> str | None:
        connection = self._pool.take()
        try:
            (state,) = connection.execute("SELECT pg_xact_status(%s::xid8)", (number,)).fetchone() or (None,)
        except psycopg.DataError:  # a number to come: the server is another one, which has not heard of it
            state = "aborted"
        except psycopg.Error as problem:
            self._pool.discard(connection)
            raise store_error(self._pool.name, problem) from problem
        self._pool.give_back(connection)
        return None if state is None else str(state)
