"""How much is told of groups that answer as groups do, and that it is more than the gateway before told."""

from random import Random

import pytest

from tests.spreads import (
    before,
    is_whole,
    leaks,
    names_leader,
    now,
    rounds_leak,
    share_of,
    shipped,
    spreads,
    told_apart,
    told_together,
)


def test_of_twelve_people_nearly_always_the_leader_is_told_and_hardly_ever_nothing() -> None:
    assert share_of(12, now, names_leader) >= 90
    assert share_of(12, now, lambda told, shape, counts: not told.cells) <= 3


def test_every_number_is_told_as_often_as_before_but_for_those_that_tell_that_all_agree() -> None:
    for shape in shipped():
        for counts in spreads(12, len(shape.answers), Random(12)):
            if is_whole(before(shape, counts)) and max(counts) < 11:
                assert is_whole(now(shape, counts)), counts


@pytest.mark.parametrize("people", [8, 12])
def test_no_figure_settles_a_small_number_as_every_third_did_before(people: int) -> None:
    assert leaks(people, now) == 0
    assert leaks(people, before) > 30


@pytest.mark.parametrize(("people", "answers"), [(8, 3), (12, 3), (8, 4)])
def test_two_rounds_one_move_apart_tell_hardly_ever_who_moved(people: int, answers: int) -> None:
    assert rounds_leak(people, answers, told_together(answers)) <= 2.5
    assert rounds_leak(people, answers, told_apart(answers)) > 40


@pytest.mark.slow
def test_two_rounds_of_twelve_people_with_four_answers_tell_hardly_ever_who_moved() -> None:
    assert rounds_leak(12, 4, told_together(4)) <= 2.5
