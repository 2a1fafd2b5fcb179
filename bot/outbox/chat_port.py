"""What the outbox asks of a chat platform, and the ways in which a call can fail.

| error | the call | the courier |
|---|---|---|
| DeliveryError | failed | handles one of these: |
| NotSent | was certainly not carried out | retries it |
| Unconfirmed | may have been carried out: the answer was lost | retries an edit; repeats a send twice |
| RateLimited | was refused: too many calls | leaves the chat alone for `seconds` |
| ChatGone | cannot reach the chat | waits for the chat's next update |
| TopicClosed | cannot write into the topic | gives up and asks the coach |
| MessageGone | finds no message | sends a new one |
| EditRefused | would make of a message what it cannot become | sends a new one in its place |
| ChatMoved | finds that the chat has another id: `chat` | goes there |
| Refused | is wrong, and would be wrong again | gives up |
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
    """A call to the chat failed. Its text holds neither a person's words nor a secret."""


class NotSent(DeliveryError):
    """Certainly not carried out, for a reason that passes: no connection."""


class Unconfirmed(DeliveryError):
    """Perhaps carried out: the connection broke before the answer came."""


class RateLimited(DeliveryError):
    """Certainly not carried out: too many calls to this chat. seconds: how long to leave it alone."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class ChatGone(DeliveryError):
    """The chat cannot be written to: it was deleted, or the bot was blocked or removed."""


class TopicClosed(DeliveryError):
    """The topic is closed or deleted. The rest of the chat may be open."""


class MessageGone(DeliveryError):
    """The message is gone, or can no longer be changed."""


class EditRefused(DeliveryError):
    """The message is there, and cannot become this. Sent as a new message it may pass."""


class ChatMoved(DeliveryError):
    """The group became a supergroup. chat: its id from now on."""

    def __init__(self, chat: int) -> None:
        super().__init__("the chat has another id")
        self.chat = chat


class Refused(DeliveryError):
    """The call is wrong, and would be wrong again."""


class Rendered(Protocol):
    """Content in a chat's own form, ready to be sent."""

    @property
    def digest(self) -> str:
        """Equal for content that looks and works the same."""

    @property
    def picture(self) -> str:
        """Equal for charts that look the same; "" for none."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes. thread: the topic; None for the chat itself."""

    chat: int
    thread: int | None = None


class MemberStatus(Enum):
    """What a person is in a group. UNKNOWN: the platform does not say."""

    ADMIN = "admin"
    MEMBER = "member"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class GroupInfo:
    """A group's settings, and what it allows the bot. members: bots included; None where that is unknown.

    is_super: its id will not change. can_pin: the bot may pin messages. sees_leaving: the bot learns who
    comes and goes. slow: seconds of slow mode; 0 for none.
    """

    title: str
    members: int | None
    is_super: bool
    can_pin: bool
    sees_leaving: bool
    slow: int = 0


class ChatPort(Protocol):
    """A chat platform. Every method can raise DeliveryError, except where it says otherwise."""

    def render(
        self, chat: int, screen: Screen, subject: Session | GroupSession | None, dialog: Dialog | None
    ) -> Rendered:
        """Return the screen in this chat's form; never raises. Its buttons are about subject and dialog."""

    async def send(self, destination: Destination, rendered: Rendered) -> int:
        """Send a new message. Return its id."""

    async def edit(self, chat: int, message_id: int, rendered: Rendered, picture: str | None = "") -> None:
        """Change a message; it may look like this already.

        picture: digest of the chart it shows now, "" for none; None where nobody knows.

        A message with a chart cannot become one without: it keeps its chart then.
        """

    async def delete(self, chat: int, message_id: int) -> None:
        """Delete a message; one that is too old to be deleted loses its buttons."""

    async def remove_buttons(self, chat: int, message_id: int) -> None:
        """Remove the buttons of a message."""

    async def pin(self, chat: int, message_id: int) -> None:
        """Pin a message silently; do nothing where the bot may not pin."""

    async def send_document(self, destination: Destination, name: str, content: bytes, caption: str) -> int:
        """Send a file. Return the id of its message."""

    def in_private(self, group_id: int) -> str:
        """Return the address of the private chat with the bot, for a member of a group; never raises."""

    def to_dialog(self, dialog_id: str) -> str:
        """Return the address that leads to a dialog, for others to try it; "" where there is none."""

    def into_group(self, dialog_id: str) -> str:
        """Return the address that puts the bot into a group and begins a session there; "" for none."""

    async def member_status(self, chat: int, person: int) -> MemberStatus:
        """Return what a person is in a group; never raises."""

    async def group_info(self, chat: int) -> GroupInfo | None:
        """Return a group's settings; None where they are unknown; never raises."""

    def put_in_reply(self, query_id: str, notice: Notice | None) -> bool:
        """Answer a tap within the reply to the request that brought it.

        Return whether such a request waits; where none does, `answer_tap` is the way.
        """

    async def answer_tap(self, query_id: str, notice: Notice | None) -> None:
        """Answer a tap, with a short private text or none; never raises."""
