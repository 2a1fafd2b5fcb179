"""Read the dialogs again when their files change, or on request; a file with mistakes changes nothing."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from bot.core.dialog.source import DialogError
from bot.library.file_names import FILE
from bot.library.library import Library
from bot.stores.protocol import StoreError

INTERVAL: Final = 1.0
"""Seconds between checks: an author sees a change at the next tap, and a check is only a few `stat` calls."""

Stamps: TypeAlias = Mapping[Path, tuple[int, int]]
"""File -> time of its last change in nanoseconds, and its size in bytes."""

log = logging.getLogger(__name__)


async def reload_on_change(
    library: Library,
    folder: Path,
    asked: asyncio.Event,
    *,
    clock: Callable[[], float] = time.time,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Check for changes until cancelled; the dialogs on offer stay as they are while a file has mistakes.

    What cannot be stored is read again at each check until it can.
    asked: set to have everything read at the next check; cleared here.
    """
    read: Stamps | None = await asyncio.to_thread(file_stamps, folder)
    before = read
    while True:
        await pause(INTERVAL)
        now = await asyncio.to_thread(file_stamps, folder)
        is_quiet, before = now == before, now  # an editor may still be writing
        if asked.is_set() or (is_quiet and now != read):
            asked.clear()
            is_kept = await _read(library, clock(), is_again=read is None)
            read = now if is_kept else None


async def _read(library: Library, now: float, *, is_again: bool) -> bool:
    """Read all dialogs; return False if they cannot be stored now, which is logged the first time."""
    versions = {each.logic_hash for each in library.offered.values()}
    try:
        await library.read(now)
    except DialogError as wrong:
        log.error("kept the dialogs as they were, because a file has mistakes:\n%s", wrong)
    except StoreError as problem:
        if not is_again:
            log.error("kept the dialogs as they were, because their texts could not be stored: %s", problem)
        return False
    else:
        new = [each.id for each in library.offered.values() if each.logic_hash not in versions]
        log.info(
            "read the dialogs again: %s; with changed logic: %s",
            ", ".join(library.offered),
            ", ".join(new) or "none",
        )
    return True


def file_stamps(folder: Path, files: str = f"*/{FILE}") -> Stamps:
    """Return what changes when a file does; files that are gone are left out. files: a glob pattern."""
    found = {}
    for file in folder.glob(files):
        try:
            state = file.stat()
        except OSError:
            continue
        found[file] = (state.st_mtime_ns, state.st_size)
    return found
