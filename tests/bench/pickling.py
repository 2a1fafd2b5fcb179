"""The same dialog as python-telegram-bot's users write it: a ConversationHandler, and PicklePersistence.

Run by the benchmark of taps: `python -m tests.bench.pickling CARDS`. Everything is as the library brings it:
its HTTP client, one update at a time, as a ConversationHandler must have them, updates that are confirmed
before they are handled, and a file that is written once a minute.
"""

import json
import os
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)

Card: TypeAlias = dict[str, Any]
"""text: HTML. rows: labels of the buttons."""
Step: TypeAlias = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, int]]

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


async def begin(routes: list[list[Card]], update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Show the first card of the person's route."""
    assert update.message is not None
    assert context.user_data is not None
    route = (update.message.chat.id - 1_000_000) % len(routes)
    context.user_data.update(route=route, answers=[])
    await update.message.reply_text(**screen(routes[route][0]))
    return 0


async def take(routes: list[list[Card]], at: int, update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keep the answer to a card, and show the next."""
    query = update.callback_query
    assert query is not None
    assert context.user_data is not None
    await query.answer()
    context.user_data["answers"].append(query.data)
    await query.edit_message_text(**screen(routes[context.user_data["route"]][at + 1]))
    return at + 1


def screen(card: Card) -> dict[str, Any]:
    """Return a card as the library wants it."""
    keys = [[InlineKeyboardButton(label, callback_data=label[:20]) for label in row] for row in card["rows"]]
    return {
        "text": card["text"],
        "parse_mode": ParseMode.HTML,
        "reply_markup": InlineKeyboardMarkup(keys),
        "link_preview_options": NO_PREVIEW,
    }


def main() -> None:
    """Serve until stopped."""
    routes = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    kept = PicklePersistence(Path(os.environ["DATABASE_URL"]).with_name("kept.pickle"))
    builder = ApplicationBuilder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder = builder.base_url(f"{os.environ['TELEGRAM_API_BASE']}/bot").persistence(kept)
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    steps = range(max(map(len, routes)) - 1)
    take_at: Callable[[int], Step] = lambda at: partial(take, routes, at)  # noqa: E731  # its type says it all
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", partial(begin, routes))],
            states={at: [CallbackQueryHandler(take_at(at))] for at in steps},
            fallbacks=[],
            name="dialog",
            persistent=True,
        )
    )
    application.run_polling(allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    main()
