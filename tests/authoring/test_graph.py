"""The flow as a chart and as a picture."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from bot.authoring.graph import as_mermaid, as_svg
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import ADVANCE, question_machine
from tests.example import dog
from tests.shipped import shipped_dialog

SVG = "{http://www.w3.org/2000/svg}"


def dialogs() -> list[Dialog]:
    return [dog(), shipped_dialog("ai-cert")]


def texts(picture: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(picture).iter(f"{SVG}text")]  # noqa: S314 - ours


@pytest.mark.parametrize("dialog", dialogs(), ids=lambda dialog: dialog.id)
def test_the_chart_has_every_way_of_the_machine(dialog: Dialog) -> None:
    drawn = set(
        re.findall(r'^  (?:q_)?(\w+) -->(?:\|".*"\|)? (?:q_)?(\w+)$', as_mermaid(dialog), re.MULTILINE)
    )

    moves = question_machine(dialog).events[ADVANCE].transitions
    derived = {(source, each.dest) for source, ways in moves.items() for each in ways}
    assert {each for each in drawn if not each[1].startswith("o_")} == derived


def test_a_quote_in_a_question_does_not_end_its_box() -> None:
    wish = replace(dog().questions["wish"], ask='A "good" dog?')
    dialog = replace(dog(), questions={**dog().questions, "wish": wish})

    assert 'q_wish["A #quot;good#quot; dog?"]' in as_mermaid(dialog)


@pytest.mark.parametrize("dialog", dialogs(), ids=lambda dialog: dialog.id)
def test_the_picture_shows_every_question_and_outcome_in_its_order(dialog: Dialog) -> None:
    read = " ".join(texts(as_svg(dialog)))

    wanted = [f"{number}. {each.ask}" for number, each in enumerate(dialog.questions.values(), 1)]
    wanted += [f"{number}. {each.title}" for number, each in enumerate(dialog.outcomes, 1)]
    places = [read.find(each) for each in wanted]
    assert -1 not in places
    assert all(earlier < later for earlier, later in pairwise(places))


def test_the_picture_shows_shares_and_where_somebody_is() -> None:
    shares = {each.id: Fraction(1, 3) for each in dog().outcomes}

    picture = as_svg(dog(), shares, "wish")

    assert sum("33.3 % of all answer sets" in each for each in texts(picture)) == 3
    assert picture.count("box  here") == 1


def test_a_text_of_an_author_cannot_become_markup() -> None:
    hostile = replace(dog(), title="</text><script>alert(1)</script>")

    assert "<script>" not in as_svg(hostile)
    assert texts(as_svg(hostile))[0] == "</text><script>alert(1)</script>"
