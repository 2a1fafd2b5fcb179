"""Dialogs changed under a running bot: wording shows at the next screen, logic when it is asked for."""

import asyncio
import os
import shutil
import signal
from pathlib import Path

from bot.core.words import buttons
from bot.core.words.english import ENGLISH
from tests.e2e.bots import DIALOGS, Bot
from tests.e2e.walk import START, begun, kept, tap, tap_all, told

ASK = "What do you want most from your work in the next year?"
MORE = """\
  - id: sleep
    section: goal
    ask: Do you sleep well these days?
    why: A tired person learns little.
    source: judgement
    options:
      - {id: well, text: Quite well, score: {certify: 1}}
      - {id: badly, text: Not really, score: {certify: 0}}

"""


def shelved(bot: Bot) -> Path:
    """A copy of the first dialog that the bot is to read; returns its file."""
    folder = bot.folder / "dialogs" / "ai-cert"
    shutil.copytree(DIALOGS / "ai-cert", folder)
    return folder / "dialog.yml"


def changed(file: Path, right: str, other: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, other, 1), encoding="utf-8")


async def reads(bot: Bot, word: str) -> None:
    """Have the dialogs read again, and wait until the log says so."""
    before = bot.log.count(word)
    os.kill(bot.pid, signal.SIGHUP)
    async with asyncio.timeout(120):
        while bot.log.count(word) == before:  # noqa: ASYNC110  # a file rings no bell
            await asyncio.sleep(0.05)


async def test_a_conversation_lives_through_changes_of_its_dialog(bot: Bot) -> None:
    file = shelved(bot)
    await bot.start(DIALOGS_DIR=str(file.parents[1]))
    ann, card = await begun(bot)

    changed(file, "A promotion", "A step up")
    await reads(bot, "read the dialogs again")
    card = await tap_all(ann, card, "Not sure", "‹ Back")
    assert card.button("A step up")

    changed(file, "format: 1", "format: one")
    await reads(bot, "kept the dialogs as they were")
    assert f"{file}:" in bot.log
    card = await tap_all(ann, card, "Not sure", "‹ Back")

    changed(file, "format: one", "format: 1")
    changed(file, "version: 2", "version: 3")
    changed(file, "questions:\n", f"questions:\n{MORE}")
    await reads(bot, "with changed logic: ai-cert")
    card = await told(bot, ann, "/start", ASK)
    card = await tap(ann, ENGLISH(buttons.move_over()), card)
    assert "Do you sleep well these days?" in card.text
    card = await tap(ann, "Quite well", card)

    assert ASK in card.text
    assert await kept(bot, ann) == {**START, "sleep": "well"}
