"""One transaction on one connection, and what became of it."""

from typing import Final, TypeVar

import psycopg

from bot.stores.postgres.connection import PostgresConnection
from bot.stores.postgres.errors import is_lost
from bot.stores.sql.connection import Work

T = TypeVar("T")

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
