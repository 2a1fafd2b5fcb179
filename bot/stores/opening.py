"""Open the store at an address. Every kind of store is listed here."""

import logging
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.ops.addresses import check_database_address, database_file, is_of_server
from bot.stores.backup_folder import BackupFolder
from bot.stores.move import TableContents, TellProgress, move_everything
from bot.stores.protocol import Store, StoreError
from bot.stores.sql.store import SqlStore
from bot.stores.sqlite.backups import backup
from bot.stores.sqlite.forgotten import clean_each
from bot.stores.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from bot.stores.postgres.store import PostgresStore

log = logging.getLogger(__name__)


def open_store(url: str) -> Store:
    """Open the store at `postgresql://...`, at `sqlite:///` and a path, at a path, or in memory (`memory:`).

    A path that begins with a fourth slash is absolute; any other is relative to the current folder.

    Raises:
        StoreError: the address is of no kind we know, or the store cannot be used.
    """
    _must_be_address("DATABASE_URL", url)
    if is_of_server(url):
        return _server_store().open(url)
    file = database_file(url)
    return SqliteStore.in_memory() if file is None else _open_file(Path(os.path.realpath(file)))


def open_beside(url: str) -> Store:
    """Open a store that a bot may be using, for some short work.

    Raises:
        StoreError: there is none at the address, or it cannot be used.
    """
    _must_be_address("DATABASE_URL", url)
    if is_of_server(url):
        return _server_store().open(url, must_exist=True)
    file = database_file(url)
    if file is None:
        raise StoreError("DATABASE_URL names a database in memory, which only its own bot can see")
    return SqliteStore.open_beside(Path(os.path.realpath(file)))


def backup_folder(url: str, wanted: Path | None) -> BackupFolder | None:
    """Return where the backups of every hour go; None where none are made.

    wanted: the folder; None for the one beside an SQLite file, and none for a server's database.
    """
    if is_of_server(url):
        return None if wanted is None else _server_backups(url, wanted)
    if (file := database_file(url)) is None:
        return None
    path = Path(os.path.realpath(file))
    return BackupFolder(
        wanted or path.with_name(f"{path.name}.backups"),
        "db",
        make=partial(backup, path),
        size=lambda: path.stat().st_size if path.exists() else 0,
        forget=partial(clean_each, path),
    )


def _server_backups(url: str, folder: Path) -> BackupFolder:
    _server_store()
    from bot.stores.postgres.backups import dump

    return BackupFolder(folder, "dump", make=partial(dump, url), size=lambda: 0, forget=None)


async def move_between(source: str, target: str, say: TellProgress) -> dict[str, TableContents]:
    """Copy everything from one address to another, an empty or half filled one; return what each table holds.

    Raises:
        StoreError: one of them is in use or cannot be used, or is no database to keep.
    """
    if _whole_address(source) == _whole_address(target):
        raise StoreError("both addresses are of the same database; move to another one")
    opened: list[SqlStore] = []
    try:
        for address in (source, target):
            # Those opened are closed if the next fails.
            opened.append(_open_to_move(address, must_exist=address == source))
            await opened[-1].must_be_unused()
        held = await move_everything(opened[0].runner, opened[1].runner, say)
        await opened[1].keep_forgotten()
        return held
    finally:
        for store in opened:
            await store.close()


def _must_be_address(name: str, url: str) -> None:
    try:
        check_database_address(url)
    except ValueError as wrong:
        raise StoreError(f"{name} {wrong}") from None


def _whole_address(url: str) -> str:
    """Return what two addresses of one file have in common."""
    _must_be_address("an address", url)
    if is_of_server(url):
        return url
    if (file := database_file(url)) is None:
        raise StoreError("a database in memory cannot be moved")
    return os.path.realpath(file)


def _open_to_move(url: str, *, must_exist: bool) -> SqlStore:
    if is_of_server(url):
        return _server_store().open(url, is_to_move=True, must_exist=must_exist)
    file = Path(_whole_address(url))
    if must_exist and not file.is_file():
        raise StoreError(f"{file} is missing or is not a file; check the name")
    return SqliteStore.open(file, is_to_move=True)


def _server_store() -> "type[PostgresStore]":
    try:
        from bot.stores.postgres.store import PostgresStore  # a bot on SQLite needs no driver
    except ImportError:
        raise StoreError(
            "PostgreSQL needs a driver, which is not installed. To install it:\n"
            "  pip install 'decision-coach[postgres]'"
        ) from None
    return PostgresStore


def _open_file(file: Path) -> SqliteStore:
    """Open an SQLite store and log its path: a misspelled path shows up as a new database."""
    is_new, is_new_folder = not file.exists(), not file.parent.exists()
    store = SqliteStore.open(file)
    if is_new:
        log.info("the database is %s; it is new%s", file, ", and so is its folder" if is_new_folder else "")
    else:
        log.info("the database is %s", file)
    return store
