"""What an operator is told about a database that is looked at, and not touched."""

import os
import shutil
from pathlib import Path
from typing import Final, NamedTuple

from bot.ops.addresses import database_file, is_of_server
from bot.stores.protocol import StoreError

MEBIBYTE: Final = 1 << 20
LITTLE: Final = 1024 * MEBIBYTE
TOO_LITTLE: Final = 100 * MEBIBYTE
"""Bytes left on a disk below which an operator should, and must, do something."""


class Inspection(NamedTuple):
    """summary: what it is. warnings, faults: sentences with what to do; a bot cannot run with a fault."""

    summary: str
    warnings: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def inspect_store(url: str) -> Inspection:
    """Look at the database of an address, beside a bot that may be using it."""
    if is_of_server(url):
        try:
            from bot.stores.postgres.inspection import inspect_server
        except ImportError:
            return Inspection("", faults=("its driver is missing: pip install 'decision-coach[postgres]'",))
        return inspect_server(url)
    if (file := database_file(url)) is None:
        return Inspection("in memory", ("it is gone when the bot stops; set DATABASE_URL to a file",))
    from bot.stores.sqlite.guard import inspect_file

    try:
        return inspect_file(Path(os.path.realpath(file)))
    except StoreError as problem:
        return Inspection(str(file), faults=(str(problem),))
    except OSError as problem:
        return Inspection(
            str(file), faults=(f"{file} cannot be used ({problem.strerror}); check who owns it",)
        )


def room_left(folder: Path) -> Inspection:
    """Look at the disk of a folder that exists."""
    free = shutil.disk_usage(folder).free
    left = f"{free // MEBIBYTE} MiB left on the disk"
    advice = f"only {left} of {folder}; free some"
    if free < TOO_LITTLE:
        return Inspection(left, faults=(advice,))
    return Inspection(left, warnings=(advice,) if free < LITTLE else ())
