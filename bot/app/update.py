"""What comes in: from a chat, from the outbox, or from the clock, in the words of no platform.

A platform's reader makes these, and so do the courier and the clock; the router acts on them. To add a kind,
add a class here with what only that kind has, list it in `What`, and give it a line in `App._route`. Ids are
the platform's own: a private chat has the id of its person, and message ids rise within a chat.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.app.meanings import ChoiceButton, SessionButton, StepButton
from bot.core.group.actions import Action
from bot.core.group.events import BecomeCoach, MemberEvent
from bot.core.solo.events import ChatEvent
from bot.core.solo.to_coach import WriteToCoach
from bot.core.words.phrase import Phrase
from bot.outbox.chat_port import Destination, GroupInfo, MemberStatus


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did it. person: 0 for nobody. name: what they are called in groups; "" where nobody needs it."""

    person: int
    name: str = ""


NOBODY: Final = Sender(0)


# --- taps ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tap:
    """A button was pressed.

    query_id: what the private answer goes to. message_id: of the message with the button; None where the
    platform does not say.
    """

    chat: int
    query_id: str
    message_id: int | None


@dataclass(frozen=True, slots=True)
class SoloTap(Tap):
    """A button of a session's card or result. turn: the session's turn when the button was made."""

    session: int
    turn: int
    button: SessionButton


@dataclass(frozen=True, slots=True)
class ChatTap(Tap):
    """A button about the whole private chat."""

    event: ChatEvent | WriteToCoach


@dataclass(frozen=True, slots=True)
class ChoiceTap(Tap):
    """An answer to a question of a group. stamp: where the group stood, as `status.stamp` makes it."""

    group: int
    stamp: int
    button: ChoiceButton


@dataclass(frozen=True, slots=True)
class MemberTap(Tap):
    """Any other button that everybody in a group sees. stamp: as in `ChoiceTap`."""

    group: int
    stamp: int
    event: MemberEvent


@dataclass(frozen=True, slots=True)
class CoachTap(Tap):
    """A button of a coach's console. stamp: where the group stood, as `status.lead_stamp` makes it."""

    group: int
    stamp: int
    action: Action
    button: StepButton


@dataclass(frozen=True, slots=True)
class LeadTap(Tap):
    """A button by which somebody becomes a coach. thread: the topic, or None. title: the group's name.

    topic: the name of the topic; "" where there is none, or it is not known.
    """

    event: BecomeCoach
    thread: int | None = None
    title: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class ForeignTap(Tap):
    """A button that is not ours, or of a key that is lost."""


# --- what is typed ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A typed text that is no command, in a private chat."""

    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A text in a private chat that was changed after it was sent."""

    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A typed command in a private chat. name: lower case, without the slash. argument: the rest, or ""."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody came into the private chat by the link of a group."""

    group: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A private message that is neither text nor button. what: see `words.unreadable`."""

    what: Phrase


@dataclass(frozen=True, slots=True)
class GroupCommand:
    """A command in a group that names this bot, or that only we have.

    thread: the topic; None for the group itself. title: the group's name; topic: the topic's, "" where it is
    not known. name, argument: as in `Command`.
    The sender is `NOBODY` where they hide behind the group or a channel.
    """

    chat: int
    thread: int | None
    title: str
    name: str
    argument: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the platform says about the sender, who leads or wants to lead in a group, or came by its link.

    asked: what they did. status: where they stand in the group's chat. info: what the group is like; None
    where nobody needs it or can say.
    """

    asked: GroupCommand | LeadTap | CoachTap | Opened
    status: MemberStatus
    info: GroupInfo | None = None

    @property
    def is_admin(self) -> bool:
        """Whether the sender is known to be an admin of the group."""
        return self.status is MemberStatus.ADMIN

    @property
    def is_no_admin(self) -> bool:
        """Whether the sender is known to be none, or no more."""
        return self.status in (MemberStatus.MEMBER, MemberStatus.GONE)

    @property
    def is_in_chat(self) -> bool:
        """Whether the sender is known to be in the group's chat."""
        return self.status in (MemberStatus.ADMIN, MemberStatus.MEMBER)


# --- what happens without anybody asking --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Blocked:
    """The sender blocked the bot."""


@dataclass(frozen=True, slots=True)
class BotMoved:
    """The bot was put into a group and may speak there, or was muted or taken out."""

    chat: int
    is_in: bool


@dataclass(frozen=True, slots=True)
class MemberMoved:
    """The sender came into a group, or left it."""

    chat: int
    is_in: bool


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A group became a supergroup: its id changed."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """A group, or a topic of it (thread), has another name."""

    chat: int
    thread: int | None
    name: str


@dataclass(frozen=True, slots=True)
class SlowedDown:
    """The platform wants a group to be left alone for so many seconds."""

    chat: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ShutOut:
    """A chat cannot be written to. place: the only topic of it that cannot; None for the whole chat."""

    chat: int
    place: Destination | None


@dataclass(frozen=True, slots=True)
class ClockSeen:
    """The clock of a group is on show. stood: where the group stood there."""

    group: int
    stood: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class TimeCame:
    """A deadline of a group or a session may have come."""


AnyTap: TypeAlias = SoloTap | ChatTap | ChoiceTap | MemberTap | CoachTap | LeadTap | ForeignTap
Typed: TypeAlias = Text | Edited | Command | Opened | Unreadable
What: TypeAlias = (
    AnyTap
    | Typed
    | GroupCommand
    | LookedUp
    | Blocked
    | BotMoved
    | MemberMoved
    | Upgraded
    | Renamed
    | SlowedDown
    | ShutOut
    | ClockSeen
    | TimeCame
)


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that came in.

    id: the platform's number of it, which shows whether it comes twice; None for what came from inside.
    at: seconds since 1970.
    """

    id: int | None
    at: float
    by: Sender
    what: What
