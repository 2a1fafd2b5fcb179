"""The same people in a later session: who counts, and what is told beside the totals of before."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.dialog.answers import Value
from bot.core.group import coach_actions
from bot.core.group.agenda import OUTCOMES, question_of
from bot.core.group.group_questions import NAMED, PLAN_STEP, PLAN_WALL, UNNAMED
from bot.core.group.privacy.again import compared
from bot.core.group.privacy.figure import Figure
from bot.core.group.privacy.snapshot import take_outcomes, take_rounds, take_wall
from bot.core.group.session import FoundGroup, Seat
from bot.core.screen.surface import Role
from tests.core.group.privacy.test_snapshot import (
    DOG,
    LEADS_TO_GET_IT,
    LEADS_TO_TRY_IT,
    WISH,
    cells,
    first_of,
    group_with,
    moving,
    seat_of,
    seats_of,
)
from tests.groups import Rehearsed, rehearsed

ALL = seats_of(("friend", 5), ("sport", 4), ("kids", 3))
TOLD = [("friend", 5, 5), ("sport", 4, 4), ("kids", 3, 3)]


def session(seats: Sequence[Seat], *figures: Figure) -> FoundGroup:
    return FoundGroup(group_with(*figures, shown=tuple(each.question for each in figures)), tuple(seats))


def asked(seats: Sequence[Seat], *earlier: FoundGroup) -> tuple[Figure, FoundGroup]:
    (figure,) = take_rounds(group_with(), WISH, seats, earlier)
    return figure, session(seats, figure)


def newcomers(*answers: tuple[str, int]) -> list[Seat]:
    said = [answer for answer, people in answers for _ in range(people)]
    return [seat_of(at, {"wish": answer}) for at, answer in enumerate(said, 21)]


@pytest.mark.parametrize("gone", [0, 1, 4, 5, 7])
def test_who_is_missing_counts_with_the_answer_of_before(gone: int) -> None:
    _, before = asked(ALL)

    now, _ = asked(ALL[gone:], before)

    assert (cells(now), now.kept, now.answered, len(now.people)) == (TOLD, gone, 12 - gone, 12)


def test_of_fewer_than_five_of_those_of_before_nothing_is_told() -> None:
    _, before = asked(ALL)

    now, _ = asked(ALL[8:], before)

    assert (cells(now), now.kept) == ([], 8)


def test_once_five_have_gone_and_five_have_come_those_of_now_stand_alone() -> None:
    _, before = asked(ALL)

    now, _ = asked([*ALL[5:], *newcomers(("friend", 5))], before)

    assert (cells(now), now.kept) == ([("friend", 5, 5), ("sport", 4, 4), ("kids", 3, 3)], 0)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ([("friend", 5)], TOLD),
        ([("friend", 3), ("kids", 3)], [("friend", 8, 8), ("sport", 4, 4), ("kids", 6, 6)]),
        ([("friend", 5), ("kids", 1)], []),
    ],
    ids=["few do not count", "many do", "many of whom one would be found do not"],
)
def test_newcomers_count_from_six_on(new: list[tuple[str, int]], told: list[tuple[str, int, int]]) -> None:
    _, before = asked(ALL)

    now, _ = asked([*ALL, *newcomers(*new)], before)

    assert cells(now) == told


def test_of_newcomers_for_whom_answers_are_told_as_one_nothing_is_told() -> None:
    few = seats_of(("friend", 3), ("sport", 3))
    _, before = asked(few)

    now, _ = asked([*few, *newcomers(("friend", 3), ("sport", 1), ("kids", 2))], before)

    assert cells(now) == []


def test_who_was_missing_twice_still_counts() -> None:
    _, first = asked(ALL)
    _, second = asked(ALL[2:], first)

    third, _ = asked(ALL[1:], second, first)

    assert (cells(third), third.kept) == (TOLD, 1)


def test_without_the_answer_of_somebody_who_was_forgotten_nothing_is_told() -> None:
    figure, _ = asked(ALL)

    now, _ = asked(ALL[1:], session(ALL[1:], figure))

    assert cells(now) == []


def test_that_nothing_was_told_since_somebody_was_forgotten_does_not_undo_what_was_told_before() -> None:
    seats = seats_of(("friend", 9), ("sport", 3))
    figure, _ = asked(seats)
    forgotten = session(seats[1:], figure)
    _, silent = asked(seats[1:], forgotten)

    now, _ = asked(seats[1:], silent, forgotten)

    assert cells(now) == []


def test_who_left_counts_as_before_however_often_the_others_meet() -> None:
    met: list[FoundGroup] = []
    for at in range(8):
        beside = {each.id for each in compared(group_with(), [each.group for each in met if each.group])}
        earlier = [each for each in met if each.group is not None and each.group.id in beside]
        seats = ALL[min(at, 1) :]
        figure, _ = asked(seats, *earlier)
        group = replace(group_with(figure, shown=("wish",)), id=100 + at)
        met.insert(0, FoundGroup(group, tuple(seats)))

        assert cells(figure) == TOLD


def test_sessions_that_told_of_something_else_put_none_out_of_sight() -> None:
    asked_for, other = (Figure(name, 1, 12, 12, (), frozenset(range(1, 13))) for name in ("wish", "walk"))
    sessions = [
        replace(group_with(figure, shown=(figure.question,)), id=at)
        for at, figure in enumerate((*(other,) * 5, *(asked_for,) * 5), 1)
    ]

    assert [each.id for each in compared(group_with(), sessions)] == [1, 2, 3, 4, 6, 7, 8, 9]


def test_other_people_are_told_of_as_if_for_the_first_time() -> None:
    _, before = asked(ALL)

    now, _ = asked(newcomers(("friend", 6), ("sport", 4)), before)

    assert cells(now) == [("friend", 6, 6), ("sport", 4, 4), ("kids", 0, 0)]


def test_two_rounds_stand_in_cells_that_fit_those_of_before() -> None:
    _, before = asked(seats_of(("friend", 6), ("sport", 2), ("kids", 4)))  # sport and kids are told as one
    ways = moving(("friend", "friend", 6), ("sport", "sport", 3), ("kids", "kids", 3))

    first, second = take_rounds(group_with(first_of(12), round_=2), WISH, ways, (before,))

    assert cells(first) == cells(second) == [("friend", 6, 6), ("sport+kids", 6, 6)]


def test_advice_of_nearly_the_same_people_is_told_of_those_of_before() -> None:
    advised = [seat_of(at, LEADS_TO_GET_IT if at < 6 else LEADS_TO_TRY_IT) for at in range(1, 11)]
    before = take_outcomes(DOG, group_with(), advised)

    now = take_outcomes(DOG, group_with(), advised[1:], (session(advised, before),))

    assert (cells(now), now.kept) == (cells(before), 1)
    assert before.question == OUTCOMES
    assert cells(before) != []


def picking(*steps: tuple[str, str, int]) -> list[Seat]:
    """So many members who picked a first step for the wall, with their name or without."""
    picked: list[dict[str, Value]] = [
        {PLAN_STEP: step, PLAN_WALL: name} for step, name, people in steps for _ in range(people)
    ]
    return [seat_of(at, said) for at, said in enumerate(picked, 1)]


@pytest.mark.parametrize("now", [[], [("talk", NAMED, 1)]], ids=["is missing", "has a name now"])
def test_steps_without_a_name_are_told_of_those_of_before(now: list[tuple[str, str, int]]) -> None:
    asked_for = question_of(DOG, PLAN_STEP)
    assert asked_for is not None
    seats = picking(("talk", UNNAMED, 5), ("try", UNNAMED, 4))
    before = take_wall(group_with(), asked_for, seats, ())

    others = [*picking(*now), *seats[1:]]
    wall = take_wall(group_with(), asked_for, others, (session(seats, before),))

    assert cells(before)[:3] == [("talk", 5, 5), ("fact", 0, 0), ("try", 4, 4)]
    assert (cells(wall), wall.kept) == (cells(before), 1)


def test_a_group_that_meets_again_without_one_is_told_who_is_counted_as_before() -> None:
    last_week, today = rehearsed(DOG, 9), rehearsed(DOG, 8)
    walk(last_week)
    today.earlier = (FoundGroup(last_week.group, tuple(last_week.seats.values())),)
    walk(today)

    said = today.said(Role.STEP, str(today.group.step))

    assert "1 of 9 people is counted with their answer from before." in said
    assert [cells(each) for each in today.group.taken if each.question == "wish"] == [
        cells(each) for each in last_week.group.taken if each.question == "wish"
    ]


def walk(group: Rehearsed) -> None:
    """Lead a group to the totals of its first question after the leaning."""
    group.lead(coach_actions.START)
    while group.step.question.id != "wish":
        group.lead(coach_actions.SKIP)
        group.wait(6)
    for person in group.seats:
        group.choose(person, ("friend", "sport", "kids")[person % 3])
    group.reveal()


@pytest.mark.parametrize(("people", "kept"), [(4, 0), (5, 1)], ids=["of too few", "of enough"])
def test_that_nothing_was_told_binds_those_of_whom_something_could_have_been(people: int, kept: int) -> None:
    before = seats_of(("friend", people))
    silent = replace(first_of(people), cells=())

    now, _ = asked([*before[1:], *newcomers(("sport", 6))], session(before, silent))

    assert now.kept == kept
