"""Lives of a bot within this process, which end as by kill -9, so that hundreds of them cost seconds.

At its end everything stops at once: whatever the bot still wants of the store or of Telegram is not done.
"""

import asyncio
from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any, cast

from bot.platforms.telegram.connection import Edge
from bot.stores.protocol import Store
from tests.crash_points import watch_edge, watch_store


class Life:
    """One life. is_last: told the name of each point that is passed; whether the bot dies there."""

    def __init__(self, is_last: Callable[[str], bool] = lambda _point: False) -> None:
        self._is_last = is_last
        self.over = asyncio.Event()

    def go_on(self) -> None:
        """Return while it lasts; after that, end whoever asks."""
        if self.over.is_set():
            raise asyncio.CancelledError

    def watch(self, edge: Edge, store: Store) -> tuple[Edge, Store]:
        """Return the parts that reach out of the process, with the points at which it may end."""
        return watch_edge(edge, self._pass), watch_store(cast("Store", _Mortal(store, self)), self._pass)

    def _pass(self, point: str) -> None:
        self.go_on()
        if self._is_last(point):
            self.over.set()
            self.go_on()


class _Mortal:
    """A store whose methods do nothing once the life is over."""

    def __init__(self, store: Store, life: Life) -> None:
        self._store, self._life = store, life

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not iscoroutinefunction(found):
            return found

        async def asked(*what: Any, **named: Any) -> Any:
            self._life.go_on()
            return await found(*what, **named)

        return asked
