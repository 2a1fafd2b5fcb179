"""A screen as a message of Telegram: short enough, as HTML with a keyboard, and a digest of both.

The only place that writes markup, and so the only one that escapes.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s
from html import escape
from typing import Any, TypeAlias

from telegram import InlineKeyboardMarkup

from bot.core.screen.button import Button, Event
from bot.core.screen.chart import Picture
from bot.core.screen.fitting import units
from bot.core.screen.screen import Block, Screen, Style

# Controls but newline; marks and overrides of direction; zero-width spaces and operators; halves
# of a character that cannot be sent. Joiners stay between characters of scripts and emoji that need them.
INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]+"
    r"|[\u200c\u200d]+(?![^\x00-\x7f])"
)


def clean(text: str) -> str:
    """The text without invisible characters, a tab being a space; not shortened, not stripped."""
    if text.isascii() and text.isprintable():
        return text
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\t", " "))


# Bot API: 1-4096 characters after entities parsing, 0-1024 below a picture or a file; counted here in
# UTF-16 units, as entities are.
LONGEST_MESSAGE = 4096
LONGEST_CAPTION = 1024
LONGEST_HEADING = 256
BETWEEN = "\n\n"
ELLIPSIS = "…"

BREAKS = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"\s"))
"""Where a text may be cut, the best first."""


def shorten_to_fit(text: str, longest: int) -> str:
    """A text of at most `longest` units (1 or more), cut at a paragraph, a line or a word."""
    if units(text) <= longest:
        return text
    head = _head(text, longest - 1)
    for pattern in BREAKS:
        cuts = [found.start() for found in pattern.finditer(head)]
        if cuts and cuts[-1] >= len(head) // 2:
            gap = "\n" if pattern is not BREAKS[-1] and cuts[-1] + 1 < len(head) else ""
            return head[: cuts[-1]].rstrip() + gap + ELLIPSIS
    return head.rstrip() + ELLIPSIS


def fitted(blocks: Sequence[Block], longest: int = LONGEST_MESSAGE) -> list[Block]:
    """The blocks of a message that is not too long: the longest give first; what is left out is counted."""
    kept = [
        block
        if units(block.heading) <= LONGEST_HEADING
        else replace(block, heading=shorten_to_fit(block.heading, LONGEST_HEADING))
        for block in blocks
    ]
    excess = _length(kept) - longest
    if excess <= 0:
        return kept
    for at in sorted(range(len(kept)), key=lambda at: -units(kept[at].text)):
        if excess <= 0:
            break
        block = kept[at]
        kept[at] = replace(block, text=shorten_to_fit(block.text, max(1, units(block.text) - excess)))
        excess -= units(block.text) - units(kept[at].text)
    if excess <= 0:
        return kept
    most = longest - len(BETWEEN) - len(_left_out(len(blocks)).text)
    while kept and _length(kept) > most:
        kept.pop()
    return [*kept, _left_out(len(blocks) - len(kept))]


def _left_out(number: int) -> Block:
    """Say that so many blocks are left out, in no language."""
    return Block(f"{ELLIPSIS} +{number}", Style.HINT)


def block_units(block: Block) -> int:
    """The length of a block as it is read: its heading stands on a line of its own."""
    return units(block.heading) + units(block.text) + bool(block.heading and block.text)


def _length(blocks: Sequence[Block]) -> int:
    return sum(map(block_units, blocks)) + len(BETWEEN) * max(0, len(blocks) - 1)


def _head(text: str, longest: int) -> str:
    """The beginning of a text; never half a character."""
    head = text[:longest]
    while units(head) > longest:
        head = head[: -max(1, (units(head) - longest) // 2)]
    return head


LONGEST_COPY = 256
"""Bot API: 1-256 characters of a text that a button copies."""
LONGEST_LABEL = 66
"""UTF-16 units: a whole option behind its tick; longer ones are cut by phones anyway."""

ButtonForm: TypeAlias = tuple[str, str | None, str | None] | tuple[str, str | None, str | None, str]
"""What a button says and does: its data, its address, and its text to copy where there is one."""

Keyboard: TypeAlias = dict[str, list[list[dict[str, Any]]]]
"""Bot API: an InlineKeyboardMarkup as plain data."""

DRESS = {
    Style.TITLE: "<b>{}</b>",
    Style.TEXT: "{}",
    Style.HINT: "<i>{}</i>",
}


@dataclass(frozen=True, slots=True)
class Rendering:
    """A message, ready to be sent.

    text: HTML; short enough for a caption where there is a chart. keyboard: an InlineKeyboardMarkup.
    digest: equal for what looks and works alike. picture: the same of the chart alone, "" for none.
    screen: what it was made of.
    """

    text: str
    keyboard: Keyboard | None
    digest: str
    picture: str
    screen: Screen

    @property
    def markup(self) -> InlineKeyboardMarkup | None:
        """The keyboard as an object of the library."""
        return InlineKeyboardMarkup.de_json(self.keyboard, None) if self.keyboard else None

    @property
    def chart(self) -> Picture | None:
        """What is to be drawn above the text."""
        return self.screen.picture

    @property
    def caption(self) -> str:
        """The text as it goes below a picture, also where this screen has none."""
        return self.text if self.chart else html(self.screen, LONGEST_CAPTION)


def render(screen: Screen, data: Callable[[Event], str]) -> Rendering:
    """The screen as a message. data: what a button with this event carries.

    The chart is left out where the text, which says all of it, is too long to stand below one.
    """
    if screen.picture and _length(_cleaned(screen)) > LONGEST_CAPTION:
        screen = replace(screen, picture=None)
    chart = screen.picture
    text = html(screen, LONGEST_CAPTION if chart else LONGEST_MESSAGE)
    rows = [[_does(button, data) for button in row] for row in screen.rows]
    looks = (text, rows, chart) if chart else (text, rows)
    return Rendering(text, _keyboard(rows), _digest(looks), _digest(chart) if chart else "", screen)


def plainly(message: Rendering) -> Rendering:
    """The same message without any markup, for a platform that refuses it as it is."""
    lines = ("\n".join(part for part in (each.heading, each.text) if part) for each in message.screen.blocks)
    screen = replace(message.screen, blocks=tuple(map(Block, lines)))
    longest = LONGEST_CAPTION if message.chart else LONGEST_MESSAGE
    return replace(message, screen=screen, text=html(screen, longest))


def html(screen: Screen, longest: int = LONGEST_MESSAGE) -> str:
    """The blocks as HTML of at most so many characters, markup not counted."""
    return BETWEEN.join(map(_dressed, fitted(_cleaned(screen), longest))) or ELLIPSIS


def _cleaned(screen: Screen) -> list[Block]:
    """The blocks without invisible characters, but for those of which nothing is left."""
    cleaned = (
        Block(clean(each.text).strip(), each.style, clean(each.heading).strip()) for each in screen.blocks
    )
    return [block for block in cleaned if block.text or block.heading]


def label(button: Button) -> str:
    """The text on a button, on one line."""
    return shorten_to_fit(" ".join(clean(button.label).split()), LONGEST_LABEL) or ELLIPSIS


def _digest(looks: object) -> str:
    return blake2s(repr(looks).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _dressed(block: Block) -> str:
    heading = DRESS[Style.TITLE].format(escape(block.heading, quote=False)) if block.heading else ""
    text = DRESS[block.style].format(escape(block.text, quote=False)) if block.text else ""
    return "\n".join(part for part in (heading, text) if part)


def _does(button: Button, data: Callable[[Event], str]) -> ButtonForm:
    if button.event is not None:
        return label(button), data(button.event), None
    if button.copy:
        return label(button), None, None, shorten_to_fit(button.copy, LONGEST_COPY)
    return label(button), None, button.url


def _keyboard(rows: Sequence[Sequence[ButtonForm]]) -> Keyboard | None:
    buttons = [[_inline(*each) for each in row] for row in rows if row]
    return {"inline_keyboard": buttons} if buttons else None


def _inline(text: str, data: str | None, url: str | None, copy: str = "") -> dict[str, Any]:
    if data is not None:
        return {"text": text, "callback_data": data}
    return {"text": text, "copy_text": {"text": copy}} if copy else {"text": text, "url": url}
