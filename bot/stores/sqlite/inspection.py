"""Look at an SQLite file that a bot may be using, and change nothing."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.stores.inspection import Inspection, room_left
from bot.stores.sqlite.files import check_integrity, database_error, is_checked_at_start, open_file
from bot.stores.sqlite.schema import check_schema, schema_numbers

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
