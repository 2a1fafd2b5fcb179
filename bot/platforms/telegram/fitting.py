"""Making what is to be shown as short as Telegram demands, losing the least important first."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.screen.screen import Block, Style

# Bot API: 1-4096 characters after entities parsing, 0-1024 below a picture or a file; counted here in
# UTF-16 units, as entities are.
LONGEST_MESSAGE = 4096
LONGEST_CAPTION = 1024
LONGEST_HEADING = 256
BETWEEN = "\n\n"
ELLIPSIS = "…"

BREAKS = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"\s"))
"""Where a text may be cut, the best first."""


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, longest: int) -> str:
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
    """The blocks of a message that is not too long: the folded ones give first, then the longest."""
    kept = [replace(block, heading=shortened(block.heading, LONGEST_HEADING)) for block in blocks]
    excess = _length(kept) - longest
    for at in sorted(range(len(kept)), key=lambda at: _worth(kept[at])):
        if excess <= 0:
            break
        block = kept[at]
        kept[at] = replace(block, text=shortened(block.text, max(1, units(block.text) - excess)))
        excess -= units(block.text) - units(kept[at].text)
    while excess > 0:
        excess -= block_units(kept.pop()) + len(BETWEEN)
    return kept


def block_units(block: Block) -> int:
    """The length of a block as it is read: its heading stands on a line of its own."""
    return units(block.heading) + units(block.text) + bool(block.heading and block.text)


def _length(blocks: Sequence[Block]) -> int:
    return sum(map(block_units, blocks)) + len(BETWEEN) * max(0, len(blocks) - 1)


def _worth(block: Block) -> tuple[int, int]:
    order = (Style.FOLDED, Style.HINT, Style.TEXT, Style.TITLE)
    folded = 0 if block.style is Style.FOLDED else 1
    return folded, -units(block.text) if folded else order.index(block.style)


def _head(text: str, longest: int) -> str:
    """The beginning of a text; never half a character."""
    head = text[:longest]
    while units(head) > longest:
        head = head[: -max(1, (units(head) - longest) // 2)]
    return head
