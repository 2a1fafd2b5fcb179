"""The two files that a coach gets about a group: a table of its figures, and a report to print or send on.

What they say comes from `summary`, which knows only published figures. Of the members, only their number
is looked at.
"""

import csv
import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Final

import matplotlib
from matplotlib.backends.backend_pdf import PdfPages

from bot.core.group.deadlines import group_day
from bot.core.group.privacy.counting import members_here
from bot.core.group.screens.summary import COLUMNS, FigureSummary, Summary, rows, summarize
from bot.core.group.screens.view import View
from bot.core.group.session import GroupStage
from bot.core.screen.chart import Panel
from bot.core.words import documents as words
from bot.core.words.lines import bullets, shorten_line, slug
from bot.core.words.phrase import Phrase, Words
from bot.documents.charts import (
    DRAWING,
    EDGE,
    FAINT,
    Box,
    Column,
    paint,
    width_for_numbers,
)

matplotlib.rcParams["pdf.fonttype"] = 42  # as a font, so that the text can be searched and read aloud
logging.getLogger("fontTools").setLevel(logging.WARNING)  # it logs every table it writes

RUNS_IN_A_SPREADSHEET: Final = ("=", "+", "-", "@", "\t", "\r")


def table_file(view: View) -> tuple[str, bytes, str]:
    """Return the name, content and caption of a CSV with all published figures."""
    return f"{_name(view)}.csv", table(rows(view)), view.words(_table_caption(view))


def summary_file(view: View) -> tuple[str, bytes, str]:
    """Return the name, content and caption of a report. Of the seats it takes their number alone."""
    summary = summarize(view, _day(view), view.group.took_part or len(members_here(view.seats)))
    source = view.words(words.source(view.dialog.title, str(view.dialog.version)))
    return f"{_name(view)}.pdf", report_pdf(view.words, summary, source), view.words(_caption(view))


def _day(view: View) -> date:
    return group_day(view.group, view.group.acted_at)


def _name(view: View) -> str:
    return "-".join(filter(None, (view.dialog.id, slug(view.group.title), _day(view).isoformat())))


def _caption(view: View) -> Phrase:
    caption = words.report if view.group.stage is GroupStage.ENDED else words.report_so_far
    return caption(*_about(view))


def _table_caption(view: View) -> Phrase:
    caption = words.table if view.group.stage is GroupStage.ENDED else words.table_so_far
    return caption(*_about(view))


def _about(view: View) -> tuple[str, str, date]:
    """Return what tells one session's files from another's: the group, what it is about, and the day."""
    place = shorten_line(view.group.title, 100) or view.words(words.the_group())
    return place, view.dialog.title, _day(view)


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


# --- the report -----------------------------------------------------------------------------


def report_pdf(say: Words, told: Summary, source: str) -> bytes:
    """Return the pages as a PDF. source: the dialog and its version, for the last line of each."""
    with DRAWING:
        content = BytesIO()
        about = {"Title": told.title, "Creator": None, "Producer": None, "CreationDate": None}
        with PdfPages(content, metadata=about) as pages:
            for columns in lay_out_report(say, told, source):
                pages.savefig(paint(columns, WIDTH, HEIGHT, framed=False))
    return content.getvalue()


# --- pages ------------------------------------------------------------------------------
# They say what `Summary` says, and nothing else.

