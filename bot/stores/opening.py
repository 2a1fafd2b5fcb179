"""Which store an address names; the only list of stores."""

import logging
import os
from pathlib import Path

from bot.ops.settings import database_file
from bot.stores.protocol import Store, StoreError
from bot.stores.sqlite.store import SqliteStore

log = logging.getLogger(__name__)


def open_store(url: str) -> Store:
    """The store at an address: `sqlite:///` and a path, a bare path, or `memory:`.

    A path after a fourth slash counts from the root, any other from the current folder.

    Raises:
        StoreError: there is no such kind of store, or this one cannot be used.
    """
    try:
        file = database_file(url)
    except ValueError as wrong:
        raise StoreError(f"DATABASE_URL {wrong}") from None
    return SqliteStore.in_memory() if file is None else _opened(Path(os.path.realpath(file)))


def _opened(file: Path) -> SqliteStore:
    """An SQLite store, with a line in the log: a misspelt path shows as a database that is new."""
    is_new, is_new_folder = not file.exists(), not file.parent.exists()
    store = SqliteStore.open(file)
    if is_new:
        log.info("the database is %s; it is new%s", file, ", and so is its folder" if is_new_folder else "")
    else:
        log.info("the database is %s", file)
    return store
