"""The bot in the terminal, put together: a face, a store, the app."""

import asyncio
import io
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from math import inf
from pathlib import Path
from typing import Final, TextIO

from bot.app.router import App
from bot.core.dialog.model import Dialog
from bot.core.solo.session import Session, Stage
from bot.core.words import terminal
from bot.core.words.english import ENGLISH
from bot.library.library import Library
from bot.loader.reading import load_dialog
from bot.outbox.courier import Courier
from bot.outbox.limits import RateLimiter
from bot.platforms.terminal.chat import CHAT, TerminalChat
from bot.platforms.terminal.conversation import Conversation, Face
from bot.platforms.terminal.keys import Keys
from bot.platforms.terminal.lines import Lines
from bot.stores.opening import open_store
from bot.stores.protocol import InUse, Store

IN_MEMORY: Final = "memory:"
HASTE: Final = 1000
"""How much faster the outbox's time runs: a terminal has no rate limit, and retries need no patience."""


async def run_terminal(dialogs: Sequence[Dialog], database_url: str, safety_line: str = "") -> None:
    """Hold a conversation on the dialogs with whoever sits at stdin, until they leave.

    dialogs: at least one. database_url: an address for `open_store`. safety_line: see `App`.

    Raises:
        StoreError: the database cannot be used.
    """
    for name in ("transitions", "bot.library.library"):  # the conversation itself says what they would log
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("bot.outbox").setLevel(logging.ERROR)  # a retry is nothing to tell
    face = choose_face()
    store = open_own_store(database_url, face)
    try:
        await converse(dialogs, store, face, safety_line=safety_line)
    finally:
        kept = await store.sessions(CHAT) if store.is_persistent else ()
        await store.close()
        face.say(goodbye(kept))


async def converse(
    dialogs: Sequence[Dialog],
    store: Store,
    face: Face,
    clock: Callable[[], float] = time.time,
    safety_line: str = "",
) -> None:
    """Hold a conversation with one person. clock: seconds since 1970."""
    library = Library(Path(), store, load_dialog)
    await library.offer(dialogs, clock())
    chat = TerminalChat()
    courier = Courier(
        chat,
        store,
        library,
        clock=clock,
        ticks=lambda: time.monotonic() * HASTE,
        sleep=lambda seconds: asyncio.sleep(seconds / HASTE),
    )
    app = App(
        store,
        library,
        courier,
        chat,
        retention_days=0,
        safety_line=safety_line,
        clock=clock,
        rate_limit=lambda _, rate: RateLimiter(inf, rate),
    )
    try:
        await Conversation(app, courier, chat, store, library, face, clock).run()
    finally:
        await courier.stop()


def choose_face() -> Face:
    """Return keys where there is a terminal at both ends that can be drawn on, lines everywhere else."""
    if is_terminal(sys.stdin) and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb":
        return Keys()
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):  # a sign that cannot be read or written is no reason to end
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else Ctrl-C would wait for the next line
    return Lines()


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the stream is an interactive terminal. `None` if it was closed at start-up."""
    return stream is not None and stream.isatty()


def open_own_store(database_url: str, face: Face) -> Store:
    """Return the store of this machine, or one in memory.

    What comes through a pipe is kept in memory alone, so that a script always gets the same; and so is
    every conversation while the bot has the database.
    """
    if is_terminal(sys.stdin):
        try:
            return open_store(database_url)
        except InUse:
            face.say(ENGLISH(terminal.not_kept()))
    return open_store(IN_MEMORY)


def goodbye(kept: Sequence[Session]) -> str:
    """Return the parting words. kept: the sessions that outlive this process."""
    stages = {each.stage for each in kept}
    if stages & {Stage.ASKING, Stage.STOPPED}:
        return ENGLISH(terminal.goodbye_for_now())
    return ENGLISH(terminal.goodbye_with_result() if Stage.DONE in stages else terminal.goodbye())
