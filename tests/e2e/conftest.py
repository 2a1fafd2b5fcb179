"""What every end-to-end test begins with: the fake of the Bot API, and a bot that can be started."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from tests.e2e.bots import Bot, nursed


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """A bot whose log, whatever happened to it, holds neither its token nor a traceback."""
    async with serve(FakeTelegram(slows_repeats=False)) as telegram, nursed(telegram, tmp_path) as bot:
        yield bot
    assert telegram.token not in bot.log
    assert "Traceback" not in bot.log
