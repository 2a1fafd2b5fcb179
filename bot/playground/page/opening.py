"""The playground put together: Telegram, the bot, the page, and a browser that looks at it."""

import asyncio
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final

from aiohttp import web

from bot.playground.page.child import StartProcess, start_process
from bot.playground.page.guard import is_loopback
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.room import Room
from bot.playground.page.routes import page_app
from bot.playground.server import serve

OURS: Final = 8642
"""The port of the page where nobody asks for another, so that its address stays the same."""


class PortTaken(Exception):
    """The page cannot be served where it should; str() says what to do."""


@asynccontextmanager
async def open_playground(
    environment: Mapping[str, str],
    host: str = "127.0.0.1",
    port: int | None = 0,
    *,
    began: float | None = None,
    remembered: bool = False,
    start_bot: StartProcess = start_process,
) -> AsyncIterator[tuple[Room, str]]:
    """A room with a page, and the page's address, while the block runs.

    environment: of the bot; DATABASE_URL must be among it. port: 0 takes a free one, None ours
        when it is free.

    began: what the clock says at first, in Unix seconds; None: what it is.
    remembered: the database may be that of an earlier playground.
    start_bot: how the bot's process is started.

    Raises:
        PortTaken: nothing can be served there.
    """
    telegram = RehearsedTelegram(remembered=remembered)
    if began is not None:
        telegram.clock.ahead = began - telegram.clock()
    async with serve(telegram):
        room = Room(telegram, {**_big_screens(), **environment}, start_bot)
        runner = web.AppRunner(page_app(room), access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        try:
            address = await _listen(runner, host, port)
            await room.open()
            yield room, address
        finally:
            await room.close()
            await runner.cleanup()


def _big_screens() -> Mapping[str, str]:
    """Return the settings by which the bot serves big screens on this machine, at a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {"SCREEN_LISTEN": f"127.0.0.1:{port}", "PUBLIC_URL": f"http://127.0.0.1:{port}"}


async def _listen(runner: web.AppRunner, host: str, port: int | None) -> str:
    if port is None:
        with suppress(PortTaken):
            return await _listen(runner, host, OURS)
        port = 0
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as wrong:
        where = f"{host}, port {port}" if port else host
        why = wrong.strerror if isinstance(wrong, socket.gaierror) else os.strerror(wrong.errno or 0)
        raise PortTaken(
            f"The playground cannot listen on {where}: {why}. Choose another with --port or --host."
        ) from None
    taken = runner.addresses[0][1]
    shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else host  # noqa: S104  # an address to open, not to bind
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{taken}/"


async def play(
    environment: Mapping[str, str],
    tell: Callable[[str], None],
    *,
    host: str,
    port: int | None,
    browser: bool,
) -> None:
    """Serve until Ctrl-C, SIGTERM, or the end of the terminal.

    environment: of the bot; without DATABASE_URL, everything is forgotten at the end.
    tell: says a sentence to whoever started it.

    Raises:
        PortTaken: nothing can be served there.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopped.set)
    with TemporaryDirectory(prefix="decision-coach-") as folder:
        whole = {"DATABASE_URL": str(Path(folder) / "coach.db"), **environment}
        remembered = "DATABASE_URL" in environment
        async with open_playground(whole, host, port, remembered=remembered) as (_, address):
            tell(f"The playground is at {address}")
            if not is_loopback(host):
                tell(
                    "Warning: everybody who can reach this address can use it, and read what is typed there."
                )
            tell("Ctrl-C ends it.")
            if browser and has_screen():  # some browsers only come back when they are closed
                Thread(target=webbrowser.open, args=(address,), daemon=True).start()
            await stopped.wait()


def has_screen() -> bool:
    """A browser could show something to somebody here."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("CI"):
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
