"""Which store an address names; the only list of stores."""

from pathlib import Path

from bot.stores.memory import MemoryStore
from bot.stores.protocol import Store, StoreError
from bot.stores.sqlite import SqliteStore

ACCEPTED = "sqlite:///folder/coach.db, the path of a file, or memory:"
_MEMORY = "memory:"
_SQLITE = "sqlite:///"


def open_store(url: str) -> Store:
    """The store at an address: `sqlite:///` and a path, a bare path, or `memory:`.

    A path after a fourth slash counts from the root, any other from the current folder.

    Raises:
        StoreError: there is no such kind of store, or this one cannot be used.
    """
    file = database_file(url)
    return MemoryStore() if file is None else SqliteStore.open(file)


def database_file(url: str) -> Path | None:
    """The file that an address names; None for a store in memory. Nothing is opened.

    Raises:
        StoreError: there is no such kind of store; the address is not told, for it may hold a password.
    """
    if url == _MEMORY:
        return None
    path = url.removeprefix(_SQLITE)
    is_bare = path == url
    if not path or (is_bare and ("://" in url or url.startswith(("sqlite:", "memory")))):
        kind = url.partition(":")[0] or "an empty address"
        raise StoreError(f"{kind}: not a store this version has; use {ACCEPTED}")
    return Path(path).expanduser()
