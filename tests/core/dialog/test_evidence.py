"""Scales: exact, weighted, and honest about missing answers."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.evidence import Evidence, scorers
from bot.core.dialog.model import Dialog, Missing
from tests.example import dog


def with_scale(missing: Missing, min_answered: int) -> Dialog:
    scale = replace(dog().scales["ready"], missing=missing, min_answered=min_answered)
    return replace(dog(), scales={**dog().scales, "ready": scale})


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ({"wish": "friend", "walk": "w3"}, Fraction(100)),
        ({"wish": "friend", "walk": "w1"}, Fraction(200, 5)),
        ({"wish": "friend", "garden": ("me",), "walk": "w2", "hours": Fraction(12)}, Fraction(600, 10)),
        ({"wish": "friend", "garden": Silence.SKIPPED, "walk": "w2"}, Fraction(300, 5)),
        ({"wish": "friend"}, None),
        ({}, None),
    ],
)
def test_a_scale_is_its_share_of_the_points_that_the_answered_questions_could_give(
    answers: Answers, value: Fraction | None
) -> None:
    assert Evidence(dog(), answers).scale("ready") == value


@pytest.mark.parametrize(
    ("missing", "value"),
    [(Missing.RESCALE, Fraction(100)), (Missing.ZERO, Fraction(500, 7)), (Missing.BLOCK, None)],
)
def test_a_missing_answer_rescales_counts_zero_or_blocks(missing: Missing, value: Fraction | None) -> None:
    answers: Answers = {"wish": "friend", "garden": Silence.SKIPPED, "walk": "w3"}

    assert Evidence(with_scale(missing, 1), answers).scale("ready") == value


def test_a_weight_counts_a_question_more() -> None:
    answers: Answers = {"wish": "friend", "walk": "w1"}

    assert Evidence(dog(), answers, {"wish": 6}).scale("ready") == Fraction(100 * 12, 12 + 15)


def test_the_most_points_of_ticks_are_those_that_go_together() -> None:
    for question in (dog().questions["garden"], dog().questions["wish"]):
        assert question.kind.most_points(question, "ready") == 2


def test_each_scale_knows_the_questions_that_score_it() -> None:
    assert scorers(dog()) == {
        "ready": {"wish": 2, "garden": 2, "walk": 3, "hours": 3},
        "borrow": {"wish": 2, "walk": 3},
    }
