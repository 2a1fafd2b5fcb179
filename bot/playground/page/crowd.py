"""Invented people who answer by themselves: each leans one way, more or less, and takes a moment to think.

They know no dialog. They look at the newest message that offers buttons, leave alone what leads
back, and tap; where a card wants words, they type some.
"""

import asyncio
import math
import random
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from bot.core.words import board, buttons, group_results, group_steps
from bot.core.words.english import ENGLISH
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.people import Person
from bot.playground.refusals import Json
from bot.playground.world import ChatMessage

JOIN: Final = ENGLISH(board.join())
MY_STEP: Final = ENGLISH(group_results.my_step())
ASIDES: Final = (
    MY_STEP,
    *map(ENGLISH, (group_steps.my_answer(), group_steps.why(), group_steps.keep())),
    *map(ENGLISH, (group_results.my_plan(), group_results.share())),
    *map(ENGLISH, (board.what_is_shared(), board.in_private())),
)
"""Members' buttons that answer no question."""
MOST_TAPS: Final = {"private": 60}
MOST_LOOKS: Final = 1000
"""At how many new things somebody in a group looks, a coached session having some hundred of them."""
LONGEST_ARRIVAL: Final = 10.0
"""Seconds in which even a large crowd comes in."""
PATIENCE: Final = {"private": 20.0}
LONGEST_PATIENCE: Final = 1800.0
"""Seconds after which somebody who is shown nothing new gives up; in a group they wait for the coach."""

AHEAD: Final = tuple(map(ENGLISH, (buttons.get_advice(), buttons.resume())))
DONE, NOTHING_YET, TICKED = "Done (", "Done", "☑"
SILENCES: Final = {ENGLISH(buttons.skip()): 0.15, ENGLISH(buttons.not_sure()): 0.15}
BACKWARDS: Final = tuple(
    map(
        ENGLISH,
        (
            buttons.about(),
            buttons.back(),
            buttons.back_to_answers(),
            buttons.start_over(),
            buttons.start_over_alone(),
        ),
    )
)
RESULT: Final = ENGLISH(buttons.all_reasons())
"""A button that only a result has."""
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
        """Begin, and tap until nothing more is asked, or until they are thrown out."""
        with suppress(AssertionError):  # what Telegram does not let them do any more
            await self._goes_on(together)

    async def _goes_on(self, together: int) -> None:
        await asyncio.sleep(self._chance.uniform(0, min(LONGEST_ARRIVAL, together * self._thinks[1] / 20)))
        if self._person.chat.type == "private" and not self._person.chat.started:
            self._person.sends("/start")
        for _ in range(MOST_TAPS.get(self._person.chat.type, MOST_LOOKS)):
            patience = PATIENCE.get(self._person.chat.type, LONGEST_PATIENCE)
            message = await self._person.chat.bell.until(self._asked, patience)
            if message is None:
                return
            self._seen.add(_kind(message))
            await asyncio.sleep(self._chance.uniform(*self._thinks))
            if self._still_shows(message) and not await self._reacts(message):
                return

    def _still_shows(self, message: ChatMessage) -> bool:
        now = self._person.chat.messages.get(message.message_id)
        return now is not None and _kind(now) == _kind(message)

    def _asked(self) -> ChatMessage | None:
        """The newest message that offers something, unless it was answered before."""
        newest = next((one for one in self._person.chat.newest() if _offers(one)), None)
        return newest if newest is not None and _kind(newest) not in self._seen else None

    async def _reacts(self, message: ChatMessage) -> bool:
        """Tap or type; False when there is nothing left to do here."""
        if message.button(MY_STEP):
            await self._plans(message)
            return True
        buttons = [button for row in _rows(message) for button in row if "callback_data" in button]
        ahead = next((each for each in buttons if each["text"] in AHEAD or JOIN in each["text"]), None)
        if any(each["text"] == RESULT for each in buttons):
            return False  # nothing more is asked
        button = ahead or self._choice([each for each in buttons if _moves_on(each["text"])])
        if button is None and message.chat.type != "private":
            return True  # a group says more when its coach goes on
        if button is None:
            self._person.sends(self._chance.choice(SAYINGS))
        else:
            self._presses(message, button)
        return True

    async def _plans(self, message: ChatMessage) -> None:
        """See the first step, and then tap something in every row: when, how sure, who may see it ..."""
        if step := message.button(MY_STEP):
            self._presses(message, step)
        for row in self._chance.sample(_rows(message), len(_rows(message))):
            choices = [each for each in row if each["text"] not in ASIDES]
            await asyncio.sleep(self._chance.uniform(*self._thinks))
            if choices and self._still_shows(message):
                self._presses(message, self._chance.choice(choices))

    def _presses(self, message: ChatMessage, button: Json) -> None:
        self._person.presses(message.message_id, button["callback_data"], button["text"])

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


def _offers(message: ChatMessage) -> bool:
    return message.sender.is_bot and any("callback_data" in each for row in _rows(message) for each in row)


def _moves_on(label: str) -> bool:
    """Whether somebody who wants to get through would tap it: nobody takes a tick away again."""
    return label not in (*BACKWARDS, *ASIDES, NOTHING_YET) and not label.startswith(TICKED)


def _kind(message: ChatMessage) -> tuple[str, ...]:
    """What makes two states of a message the same to somebody who answers.

    In a group a counter that others move changes nothing; alone, every change is for this person.
    """
    if message.chat.type == "private":
        return str(message.message_id), str(message.turn)
    data = (each.get("callback_data", "") for row in _rows(message) for each in row)
    return str(message.message_id), *data


def _rows(message: ChatMessage) -> list[list[Json]]:
    rows: list[list[Json]] = message.keyboard["inline_keyboard"] if message.keyboard else []
    return rows
