"""A person's result as one page: everything on it, on one page, whatever there is to say."""

from dataclasses import replace

import pytest

from bot.core.dialog.model import Dialog
from bot.core.solo.result_parts import foot_line, page_title, result_parts
from bot.core.solo.session import Session
from bot.core.words.english import ENGLISH
from bot.documents.report import HEIGHT, MARGIN, WIDTH
from bot.documents.result_page import lay_out_result, page_file
from tests.boat import boat
from tests.core.solo.test_result import sailing
from tests.example import dog, finished

LONG = replace(finished(), answers={**finished().answers, "else": "We live by a wood. " * 400})


def written(dialog: Dialog, session: Session) -> str:
    """Everything on the page, as it is read."""
    parts = result_parts(dialog, session, ENGLISH)
    columns = lay_out_result(page_title(dialog, session, ENGLISH), parts, foot_line(dialog, ENGLISH))
    return " ".join(line.text for column in columns for line in column.lines)


def test_the_page_has_the_answer_its_reasons_the_dated_steps_and_what_was_answered() -> None:
    page = written(dog(), finished())

    for said in (
        "Is a dog right for me? · Mon 23 Nov 2026",
        "Your answers lean towards getting a dog.",
        "• Somebody is at home much of the day.",
        "The case against • ",
        "• By Mon 30 Nov: Visit the shelter",
        "• How many hours is somebody at home? → 10 hours",
        "• Anything we did not ask? → We live by a wood.",
        "Opinion, no guarantee. Is a dog right for me?, version 1. Written by A. Coach. Paid for by: none.",
    ):
        assert said in page


def test_what_would_make_it_a_yes_stands_on_the_page() -> None:
    page = written(boat(), sailing(water="lake", fee="hard", crew=("bob",)))

    assert "What would change it If the club gave you one, this would be a yes. How sure this is" in page


def test_what_is_only_read_is_no_answer_on_the_page() -> None:
    assert "Nearly done." not in written(dog(), finished())


@pytest.mark.parametrize("session", [finished(), LONG], ids=["usual", "wordy"])
def test_everything_stays_on_one_page_and_within_its_margins(session: Session) -> None:
    parts = result_parts(dog(), session, ENGLISH)
    whole, foot = lay_out_result(page_title(dog(), session, ENGLISH), parts, foot_line(dog(), ENGLISH))

    assert whole.y <= foot.boxes[0].y < foot.y <= HEIGHT
    assert all(MARGIN <= line.x <= WIDTH - MARGIN for line in (*whole.lines, *foot.lines))


def test_what_does_not_fit_goes_from_the_end_and_never_the_answer() -> None:
    page = written(dog(), replace(LONG, answers={**LONG.answers, "else": "word " * 20_000}))

    assert "Your answers lean towards getting a dog." in page
    assert "By Mon 30 Nov: Visit the shelter" in page


def test_the_file_is_a_pdf_of_one_page_named_by_dialog_and_day() -> None:
    name, content, caption = page_file(dog(), finished(), ENGLISH)

    assert name == "dog-2026-11-23.pdf"
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == 1
    assert caption == "Your result on one page, to keep or print. Your answers are on it, too."
