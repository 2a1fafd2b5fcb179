"""Where big screens meet the rest of the bot: opened at its start, and told later how people join."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

from bot.big_screen.links import ScreenLinks
from bot.core.group.session import GroupSession
from bot.library.library import Library
from bot.ops.addresses import ScreenSettings
from bot.stores.protocol import Store

OpenScreens: TypeAlias = Callable[[Callable[[int], str]], Callable[[GroupSession], str] | None]
"""Told where people join, of a group's id; returns what makes the address of a group's big screen.

None where there are none.
"""


@asynccontextmanager
async def big_screens(
    settings: ScreenSettings | None, keys: tuple[bytes, ...], store: Store, library: Library
) -> AsyncIterator[OpenScreens]:
    """Serve big screens while the block runs. settings: None for none. keys: of the store.

    Raises:
        CannotListen: the address is in use, or none of this machine.
    """
    if settings is None:
        yield lambda _join: None
        return
    from bot.big_screen.server import BigScreens  # a bot without big screens loads no HTTP server for them
    from bot.big_screen.watching import Watches
    from bot.ops.http_server import listening

    links = ScreenLinks(settings.base, keys)
    watches = Watches(store, library, time.monotonic)

    def open_screens(join: Callable[[int], str]) -> Callable[[GroupSession], str]:
        watches.let_join(join)
        return links.address

    try:
        async with listening("SCREEN_LISTEN", settings.listen, BigScreens(links, watches).find_route):
            yield open_screens
    finally:
        await watches.stop()
