"""Have what was deleted leave the disk too: know what has to be cleaned, and when.

A deleted row can still stand in the write-ahead log, which is emptied, and between the rows of any page,
which `remnants` wipes. Both are done in the writer's thread, between two transactions, in steps that are
short and far enough apart.
"""

import logging
import sqlite3
from pathlib import Path
from time import monotonic
from typing import Final

from bot.stores.sqlite.remnants import Remnants

SHARE: Final = 20
"""Seconds without a step per second that the last one took, so that they take at most 5 % of the time."""
RETRY: Final = 1.0
"""Seconds until a step that failed or was blocked is tried again."""
LATER: Final = 10.0
"""Seconds after a start before its first step."""
LAST_CHANCE: Final = 1.0
"""Seconds for which steps are made while the store is closing."""

log = logging.getLogger(__name__)


class Cleaning:
    """What there is to clean in one database, step by step."""

    def __init__(self, connection: sqlite3.Connection, path: Path, patience: float) -> None:
        self._connection = connection
        self._path = path
        self._patience = patience
        self._remnants = Remnants(path)
        self._log_is_dirty = False
        self._not_before = 0.0
        self._starting_until = 0.0

    def request(self, thoroughly: bool) -> None:
        """Have the log emptied soon. thoroughly: go through the pages, too."""
        self._log_is_dirty = True
        self._starting_until = 0.0
        if thoroughly:
            self._remnants.request()

    def request_later(self) -> None:
        """Go through the pages when nobody is busy with starting: the process before may have been killed."""
        self._remnants.request()
        self._starting_until = monotonic() + LATER

    def seconds_until_due(self) -> float | None:
        """Return the seconds until there is something to do; None if there is nothing."""
        if self._log_is_dirty or self._remnants.are_left:
            return max(0.0, max(self._not_before, self._starting_until) - monotonic())
        return None

    def run_due(self, last_chance: bool = False) -> None:
        """Do what is due. last_chance: the store is closing, so do as much as there is time for."""
        until = monotonic() + LAST_CHANCE
        while (seconds := self.seconds_until_due()) is not None and (last_chance or seconds <= 0):
            is_done = self._step()
            if not last_chance or not is_done or monotonic() > until:
                break
        if last_chance and self.seconds_until_due() is not None:
            log.warning(
                "%s may hold remnants of deleted rows; the next start goes on wiping them", self._path
            )

    def close(self) -> None:
        """Let go of the file, after the connection."""
        self._remnants.close()

    def _step(self) -> bool:
        """Empty the log and wipe some pages; return False if something was in the way."""
        began = monotonic()
        # Another program, such as a backup, may be in the way. Do not wait for it: retry soon.
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            is_done = self._empty_log() and (
                not self._remnants.are_left or self._remnants.wipe_some(self._connection)
            )
        except (sqlite3.Error, OSError) as problem:  # harmless: nothing is lost
            log.warning("deleted rows may remain in %s until the next attempt: %s", self._path, problem)
            is_done = False
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
        now = monotonic()
        self._not_before = now + (SHARE * (now - began) if is_done else RETRY)
        return is_done

    def _empty_log(self) -> bool:
        (busy, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._log_is_dirty = bool(busy)
        return not busy
