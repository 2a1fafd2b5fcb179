"""`decision-coach` without a token, as a newcomer starts it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from aiohttp import ClientSession

from bot.settings import NAMES

ROOT = Path(__file__).parents[3]


async def test_without_a_token_the_playground_opens_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in NAMES}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot"),
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "CI": "true"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None

    told = (await process.stdout.readline()).decode()
    where = (await process.stdout.readline()).decode()
    async with ClientSession() as session, session.get(where.split()[-1]) as answer:
        body = await answer.text()
    process.send_signal(signal.SIGINT)

    assert told == "There is no bot token yet, so this is not on Telegram but in the playground.\n"
    assert (answer.status, "<title>Decision Coach" in body) == (200, True)
    assert await asyncio.wait_for(process.wait(), 15) == 0
    assert b"Traceback" not in await process.stdout.read()
