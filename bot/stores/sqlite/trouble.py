"""What SQLite and the file system complain about, in words that say what to do."""

import sqlite3
from pathlib import Path
from typing import Final

from bot.stores.protocol import StoreError

RESTORE: Final = "restore a backup with `decision-coach restore`"

_LOCKED: Final = "is locked by another program; close what else has it open, nothing is lost meanwhile"
# Result codes: https://www.sqlite.org/rescode.html
_REMEDIES: Final = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: "cannot grow, for the disk is full; free some space",
    sqlite3.SQLITE_IOERR: "cannot be read or written; look at the disk: is it full, faulty or gone?",
    sqlite3.SQLITE_READONLY: "cannot be written; check who owns it, and whether the disk is read-only",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists and may be written",
    sqlite3.SQLITE_PERM: "may not be opened; check who owns the file and its folder",
    sqlite3.SQLITE_CORRUPT: f"is damaged; {RESTORE}",
    sqlite3.SQLITE_NOTADB: f"is not a database; name another file, or {RESTORE}",
}
_PRIMARY: Final = 0xFF
"""The low byte of a result code tells the kind of trouble, the rest its details."""


def database_trouble(path: Path, problem: sqlite3.Error) -> StoreError:
    """The error to raise for one of SQLite's."""
    code = getattr(problem, "sqlite_errorcode", None)
    remedy = None if code is None else _REMEDIES.get(code & _PRIMARY)
    return StoreError(f"{path} {remedy or 'cannot be used'} ({problem})")


def file_trouble(path: Path, problem: OSError) -> StoreError:
    """The error to raise for one of the file system's."""
    if isinstance(problem, IsADirectoryError):
        return StoreError(f"{path} is a folder; name a file in it, such as {path / 'coach.db'}")
    if isinstance(problem, FileNotFoundError):
        return StoreError(f"{path} does not exist; check the name")
    return StoreError(
        f"{path} cannot be used ({problem.strerror}); check that the path is right, that file and folder"
        " may be written, and that the disk is not full"
    )
