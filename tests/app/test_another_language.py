"""Everything that people read is said in the language handed over, and nothing beside it in English.

The language here is English in Greek letters, and so is the dialog: a Latin letter that somebody sees was
written into the code, past the catalogue.
"""

import asyncio
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from bot.core.words.english import English
from bot.core.words.phrase import Phrase
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from tests.app.test_whole_app import data_of
from tests.coached import hurried, now, passes, running

LATIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
GREEK: Final = "αβξδεφγηιικλμνοπκρστυβωχψζΑΒΞΔΕΦΓΗΙΙΚΛΜΝΟΠΚΡΣΤΥΒΩΧΨΖ"
SPELLED: Final = str.maketrans(LATIN, GREEK)
AS_IT_IS: Final = re.compile(r"https?://\S+|/[a-z]+|@\w+|\{\w+\}|[\w-]+\.json")
"""What has no language: addresses, commands, names of bots and of files, places of a template."""

TEXTS: Final = {
    *("title", "ask", "why", "say", "do", "text", "message", "short", "label", "note", "advice", "like"),
    *("coach_prompt", "because", "doable", "reasons", "pros", "cons", "unit", "author", "funding"),
}
"""Keys of a dialog under which a word is a text and not an id; what has a blank is always one."""

COMMANDS: Final = (
    "start",
    "history",
    "dialogs",
    "help",
    "privacy",
    "language",
    "export",
    "coach",
    "nonsense",
)
WALKS: Final = 3
STEPS: Final = 120
TEXTS_AT_LEAST: Final = 200
"""Different ones, so that the walk is known to have come around."""
REPLIES: Final = ("1", "why?", "undo", "hm", "help", "thanks", "who sees this?", "I want to kill myself")


def spelled(text: str) -> str:
    """Write a text in Greek letters, but for what has no language."""
    parts, last = [], 0
    for kept in AS_IT_IS.finditer(text):
        parts += [text[last : kept.start()].translate(SPELLED), kept[0]]
        last = kept.end()
    return "".join((*parts, text[last:].translate(SPELLED)))


class Greek(English):
    """English in Greek letters."""

    lang = "el"

    def __call__(self, phrase: Phrase) -> str:
        return spelled(super().__call__(phrase))


def translated(node: object, key: str = "") -> object:
    """A dialog's YAML with all its texts in Greek letters."""
    match node:
        case dict():
            return {name: translated(value, name) for name, value in node.items()}
        case list():
            return [translated(each, key) for each in node]
        case str() if key != "url" and (key in TEXTS or " " in node):
            return spelled(node)
    return node


def shelve(folder: Path) -> Path:
    """Put the shipped dialogs, translated, into a folder."""
    for file in Path("dialogs").glob("*/dialog.yml"):
        (folder / file.parent.name).mkdir()
        text = yaml.safe_dump(
            translated(yaml.safe_load(file.read_text("utf-8"))), allow_unicode=True, sort_keys=False
        )
        (folder / file.parent.name / "dialog.yml").write_text(text, "utf-8")
    return folder


def said(telegram: FakeTelegram) -> Iterator[str]:
    """Every text, caption, label and answer to a tap that the bot sent."""
    for call in telegram.calls:
        yield from (str(call.given[name]) for name in ("text", "caption") if call.given.get(name))
        for row in (call.given.get("reply_markup") or {}).get("inline_keyboard", ()):
            yield from (button["text"] for button in row)


def in_english(text: str) -> str:
    """The Latin words of a text that are no names, addresses, commands, or markup."""
    return " ".join(re.findall("[A-Za-z]{2,}", AS_IT_IS.sub("", re.sub(r"</?\w+[^>]*>|&\w+;", "", text))))


class Walk:
    """A coach with a group of three, and what they do by chance."""

    def __init__(self, telegram: FakeTelegram, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people = [telegram.person(name) for name in ("Ανν", "Βεν", "Ξεμ", "Δαν")]
        self.group = telegram.group("Τεαμ", *self.people)

    async def goes(self, steps: int) -> None:
        coach = self.people[0]
        coach.sends("/start")
        await asyncio.sleep(2)
        coach.at(self.group).sends("/coach ai-cert")
        await asyncio.sleep(2)
        for _ in range(steps):
            person = self.chance.choice(self.people)
            self._does(self.chance.choice((person, person.at(self.group))))
            await asyncio.sleep(1.5)
            if self.chance.random() < 0.1:
                await passes(self.chance.choice((10.0, 300.0, 86_400.0)))

    def _does(self, person: Person) -> None:
        """Tap a button of one of the newest messages, or type something."""
        with_buttons = [each for each in person.chat.newest() if data_of(each)][:3]
        if with_buttons and self.chance.random() < 0.9:
            message = self.chance.choice(with_buttons)
            person.presses(message.message_id, self.chance.choice(data_of(message)), "a button")
        elif self.chance.random() < 0.5:
            person.sends(f"/{self.chance.choice(COMMANDS)}")
        else:
            person.sends(self.chance.choice(REPLIES))


def test_no_sentence_is_said_past_the_language(tmp_path: Path) -> None:
    telegram = FakeTelegram(now=now, floods=True, slows_repeats=False)

    async def work() -> None:
        async with running(shelve(tmp_path), telegram=telegram, words=Greek()):
            for seed in range(WALKS):
                await Walk(telegram, seed).goes(STEPS)

    hurried(work())
    texts = set(said(telegram))
    assert {text: words for text in texts if (words := in_english(text))} == {}
    assert len(texts) > TEXTS_AT_LEAST
