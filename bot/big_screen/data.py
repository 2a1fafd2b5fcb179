"""The big screen as data for its page: JSON that holds nothing but what is to be drawn. Pure."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from bot.core.group.screens.big_screen import BigScreen, BigScreenSection, ChartPanel
from bot.core.screen.screen import Block
from bot.core.words import big_screen as words
from bot.core.words import documents
from bot.core.words.phrase import Words

BULLET: Final = "• "
QUIET: Final = 4
"""Light modules around a code (ISO/IEC 18004)."""


def page_data(screen: BigScreen, link: str, say: Words) -> dict[str, Any]:
    """Return everything the page draws. link: where people join."""
    return {
        "stage": screen.stage.value,
        "lang": say.lang,
        "title": screen.title,
        "place": screen.place,
        "people": screen.people,
        "closes": screen.closes_at,
        "join": _way_in(link, say) if screen.lets_in and link else None,
        "sections": [_section(each) for each in screen.sections],
    }


def _way_in(link: str, say: Words) -> dict[str, Any]:
    shown = link.removeprefix("https://")
    size, path = draw_code(link)
    steps = [say(each) for each in (documents.scan(), documents.tap_start(), documents.answer())]
    return {"steps": steps, "link": shown, "size": size, "path": path, "says": say(words.code(shown))}


def _section(section: BigScreenSection) -> dict[str, Any]:
    return {
        "title": section.title,
        "answers": list(section.answers),
        "progress": section.progress,
        "share": section.share,
        "alert": section.alert,
        "caption": section.caption,
        "panels": [_panel(each) for each in section.panels],
        "note": section.note,
        "blocks": [_block(each) for each in section.blocks],
    }


def _panel(panel: ChartPanel) -> dict[str, Any]:
    rows = [
        {"label": row.label, "amount": row.amount, "lowest": row.lowest, "highest": row.highest}
        for row in panel.rows
    ]
    return {"name": panel.name, "rows": rows}


def _block(block: Block) -> dict[str, Any]:
    """Return a block as paragraphs and lists, in their order."""
    parts = [
        {"list": [line.removeprefix(BULLET) for line in lines]} if is_list else {"lines": list(lines)}
        for is_list, lines in groupby(block.text.split("\n"), lambda line: line.startswith(BULLET))
    ]
    return {"style": block.style.value, "heading": block.heading, "parts": parts}


@lru_cache(maxsize=64)
def draw_code(link: str) -> tuple[int, str]:
    """Return a QR code as the side of its square and an SVG path of its dark modules, quiet zone included."""
    import segno  # of all that the page shows, only a lobby needs it

    matrix = segno.make_qr(link, error="m").matrix
    return len(matrix) + 2 * QUIET, "".join(_runs(matrix))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[str]:
    """Yield a rectangle for each run of dark modules in a row."""
    for down, row in enumerate(matrix):
        across = 0
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                yield f"M{across + QUIET} {down + QUIET}h{width}v1h-{width}z"
            across += width
