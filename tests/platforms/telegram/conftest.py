"""A strict Telegram on localhost, and a client of it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.platforms.telegram.chat import TelegramChat
from bot.platforms.telegram.transport import AiohttpRequest, client
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.server import serve
from tests.platforms.telegram.charts import CODEC, drawn


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """Served at its `url`."""
    fake = FakeTelegram(slows_repeats=False)
    async with serve(fake):
        yield fake


@pytest.fixture
async def request_(telegram: FakeTelegram) -> AsyncIterator[AiohttpRequest]:
    """A transport to it, quick to give up."""
    request = AiohttpRequest(telegram.token, telegram.url, read=0.5)
    await request.initialize()
    yield request
    await request.shutdown()


@pytest.fixture
def bot(request_: AiohttpRequest) -> Bot:
    """The library's client of it."""
    return client(request_)


@pytest.fixture
async def chat(bot: Bot) -> TelegramChat:
    """Telegram as the courier sees it."""
    await bot.initialize()
    return TelegramChat(bot, CODEC, drawn)


@pytest.fixture
def ann(telegram: FakeTelegram) -> Person:
    """Somebody who has tapped Start."""
    person = telegram.person("Ann")
    person.sends("/start")
    return person
