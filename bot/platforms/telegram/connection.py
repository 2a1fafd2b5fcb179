"""Everything between Telegram's servers and the app, put together."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

from bot.core.screen.chart import Picture
from bot.platforms.telegram.buttons import Codec
from bot.platforms.telegram.chat import UNREAD, TelegramChat
from bot.platforms.telegram.polling import Intake, asking
from bot.platforms.telegram.profile import identify, introduce
from bot.platforms.telegram.reading import Act, Reader, handler
from bot.platforms.telegram.transport import AiohttpRequest, client

Bury: TypeAlias = Callable[[int, str, str, float], Awaitable[None]]
"""`Store.bury`: update id, JSON, what is wrong with it, seconds since 1970."""


class Edge:
    """A bot that is known to Telegram. chat: for the courier. username: without @."""

    def __init__(self, request: AiohttpRequest, codec: Codec, chat: TelegramChat, username: str) -> None:
        self._request = request
        self._ask = asking(request)
        self._reader = Reader(codec, username)
        self.chat = chat
        self.username = username

    def clock(self) -> float | None:
        """What time it is for Telegram, in seconds since 1970; None while it has not said so."""
        return self._request.time

    def intake(self, act: Act, bury: Bury, now: Callable[[], float] = time.time) -> Intake:
        """The loop that gives every update to the app; `Intake.run` runs it."""

        async def put_aside(update_id: int, raw: str, problem: str) -> None:
            await bury(update_id, raw, problem, now())

        return Intake(self._ask, handler(self._reader, act, now), put_aside)


async def draw_in_thread(picture: Picture) -> bytes:
    """The PNG of a chart, made off the event loop."""
    return await asyncio.to_thread(_drawn, picture)


def _drawn(picture: Picture) -> bytes:
    from bot.documents import (
        charts,  # the drawing library is slow to load: with the first chart, not with the bot
    )

    return charts.draw(picture)


@asynccontextmanager
async def connected(token: str, api_base: str, keys: tuple[bytes, ...]) -> AsyncIterator[Edge]:
    """Telegram, for as long as the context lasts; waits until it can be reached.

    keys: of the buttons, as `Store.button_keys` gives them.

    Raises:
        WrongToken: Telegram does not know the token.
    """
    request = AiohttpRequest(token, api_base, unread=UNREAD)
    bot = client(request)
    codec = Codec(keys)
    try:
        user = await identify(bot)
        introducing = asyncio.create_task(introduce(bot))
        try:
            yield Edge(request, codec, TelegramChat(bot, codec, draw_in_thread), user.username or "")
        finally:
            introducing.cancel()
            await asyncio.gather(introducing, return_exceptions=True)
    finally:
        await bot.shutdown()
        await request.shutdown()
