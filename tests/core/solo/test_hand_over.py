"""On to another dialog with the answers that its author says fit there, and with no others."""

from dataclasses import replace

import pytest

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.model import Dialog, HandOver
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen
from bot.core.solo.engine import here
from bot.core.solo.events import OpenDialog, TakeAlong, UseAnswers
from bot.core.solo.hand_over import begin_with_answers, carried_answers, hand_over_of, offer_answers
from bot.core.solo.result import render_result
from bot.core.solo.session import Stage
from bot.core.words import follow_up
from bot.core.words.english import ENGLISH
from bot.loader.reading import load_dialog
from tests.example import DOG, finished

CAT = load_dialog(DOG.replace("id: dog", "id: cat").replace("title: Is a dog", "title: Is a cat"), "cat.yml")
ANSWERS = """
      wish: {wish: {friend: sport, sport: kids}}
      garden: {garden: {me: me, partner: nobody}}
      walk: {hours: {some: w2}}
      hours: {walk: {w3: most}}
      gone: {wish: {friend: sport}}
"""
HANDING = DOG.replace(
    "outcomes:\n", f"hand_overs:\n  cat:\n    label: What of a cat?\n    answers:{ANSWERS}outcomes:\n"
).replace("    revisit_after: 90d", "    revisit_after: 90d\n    hand_over: cat")
WAY = load_dialog(HANDING, "dog.yml")


def to_cat() -> HandOver:
    hand_over = hand_over_of(WAY, finished())
    assert hand_over is not None
    return hand_over


def carried(**answers: object) -> Answers:
    given = {**finished().answers, **answers}
    return carried_answers(WAY, given, to_cat(), CAT)  # type: ignore[arg-type]  # the tests give values


def test_only_the_outcome_that_says_so_leads_on() -> None:
    other = replace(finished(), answers={**finished().answers, "walk": "w1", "hours": Silence.UNSURE})

    assert (to_cat().to, to_cat().label) == ("cat", "What of a cat?")
    assert hand_over_of(WAY, other) is None
    assert hand_over_of(WAY, replace(finished(), finished_on=None)) is None


def test_answers_are_carried_as_the_author_says() -> None:
    assert carried() == {"wish": "sport", "garden": ("nobody",), "walk": "w2"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"wish": "kids"}, ("garden",)),
        ({"wish": Silence.UNSURE}, ("garden",)),
        ({"garden": ("me",)}, ("wish", "garden", "walk")),
        ({"garden": Silence.SKIPPED}, ("wish", "walk")),
    ],
)
def test_what_has_no_place_there_is_asked_there(
    answers: dict[str, object], expected: tuple[str, ...]
) -> None:
    assert tuple(carried(**answers)) == expected


def test_the_person_sees_what_would_be_taken_along_and_decides() -> None:
    assert offer_answers(WAY, finished(), to_cat(), CAT, ENGLISH) == Screen(
        (
            Block("I'd take these answers along:", heading="Is a cat right for me?"),
            Block(
                "• What draws you to a dog? → Someone to run with\n"
                "• Who would look after it? → Nobody yet\n"
                "• How much do you like walking in the rain? → 2 of 3: A bit"
            ),
        ),
        ((Button("Use them", UseAnswers(finished().id)), Button("Ask me again", OpenDialog("cat"))),),
    )


def test_where_nothing_fits_it_starts_afresh() -> None:
    nothing = replace(to_cat(), answers={})

    assert offer_answers(WAY, finished(), nothing, CAT, ENGLISH) == Screen(
        (Block("None of your answers fits there, so it starts afresh.", heading="Is a cat right for me?"),),
        ((Button("Ask me again", OpenDialog("cat")),),),
    )


def test_the_other_dialog_begins_at_its_welcome_and_asks_what_is_left() -> None:
    session = begin_with_answers(WAY, finished(), to_cat(), CAT, 79)

    assert (session.id, session.stage, session.dialog_id) == (79, Stage.WELCOME, "cat")
    assert session.remark == follow_up.taken_along(3)
    assert here(CAT, session) == "leaning"


def test_the_way_on_is_a_button_below_the_result() -> None:
    def buttons(dialog: Dialog) -> list[Button]:
        return [each for row in render_result(dialog, finished(), ENGLISH).rows for each in row]

    assert Button("What of a cat?", TakeAlong()) in buttons(WAY)
    assert not [each for each in buttons(load_dialog(DOG, "dog.yml")) if each.event == TakeAlong()]
