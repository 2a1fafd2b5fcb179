"""Messages of ours that a change brings up to date, and what else goes out."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TypeAlias

from bot.core.screen.screen import Screen


class Role(StrEnum):
    """What a message is for.

    A session has one card, and one result at a time. A group has one board, a wall at most, a message
    for each step of its agenda and for each talk, and a console for each coach; a coach gets files, and
    a member is asked afterwards how it went.
    """

    CARD = "card"
    RESULT = "result"
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
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Show:
    """Bring a surface of the session up to date.

    below: as a new message at the end of the chat, the earlier one put away,
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
    chat: where it is; None for the group's own. below: as in `Show`.
    """

    role: Role
    part: str = ""
    chat: int | None = None
    urgency: Urgency = Urgency.STAGE
    below: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """The short private answer to a tap (Bot API: at most 200 characters).

    url: opened instead of showing the text, "" for none; only links to the bot itself are allowed.
    """

    text: str
    alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tell:
    """A message of its own, sent once and then left alone."""

    screen: Screen = field(default_factory=lambda: Screen(()))


Reply: TypeAlias = Show | Notice | Tell
