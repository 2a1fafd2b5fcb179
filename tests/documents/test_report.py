"""The files of a group hold what it was shown, whole and harmless, and nothing else."""

import logging
import os
import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from bot.core.group.agenda import OUTCOMES
from bot.core.group.privacy.figure import Cell, Figure
from bot.core.group.screens.summary import FigureSummary, Summary, summarize
from bot.core.group.screens.view import View
from bot.core.group.session import GroupSession, GroupStage, Seat
from bot.core.screen.chart import Bar, Panel
from bot.core.words.english import ENGLISH
from bot.documents.charts import paint
from bot.documents.report import (
    HEIGHT,
    WIDTH,
    lay_out_page,
    lay_out_report,
    report_pdf,
    summary_file,
    table,
    table_file,
)
from tests.example import dog
from tests.groups import BEGUN, CHAT, COACH, GROUP, rehearsed

ALL = frozenset(range(1, 13))
WISH = Figure("wish", 1, 12, 14, (Cell(("friend",), 7, 7), Cell(("sport", "kids"), 5, 5)), ALL)
WALK = Figure("walk", 1, 4, 14, (), frozenset())
GARDEN = Figure("garden", 1, 11, 14, (Cell(("me",), 9, 11), Cell(("nobody",), 0, 2)), ALL - {12})
LEANING = Figure("leaning", 1, 12, 14, (Cell(("get",), 6, 6), Cell(("lend",), 6, 6)), ALL)
AFTER = replace(LEANING, question="group.leaning", cells=(Cell(("get",), 9, 9), Cell(("lend",), 3, 3)))
SPREAD = Figure(OUTCOMES, 1, 12, 14, (Cell(("get_it",), 8, 8), Cell(("try_it", "later"), 4, 4)), ALL)

HEADER = "id,question,round,answer,lowest,highest,answered,of"


def ended(*taken: Figure, shown: tuple[str, ...] | None = None) -> GroupSession:
    names = tuple(figure.question for figure in taken) if shown is None else shown
    group = GroupSession(GROUP, CHAT, None, "Team", "dog", dog().logic_hash, COACH, "Anna", acted_at=BEGUN)
    return replace(group, stage=GroupStage.ENDED, taken=taken, shown=names)


def secretive(name: str = "Zacharias Quill") -> tuple[Seat, ...]:
    """Members with names, and answers that were never published."""
    seats = rehearsed(dog(), 3).seats.values()
    return tuple(
        replace(
            seat,
            member=replace(seat.member, name=name, given={"group.wall": "named"}),
            session=replace(seat.session, answers={"else": "I drink in secret", "wish": "kids"}),
        )
        for seat in seats
    )


def view_of(group: GroupSession, seats: tuple[Seat, ...] = ()) -> View:
    return View(ENGLISH, dog(), group, seats)


def said(told: Summary) -> list[str]:
    return [line.text for column in lay_out_page(ENGLISH, told, "Dog · version 1") for line in column.lines]


def on_page(group: GroupSession) -> list[str]:
    return said(summarize(view_of(group), date(2026, 11, 23), 12))


def crowded(questions: int, bars: int) -> Summary:
    panel = Panel("", tuple(Bar(f"An option of a length {at}" * 2, 3, 3) for at in range(bars)), 3 * bars)
    told = [
        FigureSummary(str(at), f"Question {at}" * 5, 1, 12, 12, "", panel, Fraction(at, 10))
        for at in range(questions)
    ]
    return Summary("Title", "Team", date(2026, 1, 2), "Anna", 1, tuple(told), None, (), ("Point",) * 3)


