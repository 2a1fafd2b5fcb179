"""Notice what is wrong with the files of a database: while it is in use, and looked at from outside.

A file that is deleted or replaced goes on existing for whoever has it open: changes would be taken, and lost
with the process. A large database is checked for damage here too, so that a start need not wait for that.
"""

import asyncio
import logging
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Final, TypeAlias

from bot.stores.inspection import Inspection, room_left
from bot.stores.protocol import StoreError
from bot.stores.sqlite.files import RESTORE, check_integrity, database_error, is_checked_at_start, open_file
from bot.stores.sqlite.schema import check_schema, schema_numbers

INTERVAL: Final = 1.0
"""Seconds between two looks at the files."""

Identity: TypeAlias = tuple[int, int]

log = logging.getLogger(__name__)


class FileWatch:
    """Knows which files a database had when it was opened. path: the database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._known = {file: _identity(file) for file in (self.path, self._log)}

    def missing(self) -> Path | None:
        """Return the first file that was deleted or replaced; None if all is well."""
        for file, known in self._known.items():
            now = _identity(file)
            if known is None:
                self._known[file] = now
            elif now != known:
                return file
        return None

    async def find_damage(self) -> str:
        """Check a database that was too large for that at the start; return what is wrong, "" for nothing."""
        if is_checked_at_start(self.path):
            return ""
        return await asyncio.to_thread(self._check)

    def _check(self) -> str:
        try:
            with closing(open_file(self.path)) as connection:
                check_integrity(connection, self.path)
        except sqlite3.Error as problem:
            return str(database_error(self.path, problem))
        except StoreError as problem:
            return str(problem)
        return ""


def rescue(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Copy what the connection still sees of a deleted database; return the copy, None if that fails.

    It is the last work of a writer, within its transaction; a copy waits for the end of every transaction.
    """
    connection.execute("COMMIT")
    try:
        return _copy(connection, path)
    finally:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("SAVEPOINT job")


def _copy(connection: sqlite3.Connection, path: Path) -> Path | None:
    target = path.with_name(f"{path.name}.rescued")
    try:
        target.unlink(missing_ok=True)
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(target)) as copy:
            connection.backup(copy)
    except (OSError, sqlite3.Error) as problem:
        log.error("what was in the deleted database could not be copied: %s", problem)
        return None
    return target


def verdict(missing: Path, rescued: Path | None) -> str:
    """Return what to tell the operator about a file that is gone."""
    what = f"{missing} was deleted or replaced while the bot was running; nothing more is taken."
    if rescued is None:
        return f"{what} {RESTORE[0].upper()}{RESTORE[1:]}."
    return (
        f"{what} Everything up to now is in {rescued}: put it back with `decision-coach restore {rescued}`."
    )


def _identity(file: Path) -> Identity | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


# --- looked at from outside -------------------------------------------------------------
# A bot may be using the file, and nothing is changed.

_OTHERS: Final = 0o077
"""The permissions of everybody but the owner."""


def inspect_file(path: Path) -> Inspection:
    """Look at a database file, or at where it is going to be.

    Raises:
        StoreError: it is none of ours, damaged, or cannot be read.
    """
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return _inspect_place(path)
    if stat.S_ISREG(status.st_mode) and not status.st_size:
        return _inspect_place(path)
    warnings, faults = [], []
    with closing(open_file(path)) as connection:
        try:
            check_schema(connection, path)
            if is_checked_at_start(path):
                check_integrity(connection, path)
            schema, newest = schema_numbers(connection)
        except sqlite3.Error as problem:
            raise database_error(path, problem) from problem
    if schema < newest:
        warnings.append(f"the next start changes it to schema {newest}, and keeps {path}.schema-{schema}")
    if path.stat().st_mode & _OTHERS:
        warnings.append(f"others on this machine can read it: chmod 600 {path}")
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        faults.append(f"{path} or its folder cannot be written; check who owns them")
    room = room_left(path.parent)
    return Inspection(
        f"{path}, schema {schema}, {room.summary}",
        (*warnings, *room.warnings),
        (*faults, *room.faults),
    )


def _inspect_place(path: Path) -> Inspection:
    parent = next(each for each in path.parents if each.exists())
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        return Inspection(str(path), faults=(f"{path} cannot be made; check who owns {parent}",))
    room = room_left(parent)
    return Inspection(f"{path} is made at the first start, {room.summary}", room.warnings, room.faults)
