"""What the courier asks of a chat platform, and what may come of it.

| error | the call | then |
|---|---|---|
| DeliveryError | did not do what it should | one of these: |
| NotSent | surely not done | tried again |
| Unknown | perhaps done: the answer was lost | an edit is tried again, a send once more |
| Wait | surely not done: too many | the chat is left alone for `seconds` |
| Gone | the chat cannot be written to | left until its next update |
| Barred | its topic cannot be written to | given up; who leads is asked |
| MessageGone | the message is not there any more | sent afresh |
| Moved | the chat has another id: `chat` | goes there |
| Refused | is wrong, and will be again | given up |
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from bot.core.dialog.model import Dialog
from bot.core.group.session import GroupSession
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice
from bot.core.solo.session import Session


class DeliveryError(Exception):
    """A call to the chat failed; its text holds neither words of a person nor a secret."""


class NotSent(DeliveryError):
    """Surely not done, for a reason that passes: no connection."""


class Unknown(DeliveryError):
    """Perhaps done: the connection broke before the answer came."""


class Wait(DeliveryError):
    """Surely not done: too many calls to this chat. seconds: how long to leave it alone."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class Gone(DeliveryError):
    """The chat cannot be written to: blocked, deleted, or the bot was taken out."""


class Barred(DeliveryError):
    """The topic cannot be written to: closed or deleted. The rest of the chat may be."""


class MessageGone(DeliveryError):
    """The message is not there any more, or cannot be changed any more."""


class Moved(DeliveryError):
    """The group became a supergroup. chat: its id from now on."""

    def __init__(self, chat: int) -> None:
        super().__init__("the chat has another id")
        self.chat = chat


class Refused(DeliveryError):
    """The call is wrong and would be wrong again."""


class Rendered(Protocol):
    """A screen in a chat's own form, ready to be sent."""

    @property
    def digest(self) -> str:
        """Equal for what looks and works alike."""

    @property
    def picture(self) -> str:
        """Equal for charts that look alike; "" for none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes. thread: the topic; None for the chat itself."""

    chat: int
    thread: int | None = None


class Standing(Enum):
    """What somebody may do in a group. UNKNOWN: the platform does not tell."""

    ADMIN = "admin"
    MEMBER = "member"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Premises:
    """What a group allows the bot. members: people in it, bots included; None where that is not told.

    is_super: it will not change its id. can_pin: the bot may pin. sees_leaving: it is told who comes
    and goes. has_topics: it is a forum. slow: seconds of slow mode, 0 for none.
    """

    title: str
    members: int | None
    is_super: bool
    can_pin: bool
    sees_leaving: bool
    has_topics: bool
    slow: int = 0


class Chat(Protocol):
    """A chat platform. Every call but `render`, `answer_tap` and `in_private` raises DeliveryError."""

    def render(
        self, chat: int, screen: Screen, subject: Session | GroupSession | None, dialog: Dialog | None
    ) -> Rendered:
        """The screen in this chat's form; subject and dialog are what its buttons are about."""

    async def send(self, place: Place, rendered: Rendered) -> int:
        """Send a new message; returns its id."""

    async def edit(self, chat: int, message_id: int, rendered: Rendered, picture: str = "") -> None:
        """Change a message; that it looks like this already is no error. picture: digest of the chart it has.

        A message with a chart cannot become one without: its chart stays then.
        """

    async def delete(self, chat: int, message_id: int) -> None:
        """Take a message out of the chat; one that is too old for that loses its buttons."""

    async def disarm(self, chat: int, message_id: int) -> None:
        """Take the buttons off a message."""

    async def pin(self, chat: int, message_id: int) -> None:
        """Pin a message without a sound; where the bot may not, nothing is done."""

    async def send_document(self, place: Place, name: str, content: bytes, caption: str) -> int:
        """Send a file; returns the id of its message."""

    def in_private(self, group_id: int) -> str:
        """The address of the private chat with the bot, for somebody who takes part in a group."""

    async def standing(self, chat: int, person: int) -> Standing:
        """What a person may do in a group; never raises: what cannot be told is unknown."""

    async def premises(self, chat: int) -> Premises | None:
        """What a group is like; None where that cannot be told; never raises."""

    async def answer_tap(self, query_id: str, notice: Notice | None) -> None:
        """Answer a tap, with a short private text or none; never raises."""
