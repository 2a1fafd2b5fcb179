"""Open the store at an address. Every kind of store is listed here."""

import logging
import os
from pathlib import Path

from bot.ops.settings import database_file
from bot.stores.protocol import Store, StoreError
from bot.stores.sqlite.store import SqliteStore

log = logging.getLogger(__name__)


def open_store(url: str) -> Store:
    """Open the store at `sqlite:///` and a path, at a bare path, or in memory (`memory:`).

    A path that begins with a fourth slash is absolute; any other is relative to the current folder.

    Raises:
        StoreError: the address is of no kind we know, or the store cannot be used.
    """
    try:
        file = database_file(url)
    except ValueError as wrong:
        raise StoreError(f"DATABASE_URL {wrong}") from None
    return SqliteStore.in_memory() if file is None else _open_file(Path(os.path.realpath(file)))


def _open_file(file: Path) -> SqliteStore:
    """Open an SQLite store and log its path: a misspelled path shows up as a new database."""
    is_new, is_new_folder = not file.exists(), not file.parent.exists()
    store = SqliteStore.open(file)
    if is_new:
        log.info("the database is %s; it is new%s", file, ", and so is its folder" if is_new_folder else "")
    else:
        log.info("the database is %s", file)
    return store
