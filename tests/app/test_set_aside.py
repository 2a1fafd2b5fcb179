"""What somebody hears whose stored session cannot be read, and that they can begin anew."""

from pathlib import Path

import pytest

from bot.app.update import GroupCommand, Text
from bot.core.group.session import GroupChange
from bot.core.kinds.answering import Answer
from bot.core.screen.surface import Notice
from bot.core.solo.events import Begin
from bot.core.words import group_toasts, toasts
from bot.core.words.english import ENGLISH
from bot.stores.protocol import GroupAddress
from bot.stores.sqlite.store import SqliteStore
from bot.stores.unreadable import UnreadableRow
from tests.rehearsal import ANN, BEN, TEA, Stage, press, stage
from tests.stores.circle import ANNA, OPENED, PLACE, TOPIC, in_private, seat_of

TOLD = ENGLISH(toasts.set_aside())


class Damaged(SqliteStore):
    """A store whose rows can be damaged."""

    async def run(self, statement: str, *values: object) -> None:
        await self._writer.run(lambda connection: connection.execute(statement, values))


@pytest.fixture
async def store() -> Damaged:
    return Damaged.in_memory()


@pytest.fixture
async def shell(tmp_path: Path, store: Damaged) -> Stage:
    shell = await stage(tmp_path, TEA, store=store)
    for person in (ANN, BEN):
        await shell.say("/start", person)
        await shell.tap(Begin(), chat=person)
    return shell


async def test_who_types_gets_a_message_and_begins_anew(shell: Stage, store: Damaged) -> None:
    await store.run("UPDATE sessions SET body = '{' WHERE chat = ?", ANN)

    with pytest.raises(UnreadableRow):
        await shell.say("tea")
    await shell.clock.advance(2)
    assert shell.chat.told(ANN)[-1] == TOLD

    await shell.say("/start")
    assert (await shell.session()).answers == {}
    assert shell.chat.told(BEN)[-1] != TOLD


async def test_who_taps_gets_an_alert(shell: Stage, store: Damaged) -> None:
    session = await shell.session()
    await store.run("UPDATE sessions SET stage = 'dreaming' WHERE chat = ?", ANN)

    with pytest.raises(UnreadableRow):
        await shell.handle(press(Answer("leaning", "tea"), session.id, session.turn), 90)
    await shell.clock.advance(0)

    assert shell.chat.taps[-1] == ("q", Notice(toasts.set_aside(), alert=True))


async def test_a_group_is_told_where_its_session_was(shell: Stage, store: Damaged) -> None:
    await store.update(GroupAddress(PLACE, TOPIC), None, lambda _: GroupChange(group=OPENED), 1.0)
    await store.run("UPDATE group_sessions SET body = '{' WHERE id = ?", OPENED.id)

    with pytest.raises(UnreadableRow):
        await shell.update(GroupCommand(PLACE, TOPIC, "Circle", "log", ""), person=ANNA)
    await shell.clock.advance(2)

    assert shell.chat.told(PLACE) == (ENGLISH(group_toasts.session_set_aside()),)


async def test_a_broken_seat_takes_nothing_from_the_answer_in_the_private_chat(
    shell: Stage, store: Damaged
) -> None:
    session = await shell.session()
    ours = in_private(seat_of(ANN, "Ann", 77))
    joined = GroupChange(group=OPENED, seats=(ours,))
    await store.update(GroupAddress(PLACE, TOPIC), None, lambda _: joined, 1.0)
    await store.run("UPDATE members SET session = ?, body = '{' WHERE person = ?", session.id, ANN)

    await shell.handle(press(Answer("leaning", "tea"), session.id, session.turn), 90)

    assert [each.answers for each in await store.sessions(ANN) if each.id == session.id] == [
        {"leaning": "tea"}
    ]


async def test_what_nobody_waits_for_is_told_nobody(shell: Stage, store: Damaged) -> None:
    await store.run("UPDATE sessions SET body = '{' WHERE chat = ?", ANN)
    before = shell.chat.told(BEN)

    with pytest.raises(UnreadableRow):
        await shell.update(Text(999, "tea"))
    await shell.clock.advance(2)

    assert shell.chat.told(BEN) == before
