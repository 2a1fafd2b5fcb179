"""A question beside another: told of big groups, and never so that somebody is found out."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from bot.core.dialog.answers import Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Option, Question
from bot.core.group import coach_actions
from bot.core.group.agenda import agenda
from bot.core.group.privacy.crosstab import Part, cross, parts_of
from bot.core.group.privacy.tally import LEAST, Cell, publish
from bot.core.group.screens.summary import rows
from bot.core.group.session import GroupStage
from bot.core.screen.surface import Role
from tests.example import dog
from tests.groups import Rehearsed, rehearsed

WISH, WALK = dog().questions["wish"], dog().questions["walk"]
ROLE = replace(WISH, id="role", options={each: Option(each, each) for each in "abcd"})
K = 5


def table(said: Mapping[int, tuple[Value, Value]], question: Question = WISH) -> tuple[Cell, ...]:
    first = publish(question, {person: one for person, (one, _) in said.items()}, of=len(said), k=K)
    second = publish(ROLE, {person: two for person, (_, two) in said.items()}, of=len(said), k=K)
    return cross(question, ROLE, (first, second), said, K)


def people(*groups: tuple[str, str, int]) -> dict[int, tuple[Value, Value]]:
    """So many with this answer and that role."""
    return dict(enumerate((answer, role) for answer, role, number in groups for _ in range(number)))


def counts(cells: tuple[Cell, ...]) -> dict[str, int]:
    return {cell.options[0]: cell.highest for cell in cells}


def test_cells_with_enough_people_are_told_as_they_are() -> None:
    said = people(("friend", "a", 6), ("sport", "a", 5), ("friend", "b", 7), ("sport", "b", 8))

    assert counts(table(said)) == {"a/friend": 6, "a/sport": 5, "b/friend": 7, "b/sport": 8}


def test_small_rows_are_merged_until_nobody_is_alone() -> None:
    said = people(
        *(("friend", "a", 9), ("sport", "a", 9), ("friend", "b", 4), ("sport", "b", 3)),
        *(("friend", "c", 3), ("sport", "c", 4)),
    )

    assert counts(table(said)) == {"a/friend": 9, "a/sport": 9, "b+c/friend": 7, "b+c/sport": 7}


def test_a_role_whose_answer_would_follow_is_not_told_alone() -> None:
    said = people(
        ("friend", "a", 9), ("sport", "a", 9), ("friend", "b", 9), ("friend", "c", 5), ("sport", "c", 5)
    )

    assert counts(table(said)) == {"a/friend": 9, "a/sport": 9, "b+c/friend": 14, "b+c/sport": 5}


def test_a_small_group_is_told_nothing() -> None:
    assert table(people(("friend", "a", 3), ("sport", "a", 3), ("friend", "b", 3), ("sport", "b", 3))) == ()


def test_something_that_all_agree_on_is_told_nothing_more_of() -> None:
    assert table(people(("friend", "a", 20), ("friend", "b", 20))) == ()


def test_one_who_said_nothing_to_the_other_question_is_not_found_by_subtraction() -> None:
    said = people(("friend", "a", 9), ("sport", "a", 9), ("friend", "b", 9), ("sport", "b", 9))
    one = {person: answer for person, (answer, _) in said.items()} | {99: "friend"}
    first = publish(WISH, one, of=40, k=K)
    second = publish(ROLE, {person: role for person, (_, role) in said.items()}, of=40, k=K)

    assert cross(WISH, ROLE, (first, second), said, K) == ()


@given(
    st.dictionaries(
        st.integers(0, 80),
        st.tuples(st.sampled_from(["friend", "sport", "kids"]), st.sampled_from("abcd")),
        min_size=20,
        max_size=80,
    )
)
def test_no_table_finds_anybody_out(said: dict[int, tuple[Value, Value]]) -> None:
    cells = table(said)

    told = {parts_of(cell): cell.highest for cell in cells}
    for line in chain(_lines(told, 0), _lines(told, 1)):
        assert all(number == 0 or number >= K for number in line)
        assert sum(map(bool, line)) >= 2
    for place, figure in ((0, publish_of(said, 1)), (1, publish_of(said, 0))):
        for part in {parts[place] for parts in told}:
            inside = sum(number for parts, number in told.items() if parts[place] == part)
            whole = sum(cell.highest for cell in figure if set(cell.options) <= set(part))
            assert not 0 < abs(whole - inside) < LEAST


def _lines(told: Mapping[tuple[Part, Part], int], place: int) -> list[list[int]]:
    parts = {pair[place] for pair in told}
    return [[number for pair, number in told.items() if pair[place] == part] for part in parts]


def publish_of(said: Mapping[int, tuple[Value, Value]], place: int) -> tuple[Cell, ...]:
    question = (WISH, ROLE)[place]
    return publish(question, {person: both[place] for person, both in said.items()}, of=len(said), k=K).cells


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
