"""Invented people who answer by themselves: each leans one way, more or less, and takes a moment to think.

They know no dialog. They look at the newest message that offers buttons, leave alone what leads
back, and tap; where a card wants words, they type some.
"""

import asyncio
import math
import random
from collections.abc import Sequence
from typing import Final

from bot.core import words
from bot.core.group.words import ASIDES, JOIN
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.people import Person
from bot.playground.refusals import Json
from bot.playground.world import Message

MOST_TAPS: Final = 60
LONGEST_ARRIVAL: Final = 10.0
"""Seconds in which even a large crowd comes in."""
PATIENCE: Final = {"private": 20.0}
LONGEST_PATIENCE: Final = 1800.0
"""Seconds after which somebody who is shown nothing new gives up; in a group they wait for the coach."""

AHEAD: Final = (words.ADVISE, words.BEGIN, words.GO_ON)
DONE, NOTHING_YET, TICKED = "Done (", "Done", "☑"
SILENCES: Final = {words.SKIP: 0.15, words.NOT_SURE: 0.15}
BACKWARDS: Final = (words.BACK, words.BACK_TO_REVIEW, words.CHANGE, words.START_AGAIN)
SAYINGS: Final = ("12", "I would like to talk it over first", "Time with my family", "3", "Not much to add")


class Crowd:
    """Everybody who answers by themselves right now.

    thinks: shortest and longest time before a tap, in seconds.
    """

    def __init__(self, telegram: RehearsedTelegram) -> None:
        self._telegram = telegram
        self.thinks = (0.5, 2.5)
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def invite(self, people: Sequence[Person], seed: int) -> None:
        """Let them answer, each in the chat that the person stands for; the same seed, the same people."""
        for number, person in enumerate(people):
            guest = Guest(person, random.Random(f"{seed}/{number}"), self.thinks)
            task = asyncio.create_task(guest.answers(len(people)))
            self._tasks.add(task)
            task.add_done_callback(self._left)

    def dismiss(self) -> None:
        """They stop where they are."""
        for task in self._tasks:
            task.cancel()

    def _left(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._telegram.bell.ring()


class Guest:
    """One of them. bent: 0 likes what stands first, 1 what stands last."""

    def __init__(self, person: Person, chance: random.Random, thinks: tuple[float, float]) -> None:
        self._person, self._chance, self._thinks = person, chance, thinks
        self._bent = chance.random()
        self._seen: set[tuple[str, ...]] = set()

    async def answers(self, together: int) -> None:
        """Begin, and tap until nothing more is asked."""
        await asyncio.sleep(self._chance.uniform(0, min(LONGEST_ARRIVAL, together * self._thinks[1] / 20)))
        if self._person.chat.type == "private" and not self._person.chat.started:
            self._person.sends("/start")
        for _ in range(MOST_TAPS):
            patience = PATIENCE.get(self._person.chat.type, LONGEST_PATIENCE)
            message = await self._person.chat.bell.until(self._asked, patience)
            if message is None:
                return
            self._seen.add(_kind(message))
            await asyncio.sleep(self._chance.uniform(*self._thinks))
            now = self._person.chat.messages.get(message.message_id)
            if now is not None and _kind(now) == _kind(message) and not self._reacts(now):
                return

    def _asked(self) -> Message | None:
        """The newest message that offers something, unless it was answered before."""
        newest = next((one for one in self._person.chat.newest() if _offers(one)), None)
        return newest if newest is not None and _kind(newest) not in self._seen else None

    def _reacts(self, message: Message) -> bool:
        """Tap or type; False when there is nothing left to do here."""
        buttons = [button for row in _rows(message) for button in row if "callback_data" in button]
        ahead = next((each for each in buttons if each["text"] in AHEAD or JOIN in each["text"]), None)
        if ahead is None and any(each["text"] in BACKWARDS[2:] for each in buttons):
            return False  # a result: what is below it only leads back
        button = ahead or self._choice([each for each in buttons if _moves_on(each["text"])])
        if button is None and message.chat.type != "private":
            return True  # a group says more when its coach goes on
        if button is None:
            self._person.sends(self._chance.choice(SAYINGS))
        else:
            self._person.presses(message.message_id, button["callback_data"], button["text"])
        return True

    def _choice(self, buttons: list[Json]) -> Json | None:
        """One of the buttons, near to where this person leans; None to type instead."""
        answers = [each for each in buttons if each["text"] not in SILENCES]
        if not answers and self._chance.random() < 0.6:
            return None
        done = next((each for each in answers if each["text"].startswith(DONE)), None)
        if done is not None and self._chance.random() < 0.6:
            return done
        if not buttons:
            return None
        last = max(len(answers) - 1, 1)
        weights = [SILENCES.get(each["text"]) or self._liking(at / last) for at, each in enumerate(buttons)]
        return self._chance.choices(buttons, weights)[0]

    def _liking(self, place: float) -> float:
        return math.exp(-3 * abs(place - self._bent)) + 0.05


def _offers(message: Message) -> bool:
    return message.sender.is_bot and any("callback_data" in each for row in _rows(message) for each in row)


def _moves_on(label: str) -> bool:
    """Whether somebody who wants to get through would tap it: nobody takes a tick away again."""
    return label not in (*BACKWARDS, *ASIDES, NOTHING_YET) and not label.startswith(TICKED)


def _kind(message: Message) -> tuple[str, ...]:
    """What makes two states of a message the same to somebody who answers.

    In a group a counter that others move changes nothing; alone, every change is for this person.
    """
    if message.chat.type == "private":
        return str(message.message_id), str(message.turn)
    data = (each.get("callback_data", "") for row in _rows(message) for each in row)
    return str(message.message_id), *data


def _rows(message: Message) -> list[list[Json]]:
    rows: list[list[Json]] = message.keyboard["inline_keyboard"] if message.keyboard else []
    return rows
