"""How published figures read."""

import pytest

from bot.core.group.tally import Cell
from bot.core.group.telling import people


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
