"""Wipe what SQLite leaves of deleted rows between the rows of a page.

`secure_delete` overwrites a row where it is deleted. But when a page is split or merged, rows move, and
copies can stay in the gap between the list of the page's cells and their content, which SQLite never reads
(https://www.sqlite.org/fileformat.html#b_tree_pages). `VACUUM` would write the whole database anew, and
nobody could write meanwhile; here the gaps are zeroed in the file, some pages at a time.
"""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

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
