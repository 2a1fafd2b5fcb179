"""A screen that is too long for one message, in parts: nothing of it is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.screen.screen import Block

LONGEST_PART = 3600
"""UTF-16 units of a part: less than any chat's limit, for what stands above and below."""
BETWEEN = 2
"""Units between two blocks: an empty line."""


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_blocks(blocks: Sequence[Block], longest: int = LONGEST_PART) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks in parts of at most so many units; a block that is longer is cut between words."""
    parts: list[list[Block]] = [[]]
    room = longest
    for block in (piece for each in blocks for piece in _pieces(each, longest)):
        needed = units(block.heading) + units(block.text) + BETWEEN
        if needed > room and parts[-1]:
            parts.append([])
            room = longest
        parts[-1].append(block)
        room -= needed
    return tuple(map(tuple, parts))


def _pieces(block: Block, longest: int) -> Iterator[Block]:
    """Yield a block in pieces that fit; its heading stands above the first."""
    text, heading = block.text, block.heading
    most = (longest - BETWEEN - units(heading)) // 2  # a sign has two units at most
    while units(text) + units(heading) + BETWEEN > longest:
        cut = max(text.rfind("\n", most // 2, most), text.rfind(" ", most // 2, most))
        at = most if cut < 0 else cut
        yield replace(block, text=text[:at].rstrip(), heading=heading)
        text, heading = text[at:].lstrip(), ""
    yield replace(block, text=text, heading=heading)
