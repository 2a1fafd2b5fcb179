"""Open the store at an address. Every kind of store is listed here."""

import logging
import os
from pathlib import Path

from bot.ops.settings import database_file, is_of_server
from bot.stores.protocol import Store, StoreError
from bot.stores.sqlite.store import SqliteStore

log = logging.getLogger(__name__)


def open_store(url: str) -> Store:
    """Open the store at `postgresql://...`, at `sqlite:///` and a path, at a path, or in memory (`memory:`).

    A path that begins with a fourth slash is absolute; any other is relative to the current folder.

    Raises:
        StoreError: the address is of no kind we know, or the store cannot be used.
    """
    if is_of_server(url):
        return _open_on_server(url)
    try:
        file = database_file(url)
    except ValueError as wrong:
        raise StoreError(f"DATABASE_URL {wrong}") from None
    return SqliteStore.in_memory() if file is None else _open_file(Path(os.path.realpath(file)))


def _open_on_server(url: str) -> Store:
    try:
        from bot.stores.postgres.store import PostgresStore  # a bot on SQLite needs no driver
    except ImportError:
        raise StoreError(
            "PostgreSQL needs a driver, which is not installed. To install it:\n"
            "  pip install 'decision-coach[postgres]'"
        ) from None
    return PostgresStore.open(url)


def _open_file(file: Path) -> SqliteStore:
    """Open an SQLite store and log its path: a misspelled path shows up as a new database."""
    is_new, is_new_folder = not file.exists(), not file.parent.exists()
    store = SqliteStore.open(file)
    if is_new:
        log.info("the database is %s; it is new%s", file, ", and so is its folder" if is_new_folder else "")
    else:
        log.info("the database is %s", file)
    return store
