"""Copies of an SQLite store: taking one while it is in use, and putting one in its place.

A backup holds the answers of people; keep it as carefully as the database.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.stores.protocol import StoreError
from bot.stores.sqlite.files import Lock, begin_copy, copy_to, must_be_sound, open_file, settle
from bot.stores.sqlite.schema import check_schema
from bot.stores.sqlite.trouble import database_trouble, file_trouble


def backup(database: Path, target: Path) -> None:
    """Write a copy of a database, which may be in use, and check the copy.

    Raises:
        StoreError: the target exists, or one of the two cannot be used.
    """
    if target.exists():
        raise StoreError(f"{target} exists already; name a new file for the backup")
    with closing(open_file(database)) as connection:
        _must_be_sound(connection, database)
        copy_to(connection, target)


def restore(source: Path, database: Path) -> Path | None:
    """Put a backup in the place of a database that nobody uses; the old one stays as `<database>.replaced`.

    Whoever asked to be forgotten since the backup was made is forgotten again when the store is opened.
    Returns where the old one is now; None where there was none.

    Raises:
        StoreError: an instance is running, or the backup is none; nothing was changed.
    """
    open_file(source).close()  # a name that is wrong leaves no trace
    database = Path(os.path.realpath(database))
    try:
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # on a new machine there is none
    except OSError as problem:
        raise file_trouble(database.parent, problem) from problem
    lock = Lock(database)
    try:
        part = _checked_copy(source, database)
        kept = _put_aside(database)
        settle(part, database)
    except OSError as problem:
        raise file_trouble(database, problem) from problem
    finally:
        lock.release()
    return kept


def _checked_copy(source: Path, database: Path) -> Path:
    with closing(open_file(source)) as connection:
        _must_be_sound(connection, source)
        check_schema(connection, source)
        return begin_copy(connection, database)


def _must_be_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what cannot be copied by its own name, before the copy gets one."""
    try:
        must_be_sound(connection, path)
    except sqlite3.Error as problem:
        raise database_trouble(path, problem) from problem


def _put_aside(database: Path) -> Path | None:
    """Keep the old database under another name, and remove its log: it would be read into the new one."""
    there = database.exists()
    kept = database.with_name(f"{database.name}.replaced")
    if there:
        _write_log_back(database)
        if kept.exists():
            raise StoreError(
                f"{kept} is there from an earlier restore, and may be the only copy of what it holds;"
                " move it elsewhere, then restore again"
            )
        os.link(database, kept)  # a second name, so that there is a database at every moment
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    return kept if there else None


def _write_log_back(database: Path) -> None:
    try:
        with closing(open_file(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error:
        return  # it is too damaged for that, which is why it is being replaced
