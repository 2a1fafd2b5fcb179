"""The least that a bot can do for a tap: answer it, and show the next card. It keeps nothing.

A stock Application of python-telegram-bot over a transport that stays as it is; the cards come from a file.
Run by the benchmark of taps: `python -m tests.bench.floor CARDS`. With WEBHOOK_URL in the environment it
takes updates from there, and puts the answer to a tap into the answer to its request.
"""

import asyncio
import json
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler

from tests.bench.frozen_transport import AiohttpRequest, client

Card = dict[str, Any]
"""text: HTML. rows: labels of the buttons."""

DATA_LENGTH: Final = 32
"""Characters on each button, as on ours."""
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
KINDS: Final = ["message", "callback_query"]

StockApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


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


async def tapped(routes: list[list[Card]], answers: bool, update: Update, _context: object) -> None:
    """Answer the tap, and show the next card of the route that the button names.

    answers: by a call; else the webhook has done so.
    """
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    route, at = (int(part) for part in query.data.rstrip(".").split(":"))
    if answers:
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


async def serve(application: StockApplication, url: str, listen: str) -> None:
    """Take updates from a webhook until stopped."""

    async def take(request: web.Request) -> web.Response:
        raw = await request.json()
        application.update_queue.put_nowait(Update.de_json(raw, application.bot))
        if "callback_query" not in raw:
            return web.Response()
        query_id = raw["callback_query"]["id"]
        return web.json_response({"method": "answerCallbackQuery", "callback_query_id": query_id})

    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    host, port = listen.rsplit(":", 1)
    server = web.Application()
    server.router.add_post(urlsplit(url).path, take)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    async with application:
        await application.start()
        await runner.setup()
        await web.TCPSite(runner, host, int(port)).start()
        await application.bot.set_webhook(url, allowed_updates=KINDS, max_connections=100)
        await stopped.wait()
        await runner.cleanup()
        await application.stop()


def main() -> None:
    """Answer taps until stopped."""
    routes = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    request = AiohttpRequest(os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_API_BASE"])
    application: StockApplication = ApplicationBuilder().bot(client(request)).concurrent_updates(True).build()
    url = os.environ.get("WEBHOOK_URL")
    application.add_handler(CallbackQueryHandler(partial(tapped, routes, not url)))
    application.add_handler(CommandHandler("start", partial(started, routes)))
    if url:
        asyncio.run(serve(application, url, os.environ["WEBHOOK_LISTEN"]))
    else:
        application.run_polling(allowed_updates=KINDS)


if __name__ == "__main__":
    main()
