"""What happens without anybody asking."""

import asyncio
from pathlib import Path

import pytest

from bot.app.update import NOBODY, Update, Upgraded
from bot.core.group.session import GroupChange
from bot.core.group.status import new_messages
from bot.stores.protocol import StoreError
from tests.gathering import Team, team
from tests.groups import CHAT, GROUP
from tests.rehearsal import NOW

ABOVE = -1009
FIRST, SECOND = (Update(number, NOW, NOBODY, Upgraded(CHAT, ABOVE)) for number in (901, 902))
"""Telegram says it twice: in the old chat and in the new one."""


async def on_show(tmp_path: Path) -> tuple[Team, int]:
    """A group with all that it is shown, and how many messages that is."""
    gathered = await team(tmp_path)
    group = (await gathered.shell.store.group(GROUP)).group
    assert group is not None
    shown = new_messages(group)
    await gathered.hands_over(GroupChange(show=shown))
    await gathered.shell.clock.advance(30)
    return gathered, len(shown)


def sent_above(gathered: Team) -> int:
    return sum(what == "send" for _, what, chat in gathered.chat.times if chat == ABOVE)


@pytest.mark.parametrize("apart", [None, 0.0, 5.0])
async def test_a_group_that_becomes_a_supergroup_is_shown_everything_once(
    tmp_path: Path, apart: float | None
) -> None:
    gathered, messages = await on_show(tmp_path)
    shell = gathered.shell

    if apart is None:
        await asyncio.gather(shell.app.handle(FIRST), shell.app.handle(SECOND))
    else:
        await shell.app.handle(FIRST)
        await shell.clock.advance(apart)
        await shell.app.handle(SECOND)
    await shell.clock.advance(60)

    assert sent_above(gathered) == messages


async def test_an_upgrade_that_the_store_could_not_take_is_acted_on_when_it_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered, messages = await on_show(tmp_path)
    shell = gathered.shell

    async def fail(*about: object) -> None:
        raise StoreError("locked")

    with monkeypatch.context() as out_of_use:
        out_of_use.setattr(shell.store, "update", fail)
        with pytest.raises(StoreError):
            await shell.app.handle(FIRST)
    await shell.app.handle(FIRST)
    await shell.clock.advance(60)

    assert sent_above(gathered) == messages