WIDTH, HEIGHT, MARGIN, GAP = 595, 842, 40, 26
"""A4 in points, its margin, and the gap between two columns."""
TYPE: Final = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Font sizes to try, largest first, until everything fits."""
MOST_SPLIT: Final = 6
"""Most questions on the page: those on which people differ most."""
TINY: Final = (6.0, 5.0, 4.0)
"""Font sizes to try when the page is too full even without questions."""
COVER: Final = (11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
"""Font sizes of the cover sheet and of the last page, as above."""


def lay_out_report(say: Words, told: Summary, source: str) -> list[list[Column]]:
    """Lay out all pages. source: the dialog and its version, for the last line of each."""
    pages = [lay_out_cover(say, told, source), lay_out_page(say, told, source)]
    if told.steps or told.over_time:
        pages.append(lay_out_closing(say, told, source))
    return pages


def lay_out_cover(say: Words, told: Summary, source: str) -> list[Column]:
    """Lay out what somebody reads first to whom the report is sent on."""
    foot = _foot(say, source)
    columns = (_cover(say, told, size) for size in COVER)
    return [column_that_fits(columns, foot), foot]


def lay_out_closing(say: Words, told: Summary, source: str) -> list[Column]:
    """Lay out the first steps, and earlier sessions of the same group beside this one."""
    foot = _foot(say, source)
    columns = (_closing(say, told, size) for size in COVER)
    return [column_that_fits(columns, foot), foot]


def column_that_fits(columns: Iterable[Column], foot: Column) -> Column:
    """Return the first that ends above the foot; the last of all, where none does."""
    for column in columns:
        if column.y <= foot.boxes[0].y:
            break
    return column


def _cover(say: Words, told: Summary, size: float) -> Column:
    whole = Column(MARGIN, 2 * MARGIN, WIDTH - 2 * MARGIN)
    whole.write(told.title, 2.2 * size, bold=True)
    whole.skip(1.2 * size)
    for fact in _facts(say, told):
        whole.write(fact, 1.2 * size)
        whole.skip(0.3 * size)
    if told.is_open:
        whole.write(say(words.still_open()), 1.2 * size, bold=True)
    for heading, lines in ((words.asked(), told.asked), (words.left_alone(), told.left_out)):
        if lines:
            _heading(whole, say(heading), size)
            for line in lines:
                whole.write(bullets([line]), size)
    return whole


def _facts(say: Words, told: Summary) -> list[str]:
    """Return who, where and when, as far as it is known."""
    coach = say(words.coach(told.coach)) if told.coach else ""
    facts = (told.place, say.full_day(told.day), coach, say(words.took_part(told.people)))
    return [each for each in facts if each]


def _closing(say: Words, told: Summary, size: float) -> Column:
    whole = Column(MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    if told.steps:
        whole.write(say(words.first_steps()), 1.6 * size, bold=True)
        whole.skip(0.5 * size)
        _side_by_side(whole, [(each.panel, each.text) for each in told.steps], size)
    if told.over_time:
        _heading(whole, say(words.over_time()), size)
    for row in told.over_time:
        whole.write(row.text, size, bold=True)
        whole.skip(0.3 * size)
        _side_by_side(whole, [(each, "") for each in row.panels], size, differing=True)
    return whole


def lay_out_page(say: Words, told: Summary, source: str) -> list[Column]:
    """Lay the page out in the biggest type in which everything has room, at last with fewer questions."""
    asked, foot = _most_split(told), _foot(say, source)
    tries = [(size, len(asked)) for size in TYPE]
    tries += [(TYPE[-1], fewer) for fewer in range(len(asked) - 1, -1, -1)]
    tries += [(size, 0) for size in TINY]
    columns = (_page(say, told, asked[:most], size) for size, most in tries)
    return [column_that_fits(columns, foot), foot]


def _most_split(told: Summary) -> list[FigureSummary]:
    """Return what was answered; what is compared from start to end is not shown twice."""
    compared = {each.question for pair in told.compared for each in pair}
    once = [each for each in told.newest if each.question not in compared]
    return sorted(once, key=lambda each: -each.apart)[:MOST_SPLIT]


def _page(say: Words, told: Summary, asked: Sequence[FigureSummary], size: float) -> Column:
    """Write what stands on the page above its foot."""
    whole = Column(MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    _head(say, whole, told, size)
    if told.outcomes is not None:
        bars = tuple(bar for bar in told.outcomes.panel.bars if bar.highest)
        spread = replace(told.outcomes.panel, bars=bars)
        _heading(whole, told.outcomes.text, size)
        whole.room = width_for_numbers((spread,), size)
        whole.panel(spread, size)
    for before, after in told.compared:
        _heading(whole, say(words.start_to_end(after.text)), size)
        _side_by_side(whole, ((before.panel, ""), (after.panel, "")), size, differing=True)
    if told.next_talk:
        _heading(whole, say(words.talk_next()), size)
        for point in told.next_talk:
            whole.write(bullets([point]), size)
    if asked:
        has_more = len({each.question for each in told.figures}) > len(asked)
        _heading(whole, say(words.most_split_more() if has_more else words.most_split()), size)
        _side_by_side(whole, [(each.panel, each.text) for each in asked], size)
    elif not told.newest:
        _heading(whole, say(words.too_few()), size)
    return whole


def _head(say: Words, whole: Column, told: Summary, size: float) -> None:
    whole.write(told.title, 1.9 * size, bold=True)
    whole.skip(0.3 * size)
    whole.write(" · ".join(_facts(say, told)), size, colour=FAINT)


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


def _foot(say: Words, source: str) -> Column:
    return foot_of(say(words.what_it_is()), source)


def foot_of(*lines: str) -> Column:
    """Write what stands at the foot of each page, below a thin line."""
    foot = Column(MARGIN, HEIGHT - 1.75 * MARGIN, WIDTH - 2 * MARGIN)
    foot.boxes.append(Box(foot.x, foot.y, foot.width, 0.5, EDGE))
    foot.skip(5)
    for line in lines:
        foot.write(line, TYPE[-1], colour=FAINT)
    return foot
