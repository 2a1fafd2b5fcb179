"""What is told of two rounds: the same cells, or which answer leads, and never a sum as a leader."""

import pytest

from bot.core.dialog.question import Level
from bot.core.group.privacy.figure import Cell, Form, Told
from bot.core.group.privacy.layout import Layout
from bot.core.group.privacy.rounds import in_words, least_moved, tell_together

PLAIN = Layout((("a",), ("b",), ("c",)), Level.COUNTED)
NEAR = Layout((("a", "b"), ("c",)), Level.COUNTED)
TICKS = Layout((("a",), ("b",)), Level.COUNTED, 0)


def counts(**numbers: int) -> Told:
    """Answers joined by an underscore are told as one."""
    return Told(
        Form.COUNTS, tuple(Cell(tuple(name.split("_")), each, each) for name, each in numbers.items())
    )


def ticked(*bounds: tuple[int, int]) -> Told:
    return Told(Form.COUNTS, tuple(Cell((name,), *each) for name, each in zip("ab", bounds, strict=True)))


def test_cells_of_two_rounds_are_summed_to_what_they_have_in_common() -> None:
    assert tell_together(PLAIN, counts(a=6, b_c=6), counts(a=5, b=4, c=3), 12) == (
        counts(a=6, b_c=6),
        counts(a=5, b_c=7),
    )


def test_a_round_of_which_nothing_can_be_told_is_not_summed_to_nobody() -> None:
    nothing, numbers = counts(), counts(a=5, b_c=4)

    assert tell_together(PLAIN, nothing, numbers, 9) == (nothing, in_words(PLAIN, numbers, 9))
    assert tell_together(PLAIN, numbers, nothing, 9) == (nothing, nothing)


@pytest.mark.parametrize(
    ("layout", "told", "leads"),
    [
        (PLAIN, counts(a=7, b_c=5), Told(Form.HALF, (Cell(("a",), 7, 12),))),
        (PLAIN, counts(a=9, b_c=3), Told(Form.MOST, (Cell(("a",), 9, 12),))),
        (PLAIN, counts(a=4, b_c=8), Told(Form.COUNTS, ())),
        (NEAR, counts(a_b=8, c=4), Told(Form.HALF, (Cell(("a", "b"), 7, 12),))),
        (PLAIN, Told(Form.TOP, (Cell(("b",), 4, 12),)), Told(Form.TOP, (Cell(("b",), 4, 12),))),
    ],
    ids=["more than half", "three quarters", "a sum", "near answers", "words already"],
)
def test_what_leads_is_an_answer_or_near_ones(layout: Layout, told: Told, leads: Told) -> None:
    assert in_words(layout, told, 12) == leads


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ((5, 5), (6, 6), ((5, 5), (6, 6))),
        ((0, 2), (0, 3), ((0, 3), (0, 3))),
        ((0, 2), (4, 4), ((0, 6), (0, 6))),
        ((10, 12), (8, 8), ((7, 12), (7, 12))),
    ],
    ids=["numbers", "two bounds", "a bound beside a number", "the same above the middle"],
)
def test_ticks_of_two_rounds_are_told_in_the_same_way(
    first: tuple[int, int], second: tuple[int, int], together: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    one, two = tell_together(TICKS, ticked(first, (5, 5)), ticked(second, (5, 5)), 12)

    assert [(each.cells[0].lowest, each.cells[0].highest) for each in (one, two)] == [*together]


def test_ticks_on_two_sides_of_the_middle_are_told_of_neither_round() -> None:
    one, two = tell_together(TICKS, ticked((0, 2), (5, 5)), ticked((9, 9), (5, 5)), 12)

    assert [[cell.options for cell in each.cells] for each in (one, two)] == [[("b",)], [("b",)]]


def test_words_are_told_of_both_rounds_only_where_they_are_the_same() -> None:
    some, few = Told(Form.ROUGH, (Cell(("a",), 3, 6),)), Told(Form.ROUGH, (Cell(("a",), 0, 2),))

    assert tell_together(PLAIN, some, some, 12) == (some, some)
    assert tell_together(PLAIN, some, few, 12) == (Told(Form.COUNTS, ()), Told(Form.COUNTS, ()))


@pytest.mark.parametrize(
    ("moved", "free", "are_told"),
    [(0, 4, (True, False)), (3, 5, (True, True)), (4, 5, (False, False)), (4, 6, (True, True))],
    ids=["too few answer again", "two could have stayed", "one could have stayed", "two of more"],
)
def test_a_difference_is_told_of_five_of_whom_two_could_have_stayed(
    moved: int, free: int, are_told: tuple[bool, bool]
) -> None:
    first, second = tell_together(
        PLAIN, counts(a=7, b=5, c=3), counts(a=7 - moved, b=5, c=3 + moved), 15, free
    )

    assert (bool(first.cells), bool(second.cells)) == are_told


def test_where_nobody_stays_in_two_answers_those_who_left_are_known_to_have_given_the_third() -> None:
    told = tell_together(PLAIN, counts(a=0, b=5, c=3), counts(a=3, b=5, c=0), 8, 5)

    assert told == (Told(Form.COUNTS, ()), Told(Form.HALF, (Cell(("b",), 5, 8),)))


def test_at_least_so_many_moved_as_the_cells_differ_by() -> None:
    assert least_moved(counts(a=6, b=4, c=3).cells, counts(a=3, b=5, c=5).cells) == 3
    assert least_moved(counts(a=6, b_c=6).cells, counts(a=6, b=3, c=3).cells) == 0
