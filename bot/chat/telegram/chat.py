"""Telegram as the courier sees it: a chat in which messages are sent, changed and taken back."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Bot, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.chat.telegram.buttons import Codec
from bot.chat.telegram.failures import TooOld, failure, is_unchanged
from bot.chat.telegram.fitting import shortened
from bot.chat.telegram.plaintext import clean
from bot.chat.telegram.rendering import Rendering, render
from bot.core.model import Dialog
from bot.core.replies import Notice, Screen
from bot.core.session import Session
from bot.delivery import MessageGone, Rendered, Unknown

# Bot API: the text of a callback query's answer is 0-200 characters, a caption 0-1024.
LONGEST_NOTICE = 200
LONGEST_CAPTION = 1024

UNREAD = ("editMessageText", "editMessageReplyMarkup")
"""Calls that are answered with a whole message, of which nothing is read here."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logging.getLogger(__name__)


class TelegramChat:
    """Implements `bot.delivery.Chat`."""

    def __init__(self, bot: Bot, codec: Codec) -> None:
        self._bot = bot
        self._codec = codec

    def render(self, chat: int, screen: Screen, session: Session | None, dialog: Dialog | None) -> Rendering:
        """The screen as a message, its buttons good for this chat alone."""
        return render(screen, lambda event: self._codec.encode(event, chat, session, dialog))

    async def send(self, chat: int, rendered: Rendered) -> int:
        """Send a new message; returns its id."""
        message = _ours(rendered)
        with _failures():
            sent = await self._bot.send_message(
                chat,
                message.text,
                parse_mode=ParseMode.HTML,
                reply_markup=message.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        return sent.message_id

    async def edit(self, chat: int, message_id: int, rendered: Rendered) -> None:
        """Change a message; that it looks like this already is no error."""
        message = _ours(rendered)
        with _failures():
            await self._bot.edit_message_text(
                message.text,
                chat,
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=message.keyboard,
                link_preview_options=NO_PREVIEW,
            )

    async def delete(self, chat: int, message_id: int) -> None:
        """Take a message out of the chat; one that is too old for that loses its buttons."""
        try:
            with _failures():
                await self._bot.delete_message(chat, message_id)
        except TooOld:
            await self.disarm(chat, message_id)
        except MessageGone:
            return

    async def disarm(self, chat: int, message_id: int) -> None:
        """Take the buttons off a message; one that is gone has none."""
        try:
            with _failures():
                await self._bot.edit_message_reply_markup(chat, message_id)
        except MessageGone:
            return

    async def send_document(self, chat: int, name: str, content: bytes, caption: str) -> int:
        """Send a file; returns the id of its message."""
        with _failures():
            file = InputFile(content, filename=name)
            sent = await self._bot.send_document(
                chat, file, caption=shortened(clean(caption), LONGEST_CAPTION)
            )
        return sent.message_id

    async def answer_tap(self, query_id: str, notice: Notice | None) -> None:
        """Answer a tap; never raises: an answer that is too late helps nobody."""
        text = shortened(clean(notice.text), LONGEST_NOTICE) if notice else None
        try:
            await self._bot.answer_callback_query(query_id, text, show_alert=notice.alert if notice else None)
        except (TelegramError, AttributeError, KeyError, TypeError, ValueError) as error:
            log.debug("a tap was not answered: %s", error)


@contextmanager
def _failures() -> Iterator[None]:
    """Turn errors of the library into those that the courier knows."""
    try:
        yield
    except TelegramError as error:
        if not is_unchanged(error):
            raise failure(error) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # The library fails so when it reads an answer that is none of the Bot API.
        raise Unknown(f"an answer that cannot be read ({type(error).__name__})") from error


def _ours(rendered: Rendered) -> Rendering:
    if not isinstance(rendered, Rendering):
        raise TypeError(f"not rendered here: {type(rendered).__name__}")
    return rendered
