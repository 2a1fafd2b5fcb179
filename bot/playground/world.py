"""People, chats, messages and taps: what Telegram remembers. Plain state; the rules are elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.playground.bells import Bell
from bot.playground.refusals import Json
from bot.playground.updates import UpdateQueue, Waiting

Rows = tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class User:
    """A person or the bot; ``username`` and ``language_code`` may be empty."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False

    def json(self) -> Json:
        """The user as the Bot API shows it."""
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                shown[name] = value
        return shown


@dataclass(frozen=True, slots=True)
class Message:
    """One state of one message; an edit puts a new state into the chat.

    date, edited: Unix seconds; ``edited`` is 0 before the first edit.
    text: of the message, or the caption of what is attached.
    attached: ``document``, ``voice``, ``photo`` ... as the Bot API shows it.
    content: bytes of a document that the bot sent.
    keyboard: the inline keyboard, or None.
    turn: counts every new state in the chat; a later state has a higher one.
    """

    chat: "Chat"
    message_id: int
    sender: User
    date: int
    turn: int
    text: str = ""
    entities: tuple[Json, ...] = ()
    keyboard: Json | None = None
    attached: Json = field(default_factory=dict)
    content: bytes = b""
    edited: int = 0
    edits: int = 0
    reply_to: int | None = None

    @property
    def buttons(self) -> Rows:
        """Labels, row by row."""
        rows = self.keyboard["inline_keyboard"] if self.keyboard else ()
        return tuple(tuple(button["text"] for button in row) for row in rows)

    def button(self, label: str) -> Json | None:
        """The button with exactly this label."""
        rows = self.keyboard["inline_keyboard"] if self.keyboard else ()
        return next((button for row in rows for button in row if button["text"] == label), None)

    def json(self) -> Json:
        """The message as the Bot API shows it."""
        shown: Json = {
            "message_id": self.message_id,
            "from": self.sender.json(),
            "chat": self.chat.json(),
            "date": self.date,
            **self.attached,
        }
        if self.edited:
            shown["edit_date"] = self.edited
        if self.text:
            shown["caption" if self.attached else "text"] = self.text
        if self.entities:
            shown["caption_entities" if self.attached else "entities"] = list(self.entities)
        if self.keyboard:
            shown["reply_markup"] = self.keyboard
        if self.reply_to is not None and (replied := self.chat.messages.get(self.reply_to)):
            shown["reply_to_message"] = {**replied.json(), "reply_to_message": None}
            del shown["reply_to_message"]["reply_to_message"]
        return shown


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened in a chat and is no message: a tap, a toast, a block."""

    words: str


@dataclass(slots=True)
class Chat:
    """A conversation with the bot.

    id: of a private chat, the id of its person.
    started: the person has written to the bot, so the bot may write back.
    told: the bot has heard that it is blocked.
    deleted: ids of deleted messages -> whether the bot can know of it.
    log: message ids and other lines, in order; empty when nothing is recorded.
    """

    id: int
    user: User
    type: str = "private"
    started: bool = False
    blocked: bool = False
    told: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: dict[int, bool] = field(default_factory=dict)
    log: list[int | Line] = field(default_factory=list)
    turn: int = 0
    bell: Bell = field(default_factory=Bell)

    def json(self) -> Json:
        """The chat as the Bot API shows it."""
        shown = {**self.user.json(), "id": self.id, "type": self.type}
        del shown["is_bot"]
        shown.pop("language_code", None)
        return shown

    def newest(self) -> Iterator[Message]:
        """Messages, the newest first."""
        return reversed(self.messages.values())

    def transcript(self) -> str:
        """The chat as it reads now: messages in their last state, taps and toasts between them."""
        return "\n".join(one.words if isinstance(one, Line) else self._shown(one) for one in self.log)

    def _shown(self, message_id: int) -> str:
        message = self.messages.get(message_id)
        if message is None:
            return "    (deleted message)"
        files = "".join(f"[{kind}] " for kind in message.attached)
        edits = f"    (edited {message.edits}x)" if message.edits else ""
        words = [f"{message.sender.first_name}: {files}{message.text}".rstrip() + edits]
        words += ["    " + " ".join(f"[{label}]" for label in row) for row in message.buttons]
        return "\n".join(words)


@dataclass(frozen=True, slots=True)
class Toast:
    """What a person sees after a tap; all empty when the tap was only acknowledged."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(slots=True, eq=False)
class Press:
    """One tap on a button, as Telegram tracks it.

    tapped, fetched: Unix seconds; ``fetched`` is None until the bot has the update.
    waiting: its update; None when the bot does not want taps.
    """

    query_id: str
    chat: Chat
    message_id: int
    data: str
    tapped: float
    fetched: float | None = None
    toast: Toast | None = None
    waiting: Waiting | None = None


@dataclass(slots=True)
class World:
    """Everything that one bot can reach.

    presses: taps that the bot has not answered, by query id; ``answered``: ids of the others.
    files: file id -> how the Bot API shows the file, and its bytes.
    profile: commands, descriptions and webhook, by what they are called here.
    records: keep what happened for transcripts.
    """

    bot: User
    now: Callable[[], float]
    updates: UpdateQueue
    records: bool = True
    chats: dict[int, Chat] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    files: dict[str, tuple[Json, bytes]] = field(default_factory=dict)
    profile: dict[Any, Any] = field(default_factory=dict)
    last_message_id: int = 0

    def add(self, chat: Chat, sender: User, **content: Any) -> Message:
        """A new message at the end of a chat."""
        self.last_message_id += 1
        chat.turn += 1
        message = Message(chat, self.last_message_id, sender, int(self.now()), chat.turn, **content)
        chat.messages[message.message_id] = message
        if self.records:
            chat.log.append(message.message_id)
        chat.bell.ring()
        return message

    def change(self, message: Message, **content: Any) -> Message:
        """A new state of a message."""
        chat = message.chat
        chat.turn += 1
        changed = replace(message, turn=chat.turn, edited=int(self.now()), edits=message.edits + 1, **content)
        chat.messages[message.message_id] = changed
        chat.bell.ring()
        return changed

    def note(self, chat: Chat, words: str) -> None:
        """Something that is no message; it shows in the transcript."""
        if self.records and words:
            chat.log.append(Line(words))
        chat.bell.ring()

    def delete(self, chat: Chat, message_id: int, *, known: bool) -> None:
        """Take a message away; ``known``: the bot did it itself."""
        del chat.messages[message_id]
        chat.deleted[message_id] = known
        chat.turn += 1
        chat.bell.ring()
