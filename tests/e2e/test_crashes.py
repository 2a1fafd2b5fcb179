"""kill -9 at any moment: no answer lost, none under another question, nobody stuck."""

import asyncio
import random
from collections.abc import Iterable

import pytest

from bot.core.solo.engine import OUT_OF_PLACE
from bot.core.solo.session import Stage
from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.playground.engine import FakeTelegram
from bot.playground.world import ChatMessage
from tests.crash_points import POINTS
from tests.e2e.bots import AFTER_A_KILL, Bot
from tests.e2e.travellers import Traveller, ai_cert, plan


def travellers(bot: Bot, chance: random.Random, number: int) -> list[Traveller]:
    start = len(bot.telegram.world.chats)
    names = [f"P{start + each}" for each in range(number)]
    return [Traveller(bot.telegram.person(name), plan(ai_cert(), chance, name)) for name in names]


async def must_have_arrived(bot: Bot, arrived: list[Traveller]) -> None:
    """Everybody's answers are on disk as they were meant, and their chats hold one card and one result."""
    await bot.telegram.settles()
    assert await bot.stop() == 0
    async with bot.store() as store:
        for traveller in arrived:
            sessions = await store.sessions(traveller.person.id)
            finished = [each for each in sessions if each.stage is Stage.DONE]

            assert [dict(each.answers) for each in finished] == [dict(traveller.answers)]


REMARKS = {ENGLISH(OUT_OF_PLACE[Stage.DONE]), ENGLISH(toasts.too_fast())}
"""Messages that are sent once and are no copy of a card: to a text typed twice that comes after the result,
and to a text of somebody who taps and types faster than people do."""


def copies(traveller: Traveller) -> list[ChatMessage]:
    """The messages of the bot that stand in the chat beyond the one card and the one result in use."""
    messages = traveller.person.chat.messages.values()
    ours = [each for each in messages if each.sender.is_bot and each.text not in REMARKS]
    results = [each for each in ours if each.button("All reasons")]
    cards = [each for each in ours if each not in results]
    return cards[:-1] + results[:-1]


def must_be_clean(bot: Bot, arrived: list[Traveller]) -> None:
    """No breach but what follows from a kill; at most one message too many for each kill lived through.

    Only a message that is new can be there twice: one that was ever changed is known, and changed again.
    """
    assert {each.kind for each in bot.telegram.finish()} <= AFTER_A_KILL
    assert [each.person for each in arrived if len(copies(each)) > each.kills] == []
    assert [copy for each in arrived for copy in copies(each) if copy.edits] == []


async def test_a_remark_below_the_card_makes_no_copy_of_it() -> None:
    telegram = FakeTelegram()
    ann = Traveller(telegram.person("Ann"), {})
    ann.person.sends("/start")
    begun, *remarks = ({"chat_id": ann.person.id, "text": text} for text in ("Hello", *sorted(REMARKS)))
    for each in (begun, *remarks):
        await telegram.call("sendMessage", each)
    card = next(each for each in ann.person.chat.messages.values() if each.text == "Hello")
    change = {"chat_id": ann.person.id, "message_id": card.message_id}
    await telegram.call("editMessageText", {**change, "text": "Where do you lean?"})

    assert copies(ann) == []
    await telegram.call("sendMessage", begun)
    assert [(each.text, each.edits) for each in copies(ann)] == [("Where do you lean?", 1)]


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
    await all_arrive(walks, everybody)
    return everybody


async def all_arrive(
    walks: Iterable[asyncio.Task[ChatMessage]], everybody: list[Traveller], patience: float = 40
) -> None:
    """Wait until everybody has their result; who has not is shown with their chat.

    patience: seconds in which somebody comes one card further, or nobody ever will.
    """
    waiting, before = set(walks), -1
    while waiting:
        arrived, waiting = await asyncio.wait(waiting, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        for each in arrived:
            each.result()
        seen = sum(each.seen for each in everybody)
        before, is_further = seen, seen > before
        if waiting and not is_further:
            for each in waiting:
                each.cancel()
            stuck = [each.person.chat.transcript() for each in everybody if not each.is_there]
            raise AssertionError("stuck:\n" + "\n----\n".join(stuck))


MOST_DEATHS = 6
"""Of the bot at one point, before three people may finish undisturbed."""
STUCK_AFTER = 60.0
"""Seconds without the calls that are waited for; on a busy machine a start takes many of them."""
TO_PEOPLE = ("sendMessage", "editMessageText", "answerCallbackQuery")


async def made_calls(bot: Bot, number: int) -> None:
    """Wait until the bot has made so many more calls that people notice."""

    def made() -> int:
        return sum(bot.telegram.counts[method, 200] for method in TO_PEOPLE)

    wanted = made() + number
    enough = await bot.telegram.updates.progress.until(lambda: made() >= wanted or None, STUCK_AFTER)
    assert enough, f"the bot makes no calls:\n{bot.log}"


async def survives(bot: Bot, seed: int, people: int, kills: int) -> None:
    everybody = await run_with_kills(bot, random.Random(seed), people, kills)

    await must_have_arrived(bot, everybody)
    must_be_clean(bot, everybody)


@pytest.mark.parametrize("seed", [1], ids="seed {}".format)
async def test_40_kills_over_10_running_sessions_cost_no_answer(bot: Bot, seed: int) -> None:
    await survives(bot, seed, people=10, kills=40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7), ids="seed {}".format)
async def test_a_thousand_kills_cost_no_answer(bot: Bot, seed: int) -> None:
    await survives(bot, seed, people=30, kills=200)


@pytest.mark.parametrize("point", POINTS)
async def test_a_kill_at_every_point_of_a_tap_costs_no_answer(bot: Bot, point: str) -> None:
    chance = random.Random(point)
    everybody = travellers(bot, chance, 3)
    walks = [asyncio.create_task(each.travel()) for each in everybody]
    deaths = 0
    while not all(walk.done() for walk in walks) and deaths < MOST_DEATHS:
        await bot.start(DIES_AT=f"{point}:{chance.randint(2, 6)}")
        assert await bot.ends() == -9
        deaths += 1
        for traveller in everybody:
            traveller.kills += 1
    await bot.start()
    await all_arrive(walks, everybody)

    await must_have_arrived(bot, everybody)
    must_be_clean(bot, everybody)


async def test_the_command_itself_dies_at_every_point_and_goes_on(bot: Bot) -> None:
    (ann,) = travellers(bot, random.Random("the command"), 1)
    walk = asyncio.create_task(ann.travel())
    for point in POINTS:
        await bot.launch(DIES_AT=f"{point}:3")
        assert await bot.ends() == -9
        ann.kills += 1
    await bot.launch()
    await all_arrive([walk], [ann])

    await must_have_arrived(bot, [ann])
    must_be_clean(bot, [ann])
