"""Keep who was deleted so when an older backup is restored, and delete them from copies, too.

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
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from bot.stores.backup_folder import still_holds_people
from bot.stores.protocol import StoreError
from bot.stores.sql.connection import Connection
from bot.stores.sql.deletion import LINE, forget_again, known_lines
from bot.stores.sqlite.files import connect, file_error, open_file
from bot.stores.sqlite.schema import migrate, migrations

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


# --- copies -----------------------------------------------------------------------------
# A migration, a restore and a rescue each leave a copy of the database beside it; backups are copies, too.
# One that is restored forgets again by itself, but until then a person who asked to be forgotten would still
# stand in it. A copy is brought to the schema of this version for that, the people are deleted, and the
# file is written anew: beside the database at once, and in the folder of backups within a minute.

COPIES: Final = ("schema-*", "replaced", "rescued")
"""What the names of copies end in, after that of the database."""

PATIENCE: Final = 5.0
"""Seconds to wait while another program locks a copy."""

_ONE_AT_A_TIME: Final = Lock()


def clean_copies(database: Path) -> Thread | None:
    """Begin to delete from the copies whoever must stay forgotten; None if there are no copies.

    The thread may end with the process: the next start goes on.
    """
    if not copies_of(database):
        return None
    thread = Thread(target=_clean_beside, args=(database,), name="copies", daemon=True)
    thread.start()
    return thread


def copies_of(database: Path) -> list[Path]:
    """Return the copies beside a database."""
    return sorted(each for end in COPIES for each in database.parent.glob(f"{database.name}.{end}"))


def _clean_beside(database: Path) -> None:
    for failure in clean_each(database, copies_of(database)):
        log.warning("%s", failure)


def clean_each(database: Path, copies: Sequence[Path]) -> list[str]:
    """Delete from copies of a database whoever must stay forgotten; return what is to be told of some."""
    failures = []
    with _ONE_AT_A_TIME:
        for copy in copies:
            try:
                _clean(copy, database)
            except (sqlite3.Error, StoreError) as problem:
                failures.append(still_holds_people(copy, problem))
    return failures


def _clean(copy: Path, database: Path) -> None:
    forgotten = Forgotten(database)
    with closing(open_file(copy)) as connection:
        if not forgotten.lacks(connection):
            return
    with closing(connect(copy, PATIENCE)) as connection:
        migrate(connection, copy, migrations(), keeps_copy=False)
        connection.execute("BEGIN IMMEDIATE")
        again = forgotten.apply(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        log.info("%d people who asked to be forgotten were deleted from %s too", again, copy)
