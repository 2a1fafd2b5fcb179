"""kill -9 around a reminder: it comes, and twice only if the bot died between sending and recording it."""

import random
import time
from datetime import UTC, date, datetime

import pytest

from bot.core.solo.promise import Moment, Promise, PromiseStage
from bot.core.solo.session import Session, Stage
from bot.playground.people import Person
from bot.stores.protocol import Address, Change
from tests.e2e.bots import AFTER_A_KILL, Bot
from tests.e2e.travellers import ai_cert, plan

REMINDER, HELP = "You meant to do this by", "What you can do here"
POINTS = ("committed", "before_send", "sent_not_recorded", "recorded")


def waking_zone() -> int:
    """Minutes east of UTC of a place where it is noon or so, whenever this test runs."""
    return 60 * (12 - datetime.now(UTC).hour)


def promised(chat: int, due: float) -> Session:
    """A result whose first step is to be reminded of."""
    dialog = ai_cert()
    promise = Promise(
        "Ask your manager",
        date(2026, 12, 4),
        stage=PromiseStage.SET,
        moment=Moment.MORNING,
        remind_at=due,
    )
    return Session(
        random.Random(chat).getrandbits(63),
        chat,
        chat,
        dialog.id,
        dialog.logic_hash,
        stage=Stage.DONE,
        answers=plan(dialog, random.Random(chat), "Ann"),
        finished_on=date(2026, 11, 27),
        promise=promise,
        zone=waking_zone(),
    )


async def promise_something(bot: Bot, *, late: float = 1.0) -> Person:
    """Somebody who knows the bot, and a promise in its database that is due. late: seconds since then."""
    ann = bot.telegram.person("Ann")
    await bot.start()
    await answers(ann)
    assert await bot.stop() == 0
    session = promised(ann.id, time.time() - late)
    async with bot.store() as store:
        await store.update(Address(ann.id), None, lambda _: Change(session), time.time())
    return ann


def count(ann: Person, says: str) -> int:
    messages = ann.chat.messages.values()
    return sum(each.sender.is_bot and each.text.startswith(says) for each in messages)


async def answers(ann: Person) -> None:
    """Wait until the bot is up and has done what was due."""
    asked = count(ann, HELP)
    ann.sends("/help")
    assert await ann.chat.bell.until(lambda: count(ann, HELP) > asked or None, 30)


async def must_be_reminded(bot: Bot, ann: Person) -> None:
    await bot.start()
    await ann.sees(REMINDER, timeout=30)
    await answers(ann)
    await bot.telegram.settles()
    assert await bot.stop() == 0
    async with bot.store() as store:
        (session,) = await store.sessions(ann.id)
        assert session.promise is not None
        assert (session.promise.stage, session.promise.sent) == (PromiseStage.ASKED, 1)
    assert {each.kind for each in bot.telegram.finish()} <= AFTER_A_KILL


@pytest.mark.parametrize("point", POINTS)
async def test_a_kill_around_a_reminder_loses_none_and_repeats_only_what_was_not_recorded(
    bot: Bot, point: str
) -> None:
    ann = await promise_something(bot)

    await bot.start(DIES_AT=f"{point}:1")
    assert await bot.ends() == -9

    await must_be_reminded(bot, ann)
    assert count(ann, REMINDER) == (2 if point == "sent_not_recorded" else 1)


async def test_a_bot_that_was_down_for_days_reminds_once(bot: Bot) -> None:
    ann = await promise_something(bot, late=3 * 86_400)

    await must_be_reminded(bot, ann)
    await must_be_reminded(bot, ann)

    assert count(ann, REMINDER) == 1


async def test_the_answers_to_a_reminder_work_after_a_restart(bot: Bot) -> None:
    ann = await promise_something(bot)
    await must_be_reminded(bot, ann)

    await bot.start()
    ann.taps("Done")
    await ann.sees("Did that change an answer?", timeout=30)
    ann.taps("Look again")
    await ann.sees("Still so?", timeout=30)
    assert await bot.stop() == 0
    async with bot.store() as store:
        again, first = await store.sessions(ann.id)
        assert again.answers == first.answers
        assert again.recheck is not None
