"""The two files that a coach gets about a group: a table of its figures, and a report to print or send on.

What they say comes from `summary`, which knows only published figures. Of the members, only their number
is looked at.
"""

import csv
import logging
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Final

import matplotlib
from matplotlib.backends.backend_pdf import PdfPages

from bot.core.group.deadlines import group_day
from bot.core.group.privacy.counting import members_here
from bot.core.group.screens.summary import COLUMNS, Summary, rows, summarize
from bot.core.group.screens.view import View
from bot.core.group.session import GroupStage
from bot.core.words import documents as words
from bot.core.words.lines import shorten_line, slug
from bot.core.words.phrase import Phrase, Words
from bot.documents.charts import (
    DRAWING,
    paint,
)
from bot.documents.report_pages import HEIGHT, WIDTH, lay_out_report

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
