"""A dialog edited again and again under people who are in the middle of it: all of them arrive."""

import asyncio
import random
import re

import pytest

from bot.core.solo.session import Stage
from tests.e2e.bots import Bot
from tests.e2e.test_live_change import reads, shelved
from tests.e2e.travellers import PATIENCE, Traveller, ai_cert, plan

EDITS = 10


def edited(text: str, number: int, kind: str) -> str:
    """The file with other words, with another logic under a higher version, or broken."""
    if kind == "broken":
        return text.replace("format: 1", f"format: one{number}", 1)
    if kind == "wording":
        return re.sub(r'why: "', f'why: "({number}) ', text, count=1)
    text = re.sub(r"\bversion: \d+", f"version: {100 + number}", text, count=1)
    return re.sub(r"    weight: \d", f"    weight: {1 + number % 3}", text, count=1)


@pytest.mark.parametrize("people", [12, pytest.param(1_000, marks=pytest.mark.slow)])
async def test_everybody_arrives_with_every_answer(bot: Bot, people: int) -> None:
    chance = random.Random(7)
    file = shelved(bot)
    whole = file.read_text(encoding="utf-8")
    # At the usual thirty cards a second, so many would be on their way for ten minutes.
    await bot.start(DIALOGS_DIR=str(file.parents[1]), CALLS_PER_SECOND="1000")
    names = [f"P{each}" for each in range(people)]
    patience = max(PATIENCE, people / 20)  # so that they do not crowd out each other by tapping again
    all_of_them = [
        Traveller(bot.telegram.person(each), plan(ai_cert(), chance, each), patience=patience)
        for each in names
    ]

    async with asyncio.TaskGroup() as under_way:
        for each in all_of_them:
            under_way.create_task(each.travel())
        await all_of_them[0].person.sees("certification", timeout=120)  # before it listens, a hangup ends it
        for number in range(EDITS):
            kind = chance.choice(("wording", "logic", "broken"))
            file.write_text(edited(whole, number, kind), encoding="utf-8")
            await reads(
                bot, "kept the dialogs as they were" if kind == "broken" else "read the dialogs again"
            )

    await bot.telegram.settles(300)
    assert "with changed logic: ai-cert" in bot.log
    assert await bot.stop() == 0
    async with bot.store() as store:
        for each in all_of_them:
            (session,) = await store.sessions(each.person.id)
            meant = {name: each.answers[name] for name in session.answers}
            assert (session.stage, dict(session.answers)) == (Stage.DONE, meant)
