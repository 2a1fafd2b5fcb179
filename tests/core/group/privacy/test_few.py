"""Fewer than k people: results and talk for each, and nothing said of totals that never come."""

from dataclasses import replace
from functools import cache

import pytest

from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions
from bot.core.group.group_questions import GUESS
from bot.core.group.session import GroupStage
from bot.core.screen.surface import Role
from bot.core.words import console, group_steps
from bot.core.words.english import ENGLISH
from tests.core.group.talking import talkative, talking
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed


@cache
def guessing() -> Dialog:
    """The dog, in which the group guesses what draws it to one."""
    wish = dog().questions["wish"]
    asked = replace(wish, group=replace(wish.group, guess=True))
    return replace(dog(), questions={**dog().questions, "wish": asked})


def closed(group: Rehearsed) -> None:
    for person in group.seats:
        group.choose(person, next(iter(group.step.question.options)))
    group.reveal()


def labels(group: Rehearsed) -> list[str]:
    return [button.label for row in group.screen(Role.CONSOLE, str(COACH)).rows for button in row]


@pytest.mark.parametrize(("people", "guesses"), [(4, 0), (5, 1)])
def test_few_do_not_guess_what_they_will_never_be_told(people: int, guesses: int) -> None:
    group = rehearsed(guessing(), people)
    group.lead(coach_actions.START)
    asked = []
    while group.group.stage is not GroupStage.RESULTS:
        asked.append(group.step.question.id)
        closed(group)
        group.lead(coach_actions.NEXT)

    assert asked.count(f"{GUESS}wish") == guesses
    assert asked[-3:] == ["wish", "garden", "walk"]


@pytest.mark.parametrize(
    ("people", "end", "title"),
    [(4, "End the talk", "Talk about it together"), (6, "Show the totals", "Talk first, then the totals")],
)
def test_few_end_their_talk_and_others_show_the_totals(people: int, end: str, title: str) -> None:
    group = talking(people)
    console, talk = labels(group), group.said(Role.TALK, str(group.group.step)).splitlines()[0]

    group.lead(coach_actions.REVEAL)

    assert (end in console, talk) == (True, title)
    stands = "Step 3 of 9 is closed." if people < 5 else "We're looking at the totals of step 3 of 9."
    assert stands in group.said(Role.CONSOLE, str(COACH))


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (1, ENGLISH(group_steps.too_few(5))),
        (3, ENGLISH(group_steps.too_few_talk(5))),
    ],
)
def test_few_are_sent_to_talk_and_one_alone_is_not(people: int, told: str) -> None:
    group = rehearsed(dog(), people)
    group.lead(coach_actions.START)
    closed(group)

    assert group.said(Role.STEP, "0").splitlines()[1] == told


def test_few_are_not_sent_to_talk_of_what_is_sensitive() -> None:
    leaning = talkative().questions["leaning"]
    asked = replace(leaning, group=replace(leaning.group, sensitive=True, discuss="never"))
    group = rehearsed(replace(dog(), questions={**dog().questions, "leaning": asked}), 3)
    group.lead(coach_actions.START)
    closed(group)

    assert "Talk" not in group.said(Role.STEP, "0")


def test_the_coach_of_few_may_start_or_invite_more() -> None:
    group = rehearsed(dog(), 3)

    assert ENGLISH(console.few_yet(5)) in group.said(Role.CONSOLE, str(COACH))
    assert labels(group)[:2] == ["▶ Start", "Invite"]
