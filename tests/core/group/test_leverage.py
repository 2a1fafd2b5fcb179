"""What a group should talk about: figures by hand, from what is published and nothing else."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.core.group.leverage import Point, points
from bot.core.group.privacy.counting import HOLDS, PIVOT, TURNS
from bot.core.group.privacy.tally import Cell, Figure
from bot.core.group.session import GroupSession
from tests.example import dog
from tests.groups import rehearsed

DOG = dog()
EVERYBODY = frozenset(range(1, 13))


def figure(question: str, *cells: Cell) -> Figure:
    return Figure(question, 1, 12, 12, cells, EVERYBODY)


def exact(**people: int) -> tuple[Cell, ...]:
    return tuple(Cell((option,), count, count) for option, count in people.items())


def published(*taken: Figure) -> GroupSession:
    """A group of twelve that was shown these figures of its dialog's questions."""
    shown = tuple(each.question for each in taken if each.question in DOG.questions)
    return replace(rehearsed(DOG).group, taken=taken, shown=shown)


@pytest.mark.parametrize(
    ("cells", "apart"),
    [
        (exact(friend=12, sport=0, kids=0), Fraction(0)),
        (exact(friend=6, sport=6, kids=0), Fraction(3, 4)),
        (exact(friend=4, sport=4, kids=4), Fraction(1)),
        ((Cell(("friend",), 6, 6), Cell(("sport", "kids"), 6, 6)), Fraction(1)),
    ],
    ids=["of one mind", "in two halves", "in three thirds", "in two halves of merged answers"],
)
def test_answers_without_an_order_are_apart_by_the_sum_of_squared_shares(
    cells: tuple[Cell, ...], apart: Fraction
) -> None:
    found = points(DOG, published(figure("wish", *cells)))

    assert [each.apart for each in found] == ([apart] if apart else [])


@pytest.mark.parametrize(
    ("cells", "apart"),
    [
        (exact(w1=6, w2=0, w3=6), Fraction(1)),
        (exact(w1=6, w2=6, w3=0), Fraction(1, 2)),
        (exact(w1=4, w2=4, w3=4), Fraction(2, 3)),
    ],
    ids=["at two poles", "at two neighbours", "evenly"],
)
def test_answers_in_an_order_are_apart_by_their_cumulative_shares(
    cells: tuple[Cell, ...], apart: Fraction
) -> None:
    assert [each.apart for each in points(DOG, published(figure("walk", *cells)))] == [apart]


def test_a_question_that_decides_the_advice_of_many_comes_before_one_that_is_as_split() -> None:
    halves = {"wish": exact(friend=6, sport=6, kids=0), "walk": exact(w1=6, w2=3, w3=3)}
    pivots = {"wish": exact(**{TURNS: 3, HOLDS: 9}), "walk": exact(**{TURNS: 9, HOLDS: 3})}
    group = published(
        *(figure(name, *cells) for name, cells in halves.items()),
        *(figure(f"{PIVOT}{name}", *cells) for name, cells in pivots.items()),
    )

    weights = {name: Fraction(DOG.questions[name].weight, 10) for name in halves}
    assert points(DOG, group) == (
        Point("walk", Fraction(3, 4), 9, 12, Fraction(3, 4) * Fraction(7, 4) * weights["walk"]),
        Point("wish", Fraction(3, 4), 3, 12, Fraction(3, 4) * Fraction(5, 4) * weights["wish"]),
    )


def test_how_many_it_decides_for_stays_unsaid_where_that_would_tell_too_much() -> None:
    group = published(figure("wish", *exact(friend=6, sport=6, kids=0)), figure(f"{PIVOT}wish"))

    (point,) = points(DOG, group)

    assert (point.turns, point.of) == (None, None)


def test_what_was_not_published_is_worth_no_talk() -> None:
    group = replace(published(figure("wish", *exact(friend=6, sport=6, kids=0))), shown=())

    assert points(DOG, group) == ()
