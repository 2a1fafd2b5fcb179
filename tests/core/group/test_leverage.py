"""What a group should talk about: figures by hand, from what is published and nothing else."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.core.group.leverage import Point, points
from bot.core.group.privacy.figure import Cell, Figure
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


def test_of_questions_that_are_as_split_the_one_with_more_weight_comes_first() -> None:
    heavy = replace(DOG.questions["walk"], weight=5)
    dialog = replace(DOG, questions={**DOG.questions, "walk": heavy})
    group = published(
        figure("wish", *exact(friend=6, sport=6, kids=0)), figure("walk", *exact(w1=6, w2=3, w3=3))
    )

    assert points(dialog, group) == (
        Point("walk", Fraction(3, 4), Fraction(3, 4) * Fraction(5, 10)),
        Point("wish", Fraction(3, 4), Fraction(3, 4) * Fraction(1, 10)),
    )


def test_what_was_not_published_is_worth_no_talk() -> None:
    group = replace(published(figure("wish", *exact(friend=6, sport=6, kids=0))), shown=())

    assert points(DOG, group) == ()
