"""What is published of a group: exact where it may be, and never so that somebody is found out."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import factorial, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.question import GroupRules, Option, Question
from bot.core.group.privacy.tally import FEWEST, LEAST, MOST, Figure, publish, split
from tests.example import dog

WISH, GARDEN, WALK = (dog().questions[each] for each in ("wish", "garden", "walk"))
PAIR = replace(WISH, options={each: Option(each, each) for each in "abcde"})


def given_by(*answers: tuple[Value, int]) -> dict[int, Value]:
    """So many people with each answer."""
    values = [value for value, people in answers for _ in range(people)]
    return dict(enumerate(values))


def cells(figure: Figure) -> list[tuple[tuple[str, ...], int, int]]:
    return [(cell.options, cell.lowest, cell.highest) for cell in figure.cells]


def test_cells_with_enough_people_and_empty_ones_are_told_as_they_are() -> None:
    figure = publish(WISH, given_by(("friend", 5), ("sport", 3)), of=10, k=5)

    assert (figure.answered, figure.of, figure.round) == (8, 10, 1)
    assert cells(figure) == [(("friend",), 5, 5), (("sport",), 3, 3), (("kids",), 0, 0)]


def test_too_few_answers_are_told_as_a_number_alone() -> None:
    assert publish(WISH, given_by(("friend", 4)), of=12, k=5).cells == ()


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((6, 4, 2), [(("friend",), 6, 6), (("sport", "kids"), 6, 6)]),
        ((7, 2, 3), [(("friend",), 7, 7), (("sport", "kids"), 5, 5)]),
        ((4, 1, 7), [(("friend",), 4, 4), (("sport", "kids"), 8, 8)]),
        ((1, 4, 7), [(("friend", "sport"), 5, 5), (("kids",), 7, 7)]),
    ],
)
def test_a_small_cell_joins_a_neighbour_by_its_place_alone(
    counts: tuple[int, int, int], told: list[tuple[tuple[str, ...], int, int]]
) -> None:
    figure = publish(WISH, given_by(*zip(("friend", "sport", "kids"), counts, strict=True)), of=12, k=5)

    assert cells(figure) == told


@pytest.mark.parametrize(
    ("counts", "least"), [((1, 7, 1), 7), ((1, 8, 0), 7), ((0, 7, 2), 7), ((2, 6, 1), 5), ((2, 5, 2), 5)]
)
def test_where_most_gave_one_answer_and_few_any_other_ranges_are_told(
    counts: tuple[int, int, int], least: int
) -> None:
    answers = given_by(*zip(("friend", "sport", "kids"), counts, strict=True))

    assert cells(publish(WISH, answers, of=9, k=5)) == [
        (("friend",), 0, 2),
        (("sport",), least, 9),
        (("kids",), 0, 2),
    ]


def test_nothing_is_told_where_all_that_were_given_would_be_told_as_one() -> None:
    assert publish(WISH, given_by(("friend", 2), ("sport", 2), ("kids", 2)), of=6, k=5).cells == ()
    assert publish(WISH, given_by(("friend", 2), ("sport", 3), ("kids", 2)), of=7, k=5).cells == ()


def reckoned_back(options: int, people: int) -> Fraction:
    """The share of the ways to answer whose figure lets one be sure that one or two gave an answer."""
    asked = replace(WISH, options={each: Option(each, each) for each in "abcdefgh"[:options]})
    ways: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for rest in product(range(people + 1), repeat=options - 1):
        if (last := people - sum(rest)) >= 0:
            answers = given_by(*zip(asked.options, (*rest, last), strict=True))
            told = tuple(cells(publish(asked, answers, of=people, k=5)))
            ways.setdefault(told, []).append((*rest, last))
    sure = sum(
        sum(factorial(people) // prod(map(factorial, counts)) for counts in found)
        for told, found in ways.items()
        if told and any(set(each) in ({1}, {2}) for each in zip(*found, strict=True))
    )
    return Fraction(sure, options**people)


@pytest.mark.parametrize(("options", "people"), [(2, 8), (3, 5), (3, 8), (3, 12), (4, 6), (4, 9), (5, 8)])
def test_nobody_can_reckon_back_that_one_or_two_gave_an_answer(options: int, people: int) -> None:
    assert reckoned_back(options, people) == 0


@pytest.mark.slow
@pytest.mark.parametrize(("options", "people"), [(5, 14), (6, 13), (6, 14), (7, 13), (8, 11)])
def test_of_many_options_it_can_be_reckoned_back_in_one_case_of_a_hundred_at_most(
    options: int, people: int
) -> None:
    assert reckoned_back(options, people) < Fraction(1, 100)


def test_a_small_cell_of_an_order_joins_its_neighbour() -> None:
    figure = publish(WALK, given_by(("w1", 2), ("w2", 6), ("w3", 4)), of=12, k=5)

    assert cells(figure) == [(("w1", "w2"), 8, 8), (("w3",), 4, 4), (("unsure",), 0, 0)]


def test_three_answers_of_three_people_are_merged_on_for_they_would_be_one_each() -> None:
    figure = publish(PAIR, given_by(("a", 1), ("b", 1), ("c", 1), ("d", 3), ("e", 6)), of=12, k=5)

    assert cells(figure) == [(("a", "b", "c", "d"), 6, 6), (("e",), 6, 6)]


def test_two_answers_of_three_people_stay_together() -> None:
    figure = publish(PAIR, given_by(("a", 1), ("b", 2), ("d", 9)), of=12, k=5)

    assert cells(figure) == [(("a", "b"), 3, 3), (("c",), 0, 0), (("d",), 9, 9), (("e",), 0, 0)]


def test_where_all_would_be_one_each_nothing_is_told() -> None:
    assert publish(PAIR, given_by(*((each, 1) for each in "abcde")), of=5, k=5).cells == ()


def test_three_who_left_are_not_told_apart_by_subtraction() -> None:
    first = publish(WISH, given_by(("friend", 4), ("sport", 5)), of=9, k=5)
    rest: dict[int, Value] = {1: "friend", 2: "friend", 3: "friend", 6: "sport", 7: "sport", 8: "sport"}

    assert publish(WISH, rest, of=6, k=5, earlier=[first]).cells == ()


def test_three_who_left_with_one_answer_are_not_told_of_it() -> None:
    first = publish(WISH, given_by(("friend", 4), ("sport", 6)), of=10, k=5)
    rest = given_by(("friend", 4), ("sport", 3))

    assert publish(WISH, rest, of=7, k=5, earlier=[first]).cells == ()


def test_six_who_left_with_two_answers_are_no_secret() -> None:
    first = publish(
        WISH, {**given_by(("friend", 4), ("sport", 6))} | {20 + at: "friend" for at in range(3)}, of=13, k=5
    )
    rest = given_by(("friend", 4), ("sport", 3))

    assert cells(publish(WISH, rest, of=7, k=5, earlier=[first]))[:2] == [
        (("friend",), 4, 4),
        (("sport",), 3, 3),
    ]


def test_people_who_are_not_sure_are_a_cell_like_others() -> None:
    figure = publish(WALK, given_by(("w1", 4), (Silence.UNSURE, 3)), of=7, k=5)

    assert (("unsure",), 3, 3) in cells(figure)


def test_ticks_are_ranges_at_both_ends() -> None:
    answers = given_by((("me",), 4), (("me", "partner"), 1), (("nobody",), 3))

    assert cells(publish(GARDEN, answers, of=8, k=5)) == [
        (("me",), 5, 5),
        (("partner",), 0, 2),
        (("nobody",), 3, 3),
        (("skipped",), 0, 2),
    ]


@pytest.mark.parametrize(("one", "other"), [(8, 0), (7, 1), (6, 2)])
def test_nearly_everybody_of_one_mind_on_something_sensitive_is_almost_everyone(one: int, other: int) -> None:
    sensitive = replace(WISH, group=GroupRules(sensitive=True))

    figure = publish(sensitive, given_by(("friend", one), ("sport", other)), of=8, k=5)

    assert cells(figure) == [(("friend",), 6, 8), (("sport",), 0, 2), (("kids",), 0, 2)]


@pytest.mark.parametrize("k", [FEWEST - 1, MOST + 1])
def test_k_stays_within_its_bounds(k: int) -> None:
    with pytest.raises(ValueError, match="k is from 3 to 10"):
        publish(WISH, {}, of=12, k=k)


def test_one_who_came_late_is_left_out_of_the_second_round() -> None:
    first = publish(WISH, given_by(("friend", 6), ("sport", 6)), of=12, k=5)

    second = publish(WISH, {**given_by(("friend", 5), ("sport", 7)), 99: "kids"}, of=13, k=5, earlier=[first])

    assert (second.round, second.answered) == (2, 13)
    assert cells(second) == [(("friend",), 5, 5), (("sport",), 7, 7), (("kids",), 0, 0)]


def test_three_who_came_late_and_all_say_the_same_are_left_out_of_the_second_round() -> None:
    first = publish(WISH, given_by(("friend", 6), ("sport", 6)), of=12, k=5)
    late: dict[int, Value] = {97: "kids", 98: "kids", 99: "kids"}

    second = publish(WISH, {**given_by(("friend", 6), ("sport", 6)), **late}, of=15, k=5, earlier=[first])

    assert (second.answered, cells(second)) == (15, cells(first))


def test_six_who_came_late_with_two_answers_count_in_the_second_round() -> None:
    first = publish(WISH, given_by(("friend", 6), ("sport", 6)), of=12, k=5)
    late: dict[int, Value] = {90 + at: ("kids", "sport")[at % 2] for at in range(6)}

    second = publish(WISH, {**given_by(("friend", 6), ("sport", 6)), **late}, of=18, k=5, earlier=[first])

    assert cells(second) == [(("friend",), 6, 6), (("sport",), 9, 9), (("kids",), 3, 3)]


def test_a_newcomer_is_left_out_of_what_is_set_beside_the_start() -> None:
    start = publish(WISH, given_by(("friend", 4), ("sport", 4)), of=8, k=5)
    now: dict[int, Value] = {**given_by(("friend", 4), ("sport", 4)), 99: "sport"}

    assert cells(publish(WISH, now, of=9, k=5, beside=[start])) == cells(start)


@pytest.mark.parametrize(
    ("now", "is_told"),
    [
        ((("friend", 4), ("sport", 3)), False),
        ((("friend", 3), ("sport", 4)), False),
        ((("friend", 5), ("sport", 2)), True),
        ((("friend", 6), ("sport", 0)), True),
        ((("friend", 0), ("sport", 6)), True),
        ((("friend", 7), ("sport", 0)), True),
    ],
    ids=str,
)
def test_one_who_is_missing_at_the_end_is_told_only_where_others_changed_their_minds(
    now: tuple[tuple[Value, int], ...], is_told: bool
) -> None:
    start = publish(WISH, given_by(("friend", 4), ("sport", 4)), of=8, k=5)

    assert bool(publish(WISH, given_by(*now), of=7, k=5, beside=[start]).cells) is is_told


def test_one_who_was_forgotten_ends_the_figures_of_the_question() -> None:
    answers = given_by(("friend", 6), ("sport", 6))
    first = publish(WISH, answers, of=12, k=5)
    del answers[0]

    assert publish(WISH, answers, of=11, k=5, earlier=[first]).cells == ()


# --- any session ------------------------------------------------------------------------

VALUES: Mapping[str, list[Value]] = {
    each.id: [*each.kind.values(each), *sorted(each.allow, key=lambda silence: silence.value)]
    for each in (WISH, GARDEN, WALK)
}


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Question, int, list[dict[int, Value]]]:
    """Three rounds of a question, in which people come, go and change their minds."""
    question = draw(st.sampled_from((WISH, GARDEN, WALK)))
    sensitive = GroupRules(sensitive=draw(st.booleans()))
    answers = st.sampled_from(VALUES[question.id])
    taken = [draw(st.dictionaries(st.integers(0, 14), answers, max_size=15)) for _ in range(3)]
    return replace(question, group=sensitive), draw(st.integers(FEWEST, MOST)), taken


def figures_of(question: Question, k: int, taken: list[dict[int, Value]]) -> list[Figure]:
    figures: list[Figure] = []
    for answers in taken:
        figures.append(publish(question, answers, of=15, k=k, earlier=figures))
    return figures


@given(rounds())
def test_no_figure_tells_of_one_or_two_people(session: tuple[Question, int, list[dict[int, Value]]]) -> None:
    question, k, _ = session

    for figure in figures_of(*session):
        exact = [each.highest for each in figure.cells if each.lowest == each.highest]
        assert [each for each in exact if 0 < each < LEAST] == []
        assert not figure.cells or len(figure.people) >= k
        if question.kind.name != "many":
            assert sum(exact) in (len(figure.people), 0)
            assert [each for each in figure.cells if 1 < len(each.options) >= each.highest] == []


@given(rounds())
def test_no_two_figures_differ_by_one_or_two_people(
    session: tuple[Question, int, list[dict[int, Value]]],
) -> None:
    shown = [figure.people for figure in figures_of(*session) if figure.cells]

    differences = [len(one - other) for one in shown for other in shown]
    assert [each for each in differences if 0 < each < LEAST] == []


# --- split ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "answers", "how"),
    [
        (WALK, [("w1", 5)], Fraction(0)),
        (WALK, [("w1", 5), ("w3", 5)], Fraction(1)),
        (WALK, [("w1", 2), ("w2", 2), ("w3", 2)], Fraction(2, 3)),
        (WISH, [("friend", 4), ("sport", 4), ("kids", 4)], Fraction(1)),
        (WISH, [("friend", 6), ("sport", 6)], Fraction(3, 4)),
        (WALK, [(Silence.UNSURE, 6)], Fraction(0)),
        (WISH, [], Fraction(0)),
    ],
)
def test_a_group_is_split_as_far_as_its_answers_are_apart(
    question: Question, answers: list[tuple[Value, int]], how: Fraction
) -> None:
    assert split(question, given_by(*answers).values()) == how
