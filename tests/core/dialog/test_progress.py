"""The derived machine: where a replay of answers leads."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import LEANING
from bot.core.dialog.progress import (
    ADVANCE,
    FINISH,
    RESULT,
    REVIEW,
    START,
    Position,
    can_finish,
    expected,
    gaps,
    question_machine,
    relevant,
    replay,
    walk,
)
from bot.core.dialog.question import Question
from tests.boat import boat
from tests.example import dog


def values(question: Question) -> list[Value]:
    """Every value worth telling apart, silence included."""
    told = list(question.kind.values(question)) or ["read" if question.kind.name == "note" else "a text"]
    return [*told, *question.allow]


def test_the_first_question_is_the_leaning() -> None:
    assert replay(dog(), {}) == Position(LEANING, (), {})


def test_the_next_question_is_the_first_relevant_one_without_an_answer() -> None:
    answers: Answers = {LEANING: "get", "wish": "kids", "garden": ("me",)}

    assert replay(dog(), answers) == Position("hours", (LEANING, "wish", "garden"), dict(answers))


def test_an_answer_that_is_not_relevant_is_passed_over() -> None:
    answers: Answers = {LEANING: "get", "wish": "kids", "garden": ("me",), "walk": "w1"}

    assert "walk" not in replay(dog(), answers).answers


def test_machine_and_evaluator_agree_on_every_answer_set_of_the_example() -> None:
    questions = list(dog().questions.values())
    for together in product(*map(values, questions)):
        answers = dict(zip(dog().questions, together, strict=True))

        assert replay(dog(), answers) == walk(dog(), answers)


@given(st.data())
def test_machine_and_evaluator_agree_with_answers_missing(data: st.DataObject) -> None:
    answers = {
        question.id: data.draw(st.sampled_from(values(question)))
        for question in dog().questions.values()
        if data.draw(st.booleans())
    }

    assert replay(dog(), answers) == walk(dog(), answers)


def test_the_machine_has_a_state_for_each_question_then_review_and_result() -> None:
    assert list(question_machine(dog()).states) == [START, *dog().questions, REVIEW, RESULT]


def test_the_machine_is_built_once_and_calls_only_closures_of_ours() -> None:
    built = question_machine(dog())
    conditions = [
        condition.func
        for event in built.events.values()
        for transitions in event.transitions.values()
        for transition in transitions
        for condition in transition.conditions
    ]

    assert question_machine(dog()) is built
    assert set(built.events) == {ADVANCE, FINISH}
    assert {getattr(each, "__qualname__", each) for each in conditions} == {"_guard.<locals>.is_next"}


def test_only_complete_answers_may_be_finished() -> None:
    complete: Answers = {
        LEANING: "get",
        "wish": "kids",
        "garden": ("me",),
        "hours": next(iter(dog().questions["hours"].kind.values(dog().questions["hours"]))),
        "pause": "read",
        "else": Silence.SKIPPED,
    }

    assert can_finish(dog(), complete)
    assert not can_finish(dog(), {**complete, "wish": "friend"})


def test_answers_behind_an_open_question_stay_relevant() -> None:
    assert relevant(dog(), {"wish": "friend", "walk": "w1"}) == {"wish": "friend", "walk": "w1"}
    assert relevant(dog(), {"wish": "kids", "walk": "w1"}) == {"wish": "kids"}


def test_a_question_not_yet_ruled_in_or_out_counts_half() -> None:
    assert expected(dog(), {}) == 7
    assert expected(dog(), {"wish": "friend"}) == 7
    assert expected(dog(), {"wish": "kids"}) == 6


def test_a_gap_is_a_question_that_the_answers_make_relevant_and_leave_open() -> None:
    assert gaps(dog(), {"wish": "friend"}) == {"leaning", "garden", "walk", "hours", "pause", "else"}
    assert gaps(dog(), {"wish": "kids"}) == {"leaning", "garden", "hours", "pause", "else"}


def test_a_question_for_groups_only_is_passed_over_in_a_private_walk() -> None:
    answers: Answers = {"water": "lake"}

    assert replay(boat(), {}) == walk(boat(), {}) == Position("water", (), {})
    assert replay(boat(), answers) == walk(boat(), answers) == Position("fee", ("water",), dict(answers))
    assert gaps(boat(), answers) == {"fee", "crew"}
    assert expected(boat(), answers) == 3


def test_an_answer_from_a_group_stays_on_the_way() -> None:
    answers: Answers = {LEANING: "hire", "pair": "sea", "water": "lake"}

    position = Position("fee", (LEANING, "pair", "water"), dict(answers))

    assert replay(boat(), answers) == walk(boat(), answers) == position
    assert expected(boat(), answers) == 5


def test_answers_without_those_of_a_group_are_complete() -> None:
    assert can_finish(boat(), {"water": "lake", "fee": "fair", "crew": ("ann",)})


def test_where_answers_lead_is_worked_out_once() -> None:
    dialog = dog()
    answers: Answers = {LEANING: "get", "garden": ("me",), "wish": "friend"}

    assert replay(dialog, answers) is replay(dialog, dict(reversed(list(answers.items()))))
