"""A screen as a message of Telegram: HTML, a keyboard, and a digest of both.

The only place that writes markup, and so the only one that escapes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.screen.button import Button, Event
from bot.core.screen.chart import Picture
from bot.core.screen.screen import Block, Screen, Style
from bot.platforms.telegram.fitting import (
    BETWEEN,
    ELLIPSIS,
    LONGEST_CAPTION,
    LONGEST_MESSAGE,
    fitted,
    shortened,
)
from bot.platforms.telegram.plaintext import clean

LONGEST_LABEL = 64
"""UTF-16 units; longer ones are cut by phones anyway."""

DRESS = {
    Style.TITLE: "<b>{}</b>",
    Style.TEXT: "{}",
    Style.HINT: "<i>{}</i>",
    Style.FOLDED: "<blockquote expandable>{}</blockquote>",
}


@dataclass(frozen=True, slots=True)
class Rendering:
    """A message, ready to be sent.

    text: HTML; short enough for a caption where there is a chart.
    digest: equal for what looks and works alike. picture: the same of the chart alone, "" for none.
    screen: what it was made of.
    """

    text: str
    keyboard: InlineKeyboardMarkup | None
    digest: str
    picture: str
    screen: Screen

    @property
    def chart(self) -> Picture | None:
        """What is to be drawn above the text."""
        return self.screen.picture

    @property
    def caption(self) -> str:
        """The text as it goes below a picture, also where this screen has none."""
        return self.text if self.chart else html(self.screen, LONGEST_CAPTION)


def render(screen: Screen, data: Callable[[Event], str]) -> Rendering:
    """The screen as a message. data: what a button with this event carries."""
    chart = screen.picture
    text = html(screen, LONGEST_CAPTION if chart else LONGEST_MESSAGE)
    rows = [[(label(button), *_does(button, data)) for button in row] for row in screen.rows]
    looks = (text, rows, chart) if chart else (text, rows)
    return Rendering(text, _keyboard(rows), _digest(looks), _digest(chart) if chart else "", screen)


def html(screen: Screen, longest: int = LONGEST_MESSAGE) -> str:
    """The blocks as HTML of at most so many characters, markup not counted."""
    cleaned = (
        Block(clean(each.text).strip(), each.style, clean(each.heading).strip()) for each in screen.blocks
    )
    blocks = fitted([block for block in cleaned if block.text or block.heading], longest)
    return BETWEEN.join(map(_dressed, blocks)) or ELLIPSIS


def label(button: Button) -> str:
    """The text on a button, on one line."""
    return shortened(" ".join(clean(button.label).split()), LONGEST_LABEL) or ELLIPSIS


def _digest(looks: object) -> str:
    return blake2s(repr(looks).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _dressed(block: Block) -> str:
    heading = DRESS[Style.TITLE].format(escape(block.heading, quote=False)) if block.heading else ""
    text = DRESS[block.style].format(escape(block.text, quote=False)) if block.text else ""
    return "\n".join(part for part in (heading, text) if part)


def _does(button: Button, data: Callable[[Event], str]) -> tuple[str | None, str | None]:
    if button.event is not None:
        return data(button.event), None
    return None, button.url


def _keyboard(rows: Sequence[Sequence[tuple[str, str | None, str | None]]]) -> InlineKeyboardMarkup | None:
    buttons = [[InlineKeyboardButton(text, url, data) for text, data, url in row] for row in rows if row]
    return InlineKeyboardMarkup(buttons) if buttons else None
