"""A chart to send, and somebody who draws it."""

import struct

from bot.core.screen.chart import Bar, Panel, Picture
from bot.platforms.telegram.buttons import Codec

CODEC = Codec((b"k" * 32,))
CHART = Picture("Ready?", (Panel("", (Bar("Yes", 7, 7), Bar("No", 0, 4)), 12),))
OTHER_CHART = Picture("Ready now?", CHART.panels)


async def drawn(picture: Picture) -> bytes:
    """The head of a PNG, with the title of the chart where its points would be."""
    head = struct.pack(">II", 1080, 720)
    return b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + head + picture.title.encode()


async def undrawn(_picture: Picture) -> bytes:
    """As a library fails: the words of its error are for nobody."""
    raise RuntimeError("secret words")
