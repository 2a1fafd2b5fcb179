"""What one message shows.

Nothing here knows Telegram or a terminal. A screen is made of blocks of plain text;
each chat dresses the blocks in its own markup, so no text of a person or an author
can ever be read as markup.
"""

from dataclasses import dataclass
from enum import Enum

from bot.core.screen.button import Rows
from bot.core.screen.chart import Picture


class Style(Enum):
    """How a block wants to be read."""

    TITLE = "title"
    TEXT = "text"
    HINT = "hint"


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
class Screen:
    """What one message shows.

    takes_text: whether a typed text answers it. picture: a chart above the text; None for none.
    """

    blocks: tuple[Block, ...]
    rows: Rows = ()
    takes_text: bool = False
    picture: Picture | None = None
