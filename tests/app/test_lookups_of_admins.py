"""A coach leads for as long as they are an admin: asked beside the handling, once a minute at most."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app.lookups import MOST, TRUSTED, Admins
from bot.app.update import CoachTap, GroupCommand, Sender, Update
from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions, people_actions
from bot.core.group.actions import Action
from bot.core.group.session import GroupChange, GroupSession, GroupStage
from bot.core.group.status import lead_stamp
from bot.core.screen.surface import Notice
from bot.core.words import people
from bot.core.words.english import ENGLISH
from bot.outbox.chat_port import GroupInfo, MemberStatus
from tests.gathering import Team, team
from tests.groups import CHAT, COACH, GROUP
from tests.rehearsal import NOW, rest


class Button:
    """A button about no step."""

    about = 0

    def step(self, dialog: Dialog) -> str:
        return ""

    def among(self, names: Iterable[str]) -> str:
        return ""


class AskedTeam:
    """A team whose platform notes each time that it is asked about somebody."""

    def __init__(self, group: Team) -> None:
        self.team = group
        self.asked: list[tuple[int, int]] = []
        self.number = 1000
        answer = group.chat.member_status

        async def member_status(chat: int, person: int) -> MemberStatus:
            self.asked.append((chat, person))
            return await answer(chat, person)

        group.chat.member_status = member_status  # type: ignore[method-assign]  # it listens

    def is_(self, status: MemberStatus) -> None:
        self.team.chat.standings[CHAT, COACH] = status

    async def stored(self) -> GroupSession:
        group = (await self.team.shell.store.group(GROUP)).group
        assert group is not None
        return group

    async def does(self, what: Any, at: float = NOW) -> None:
        self.number += 1
        await self.team.shell.app.handle(Update(self.number, at, Sender(COACH, "Anna"), what))
        await rest()

    async def presses(self, at: float = NOW, action: Action = coach_actions.PAUSE) -> GroupSession:
        """The coach presses a button of the console; the group after that."""
        group = await self.stored()
        tap = CoachTap(COACH, f"q{self.number}", 7, GROUP, lead_stamp(group), action, Button())
        await self.does(tap, at)
        return await self.stored()


@pytest.fixture
async def asked(tmp_path: Path) -> AskedTeam:
    return AskedTeam(await team(tmp_path))


async def test_an_admin_leads_and_is_asked_about_once_a_minute(asked: AskedTeam) -> None:
    asked.is_(MemberStatus.ADMIN)
    await asked.presses(NOW)
    pages = [(await asked.presses(at, people_actions.PEOPLE)).pages for at in (NOW + 1, NOW + TRUSTED + 2)]

    assert pages == [{COACH: "people"}] * 2
    assert asked.asked == [(CHAT, COACH)] * 2


@pytest.mark.parametrize("status", [MemberStatus.MEMBER, MemberStatus.GONE])
async def test_who_is_no_admin_any_more_leads_no_longer_and_is_told(
    asked: AskedTeam, status: MemberStatus
) -> None:
    asked.is_(status)

    group = await asked.presses()

    assert (group.stage, group.coaches) == (GroupStage.OPEN, {})
    assert asked.team.chat.taps[-1][1] == Notice(people.demoted(group.place), alert=True)
    assert ENGLISH(people.no_longer_admin(group.place)) in [
        block.text for screen in asked.team.stands(COACH) for block in screen.blocks
    ]


async def test_a_platform_that_does_not_say_keeps_nobody_from_leading(asked: AskedTeam) -> None:
    group = await asked.presses()

    assert (group.stage, [*group.coaches]) == (GroupStage.PAUSED, [COACH])


async def test_a_tap_is_settled_only_once_it_was_acted_on(asked: AskedTeam) -> None:
    said, answer = asyncio.Event(), asked.team.chat.member_status

    async def says_late(chat: int, person: int) -> MemberStatus:
        await said.wait()
        return await answer(chat, person)

    asked.team.chat.member_status = says_late  # type: ignore[method-assign]  # it is slow
    press = asyncio.create_task(asked.presses())
    await rest()
    assert not press.done()
    assert asked.team.chat.taps == []

    said.set()

    assert (await press).stage is GroupStage.PAUSED
    assert [query for query, _ in asked.team.chat.taps] == [f"q{asked.number - 1}"]


async def test_a_command_in_the_group_asks_as_well(asked: AskedTeam) -> None:
    asked.is_(MemberStatus.MEMBER)

    await asked.does(GroupCommand(CHAT, None, "Team", "pause"))

    assert ((await asked.stored()).stage, (await asked.stored()).coaches) == (GroupStage.OPEN, {})


async def test_an_admin_leads_by_commands(asked: AskedTeam) -> None:
    asked.is_(MemberStatus.ADMIN)

    await asked.does(GroupCommand(CHAT, None, "Team", "pause"))

    assert (await asked.stored()).stage is GroupStage.PAUSED


async def test_after_the_end_nobody_needs_to_be_an_admin(asked: AskedTeam) -> None:
    group = await asked.stored()
    ended = replace(group, stage=GroupStage.ENDED, revision=group.revision + 1)
    await asked.team.commits(GroupChange(ended))
    tap = CoachTap(COACH, "q", 7, GROUP, lead_stamp(ended), coach_actions.FILES, Button())

    await asked.does(tap)

    assert asked.asked == []


@pytest.mark.parametrize("action", [coach_actions.START, coach_actions.RESUME])
async def test_a_new_name_of_the_group_that_was_missed_is_found_before_it_goes_on(
    asked: AskedTeam, action: Action
) -> None:
    asked.is_(MemberStatus.ADMIN)
    asked.team.chat.groups[CHAT] = GroupInfo("New team", 9, is_super=True, can_pin=False, sees_leaving=False)

    group = await asked.presses(action=action)

    assert group.place == "New team"


def test_only_so_many_answers_are_remembered() -> None:
    admins = Admins()
    for person in range(MOST + 1):
        admins.note(person, 1, NOW)
    is_full = not admins.is_known(MOST, 1, NOW)
    admins.note(MOST, 1, NOW + TRUSTED + 1)

    assert is_full
    assert admins.is_known(MOST, 1, NOW + TRUSTED + 1)


def test_a_clock_that_was_put_back_makes_no_answer_last() -> None:
    admins = Admins()
    admins.note(7, 1, NOW)

    assert not admins.is_known(7, 1, NOW - 3600)
