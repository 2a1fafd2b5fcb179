"""People who tap their way through a dialog, and how long each waits for the next question."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise
from time import perf_counter

from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.bench.routes import Page

PATIENCE = 60.0
"""Seconds that somebody waits for the next question."""

PAUSE = 0.1
"""Seconds between two taps of people who tap in turn."""

Route = Sequence[Page]


@dataclass(frozen=True, slots=True)
class Wait:
    """What one tap took, in seconds. toast: to its private answer. card: to the next question.

    What was due earlier and had to wait for its own question counts as that for the card alone: the answer
    belongs to the tap.
    """

    toast: float
    card: float


@dataclass(slots=True)
class Walker:
    """Somebody on a route. shown: the card as it is now; at: its place on the route."""

    person: Person
    route: Route
    shown: ChatMessage
    at: int = 0

    async def tap(self, begun: float | None = None) -> Wait:
        """Tap, and wait for the answer and the next question. begun: when the tap was due; None for now."""
        now = perf_counter()
        tap = self.person.taps(self.route[self.at].tap, message=self.shown)
        self.at += 1
        label = self.route[self.at].tap

        async def answered() -> float:
            await tap.answered(PATIENCE)
            return perf_counter() - now

        async def shown() -> float:
            self.shown = await self.person.sees(label=label, after=self.shown, timeout=PATIENCE)
            return perf_counter() - (now if begun is None else begun)

        return Wait(*await asyncio.gather(answered(), shown()))


@dataclass(slots=True)
class Crowd:
    """Everybody who comes to one bot. The n-th of all takes the n-th route, round and round.

    first: how many came before.
    """

    telegram: FakeTelegram
    routes: Sequence[Route]
    first: int = 0

    async def gather(self, people: int) -> list[Walker]:
        """So many new people, each with the first card before them."""
        numbers = range(self.first, self.first + people)
        self.first += people
        return list(await asyncio.gather(*map(self._arrive, numbers)))

    async def _arrive(self, number: int) -> Walker:
        route = self.routes[number % len(self.routes)]
        # The floor finds the route by the person's id, for it keeps nothing.
        person = self.telegram.person(f"P{number}", id=1_000_000 + number)
        person.sends("/start ai-cert")
        return Walker(person, route, await person.sees(label=route[0].tap, timeout=PATIENCE))


async def hurry(walkers: Sequence[Walker], think: float = 0.0) -> list[Wait]:
    """All tap at once, and again as soon as they see the next question; how long each tap took.

    think: seconds between a question and the tap.
    """

    async def walk(walker: Walker) -> list[Wait]:
        waits = []
        for _ in pairwise(walker.route):
            waits.append(await walker.tap())
            if think:
                await asyncio.sleep(think)
        return waits

    return [wait for waits in await asyncio.gather(*map(walk, walkers)) for wait in waits]


async def keep_pace(walkers: Sequence[Walker], rate: float) -> list[Wait]:
    """One tap after the other, `rate` a second, whatever the bot does; how long each took.

    A tap that had to wait for its question counts from when it was due.
    """
    start = perf_counter()

    async def walk(number: int, walker: Walker) -> list[Wait]:
        waits = []
        for lap in range(len(walker.route) - 1):
            due = start + (lap * len(walkers) + number) / rate
            await asyncio.sleep(due - perf_counter())
            waits.append(await walker.tap(due))
        return waits

    walks = (walk(number, walker) for number, walker in enumerate(walkers))
    return [wait for waits in await asyncio.gather(*walks) for wait in waits]


# --- one after the other, while something else goes on --------------------------------


class Tapping:
    """People who tap in turn, forward and back between two questions."""

    def __init__(self, people: list[tuple[Person, ChatMessage]]) -> None:
        self._cards = dict(people)
        self._turns = cycle([person for person, _ in people])

    async def during(self, work: Callable[[], Awaitable[object]]) -> list[float]:
        """Seconds that each tap waited for its answer while the work was done."""
        waits: list[float] = []
        working = asyncio.ensure_future(work())
        while not working.done():
            waits.append(await self._tap(next(self._turns)))
            await asyncio.sleep(PAUSE)
        await working
        return waits

    async def _tap(self, person: Person) -> float:
        card = self._cards[person]
        labels = [label for row in card.buttons for label in row]
        begun = perf_counter()
        await person.taps("‹ Back" if "‹ Back" in labels else labels[0], message=card).answered(PATIENCE)
        waited = perf_counter() - begun
        self._cards[person] = await person.sees(after=card, timeout=PATIENCE)
        return waited


async def arrived(telegram: FakeTelegram, name: str) -> tuple[Person, ChatMessage]:
    """Somebody new, and the first card before them."""
    person = telegram.person(name)
    person.sends("/start ai-cert")
    return person, await person.sees(timeout=PATIENCE)
