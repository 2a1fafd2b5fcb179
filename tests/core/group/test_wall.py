"""The wall of first steps: nothing computed stands there, and nobody without a name is found out."""

from dataclasses import replace

import pytest

from bot.core.dialog.answers import Value
from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions
from bot.core.group.actions import Action
from bot.core.group.agenda import agenda
from bot.core.group.deadlines import CROWD
from bot.core.group.events import Choose
from bot.core.group.group_questions import NAMED, PLAN_STEP, PLAN_WALL, PLAN_WHEN, UNNAMED
from bot.core.group.member_moves import leave
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.surface import Role
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import verbatim
from tests.example import dog
from tests.groups import Rehearsed, rehearsed

ASK = "Everybody sees this with your name"


def planning(*wishes: tuple[str, str], dialog: Dialog | None = None) -> Rehearsed:
    """A group at its plan; one member for each wish, and the step picked with it."""
    about = dialog or dog()
    group = rehearsed(about, len(wishes))
    group.group = replace(group.group, stage=GroupStage.PLAN, step=len(agenda(about)) - 1)
    for (person, seat), (wish, step) in zip(list(group.seats.items()), wishes, strict=True):
        given: dict[str, Value] = {PLAN_WHEN: "today", PLAN_WALL: wish, PLAN_STEP: step}
        group.seats[person] = replace(seat, member=replace(seat.member, given=given))
    return group


def ended(group: Rehearsed) -> Rehearsed:
    group.lead(coach_actions.END)
    group.wait(6)
    return group


def wall(group: Rehearsed) -> str:
    return "\n".join(f"{block.heading}\n{block.text}" for block in group.screen(Role.WALL).blocks)


def told(change: GroupChange) -> str:
    assert change.notice is not None
    return ENGLISH(change.notice.text)


def test_steps_without_a_name_come_at_the_end_as_totals_of_those_alone() -> None:
    group = planning(*[(UNNAMED, "talk")] * 4, *[(UNNAMED, "try")] * 3, (NAMED, "try"), ("private", "talk"))
    before = wall(group)

    ended(group)

    assert "Without a name" not in before
    assert "Those without a name will appear at the end, all together." in before
    assert "Without a name\n• Talk it over with someone: 4 of 7\n" in wall(group)
    assert "• Try something small: 3 of 7" in wall(group)
    assert "P8 · Today: Try something small" in wall(group)


@pytest.mark.parametrize(
    "steps", [["talk"] * 4, ["talk", "talk", "fact", "try", "date"]], ids=["few", "spread"]
)
def test_steps_without_a_name_that_would_find_somebody_are_not_told(steps: list[str]) -> None:
    shown = wall(ended(planning(*[(UNNAMED, step) for step in steps])))

    assert [f"{number} of" in shown for number in (1, 2)] == [False, False]


def test_totals_of_steps_do_not_change_when_somebody_goes() -> None:
    group = ended(planning(*[(UNNAMED, "talk")] * 4, *[(UNNAMED, "try")] * 3))
    before = wall(group)

    group.kept(leave(group.group, group.seats[1]))

    assert "4 of 7" in before
    assert "4 of 7" in wall(group)


def test_a_step_with_a_name_goes_with_its_member() -> None:
    group = planning((NAMED, "date"), ("private", "talk"))
    before = wall(group)

    change = group.kept(leave(group.group, group.seats[1]))

    assert "P1 · Today: Set a date to decide" in before
    assert "P1" not in wall(group)
    assert Role.WALL in [each.role for each in change.show]


def test_a_name_stands_on_the_wall_only_after_its_owner_was_told_who_sees_it() -> None:
    group = rehearsed(dog(), 1)
    group.group = replace(group.group, stage=GroupStage.PLAN, step=len(agenda(dog())) - 1)

    too_early = told(group.tap(1, Choose(PLAN_WALL, NAMED)))
    group.tap(1, Choose(PLAN_STEP, "fact"))
    asked = told(group.tap(1, Choose(PLAN_WALL, NAMED)))
    before = wall(group)
    group.at += 5
    group.tap(1, Choose(PLAN_WALL, NAMED))

    assert too_early == "Pick a step for the wall first. Then choose who may see it."
    assert asked == f"{ASK}: Find out one thing I don't know. Tap again within a minute to show it."
    assert "P1" not in before
    assert "P1: Find out one thing I don't know" in wall(group)


def test_another_step_is_not_shown_with_a_name_before_its_owner_says_so_again() -> None:
    group = planning((NAMED, "talk"))

    group.tap(1, Choose(PLAN_STEP, "try"))

    assert "P1" not in wall(group)


def test_the_steps_are_those_of_the_author_where_there_are_any() -> None:
    dialog = replace(dog(), wall={"walk": "Walk a neighbour's dog", "ask": "Ask at the shelter"})

    assert "P1 · Today: Walk a neighbour's dog" in wall(planning((NAMED, "walk"), dialog=dialog))


def test_nothing_computed_stands_on_the_wall() -> None:
    """Whoever wished for a name before steps could be picked has none there, and their advice is not told."""
    group = planning((NAMED, ""))

    assert "P1" not in wall(group)


def test_the_lines_that_an_older_version_put_on_the_wall_stay() -> None:
    group = ended(planning(("private", "talk")))
    group.group = replace(group.group, wall=(verbatim("Today: Visit the shelter"),))

    assert "• Today: Visit the shelter" in wall(group)


@pytest.mark.parametrize("aside", [coach_actions.PAUSE, None], ids=["paused", "detached"])
def test_a_session_that_ends_while_it_rests_tells_the_steps_without_a_name(aside: Action | None) -> None:
    group = planning(*[(UNNAMED, "talk")] * 4, *[(UNNAMED, "try")] * 3)
    if aside is None:
        group.detached()
    else:
        group.lead(aside)

    group.lead(coach_actions.END)
    group.lead(coach_actions.END)

    assert group.group.stage is GroupStage.ENDED
    assert "4 of 7" in wall(group)


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        ([("private", "talk")] * 6, "Nobody put a first step on the wall."),
        ([(UNNAMED, "talk")], "Without a name\nToo few picked a step"),
    ],
    ids=["nobody", "one without a name"],
)
def test_an_empty_wall_promises_nothing_after_the_end(wishes: list[tuple[str, str]], says: str) -> None:
    group = planning(*wishes)
    before = wall(group)

    after = wall(ended(group))

    assert "First steps will appear here" in before
    assert "will appear" not in after
    assert says in after
    assert ("Nobody" in after) == (wishes[0][0] == "private")


def test_the_lines_that_the_wall_of_a_big_group_does_not_show_are_counted() -> None:
    lines = wall(planning(*[(NAMED, "talk")] * 24)).splitlines()

    assert sum("Today: Talk it over with someone" in line for line in lines) == 10
    assert "• and 14 more" in lines


@pytest.mark.parametrize(
    ("idle", "said"),
    [(0, "Everyone has a next step."), (1, "About 90% have a next step."), (CROWD + 1, "")],
)
def test_a_big_group_reads_how_many_have_a_next_step(idle: int, said: str) -> None:
    group = planning(*[("private", "talk")] * (CROWD + 1))
    for person, seat in [*group.seats.items()][:idle]:
        group.seats[person] = replace(seat, member=replace(seat.member, given={}))

    assert next((each for each in wall(group).split("\n") if "next step." in each), "") == said
