"""How published figures read."""

import pytest

from bot.core.group.tally import Cell, Figure
from bot.core.group.telling import beside, people


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
    assert people(Cell(("yes",), lowest, highest), of) == told


def test_a_comparison_says_so_where_not_the_same_people_answered_both_times() -> None:
    first, same, others = (
        Figure("leaning", 1, 6, 7, (), frozenset(seats)) for seats in ((1, 2, 3), (3, 2, 1), (1, 2, 4))
    )

    assert beside("Now", first, same) == "Now"
    assert beside("Now", first, others) == "Now (not all the same people)"
