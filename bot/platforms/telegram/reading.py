"""What an update of Telegram says, in the words of the app. Pure: no call, no clock, no store.

Anything that Telegram may send is read or passed over; nothing of it raises but `Malformed`.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeAlias

import telegram
from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    InaccessibleMessage,
    MaybeInaccessibleMessage,
    Message,
    User,
)

from bot.app.update import (
    AnyTap,
    Blocked,
    ChatTap,
    ChoiceTap,
    CoachTap,
    Command,
    Edited,
    ForeignTap,
    LeadTap,
    MemberTap,
    Opened,
    Sender,
    SoloTap,
    Text,
    Typed,
    Unreadable,
    Update,
)
from bot.core.group.events import BecomeCoach
from bot.core.solo.events import ChatEvent
from bot.core.solo.to_coach import WriteToCoach
from bot.core.typed.distress import is_danger
from bot.core.words import unreadable
from bot.core.words.phrase import Phrase
from bot.ops.meter import Meter, TimedPart
from bot.platforms.telegram import groups
from bot.platforms.telegram.albums import Albums
from bot.platforms.telegram.buttons import Codec, PackedStep
from bot.platforms.telegram.calls import Raw
from bot.platforms.telegram.group_buttons import PackedAction, PackedChoice, PackedInGroup, PackedMemberEvent
from bot.platforms.telegram.groups import COMMAND, Read, name_of_topic, thread_of
from bot.platforms.telegram.links import group_named
from bot.platforms.telegram.names import called, titled
from bot.platforms.telegram.rendering import clean

READ = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""The kinds of updates that are read at all; Telegram is asked for no others."""

DOTTED = re.compile(r"(/\w+(?:@\w+)?)[.!…]+")
"""A command with a full stop, as some keyboards set one."""

LONGEST_TEXT = 4096
"""Bot API: the longest text of a message. How long an answer may be, its question says."""

PLACE = ("message_id", "chat", "date", "message_thread_id", "is_topic_message", "reply_to_message")
"""What is read of a tapped message; Bot API: one that is out of reach has the date 0."""

UNREADABLE: Mapping[str, Phrase] = {
    "voice": unreadable.voice(),
    "photo": unreadable.photo(),
    "sticker": unreadable.sticker(),
    "video": unreadable.video(),
    "video_note": unreadable.video_note(),
    "animation": unreadable.animation(),
    "audio": unreadable.audio(),
    "document": unreadable.document(),
    "contact": unreadable.contact(),
    "venue": unreadable.place(),
    "location": unreadable.place(),
    "poll": unreadable.poll(),
    "dice": unreadable.dice(),
    "story": unreadable.story(),
    "game": unreadable.game(),
    "checklist": unreadable.checklist(),
    "paid_media": unreadable.paid_media(),
    "giveaway": unreadable.giveaway(),
}
"""What a message can hold instead of text; the first that it holds names it."""

Act: TypeAlias = Callable[[Update], Awaitable[None]]
"""`App.handle`."""


class Malformed(Exception):
    """An update that is none; it will never be read, so it need not be tried again."""


class Reader:
    """Reads updates. username: the bot's, without @."""

    def __init__(self, codec: Codec, username: str) -> None:
        self._codec = codec
        self._username = username.lower()
        self._albums = Albums()

    def read(self, update: telegram.Update, at: float) -> Update | None:
        """Return what the update says; None when it is nothing for us. at: seconds since 1970.

        Raises:
            Malformed: the library has let something through that is of no use.
        """
        with _malformed():
            read = self._read(update)
            hash(read)  # fails on a list or an object where a name or a number belongs
        return None if read is None else Update(update.update_id, at, *read)

    def _read(self, update: telegram.Update) -> Read | None:
        if update.callback_query is not None:
            return self._tap(update.callback_query)
        if update.message is not None:
            return self._message(update.message)
        if update.edited_message is not None:
            return _edited(update.edited_message)
        if update.my_chat_member is not None:
            return _membership(update.my_chat_member)
        if update.chat_member is not None:
            return groups.member_moved(update.chat_member)
        return None

    def _tap(self, query: CallbackQuery) -> Read:
        """Read a tap. An old one is out of reach, and still says which chat it is in.

        An anonymous administrator taps under their own id: Telegram hides only who writes.
        """
        message, user = query.message, query.from_user
        chat = user.id if message is None else message.chat.id
        packed = self._codec.decode(query.data or "", chat)
        message_id = None if message is None else message.message_id
        if isinstance(packed, BecomeCoach):
            place = (
                () if message is None else (thread_of(message), titled(message.chat), name_of_topic(message))
            )
            return Sender(user.id, called(user)), LeadTap(chat, query.id, message_id, packed, *place)
        tap = _tap_of(packed, (chat, query.id, message_id))
        is_named = isinstance(tap, ChoiceTap | MemberTap | CoachTap)
        return Sender(user.id, called(user) if is_named else ""), tap

    def _message(self, message: Message) -> Read | None:
        user = message.from_user
        if message.chat.type != Chat.PRIVATE:
            return groups.said(message, self._username)
        if user is None or user.is_bot:
            return None
        if self._albums.is_known(message):
            return None
        typed = _typed(message)
        name = called(user) if isinstance(typed, Opened) else ""
        return None if typed is None else (Sender(user.id, name), typed)


