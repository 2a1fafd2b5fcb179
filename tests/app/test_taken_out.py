"""Somebody whom the coach has taken out hears of it, wherever they come from."""

from dataclasses import replace
from pathlib import Path

from bot.app.update import Opened, Sender, Update
from bot.core.group.session import GroupChange
from bot.core.words import people
from bot.core.words.english import ENGLISH
from tests.gathering import team
from tests.groups import GROUP
from tests.rehearsal import NOW, rest


async def test_who_was_taken_out_and_opens_the_link_is_told_so_beside_their_card(tmp_path: Path) -> None:
    gathered = await team(tmp_path)
    seat = gathered.rehearsed.seats[1]
    barred = replace(seat, member=replace(seat.member, here=False, is_barred=True))
    await gathered.commits(GroupChange(seats=(barred,)))

    await gathered.shell.app.handle(Update(901, NOW, Sender(1, "P1"), Opened(GROUP)))
    await rest()

    stored = (await gathered.shell.store.group(GROUP)).seat(1)
    assert stored is not None
    assert (stored.member.here, stored.member.private) == (False, True)
    said = [[block.text for block in screen.blocks] for screen in gathered.stands(1)]
    assert [ENGLISH(people.out_of_session())] in said
    assert len(said) == 2
