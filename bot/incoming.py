"""What comes in from a chat, in the words of no chat in particular.

A chat's reader makes these; the app acts on them. Ids are the chat's own: `chat` and `person`
are equal in a private chat, `message_id` rises within a chat.
"""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bot.core.events import Event
from bot.core.model import Dialog


class TapData(Protocol):
    """What a genuine button of ours carries."""

    @property
    def session(self) -> int | None:
        """Id of the session it is a step of; None for a button about the whole chat."""

    @property
    def turn(self) -> int:
        """The session's turn when the button was made; 0 without one."""

    def event(self, dialog: Dialog | None) -> Event | None:
        """What the button does; None when the dialog has no such thing (it is another version's).

        dialog: the one of the session; None for a button about the whole chat.
        """


@dataclass(frozen=True, slots=True)
class Tap:
    """A button was pressed.

    query_id: what the private answer goes to. data: None for a button that is not ours.
    message_id: of the message with the button; None where the chat does not tell.
    """

    chat: int
    person: int
    query_id: str
    data: TapData | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """A typed text that is no command."""

    chat: int
    person: int
    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A typed command. name: without the slash, in small letters. argument: what follows, or ""."""

    chat: int
    person: int
    message_id: int
    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that is neither text nor button. what: "a voice message", "a photo", ..."""

    chat: int
    person: int
    message_id: int
    what: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot, or took it out of the chat."""

    chat: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A command in a chat that is not private."""

    chat: int
    message_id: int


Incoming: TypeAlias = Tap | Text | Command | Unreadable | Blocked | Elsewhere
