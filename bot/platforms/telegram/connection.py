"""Everything between Telegram's servers and the app, put together."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

from telegram import Bot

from bot.core.screen.chart import Picture
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words
from bot.ops.addresses import WebhookSettings
from bot.ops.meter import Meter
from bot.platforms.telegram.buttons import Codec
from bot.platforms.telegram.calls import Replies
from bot.platforms.telegram.chat import UNREAD, Draw, TelegramChat
from bot.platforms.telegram.polling import Intake, asking, polls_alone
from bot.platforms.telegram.profile import identify, introduce
from bot.platforms.telegram.reading import Act, Reader, handler
from bot.platforms.telegram.transport import AiohttpRequest, client

if TYPE_CHECKING:
    from bot.platforms.telegram.webhook import WebhookIntake

Bury: TypeAlias = Callable[[int, str, str, float], Awaitable[None]]
"""`Store.bury`: update id, JSON, what is wrong with it, seconds since 1970."""


class Edge:
    """A bot that is known to Telegram.

    draw: makes a PNG of a chart. webhook: None for long polling. words: of notices.
    chat: for the courier. username: without @.
    """

    def __init__(
        self,
        request: AiohttpRequest,
        bot: Bot,
        codec: Codec,
        draw: Draw,
        webhook: WebhookSettings | None = None,
        words: Words = ENGLISH,
        meter: Meter | None = None,
    ) -> None:
        self._meter = meter
        self._request, self._bot, self._webhook = request, bot, webhook
        self._replies = Replies()
        self.username = bot.username or ""
        self._reader = Reader(codec, self.username)
        self.chat = TelegramChat(bot, codec, draw, self._replies, words)

    def clock(self) -> float | None:
        """What time it is for Telegram, in seconds since 1970; None while it has not said so."""
        return self._request.time

    def intake(
        self,
        act: Act,
        bury: Bury,
        now: Callable[[], float] = time.time,
        may_poll: Callable[[], bool] = polls_alone,
    ) -> "Intake | WebhookIntake":
        """Return what gives every update to the app while its `run` runs.

        may_poll: whether no other worker does.
        """

        async def put_aside(update_id: int, raw: str, problem: str) -> None:
            await bury(update_id, raw, problem, now())

        handle = handler(self._reader, act, now, self._meter)
        if self._webhook is None:
            return Intake(asking(self._request), handle, put_aside, meter=self._meter, may_poll=may_poll)
        from bot.platforms.telegram.webhook import WebhookIntake  # a bot that polls needs no HTTP server

        note = self._request.note_time
        return WebhookIntake(
            self._bot, self._webhook, handle, put_aside, self._replies, note, meter=self._meter
        )


async def draw_in_thread(picture: Picture) -> bytes:
    """The PNG of a chart, made off the event loop."""
    return await asyncio.to_thread(_drawn, picture)


def _drawn(picture: Picture) -> bytes:
    from bot.documents import (
        charts,  # the drawing library is slow to load: with the first chart, not with the bot
    )

    return charts.draw(picture)


@asynccontextmanager
async def connected(
    token: str,
    api_base: str,
    keys: tuple[bytes, ...],
    webhook: WebhookSettings | None = None,
    meter: Meter | None = None,
) -> AsyncIterator[Edge]:
    """Telegram, for as long as the context lasts; waits until it can be reached.

    keys: of the buttons, as `Store.button_keys` gives them. webhook: None for long polling.

    Raises:
        WrongToken: Telegram does not know the token.
    """
    request = AiohttpRequest(token, api_base, unread=UNREAD, meter=meter)
    bot = client(request)
    try:
        await identify(bot, polls=webhook is None)
        introducing = asyncio.create_task(introduce(bot))
        try:
            yield Edge(request, bot, Codec(keys), draw_in_thread, webhook, meter=meter)
        finally:
            introducing.cancel()
            await asyncio.gather(introducing, return_exceptions=True)
    finally:
        await bot.shutdown()
        await request.shutdown()