def test_the_table_has_a_row_for_each_published_cell() -> None:
    name, content, caption = table_file(view_of(ended(WISH, WALK, GARDEN, SPREAD)))

    assert name == "dog-team-2027-01-15.csv"
    assert caption == (
        "All published figures of “Team” · Is a dog right for me? · Fri 15 Jan, for a spreadsheet: "
        "what everyone was shown."
    )
    assert content.decode("utf-8-sig").splitlines() == [
        HEADER,
        "wish,What draws you to a dog?,1,A companion,7,7,12,14",
        "wish,What draws you to a dog?,1,Someone to run with or The children ask for it,5,5,12,14",
        "walk,How much do you like walking in the rain?,1,,,,4,14",
        "garden,Who would look after it?,1,I myself,9,11,11,14",
        "garden,Who would look after it?,1,Nobody yet,0,2,11,14",
        "group.outcomes,Where your answers lead,1,Your answers lean towards getting a dog,8,8,12,14",
        "group.outcomes,Where your answers lead,1,Borrow a dog,4,4,12,14",
    ]


def test_the_table_opens_in_spreadsheets_as_what_it_is() -> None:
    assert table([("é", 'a "b", c')]) == f'\ufeff{HEADER}\r\né,"a ""b"", c"\r\n'.encode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"], ids=repr)
def test_no_cell_is_run_by_a_spreadsheet(start: str) -> None:
    written = table([(f"{start}1+1",)]).decode("utf-8-sig")

    assert written.split("\r\n", 1)[1].lstrip('"').startswith(f"'{start}1+1")


def test_the_page_says_what_was_published() -> None:
    text = on_page(ended(LEANING, WISH, GARDEN, SPREAD, AFTER))

    assert text[:3] == [
        "Is a dog right for me?",
        "Team · Mon 23 Nov 2026 · Coach: Anna · 12 people took part",
        "Where your answers lead",
    ]
    assert {"8 of 12", "At the start", "At the end", "9 of 12", "7 of 12", "almost everyone"} <= set(text)
    assert "From start to end: Where do you stand now?" in text
    assert "• What draws you to a dog? (you are far apart)" in text
    assert "Published figures only: what everyone was shown. Nothing here shows who said what." in text


def test_a_page_without_figures_says_why() -> None:
    assert "Too few people answered for totals. Everyone's own result is private." in on_page(ended(WALK))


def test_what_is_compared_is_not_told_twice() -> None:
    assert on_page(ended(LEANING, AFTER)).count("Get a dog") == 2


def test_the_page_is_a_pdf_that_names_its_dialog_and_no_moment() -> None:
    name, content, caption = summary_file(view_of(ended(WISH), secretive()))

    assert name == "dog-team-2027-01-15.pdf"
    assert caption == (
        "Report about “Team” · Is a dog right for me? · Fri 15 Jan, to keep, print or send on. "
        "Published figures only."
    )
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page ") == 2
    assert b"Is a dog right for me?" in content
    assert b"CreationDate" not in content


def test_a_page_is_made_without_a_word_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    summary_file(view_of(ended(WISH)))

    assert caplog.records == []


def test_the_same_figures_make_the_same_files() -> None:
    group = ended(LEANING, WISH, GARDEN, SPREAD, AFTER)

    assert table_file(view_of(group)) == table_file(view_of(group))
    assert summary_file(view_of(group, secretive())) == summary_file(view_of(group, secretive("Other")))


@pytest.mark.parametrize(("questions", "bars"), [(0, 0), (1, 3), (6, 4), (6, 8), (30, 12), (2, 40)])
def test_everything_has_room_on_one_page(questions: int, bars: int) -> None:
    columns = lay_out_page(ENGLISH, crowded(questions, bars), "Dog · version 1")
    figure = paint(columns, WIDTH, HEIGHT, framed=False)
    renderer = FigureCanvasAgg(figure).get_renderer()

    boxes = [each.get_window_extent(renderer) for each in figure.findobj(Text)]

    assert len(boxes) == sum(len(column.lines) for column in columns)
    assert all(box.x0 >= 20 and box.x1 <= WIDTH - 20 and 20 <= box.y0 <= HEIGHT - 20 for box in boxes)
    assert columns[0].y <= columns[1].boxes[0].y


def test_the_most_split_questions_come_first_and_the_others_are_in_the_table() -> None:
    text = said(crowded(9, 2))
    first = [at for at in range(9) if any(line.startswith(f"Question {at}") for line in text)]

    assert first == [3, 4, 5, 6, 7, 8]
    assert "What was answered, most split first (the table has more)" in text


