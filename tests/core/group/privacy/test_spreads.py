"""How much is told of groups that answer as groups do, and that it is more than the gateway before told."""

import re
from collections.abc import Callable
from random import Random

import pytest

from bot.core.dialog.model import Dialog
from bot.core.group.privacy.counting import outcomes_of, outcomes_question
from bot.core.group.privacy.figure import Told
from bot.core.group.privacy.layout import Layout, layout_of, level_of
from bot.core.group.privacy.vectors import Counts
from bot.core.group.question_texts import cell_text
from bot.core.words import figures
from tests.shipped import FOLDER
from tests.spreads import (
    before,
    is_whole,
    leaks,
    names_leader,
    now,
    rounds_leak,
    share_of,
    shipped,
    shipped_dialogs,
    spreads,
    told_apart,
    told_together,
)

MANUAL = (FOLDER / "README.md").read_text(encoding="utf-8")
ROWS: dict[str, Callable[[Told, Layout, Counts], bool]] = {
    "of people": lambda told, shape, counts: True,
    "which answer leads": names_leader,
    "every number": lambda told, shape, counts: is_whole(told),
    "nothing": lambda told, shape, counts: not told.cells,
}


def column(people: int) -> dict[str, int]:
    """What the manual says of so many people."""
    lines = re.findall(rf"^\| ({'|'.join(ROWS)}) \| (.*) \|$", MANUAL, re.MULTILINE)
    table = {name: [int(each) for each in numbers.split(" | ")] for name, numbers in lines}
    return {name: numbers[table["of people"].index(people)] for name, numbers in table.items()}


def is_told_as_in_the_manual(people: int) -> None:
    found = {name: round(share_of(people, now, holds)) for name, holds in ROWS.items()}
    assert {**found, "of people": people} == column(people)


@pytest.mark.parametrize("people", [5, 12])
def test_a_group_is_told_as_often_as_the_manual_says(people: int) -> None:
    is_told_as_in_the_manual(people)


@pytest.mark.slow
@pytest.mark.parametrize("people", [8, 15, 30])
def test_other_groups_are_told_as_often_as_the_manual_says(people: int) -> None:
    is_told_as_in_the_manual(people)


def test_of_twelve_people_nearly_always_the_leader_is_told_and_hardly_ever_nothing() -> None:
    assert column(12)["which answer leads"] >= 90
    assert column(12)["nothing"] <= 3


@pytest.mark.parametrize("dialog", shipped_dialogs(), ids=lambda each: each.id)
def test_how_the_advice_of_twelve_is_spread_is_told_with_no_heap_of_different_advice_but_as_other(
    dialog: Dialog,
) -> None:
    question = outcomes_question(dialog)
    shape = layout_of(question, level_of(question))
    told = [now(shape, counts) for counts in spreads(12, len(shape.answers), Random(12))]
    heaps = {cell for each in told for cell in each.cells if len(cell.options) > 1}
    near = [set(outcomes_of(dialog, each)) for each in dialog.alternatives]
    across = [each for each in heaps if not any(set(each.options) <= same for same in near)]

    assert 10 * sum(not each.cells for each in told) <= len(told)
    assert {cell_text(dialog, question, each) for each in across} <= {figures.other_advice()}


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
