"""A group that gets another name is called by that from then on, consoles and private cards too."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.news import group_renamed
from bot.app.update import NOBODY, GroupCommand, Renamed, Sender, Update
from bot.core.group.session import FoundGroup, GroupChange, GroupStage
from bot.core.screen.surface import Role
from tests.example import dog
from tests.gathering import Team, team
from tests.groups import CHAT, COACH, GROUP, Rehearsed, rehearsed
from tests.rehearsal import NOW, rest


def found(group: Rehearsed) -> FoundGroup:
    return FoundGroup(group.group, tuple(group.seats.values()))


def in_topic(group: Rehearsed, topic: str = "Plans") -> Rehearsed:
    group.group = replace(group.group, thread=3, topic=topic)
    return group


def test_consoles_and_private_cards_follow_the_name() -> None:
    group = in_topic(rehearsed(dog(), 2))
    seat = group.seats[1]
    group.seats[1] = replace(seat, session=replace(seat.session, place="Team · Plans"))

    change = group.kept(group_renamed(None, "Us", found(group)))

    assert group.group.title == "Us · Plans"
    assert group.seats[1].session.place == "Us · Plans"
    assert change.touched == (seat.session.id,)
    assert [each.chat for each in change.show if each.role is Role.CONSOLE] == [COACH]
    assert group.said(Role.CONSOLE, str(COACH)).startswith("Us · Plans · ")


@pytest.mark.parametrize(("thread", "title"), [(3, "Team · Ideas"), (4, "Team · Plans")])
def test_a_topic_is_followed_by_the_sessions_in_it(thread: int, title: str) -> None:
    group = in_topic(rehearsed(dog(), 2))

    group.kept(group_renamed(thread, "Ideas", found(group)))

    assert group.group.title == title


@pytest.mark.parametrize(
    ("stage", "name"), [(GroupStage.LOBBY, "Team"), (GroupStage.LOBBY, ""), (GroupStage.ENDED, "Us")]
)
def test_the_same_name_none_and_one_after_the_end_change_nothing(stage: GroupStage, name: str) -> None:
    group = rehearsed(dog(), 2)
    group.group = replace(group.group, stage=stage)

    assert group_renamed(None, name, found(group)) == GroupChange()


async def stored_title(gathered: Team) -> str:
    group = (await gathered.shell.store.group(GROUP)).group
    assert group is not None
    return group.title


async def test_the_message_about_a_new_name_is_acted_on(tmp_path: Path) -> None:
    gathered = await team(tmp_path)

    await gathered.shell.app.handle(Update(901, NOW, NOBODY, Renamed(CHAT, None, "Us")))

    assert await stored_title(gathered) == "Us"


async def test_a_command_says_what_the_group_is_called_now(tmp_path: Path) -> None:
    gathered = await team(tmp_path)

    await gathered.shell.app.handle(Update(901, NOW, Sender(7, "Ben"), GroupCommand(CHAT, None, "Us", "log")))
    await rest()

    assert await stored_title(gathered) == "Us"
