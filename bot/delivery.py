"""What the courier asks of a chat platform, and what may come of it.

| error | the call | then |
|---|---|---|
| DeliveryError | did not do what it should | one of these: |
| NotSent | surely not done | tried again |
| Unknown | perhaps done: the answer was lost | an edit is tried again, a send once more |
| Wait | surely not done: too many | the chat is left alone for `seconds` |
| Gone | the chat cannot be written to | left until its next update |
| MessageGone | the message is not there any more | sent afresh |
| Moved | the chat has another id: `chat` | goes there |
| Refused | is wrong, and will be again | given up |
"""

from typing import Protocol

from bot.core.model import Dialog
from bot.core.replies import Notice, Screen
from bot.core.session import Session


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


class Chat(Protocol):
    """A chat platform. Every call but `render` and `answer_tap` raises DeliveryError."""

    def render(self, chat: int, screen: Screen, session: Session | None, dialog: Dialog | None) -> Rendered:
        """The screen in this chat's form; session and dialog are what its buttons are about."""

    async def send(self, chat: int, rendered: Rendered) -> int:
        """Send a new message; returns its id."""

    async def edit(self, chat: int, message_id: int, rendered: Rendered) -> None:
        """Change a message; that it looks like this already is no error."""

    async def delete(self, chat: int, message_id: int) -> None:
        """Take a message out of the chat; one that is too old for that loses its buttons."""

    async def disarm(self, chat: int, message_id: int) -> None:
        """Take the buttons off a message."""

    async def send_document(self, chat: int, name: str, content: bytes, caption: str) -> int:
        """Send a file; returns the id of its message."""

    async def answer_tap(self, query_id: str, notice: Notice | None) -> None:
        """Answer a tap, with a short private text or none; never raises."""
