"""Delete a person, and keep them deleted when an older backup is restored.

The file `<database>.forgotten` lies beside the database. It has one line for each person who asked to be
forgotten: a keyed hash of their id, and the time. The database stores the same lines. If it lacks some when
it is opened, it is an older copy, and what those people had stored before that time is deleted again,
however the old copy got there.

The key is in the database and in each of its backups; without it, the file identifies nobody.
The file has to move with the database: if it is lost, a restored backup brings back the people who were
forgotten after it was made. So there are two of it, `<database>.forgotten` and `<database>.forgotten-too`.
What either lists counts, and where they do not agree, the operator is told.
"""

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from bot.stores.sql.connection import Connection
from bot.stores.sql.forgotten_people import LINE, forget_again, known_lines
from bot.stores.sqlite.errors import file_error

log = logging.getLogger(__name__)


class Forgotten:
    """The two files that list who must stay forgotten. database: the file that they lie beside."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._paths = tuple(
            database.with_name(f"{database.name}.{suffix}") for suffix in ("forgotten", "forgotten-too")
        )

    def add(self, line: str) -> None:
        """Note a person, as `line_of` names them; on disk when it returns.

        Raises:
            StoreError: a file cannot be written.
        """
        for path in self._paths:
            _append(path, (line,))

    def complete(self, known: set[str]) -> None:
        """List whom the database knows, in a file that lacks some of them.

        Raises:
            StoreError: a file cannot be written.
        """
        for path in self._paths:
            if lacking := sorted(known.difference(_lines(path))):
                _append(path, lacking)

    def lacks(self, connection: Connection) -> bool:
        """Whether a copy of the database lacks somebody that the files list."""
        known = known_lines(connection)
        return any(line not in known for path in self._paths for line in _lines(path))

    def apply(self, connection: Connection) -> int:
        """Delete again the people that the file lists and the database does not.

        Returns how many had data in the database.

        Raises:
            StoreError: a file cannot be read.
        """
        known = known_lines(connection)
        news = [line for line in self._agreed(known) if line not in known]
        if not news:
            return 0
        return forget_again(connection, news)

    def _agreed(self, known: set[str]) -> list[str]:
        """Return what either file or the database lists; complete the files that lack some of it."""
        listed = {path: _lines(path) for path in self._paths}
        every = list(dict.fromkeys([*(line for lines in listed.values() for line in lines), *sorted(known)]))
        for path, lines in listed.items():
            if lacking := [line for line in every if line not in set(lines)]:
                log.warning("%s lacked %d of %d forgotten people: completed", path, len(lacking), len(every))
                _append(path, lacking)
        return every


def _append(path: Path, lines: Iterable[str]) -> None:
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # The first newline ends a line that a crash may have truncated.
            os.write(file, "".join(f"\n{line}\n" for line in lines).encode("ascii"))
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as problem:
        raise file_error(path, problem) from problem


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise file_error(path, problem) from problem
    # A line truncated by a crash belongs to a deletion that failed; the update comes again.
    return [line for line in lines if LINE.fullmatch(line)]
