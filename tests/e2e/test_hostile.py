"""Taps and messages that a good person would not send: answered, and nothing changed."""

import asyncio

import pytest

from bot.core.words import CLOSED, NOT_YOURS, TAP_A_BUTTON
from bot.playground.faults import Fault, dropped, flooded, server_error
from bot.playground.people import Person
from bot.playground.world import Message
from tests.e2e.bots import Bot
from tests.e2e.test_conversation import tap, tap_all, typed


async def begun(bot: Bot, name: str = "Ann") -> tuple[Person, Message]:
    """Somebody who is at the first question of their goal."""
    person = bot.telegram.person(name)
    person.sends("/start")
    welcome = await person.sees(label="Begin")
    card = await tap_all(person, welcome, "Begin", "Certify now", "B, with the results")
    assert "What do you want most" in card.text
    return person, card


async def kept(bot: Bot, person: Person, *but: str) -> dict[str, object]:
    """Stop the bot without a breach (but these), and read the person's answers from the disk."""
    await bot.telegram.settles()
    assert await bot.stop() == 0
    assert [each for each in bot.telegram.finish() if each.kind not in but] == []
    assert "Traceback" not in bot.log
    async with bot.store() as store:
        (session,) = await store.sessions(person.id)
        return dict(session.answers)


START = {"leaning": "certify", "pair": "b"}


async def test_doubled_stale_redelivered_and_forged_taps_change_nothing(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    first = ann.taps("A promotion", message=card)
    again = first.again()
    second = await ann.sees("How well can you see", after=card)
    await first.answered()
    doubled = await again.answered()
    first.is_redelivered()
    stale = await ann.taps("A new role", message=card).answered()
    forged = [await ann.taps(data=data).answered() for data in ("x", "\x00" * 64, "A" * 32, "ж" * 20)]

    assert {each.text for each in (doubled, stale, *forged)} == {CLOSED}
    assert (await ann.sees("How well can you see", after=card)).buttons == second.buttons
    # whether the redelivered tap was answered before, nobody could know after a crash
    assert await kept(bot, ann, "answers-twice") == {**START, "goal": "promotion"}


async def test_another_person_cannot_use_my_buttons(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    bob, _ = await begun(bot, "Bob")
    button = card.button("A promotion")
    assert button is not None

    toast = await bob.taps(data=button["callback_data"]).answered()

    assert toast.text in (CLOSED, NOT_YOURS)
    assert await kept(bot, ann) == START


@pytest.mark.parametrize(
    "text",
    ["x" * 4096, "<b>bold</b> & </i>", "\u202eevil\u200b", "'; DROP TABLE sessions; --", "🦓" * 100],
    ids=["long", "markup", "invisible", "sql", "emoji"],
)
async def test_a_strange_text_is_explained_and_is_no_answer(bot: Bot, text: str) -> None:
    await bot.start()
    ann, card = await begun(bot)

    card = await typed(ann, text, card, "Please tap a button, or type a number from 1 to 5.")

    assert await kept(bot, ann) == START


async def test_what_is_no_text_is_told_so_and_the_card_stays(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    for send, what in (
        (ann.sends_voice, "voice message"),
        (ann.sends_photo, "photo"),
        (ann.sends_sticker, "sticker"),
    ):
        send()
        told = await ann.sees(f"I cannot read a {what}")
        await ann.sees("What do you want most", after=told)
    await bot.telegram.settles()
    mine = ann.sends("hm")
    await ann.sees("Please tap a button", after=mine)
    ann.edits_message(mine, "a promotion")
    card = await ann.sees("What do you want most", label="A promotion")

    await tap(ann, "A promotion", card)

    assert await kept(bot, ann) == {**START, "goal": "promotion"}


async def test_a_text_before_begin_points_at_the_button(bot: Bot) -> None:
    await bot.start()
    ann = bot.telegram.person("Ann")
    ann.sends("/start")
    welcome = await ann.sees(label="Begin")

    await typed(ann, "hello?", welcome, TAP_A_BUTTON)

    assert await kept(bot, ann) == {}


async def test_who_blocks_the_bot_finds_everything_on_return(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    ann.blocks_bot()
    await bot.telegram.settles()
    ann.unblocks_bot()

    card = await typed(ann, "/start", card, "What do you want most")

    assert card.button("A promotion")
    assert await kept(bot, ann) == START


async def test_a_card_that_was_deleted_comes_back(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    press = ann.taps("A promotion", message=card)
    ann.deletes(card)
    await press.answered()

    again = await ann.sees("How well can you see", after=card)

    assert again.message_id != card.message_id


async def test_a_flooded_chat_waits_and_another_goes_on(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    bob, bobs = await begun(bot, "Bob")
    bot.telegram.faults.plan("editMessageText", flooded(2), chat=ann.id)

    ann.taps("A promotion", message=card)
    await tap_all(bob, bobs, "A new role", "4", "Often")

    assert "What do you want most" in ann.chat.messages[card.message_id].text
    await ann.sees("How well can you see", after=card)
    assert await kept(bot, ann) == {**START, "goal": "promotion"}


@pytest.mark.parametrize(
    "fault",
    [server_error(), dropped(processed=False), dropped(processed=True)],
    ids=["500", "dropped-before", "dropped-after"],
)
async def test_a_lost_call_is_made_good(bot: Bot, fault: Fault) -> None:
    await bot.start()
    ann, card = await begun(bot)
    bot.telegram.faults.plan("editMessageText", fault)

    ann.taps("A promotion", message=card)

    await ann.sees("How well can you see", after=card)
    assert await kept(bot, ann) == {**START, "goal": "promotion"}


async def test_a_cut_network_heals(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    bot.telegram.cut_off()
    ann.taps("A promotion", message=card)
    await asyncio.sleep(1)
    bot.telegram.reconnect()

    await ann.sees("How well can you see", after=card, timeout=15)

    assert await kept(bot, ann) == {**START, "goal": "promotion"}
