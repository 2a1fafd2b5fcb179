"""How published figures read."""

from dataclasses import replace

import pytest

from bot.core.group.agenda import OUTCOMES
from bot.core.group.privacy.figure import Cell, Figure, Form
from bot.core.group.screens.figures_text import advice_chart, figure_lines, name_beside, people, picture
from bot.core.screen.chart import Bar
from bot.core.words import figures
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import rehearsed


@pytest.mark.parametrize(
    ("lowest", "highest", "of", "told"),
    [
        (5, 5, 12, "5 of 12"),
        (0, 2, 12, "at most 2 of 12"),
        (10, 12, 12, "almost everyone"),
        (6, 8, 8, "almost everyone"),
        (3, 5, 5, "at least 3 of 5"),
        (5, 7, 7, "at least 5 of 7"),
    ],
)
def test_a_cell_is_told_exactly_or_as_a_bound_that_is_true(
    lowest: int, highest: int, of: int, told: str
) -> None:
    assert ENGLISH(people(Cell(("yes",), lowest, highest), of)) == told


def test_a_comparison_says_so_where_not_the_same_people_answered_both_times() -> None:
    first, same, others = (
        Figure("leaning", 1, 6, 7, (), frozenset(seats)) for seats in ((1, 2, 3), (3, 2, 1), (1, 2, 4))
    )

    assert name_beside(figures.at_present(), first, same) == figures.at_present()
    assert name_beside(figures.at_present(), first, others) == figures.others(figures.at_present())


def test_of_the_advice_only_what_some_were_given_for_sure_is_told() -> None:
    cells = (Cell(("get_it",), 7, 9), Cell(("try_it",), 0, 2), Cell(("later",), 0, 2))
    spread_out = Figure(OUTCOMES, 1, 9, 9, cells, frozenset(range(9)))
    group = rehearsed(dog())
    group.group = replace(group.group, taken=(spread_out,), shown=(OUTCOMES,))

    picture = advice_chart(group.view)

    assert picture is not None
    assert picture.panels[0].bars == (Bar("Your answers lean towards getting a dog", 7, 9),)


ROUGHLY = (Cell(("friend",), 0, 2), Cell(("sport",), 0, 2), Cell(("kids",), 0, 2))


def test_what_is_alike_for_all_answers_is_said_once_and_not_drawn() -> None:
    group = rehearsed(dog())
    wish = group.dialog.questions["wish"]
    flat = Figure("wish", 1, 7, 7, ROUGHLY, frozenset(range(7)), Form.ROUGH)
    uneven = replace(flat, cells=(Cell(("friend",), 4, 7), *ROUGHLY[1:]))

    assert figure_lines(group.view, wish, flat) == "• Each answer: few or none"
    assert figure_lines(group.view, wish, uneven).count("\n") == 2
    assert picture(group.view, wish, [flat]) is None
    assert picture(group.view, wish, [uneven]) is not None
