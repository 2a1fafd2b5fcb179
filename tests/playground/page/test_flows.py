"""Where a chat stands in the flow, told from what it shows."""

from pathlib import Path

from bot.core.dialog.progress import RESULT
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session
from bot.core.words.english import ENGLISH
from bot.playground.page.flows import draw_flow, locate
from tests.core.solo.test_engine import TO_GARDEN
from tests.example import DOG, after, dog, fresh


def shows(session: Session) -> str:
    return "\n\n".join(block.text for block in render_card(dog(), session, None, ENGLISH).blocks)


def test_a_card_tells_the_question_it_asks() -> None:
    assert locate([dog()], [shows(fresh())]) == (dog(), "leaning")
    assert locate([dog()], [shows(after(*TO_GARDEN)), "older"]) == (dog(), "garden")


def test_a_result_tells_that_the_advice_is_given() -> None:
    assert locate([dog()], ["Your answers lean towards getting a dog.\n\nWhy"]) == (dog(), RESULT)


def test_a_chat_that_says_nothing_of_a_dialog_shows_the_first() -> None:
    assert locate([dog()], ["What would you like to decide?"]) == (dog(), None)
    assert locate([dog()], []) == (dog(), None)


def test_the_picture_marks_the_question(tmp_path: Path) -> None:
    (tmp_path / "dog").mkdir()
    (tmp_path / "dog" / "dialog.yml").write_text(DOG, encoding="utf-8")

    picture = draw_flow(tmp_path, [shows(after(*TO_GARDEN))])

    assert picture.count(" here") == 1
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="340"' in picture
