"""What is announced can be taken back, and leaves nothing behind."""

from dataclasses import replace

import pytest

from bot.core.group import coach_actions
from bot.core.group.deadlines import CROWD, DAY, LAST_CALL, LOOK
from bot.core.group.events import Choose
from bot.core.group.session import GroupStage
from bot.core.group.status import stamp
from bot.core.screen.surface import Role
from tests.core.group.talking import talking
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed


def shown(people: int) -> Rehearsed:
    """A group that sees the totals of its first step."""
    group = rehearsed(dog(), people)
    group.lead(coach_actions.START)
    for person in group.seats:
        group.choose(person, "get")
    group.reveal()
    assert group.group.stage is GroupStage.SHOWN
    return group


def said(group: Rehearsed) -> str:
    return group.said(Role.STEP, str(group.group.step))


@pytest.mark.parametrize("people", [5, CROWD + 1])
def test_an_end_that_is_taken_back_over_the_totals_sets_no_clock(people: int) -> None:
    group = shown(people)
    group.lead(coach_actions.END)

    group.lead(coach_actions.CANCEL)

    assert (group.group.stage, group.group.closes_at) == (GroupStage.SHOWN, None)


def test_while_an_end_is_announced_over_totals_they_stay_and_nothing_is_answered() -> None:
    group = shown(6)
    before = said(group)
    question = group.step.question.id
    group.lead(coach_actions.END)

    change = group.tap(1, Choose(question, "lend"), stamp(group.group))

    assert change.seats == ()
    assert said(group) == before


def test_while_an_end_is_announced_over_a_talk_the_talk_stays() -> None:
    group = talking(6)
    part = str(group.group.step)
    before = group.said(Role.TALK, part)

    group.lead(coach_actions.END)

    assert group.said(Role.TALK, part) == before
    assert "+1 min" not in labels(group)


def test_an_end_over_a_talk_closes_it() -> None:
    group = talking(6)
    part = str(group.group.step)
    group.lead(coach_actions.END)

    change = group.wait(6)

    assert (Role.TALK, part) in [(each.role, each.part) for each in change.show]
    assert group.said(Role.TALK, part) == "This talk is over. Thank you."


def test_a_coach_who_keeps_a_question_open_is_not_closed_again_by_the_clock() -> None:
    group = rehearsed(dog(), CROWD + 1)
    group.lead(coach_actions.START)
    for person in group.seats:
        group.choose(person, "get")
    for _ in range(3):
        group.wait(LOOK)
    announced = group.group.stage

    group.lead(coach_actions.CANCEL)
    for _ in range(10):
        group.wait(LAST_CALL)

    assert (announced, group.group.stage) == (GroupStage.CLOSING, GroupStage.OPEN)


def test_a_second_round_of_a_big_group_stays_open_until_the_coach_closes_it() -> None:
    group = talking(CROWD + 10)
    group.lead(coach_actions.REVOTE)

    for _ in range(20):
        group.wait(LOOK)

    assert (group.group.stage, group.group.round) == (GroupStage.OPEN, 2)


def test_an_end_with_a_question_open_does_not_call_it_skipped() -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    group.choose(1, "get")
    group.lead(coach_actions.END)

    group.wait(6)

    assert "Closed without totals." in said(group)


def test_a_bot_that_was_away_for_two_months_asks_first_and_ends_nothing() -> None:
    group = shown(5)

    group.wait(60 * DAY)

    assert group.group.stage is GroupStage.PAUSED


def test_the_lobby_ends_and_rests_in_words_of_its_own() -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.END)
    ending = group.said(Role.CONSOLE, str(COACH))
    group.lead(coach_actions.CANCEL)
    group.lead(coach_actions.PAUSE)

    assert "The session is about to end." in ending
    assert "Paused before the first step." in group.said(Role.BOARD)


def test_a_bot_that_was_away_for_long_says_so_in_days() -> None:
    group = shown(5)
    group.group = replace(group.group, late=4 * DAY)

    assert "I was away for 4 days" in group.said(Role.CONSOLE, str(COACH))


def labels(group: Rehearsed) -> list[str]:
    return [button.label for row in group.screen(Role.CONSOLE, str(COACH)).rows for button in row]
