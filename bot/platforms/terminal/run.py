"""The conversation in the terminal, put together: a face, a store, the dialogs."""

import io
import logging
import os
import secrets
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bot.core.dialog.model import Dialog
from bot.core.solo.session import Stage
from bot.library.library import Library
from bot.loader.reading import load_dialog
from bot.platforms.terminal.conversation import Conversation, Face
from bot.platforms.terminal.keys import Keys
from bot.platforms.terminal.lines import Lines
from bot.platforms.terminal.shelf import CHAT, Shelf
from bot.stores.opening import open_store
from bot.stores.protocol import InUse, Store
from bot.stores.sqlite.store import SqliteStore


async def talk(dialogs: Sequence[Dialog], database_url: str) -> None:
    """Hold a conversation on one of the dialogs with whoever sits at stdin, until they leave.

    dialogs: at least one. database_url: an address for `open_store`.

    Raises:
        StoreError: the database cannot be used.
    """
    for name in ("transitions", "bot.library.library"):  # what these would log is told in the conversation
        logging.getLogger(name).setLevel(logging.CRITICAL)
    face = face_here()
    # What comes through a pipe begins anew each time, so that a script always gets the same.
    store = store_for(database_url, face) if is_terminal(sys.stdin) else SqliteStore.in_memory()
    try:
        shelf = await shelf_of(dialogs, store)
        await Conversation(dialogs, shelf, face).hold()
    finally:
        await leave(store, face)


def face_here() -> Face:
    """Keys where there is a terminal at both ends that can be drawn on; lines everywhere else."""
    if is_terminal(sys.stdin) and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb":
        return Keys()
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):  # a sign that cannot be read or written is no reason to end
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else Ctrl-C would wait for the next line
    return Lines()


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sits there; a stream that was closed from the start is None."""
    return stream is not None and stream.isatty()


async def shelf_of(dialogs: Sequence[Dialog], store: Store) -> Shelf:
    """The sessions of this terminal; the dialogs' texts are kept, so that a session survives its file."""
    for dialog in dialogs:
        await store.keep_dialog(dialog.logic_hash, dialog.id, dialog.text, time.time())
    earlier = Library(Path(), store, load_dialog).fetch
    return Shelf(dialogs, store, earlier=earlier, fresh_id=lambda: secrets.randbits(63))


def store_for(database_url: str, face: Face) -> Store:
    """The store of this machine, or one in memory while the bot has it."""
    try:
        return open_store(database_url)
    except InUse:
        face.say("The bot is running and has the database, so this conversation is not kept.")
        return SqliteStore.in_memory()


async def leave(store: Store, face: Face) -> None:
    """Say what becomes of the answers, and let go of the store."""
    last = next(iter(await store.sessions(CHAT)), None)
    await store.close()
    if last is None or not store.is_persistent:
        face.say("Goodbye.")
    elif last.stage is Stage.DONE:
        face.say("Goodbye. `decision-coach chat`, then /history, shows your result again.")
    else:
        face.say("Goodbye. `decision-coach chat` goes on where you were.")
