"""Delete the forgotten from the copies beside a database, too, without making anybody wait.

A migration, a restore and a rescue each leave a copy of the database beside it. A restored copy forgets again
by itself; but until then a person who asked to be forgotten would still stand in it. A copy is brought to
the schema of this version for that, the people are deleted, and the file is written anew.
"""

import logging
import sqlite3
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
    thread = Thread(target=_clean_all, args=(database,), name="copies", daemon=True)
    thread.start()
    return thread


def copies_of(database: Path) -> list[Path]:
    """Return the copies beside a database."""
    return sorted(each for end in COPIES for each in database.parent.glob(f"{database.name}.{end}"))


def _clean_all(database: Path) -> None:
    with _ONE_AT_A_TIME:
        for copy in copies_of(database):
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
