"""Updates that nobody can handle, among those of others: put aside, and nobody else notices."""

import asyncio
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

import pytest

from bot.playground.people import Person
from bot.playground.refusals import Json
from tests.e2e.bots import Bot
from tests.e2e.travellers import Traveller, ai_cert, plan
from tests.e2e.walk import START, begun, kept, tap, typed

NOT: Final[tuple[Any, ...]] = (None, [], {}, "no", -1, True, 2**70, "\ud800")
"""What stands in a field instead of what belongs there."""


def whole_updates(person: Person) -> dict[str, Json]:
    """One of each kind, of somebody; as Telegram sends them."""
    chat, sender = person.chat.json(), person.user.json()
    message = {"message_id": 900, "date": 1_790_000_000, "chat": chat, "from": sender, "text": "hello"}
    member = {"user": sender, "status": "member"}
    change = {"chat": chat, "from": sender, "date": 1_790_000_000}
    return {
        "message": message,
        "edited_message": {**message, "edit_date": 1_790_000_001},
        "callback_query": {"id": "77", "from": sender, "chat_instance": "3", "data": "x", "message": message},
        "my_chat_member": {**change, "old_chat_member": member, "new_chat_member": member},
    }


def malformed_updates(person: Person) -> Iterator[tuple[str, Any]]:
    """Kind and content: each field of each kind missing, or holding something else."""
    for kind, whole in whole_updates(person).items():
        yield from ((kind, wrong) for wrong in NOT[:4])
        for name in whole:
            yield kind, {key: value for key, value in whole.items() if key != name}
            yield from ((kind, {**whole, name: wrong}) for wrong in NOT)


def buried(bot: Bot) -> list[str]:
    with closing(sqlite3.connect(bot.database)) as connection:
        return [problem for (problem,) in connection.execute("SELECT problem FROM buried ORDER BY update_id")]


@pytest.mark.parametrize(("share", "walkers"), [(20, 3), pytest.param(1, 20, marks=pytest.mark.slow)])
async def test_malformed_updates_are_put_aside_while_others_arrive(
    bot: Bot, share: int, walkers: int
) -> None:
    """share: one of how many malformed updates."""
    chance = random.Random(18)
    names = [f"P{each}" for each in range(walkers)]
    everybody = [Traveller(bot.telegram.person(each), plan(ai_cert(), chance, each)) for each in names]
    stranger = bot.telegram.person("Stranger")
    await bot.start()

    walks = [asyncio.create_task(each.travel()) for each in everybody]
    malformed = list(malformed_updates(stranger))[::share]
    assert len(malformed) * share >= 46
    for kind, content in malformed:
        bot.telegram.queue(kind, content)
        await asyncio.sleep(0.05)
    await asyncio.gather(*walks)
    await bot.telegram.settles(60)

    assert await bot.stop() == 0
    # a tap without its parts may be answered or not, and what it named is not there
    assert "Traceback" not in bot.log
    async with bot.store() as store:
        answers = [dict(each.answers) for one in everybody for each in await store.sessions(one.person.id)]
    assert answers == [dict(each.answers) for each in everybody]
    assert 0 < len(buried(bot)) <= len(malformed)
    assert {each for each in buried(bot) if not each.startswith("not an update of the Bot API")} == set()


async def test_what_a_bug_fails_on_is_tried_three_times_and_the_chat_goes_on(bot: Bot) -> None:
    await bot.start(DIES_AT="poison")
    ann, card = await begun(bot)
    bob, bobs = await begun(bot, "Bob")
    for poison in ("poison", "poison MemoryError"):
        ann.sends(poison)
    bobs = await tap(bob, "A promotion", bobs)

    await typed(ann, "a promotion", card, "How well can you see")

    assert [bot.log.count(f", try {each}:") for each in (1, 2, 3, 4)] == [2, 2, 2, 0]
    assert await kept(bot, ann) == {**START, "goal": "promotion"}
    assert len(buried(bot)) == 2

    async with bot.store() as store:
        for letter in await store.dead_letters():
            await store.request_retry(letter.update_id)
    await bot.start()  # of a version without the bug
    async with asyncio.timeout(30):
        while buried(bot):  # noqa: ASYNC110  # it happens in another process
            await asyncio.sleep(0.05)
    assert await kept(bot, ann) == {**START, "goal": "promotion"}
