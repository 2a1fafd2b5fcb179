"""The console is where its coach is: it comes once below what is sent there, and the older points down."""

from dataclasses import replace
from pathlib import Path

from bot.core.group.session import GroupChange
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Role, ShowGroup
from bot.core.words import coaching
from bot.core.words.english import ENGLISH
from bot.outbox.chat_port import NotSent
from tests.gathering import Team, team
from tests.groups import COACH

CONSOLE = ShowGroup(Role.CONSOLE, str(COACH), COACH)
FILES = (ShowGroup(Role.TABLE, str(COACH), COACH), ShowGroup(Role.SUMMARY, str(COACH), COACH))
NOTE = Screen((Block("Ben took over."),))
TOLD = GroupChange(tell=((COACH, None, NOTE),))
SWEEP = 3


async def leading(folder: Path) -> Team:
    """A group whose coach has the console before them."""
    group = await team(folder)
    await group.shell.courier.recover()
    await group.shows(CONSOLE)
    return group


def stands(group: Team) -> list[str]:
    """What stands in the coach's chat: a console with buttons, one that points down, or something else."""
    below, named = ENGLISH(coaching.console_below()), []
    for screen in group.stands(COACH):
        points = screen.blocks[-1].text == below and not screen.rows
        named.append("pointer" if points else "console" if screen.rows else "note")
    return named


def coach_calls(group: Team) -> list[object]:
    return [call[0] for call in group.chat.calls if call[1] == COACH]


async def test_a_console_comes_below_a_notice_and_the_older_one_points_down(tmp_path: Path) -> None:
    group = await leading(tmp_path)

    await group.hands_over(TOLD)
    await group.waits(SWEEP)

    assert stands(group) == ["pointer", "note", "console"]
    assert coach_calls(group) == ["send", "send", "send", "edit"]


async def test_a_console_comes_once_below_several_notices(tmp_path: Path) -> None:
    group = await leading(tmp_path)

    await group.hands_over(replace(TOLD, tell=TOLD.tell * 3))
    await group.waits(SWEEP)

    assert stands(group) == ["pointer", "note", "note", "note", "console"]


async def test_a_console_is_not_sent_again_for_counts(tmp_path: Path) -> None:
    group = await leading(tmp_path)
    await group.hands_over(TOLD)
    await group.waits(SWEEP)

    for person in (1, 2, 3):
        await group.chooses(person, "get", CONSOLE)
        await group.waits(10)

    assert stands(group) == ["pointer", "note", "console"]


async def test_a_console_comes_below_the_files(tmp_path: Path) -> None:
    group = await leading(tmp_path)

    await group.shows(*FILES)
    await group.shell.courier.settle()
    await group.waits(SWEEP)

    sent = [call[0] for call in group.chat.calls if call[1] == COACH and call[0] in ("send", "document")]
    assert sent == ["send", "document", "document", "send"]


async def test_one_console_has_buttons_though_the_bot_ends_before_the_older_one_points_down(
    tmp_path: Path,
) -> None:
    group = await leading(tmp_path)
    await group.hands_over(TOLD)
    group.chat.faults[COACH] = [None, NotSent()]
    await group.waits(SWEEP)
    group.shell.courier.forget(COACH)  # what it knew is gone, as after a kill

    await group.waits(60)

    assert stands(group) == ["pointer", "note", "console"]
