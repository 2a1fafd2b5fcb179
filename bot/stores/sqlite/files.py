"""The files of an SQLite store: opening them safely, for one process at a time, and copying them."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from bot.stores.protocol import InUse, StoreError
from bot.stores.sqlite.trouble import RESTORE, database_trouble, file_trouble

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Lock:
    """Held as long as a process uses a database: `<database>.lock`, which stays when it is let go.

    The system lets go of it when the process ends, however it ends.
    """

    def __init__(self, path: Path) -> None:
        """Take it.

        Raises:
            InUse: another process has it. StoreError: the file cannot be written.
        """
        self._file: int | None = None
        name = path.with_name(f"{path.name}.lock")
        try:
            file = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as problem:
            raise file_trouble(name, problem) from problem
        try:
            _lock(file)
        except OSError as problem:
            os.close(file)
            raise InUse(
                f"{path} is used by another running Decision Coach (it holds {name});"
                " stop that one first, or give this one a database of its own (DATABASE_URL)"
            ) from problem
        self._file = file

    def release(self) -> None:
        """Let go of it; harmless when that was done before."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """A connection to a database that is sound, made when there is none; for any thread.

    patience: seconds to wait for another program that locks it.

    Raises:
        StoreError: with the path, and what to do.
    """
    _make(path)
    try:
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as problem:
        raise database_trouble(path, problem) from problem
    try:
        must_be_sound(connection, path)
        _set_up(connection, path)
    except sqlite3.Error as problem:
        connection.close()
        raise database_trouble(path, problem) from problem
    except StoreError:
        connection.close()
        raise
    return connection


def must_be_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a damaged database.

    Raises:
        StoreError: it is damaged. sqlite3.Error: it cannot be read at all.
    """
    findings = [str(line) for (line,) in connection.execute("PRAGMA quick_check(3)")]
    if findings != ["ok"]:
        raise StoreError(f"{path} is damaged ({'; '.join(findings)}); {RESTORE}")


def open_file(path: Path, patience: float = 5.0) -> sqlite3.Connection:
    """A connection to a database that exists, as it is.

    Raises:
        StoreError: there is none, or it cannot be opened.
    """
    if not path.is_file():
        raise StoreError(f"{path} is not there, or is not a file; check the name")
    try:
        return sqlite3.connect(path, timeout=patience, isolation_level=None)
    except sqlite3.Error as problem:
        raise database_trouble(path, problem) from problem


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Write a checked copy of the connected database, as it is at this moment.

    Raises:
        StoreError: the copy cannot be written; there is none then.
    """
    part = begin_copy(connection, target)
    try:
        settle(part, target)
    except OSError as problem:
        raise file_trouble(target, problem) from problem


def begin_copy(connection: sqlite3.Connection, target: Path) -> Path:
    """Write a checked copy beside the target; `settle` gives it the target's name."""
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        # The file is made first, so that nobody but its owner may read it.
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        connection.execute("VACUUM INTO ?", (str(part),))
        with closing(open_file(part)) as copy:
            must_be_sound(copy, part)
    except sqlite3.Error as problem:
        part.unlink(missing_ok=True)
        raise database_trouble(target, problem) from problem
    except OSError as problem:
        raise file_trouble(target, problem) from problem
    return part


def settle(part: Path, target: Path) -> None:
    """Give a whole file its name, so that it outlasts a loss of power."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    if sys.platform != "win32":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _make(path: Path) -> None:
    """The file, for its owner's eyes only; SQLite gives the files beside it the same rights."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as problem:
        raise file_trouble(path, problem) from problem


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(f"{path} is on a disk that cannot do write-ahead logging; use a local disk")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _lock(file: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
