"""Each call to one chat takes ten seconds: whoever is in another chat does not notice."""

import asyncio

import pytest

from bot.core.words import coach_toasts
from bot.core.words.english import ENGLISH
from bot.playground import faults
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot
from tests.e2e.walk import begun, stored, tap_all

SLOW = faults.silence(9.0, processed=False)


async def goes_there_and_back(bob: Person, card: ChatMessage) -> None:
    card = await tap_all(bob, card, "A promotion", "‹ Back")
    for _ in range(5):
        card = await tap_all(bob, card, "✓ A promotion", "‹ Back")


async def test_who_wants_to_coach_is_looked_up_beside_the_taps_of_others(bot: Bot) -> None:
    await bot.start()
    bob, card = await begun(bot, "Bob")
    anna = bot.telegram.person("Anna")
    team = bot.telegram.group("Team", anna, bob, supergroup=True)
    await bot.telegram.settles()
    bot.telegram.faults.plan("getChatMember", SLOW)

    asked = anna.at(team).sends("/coach ai-cert")
    answers = asyncio.create_task(anna.at(team).sees(after=asked, timeout=30))
    await goes_there_and_back(bob, card)

    # Bob had twelve answers before Anna had one
    assert not answers.done()
    assert (await answers).text == ENGLISH(coach_toasts.admins_only())
    assert await bot.stop() == 0


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery", "sendMessage"])
async def test_a_chat_in_which_calls_are_slow_makes_no_other_wait(bot: Bot, method: str) -> None:
    await bot.start()
    bob, bobs = await begun(bot, "Bob")
    ann, card = await begun(bot)
    await bot.telegram.settles()
    chat = None if method == "answerCallbackQuery" else ann.id
    bot.telegram.faults.plan(method, SLOW, chat=chat)

    if method == "sendMessage":
        ann.sends("a promotion")
    else:
        ann.taps("A promotion", message=card)
    slow = asyncio.create_task(ann.sees("How well can you see", after=card, timeout=30))
    await goes_there_and_back(bob, bobs)

    assert slow.done() is (method == "answerCallbackQuery")
    await slow
    assert (await stored(bot, ann, "never-answers"))["goal"] == "promotion"


async def test_who_wants_to_coach_need_not_type_it_again_after_a_kill(bot: Bot) -> None:
    await bot.start()
    anna = bot.telegram.person("Anna")
    ben, _ = await begun(bot, "Ben")
    team = bot.telegram.group("Team", anna, ben, supergroup=True)
    bot.telegram.faults.plan("getChatMember", SLOW)
    anna.at(team).sends("/coach ai-cert")
    await bot.telegram.settles()
    assert await bot.kill() == -9

    await bot.start()

    await anna.at(team).sees(timeout=30)
    assert await bot.stop() == 0
    async with bot.store() as store:
        assert await store.asked() == ()
