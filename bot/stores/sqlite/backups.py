"""Back up an SQLite store while it is in use, and restore a backup.

A backup contains people's answers: protect it like the database itself.
"""

import os
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Final, TypeVar

from bot.stores.protocol import StoreError
from bot.stores.sqlite.files import (
    Lock,
    begin_copy,
    check_integrity,
    copy_to,
    database_error,
    file_error,
    open_file,
    publish_copy,
)
from bot.stores.sqlite.schema import check_schema

T = TypeVar("T")

NICENESS: Final = 10
"""By which a backup gives way to the bot: it can take its time, and people who tap cannot."""


def backup(database: Path, target: Path) -> None:
    """Write a checked snapshot of a database, which may be in use.

    Raises:
        StoreError: the target exists, or one of the two files cannot be used.
    """
    if target.exists():
        raise StoreError(f"{target} already exists; choose a new file for the backup")
    at_low_priority(partial(_back_up, database, target))


def _back_up(database: Path, target: Path) -> None:
    with closing(open_file(database)) as connection:
        _check_integrity(connection, database)
        copy_to(connection, target)


def at_low_priority(work: Callable[[], T], give_way: Callable[[], object] | None = None) -> T:
    """Return the result of work to which the system gives what others leave of the processors.

    On Linux, priorities are of threads, so the caller keeps its own. A process that ends waits for none.
    give_way: lowers that of its thread; where the system refuses, the work is done all the same.
    """
    done: Future[T] = Future()

    def do() -> None:
        with suppress(OSError):
            (give_way or _give_way)()
        try:
            done.set_result(work())
        except BaseException as problem:  # noqa: BLE001  # raised where it is waited for
            done.set_exception(problem)

    Thread(target=do, name="aside", daemon=True).start()
    return done.result()


def _give_way() -> None:
    if sys.platform != "win32":
        os.nice(NICENESS)


def restore(source: Path, database: Path) -> Path | None:
    """Replace a database by a backup; keep the old one as `<database>.replaced`.

    People who asked to be forgotten after the backup was made are deleted again when the store is opened.
    Returns the path of the old database, or None if there was none.

    Raises:
        StoreError: an instance is running, or the source is no backup of ours; nothing was changed.
    """
    open_file(source).close()  # fails before anything is created
    database = Path(os.path.realpath(database))
    try:
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # a new machine has no folder yet
    except OSError as problem:
        raise file_error(database.parent, problem) from problem
    lock = Lock(database)
    try:
        part = _checked_copy(source, database)
        try:
            kept = _set_aside(database)
            publish_copy(part, database)
        finally:
            part.unlink(missing_ok=True)  # it holds people's answers; once published it has another name
    except OSError as problem:
        raise file_error(database, problem) from problem
    finally:
        lock.release()
    return kept


def _checked_copy(source: Path, database: Path) -> Path:
    with closing(open_file(source)) as connection:
        _check_integrity(connection, source)
        check_schema(connection, source)
        return begin_copy(connection, database)


def _check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Check the source itself, so that the message names it and not the copy."""
    try:
        check_integrity(connection, path)
    except sqlite3.Error as problem:
        raise database_error(path, problem) from problem


def _set_aside(database: Path) -> Path | None:
    """Rename the old database, and remove its write-ahead log: SQLite would replay it into the new one."""
    existed = database.exists()
    kept = database.with_name(f"{database.name}.replaced")
    if existed:
        _checkpoint(database)
        if kept.exists():
            raise StoreError(
                f"{kept} is left from an earlier restore and may be the only copy of that data;"
                " move it elsewhere, then restore again"
            )
        os.link(database, kept)  # a hard link: the database exists at every moment
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    return kept if existed else None


def _checkpoint(database: Path) -> None:
    try:
        with closing(open_file(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error:
        return  # too damaged, which may be why it is being replaced
