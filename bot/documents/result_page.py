"""One person's result as a page to keep or print. What it says comes from `result_parts`."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from matplotlib.backends.backend_pdf import FigureCanvasPdf

from bot.core.dialog.model import Dialog
from bot.core.solo.result_parts import PagePart, foot_line, page_title, result_parts
from bot.core.solo.session import Session
from bot.core.words import follow_up
from bot.core.words.phrase import Words
from bot.documents.charts import DRAWING, FAINT, Column, paint
from bot.documents.report import HEIGHT, MARGIN, WIDTH, column_that_fits, foot_of

TYPE: Final = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
"""Font sizes to try, largest first, until everything fits."""


def page_file(dialog: Dialog, session: Session, words: Words) -> tuple[str, bytes, str]:
    """Return the name, content and caption of a PDF with the result of a finished session."""
    day = session.finished_on.isoformat() if session.finished_on else "result"
    title = page_title(dialog, session, words)
    content = _draw(title, result_parts(dialog, session, words), foot_line(dialog, words))
    return f"{dialog.id}-{day}.pdf", content, words(follow_up.page_caption())


def _draw(title: str, parts: Sequence[PagePart], foot: str) -> bytes:
    with DRAWING:
        figure = paint(lay_out_result(title, parts, foot), WIDTH, HEIGHT, framed=False)
        content = BytesIO()
        about = {"Title": title, "Creator": None, "Producer": None, "CreationDate": None}
        FigureCanvasPdf(figure).print_pdf(content, metadata=about)
    return content.getvalue()


def lay_out_result(title: str, parts: Sequence[PagePart], foot: str) -> list[Column]:
    """Lay the page out in the biggest type in which everything has room; at last without the last parts."""
    below = foot_of(foot)
    tries = [(size, len(parts)) for size in TYPE]
    tries += [(TYPE[-1], fewer) for fewer in range(len(parts) - 1, 0, -1)]
    columns = (_body(title, parts[:most], size) for size, most in tries)
    return [column_that_fits(columns, below), below]


def _body(title: str, parts: Sequence[PagePart], size: float) -> Column:
    whole = Column(MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    whole.write(title, size, colour=FAINT)
    for part in parts:
        whole.skip(0.9 * size)
        if part.heading:
            whole.write(part.heading, 1.1 * size, bold=True)
            whole.skip(0.2 * size)
        for line in part.lines:
            whole.write(line, 1.6 * size if part.is_answer else size, bold=part.is_answer)
    return whole
