"""The audit finds what was found by hand in what groups were once shown, and nothing elsewhere."""

from fractions import Fraction

import pytest

from tests.disclosure import Disclosure, Numbers, lines_of_scoring
from tests.example import dog


def are_merged(numbers: Numbers) -> bool:
    """Whether the second and third number were told as one because one of them alone was too small."""
    return numbers[0] >= 3 and not all(each == 0 or each >= 3 for each in numbers[1:3])


def has_talked(numbers: Numbers) -> bool:
    """Whether two answers, silence left out, are so far apart that a group talked by an older rule."""
    one, two, *_ = numbers
    said = one + two
    return bool(said) and 2 * (1 - Fraction(one**2 + two**2, said**2)) >= Fraction(35, 100)


def ticks(people: int, *bounds: tuple[int, int]) -> Disclosure:
    """Ticks of so many people, of whom everybody ticks something."""
    shown = Disclosure(len(bounds), people).fact(range(len(bounds)), people, people * len(bounds))
    for at, (lowest, highest) in enumerate(bounds):
        shown.fact([at], lowest, highest)
    return shown


SMALL = (0, 2)
FOUND = {
    "ticks: 3, 3, and three of at most 2, of 12": (
        ticks(12, (3, 3), (3, 3), SMALL, SMALL, SMALL).audit(range(5)),
        ["number 2 is 1 or 2", "number 3 is 1 or 2", "number 4 is 1 or 2"],
    ),
    "ticks: 4, and two of at most 2, of 8": (
        ticks(8, (4, 4), SMALL, SMALL).audit(range(3)),
        ["number 1 is 1 or 2", "number 2 is 1 or 2"],
    ),
    "ticks: 5, 4, and three of at most 2, of 8": (
        ticks(8, (5, 5), (4, 4), SMALL, SMALL, SMALL).audit(range(5)),
        [],
    ),
    "all of 6 agree": (
        Disclosure(3, 6).fact([0], 6).fact(range(3), 6).audit(range(3)),
        ["number 0 is everybody, or all but one"],
    ),
    "two answers are 3 together": (
        Disclosure(3, 8).fact([0], 5).fact([1, 2], 3).audit(range(3)),
        [],
    ),
}


@pytest.mark.parametrize("showing", FOUND)
def test_what_was_shown_once_is_found_to_tell_too_much(showing: str) -> None:
    found, expected = FOUND[showing]

    assert found == expected


def test_why_answers_were_told_as_one_tells_what_each_of_them_is() -> None:
    shown = Disclosure(3, 8).fact([0], 5).fact([1, 2], 3)
    shown.tests.append(are_merged)

    assert shown.audit(range(3)) == ["number 1 is 1 or 2", "number 2 is 1 or 2"]


def test_that_a_group_talked_tells_more_than_the_figure_that_was_shown() -> None:
    shown = Disclosure(3, 5).fact(range(3), 5).fact([0], 3, 5).fact([1], 0, 2).fact([2], 0, 2)
    before = shown.audit(range(3))
    shown.tests.append(has_talked)

    assert (before, shown.audit(range(3))) == ([], ["number 1 is 1 or 2"])


def test_lines_on_a_wall_that_one_advice_leads_to_tell_how_many_got_it() -> None:
    shown = Disclosure(3, 12).fact([0], 8).fact([1, 2], 4)
    shown.tests.append(are_merged)
    before = shown.audit(range(3))
    shown.fact([1], 3, 12)

    assert (before, shown.audit(range(3))) == ([], ["number 2 is 1 or 2"])


def test_a_session_again_without_one_person_tells_what_that_person_said() -> None:
    shown = Disclosure(6, 8).fact([0], 4).fact([1, 2], 4).fact([3, 4, 5], 1)
    for at, now in enumerate((4, 3, 0)):
        shown.difference(at, 3 + at, now)
    shown.tests.append(are_merged)

    assert [at - 3 for at in (3, 4, 5) if not shown.can_be(at, 0, 0)] == [2]


def test_that_whoever_said_one_thing_is_advised_another_tells_how_many_said_what_is_beside_it() -> None:
    shown = Disclosure(5, 12).fact([0, 1], 4).fact([2], 8).fact([3], 3).fact([4], 9)
    before = shown.audit(range(3))
    shown.difference(0, 3, 0)

    assert (before, shown.audit(range(3))) == ([], ["number 1 is 1 or 2"])


def test_the_lines_of_a_scoring_say_to_what_each_answer_can_lead() -> None:
    assert lines_of_scoring(dog(), "walk") == (
        (("w1",), frozenset({"try_it", "get_it"})),
        (("w2",), frozenset({"try_it", "get_it"})),
        (("w3",), frozenset({"get_it", "later"})),
        (("w1", "w2"), frozenset({"try_it", "get_it"})),
    )
