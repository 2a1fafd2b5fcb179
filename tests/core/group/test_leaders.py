"""Whoever leads counts nowhere, is named on every consent, and leads only from within the group."""

from collections.abc import Callable

import pytest

from bot.core.group import coach_actions
from bot.core.group.actions import Action
from bot.core.group.coach_tools import stop_coaching
from bot.core.group.deadlines import AWAY
from bot.core.group.events import Join, MyResult, Share
from bot.core.group.group_questions import NAMED
from bot.core.group.own_results import TWICE
from bot.core.group.privacy.counting import members_here
from bot.core.group.seats import record_answer
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.surface import Notice, Role
from bot.core.words import group_toasts, log
from bot.core.words.english import ENGLISH
from tests.core.group.test_wall import planning
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed

BORIS = 3
"""A member who comes to lead, too."""


def helping(group: Rehearsed) -> GroupChange:
    return group.lead(coach_actions.ADD_COACH, "Boris", BORIS)


def taking_over(group: Rehearsed) -> GroupChange:
    return group.lead(coach_actions.TAKE_OVER, "Boris", BORIS)


def labels(group: Rehearsed, coach: int) -> list[str]:
    return [button.label for row in group.screen(Role.CONSOLE, str(coach)).rows for button in row]


@pytest.mark.parametrize("begin", [helping, taking_over])
def test_a_member_who_leads_is_counted_and_waited_for_no_more(
    begin: Callable[[Rehearsed], GroupChange],
) -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    for person in range(1, 6):
        group.choose(person, "get")

    begin(group)

    assert [seat.member.person for seat in members_here(group.seats.values())] == [1, 2, 4, 5]
    assert "✔ 4 of 4" in group.said(Role.CONSOLE, str(COACH))


@pytest.mark.parametrize("begin", [helping, taking_over])
def test_the_step_of_a_member_who_leads_goes_off_the_wall(begin: Callable[[Rehearsed], GroupChange]) -> None:
    group = planning(*[(NAMED, "talk")] * 3)

    change = begin(group)

    assert {Role.WALL, Role.STEP, Role.BOARD} <= {each.role for each in change.show}
    assert [f"P{person} ·" in group.said(Role.WALL) for person in (1, 2, BORIS)] == [True, True, False]


def test_who_helps_can_take_over_and_who_led_before_can_take_it_back() -> None:
    group = rehearsed(dog(), 5)
    helping(group)

    assert "Take over" in labels(group, BORIS)
    assert "Take over" not in labels(group, COACH)

    taking_over(group)

    assert "Take over" in labels(group, COACH)


def test_a_consent_to_share_with_one_coach_is_none_for_another() -> None:
    group = with_advice(rehearsed(dog(), 5))
    group.tap(1, Share())
    taking_over(group)
    group.at += 2 * TWICE

    first = group.tap(1, Share())
    group.at += 2 * TWICE
    group.tap(1, Share())

    assert first.notice is not None
    assert ENGLISH(first.notice.text).startswith("Boris would see your advice")
    assert group.seats[1].member.shared_with == group.group.coach


def with_advice(group: Rehearsed) -> Rehearsed:
    """The group at its end, its first member with an answer to everything."""
    seat = group.seats[1]
    for question in dog().questions.values():
        if values := list(question.kind.values(question)):
            seat = record_answer(dog(), seat, question, values[0])
    group.seats[1] = seat
    group.lead(coach_actions.END)
    group.wait(6)
    return group


def test_a_coach_who_is_out_of_the_group_leads_no_more() -> None:
    group = rehearsed(dog(), 5)
    helping(group)

    change = group.kept(stop_coaching(group.group, COACH, group.at, ENGLISH))

    assert group.group.coaches == {BORIS: "Boris"}
    assert group.group.log[-1].what == log.stopped_coaching()
    assert [chat for chat, _, _ in change.tell] == [COACH]


def test_a_group_that_nobody_leads_says_how_that_can_change() -> None:
    group = rehearsed(dog(), 5)

    group.kept(stop_coaching(group.group, COACH, group.at, ENGLISH))

    assert "Coach: no one right now." in group.said(Role.BOARD)
    assert "An admin can become the coach with /coach." in group.said(Role.BOARD)


