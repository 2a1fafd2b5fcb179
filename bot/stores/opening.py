"""Which store an address names; the only list of stores."""

from pathlib import Path

from bot.stores.memory import MemoryStore
from bot.stores.protocol import Store, StoreError
from bot.stores.sqlite import SqliteStore

_SUPPORTED = "sqlite:///folder/coach.db, the path of a file, or memory:"


def open_store(url: str) -> Store:
    """The store at an address: `sqlite:///` and a path, a bare path, or `memory:`.

    A path after a fourth slash counts from the root, any other from the current folder.

    Raises:
        StoreError: there is no such kind of store, or this one cannot be used.
    """
    if url == "memory:":
        return MemoryStore()
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        return SqliteStore.open(Path(url.removeprefix("sqlite:///")).expanduser())
    kind, separator, _ = url.partition("://")
    if separator or not url or url.startswith(("sqlite:", "memory")):
        # The address itself is not told: it may hold a password.
        raise StoreError(
            f"{kind.partition(':')[0] or 'an empty address'}: not a store this version has; use {_SUPPORTED}"
        )
    return SqliteStore.open(Path(url).expanduser())
