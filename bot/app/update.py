"""What comes in from a chat, in the words of no chat in particular.

A chat's reader makes these; the app acts on them. Ids are the chat's own: `chat` and `person`
are equal in a private chat, `message_id` rises within a chat.
"""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.screen.button import Event


class TapData(Protocol):
    """What a genuine button of ours carries."""

    @property
    def session(self) -> int | None:
        """Id of the session it is a step of; None for a button about the whole chat."""

    @property
    def group(self) -> int | None:
        """Id of the group session it is about; None for none."""

    @property
    def turn(self) -> int:
        """The session's turn when the button was made; 0 without one.

        Of a group: for a member's button the step and round, as `stamp` makes it; for a coach's the
        group's revision.
        """

    def event(self, dialog: Dialog | None) -> Event | None:
        """What the button does; None when the dialog has no such thing (it is another version's).

        dialog: the one of the session; None for a button about the whole chat.
        """


@dataclass(frozen=True, slots=True)
class Tap:
    """A button was pressed.

    query_id: what the private answer goes to. data: None for a button that is not ours.
    message_id: of the message with the button; None where the chat does not tell.
    called: what the person is called. thread: the topic of the message; None for none.
    title: the name of the group; "" in a private chat.
    """

    chat: int
    person: int
    query_id: str
    data: TapData | None
    message_id: int | None
    called: str = ""
    thread: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A typed text that is no command."""

    chat: int
    person: int
    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A typed command. name: without the slash, in small letters. argument: what follows, or "".

    called: what the person is called.
    """

    chat: int
    person: int
    message_id: int
    name: str
    argument: str = ""
    called: str = ""


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
class GroupCommand:
    """A command in a group that names this bot, or that only we have.

    thread: the topic; None for the group itself. person: None where the sender hides behind the
    group or a channel. name, argument: as in `Command`. title: the group's name.
    """

    chat: int
    thread: int | None
    person: int | None
    called: str
    title: str
    message_id: int
    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class BotMoved:
    """The bot was taken out of a group, muted, or put into one. by: who did it."""

    chat: int
    title: str
    by: int
    is_in: bool


@dataclass(frozen=True, slots=True)
class MemberMoved:
    """Somebody left a group, or came back."""

    chat: int
    person: int
    is_in: bool


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A group became a supergroup: its id changed. chat: the old one, or the new."""

    old: int
    new: int

    @property
    def chat(self) -> int:
        """The chat by its new id."""
        return self.new


Incoming: TypeAlias = (
    Tap | Text | Command | Unreadable | Blocked | GroupCommand | BotMoved | MemberMoved | Upgraded
)
