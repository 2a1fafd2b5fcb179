"""Reads the dialogs again when their files change, or when asked to; a broken file changes nothing."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from bot.core.dialog.source import DialogError
from bot.library.library import FILE, Library
from bot.stores.protocol import StoreError

INTERVAL: Final = 1.0
"""Seconds between looks: an author sees a change at the next tap, and a look costs a few stats."""

Stamps: TypeAlias = Mapping[Path, tuple[int, int]]
"""File -> when it was changed, in nanoseconds, and its size in bytes."""

log = logging.getLogger(__name__)


async def reload_on_change(
    library: Library,
    folder: Path,
    asked: asyncio.Event,
    *,
    clock: Callable[[], float] = time.time,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Look for changes for ever; what is on offer stays while a file is wrong.

    asked: set by whoever wants everything read now; cleared here.
    """
    read = await asyncio.to_thread(stamps, folder)
    before = read
    while True:
        await pause(INTERVAL)
        now = await asyncio.to_thread(stamps, folder)
        is_quiet, before = now == before, now  # an editor may still be writing
        if asked.is_set() or (is_quiet and now != read):
            asked.clear()
            read = now
            await _read(library, clock())


async def _read(library: Library, now: float) -> None:
    versions = {each.logic_hash for each in library.offered.values()}
    try:
        await library.read(now)
    except DialogError as wrong:
        log.error("the dialogs stay as they were, for a file is wrong:\n%s", wrong)
    except StoreError as problem:
        log.error("the dialogs stay as they were, for their texts cannot be kept: %s", problem)
    else:
        new = [each.id for each in library.offered.values() if each.logic_hash not in versions]
        log.info(
            "the dialogs were read again: %s; with another logic: %s",
            ", ".join(library.offered),
            ", ".join(new) or "none",
        )


def stamps(folder: Path, files: str = f"*/{FILE}") -> Stamps:
    """What tells whether a file was changed; a file that is gone is left out. files: a pattern of them."""
    found = {}
    for file in folder.glob(files):
        try:
            state = file.stat()
        except OSError:
            continue
        found[file] = (state.st_mtime_ns, state.st_size)
    return found
