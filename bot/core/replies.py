"""Everything that goes out: screens, buttons, and what is to be shown where.

Nothing here knows Telegram or a terminal. A screen is made of blocks of plain text;
each chat dresses the blocks in its own markup, so no text of a person or an author
can ever be read as markup.
"""

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TypeAlias

from bot.core.events import Event


class Style(Enum):
    """How a block wants to be read."""

    TITLE = "title"
    TEXT = "text"
    HINT = "hint"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or list.

    text: plain text; lines are separated by a newline; never markup.
    heading: stands above the text in bold; "" for none.
    """

    text: str
    style: Style = Style.TEXT
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: either an event of ours, or an address to open."""

    label: str
    event: Event | None = None
    url: str | None = None


Rows: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What one message shows.

    takes_text: whether a typed text answers it.
    """

    blocks: tuple[Block, ...]
    rows: Rows = ()
    takes_text: bool = False


class Role(StrEnum):
    """What a message is for; a session has one card, and one result at a time."""

    CARD = "card"
    RESULT = "result"
    MESSAGE = "message"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Show:
    """Bring a surface of the session up to date.

    below: as a new message at the end of the chat, the earlier one put away,
        because the person has written something under it.
    """

    role: Role
    below: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """The short private answer to a tap (Bot API: at most 200 characters)."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Tell:
    """A message of its own, sent once and then left alone."""

    screen: Screen = field(default_factory=lambda: Screen(()))


Reply: TypeAlias = Show | Notice | Tell
