"""What a member shares of the result is for whoever leads, and for nobody who comes after."""

from dataclasses import replace

from bot.core.dialog.answers import Answers
from bot.core.group import coach_actions
from bot.core.group.events import Share
from bot.core.group.own_results import TWICE
from bot.core.screen.surface import Role
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed

BORIS = 77


def shares(group: Rehearsed) -> dict[int, bool]:
    return {person: bool(seat.member.shared_with) for person, seat in group.seats.items()}


def test_there_is_nothing_to_share_before_the_results() -> None:
    group = rehearsed(dog(), 2)

    for _ in range(2):
        change = group.tap(1, Share())
        group.at += 2 * TWICE
        assert change.notice is not None
        assert ENGLISH(change.notice.text).startswith("Results come after the questions.")

    assert shares(group) == {1: False, 2: False}


def test_who_takes_over_sees_nothing_that_was_shared_before() -> None:
    group = rehearsed(dog(), 2)
    for person in (1, 2):
        seat = group.seats[person]
        group.seats[person] = replace(seat, member=replace(seat.member, shared_with=COACH))

    group.lead(coach_actions.TAKE_OVER, "Boris", BORIS)

    assert shares(group) == {1: False, 2: False}


def test_those_whose_shared_advice_is_not_listed_are_counted() -> None:
    group = rehearsed(dog(), 18)
    said: Answers = {"wish": "friend", "garden": ("me",), "walk": "w3"}
    for person, seat in list(group.seats.items()):
        member, session = replace(seat.member, shared_with=COACH), replace(seat.session, answers=said)
        group.seats[person] = replace(seat, member=member, session=session)

    lines = group.said(Role.CONSOLE, str(COACH)).splitlines()

    assert sum(line.startswith("• P") for line in lines) == 15
    assert "• 3 more people shared theirs; the first 15 are listed here." in lines
