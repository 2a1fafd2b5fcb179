"""The invitation: a picture for the wall, with a QR code that lets a group join by phone.

It knows no member and no answer; it says what the board of the session says.
"""

from itertools import groupby
from typing import Final

import segno

from bot.core.dialog.model import Dialog
from bot.core.group.session import GroupSession
from bot.core.words import documents as words
from bot.core.words.board import contract
from bot.core.words.lines import shorten_line, slug
from bot.core.words.phrase import Words
from bot.documents.charts import DRAWING, FAINT, INK, Box, Column, png_of

WIDTH, HEIGHT, MARGIN, GAP = 1584, 891, 72, 64
"""Of the picture, in pixels: the shape of a wide screen."""
SIDE: Final = 700
"""Of the code with its quiet zone."""
QUIET: Final = 4
"""Light modules around a code (ISO/IEC 18004)."""
TYPE: Final = (46.0, 42.0, 38.0, 34.0, 30.0)
"""Font sizes to try, largest first, until everything fits."""
SMALL: Final = 30.0
LONGEST: Final = 100
"""Characters of a title or a name that are shown."""


def invitation(dialog: Dialog, group: GroupSession, link: str, say: Words) -> tuple[str, bytes, str]:
    """Return name, PNG and caption; the caption can be passed on as it is. link: what the code leads to."""
    title, coach = shorten_line(dialog.title, 200), shorten_line(group.coach_name, LONGEST)
    join = words.join_coach(title, coach, link) if coach else words.join(title, link)
    caption = say(words.invitation(join, contract(group.k)))
    name = "-".join(filter(None, ("join", dialog.id, slug(group.title))))
    return f"{name}.png", _draw(dialog, group, link, say), caption


def _draw(dialog: Dialog, group: GroupSession, link: str, say: Words) -> bytes:
    with DRAWING:
        below = Column(MARGIN, MARGIN + SIDE + SMALL / 2, WIDTH - 2 * MARGIN)
        below.write(link.removeprefix("https://"), SMALL, colour=FAINT)
        return png_of((_code(link), _beside(dialog, group, say), below), WIDTH, HEIGHT)


def _beside(dialog: Dialog, group: GroupSession, say: Words) -> Column:
    """Write what to do, in the biggest type that has room beside the code."""
    sizes = (_text(dialog, group, size, say) for size in TYPE)
    return next((each for each in sizes if each.y <= MARGIN + SIDE), _text(dialog, group, TYPE[-1], say))


def _text(dialog: Dialog, group: GroupSession, size: float, say: Words) -> Column:
    left = MARGIN + SIDE + GAP
    column = Column(left, MARGIN, WIDTH - left - MARGIN)
    column.write(shorten_line(dialog.title, LONGEST), 1.4 * size, bold=True)
    column.skip(0.5 * size)
    if group.coach_name:
        column.write(say(words.coach(shorten_line(group.coach_name, LONGEST))), size, colour=FAINT)
        column.skip(0.5 * size)
    for step in (words.scan(), words.tap_start(), words.answer()):
        column.write(say(step), size)
        column.skip(0.25 * size)
    return column


def _code(link: str) -> Column:
    """Draw the code, with one box for each run of dark modules in a row."""
    matrix = segno.make_qr(link, error="m").matrix
    module = SIDE // (len(matrix) + 2 * QUIET)
    edge = (SIDE - module * len(matrix)) // 2
    code = Column(MARGIN, MARGIN, SIDE)
    code.boxes.append(Box(MARGIN, MARGIN, SIDE, SIDE, "white"))
    for down, row in enumerate(matrix):
        across = 0
        for is_dark, run in groupby(row):
            modules = len(list(run))
            if is_dark:
                x, y = MARGIN + edge + across * module, MARGIN + edge + down * module
                code.boxes.append(Box(x, y, modules * module, module, INK, edge="none"))
            across += modules
    return code
