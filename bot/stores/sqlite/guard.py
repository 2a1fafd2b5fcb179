"""Notice what goes wrong with the files of a database while it is in use.

A file that is deleted or replaced goes on existing for whoever has it open: changes would be taken, and lost
with the process. A large database is checked for damage here too, so that a start need not wait for that.
"""

import asyncio
import logging
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final, TypeAlias

from bot.stores.protocol import StoreError
from bot.stores.sqlite.files import RESTORE, check_integrity, database_error, is_checked_at_start, open_file

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
