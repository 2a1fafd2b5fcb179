"""The table of views is what its script works out, and covers every question of small groups."""

import pytest

from bot.core.group.privacy.view_table import LAST_TICK_VIEWS, LAST_VIEWS
from tests.view_table import FIRST, shapes, single_row, tick_row, tick_shapes

SOON = {2: 12, 3: 8, 4: 6, 5: 5, 6: 4}
"""Answers -> people up to which the table is worked out again in every run."""
SOON_TICKING = {2: 8, 3: 6, 4: 5, 5: 4}


def test_the_table_has_every_shape_for_all_its_people() -> None:
    rows = {shape: (FIRST, most - FIRST + 1) for shape, most in shapes()}
    ticks = {shape: (FIRST, most - FIRST + 1) for shape, most in tick_shapes()}

    assert {shape: (first, len(digits)) for shape, (first, digits) in LAST_VIEWS.items()} == rows
    assert {shape: (first, len(digits)) for shape, (first, digits) in LAST_TICK_VIEWS.items()} == ticks


def test_the_beginning_of_each_row_is_what_the_script_works_out() -> None:
    for shape, _ in shapes():
        _, digits = single_row(shape, SOON[sum(shape[1])])
        assert LAST_VIEWS[shape][1].startswith(digits), shape
    for ticks, _ in tick_shapes():
        _, digits = tick_row(ticks, SOON_TICKING[ticks[1] + ticks[2]])
        assert LAST_TICK_VIEWS[ticks][1].startswith(digits), ticks


@pytest.mark.slow
def test_each_row_is_what_the_script_works_out() -> None:
    assert {shape: single_row(shape, most) for shape, most in shapes()} == LAST_VIEWS
    assert {ticks: tick_row(ticks, most) for ticks, most in tick_shapes()} == LAST_TICK_VIEWS
