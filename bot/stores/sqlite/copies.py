"""Delete the forgotten from the copies of a database, too, without making anybody wait.

A migration, a restore and a rescue each leave a copy of the database beside it; backups are copies, too. One
that is restored forgets again by itself, but until then a person who asked to be forgotten would still stand
in it. A copy is brought to the schema of this version for that, the people are deleted, and the file is
written anew: beside the database at once, and in the folder of backups within a minute.
"""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from bot.stores.protocol import StoreError
from bot.stores.sqlite.files import connect, open_file
from bot.stores.sqlite.forgotten import Forgotten
from bot.stores.sqlite.schema import migrate, migrations

COPIES: Final = ("schema-*", "replaced", "rescued")
"""What the names of copies end in, after that of the database."""

PATIENCE: Final = 5.0
"""Seconds to wait while another program locks a copy."""

_ONE_AT_A_TIME: Final = Lock()

log = logging.getLogger(__name__)


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
    clean_each(database, copies_of(database))


def clean_each(database: Path, copies: Sequence[Path]) -> None:
    """Delete from copies of a database whoever must stay forgotten; one that fails is told in the log."""
    with _ONE_AT_A_TIME:
        for copy in copies:
            try:
                _clean(copy, database)
            except (sqlite3.Error, StoreError) as problem:
                log.warning("%s may hold people who asked to be forgotten; delete it (%s)", copy, problem)


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
