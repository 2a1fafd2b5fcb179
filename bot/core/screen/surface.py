"""The messages that the bot keeps up to date, what each is for, and what else it sends.

`ROLE_RULES` is the only place that says how the roles differ: the stores and the outbox look it up and never
name roles themselves. What renders a role is in `bot.outbox.renderers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, StrEnum, auto
from typing import Final, TypeAlias

from bot.core.screen.button import Event
from bot.core.words.phrase import Phrase


class Role(StrEnum):
    """What a message is for.

    A session has one card, one result at a time, and one message about what was promised after it; its
    person can get the result as a page. A group has one board, a wall at most, a message
    for each step of its agenda and for each talk, and a console for each coach, who also gets files and
    writes questions of their own; a member
    writes to the coach, and is asked afterwards how it went.
    Whoever is not in the group's chat has its step in private.
    """

    CARD = "card"
    RESULT = "result"
    FOLLOW_UP = "follow_up"
    PAGE = "page"
    MESSAGE = "message"
    EXPORT = "export"
    BOARD = "board"
    STEP = "step"
    TALK = "talk"
    WALL = "wall"
    CONSOLE = "console"
    TABLE = "table"
    SUMMARY = "summary"
    CHECK_IN = "check_in"
    REMOTE = "remote"
    INVITATION = "invitation"
    OWN_QUESTION = "own_question"
    WHISPER = "whisper"
    OWN_STEP = "own_step"


class Owner(Enum):
    """Whose state a surface shows; only its owner can mark it again."""

    SESSION = auto()
    GROUP = auto()
    NOBODY = auto()


class Retire(Enum):
    """What happens to a message once a newer message of the same surface has replaced it.

    POINT: it loses its buttons, and says in a line that its successor is further down.
    """

    DELETE = auto()
    REMOVE_BUTTONS = auto()
    POINT = auto()
    LEAVE = auto()


class Resend(Enum):
    """What is sent again when a group became a supergroup, where its old messages are out of reach.

    NEWEST: of several parts, the one with the newest message. NEVER: it waits until it is marked again.
    """

    ALWAYS = auto()
    NEWEST = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True)
class RoleRules:
    """How the outbox and the stores treat the surfaces of one role.

    is_lasting: the message stays and is edited; otherwise it is sent once, and its row is deleted then.
    is_pinned: each new message of it is pinned. takes_text: what is typed below it can be for it.
    is_of_member: it is one member's own, and no coach's. has_clock: it shows the clock of its group.
    is_last: it comes below whatever is sent once in its chat. mirrors: the role whose messages it shows in
    private: it changes when, and as often as, they do.
    spacing: seconds between two changes of a surface that shows a group. crowd_spacing: in a big group.
    """

    owner: Owner
    is_lasting: bool = True
    is_pinned: bool = False
    takes_text: bool = False
    is_of_member: bool = False
    has_clock: bool = False
    is_last: bool = False
    mirrors: Role | None = None
    retire: Retire = Retire.REMOVE_BUTTONS
    resend: Resend = Resend.NEVER
    spacing: float = 4.0
    crowd_spacing: float = 8.0


_FILE: Final = RoleRules(Owner.GROUP, is_lasting=False, retire=Retire.LEAVE)  # a file never has buttons

_WRITTEN: Final = RoleRules(
    Owner.GROUP, takes_text=True, retire=Retire.DELETE, spacing=0.0, crowd_spacing=0.0
)

ROLE_RULES: Final[Mapping[Role, RoleRules]] = {
    Role.BOARD: RoleRules(Owner.GROUP, is_pinned=True, resend=Resend.ALWAYS),
    Role.STEP: RoleRules(Owner.GROUP, has_clock=True, retire=Retire.POINT, resend=Resend.NEWEST),
    Role.TALK: RoleRules(Owner.GROUP, has_clock=True),
    Role.WALL: RoleRules(Owner.GROUP, retire=Retire.LEAVE, spacing=15.0, crowd_spacing=15.0),
    Role.MESSAGE: RoleRules(Owner.NOBODY, is_lasting=False),
    Role.EXPORT: RoleRules(Owner.NOBODY, is_lasting=False, retire=Retire.LEAVE),
    Role.CARD: RoleRules(Owner.SESSION, retire=Retire.DELETE, resend=Resend.ALWAYS),
    Role.RESULT: RoleRules(Owner.SESSION, resend=Resend.ALWAYS),
    Role.FOLLOW_UP: RoleRules(Owner.SESSION),
    Role.PAGE: RoleRules(Owner.SESSION, is_lasting=False, retire=Retire.LEAVE),
    Role.CONSOLE: RoleRules(Owner.GROUP, is_last=True, retire=Retire.POINT, spacing=3.0, crowd_spacing=3.0),
    Role.INVITATION: _FILE,
    Role.TABLE: _FILE,
    Role.SUMMARY: _FILE,
    Role.CHECK_IN: RoleRules(Owner.GROUP),
    Role.OWN_QUESTION: _WRITTEN,
    Role.WHISPER: replace(_WRITTEN, is_of_member=True),
    Role.OWN_STEP: replace(_WRITTEN, is_of_member=True),
    Role.REMOTE: RoleRules(Owner.GROUP, mirrors=Role.STEP),
}
"""The rules of every role, in the order in which surfaces of one chat are brought up to date.

So a card comes below a message that was sent with it, a result below its card, a step below its board.
"""

ROLE_ORDER: Final = tuple(ROLE_RULES)


@dataclass(frozen=True, slots=True)
class Show:
    """Bring a surface of the session up to date.

    below: as a new message at the end of the chat that retires the earlier one,
        because the person has written something under it.
    """

    role: Role
    below: bool = False


class Urgency(IntEnum):
    """What goes first in a group, where calls are few."""

    STAGE = 0
    RESULT = 1
    WALL = 2
    COUNTER = 3


@dataclass(frozen=True, slots=True)
class ShowGroup:
    """Bring a surface of a group up to date.

    part: which of its role: the place of a step on the agenda, or a coach; "" where there is but one.
    chat: where it is; None for the group's own. below: as in `Show`. follows: so, too, if a message of
    another role has come below it.
    instead_of: the part whose message becomes this one, and which has none from now on; "" for none.
    """

    role: Role
    part: str = ""
    chat: int | None = None
    urgency: Urgency = Urgency.STAGE
    below: bool = False
    follows: bool = False
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The short private answer to a tap: a toast, or an alert (Bot API: at most 200 characters).

    url: opened instead of showing the text, "" for none; only links to the bot itself are allowed.
    """

    text: Phrase
    alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tell:
    """A message of its own, sent once and then left alone. buttons: below it, each with what it does."""

    text: Phrase
    buttons: tuple[tuple[Phrase, Event], ...] = ()


Reply: TypeAlias = Show | Notice | Tell
