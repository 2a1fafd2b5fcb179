"""Taking what was deleted off the disk as well, between two transactions of the writer.

`PRAGMA secure_delete` overwrites a deleted row where it is. Two places keep older copies: the
write-ahead log, which a checkpoint empties; and pages that were split or joined while the row
lived, whose unused bytes only a rebuilt database is rid of.
"""

import logging
import sqlite3
from pathlib import Path
from time import monotonic
from typing import Final

SHARE: Final = 20
"""A rebuild that took one second is followed by at least so many seconds without one."""
RETRY: Final = 1.0
"""Seconds until a failed or hindered cleaning is tried again."""

log = logging.getLogger(__name__)


class Cleaning:
    """What is still to be cleaned, and when."""

    def __init__(self, connection: sqlite3.Connection, path: Path, patience: float) -> None:
        self._connection = connection
        self._path = path
        self._patience = patience
        self._log_is_dirty = False
        self._pages_are_dirty = False
        self._not_before = 0.0
        self._rebuild_not_before = 0.0

    def ask(self, thoroughly: bool) -> None:
        """Empty the log soon; thoroughly: rebuild the database too."""
        self._log_is_dirty = True
        self._pages_are_dirty = self._pages_are_dirty or thoroughly

    def rest(self) -> float | None:
        """Seconds until there is something to do; None when nothing is left."""
        if self._log_is_dirty:
            return max(0.0, self._not_before - monotonic())
        if self._pages_are_dirty:
            return max(0.0, self._rebuild_not_before - monotonic())
        return None

    def go_on(self, last_chance: bool = False) -> None:
        """Do what it is time for; at the last chance all of it."""
        began = monotonic()
        if not last_chance and began < self._not_before:
            return
        try:
            if self._pages_are_dirty and (last_chance or began >= self._rebuild_not_before):
                self._rebuild()
            if self._log_is_dirty:
                self._empty_log()
        except sqlite3.Error as problem:
            # Nothing is lost by it: a rebuild needs as much free disk again as the database has.
            self._not_before = self._rebuild_not_before = monotonic() + RETRY
            log.warning("%s could not be cleaned of what was deleted yet: %s", self._path, problem)

    def _rebuild(self) -> None:
        began = monotonic()
        self._connection.execute("VACUUM")
        self._pages_are_dirty = False
        self._log_is_dirty = True
        now = monotonic()
        self._rebuild_not_before = now + SHARE * (now - began)

    def _empty_log(self) -> None:
        # A reader, such as a running backup, may still need the log: then soon again, without waiting for it.
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            (busy, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
        self._log_is_dirty = bool(busy)
        self._not_before = monotonic() + RETRY if busy else 0.0
