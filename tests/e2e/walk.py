"""How a person goes through the shipped dialog by hand: tap and look, type and look."""

import asyncio

from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot


async def tap(person: Person, label: str, shown: ChatMessage) -> ChatMessage:
    """Tap, and see what the card shows next; nobody taps so fast, so the bot may ask for patience."""
    if (await person.taps(label, message=shown).answered()).text != ENGLISH(toasts.too_fast()):
        return await person.sees(after=shown)
    await asyncio.sleep(0.2)
    return await tap(person, label, shown)


async def tap_all(person: Person, shown: ChatMessage, *labels: str) -> ChatMessage:
    for label in labels:
        shown = await tap(person, label, shown)
    return shown


async def typed(person: Person, text: str, shown: ChatMessage, wanted: str = "") -> ChatMessage:
    """Type, and see the new message below it."""
    mine = person.sends(text)
    answer = await person.sees(wanted, after=shown)
    assert answer.message_id > mine.message_id
    return answer


async def told(bot: Bot, person: Person, command: str, wanted: str) -> ChatMessage:
    """Type a command, and see the message that answers it."""
    mine = person.sends(command)
    answer = await person.sees(wanted, after=mine)
    await bot.telegram.settles()
    return answer


async def begun(bot: Bot, name: str = "Ann") -> tuple[Person, ChatMessage]:
    """Somebody who is at the first question of their goal."""
    person = bot.telegram.person(name)
    person.sends("/start ai-cert")
    welcome = await person.sees(label="Who's behind this?")
    card = await tap_all(person, welcome, "Certify now", "B, with the results")
    assert "What do you want most" in card.text
    return person, card


START: dict[str, object] = {"leaning": "certify", "pair": "b"}
"""The answers of somebody who has `begun`."""


async def kept(bot: Bot, person: Person, *but: str) -> dict[str, object]:
    """Let the bot finish, stop it without a breach (but these), and read the answers from the disk."""
    await bot.telegram.settles()
    return await stored(bot, person, *but)


async def stored(bot: Bot, person: Person, *but: str) -> dict[str, object]:
    """The same with answers to taps that never come."""
    assert await bot.stop() == 0
    breaches = [each for each in bot.telegram.finish() if each.kind not in but]
    assert breaches == [], breaches
    async with bot.store() as store:
        (session,) = await store.sessions(person.id)
        return dict(session.answers)
