"""What lies around the advice."""

from fractions import Fraction
from itertools import product

import pytest

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.insight import Firmness, Pivot, explain
from tests.core.dialog.test_progress import values
from tests.core.solo.test_engine import TO_REVIEW
from tests.example import after, dog


def answers(**changed: object) -> Answers:
    base = dict(after(*TO_REVIEW).answers)
    return {**base, **changed}  # type: ignore[dict-item]  # values are those of the example


@pytest.mark.parametrize(
    ("changed", "firmness"),
    [
        ({"hours": Fraction(20)}, Firmness.FIRM),
        ({}, Firmness.LEANING),
        ({"garden": ("me",), "walk": "w2", "hours": Fraction(24)}, Firmness.CLOSE),
        ({"walk": Silence.UNSURE, "garden": Silence.SKIPPED}, Firmness.LEANING),
    ],
)
def test_how_firm_the_advice_is(changed: dict[str, object], firmness: Firmness) -> None:
    insight = explain(dog(), answers(**changed))

    assert insight.firmness is firmness


def test_the_rival_is_another_alternative_with_its_best_reason_that_holds() -> None:
    insight = explain(dog(), answers(walk="w1"))

    assert insight.rival.id == "get"
    assert insight.against == "Somebody is at home much of the day."


def test_a_rival_without_a_reason_has_its_first_advantage() -> None:
    insight = explain(dog(), answers())

    assert (insight.rival.id, insight.against) == ("lend", "Try it first")


def test_what_would_change_it_names_an_answer_that_can_change_soon_and_one_that_can_in_time() -> None:
    insight = explain(dog(), answers())

    assert insight.change_now == Pivot((("hours", Fraction(4)),), dog().outcomes[2])
    assert insight.change_later == Pivot((("walk", "w1"),), dog().outcomes[1])


def test_of_ticks_one_more_is_thought_of_first() -> None:
    insight = explain(dog(), answers(garden=("me",), walk="w2", hours=Fraction(12)))

    assert insight.advice.outcome.id == "try_it"
    assert insight.change_now == Pivot((("garden", ("me", "partner")),), dog().outcomes[0])


def test_a_change_that_opens_a_new_question_does_not_count() -> None:
    insight = explain(dog(), {**answers(wish="kids"), "garden": Silence.SKIPPED})

    assert all(
        question != "wish"
        for pivot in (insight.change_now, insight.change_later)
        if pivot
        for question, _ in pivot.changes
    )


def test_the_question_that_mattered_is_the_one_whose_other_answers_lead_elsewhere_most_often() -> None:
    assert explain(dog(), answers(hours=Fraction(24), walk="w2")).mattered == "hours"


def test_every_answer_set_of_the_example_has_an_insight() -> None:
    questions = dog().questions.values()
    firmness = {
        explain(dog(), dict(zip(dog().questions, together, strict=True))).firmness
        for together in product(*map(values, questions))
    }

    assert firmness == set(Firmness)


def test_answers_that_are_not_relevant_make_no_difference() -> None:
    kids = {**answers(wish="kids")}
    without = {question: value for question, value in kids.items() if question != "walk"}

    assert explain(dog(), kids) == explain(dog(), without)


@pytest.mark.parametrize("missing", ["leaning", "pause", "else"])
def test_a_question_left_open_hides_nothing_of_what_would_change_the_advice(missing: str) -> None:
    given = answers()
    with_a_gap = {question: value for question, value in given.items() if question != missing}

    found = explain(dog(), with_a_gap)

    assert found.turning == ("wish", "walk", "hours")
    assert found.mattered == explain(dog(), given).mattered


def test_a_change_that_would_open_another_question_is_none() -> None:
    given = answers(wish="kids")
    without_walk = {question: value for question, value in given.items() if question != "walk"}

    assert "wish" not in explain(dog(), without_walk).turning
