"""Thousands of updates that wait when the bot starts: all handled, in bounded memory, each chat shown it."""

import asyncio
from pathlib import Path

import pytest

from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot

TICKS = 18
"""Updates of each person: what may be done at once without being asked for patience, but two."""
MOST_MEMORY = 100
"""MiB that a backlog may take beyond what the bot has without one."""


def memory(bot: Bot) -> float:
    """MiB: the most that was in memory at once."""
    status = Path(f"/proc/{bot.pid}/status").read_text(encoding="utf-8")
    line = next(each for each in status.splitlines() if each.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


async def at_the_door(bot: Bot, name: str) -> tuple[Person, ChatMessage]:
    person = bot.telegram.person(name)
    person.sends("/start ai-cert")
    return person, await person.sees(label="Certify now", timeout=120)


@pytest.mark.parametrize("people", [30, pytest.param(556, marks=pytest.mark.slow)])
async def test_a_backlog_is_worked_off_whole_and_each_chat_shown_once(bot: Bot, people: int) -> None:
    await bot.start()
    everybody = await asyncio.gather(*(at_the_door(bot, f"P{each}") for each in range(people)))
    await bot.telegram.settles(60)
    assert await bot.stop() == 0
    before = bot.telegram.counts.copy()
    for _ in range(TICKS):  # the first counts, and all after it are too late
        for person, card in everybody:
            person.taps("Certify now", message=card)
    assert len(bot.telegram.updates) == people * TICKS

    await bot.start()
    await bot.telegram.updates.progress.until(lambda: bot.telegram.updates.is_polled or None, 30)
    unladen = memory(bot)
    assert await bot.telegram.updates.progress.until(lambda: not bot.telegram.updates or None, 120)
    for person, card in everybody:
        await person.sees(after=card, timeout=120)
    await bot.telegram.settles(60)

    counts = bot.telegram.counts - before
    assert counts["answerCallbackQuery", 200] == people * TICKS
    assert counts["editMessageText", 200] == people
    assert memory(bot) - unladen <= MOST_MEMORY
    told = [press.toast for press in bot.telegram.world.presses.values()]
    assert [each for each in told if each is None] == []
    assert await bot.stop() == 0
    assert bot.telegram.finish() == ()
    async with bot.store() as store:
        answers = [dict(each.answers) for one, _ in everybody for each in await store.sessions(one.id)]
    assert answers == [{"leaning": "certify"}] * people
    assert ENGLISH(toasts.failed()) not in bot.log
