"""People, chats, messages and taps: what Telegram remembers. Plain state; the rules are elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.playground.bells import Bell
from bot.playground.refusals import Json
from bot.playground.updates import UpdateQueue, Waiting

_NAMES = ("first_name", "last_name", "username")
KeyboardRows = tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class User:
    """A person or the bot; ``username`` and ``language_code`` may be empty."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False

    def named(self) -> Json:
        """The names of a person's private chat."""
        return {name: value for name in _NAMES if (value := getattr(self, name))}

    def json(self) -> Json:
        """The user as the Bot API shows it."""
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                shown[name] = value
        return shown


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One state of one message; an edit puts a new state into the chat.

    date, edited: Unix seconds; ``edited`` is 0 before the first edit.
    text: of the message, or the caption of what is attached.
    attached: ``document``, ``voice``, ``photo`` ... as the Bot API shows it.
    content: bytes of a document that the bot sent.
    keyboard: the inline keyboard, or None.
    sender_chat: the group, when it speaks instead of ``sender``.
    thread: id of the topic, or of the message that a chain of replies in a supergroup began with, or 0.
    service: says what happened in the chat, in ``attached``, and nobody wrote it.
    turn: counts every new state in the chat; a later state has a higher one.
    """

    chat: "WorldChat"
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
    sender_chat: "WorldChat | None" = None
    thread: int = 0
    service: bool = False

    @property
    def buttons(self) -> KeyboardRows:
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
        if self.sender_chat:
            shown["sender_chat"] = self.sender_chat.json()
        if self.thread:
            shown["message_thread_id"] = self.thread
            if self.chat.is_forum:
                shown["is_topic_message"] = True
        if self.edited:
            shown["edit_date"] = self.edited
        if self.text:
            shown["caption" if self.attached else "text"] = self.text
        if self.entities:
            shown["caption_entities" if self.attached else "entities"] = list(self.entities)
        if self.keyboard:
            shown["reply_markup"] = self.keyboard
        if self.reply_to is not None and (replied := self.chat.messages.get(self.reply_to)):
            shown["reply_to_message"] = replied.alone()
        return shown

    def alone(self) -> Json:
        """The message without the one that it replies to, as it stands inside another one."""
        return replace(self, reply_to=None).json()


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """Something that happened in a chat and is no message: a tap, a toast, a block."""

    words: str


@dataclass(slots=True)
class WorldChat:
    """A private conversation with the bot; ``groups`` has the other ones.

    id: of a private chat, the id of its person.
    named: its names, or its title, as the Bot API shows them.
    started: the person has written to the bot, so the bot may write back.
    told: the bot has heard that it is blocked, or out of the group.
    pins: ids of pinned messages, the last pinned one at the end.
    last_message_id: where the chat numbers its messages itself; None in private chats and groups.
    deleted: ids of deleted messages -> whether the bot can know of it.
    log: message ids and other lines, in order; empty when nothing is recorded.
    """

    id: int
    named: Json
    type: str = "private"
    started: bool = False
    blocked: bool = False
    told: bool = False
    messages: dict[int, ChatMessage] = field(default_factory=dict)
    deleted: dict[int, bool] = field(default_factory=dict)
    log: list[int | TranscriptLine] = field(default_factory=list)
    turn: int = 0
    bell: Bell = field(default_factory=Bell)
    pins: list[int] = field(default_factory=list)
    last_message_id: int | None = None

    @property
    def is_forum(self) -> bool:
        """Has topics; private chats have none here."""
        return False

    def json(self) -> Json:
        """The chat as the Bot API shows it."""
        return {"id": self.id, "type": self.type, **self.named}

    def newest(self) -> Iterator[ChatMessage]:
        """Messages, the newest first."""
        return reversed(self.messages.values())

    def transcript(self) -> str:
        """The chat as it reads now: messages in their last state, taps and toasts between them."""
        return "\n".join(
            one.words if isinstance(one, TranscriptLine) else self._shown(one) for one in self.log
        )

    def _shown(self, message_id: int) -> str:
        message = self.messages.get(message_id)
        if message is None:
            return "    (deleted message)"
        files = "".join(f"[{kind}] " for kind in message.attached)
        edits = f"    (edited {message.edits}x)" if message.edits else ""
        by = self.named["title"] if message.sender_chat else message.sender.first_name
        words = [f"{by}: {files}{message.text}".rstrip() + edits]
        words += ["    " + " ".join(f"[{label}]" for label in row) for row in message.buttons]
        return "\n".join(words)


@dataclass(frozen=True, slots=True)
class Toast:
    """What a person sees after a tap; all empty when the tap was only acknowledged."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(slots=True, eq=False)