def _edited(message: Message) -> Read | None:
    """Read a message that was changed; only what stands in a private chat can have been an answer."""
    user, text = message.from_user, clean(message.text or message.caption or "")[:LONGEST_TEXT].strip()
    if message.chat.type != Chat.PRIVATE or user is None or user.is_bot or not text:
        return None
    if COMMAND.fullmatch(_as_command(text)) and not is_danger(text):
        return None
    return Sender(user.id), Edited(message.message_id, text)


def _as_command(text: str) -> str:
    """Return a text as the command that was meant: "/stop." and "／stop" are "/stop"."""
    return DOTTED.sub(r"\1", f"/{text[1:]}" if text.startswith("／") else text)


def _tap_of(
    packed: PackedStep | PackedInGroup | ChatEvent | WriteToCoach | None, tapped: tuple[int, str, int | None]
) -> AnyTap:
    match packed:
        case PackedStep(session, turn):
            return SoloTap(*tapped, session, turn, packed)
        case PackedChoice(group, stamp):
            return ChoiceTap(*tapped, group, stamp, packed)
        case PackedMemberEvent(group, stamp, event):
            return MemberTap(*tapped, group, stamp, event)
        case PackedAction(group, stamp, action):
            return CoachTap(*tapped, group, stamp, action, packed)
        case None:
            return ForeignTap(*tapped)
    return ChatTap(*tapped, packed)


def _typed(message: Message) -> Typed | None:
    """Return what somebody typed in their private chat; None for what only Telegram writes there.

    The caption of a picture is a text like any other, but commands count only where they were typed.
    """
    what = next((kind for field, kind in UNREADABLE.items() if getattr(message, field, None)), None)
    text = clean(message.text or message.caption or "")[:LONGEST_TEXT].strip()
    command = COMMAND.fullmatch(_as_command(text))
    command = None if command and is_danger(text) else command
    if message.text is None and (command is not None or not text):
        return Unreadable(what) if what else None
    if command is None:
        return Text(message.message_id, text) if text else Unreadable(unreadable.nothing())
    if message.forward_origin is not None:
        return Unreadable(unreadable.forwarded_command())
    name, _, argument = command.groups(default="")
    group = group_named(argument.strip()) if name.lower() == "start" else None
    return Command(name.lower(), argument.strip()) if group is None else Opened(group)


def handler(
    reader: Reader, act: Act, now: Callable[[], float], meter: Meter | None = None
) -> Callable[[Mapping[str, Any]], Awaitable[None]]:
    """Return what handles a raw update: it is read, and acted on. now: seconds since 1970."""

    async def handle(raw: Mapping[str, Any]) -> None:
        began = monotonic()
        update = reader.read(parse_update(raw), now())
        read = monotonic()
        if meter is not None:
            meter.note_part(TimedPart.READ, read - began)
        if update is not None:
            await act(update)
            if meter is not None:
                meter.note_part(TimedPart.COMMIT, monotonic() - read)

    return handle


def parse_update(raw: Mapping[str, Any]) -> telegram.Update:
    """The update as the library reads it.

    Raises:
        Malformed: it cannot be read.
    """
    with _malformed():
        query = raw.get("callback_query")
        if isinstance(query, dict) and isinstance(query.get("message"), dict):
            return _tapped(raw["update_id"], query, query["message"])
        return telegram.Update.de_json(dict(raw), None)


def _tapped(update_id: int, query: Raw, message: Raw) -> telegram.Update:
    """A tap without what the tapped message shows: only its place is read, and the objects are dear."""
    on: MaybeInaccessibleMessage | None
    if message["chat"]["type"] == Chat.PRIVATE:
        on = InaccessibleMessage(Chat.de_json(message["chat"], None), message["message_id"])
    else:
        place = {name: message[name] for name in PLACE if name in message}
        on = Message.de_json(place, None)
    user = User.de_json(query["from"], None)
    tap = CallbackQuery(query["id"], user, query["chat_instance"], message=on, data=query.get("data"))
    return telegram.Update(update_id, callback_query=tap)


@contextmanager
def _malformed() -> Iterator[None]:
    try:
        yield
    except Exception as problem:  # the library checks no types, so anything can fail, here or in it
        raise Malformed(f"not an update of the Bot API ({type(problem).__name__})") from problem


def _membership(change: ChatMemberUpdated) -> Read | None:
    if change.chat.type != Chat.PRIVATE:
        return groups.read_bot_move(change)
    is_blocked = change.new_chat_member.status == ChatMember.BANNED
    return (Sender(change.chat.id), Blocked()) if is_blocked else None
