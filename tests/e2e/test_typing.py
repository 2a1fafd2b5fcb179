"""Somebody who types everything, with mistakes, and never taps: the whole transcript, word by word."""

import os
import re
from pathlib import Path
from typing import Final

from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot
from tests.e2e.hurried import hurried, starts

RATE: Final = 5.0
"""Seconds of the bot in one of the machine's: it asks who types faster than a person for patience."""
WRITTEN: Final = Path(__file__).with_suffix(".txt")
"""The transcript as it was last looked at; the variable WRITE_TRANSCRIPT has it written anew."""

SAID: Final = (
    *("/start ai-cert", "hm", "ok lets go", "certifiy now", "undo", "i dont know", "1 and 2", "b"),
    *("promotoin pls", "Undo", "not a promotion", "a new rol", "why?", "what do you mean"),
    *("i see ruoghly how", "sometimes", "thanks", "now and then", "marketting", "I lost my job", "asap"),
    *("next few weeks", "who can read this?", "a lot", "every week?", "1", "yes", "about evry week"),
    *("time i save and money", "done", "ich verstehe nicht", "2 3", "Done", "how many questions are left?"),
    *("3", "I want to die", "yes one", "not sure", "skip", "stop", "what now", "continue"),
    *("the company pays", "1", "idk", "Help!", "keep it", "99", "change the third one", "better reslts"),
    *("undo", "stupid bot", "a new role", "keep it", "looks good", "why this", "thank you"),
)
DATED: Final = re.compile(r"By \w{3} \d{1,2} \w{3}")
"""The day of a step: another one at each run."""
AT_LAST: Final = {"looks good": "All reasons"}
"""A button of the last message that answers a text, where there are several."""


async def say(bot: Bot, person: Person, text: str) -> str:
    """Type, wait until the bot has said all that it says to it, and return both."""
    mine = person.sends(text)
    await person.sees(after=mine, label=AT_LAST.get(text, ""), timeout=30 * RATE)
    await bot.telegram.settles()
    answers = [each for each in reversed(list(person.chat.newest())) if each.message_id > mine.message_id]
    return "\n".join((f"> {text}", *(line for each in answers for line in lines_of(each)), ""))


def lines_of(message: ChatMessage) -> list[str]:
    """Return a message of the bot as it stands there, without empty lines."""
    buttons = ("  " + " ".join(f"[{label}]" for label in row) for row in message.buttons)
    return [*(f"  {line}" for line in message.text.splitlines() if line), *buttons]


def test_somebody_who_only_types_gets_through(tmp_path: Path) -> None:
    async def play(bot: Bot) -> None:
        await starts(bot)
        ann = bot.telegram.person("Ann")

        transcript = DATED.sub("By <day>", "\n".join([await say(bot, ann, text) for text in SAID]))

        if os.environ.get("WRITE_TRANSCRIPT"):
            WRITTEN.write_text(transcript, encoding="utf-8")
        assert transcript == WRITTEN.read_text(encoding="utf-8")
        assert await bot.stop() == 0

    hurried(tmp_path, play, RATE)
