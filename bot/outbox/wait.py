"""Waiting that news can end."""

import asyncio
from collections.abc import Awaitable


async def nap(asleep: Awaitable[None], news: asyncio.Event) -> None:
    """Wait until a sleep is over or there is news, whichever is first; the sleep ends with it."""
    ways = asyncio.ensure_future(asleep), asyncio.ensure_future(news.wait())
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
