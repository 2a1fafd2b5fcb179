"""One whole conversation, as a person has it, over a restart and with everything they can do."""

import asyncio
import json
import os
from pathlib import Path

from bot.core.words import TOO_FAST
from bot.playground.people import Person
from bot.playground.world import Message
from tests.e2e.bots import Bot


async def tap(person: Person, label: str, shown: Message) -> Message:
    """Tap, and see what the card shows next; nobody taps so fast, so the bot may ask for patience."""
    if (await person.taps(label, message=shown).answered()).text != TOO_FAST:
        return await person.sees(after=shown)
    await asyncio.sleep(0.2)
    return await tap(person, label, shown)


async def tap_all(person: Person, shown: Message, *labels: str) -> Message:
    for label in labels:
        shown = await tap(person, label, shown)
    return shown


async def typed(person: Person, text: str, shown: Message, wanted: str = "") -> Message:
    """Type, and see the new message below it."""
    mine = person.sends(text)
    answer = await person.sees(wanted, after=shown)
    assert answer.message_id > mine.message_id
    return answer


async def told(bot: Bot, person: Person, command: str, wanted: str) -> Message:
    """Type a command, and see the message that answers it."""
    mine = person.sends(command)
    answer = await person.sees(wanted, after=mine)
    await bot.telegram.settles()
    return answer


def put_down(bot: Bot, person: Person) -> None:
    """Write the transcript to the file that TRANSCRIPT names, if it names one."""
    if file := os.environ.get("TRANSCRIPT"):
        Path(file).write_text(person.chat.transcript(), encoding="utf-8")
    assert bot.telegram.token not in bot.log


async def test_a_whole_conversation(bot: Bot) -> None:
    await bot.start(LOG_LEVEL="DEBUG")
    ann = bot.telegram.person("Ann <b>&", language_code="en")

    ann.opens(f"https://t.me/{bot.telegram.world.bot.username}?start=ai-cert")
    card = await ann.sees("Should I get an AI certification?", label="Begin")
    card = await tap_all(ann, card, "Begin", "Certify now", "B, with the results", "A promotion", "3")
    card = await tap(ann, "‹ Back", card)
    assert "✓ 3" in card.buttons[0]
    card = await tap(ann, "4", card)
    card = await typed(ann, "marketing", card, "When could you first use")
    card = await tap(ann, "In the next few weeks", card)
    assert "How much weight does your employer" in card.text

    card = await typed(ann, "/stop", card, "Put aside. 6 answers kept")
    assert await bot.stop() == 0
    await bot.start(LOG_LEVEL="DEBUG")
    card = await typed(ann, "/start", card, "Put aside. 6 answers kept")
    card = await tap_all(ann, card, "Go on", "Not sure", "About every week")
    card = await tap_all(ann, card, "☐ Time I save", "☐ A problem I solved with it", "Done (2)")
    card = await tap_all(ann, card, "☐ A job for sure", "Done (1)", "Yes, one", "Not sure", "Skip")
    card = await tap_all(ann, card, "In a course with a clear plan", "That I have no certificate")
    card = await typed(ann, "My <i>zebras</i> & I", card, "Your answers")
    assert "My <i>zebras</i> & I" in card.text

    card = await tap_all(ann, card, "3", "No plan, just not to fall behind")
    assert "Your answers" in card.text
    assert "How well can you see" not in card.text
    card = await tap_all(ann, card, "3", "A promotion")
    assert "✓ 4" in card.buttons[0]
    card = await tap_all(ann, card, "✓ 4", "Not sure", "✓ Yes, one")
    card = await tap_all(ann, card, "Not sure", "Skip")
    press = ann.taps("Get my advice", message=card)
    result = await ann.sees("What speaks against it", after=card)
    await press.answered()
    assert any(each["type"] == "expandable_blockquote" for each in result.entities)

    result = await tap(ann, "Practise first", result)
    assert "Now you lean to “Practise first”" in result.text
    ann.taps("Change an answer", message=result)
    card = await ann.sees("Your answers", after=result)
    ann.taps("Get my advice", message=card)
    await ann.sees("What speaks against it", after=card)

    await told(bot, ann, "/history", "Your results")
    await told(bot, ann, "/help", "What you can do here")
    await told(bot, ann, "/privacy", "Your privacy")
    await told(bot, ann, "/fly", "I do not know /fly.")
    await told(bot, ann, "/language", "I speak")
    await told(bot, ann, "/dialogs", "What would you like to decide?")
    ann.sends("/export")
    export = await ann.sees("Everything kept about you.")
    assert "zebras" in json.dumps(json.loads(export.content))
    put_down(bot, ann)

    asked = await told(bot, ann, "/forgetme", "Delete everything kept about you?")
    ann.taps("Keep it", message=asked)
    await ann.sees("Nothing was deleted.", after=asked)
    ann.taps("Delete everything", message=asked)
    await ann.sees("Done. Nothing about you is kept any more.", after=asked)
    await bot.telegram.settles()
    assert await bot.stop() == 0
    assert bot.telegram.finish() == ()
    async with bot.store() as store:
        assert await store.sessions(ann.id) == ()
    left = b"".join(each.read_bytes() for each in bot.folder.glob("coach.db*") if each.suffix != ".forgotten")
    assert b"zebras" not in left
    assert str(ann.id).encode() not in left
