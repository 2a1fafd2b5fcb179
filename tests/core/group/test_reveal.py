"""From answers to what everybody may see."""

from dataclasses import replace

import pytest

from bot.core.group import coach_actions
from bot.core.group.agenda import OUTCOMES
from bot.core.group.privacy.counting import figures
from bot.core.group.seats import record_answer
from bot.core.group.session import GroupStage
from bot.core.screen.surface import Role
from bot.core.words import group_results
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Phrase
from tests.example import dog
from tests.groups import Rehearsed, rehearsed


def with_results(people: int) -> Rehearsed:
    """A group at its results."""
    group = rehearsed(dog(), people)
    group.lead(coach_actions.START)
    while group.group.stage is not GroupStage.RESULTS:
        for person in group.seats:
            group.choose(person, next(iter(group.step.question.options)))
        group.reveal()
        group.lead(coach_actions.NEXT)
    return group


def test_the_spread_of_the_advice_is_counted_once_whatever_is_changed_afterwards() -> None:
    group = with_results(8)
    before = group.group.taken
    seat = group.seats[1]
    group.seats[1] = record_answer(dog(), seat, dog().questions["wish"], "kids")

    group.lead(coach_actions.END)
    group.wait(6)

    assert group.group.stage is GroupStage.ENDED
    assert len(figures(group.group, OUTCOMES)) == 1
    assert [each for each in group.group.taken if each not in before] == []


def test_a_session_that_ends_before_its_results_tells_the_spread_at_the_end() -> None:
    group = rehearsed(dog(), 6)
    group.lead(coach_actions.START)
    while group.step.question.id != "walk":
        for person in group.seats:
            group.choose(person, next(iter(group.step.question.options)))
        group.reveal()
        group.lead(coach_actions.NEXT)

    group.lead(coach_actions.END)
    group.wait(6)

    assert len(figures(group.group, OUTCOMES)) == 1


@pytest.mark.parametrize(
    ("people", "why"), [(8, group_results.too_spread()), (4, group_results.too_few())], ids=["spread", "few"]
)
def test_why_no_totals_of_the_advice_are_shown_is_said_as_it_is(people: int, why: Phrase) -> None:
    group = with_results(people)
    hidden = [replace(each, cells=()) for each in figures(group.group, OUTCOMES)]
    group.group = replace(group.group, taken=tuple(hidden))

    assert f"{ENGLISH(why)} Your own result is one tap away." in group.said(Role.STEP, str(group.group.step))
