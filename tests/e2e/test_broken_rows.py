"""Rows that cannot be read, each of somebody else: its owner can begin anew, and nobody else notices."""

import asyncio
import sqlite3
from contextlib import closing

from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot
from tests.e2e.walk import begun, tap

Damage = tuple[str, object]

DAMAGES: dict[str, Damage] = {
    "no json": ("UPDATE sessions SET body = ? WHERE chat = ?", "{"),
    "not an object": ("UPDATE sessions SET body = ? WHERE chat = ?", "[]"),
    "stage of tomorrow": ("UPDATE sessions SET stage = ? WHERE chat = ?", "dreaming"),
    "answer of tomorrow": ("UPDATE sessions SET body = ? WHERE chat = ?", '{"answers":{"pair":{"mood":1}}}'),
    "key of tomorrow": ("UPDATE sessions SET body = ? WHERE chat = ?", '{"mood":1}'),
    "no text": ("UPDATE sessions SET body = CAST(? AS TEXT) WHERE chat = ?", b'{"place":"\xff"}'),
}
TOLD = ENGLISH(toasts.set_aside())


async def test_who_owns_a_broken_row_is_told_and_begins_anew(bot: Bot) -> None:
    await bot.start()
    people = {name: await begun(bot, name) for name in DAMAGES}
    bob, bobs = await begun(bot, "Bob")
    await bot.telegram.settles()
    assert await bot.stop() == 0
    for name, (person, _) in people.items():
        damage(bot, person, DAMAGES[name])
    await bot.start()

    # half of them type first, the others tap first
    first = [by_text, by_tap] * len(people)
    await asyncio.gather(*(act(*each) for act, each in zip(first, people.values(), strict=False)))
    bobs = await tap(bob, "A promotion", bobs)

    assert "How well can you see" in bobs.text
    for person, _ in people.values():
        mine = person.sends("/start ai-cert")
        assert await person.sees(label="Who's behind this?", after=mine)
    await bot.telegram.settles()
    assert await bot.stop() == 0
    assert bot.telegram.finish() == ()
    assert buried(bot) == len(people)


async def by_text(person: Person, _card: ChatMessage) -> None:
    mine = person.sends("hello")
    await person.sees(TOLD, after=mine)


async def by_tap(person: Person, card: ChatMessage) -> None:
    assert (await person.taps("A promotion", message=card).answered()).text == TOLD


def damage(bot: Bot, person: Person, how: Damage) -> None:
    statement, value = how
    with closing(sqlite3.connect(bot.database)) as connection, connection:
        assert connection.execute(statement, (value, person.id)).rowcount == 1


def buried(bot: Bot) -> int:
    with closing(sqlite3.connect(bot.database)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM buried").fetchone()
    return int(number)
