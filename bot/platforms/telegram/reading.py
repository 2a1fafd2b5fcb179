"""What an update of Telegram says, in the words of the app. Pure: no call, no clock, no store.

Anything that Telegram may send is read or passed over; nothing of it raises but `Malformed`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update

import bot.platforms.telegram.opt_in  # noqa: F401  # imported for what it sets
from bot.app.update import Blocked, Command, Incoming, Tap, Text, Unreadable
from bot.platforms.telegram import groups
from bot.platforms.telegram.buttons import Codec
from bot.platforms.telegram.groups import COMMAND, thread_of
from bot.platforms.telegram.names import called, titled
from bot.platforms.telegram.plaintext import clean

READ = ("message", "callback_query", "my_chat_member", "chat_member")
"""The kinds of updates that are read at all; Telegram is asked for no others."""

LONGEST_TEXT = 4096
"""Bot API: the longest text of a message. How long an answer may be, its question says."""

PLACE = ("message_id", "chat", "date", "message_thread_id", "is_topic_message")
"""What is read of a tapped message; Bot API: one that is out of reach has the date 0."""

UNREADABLE: Mapping[str, str] = {
    "voice": "a voice message",
    "photo": "a photo",
    "sticker": "a sticker",
    "video": "a video",
    "video_note": "a video message",
    "animation": "an animation",
    "audio": "an audio file",
    "document": "a file",
    "contact": "a contact",
    "venue": "a place",
    "location": "a place",
    "poll": "a poll",
    "dice": "a dice",
    "story": "a story",
    "game": "a game",
    "checklist": "a checklist",
    "paid_media": "paid media",
    "giveaway": "a giveaway",
}
"""What a message can hold instead of text; the first that it holds names it."""


class Malformed(Exception):
    """An update that is none; it will never be read, so it need not be tried again."""


class Reader:
    """Reads updates. username: the bot's, without @."""

    def __init__(self, codec: Codec, username: str) -> None:
        self._codec = codec
        self._username = username.lower()

    def read(self, update: Update) -> Incoming | None:
        """What the update says; None when it is nothing for us.

        Raises:
            Malformed: the library has let something through that is of no use.
        """
        with _malformed():
            return self._said(update)

    def _said(self, update: Update) -> Incoming | None:
        if update.callback_query is not None:
            return self._tap(update.callback_query)
        if update.message is not None:
            return self._message(update.message)
        if update.my_chat_member is not None:
            return _membership(update.my_chat_member)
        if update.chat_member is not None:
            return groups.member_moved(update.chat_member)
        return None

    def _tap(self, query: CallbackQuery) -> Tap:
        """The message of an old tap is out of reach, and still says which chat it is in.

        An anonymous administrator taps under their own id: Telegram hides only who writes.
        """
        message, person, name = query.message, query.from_user.id, called(query.from_user)
        if message is None:
            return Tap(person, person, query.id, self._codec.decode(query.data or "", person), None, name)
        chat = message.chat
        data = self._codec.decode(query.data or "", chat.id)
        place = (thread_of(message), titled(chat))
        return Tap(chat.id, person, query.id, data, message.message_id, name, *place)

    def _message(self, message: Message) -> Incoming | None:
        person = message.from_user
        if message.chat.type != Chat.PRIVATE:
            return groups.said(message, self._username)
        if person is None or person.is_bot:
            return None
        where = (message.chat.id, person.id, message.message_id)
        if message.text is None:
            what = next((words for field, words in UNREADABLE.items() if getattr(message, field, None)), None)
            return Unreadable(*where, what) if what else None
        text = clean(message.text)[:LONGEST_TEXT].strip()
        if command := COMMAND.fullmatch(text):
            name, _, argument = command.groups(default="")
            return Command(*where, name.lower(), argument.strip(), called(person))
        return Text(*where, text) if text else Unreadable(*where, "an empty message")


def parse(raw: Mapping[str, Any]) -> Update:
    """The update as the library reads it.

    Raises:
        Malformed: it cannot be read.
    """
    with _malformed():
        return Update.de_json(_needed(raw), None)


def _needed(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The update without what a tapped message shows: only its place is read, and objects are dear."""
    query = raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict):
        return dict(raw)
    place = {name: message[name] for name in PLACE if name in message}
    return {**raw, "callback_query": {**query, "message": place}}


@contextmanager
def _malformed() -> Iterator[None]:
    try:
        yield
    except Exception as problem:  # the library checks no types, so anything can fail, here or in it
        raise Malformed(f"not an update of the Bot API ({type(problem).__name__})") from problem


def _membership(change: ChatMemberUpdated) -> Incoming | None:
    if change.chat.type != Chat.PRIVATE:
        return groups.bot_moved(change)
    return Blocked(change.chat.id) if change.new_chat_member.status == ChatMember.BANNED else None
