"""Turn errors of SQLite and of the file system into sentences that say what to do."""

import sqlite3
from pathlib import Path
from typing import Final

from bot.stores.protocol import StoreError

RESTORE: Final = "restore a backup with `decision-coach restore`"

_LOCKED: Final = "is locked by another program; close that program, nothing is lost in the meantime"
# Result codes: https://www.sqlite.org/rescode.html
_REMEDIES: Final = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: "cannot grow because the disk is full; free some space",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check whether the disk is full, failing or unmounted",
    sqlite3.SQLITE_READONLY: "cannot be written; check who owns it, and whether the disk is read-only",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists and is writable",
    sqlite3.SQLITE_PERM: "cannot be opened; check who owns the file and its folder",
    sqlite3.SQLITE_CORRUPT: f"is damaged; {RESTORE}",
    sqlite3.SQLITE_NOTADB: f"is not a database; choose another file, or {RESTORE}",
}
_PRIMARY: Final = 0xFF
"""The low byte of a result code is the kind of error, the rest its details."""


def database_error(path: Path, problem: sqlite3.Error) -> StoreError:
    """Return the error to raise for one of SQLite's."""
    code = getattr(problem, "sqlite_errorcode", None)
    remedy = None if code is None else _REMEDIES.get(code & _PRIMARY)
    return StoreError(f"{path} {remedy or 'cannot be used'} ({problem})")


def file_error(path: Path, problem: OSError) -> StoreError:
    """Return the error to raise for one of the file system's."""
    if isinstance(problem, IsADirectoryError):
        return StoreError(f"{path} is a folder; choose a file in it, such as {path / 'coach.db'}")
    if isinstance(problem, FileNotFoundError):
        return StoreError(f"{path} does not exist; check the name")
    return StoreError(
        f"{path} cannot be used ({problem.strerror}); check that the path is right, that file and folder"
        " are writable, and that the disk is not full"
    )