class ButtonPress:
    """One tap on a button, as Telegram tracks it.

    tapped, fetched: Unix seconds; ``fetched`` is None until the bot has the update.
    waiting: its update; None when the bot does not want taps.
    """

    query_id: str
    chat: WorldChat
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
    people: everybody there is, by id.
    votes: poll id -> person -> numbers of options. reactions: by chat, message and user.
    records: keep what happened for transcripts.
    privacy: in groups the bot hears only what is meant for it.
    local: webhooks may be plain HTTP, as with a Bot API server of one's own.
    before: ids up to it belong to a world before this one, of which the bot may know and nothing is left.
    """

    bot: User
    now: Callable[[], float]
    updates: UpdateQueue
    records: bool = True
    chats: dict[int, WorldChat] = field(default_factory=dict)
    presses: dict[str, ButtonPress] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    files: dict[str, tuple[Json, bytes]] = field(default_factory=dict)
    profile: dict[Any, Any] = field(default_factory=dict)
    people: dict[int, User] = field(default_factory=dict)
    votes: dict[str, dict[int, tuple[int, ...]]] = field(default_factory=dict)
    reactions: dict[tuple[int, int, int], str] = field(default_factory=dict)
    last_message_id: int = 0
    last_file: int = 0
    privacy: bool = True
    local: bool = False
    before: int = 0

    def next_group_id(self, supergroup: bool) -> int:
        """An id that no chat has or had: below -100... for supergroups."""
        return -(1_002_000_000_001 if supergroup else 4_000_001) - len(self.chats) - self.before

    def next_file_number(self) -> int:
        """A number that no file has."""
        self.last_file += 1
        return self.last_file

    def next_message_id(self, chat: WorldChat) -> int:
        """The id of the next message in a chat: supergroups count for themselves, all others together."""
        return (self.last_message_id if chat.last_message_id is None else chat.last_message_id) + 1

    def add(self, chat: WorldChat, sender: User, **content: Any) -> ChatMessage:
        """A new message at the end of a chat."""
        number = self.next_message_id(chat)
        if chat.last_message_id is None:
            self.last_message_id = number
        else:
            chat.last_message_id = number
        chat.turn += 1
        message = ChatMessage(chat, number, sender, int(self.now()), chat.turn, **content)
        chat.messages[message.message_id] = message
        if self.records:
            chat.log.append(message.message_id)
        chat.bell.ring()
        return message

    def change(self, message: ChatMessage, **content: Any) -> ChatMessage:
        """A new state of a message."""
        chat = message.chat
        chat.turn += 1
        new = {"edited": int(self.now()), **content}
        changed = replace(message, turn=chat.turn, edits=message.edits + 1, **new)
        chat.messages[message.message_id] = changed
        chat.bell.ring()
        return changed

    def note(self, chat: WorldChat, words: str) -> None:
        """Something that is no message; it shows in the transcript."""
        if self.records and words:
            chat.log.append(TranscriptLine(words))
        chat.bell.ring()

    def delete(self, chat: WorldChat, message_id: int, *, known: bool) -> None:
        """Take a message away; ``known``: the bot did it itself."""
        del chat.messages[message_id]
        if message_id in chat.pins:
            chat.pins.remove(message_id)
        chat.deleted[message_id] = known
        chat.turn += 1
        chat.bell.ring()
