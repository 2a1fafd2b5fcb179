"""One whole conversation, as a person has it, over a restart and with everything they can do."""

import json
import os
from pathlib import Path

from bot.playground.people import Person
from tests.e2e.bots import Bot
from tests.e2e.walk import tap, tap_all, told, typed


def put_down(person: Person) -> None:
    """Write the transcript to the file that TRANSCRIPT names, if it names one."""
    if file := os.environ.get("TRANSCRIPT"):
        Path(file).write_text(person.chat.transcript(), encoding="utf-8")


async def restarted(bot: Bot) -> None:
    """Stop as an operator does, and run again; what is not confirmed by then would be answered twice."""
    await bot.telegram.settles()
    assert await bot.stop() == 0
    await bot.launch(LOG_LEVEL="DEBUG")


async def test_a_whole_conversation(bot: Bot) -> None:
    await bot.launch(LOG_LEVEL="DEBUG")
    ann = bot.telegram.person("Ann <b>&", language_code="en")

    ann.opens(f"https://t.me/{bot.telegram.world.bot.username}?start=ai-cert")
    card = await ann.sees("Should I get an AI certification?", label="Who's behind this?")
    card = await tap_all(ann, card, "Certify now", "B, with the results", "A promotion", "I see roughly how")
    card = await tap(ann, "‹ Back", card)
    assert "✓ I see roughly how" in card.buttons[2]
    card = await tap(ann, "I can name the step", card)
    card = await typed(ann, "marketing", card, "When could you first use")
    card = await tap(ann, "In the next few weeks", card)
    assert "How much weight does your employer" in card.text

    card = await typed(ann, "/stop", card, "On hold. I've kept your 6 answers")
    await restarted(bot)
    card = await typed(ann, "/start", card, "On hold. I've kept your 6 answers")
    card = await tap_all(ann, card, "Continue", "Not sure", "About every week")
    card = await tap_all(ann, card, "☐ Time I save", "☐ A problem I solved with it", "Done (2)")
    card = await tap_all(ann, card, "☐ A job for sure", "☑ A job for sure", "☐ A job for sure", "Done (1)")
    card = await tap_all(ann, card, "Yes, one", "Not sure", "Skip")
    card = await tap_all(ann, card, "In a course with a clear plan", "That I have no certificate")
    card = await typed(ann, "My <i>zebras</i> & I", card, "Your answers")
    assert "My <i>zebras</i> & I" in card.text
    await restarted(bot)  # the card that stands there works on

    card = await tap_all(ann, card, "3", "No plan, just not to fall behind")
    assert "Your answers" in card.text
    assert "How well can you see" not in card.text
    card = await tap_all(ann, card, "3", "A promotion")
    assert "✓ I can name the step" in card.buttons[3]
    card = await tap_all(ann, card, "✓ I can name the step", "Not sure", "✓ Yes, one")
    card = await tap_all(ann, card, "Not sure", "Skip")
    press = ann.taps("Get my advice", message=card)
    result = await ann.sees(label="All reasons", after=card)
    await press.answered()
    result = await tap(ann, "All reasons", result)
    assert "The case against" in result.text

    await restarted(bot)  # the page that is open stays open
    result = await tap_all(ann, result, "‹ Back to the answer", "Where I lean now", "Practise first")
    assert "Now you're leaning towards “Practise first”" in result.text
    result = await tap_all(ann, result, "‹ Back to the answer", "What I told you")
    ann.taps("Change an answer", message=result)
    card = await ann.sees("Your answers", after=result)
    card = await tap_all(ann, card, "1", "Practise first")
    ann.taps("Get my advice", message=card)
    second = await ann.sees(label="All reasons", after=card)
    assert second.message_id > result.message_id

    await told(bot, ann, "/history", "Your results")
    await told(bot, ann, "/help", "What you can do here")
    await told(bot, ann, "/privacy", "Your privacy")
    await told(bot, ann, "/fly", "I don't know /fly.")
    await told(bot, ann, "/language", "I speak")
    await told(bot, ann, "/dialogs", "What would you like to decide?")
    ann.sends("/export")
    export = await ann.sees("Everything I keep about you.")
    (exported,) = json.loads(export.content)["sessions"]
    said = [each["answer"] for each in exported["answers"]]
    assert "My <i>zebras</i> & I" in said
    assert "A promotion" in said
    put_down(ann)

    asked = await told(bot, ann, "/forgetme", "Delete everything I keep about you?")
    ann.taps("Keep everything", message=asked)
    await ann.sees("OK, I've kept everything as it is.", after=asked)
    mine = ann.sends("/forgetme")
    asked = await ann.sees(label="Delete everything", after=mine)  # the earlier question has none any more
    ann.taps("Delete everything", message=asked)
    await ann.sees("Done. I've deleted everything I kept about you.", after=asked)
    await bot.telegram.settles()
    assert await bot.stop() == 0
    assert bot.telegram.finish() == ()
    async with bot.store() as store:
        assert await store.sessions(ann.id) == ()
    left = b"".join(each.read_bytes() for each in bot.folder.glob("coach.db*"))
    assert b"zebras" not in left
    assert str(ann.id).encode() not in left
    assert "zebras" not in bot.log
