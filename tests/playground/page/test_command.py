"""`decision-coach` without a token, as a newcomer starts it."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pytest
from aiohttp import ClientSession
from click.testing import CliRunner

from bot.ops.settings import NAMES
from bot.playground.page.command import playground as command

Found = TypeVar("Found")
ROOT = Path(__file__).parents[3]


@asynccontextmanager
async def started(folder: Path, **environment: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """`python -m bot` in an empty folder, with none of our settings, and its first line."""
    clean = {name: value for name, value in os.environ.items() if name not in NAMES}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot"),
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "CI": "true", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    try:
        yield process, (await process.stdout.readline()).decode()
    finally:
        with suppress(ProcessLookupError):
            process.kill()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGHUP])
async def test_without_a_token_the_playground_opens_and_a_signal_ends_it(
    tmp_path: Path, ending: signal.Signals
) -> None:
    async with started(tmp_path) as (process, told):
        assert process.stdout is not None
        where = (await process.stdout.readline()).decode()
        async with ClientSession() as session, session.get(where.split()[-1]) as answer:
            body = await answer.text()
        process.send_signal(ending)

        assert told == "There is no bot token yet, so the bot runs in the playground, not on Telegram.\n"
        assert (answer.status, "<title>Decision Coach" in body) == (200, True)
        assert await asyncio.wait_for(process.wait(), 60) == 0
        assert b"Traceback" not in await process.stdout.read()


async def test_a_browser_that_stays_keeps_nobody_from_ending(tmp_path: Path) -> None:
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    script = f"exec >/dev/null 2>&1; echo > {opened}; while [ -e {opened} ]; do sleep 0.1; done"
    browser.write_text(f"#!/bin/sh\n{script}\n")
    browser.chmod(0o700)
    screen = {"CI": "", "SSH_CONNECTION": "", "DISPLAY": ":0", "BROWSER": f"{browser} %s"}
    async with started(tmp_path, **screen) as (process, _):
        await until(opened.exists)

        process.send_signal(signal.SIGINT)

        assert await asyncio.wait_for(process.wait(), 60) == 0
        opened.unlink()


@pytest.mark.skipif(
    sys.platform != "linux" and not os.environ.get("CI"),
    reason="the test finds the process of the bot by /proc",
)
async def test_no_bot_stays_behind_when_the_playground_is_killed(tmp_path: Path) -> None:
    async with started(tmp_path) as (process, _):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        (bot,) = await until(lambda: children.read_text().split())

        process.kill()
        await process.wait()

        await until(lambda: not _is_alive(int(bot)))


async def until(look: Callable[[], Found]) -> Found:
    """Processes ring no bells."""
    for _ in range(200):
        if found := look():
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("nothing came of it in ten seconds")


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_database_needs_its_folder(tmp_path: Path) -> None:
    told = CliRunner().invoke(command, ["--no-browser", "--database", str(tmp_path / "nowhere" / "x.db")])

    assert (told.exit_code, "there is no folder" in told.output) == (2, True)


def test_a_port_that_is_taken_is_told_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        told = CliRunner().invoke(command, ["--no-browser", "--port", str(port)])

    assert told.output == (
        f"Error: The playground cannot listen on 127.0.0.1, port {port}: Address already in use. "
        "Choose another with --port or --host.\n"
    )
