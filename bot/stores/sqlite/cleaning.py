"""Have what was deleted leave the disk too: know what has to be cleaned, and when.

A deleted row can still stand in the write-ahead log, which is emptied, and between the rows of any page,
which are wiped. Both are done in the writer's thread, between two transactions, in steps that are
short and far enough apart.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Final

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


# --- the gaps of pages ------------------------------------------------------------------
# `secure_delete` overwrites a row where it is deleted. But when a page is split or merged, rows move, and
# copies can stay in the gap between the list of the page's cells and their content, which SQLite never reads
# (https://www.sqlite.org/fileformat.html#b_tree_pages). `VACUUM` would write the whole database anew, and
# nobody could write meanwhile; here the gaps are zeroed in the file, some pages at a time.

CHUNK: Final = 512
"""Pages in one step: it limits how long a tap waits for one."""
_TREE_PAGES: Final = {2: 12, 5: 12, 10: 8, 13: 8}
"""First byte of each kind of b-tree page -> length of its header."""
_MOST_PAGES: Final = 1 << 25
"""Beyond, the page number that an overflow page begins with could look like the kind of a b-tree page."""
_FILE_HEADER: Final = 100


class Remnants:
    """The gaps of one database file.

    The file stays open until `close`, which comes after that of the last connection: closing it drops all
    locks that this process has on it (https://www.sqlite.org/howtocorrupt.html#posix_close_bug).
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("r+b", buffering=0)
        self._log = path.with_name(f"{path.name}-wal")
        self._next = 0
        self._left = 0
        self._requested = False

    @property
    def are_left(self) -> bool:
        """Whether there are pages to go through."""
        return self._requested or self._left > 0

    def request(self) -> None:
        """Go once through all pages from here on; a remnant can be in any."""
        self._requested = True

    def wipe_some(self, connection: sqlite3.Connection) -> bool:
        """Wipe the next pages; return False, and do nothing, if the write-ahead log holds newer ones.

        The transaction keeps every program from writing newer ones meanwhile.
        """
        connection.execute("PRAGMA shrink_memory")  # or a page in the cache would bring its remnants back
        connection.execute("BEGIN IMMEDIATE")
        try:
            if self._log.exists() and self._log.stat().st_size:
                return False
            self._wipe()
        finally:
            connection.execute("ROLLBACK")
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _wipe(self) -> None:
        page_size = self._page_size()
        pages = os.fstat(self._file.fileno()).st_size // page_size
        if self._requested:  # now all pages are in the file
            self._requested, self._left = False, pages if pages <= _MOST_PAGES else 0
        first = self._next if self._next < pages else 0
        self._file.seek(first * page_size)
        chunk = self._file.read(min(CHUNK, self._left) * page_size)
        found = list(find_remnants(chunk, page_size, first))
        for start, length in found:
            self._file.seek(first * page_size + start)
            self._file.write(bytes(length))
        if found:
            os.fsync(self._file.fileno())
        self._next = first + len(chunk) // page_size
        self._left -= len(chunk) // page_size

    def _page_size(self) -> int:
        self._file.seek(0)
        header = self._file.read(_FILE_HEADER)
        size = int.from_bytes(header[16:18], "big")
        return 65536 if size == 1 else size


def find_remnants(chunk: bytes, page_size: int, first: int) -> Iterator[tuple[int, int]]:
    """Yield start and length of the gaps that are not all zero. first: number of the first page, from 0."""
    for offset in range(0, len(chunk) - page_size + 1, page_size):
        page = chunk[offset : offset + page_size]
        header = _FILE_HEADER if first == 0 and offset == 0 else 0
        if page[header] not in _TREE_PAGES:
            continue
        cells = int.from_bytes(page[header + 3 : header + 5], "big")
        begin = header + _TREE_PAGES[page[header]] + 2 * cells
        end = int.from_bytes(page[header + 5 : header + 7], "big") or 65536
        if begin < end <= page_size and page[begin:end].strip(b"\0"):
            yield offset + begin, end - begin
