"""The two files of a group that its coach gets: a table of the figures, and a page to read and to print.

What stands in them comes from `bot.core.summary`, which knows published figures alone. Of the members only
their number is looked at.
"""

import csv
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Final

import matplotlib
from matplotlib.backends.backend_pdf import FigureCanvasPdf

from bot.core.dialog.model import Dialog
from bot.core.group.screens.summary import COLUMNS, Summary, Told, rows, summary
from bot.core.group.session import GroupSession, Seat
from bot.core.screen.chart import Panel
from bot.core.screen.surface import Role
from bot.core.words.words import shortened
from bot.documents.charts import DRAWING, EDGE, FAINT, Box, Column, painted, room_for

matplotlib.rcParams["pdf.fonttype"] = 42  # as a font, so that the text can be searched and read aloud
logging.getLogger("fontTools").setLevel(logging.WARNING)  # else it tells the log of every table it writes

WIDTH, HEIGHT, MARGIN, GAP = 595, 842, 40, 26
"""A4 in points, its margin, and the gap between two columns."""
TYPE: Final = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Sizes of type that are tried, the biggest first, until everything has room."""
MOST_SPLIT: Final = 6
"""Questions on the page: those where people are most apart."""
TINY: Final = (6.0, 5.0, 4.0)
"""The same where even without a question there is too much."""
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
RUNS_IN_A_SPREADSHEET: Final = ("=", "+", "-", "@", "\t", "\r")

WHAT_IT_IS: Final = (
    "Published figures only; groups of fewer than 3 are merged. Nothing here tells who said what."
)


def file(dialog: Dialog, group: GroupSession, seats: tuple[Seat, ...], role: Role) -> tuple[str, bytes, str]:
    """Name, content and caption of a file: a CSV for `Role.TABLE`, a PDF for `Role.SUMMARY`.

    seats: only how many take part is read off them.

    Raises:
        ValueError: the role has no file.
    """
    day = datetime.fromtimestamp(group.acted_at, UTC).date()
    name = f"{dialog.id}-{day.isoformat()}"
    place = shortened(group.place, 100) or "the group"
    if role is Role.TABLE:
        caption = f"All published figures of “{place}”, for a spreadsheet. Small numbers are merged."
        return f"{name}.csv", table(rows(dialog, group)), caption
    if role is Role.SUMMARY:
        told = summary(dialog, group, day, len([seat for seat in seats if seat.member.here]))
        caption = f"One page about “{place}”, to keep or to print. Published figures only."
        return f"{name}.pdf", page(told, f"{dialog.title} · version {dialog.version}"), caption
    raise ValueError(f"{role} is no file: only a table and a summary are")


# --- the table ------------------------------------------------------------------------------


def table(lines: Sequence[Sequence[str]]) -> bytes:
    """CSV as spreadsheets open it: UTF-8 with its mark, and no cell that would be run."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUNS_IN_A_SPREADSHEET) else cell


# --- the page -------------------------------------------------------------------------------


def page(told: Summary, source: str) -> bytes:
    """One A4 page as PDF. source: the dialog and its version, for the last line."""
    with DRAWING:
        columns = laid_out(told, source)
        figure = painted(columns, WIDTH, HEIGHT, framed=False)
        content = BytesIO()
        about = {"Title": told.title, "Creator": None, "Producer": None, "CreationDate": None}
        FigureCanvasPdf(figure).print_pdf(content, metadata=about)
    return content.getvalue()


def laid_out(told: Summary, source: str) -> list[Column]:
    """The page in the biggest type in which all has room; in small type with fewer questions."""
    asked, foot = _most_split(told), _foot(source)
    tries = [(size, len(asked)) for size in TYPE]
    tries += [(TYPE[-1], fewer) for fewer in range(len(asked) - 1, -1, -1)]
    tries += [(size, 0) for size in TINY]
    for size, most in tries:
        whole = _page(told, asked[:most], size)
        if whole.y <= foot.boxes[0].y:
            break
    return [whole, foot]


def _most_split(told: Summary) -> list[Told]:
    """What is compared from start to end is not shown twice."""
    compared = {each.question for pair in told.compared for each in pair}
    once = [each for each in told.newest if each.question not in compared]
    return sorted(once, key=lambda each: -each.apart)[:MOST_SPLIT]


def _page(told: Summary, asked: Sequence[Told], size: float) -> Column:
    """What stands on the page above its foot."""
    whole = Column(MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    _head(whole, told, size)
    if told.outcomes is not None:
        bars = tuple(bar for bar in told.outcomes.panel.bars if bar.highest)
        spread = replace(told.outcomes.panel, bars=bars)
        _heading(whole, told.outcomes.text, size)
        whole.room = room_for((spread,), size)
        whole.panel(spread, size)
    for before, after in told.compared:
        _heading(whole, f"From start to end: {after.text}", size)
        _side_by_side(whole, ((before.panel, ""), (after.panel, "")), size, differing=True)
    if told.next_talk:
        _heading(whole, "What to talk about next", size)
        for point in told.next_talk:
            whole.write(f"• {point}", size)
    if asked:
        more = len({each.question for each in told.told}) > len(asked)
        _heading(
            whole, "What was answered, most split first" + (" (the table has more)" if more else ""), size
        )
        _side_by_side(whole, [(each.panel, each.text) for each in asked], size)
    elif not told.newest:
        _heading(whole, "Too few answered for totals: each one's own result is private.", size)
    return whole


def _head(whole: Column, told: Summary, size: float) -> None:
    whole.write(told.title, 1.9 * size, bold=True)
    whole.skip(0.3 * size)
    led = f"Coach: {told.coach}" if told.coach else ""
    day = f"{told.day.day} {MONTHS[told.day.month - 1]} {told.day.year}"
    took = "1 person" if told.people == 1 else f"{told.people} people"
    facts = (told.place, day, led, f"{took} took part")
    whole.write(" · ".join(each for each in facts if each), size, colour=FAINT)


def _heading(whole: Column, text: str, size: float) -> None:
    whole.skip(1.1 * size)
    whole.write(text, 1.2 * size, bold=True)
    whole.skip(0.35 * size)


def _side_by_side(
    whole: Column, parts: Sequence[tuple[Panel, str]], size: float, *, differing: bool = False
) -> None:
    """Panels with their titles in two columns, each where there is more room."""
    width = (whole.width - GAP) / 2
    room = room_for([panel for panel, _ in parts], size)
    columns = [Column(x, whole.y, width, room) for x in (whole.x, whole.x + width + GAP)]
    for at, (panel, title) in enumerate(parts):
        column = min(columns, key=lambda each: each.y)
        if title:
            column.write(title, size, bold=True)
        column.panel(panel, size, at if differing else 0)
        column.skip(0.5 * size)
    for column in columns:
        whole.take(column)
    whole.y = max(column.y for column in columns)


def _foot(source: str) -> Column:
    foot = Column(MARGIN, HEIGHT - 1.75 * MARGIN, WIDTH - 2 * MARGIN)
    foot.boxes.append(Box(foot.x, foot.y, foot.width, 0.5, EDGE))
    foot.skip(5)
    foot.write(WHAT_IT_IS, TYPE[-1], colour=FAINT)
    foot.write(source, TYPE[-1], colour=FAINT)
    return foot
