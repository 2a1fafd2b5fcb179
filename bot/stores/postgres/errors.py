"""Turn errors of PostgreSQL into sentences that say what to do, and tell apart what can be tried again."""

from typing import Final

import psycopg
from psycopg import errors

from bot.stores.protocol import StoreError

RACES: Final = (
    errors.SerializationFailure,
    errors.DeadlockDetected,
    # Two that did not see each other: on the second try, one sees the other.
    errors.UniqueViolation,
    errors.ForeignKeyViolation,
)
"""What another transaction was the cause of: nothing was saved, and another try can succeed."""

_REMEDIES: Final = {
    "28": "does not let us in; check user and password in DATABASE_URL",
    "3D": "does not exist; create it with `createdb`, or correct DATABASE_URL",
    "40": "is too busy with changes of the same row; it is tried again",
    "42": "does not let us create or use our tables; make its user the owner of the database",
    "53100": "has no space left on its disk; free some",
    "53300": "has no connection left for us; raise `max_connections`, or run fewer workers",
    "53": "lacks memory or disk; free some",
    "55": "is busy, and one change waits for another for too long; it is tried again",
    "57014": "takes too long to answer; it is tried again",
    "57": "is starting, stopping or has stopped; it is tried again",
    "58": "cannot be read or written; check whether its disk is full or failing",
    "25006": "takes no changes, as a standby does; point DATABASE_URL at the primary",
    "XX": "is damaged; restore a backup",
}
"""The first characters of an SQLSTATE, the longest that fit, to what to do."""


def store_error(name: str, problem: psycopg.Error) -> StoreError:
    """Return the error to raise for one of PostgreSQL's. name: of the database, without a password."""
    state = problem.sqlstate or ""
    known = [prefix for prefix in _REMEDIES if state.startswith(prefix)]
    remedy = _REMEDIES[max(known, key=len)] if known else "cannot be reached; check whether it runs"
    return StoreError(f"{name} {remedy} ({_first_line(problem)})")


def fault_of(name: str, problem: psycopg.Error) -> Exception:
    """Return the error to raise for one of a statement or of the whole store."""
    if isinstance(problem, psycopg.DataError):  # a value that no column takes
        return ValueError(_first_line(problem))
    if isinstance(problem, (psycopg.IntegrityError, psycopg.ProgrammingError)):
        return problem
    return store_error(name, problem)


def is_lost(connection: psycopg.Connection, problem: psycopg.Error) -> bool:
    """Whether the connection is of no use any more, so that a new one may do."""
    # A pooler, or a server that has become a standby, refuses what it took before; the connection stays open.
    refused = problem.sqlstate in ("25006", "57P01", "57P02", "57P03", "08P01")
    return refused or connection.closed


def _first_line(problem: psycopg.Error) -> str:
    # The lines that follow repeat statements, which can hold what people wrote.
    return (problem.diag.message_primary or str(problem)).strip().partition("\n")[0]