def test_a_session_that_rests_ends_only_by_a_second_tap() -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    group.lead(coach_actions.PAUSE)

    asked = group.lead(coach_actions.END)
    stood = group.group.stage
    group.lead(coach_actions.END)

    assert asked.notice is not None
    assert ENGLISH(asked.notice.text).startswith("End the session for good?")
    assert (stood, group.group.stage) == (GroupStage.PAUSED, GroupStage.ENDED)


def test_the_second_tap_on_delete_says_that_it_was_done() -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.END)
    group.wait(6)
    group.lead(coach_actions.DELETE)

    change = group.lead(coach_actions.DELETE)

    assert change.deleted
    assert change.notice is not None
    assert ENGLISH(change.notice.text).startswith("Deleted.")


def test_a_session_that_showed_totals_cannot_be_deleted_by_its_coach() -> None:
    """Asked anew without one person, the difference of the totals would be what that one said."""
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    for person in group.seats:
        group.choose(person, [*group.step.question.options][person % 2])
    group.reveal()
    group.lead(coach_actions.END)
    group.wait(6)

    tapped = [group.lead(coach_actions.DELETE) for _ in range(2)]

    assert [each.deleted for each in tapped] == [False, False]
    assert {ENGLISH(each.notice.text)[:31] for each in tapped if each.notice} == {
        "This session has shown totals, "
    }
    assert "Delete this session" not in labels(group, COACH)


def test_where_the_first_coach_goes_whoever_helps_is_the_coach() -> None:
    group = rehearsed(dog(), 5)
    helping(group)

    group.kept(stop_coaching(group.group, COACH, group.at, ENGLISH))

    assert (group.group.coach, group.group.coach_name, group.group.co_coaches) == (BORIS, "Boris", {})
    assert "Coach: Boris." in group.said(Role.BOARD)
    assert group.said(Role.CONSOLE, str(COACH)) == "You're no longer the coach of “Team”."
    assert labels(group, COACH) == []


def test_an_admin_who_helps_where_nobody_leads_is_the_coach() -> None:
    group = rehearsed(dog(), 5)
    group.kept(stop_coaching(group.group, COACH, group.at, ENGLISH))

    helping(group)

    assert group.group.coach == BORIS


@pytest.mark.parametrize("action", [coach_actions.NUDGE, coach_actions.INVITE])
def test_whatever_a_coach_does_they_are_there(action: Action) -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    group.wait(AWAY + 1)
    assert group.group.away

    group.lead(action)

    assert (group.group.away, group.group.acted_at) == (False, group.at)


def test_an_end_is_asked_for_twice_by_one_and_the_same_coach() -> None:
    group = rehearsed(dog(), 5)
    helping(group)
    group.lead(coach_actions.START)
    group.lead(coach_actions.PAUSE)

    for name, person in (("Anna", COACH), ("Boris", BORIS), ("Anna", COACH)):
        group.lead(coach_actions.END, name, person)
        assert group.group.stage is GroupStage.PAUSED
    group.lead(coach_actions.END)

    assert group.group.stage is GroupStage.ENDED


def test_an_end_is_asked_for_again_after_something_else_was_done() -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    group.lead(coach_actions.PAUSE)
    group.lead(coach_actions.END)
    group.lead(coach_actions.RESUME)
    group.lead(coach_actions.PAUSE)

    group.lead(coach_actions.END)

    assert group.group.stage is GroupStage.PAUSED


def test_a_member_who_came_to_lead_keeps_the_own_result() -> None:
    group = with_advice(rehearsed(dog(), 5))
    before = group.tap(1, MyResult()).notice
    group.lead(coach_actions.ADD_COACH, "P1", 1)

    assert group.tap(1, MyResult()).notice == before
    assert group.tap(1, Join()).notice == Notice(group_toasts.coach_does_not_answer())


def test_the_console_of_the_coach_who_acts_follows_what_came_below_it_and_no_other() -> None:
    group = rehearsed(dog(), 6)
    helping(group)

    change = group.lead(coach_actions.START, "Boris", BORIS)

    follows = {each.part: each.follows for each in change.show if each.role is Role.CONSOLE}
    assert follows == {str(COACH): False, str(BORIS): True}
