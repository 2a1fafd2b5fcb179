"""The least that a bot can do for a tap: answer it, and show the next card. It keeps nothing.

A stock Application of python-telegram-bot over our transport; the cards come from a file.
Run by the benchmark of taps: `python -m tests.bench.floor CARDS`.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any, Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler

from bot.platforms.telegram.transport import AiohttpRequest, client

Card = dict[str, Any]
"""text: HTML. rows: labels of the buttons."""

DATA_LENGTH: Final = 32
"""Characters on each button, as on ours."""
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


async def started(routes: list[list[Card]], update: Update, _context: object) -> None:
    """Show the first card of the person's route."""
    assert update.message is not None
    route = (update.message.chat.id - 1_000_000) % len(routes)
    await update.message.reply_text(
        routes[route][0]["text"],
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(routes, route, 0),
        link_preview_options=NO_PREVIEW,
    )


async def tapped(routes: list[list[Card]], update: Update, _context: object) -> None:
    """Answer the tap, and show the next card of the route that the button names."""
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    route, at = (int(part) for part in query.data.rstrip(".").split(":"))
    await query.answer()
    await query.edit_message_text(
        routes[route][at]["text"],
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(routes, route, at),
        link_preview_options=NO_PREVIEW,
    )


def keyboard(routes: list[list[Card]], route: int, at: int) -> InlineKeyboardMarkup:
    """The buttons of a card; each leads to the next one."""
    data = f"{route}:{at + 1}".ljust(DATA_LENGTH, ".")
    rows = routes[route][at]["rows"]
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label in row] for row in rows]
    )


def main() -> None:
    """Poll until stopped."""
    routes = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    request = AiohttpRequest(os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_API_BASE"])
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().bot(client(request)).concurrent_updates(True).build()
    )
    application.add_handler(CallbackQueryHandler(partial(tapped, routes)))
    application.add_handler(CommandHandler("start", partial(started, routes)))
    application.run_polling(allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    main()
