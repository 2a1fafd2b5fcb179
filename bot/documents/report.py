"""The two files that a coach gets about a group: a table of its figures, and a page to read or print.

Their content comes from `core.group.screens.summary`, which knows published figures only.
Of the members, only their number is read.
"""

import csv
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Final

import matplotlib
from matplotlib.backends.backend_pdf import FigureCanvasPdf

from bot.core.dialog.model import Dialog
from bot.core.group.screens.summary import COLUMNS, Summary, Told, rows, summary
from bot.core.group.session import GroupSession, Seat
from bot.core.screen.chart import Panel
from bot.core.words.words import shortened
from bot.documents.charts import DRAWING, EDGE, FAINT, Box, Column, paint, width_for_numbers

matplotlib.rcParams["pdf.fonttype"] = 42  # as a font, so that the text can be searched and read aloud
logging.getLogger("fontTools").setLevel(logging.WARNING)  # it logs every table it writes

WIDTH, HEIGHT, MARGIN, GAP = 595, 842, 40, 26
"""A4 in points, its margin, and the gap between two columns."""
TYPE: Final = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Font sizes to try, largest first, until everything fits."""
MOST_SPLIT: Final = 6
"""Most questions on the page: those on which people differ most."""
TINY: Final = (6.0, 5.0, 4.0)
"""Font sizes to try when the page is too full even without questions."""
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


def table_file(dialog: Dialog, group: GroupSession) -> tuple[str, bytes, str]:
    """Return the name, content and caption of a CSV with all published figures."""
    caption = f"All published figures of “{_place(group)}”, for a spreadsheet. Small numbers are merged."
    return f"{_name(dialog, group)}.csv", table(rows(dialog, group)), caption


def summary_file(dialog: Dialog, group: GroupSession, seats: tuple[Seat, ...]) -> tuple[str, bytes, str]:
    """Return the name, content and caption of a PDF page.

    seats: only how many people take part is read off them.
    """
    told = summary(dialog, group, _day(group), len([seat for seat in seats if seat.member.here]))
    caption = f"One page about “{_place(group)}”, to keep or to print. Published figures only."
    return f"{_name(dialog, group)}.pdf", page(told, f"{dialog.title} · version {dialog.version}"), caption


def _day(group: GroupSession) -> date:
    return datetime.fromtimestamp(group.acted_at, UTC).date()


def _name(dialog: Dialog, group: GroupSession) -> str:
    return f"{dialog.id}-{_day(group).isoformat()}"


def _place(group: GroupSession) -> str:
    return shortened(group.place, 100) or "the group"


# --- the table ------------------------------------------------------------------------------


def table(lines: Sequence[Sequence[str]]) -> bytes:
    """Return a CSV that spreadsheets open safely: UTF-8 with a byte order mark, no cell that would run."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows([_without_formula(cell) for cell in line] for line in lines)
    return written.getvalue().encode("utf-8-sig")


def _without_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUNS_IN_A_SPREADSHEET) else cell


# --- the page -------------------------------------------------------------------------------


def page(content: Summary, source: str) -> bytes:
    """Return one A4 page as a PDF. source: the dialog and its version, for the last line."""
    with DRAWING:
        columns = lay_out(content, source)
        figure = paint(columns, WIDTH, HEIGHT, framed=False)
        pdf = BytesIO()
        about = {"Title": content.title, "Creator": None, "Producer": None, "CreationDate": None}
        FigureCanvasPdf(figure).print_pdf(pdf, metadata=about)
    return pdf.getvalue()


def lay_out(content: Summary, source: str) -> list[Column]:
    """Lay out the page in the largest type that fits everything; if none does, drop questions."""
    asked, foot = _most_divided(content), _foot(source)
    tries = [(size, len(asked)) for size in TYPE]
    tries += [(TYPE[-1], fewer) for fewer in range(len(asked) - 1, -1, -1)]
    tries += [(size, 0) for size in TINY]
    for size, most in tries:
        whole = _page(content, asked[:most], size)
        if whole.y <= foot.boxes[0].y:
            break
    return [whole, foot]


def _most_divided(content: Summary) -> list[Told]:
    """Return the questions on which people differ most, without those that are compared from start to end."""
    compared = {each.question for pair in content.compared for each in pair}
    once = [each for each in content.newest if each.question not in compared]
    return sorted(once, key=lambda each: -each.apart)[:MOST_SPLIT]


def _page(content: Summary, asked: Sequence[Told], size: float) -> Column:
    """Lay out everything above the footer."""
    whole = Column(MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    _head(whole, content, size)
    if content.outcomes is not None:
        bars = tuple(bar for bar in content.outcomes.panel.bars if bar.highest)
        spread = replace(content.outcomes.panel, bars=bars)
        _heading(whole, content.outcomes.text, size)
        whole.room = width_for_numbers((spread,), size)
        whole.panel(spread, size)
    for before, after in content.compared:
        _heading(whole, f"From start to end: {after.text}", size)
        _side_by_side(whole, ((before.panel, ""), (after.panel, "")), size, differing=True)
    if content.next_talk:
        _heading(whole, "What to talk about next", size)
        for point in content.next_talk:
            whole.write(f"• {point}", size)
    if asked:
        more = len({each.question for each in content.told}) > len(asked)
        _heading(
            whole, "What was answered, most split first" + (" (the table has more)" if more else ""), size
        )
        _side_by_side(whole, [(each.panel, each.text) for each in asked], size)
    elif not content.newest:
        _heading(whole, "Too few answered for totals: each one's own result is private.", size)
    return whole


def _head(whole: Column, content: Summary, size: float) -> None:
    whole.write(content.title, 1.9 * size, bold=True)
    whole.skip(0.3 * size)
    led = f"Coach: {content.coach}" if content.coach else ""
    day = f"{content.day.day} {MONTHS[content.day.month - 1]} {content.day.year}"
    took = "1 person" if content.people == 1 else f"{content.people} people"
    facts = (content.place, day, led, f"{took} took part")
    whole.write(" · ".join(each for each in facts if each), size, colour=FAINT)


def _heading(whole: Column, text: str, size: float) -> None:
    whole.skip(1.1 * size)
    whole.write(text, 1.2 * size, bold=True)
    whole.skip(0.35 * size)


def _side_by_side(
    whole: Column, parts: Sequence[tuple[Panel, str]], size: float, *, differing: bool = False
) -> None:
    """Lay out titled panels in two columns, each in the column with more room."""
    width = (whole.width - GAP) / 2
    room = width_for_numbers([panel for panel, _ in parts], size)
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
