"""Telegram as the outbox sees it: a chat in which messages are sent, changed and deleted."""

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeAlias, TypeVar

from telegram import Bot, ChatMember, InputFile, InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.core.dialog.model import Dialog
from bot.core.group.session import GroupSession
from bot.core.screen.chart import Picture
from bot.core.screen.fitting import say_within
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice
from bot.core.solo.session import Session
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words
from bot.outbox.chat_port import (
    DeliveryError,
    Destination,
    EditRefused,
    GroupInfo,
    MemberStatus,
    MessageGone,
    Refused,
    Rendered,
    Unconfirmed,
)
from bot.platforms.telegram import links
from bot.platforms.telegram.buttons import Codec
from bot.platforms.telegram.calls import Replies, call
from bot.platforms.telegram.failures import NoPicture, OtherKind, TooOld, failure, is_unchanged
from bot.platforms.telegram.groups import group_info_of, may_pin, member_status_of
from bot.platforms.telegram.rendering import (
    LONGEST_CAPTION,
    Rendering,
    clean,
    plainly,
    render,
    shorten_to_fit,
)

# Bot API: the text of a callback query's answer is 0-200 characters.
LONGEST_NOTICE = 200

CHART = "chart.png"

UNREAD = (
    *("editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"),
    "answerCallbackQuery",
)
"""Calls of whose answers nothing is read here but that they were done."""

Draw: TypeAlias = Callable[[Picture], Awaitable[bytes]]

T = TypeVar("T")

log = logging.getLogger(__name__)


