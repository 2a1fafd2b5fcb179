"""Turn errors of PostgreSQL into sentences that say what to do, and tell apart what can be tried again."""

import re
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
    "28": "does not let us in; check user and password in its address",
    "3D": "does not exist; create it with `createdb`, or correct its address",
    "3F": "does not let us create our tables; make its user the owner of the database",
    "40": "is too busy with changes of the same row; it is tried again",
    "42501": "does not let us create or use our tables; make its user the owner of the database",
    "42703": "lacks a column of ours; restore a backup",
    "42P01": "lacks a table of ours; restore a backup",
    "53100": "has no space left on its disk; free some",
    "53300": "has no connection left for us; raise `max_connections`, or run fewer workers",
    "53": "lacks memory or disk; free some",
    "55": "is busy, and one change waits for another for too long; it is tried again",
    "57014": "takes too long to answer; it is tried again",
    "57": "is starting, stopping or has stopped; wait for it",
    "58": "cannot be read or written; check whether its disk is full or failing",
    "25006": "takes no changes, as a standby does; use the address of the primary, and a user who may write",
    "XX": "is damaged; restore a backup",
}
"""The first characters of an SQLSTATE, the longest that fit, to what to do."""

_TOO_MANY: Final = "53300"
_SAID: Final = (
    (re.compile("too many (clients|connections)|connection slots are reserved"), _TOO_MANY),
    (re.compile('database ".*" does not exist'), "3D000"),
    (re.compile('authentication failed|role ".*" does not exist|no pg_hba.conf entry|no password'), "28000"),
    (re.compile("permission denied for database"), "28000"),
    (re.compile("session is read-only|server is in hot standby mode"), "25006"),
    (re.compile("the database system is"), "57P03"),
)
"""What a server says when it takes no connection, to the SQLSTATE that the driver does not tell then."""
_REFUSED: Final = "FATAL:"


def store_error(name: str, problem: psycopg.Error) -> StoreError:
    """Return the error to raise for one of PostgreSQL's. name: of the database, without a password."""
    return StoreError(f"{name} {_remedy(problem)} ({_first_line(problem)})")


def is_full(problem: psycopg.Error) -> bool:
    """Whether the server took no connection because it has none left."""
    return _state(problem) == _TOO_MANY


def fault_of(name: str, problem: psycopg.Error) -> Exception:
    """Return the error to raise for one of a statement or of the whole store."""
    if isinstance(problem, psycopg.DataError):  # a value that no column takes
        return ValueError(_first_line(problem))
    is_mistake = isinstance(problem, (psycopg.IntegrityError, psycopg.ProgrammingError))
    if is_mistake and _known_prefix(problem) is None:  # of ours
        return problem
    return store_error(name, problem)


def is_lost(connection: psycopg.Connection, problem: psycopg.Error) -> bool:
    """Whether the connection is of no use any more, so that a new one may do."""
    # A pooler, or a server that has become a standby, refuses what it took before; the connection stays open.
    refused = problem.sqlstate in ("25006", "57P01", "57P02", "57P03", "08P01")
    return refused or connection.closed


def _remedy(problem: psycopg.Error) -> str:
    if (known := _known_prefix(problem)) is not None:
        return _REMEDIES[known]
    if _REFUSED in str(problem):
        return "takes no connection; it says why"
    return "cannot be reached; check whether it runs, and its address"


def _known_prefix(problem: psycopg.Error) -> str | None:
    state = _state(problem)
    return max((prefix for prefix in _REMEDIES if state.startswith(prefix)), key=len, default=None)


def _state(problem: psycopg.Error) -> str:
    if problem.sqlstate:
        return problem.sqlstate
    return next((state for said, state in _SAID if said.search(str(problem))), "")


def _first_line(problem: psycopg.Error) -> str:
    # The lines that follow repeat statements, which can hold what people wrote.
    return (problem.diag.message_primary or str(problem)).strip().partition("\n")[0]
