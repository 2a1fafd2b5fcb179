"""The same dialog as aiogram's users write it: a window of aiogram-dialog, its state kept in memory.

Run by the benchmark of taps: `python -m tests.bench.windows CARDS`. aiogram brings no storage on disk that
needs no server, so nothing outlives the process.
"""

import asyncio
import json
import operator
import os
import sys
from pathlib import Path
from typing import Any, Final, TypeAlias

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, LinkPreviewOptions, Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Column, Select
from aiogram_dialog.widgets.text import Format

Card: TypeAlias = dict[str, Any]
"""text: HTML. rows: labels of the buttons."""

ROUTES: Final[list[list[Card]]] = []


class Asking(StatesGroup):
    """The one state: which card is on show is data of the dialog."""

    card = State()


async def begin(message: Message, dialog_manager: DialogManager) -> None:
    """Show the first card of the person's route."""
    start = {"route": (message.chat.id - 1_000_000) % len(ROUTES), "at": 0, "answers": []}
    await dialog_manager.start(Asking.card, data=start, mode=StartMode.RESET_STACK)


async def keep_start(start: dict[str, Any], manager: DialogManager) -> None:
    """Begin with the data that the dialog was started with."""
    manager.dialog_data.update(start)


async def show(dialog_manager: DialogManager, **_more: Any) -> dict[str, Any]:
    """Return what the window shows."""
    data = dialog_manager.dialog_data
    card = ROUTES[data["route"]][data["at"]]
    labels = [label for row in card["rows"] for label in row]
    return {"text": card["text"], "labels": list(enumerate(labels))}


async def take(_query: CallbackQuery, _select: Any, manager: DialogManager, answer: str) -> None:
    """Keep the answer to a card; the window then shows the next."""
    manager.dialog_data["answers"].append(answer)
    manager.dialog_data["at"] += 1


async def serve() -> None:
    """Serve until stopped."""
    server = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_BASE"])
    looks = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True))
    bot = Bot(os.environ["TELEGRAM_BOT_TOKEN"], AiohttpSession(api=server), looks)
    buttons = Select(
        Format("{item[1]}"), id="card", item_id_getter=operator.itemgetter(0), items="labels", on_click=take
    )
    window = Window(Format("{text}"), Column(buttons), state=Asking.card, getter=show)
    dispatcher = Dispatcher()
    dispatcher.include_router(Dialog(window, on_start=keep_start))
    dispatcher.message.register(begin, CommandStart())
    setup_dialogs(dispatcher)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    ROUTES.extend(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    asyncio.run(serve())