class TelegramChat:
    """Implements `bot.outbox.chat_port.ChatPort`. draw: makes a PNG of a chart.

    replies: to requests that bring taps; None where taps come by polling alone. words: of notices.
    """

    def __init__(
        self, bot: Bot, codec: Codec, draw: Draw, replies: Replies | None = None, words: Words = ENGLISH
    ) -> None:
        self._bot = bot
        self._replies = replies
        self._codec = codec
        self._draw = draw
        self._words = words

    def render(
        self, chat: int, screen: Screen, subject: Session | GroupSession | None, dialog: Dialog | None
    ) -> Rendering:
        """The screen as a message, its buttons good for this chat alone."""
        return render(screen, lambda event: self._codec.encode(event, chat, subject, dialog))

    async def send(self, destination: Destination, rendered: Rendered) -> int:
        """Send a new message; returns its id. Where there can be no chart, its text comes alone."""
        message = _ours(rendered)
        if (png := await self._drawn(message)) is not None:
            with suppress(NoPicture):
                return await _plainly_if_refused(partial(self._send_photo, destination, png), message)
        return await _plainly_if_refused(partial(self._send_text, destination), message)

    async def edit(self, chat: int, message_id: int, rendered: Rendered, picture: str | None = "") -> None:
        """Change a message; that it looks like this already is no error."""
        message = _ours(rendered)
        png = await self._drawn(message) if message.picture != picture else None
        # What the message holds shows in a refusal: its chart may have been left out, or come unnoticed.
        first, second = self._edit_text, self._edit_caption
        if picture:
            first, second = second, first
        try:
            if png is not None:
                with suppress(NoPicture):
                    return await self._edit_photo(chat, message_id, message, png)
            with suppress(OtherKind):
                return await _plainly_if_refused(partial(first, chat, message_id), message)
            await _plainly_if_refused(partial(second, chat, message_id), message)
        except Refused as problem:
            raise EditRefused(str(problem)) from problem
        return None

    async def _drawn(self, message: Rendering) -> bytes | None:
        """The chart as a PNG; None where there is none, or none that can be drawn."""
        if message.chart is None:
            return None
        try:
            return await self._draw(message.chart)
        except Exception as problem:  # whatever the drawing library raises, the text says the same
            log.error("a chart could not be drawn (%s)", type(problem).__name__)
            log.debug("a chart could not be drawn", exc_info=True)
            return None

    async def _send_text(self, destination: Destination, message: Rendering) -> int:
        place = {"chat_id": destination.chat, "message_thread_id": destination.thread}
        with _failures():
            sent = await call(self._bot.request, "sendMessage", {**place, **_text_of(message)})
            return int(sent["message_id"])

    async def _send_photo(self, destination: Destination, png: bytes, message: Rendering) -> int:
        with _failures():
            sent = await self._bot.send_photo(
                destination.chat,
                InputFile(png, filename=CHART),
                caption=message.caption,
                parse_mode=ParseMode.HTML,
                reply_markup=message.markup,
                message_thread_id=destination.thread,
            )
        return sent.message_id

    async def _edit_text(self, chat: int, message_id: int, message: Rendering) -> None:
        place = {"chat_id": chat, "message_id": message_id}
        with _failures():
            await call(self._bot.request, "editMessageText", {**place, **_text_of(message)})

    async def _edit_caption(self, chat: int, message_id: int, message: Rendering) -> None:
        with _failures():
            await self._bot.edit_message_caption(
                chat,
                message_id,
                caption=message.caption,
                parse_mode=ParseMode.HTML,
                reply_markup=message.markup,
            )

    async def _edit_photo(self, chat: int, message_id: int, message: Rendering, png: bytes) -> None:
        media = InputMediaPhoto(png, message.caption, ParseMode.HTML, filename=CHART)
        with _failures():
            await self._bot.edit_message_media(media, chat, message_id, reply_markup=message.markup)

    async def delete(self, chat: int, message_id: int) -> None:
        """Take a message out of the chat; one that is too old for that loses its buttons."""
        try:
            with _failures():
                await self._bot.delete_message(chat, message_id)
        except TooOld:
            await self.remove_buttons(chat, message_id)
        except MessageGone:
            return

    async def remove_buttons(self, chat: int, message_id: int) -> None:
        """Remove the buttons of a message; one that is gone has none."""
        try:
            with _failures():
                await self._bot.edit_message_reply_markup(chat, message_id)
        except MessageGone:
            return

    async def pin(self, chat: int, message_id: int) -> None:
        """Pin a message without a sound; where the bot may not, nothing is done."""
        own = await self._member(chat, None)
        if own is not None and may_pin(own):
            with _passed_over("a message was not pinned"):
                await self._bot.pin_chat_message(chat, message_id, disable_notification=True)

    def in_private(self, group_id: int) -> str:
        """The address of our private chat, with the group in its payload."""
        return links.in_private(self._bot.username, group_id)

    def to_dialog(self, dialog_id: str) -> str:
        """The address of our private chat, with the dialog in its payload."""
        return links.to_dialog(self._bot.username, dialog_id)

    def into_group(self, dialog_id: str) -> str:
        """The address that puts us into a group, with the dialog in its payload."""
        return links.into_group(self._bot.username, dialog_id)

    async def send_document(self, destination: Destination, name: str, content: bytes, caption: str) -> int:
        """Send a file; returns the id of its message."""
        with _failures():
            sent = await self._bot.send_document(
                destination.chat,
                InputFile(content, filename=name),
                caption=shorten_to_fit(clean(caption), LONGEST_CAPTION),
                message_thread_id=destination.thread,
            )
        return sent.message_id

    async def member_status(self, chat: int, person: int) -> MemberStatus:
        """Return what a person is in a group; never raises."""
        member = await self._member(chat, person)
        return MemberStatus.UNKNOWN if member is None else member_status_of(member)

    async def group_info(self, chat: int) -> GroupInfo | None:
        """Return a group's settings; None where they are unknown; never raises."""
        own, members = await self._member(chat, None), None
        if own is None:
            return None
        with _passed_over("nobody told how many are in a group"):
            members = await self._bot.get_chat_member_count(chat)
        with _passed_over("nobody told what a group is like"):
            return group_info_of(await self._bot.get_chat(chat), members, own)
        return None

    def put_in_reply(self, query_id: str, notice: Notice | None) -> bool:
        """Answer a tap within the reply to the request that brought it; return whether one waits."""
        return self._replies is not None and self._replies.put(query_id, self._answer(query_id, notice))

    async def answer_tap(self, query_id: str, notice: Notice | None) -> None:
        """Answer a tap; never raises: an answer that is too late helps nobody."""
        with _passed_over("a tap was not answered"):
            await call(self._bot.request, "answerCallbackQuery", self._answer(query_id, notice))

    def _answer(self, query_id: str, notice: Notice | None) -> dict[str, Any]:
        """Return the parameters of the answer to a tap."""
        form: dict[str, Any] = {"callback_query_id": query_id}
        if notice and notice.url:
            form["url"] = notice.url
        elif notice:
            said = say_within(self._words, notice.text, LONGEST_NOTICE)
            form["text"] = shorten_to_fit(clean(said), LONGEST_NOTICE)
            form["show_alert"] = notice.alert
        return form

    async def _member(self, chat: int, person: int | None) -> ChatMember | None:
        """What somebody is in a chat; the bot itself for None. None where that cannot be told."""
        with _passed_over("nobody told who somebody is in a group"):
            return await self._bot.get_chat_member(chat, self._bot.id if person is None else person)
        return None


def _text_of(message: Rendering) -> dict[str, Any]:
    """Return the parameters by which a message without a chart looks as it should."""
    return {
        "text": message.text,
        "parse_mode": ParseMode.HTML,
        "reply_markup": message.keyboard,
        "link_preview_options": {"is_disabled": True},
    }


async def _plainly_if_refused(call: Callable[[Rendering], Awaitable[T]], message: Rendering) -> T:
    """Make a call with a message; where that is refused for a reason nobody foresaw, without its markup."""
    try:
        return await call(message)
    except NoPicture:
        raise
    except Refused as problem:
        log.error("a message was refused (%s); it is tried without markup", problem)
        return await call(plainly(message))


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
        raise Unconfirmed(f"an answer that cannot be read ({type(error).__name__})") from error


@contextmanager
def _passed_over(what: str) -> Iterator[None]:
    """Go on without what a call was to do."""
    try:
        with _failures():
            yield
    except DeliveryError as error:
        log.debug("%s: %s", what, error)


def _ours(rendered: Rendered) -> Rendering:
    if not isinstance(rendered, Rendering):
        raise TypeError(f"not rendered here: {type(rendered).__name__}")
    return rendered
