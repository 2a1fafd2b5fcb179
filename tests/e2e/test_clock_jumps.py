"""The clock on the wall is put forward and back under the running bot: nobody is written to twice."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.core.solo.promise import PromiseStage
from bot.playground.people import Person
from bot.stores.protocol import Address, Change
from tests.e2e.bots import Bot
from tests.e2e.haste import hasty_time
from tests.e2e.hurried import hurried, starts
from tests.e2e.test_reminders import HELP, REMINDER, count, promised
from tests.e2e.walk import begun

RATE: Final = 20.0
HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
LOOKS: Final = 75.0
"""Seconds in which it looks at its clock, which it does once a minute."""
MOST: Final = 30 + 20
"""Messages that may go out within any second: thirty, and the burst before them."""

now = hasty_time(RATE)


async def many_promise(bot: Bot, people: int) -> list[Person]:
    """So many people who are to be reminded within the next hour; the bot does not run."""
    everybody = [bot.telegram.person(f"P{each}") for each in range(people)]
    await starts(bot)
    for each in everybody:
        each.sends("/help")
    for each in everybody:
        await each.sees(HELP, timeout=600)
    assert await bot.stop() == 0
    zone = 60 * (12 - datetime.fromtimestamp(now(), UTC).hour)  # it is noon there
    async with bot.store() as store:
        for at, each in enumerate(everybody):
            session = replace(promised(each.id, now() + HOUR + at), zone=zone)
            await store.update(Address(each.id), None, lambda _, new=session: Change(new), now())  # type: ignore[misc]
    return everybody


def test_a_clock_put_a_day_ahead_and_back_reminds_everybody_once_and_slowly(tmp_path: Path) -> None:
    async def play(bot: Bot) -> None:
        everybody = await many_promise(bot, 30)
        await starts(bot)
        await asyncio.sleep(LOOKS)
        assert [count(each, REMINDER) for each in everybody] == [0] * 30
        before = len(bot.telegram.calls)

        for ahead in (DAY, -HOUR, DAY + HOUR):
            bot.wall.put(ahead)
            await asyncio.sleep(LOOKS)

        for each in everybody:
            await each.sees(REMINDER, timeout=600)
        assert [count(each, REMINDER) for each in everybody] == [1] * 30
        sent = [each.time for each in bot.telegram.calls[before:] if each.method == "sendMessage"]
        assert most_in_a_second(sent) <= MOST
        assert await bot.stop() == 0
        async with bot.store() as store:
            promises = [each.promise for one in everybody for each in await store.sessions(one.id)]
        assert Counter((each.stage, each.sent) for each in promises if each) == {(PromiseStage.ASKED, 1): 30}

    hurried(tmp_path, play, RATE)


def most_in_a_second(times: list[float]) -> int:
    return max(sum(0 <= other - one < 1 for other in times) for one in times)


async def test_who_begins_something_after_the_clock_was_put_back_goes_on_with_it(bot: Bot) -> None:
    await bot.start()
    ann, _ = await begun(bot)
    bot.wall.put(-HOUR)
    mine = ann.sends("/start ai-programme")
    await ann.sees(label="Who's behind this?", after=mine)
    await bot.telegram.settles()

    assert await bot.stop() == 0
    async with bot.store() as store:
        used_last, first = await store.sessions(ann.id)
    assert (used_last.dialog_id, first.dialog_id) == ("ai-programme", "ai-cert")
