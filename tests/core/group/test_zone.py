"""The group's time: chosen by its coach, used for dates, and for not writing to anybody at night."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.dialog.answers import Value
from bot.core.group import coach_actions, people_actions
from bot.core.group.coach_moves import perform
from bot.core.group.deadlines import CHECKS, group_day
from bot.core.group.events import Lead
from bot.core.group.group_questions import PLAN_ASK
from bot.core.group.session import GroupChange
from bot.core.screen.surface import Notice, Role
from bot.core.solo.promise import HOUR, ZONE_ASKED, ZONES, local
from bot.core.words import follow_up, people
from bot.documents.report import table_file
from tests.example import dog
from tests.groups import BEGUN, COACH, Rehearsed, rehearsed

NIGHT = BEGUN + 14 * HOUR
"""In London, 22:00; BEGUN is 08:00 there."""


def times(group: Rehearsed) -> dict[str, Lead]:
    rows = group.screen(Role.CONSOLE, str(COACH)).rows
    return {each.label: each.event for row in rows for each in row if isinstance(each.event, Lead)}


def tapped(group: Rehearsed, button: Lead) -> GroupChange:
    return group.kept(perform(replace(group.context("Anna", COACH), number=button.number), button.action))


def test_a_coach_says_what_time_it_is_there() -> None:
    group = rehearsed(dog())
    group.lead(people_actions.ZONE)
    in_tokyo = times(group)[f"{local(BEGUN, 9 * 60):%H:%M}"]

    change = tapped(group, in_tokyo)

    assert (group.group.zone, group.group.pages) == (9 * 60, {})
    assert change.notice == Notice(people.zone_saved())


def test_times_that_are_no_longer_right_are_shown_again() -> None:
    group = rehearsed(dog())
    group.lead(people_actions.ZONE)
    old = times(group)[f"{local(BEGUN, 60):%H:%M}"]
    group.at += ZONE_ASKED + 60

    change = tapped(group, old)

    assert (group.group.zone, change.notice) == (None, Notice(follow_up.times_moved_on()))
    assert f"{local(group.at, 60):%H:%M}" in times(group)


@pytest.mark.parametrize("number", [0, len(ZONES) + 1])
def test_a_button_for_no_time_changes_nothing(number: int) -> None:
    group = rehearsed(dog())
    group.lead(people_actions.ZONE)

    assert tapped(group, Lead(people_actions.TAKE_ZONE, number=number)).group is None


@pytest.mark.parametrize(("zone", "day"), [(None, 15), (0, 15), (9 * 60, 16), (-10 * 60, 15)])
def test_dates_are_those_of_the_group(zone: int | None, day: int) -> None:
    group = rehearsed(dog())
    group.group = replace(group.group, zone=zone, acted_at=NIGHT)

    name, _, _ = table_file(group.view)

    assert group_day(group.group, NIGHT) == date(2027, 1, day)
    assert name == f"dog-team-2027-01-{day}.csv"


# --- asked afterwards, and never at night ---------------------------------------------------


def ended_at(at: float, zone: int | None, *own: int | None) -> Rehearsed:
    """A group that has ended, whose members want to be asked after three days. own: their own zones."""
    group = rehearsed(dog(), len(own))
    for seat, each in zip([*group.seats.values()], own, strict=True):
        given: dict[str, Value] = {PLAN_ASK: "days3"}
        member = replace(seat.member, given=given)
        group.seats[member.person] = replace(seat, member=member, is_known=True, zone=each)
    group.lead(coach_actions.END)
    group.wait(6)
    group.group = replace(group.group, zone=zone, acted_at=at)
    group.at = at
    return group


def asked(change: GroupChange) -> list[int]:
    return [each.chat for each in change.show if each.role is Role.CHECK_IN and each.below and each.chat]


def test_nobody_is_asked_at_night_but_in_their_own_morning() -> None:
    """One lives by the group's time, where it is late; for one it is noon, for one it is evening."""
    group = ended_at(NIGHT, 0, None, -10 * 60, 9 * 60)
    due = [asked(group.wait(CHECKS[0]))]
    while group.group.closes_at is not None:
        due.append(asked(group.wait(group.group.closes_at - group.at)))

    assert due == [[2], [3], [1]]
    assert [group.seats[person].member.checks for person in (1, 2, 3)] == [(0,)] * 3


def test_a_deadline_is_set_for_the_morning() -> None:
    group = ended_at(NIGHT, 0, None)

    group.wait(CHECKS[0])

    assert group.group.deadline == NIGHT + CHECKS[0] + 11 * HOUR
    assert group.group.deadline == group.group.closes_at
