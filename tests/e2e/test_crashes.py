"""kill -9 at any moment: no answer lost, none under another question, nobody stuck."""

import asyncio
import random

import pytest

from bot.core.session import Stage
from tests.e2e.bots import Bot
from tests.e2e.travellers import Traveller, ai_cert, plan

POINTS = ("fetched", "committed", "before_send", "sent_not_recorded", "recorded")
AFTER_A_KILL = {"not-modified", "answers-twice", "edits-unknown", "deletes-unknown"}
"""What a bot cannot know it did before it was killed, it may do again."""


def travellers(bot: Bot, chance: random.Random, number: int) -> list[Traveller]:
    start = len(bot.telegram.world.chats)
    names = [f"P{start + each}" for each in range(number)]
    return [Traveller(bot.telegram.person(name), plan(ai_cert(), chance, name)) for name in names]


async def must_have_arrived(bot: Bot, arrived: list[Traveller]) -> None:
    """Everybody's answers are on disk as they were meant, and their chats hold one card and one result."""
    await bot.telegram.settles()
    assert await bot.stop() == 0
    assert bot.telegram.token not in bot.log
    assert "Traceback" not in bot.log
    async with bot.store() as store:
        for traveller in arrived:
            sessions = await store.sessions(traveller.person.id)
            finished = [each for each in sessions if each.stage is Stage.DONE]

            assert [dict(each.answers) for each in finished] == [dict(traveller.answers)]


def duplicates(traveller: Traveller) -> int:
    """How many messages of the bot stand in the chat beyond one card and one result."""
    return sum(each.sender.is_bot for each in traveller.person.chat.messages.values()) - 2


def must_be_clean(bot: Bot, arrived: list[Traveller]) -> None:
    """No breach but what follows from a kill; at most one message too many for each kill lived through."""
    assert {each.kind for each in bot.telegram.finish()} <= AFTER_A_KILL
    assert [each.person for each in arrived if duplicates(each) > each.kills] == []


async def run_with_kills(bot: Bot, chance: random.Random, people: int, kills: int) -> list[Traveller]:
    """Keep so many people under way while the bot is killed again and again; all must arrive."""
    everybody = travellers(bot, chance, people)
    walks = {asyncio.create_task(each.travel()) for each in everybody}
    for _ in range(kills):
        await bot.start()
        await made_calls(bot, chance.randint(3, 14))
        await asyncio.sleep(chance.random() * 0.02)
        assert await bot.kill() == -9
        for traveller in everybody:
            traveller.kills += not traveller.is_there
        done = {walk for walk in walks if walk.done()}
        for walk in done:
            walk.result()
        newcomers = travellers(bot, chance, len(done))
        everybody += newcomers
        walks = (walks - done) | {asyncio.create_task(each.travel()) for each in newcomers}
    await bot.start()
    async with asyncio.timeout(60):
        await asyncio.gather(*walks)
    return everybody


TO_PEOPLE = ("sendMessage", "editMessageText", "answerCallbackQuery")


async def made_calls(bot: Bot, number: int) -> None:
    """Wait until the bot has made so many more calls that people notice."""

    def made() -> int:
        return sum(bot.telegram.counts[method, 200] for method in TO_PEOPLE)

    wanted = made() + number
    enough = await bot.telegram.updates.progress.until(lambda: made() >= wanted or None, 10.0)
    assert enough, f"the bot makes no calls:\n{bot.log}"


async def survives(bot: Bot, seed: int, people: int, kills: int) -> None:
    everybody = await run_with_kills(bot, random.Random(seed), people, kills)

    await must_have_arrived(bot, everybody)
    must_be_clean(bot, everybody)


async def test_150_kills_over_30_running_sessions_cost_no_answer(bot: Bot) -> None:
    await survives(bot, seed=1, people=30, kills=150)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
async def test_a_thousand_kills_cost_no_answer(bot: Bot, seed: int) -> None:
    await survives(bot, seed, people=30, kills=200)


@pytest.mark.parametrize("point", POINTS)
async def test_a_kill_at_every_point_of_a_tap_costs_no_answer(bot: Bot, point: str) -> None:
    chance = random.Random(point)
    everybody = travellers(bot, chance, 3)
    walks = [asyncio.create_task(each.travel()) for each in everybody]
    deaths = 0
    while not all(walk.done() for walk in walks) and deaths < 12:
        await bot.start(DECISION_COACH_KILL_AT=f"{point}:{chance.randint(2, 6)}")
        assert await bot.ends() == -9
        deaths += 1
        for traveller in everybody:
            traveller.kills += 1
    await bot.start()
    async with asyncio.timeout(60):
        await asyncio.gather(*walks)

    await must_have_arrived(bot, everybody)
    must_be_clean(bot, everybody)