def test_nothing_but_published_figures_reaches_a_file() -> None:
    hidden = replace(WALK, cells=(Cell(("w1",), 11, 11), Cell(("w2",), 1, 1)), answered=9731)
    group = ended(WISH, hidden, SPREAD, shown=("wish",))
    seats = secretive()

    files = [table_file(view_of(group)), summary_file(view_of(group, seats))]

    unpacked = [content for _, content, _ in files] + [
        zlib.decompress(packed)
        for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", files[1][1], re.DOTALL)
        if packed[:1] == b"x"
    ]
    text = " ".join([*on_page(group), *(caption for _, _, caption in files), repr(unpacked)])
    assert "A companion" in text
    for secret in ("Zacharias", "Quill", "drink", "secret", "in the rain", "getting a dog", "9731"):
        assert secret not in " ".join(on_page(group))
        assert secret not in files[0][1].decode("utf-8-sig")
    for secret in ("Zacharias", "Quill", "drink in secret", "in the rain", "getting a dog"):
        assert secret not in text


@pytest.mark.skipif(
    shutil.which("pdftotext") is None and not os.environ.get("CI"), reason="pdftotext is not installed"
)
def test_the_text_of_the_page_can_be_searched(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(report_pdf(ENGLISH, crowded(1, 3), "Dog · version 1"))

    text = subprocess.run(
        ["pdftotext", tmp_path / "page.pdf", "-"],  # noqa: S607  # whichever there is
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "Fri 2 Jan 2026" in text
    assert "3 of 9" in text


# --- the report as a whole ------------------------------------------------------------------


def in_report(view: View) -> list[list[str]]:
    """The text of each page."""
    told = summarize(view, date(2026, 11, 23), 12)
    pages = lay_out_report(ENGLISH, told, "Dog · version 1")
    return [[line.text for column in page for line in column.lines] for page in pages]


def test_the_cover_says_who_where_when_and_what_was_asked() -> None:
    group = replace(ended(LEANING, WISH, AFTER), topic="Plans")

    cover = in_report(view_of(group))[0]

    assert cover[:5] == [
        "Is a dog right for me?",
        "Team · Plans",
        "Mon 23 Nov 2026",
        "Coach: Anna",
        "12 people took part",
    ]
    assert cover[5:9] == [
        "What we asked",
        "• Where do you lean today?",
        "• What draws you to a dog?",
        "• Where do you stand now?",
    ]


def test_a_report_of_a_session_that_is_open_says_so() -> None:
    group = replace(ended(WISH), stage=GroupStage.PAUSED)

    _, _, caption = summary_file(view_of(group))

    assert "The session is still open. This is what has been shown so far." in in_report(view_of(group))[0]
    assert caption.startswith("Report so far about “Team”")


def test_earlier_sessions_stand_beside_this_one_as_far_as_they_were_published() -> None:
    before = replace(ended(WISH, WALK, shown=("wish",)), id=7, acted_at=BEGUN - 40 * 86_400)
    other = replace(before, logic_hash="another version", acted_at=BEGUN - 50 * 86_400)
    view = replace(view_of(ended(WISH, GARDEN)), earlier=(before, other))

    last = in_report(view)[-1]

    assert last[:2] == ["This group over time", "What draws you to a dog?"]
    assert [each for each in last if each in ("Sun 6 Dec", "Fri 15 Jan")] == ["Sun 6 Dec", "Fri 15 Jan"]
    assert "Who would look after it?" not in last


def test_sent_again_it_counts_who_took_part_and_is_the_same() -> None:
    group = replace(ended(WISH), took_part=12)

    files = [summary_file(view_of(group, seats)) for seats in ((), secretive())]

    assert files[0] == files[1]


def test_nobody_is_named_in_a_report_who_agreed_to_stand_on_the_wall() -> None:
    seats = tuple(
        replace(seat, member=replace(seat.member, given={"group.wall": "named", "group.step": "talk"}))
        for seat in secretive()
    )

    assert "Zacharias" not in repr(in_report(view_of(ended(WISH), seats)))
