"""Figures of a group: whose answers they rest on, and what is told of two rounds."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from bot.core.dialog.answers import Value
from bot.core.dialog.question import GroupRules, Level, Question
from bot.core.dialog.scoring import score
from bot.core.group.agenda import OUTCOMES, question_of
from bot.core.group.group_questions import LEANING_AFTER
from bot.core.group.privacy.counting import FIRST_ROUND, START, outcomes_question
from bot.core.group.privacy.distance import is_split
from bot.core.group.privacy.figure import Cell, Figure, Form
from bot.core.group.privacy.snapshot import (
    take_first,
    take_once,
    take_outcomes,
    take_rounds,
    take_start,
)
from bot.core.group.seats import record_answer, take_seat
from bot.core.group.session import GroupSession, Seat
from tests.example import dog
from tests.groups import CHAT, GROUP, rehearsed

DOG = dog()
WISH = DOG.questions["wish"]
LEADS_TO_GET_IT: dict[str, Value] = {"wish": "friend", "garden": ("me",), "walk": "w3", "hours": Fraction(10)}
LEADS_TO_TRY_IT: dict[str, Value] = {"wish": "sport", "garden": ("me",), "walk": "w1", "hours": Fraction(10)}


def seat_of(number: int, said: dict[str, Value], *, before: Value | None = None, here: bool = True) -> Seat:
    """A member at a seat of that number, who said that, and something in the round before."""
    seat = take_seat(DOG, GROUP, CHAT, number, f"P{number}", 9_000 + number)
    given: dict[str, Value] = {} if before is None else {FIRST_ROUND: before}
    seat = replace(seat, member=replace(seat.member, seat=number, here=here, given=given))
    for name, value in said.items():
        question = question_of(DOG, name) or DOG.questions[name]
        seat = record_answer(DOG, seat, question, value)
    return seat


def seats_of(*answers: tuple[str, int], question: str = "wish") -> list[Seat]:
    """So many members with each answer."""
    said = [answer for answer, people in answers for _ in range(people)]
    return [seat_of(at, {question: answer}) for at, answer in enumerate(said, 1)]


def moving(*ways: tuple[str, str, int]) -> list[Seat]:
    """So many members who said one thing at first and another, or the same, in the second round."""
    said = [(before, after) for before, after, people in ways for _ in range(people)]
    return [seat_of(at, {"wish": after}, before=before) for at, (before, after) in enumerate(said, 1)]


def group_with(*taken: Figure, round_: int = 1, shown: tuple[str, ...] = ()) -> GroupSession:
    return replace(rehearsed(DOG).group, taken=taken, round=round_, shown=shown)


def first_of(people: int) -> Figure:
    """The figure of a first round; only whom it counts matters."""
    return Figure("wish", 1, people, people, (), frozenset(range(1, people + 1)))


def cells(figure: Figure) -> list[tuple[str, int, int]]:
    return [("+".join(cell.options), cell.lowest, cell.highest) for cell in figure.cells]


# --- one round --------------------------------------------------------------------------------


def test_numbers_of_nobody_and_of_enough_are_told_as_they_are() -> None:
    figure = take_once(group_with(), WISH, seats_of(("friend", 6), ("sport", 4)))

    assert (figure.answered, figure.of, figure.round, figure.form) == (10, 10, 1, Form.COUNTS)
    assert cells(figure) == [("friend", 6, 6), ("sport", 4, 4), ("kids", 0, 0)]


def test_of_fewer_than_five_only_their_number_is_told() -> None:
    figure = take_once(group_with(), WISH, seats_of(("friend", 4)))

    assert (figure.cells, figure.answered, len(figure.people)) == ((), 4, 4)


def test_a_small_number_goes_together_with_the_smallest_above() -> None:
    figure = take_once(group_with(), WISH, seats_of(("friend", 6), ("sport", 4), ("kids", 2)))

    assert cells(figure) == [("friend", 6, 6), ("sport+kids", 6, 6)]


def test_that_all_agree_is_told_of_an_open_question_only() -> None:
    seats = seats_of(("friend", 9))
    opened = replace(WISH, group=GroupRules(level=Level.OPEN))

    counted = take_once(group_with(), WISH, seats)
    exact = take_once(group_with(), opened, seats)

    assert (counted.form, cells(counted)) == (Form.HALF, [("friend", 5, 9)])
    assert cells(exact) == [("friend", 9, 9), ("sport", 0, 0), ("kids", 0, 0)]


def test_what_is_sensitive_is_told_in_words() -> None:
    shielded = replace(WISH, group=GroupRules(sensitive=True))

    figure = take_once(group_with(), shielded, seats_of(("friend", 6), ("sport", 4), ("kids", 2)))

    assert figure.form is Form.ROUGH
    assert cells(figure) == [("friend", 3, 6), ("sport", 3, 6), ("kids", 0, 2)]


def test_who_came_by_a_link_from_outside_counts_in_no_figure() -> None:
    seats = seats_of(("friend", 6), ("sport", 4))
    outside = replace(seats[0], member=replace(seats[0].member, outside=True))

    figure = take_once(group_with(), WISH, [outside, *seats[1:]])

    assert cells(figure)[0] == ("friend", 5, 5)


# --- two rounds -------------------------------------------------------------------------------


def test_two_rounds_are_told_in_the_same_cells() -> None:
    ways = moving(("friend", "friend", 6), ("kids", "friend", 1), ("sport", "sport", 4), ("kids", "kids", 1))

    rounds = take_rounds(group_with(first_of(12), round_=2), WISH, ways)

    assert [(each.round, cells(each)) for each in rounds] == [
        (1, [("friend", 6, 6), ("sport+kids", 6, 6)]),
        (2, [("friend", 7, 7), ("sport+kids", 5, 5)]),
    ]


def test_rounds_that_have_no_cells_in_common_tell_which_answer_leads_now() -> None:
    ways = moving(("friend", "friend", 2), ("sport", "friend", 6), ("kids", "sport", 3), ("kids", "kids", 1))

    before, now = take_rounds(group_with(first_of(12), round_=2), WISH, ways)

    assert before.cells == ()
    assert (now.form, [cell.options for cell in now.cells]) == (Form.HALF, [("friend",)])


def test_that_one_of_several_answers_leads_is_not_told() -> None:
    """Of people who moved from one corner to another only a sum of three answers would be more than half."""
    ways = moving(("friend", "kids", 5), ("sport", "friend", 2), ("sport", "sport", 2), ("kids", "sport", 2))

    rounds = take_rounds(group_with(first_of(11), round_=2), WISH, ways)

    assert all(
        len(cell.options) == 1 for each in rounds for cell in each.cells if each.form is not Form.COUNTS
    )


@pytest.mark.parametrize("gone", [0, 1, 2, 5])
def test_who_left_before_the_second_round_keeps_the_answer_of_the_first(gone: int) -> None:
    ways = moving(("friend", "friend", 5), ("friend", "sport", 2), ("sport", "sport", 5))
    left = [
        replace(seat, member=replace(seat.member, here=seat.member.seat > gone)) for seat in ways
    ]  # the first to leave have not changed their answer

    before, now = take_rounds(group_with(first_of(12), round_=2), WISH, left)

    assert (cells(before), cells(now)) == (
        [("friend", 7, 7), ("sport", 5, 5), ("kids", 0, 0)],
        [("friend", 5, 5), ("sport", 7, 7), ("kids", 0, 0)],
    )
    assert (now.kept, len(now.people)) == (gone, 12)


def test_who_came_after_the_first_round_counts_from_the_next_question_on() -> None:
    ways = moving(("friend", "friend", 6), ("sport", "sport", 6))
    late = [seat_of(number, {"wish": "kids"}) for number in (13, 14, 15)]

    _, now = take_rounds(group_with(first_of(12), round_=2), WISH, [*ways, *late])

    assert cells(now) == [("friend", 6, 6), ("sport", 6, 6), ("kids", 0, 0)]
    assert (now.answered, len(now.people)) == (15, 12)


def test_after_a_talk_stands_what_was_counted_before_it_without_whoever_left() -> None:
    seats = seats_of(("friend", 5), ("sport", 4))
    counted = take_first(group_with(), WISH, seats)
    left = replace(seats[0], member=replace(seats[0].member, here=False))

    assert take_rounds(group_with(counted), WISH, [left, *seats[1:]]) == (counted,)


def test_who_was_forgotten_between_the_rounds_is_in_neither() -> None:
    ways = moving(("friend", "friend", 6), ("sport", "sport", 6))

    before, now = take_rounds(group_with(first_of(12), round_=2), WISH, ways[1:])

    assert cells(before) == cells(now) == [("friend", 5, 5), ("sport", 6, 6), ("kids", 0, 0)]


def test_a_first_round_of_few_does_not_hide_the_second() -> None:
    ways = [*moving(("friend", "friend", 3)), *(seat_of(at, {"wish": "sport"}) for at in range(4, 10))]

    (now,) = take_rounds(group_with(first_of(3), round_=2), WISH, ways)

    assert cells(now) == [("friend", 3, 3), ("sport", 6, 6), ("kids", 0, 0)]


# --- start and end ----------------------------------------------------------------------------


def leaning(*ways: tuple[str, str | None, int]) -> list[Seat]:
    """So many members who leaned one way at the start, and lean another way now, or say nothing."""
    said = [(start, now) for start, now, people in ways for _ in range(people)]
    seats = []
    for at, (start, now) in enumerate(said, 1):
        seat = seat_of(at, {"leaning": start, **({} if now is None else {LEANING_AFTER: now})})
        given = {**seat.member.given, f"{START}leaning": start}
        seats.append(replace(seat, member=replace(seat.member, given=given)))
    return seats


def after() -> Question:
    question = question_of(DOG, LEANING_AFTER)
    assert question is not None
    return question


def started(people: int) -> Figure:
    return replace(first_of(people), question="leaning")


def test_start_and_now_are_told_together_of_the_people_of_the_start() -> None:
    seats = [*leaning(("get", "get", 4), ("get", "lend", 4), ("lend", "lend", 3), ("lend", None, 1))]
    late = seat_of(13, {LEANING_AFTER: "lend"})

    start, now = take_rounds(group_with(started(12)), after(), [*seats, late])

    assert [start.question, now.question] == ["leaning", LEANING_AFTER]
    assert (cells(start), cells(now)) == (
        [("get", 8, 8), ("lend", 4, 4), ("unsure", 0, 0)],
        [("get", 4, 4), ("lend", 8, 8), ("unsure", 0, 0)],
    )
    assert (now.kept, now.answered) == (1, 12)


def test_of_few_who_answer_again_the_start_alone_is_told() -> None:
    seats = leaning(("get", "lend", 4), ("get", None, 4), ("lend", None, 4))

    start, now = take_rounds(group_with(started(12)), after(), seats)

    assert cells(start) == [("get", 8, 8), ("lend", 4, 4), ("unsure", 0, 0)]
    assert (now.cells, now.kept, now.answered) == ((), 8, 4)


def test_what_was_told_of_the_start_before_stays_as_it_was() -> None:
    told = replace(started(12), cells=(Cell(("get",), 8, 8), Cell(("lend",), 4, 4)))
    seats = leaning(("get", "get", 4), ("get", "lend", 4), ("lend", "lend", 4))

    figures = take_rounds(group_with(told, shown=("leaning",)), after(), seats)

    assert [each.question for each in figures] == [LEANING_AFTER]


def test_a_start_that_is_never_asked_again_is_told_alone() -> None:
    start = take_start(
        group_with(started(8)), DOG.questions["leaning"], leaning(("get", None, 5), ("lend", None, 3))
    )

    assert (start.question, cells(start)) == ("leaning", [("get", 5, 5), ("lend", 3, 3), ("unsure", 0, 0)])


# --- whether to talk --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "talk"),
    [
        ((("friend", 6), ("sport", 6)), True),
        ((("friend", 11), ("sport", 1)), False),
        ((("friend", 12),), False),
        ((("friend", 2), ("sport", 3), ("kids", 2)), True),
        ((("friend", 7),), True),
    ],
    ids=["two halves", "nearly all", "all", "few, and apart", "few, and of one mind"],
)
def test_whether_to_talk_follows_from_the_figure(answers: Sequence[tuple[str, int]], talk: bool) -> None:
    figure = take_first(group_with(), WISH, seats_of(*answers))

    assert is_split(WISH, figure) is talk


# --- advice -----------------------------------------------------------------------------------


def test_the_spread_of_the_advice_is_that_of_the_shared_scoring() -> None:
    seats = [seat_of(at, LEADS_TO_GET_IT if at <= 7 else LEADS_TO_TRY_IT) for at in range(1, 13)]
    advised = [score(DOG, each.session.settled).outcome.id for each in seats]

    spread = take_outcomes(DOG, group_with(), seats)

    assert spread.question == OUTCOMES
    assert advised.count("get_it") == 7
    assert cells(spread) == [("get_it", 7, 7), ("try_it", 5, 5), ("later", 0, 0)]
    assert [*outcomes_question(DOG).options] == [each.id for each in DOG.outcomes]


def test_advice_that_all_got_is_not_told_as_such() -> None:
    seats = [seat_of(at, LEADS_TO_GET_IT) for at in range(1, 10)]

    spread = take_outcomes(DOG, group_with(), seats)

    assert (spread.form, cells(spread)) == (Form.HALF, [("get_it", 5, 9)])


def test_a_first_round_without_answers_is_no_base_of_the_second() -> None:
    seats = seats_of(("friend", 4), ("kids", 4))

    told = take_rounds(group_with(first_of(0), round_=2), WISH, seats)

    assert [(each.round, cells(each)) for each in told] == [
        (2, cells(take_once(group_with(), WISH, seats))),
    ]
