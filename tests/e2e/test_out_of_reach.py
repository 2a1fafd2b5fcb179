"""People and groups that cannot be reached for a while, or not where they were: nothing is lost."""

import asyncio
from pathlib import Path
from typing import Final

import pytest

from bot.core.group.session import GroupStage
from bot.playground import faults
from bot.playground.groups import Group
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot
from tests.e2e.hurried import hurried, starts
from tests.e2e.test_faults import calls
from tests.e2e.walk import START, begun, kept, tap, typed

RATE: Final = 6.0
"""Seconds of a play in one of the machine's."""
PATIENT: Final = 150.0
"""Seconds of a play for which somebody waits."""


# --- somebody -----------------------------------------------------------------------------


async def test_who_blocks_the_bot_is_tried_once_and_finds_everything_on_return(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    bot.telegram.faults.plan("*", faults.blocked(), chat=ann.id, times=99)
    before = len(calls(bot, "editMessageText", ann))
    await ann.taps("A promotion", message=card).answered()
    bob, bobs = await begun(bot, "Bob")
    await bot.telegram.settles()
    assert await bot.stop() == 0
    await bot.start()
    await tap(bob, "A promotion", bobs)

    assert [each.status for each in calls(bot, "editMessageText", ann)[before:]] == [403]
    assert [each for each in calls(bot, "sendMessage", ann) if each.status == 403] == []

    bot.telegram.faults.clear()
    await typed(ann, "/start", card, "How well can you see")
    assert await kept(bot, ann) == {**START, "goal": "promotion"}


async def test_a_chat_that_is_not_found_is_tried_once(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    words = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
    bot.telegram.faults.plan("editMessageText", faults.Fault(400, words), chat=ann.id)
    before = len(calls(bot, "editMessageText", ann))
    press = ann.taps("A promotion", message=card)
    await press.answered()
    await bot.telegram.settles()
    bob, bobs = await begun(bot, "Bob")
    await tap(bob, "A promotion", bobs)

    assert [each.status for each in calls(bot, "editMessageText", ann)[before:]] == [400]
    assert await kept(bot, ann) == {**START, "goal": "promotion"}


# --- a group ------------------------------------------------------------------------------


async def opened(bot: Bot, *, supergroup: bool = True, topics: bool = False) -> tuple[Person, list[Person]]:
    """A coach and three members at the first question, each where the session is."""
    anna = bot.telegram.person("Anna")
    members = [bot.telegram.person(name) for name in ("Maya", "Jonas", "Aisha")]
    team = bot.telegram.group("Team", anna, *members, supergroup=supergroup, topics=topics)
    topic = anna.at(team).begins_topic("Red") if topics else None
    await starts(bot)
    anna.sends("/start")
    await anna.sees(timeout=PATIENT)
    anna.at(team, topic).sends("/coach ai-cert")
    board = await anna.at(team, topic).sees(label="Join", timeout=PATIENT)
    for member in members:
        await member.at(team, topic).taps("Join", message=board).answered(PATIENT)
    await leads(anna, "▶ Start")
    await anna.at(team, topic).sees(label="👁 My answer", timeout=PATIENT)
    return anna, [each.at(team, topic) for each in members]


async def leads(anna: Person, label: str) -> None:
    console = await anna.sees(label=label, timeout=PATIENT)
    await anna.taps(label, message=console).answered(PATIENT)


async def all_answer(members: list[Person], shown: ChatMessage) -> None:
    for at, member in enumerate(members):
        await member.taps(shown.buttons[at][0], message=shown).answered(PATIENT)


async def votes(bot: Bot, group: int) -> tuple[int | None, GroupStage, int]:
    """Stop the bot; topic, stage, and how many answers to the first question are on disk."""
    await bot.telegram.settles(PATIENT)
    assert await bot.stop() == 0
    async with bot.store() as store:
        (session,) = await store.groups_in(group)
        seats = (await store.group(session.id)).seats
    return session.thread, session.stage, sum(bool(seat.session.answers) for seat in seats)


def test_a_group_that_becomes_a_supergroup_keeps_its_votes(tmp_path: Path) -> None:
    async def play(bot: Bot) -> None:
        anna, members = await opened(bot, supergroup=False)
        there = anna.at(members[0].chat)
        await all_answer(members, await there.sees(label="👁 My answer", timeout=PATIENT))

        upgraded = there.upgrades_group()

        moved = await anna.at(upgraded).sees("Answered: 3 of 3", label="👁 My answer", timeout=PATIENT)
        await members[0].at(upgraded).taps(moved.buttons[2][0], message=moved).answered(PATIENT)
        assert await votes(bot, upgraded.id) == (None, GroupStage.OPEN, 3)

    hurried(tmp_path, play, RATE)


def test_a_closed_topic_loses_no_vote_and_goes_on_there(tmp_path: Path) -> None:
    async def play(bot: Bot) -> None:
        anna, members = await opened(bot, topics=True)
        group = members[0].chat
        assert isinstance(group, Group)
        topic = group.topics[members[0].thread]
        there = anna.at(group, topic)
        await all_answer(members, await there.sees(label="👁 My answer", timeout=PATIENT))
        there.closes_topic(topic)
        await leads(anna, "Close and reveal")
        await anna.sees("Reopen the topic", label="Try again", timeout=PATIENT)
        there.reopens_topic(topic)
        await leads(anna, "Try again")
        await there.sees("Talk about it together", timeout=PATIENT)
        thread, _, answered = await votes(bot, group.id)
        assert (thread, answered) == (topic.id, 3)

    hurried(tmp_path, play, RATE, "closed-topic")


def test_a_step_whose_message_was_deleted_comes_again_with_its_votes(tmp_path: Path) -> None:
    async def play(bot: Bot) -> None:
        anna, members = await opened(bot)
        there = anna.at(members[0].chat)
        shown = await there.sees(label="👁 My answer", timeout=PATIENT)
        await all_answer(members[:2], shown)
        await there.sees("Answered: 2 of 3", timeout=PATIENT)
        there.deletes(shown)

        await members[2].taps(shown.buttons[0][0], message=shown).answered(PATIENT)

        again = await there.sees("Answered: 3 of 3", label="👁 My answer", timeout=PATIENT)
        assert again.message_id > shown.message_id
        assert await votes(bot, members[0].chat.id) == (None, GroupStage.OPEN, 3)

    hurried(tmp_path, play, RATE)


# --- the network --------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [1, 60, pytest.param(600, marks=pytest.mark.slow)], ids="{} s".format)
def test_a_partition_ends_nothing_and_heals_by_itself(tmp_path: Path, seconds: int) -> None:
    async def play(bot: Bot) -> None:
        await starts(bot)
        ann, card = await begun(bot)
        await bot.telegram.settles(PATIENT)
        bot.telegram.cut_off()
        before = bot.telegram.counts["getUpdates", 0]
        await asyncio.sleep(seconds)
        polls = bot.telegram.counts["getUpdates", 0] - before
        ann.taps("A promotion", message=card)
        bot.telegram.reconnect()

        await ann.sees("How well can you see", after=card, timeout=PATIENT)

        assert polls >= seconds // 10  # it is never asleep for long
        assert await kept(bot, ann) == {**START, "goal": "promotion"}

    hurried(tmp_path, play, 2 * RATE)


def test_what_was_missed_in_a_partition_is_shown_once(tmp_path: Path) -> None:
    async def play(bot: Bot) -> None:
        await starts(bot)
        everybody = [await at_ticks(bot, f"P{each}") for each in range(5)]
        await bot.telegram.settles(PATIENT)
        bot.telegram.faults.plan("editMessageText", faults.dropped(processed=False), times=10_000)
        before = [len(calls(bot, "editMessageText", person)) for person, _ in everybody]
        for label in ("☐ Time I save", "☐ A problem I solved with it"):
            for person, card in everybody:
                await person.taps(label, message=card).answered(PATIENT)
        await asyncio.sleep(60)
        bot.telegram.faults.clear()

        for person, card in everybody:
            await person.sees(label="Done (2)", after=card, timeout=PATIENT)

        await bot.telegram.settles(PATIENT)
        made = [calls(bot, "editMessageText", person) for person, _ in everybody]
        done = [
            sum(call.status == 200 for call in each[since:]) for each, since in zip(made, before, strict=True)
        ]
        assert done == [1] * 5
        assert await bot.stop() == 0

    hurried(tmp_path, play, RATE)


async def at_ticks(bot: Bot, name: str) -> tuple[Person, ChatMessage]:
    """Somebody at a question where several things can be ticked."""
    person, card = await begun(bot, name)
    for label in ("A promotion", "I can name the step", "Marketing", "In the next few weeks", "Not sure"):
        card = await tap(person, label, card)
    return person, await tap(person, "About every week", card)


# --- the token ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (faults.conflict(), 3, "Another process receives this bot's updates"),
        (faults.unauthorized(), 4, "no longer accepts this bot's token"),
    ],
    ids=["second instance", "revoked"],
)
def test_a_refusal_that_lasts_ends_the_bot_with_a_sentence(
    tmp_path: Path, fault: faults.Fault, code: int, words: str
) -> None:
    async def play(bot: Bot) -> None:
        await starts(bot)
        bot.telegram.faults.plan("getUpdates", fault, times=1000)

        assert await bot.ends() == code

        assert words in bot.log

    hurried(tmp_path, play, 4 * RATE)
