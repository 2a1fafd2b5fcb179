"""The conversation in the terminal, put together: a face, a store, a dialog."""

import logging
import secrets
import sys
from collections.abc import Sequence

from bot.chat.console import CHAT, Conversation, Face
from bot.chat.keys import Keys
from bot.chat.lines import Lines
from bot.core import menus
from bot.core.events import OpenDialog
from bot.core.model import Dialog
from bot.core.session import Stage
from bot.stores.memory import MemoryStore
from bot.stores.opening import open_store
from bot.stores.protocol import InUse, Store


async def talk(dialogs: Sequence[Dialog], database_url: str) -> None:
    """Hold a conversation on one of the dialogs with whoever sits at stdin, until they leave.

    dialogs: at least one. database_url: an address for `open_store`.

    Raises:
        StoreError: the database cannot be used.
    """
    logging.getLogger("transitions").setLevel(logging.WARNING)
    face = Keys() if sys.stdin.isatty() and sys.stdout.isatty() else Lines()
    # What comes through a pipe begins anew each time, so that a script always gets the same.
    store = store_for(database_url, face) if sys.stdin.isatty() else MemoryStore()
    try:
        if dialog := await chosen(dialogs, face):
            await Conversation(dialog, store, face, fresh_id=lambda: secrets.randbits(63)).hold()
    finally:
        await leave(store, face)


def store_for(database_url: str, face: Face) -> Store:
    """The store of this machine, or one in memory while the bot has it."""
    try:
        return open_store(database_url)
    except InUse:
        face.say("The bot is running and has the database, so this conversation is not kept.")
        return MemoryStore()


async def chosen(dialogs: Sequence[Dialog], face: Face) -> Dialog | None:
    """The dialog the person wants, asked only where there are several; None when they leave."""
    while len(dialogs) > 1:
        match await face.ask(menus.dialogs(dialogs, ())):
            case OpenDialog(wanted):
                return next(dialog for dialog in dialogs if dialog.id == wanted)
            case None:
                return None
    return dialogs[0]


async def leave(store: Store, face: Face) -> None:
    """Say what becomes of the answers, and let go of the store."""
    last = next(iter(await store.sessions(CHAT)), None)
    await store.close()
    is_kept = last is not None and last.stage is not Stage.DONE and not isinstance(store, MemoryStore)
    face.say("Goodbye. `decision-coach chat` goes on where you were." if is_kept else "Goodbye.")
