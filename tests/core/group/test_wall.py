"""The wall of first steps: names as they are wished, and nobody without a name found out."""

from dataclasses import replace

import pytest

from bot.core.dialog.answers import Value
from bot.core.group import coach_actions
from bot.core.group.actions import Action
from bot.core.group.agenda import agenda
from bot.core.group.group_questions import PLAN_WALL, PLAN_WHEN
from bot.core.group.member_moves import leave
from bot.core.group.session import GroupStage
from bot.core.screen.surface import Role
from tests.example import dog
from tests.groups import Rehearsed, rehearsed

NAMELESS = "• Today: a first step, yet to be chosen"


def planning(*wishes: str) -> Rehearsed:
    """A group at its plan; one member for each wish."""
    group = rehearsed(dog(), len(wishes))
    group.group = replace(group.group, stage=GroupStage.PLAN, step=len(agenda(dog())) - 1)
    for (person, seat), wish in zip(list(group.seats.items()), wishes, strict=True):
        given: dict[str, Value] = {PLAN_WHEN: "today", PLAN_WALL: wish}
        group.seats[person] = replace(seat, member=replace(seat.member, given=given))
    return group


def ended(group: Rehearsed) -> Rehearsed:
    group.lead(coach_actions.END)
    group.wait(6)
    return group


def test_steps_without_a_name_come_at_the_end_all_together() -> None:
    group = planning("unnamed", "unnamed", "unnamed", "unnamed")
    before = group.said(Role.WALL)

    ended(group)

    assert NAMELESS not in before
    assert "Those without a name will appear at the end, all together." in before
    assert group.said(Role.WALL).count(NAMELESS) == 4


def test_steps_of_two_without_a_name_are_never_told() -> None:
    assert NAMELESS not in ended(planning("unnamed", "unnamed", "private")).said(Role.WALL)


def test_a_step_without_a_name_is_not_taken_down_when_somebody_goes() -> None:
    group = ended(planning("unnamed", "unnamed", "unnamed"))

    group.kept(leave(group.group, group.seats[1]))

    assert group.said(Role.WALL).count(NAMELESS) == 3


def test_a_step_with_a_name_goes_with_its_member() -> None:
    group = planning("named", "private")
    before = group.said(Role.WALL)

    change = group.kept(leave(group.group, group.seats[1]))

    assert "P1 · Today: a first step" in before
    assert "P1" not in group.said(Role.WALL)
    assert Role.WALL in [each.role for each in change.show]


@pytest.mark.parametrize("aside", [coach_actions.PAUSE, None], ids=["paused", "detached"])
def test_a_session_that_ends_while_it_rests_tells_the_steps_without_a_name(aside: Action | None) -> None:
    group = planning("unnamed", "unnamed", "unnamed")
    if aside is None:
        group.detached()
    else:
        group.lead(aside)

    group.lead(coach_actions.END)
    group.lead(coach_actions.END)

    assert group.group.stage is GroupStage.ENDED
    assert group.said(Role.WALL).count(NAMELESS) == 3
