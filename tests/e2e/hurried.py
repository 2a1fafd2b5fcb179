"""A bot whose time, and that of everybody around it, passes faster than the machine's."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from tests.e2e.bots import AFTER_A_KILL, Bot, nursed
from tests.e2e.haste import HastyLoop, hasty_time


def hurried(
    folder: Path, play: Callable[[Bot], Awaitable[None]], rate: float, *expected: str, floods: bool = True
) -> None:
    """Play with a bot, `rate` seconds in one of the machine's. Whatever happened, its log holds no traceback.

    expected: kinds of breaches that the play leads to.
    """

    async def work() -> None:
        # In haste a call can outlast its patience on a busy machine, which looks like a kill.
        telegram = FakeTelegram(
            now=hasty_time(rate), slows_repeats=False, floods=floods, answer_within=20 * rate
        )
        async with serve(telegram), nursed(telegram, folder, haste=rate) as bot:
            await play(bot)
            assert {each.kind for each in telegram.finish()} <= {*AFTER_A_KILL, *expected}
            assert telegram.token not in bot.log
            assert "Traceback" not in bot.log

    with asyncio.Runner(loop_factory=lambda: HastyLoop(rate)) as runner:
        runner.run(work())


async def starts(bot: Bot, **extra: str) -> None:
    """Start, and wait until it asks for updates: in haste, that takes a good part of anybody's patience."""
    await bot.start(**extra)
    updates = bot.telegram.updates
    assert await updates.progress.until(lambda: updates.is_polled or None, 60 * bot.haste), bot.log
