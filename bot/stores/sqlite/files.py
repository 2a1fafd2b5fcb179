"""Open the files of an SQLite store, for one process at a time, copy them, and say what is wrong."""

import os
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from bot.stores.protocol import InUse, StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


# --- the connection ---------------------------------------------------------------------


class SqliteConnection(sqlite3.Connection):
    """See `Connection`."""

    def lock_chat(self, chat: int) -> None:
        """See `Connection.lock_chat`."""

    def locking(self, table: str, *, is_shared: bool = False) -> str:
        """See `Connection.locking`."""
        return ""

    def skipping(self, table: str) -> str:
        """See `Connection.skipping`."""
        return ""

    def add_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """See `Connection.add_rows`."""
        marks = ", ".join("?" * len(columns))
        self.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    def count_on_from_rows(self) -> None:
        """See `Connection.count_on_from_rows`: AUTOINCREMENT does."""

    def common_time(self, own: float) -> float:
        """See `Connection.common_time`: nobody else uses it."""
        return own

    def must_be_alone(self) -> None:
        """See `Connection.must_be_alone`."""


# --- files ------------------------------------------------------------------------------

LARGE: Final = 64 * 1024 * 1024
"""Bytes beyond which a database is checked while it is in use: a check reads all of it."""


class Lock:
    """Lock a database for one process, with a file `<database>.lock` that is never deleted.

    The operating system releases the lock when the process ends, even by a crash.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            InUse: another process holds it. StoreError: the file cannot be written.
        """
        self._file: int | None = None
        name = path.with_name(f"{path.name}.lock")
        try:
            file = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as problem:
            raise file_error(name, problem) from problem
        try:
            _lock(file)
        except OSError as problem:
            os.close(file)
            raise InUse(
                f"{path} is in use by another running Decision Coach (it holds {name});"
                " stop that one first, or give this one its own database (DATABASE_URL)"
            ) from problem
        self._file = file

    def release(self) -> None:
        """Release the lock; a second call does nothing."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def connect(path: Path, patience: float) -> SqliteConnection:
    """Connect to a database that is intact; create it if there is none. Any thread may use the connection.

    patience: seconds to wait while another program locks it.

    Raises:
        StoreError: it cannot be used; the message names the path and says what to do.
    """
    _create(path)
    try:
        connection = sqlite3.connect(
            path, timeout=patience, isolation_level=None, check_same_thread=False, factory=SqliteConnection
        )
    except sqlite3.Error as problem:
        raise database_error(path, problem) from problem
    try:
        if is_checked_at_start(path):
            check_integrity(connection, path)
        _configure(connection, path)
    except sqlite3.Error as problem:
        connection.close()
        raise database_error(path, problem) from problem
    except StoreError:
        connection.close()
        raise
    return connection


def is_checked_at_start(path: Path) -> bool:
    """Whether a database is small enough for a check that a start can wait for."""
    return path.stat().st_size <= LARGE


def check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Raise an error if the database is damaged.

    Raises:
        StoreError: it is damaged. sqlite3.Error: it cannot be read at all.
    """
    findings = [str(line) for (line,) in connection.execute("PRAGMA quick_check(3)")]
    if findings != ["ok"]:
        raise StoreError(f"{path} is damaged ({'; '.join(findings)}); {RESTORE}")


def open_file(path: Path, patience: float = 5.0) -> SqliteConnection:
    """Connect to an existing database without changing it.

    Raises:
        StoreError: there is none, or it cannot be opened.
    """
    if not path.is_file():
        raise StoreError(f"{path} is missing or is not a file; check the name")
    try:
        return sqlite3.connect(path, timeout=patience, isolation_level=None, factory=SqliteConnection)
    except sqlite3.Error as problem:
        raise database_error(path, problem) from problem


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Write a snapshot of the connected database and check it.

    Raises:
        StoreError: the snapshot cannot be written; no file is left.
    """
    part = begin_copy(connection, target)
    try:
        publish_copy(part, target)
    except OSError as problem:
        raise file_error(target, problem) from problem


def begin_copy(connection: sqlite3.Connection, target: Path) -> Path:
    """Write a checked snapshot beside the target; `publish_copy` then moves it to the target."""
    part = target.with_name(f"{target.name}.part")
    journal = target.with_name(f"{part.name}-journal")  # SQLite leaves it where the disk is full
    try:
        part.unlink(missing_ok=True)
        journal.unlink(missing_ok=True)
        # Created before SQLite writes to it, so that only its owner can read it.
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        connection.execute("VACUUM INTO ?", (str(part),))
        with closing(open_file(part)) as copy:
            check_integrity(copy, part)
    except sqlite3.Error as problem:
        part.unlink(missing_ok=True)
        journal.unlink(missing_ok=True)
        raise database_error(target, problem) from problem
    except OSError as problem:
        raise file_error(target, problem) from problem
    return part


def publish_copy(part: Path, target: Path) -> None:
    """Move a finished file to its name, durably: a power failure leaves the old file or the new one."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    if sys.platform != "win32":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _create(path: Path) -> None:
    """Create the file, readable by its owner only; SQLite gives its journal files the same permissions."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as problem:
        raise file_error(path, problem) from problem


def _configure(connection: sqlite3.Connection, path: Path) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(f"{path} is on a disk without support for write-ahead logging; use a local disk")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    # SQLite checks no encoding, and a value that is no UTF-8 would fail the whole statement. The surrogates
    # that stand for its bytes make one row unreadable instead.
    connection.text_factory = lambda stored: stored.decode("utf-8", "surrogateescape")


def _lock(file: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


# --- errors, as sentences that say what to do -------------------------------------------

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
