"""A question beside another: told of big groups, and never so that somebody is found out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.dialog.answers import Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Level, Option, Question
from bot.core.group import coach_actions
from bot.core.group.agenda import agenda
from bot.core.group.privacy.crosstab import Part, cross, parts_of
from bot.core.group.privacy.figure import Cell, Figure
from bot.core.group.privacy.layout import layout_of
from bot.core.group.privacy.telling import tell
from bot.core.group.screens.summary import rows
from bot.core.group.session import GroupStage
from bot.core.screen.surface import Role
from tests.example import dog
from tests.groups import Rehearsed, rehearsed

WISH, WALK = dog().questions["wish"], dog().questions["walk"]
ROLE = replace(WISH, id="role", options={each: Option(each, each) for each in "abcd"})
K = 5


Said = Mapping[int, tuple[Value, Value]]
"""Person -> what they answered to the question, and their role."""


def figure_of(question: Question, answers: Mapping[int, Value]) -> Figure:
    counts = Counter(str(value) for value in answers.values())
    told = tell(layout_of(question, Level.COUNTED), counts, len(answers), K)
    return Figure(question.id, 1, len(answers), len(answers), told.cells, frozenset(answers), told.form)


def figures_of(said: Said) -> tuple[Figure, Figure]:
    """The figures of the roles and of the question."""
    return (
        figure_of(ROLE, {person: two for person, (_, two) in said.items()}),
        figure_of(WISH, {person: one for person, (one, _) in said.items()}),
    )


def table(said: Said) -> tuple[Cell, ...]:
    return cross(*figures_of(said), [(str(two), str(one)) for one, two in said.values()], K)


def people(*groups: tuple[str, str, int]) -> dict[int, tuple[Value, Value]]:
    """So many with this answer and that role."""
    return dict(enumerate((answer, role) for answer, role, number in groups for _ in range(number)))


def counts(cells: tuple[Cell, ...]) -> dict[str, int]:
    return {cell.options[0]: cell.highest for cell in cells}


def test_cells_with_enough_people_are_told_as_they_are() -> None:
    said = people(("friend", "a", 6), ("sport", "a", 5), ("friend", "b", 7), ("sport", "b", 8))

    assert counts(table(said)) == {"a/friend": 6, "a/sport": 5, "b/friend": 7, "b/sport": 8}


def test_a_table_with_a_small_cell_is_not_told() -> None:
    said = people(("friend", "a", 9), ("sport", "a", 9), ("friend", "b", 4), ("sport", "b", 6))

    assert table(said) == ()


def test_a_role_whose_answer_would_follow_is_not_told() -> None:
    said = people(("friend", "a", 9), ("sport", "a", 9), ("friend", "b", 9))

    assert table(said) == ()


def test_a_small_group_is_told_nothing() -> None:
    assert table(people(("friend", "a", 3), ("sport", "a", 3), ("friend", "b", 3), ("sport", "b", 3))) == ()


def test_something_that_all_agree_on_is_told_nothing_more_of() -> None:
    assert table(people(("friend", "a", 20), ("friend", "b", 20))) == ()


@pytest.mark.parametrize(
    ("absent", "is_told"),
    [(["friend"], False), (["friend"] * 3, False), (["friend"] * 3 + ["sport"] * 3, True)],
    ids=["one", "three who said the same", "six who said two things"],
)
def test_who_is_missing_from_the_table_is_not_found_by_subtraction(absent: list[str], is_told: bool) -> None:
    said = people(("friend", "a", 9), ("sport", "a", 9), ("friend", "b", 9), ("sport", "b", 9))
    one = {person: answer for person, (answer, _) in said.items()} | dict(enumerate(absent, 99))
    roles, _ = figures_of(said)

    told = cross(roles, figure_of(WISH, one), [(str(two), str(one)) for one, two in said.values()], K)

    assert bool(told) is is_told


@settings(suppress_health_check=[HealthCheck.too_slow])  # so many people take long to draw
@given(
    st.dictionaries(
        st.integers(0, 80),
        st.tuples(st.sampled_from(["friend", "sport", "kids"]), st.sampled_from("abcd")),
        min_size=20,
        max_size=80,
    )
)
def test_no_table_finds_anybody_out(said: dict[int, tuple[Value, Value]]) -> None:
    told = {parts_of(cell): cell.highest for cell in table(said)}

    for line in chain(_lines(told, 0), _lines(told, 1)):
        assert all(number == 0 or number >= K for number in line)
        assert sum(map(bool, line)) >= 2


def _lines(told: Mapping[tuple[Part, Part], int], place: int) -> list[list[int]]:
    parts = {pair[place] for pair in told}
    return [[number for pair, number in told.items() if pair[place] == part] for part in parts]


# --- in a session -------------------------------------------------------------------------------


def beside() -> Dialog:
    """The dog, whose question of the walks is set beside that of the wish."""
    walk = replace(WALK, group=replace(WALK.group, crosstabs=("wish",), discuss="never"))
    return replace(dog(), questions={**dog().questions, "walk": walk})


def told(people: int) -> Rehearsed:
    """A group that sees the totals of the walks."""
    group = rehearsed(beside(), people)
    group.lead(coach_actions.START)
    while True:
        question = agenda(group.dialog)[group.group.step].question
        for person in group.seats:
            options = list(question.options)
            group.choose(person, options[(person // (1 if question.id == "wish" else 3)) % 2])
        group.reveal()
        if group.group.stage is GroupStage.TALK:
            group.lead(coach_actions.REVEAL)
        if question.id == "walk":
            return group
        group.lead(coach_actions.NEXT)


def test_a_big_group_sees_a_question_beside_the_other_with_its_totals() -> None:
    group = told(40)

    screen = group.screen(Role.STEP, str(group.group.step))
    tables = [block for block in screen.blocks if block.heading == "Compared with: What draws you to a dog?"]
    assert [len(block.text.split("\n")) for block in tables] == [2]
    assert any(row[0] == "group.cross.walk.wish" for row in rows(group.view))


def test_a_small_group_sees_the_totals_alone() -> None:
    group = told(8)

    assert "Compared with:" not in repr(group.screen(Role.STEP, str(group.group.step)))
