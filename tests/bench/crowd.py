"""People who tap their way through a dialog, and how long each waits for the next question."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter

from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.bench.routes import Page

PATIENCE = 60.0
"""Seconds that somebody waits for the next question."""

Route = Sequence[Page]


@dataclass(slots=True)
class Walker:
    """Somebody on a route. shown: the card as it is now; at: its place on the route."""

    person: Person
    route: Route
    shown: ChatMessage
    at: int = 0

    async def tap(self) -> None:
        """Tap, and wait for the next question."""
        self.person.taps(self.route[self.at].tap, message=self.shown)
        self.at += 1
        label = self.route[self.at].tap
        self.shown = await self.person.sees(label=label, after=self.shown, timeout=PATIENCE)


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


async def hurry(walkers: Sequence[Walker], think: float = 0.0) -> list[float]:
    """All tap at once, and again as soon as they see the next question; how long each tap took, in seconds.

    think: seconds between a question and the tap.
    """

    async def walk(walker: Walker) -> list[float]:
        waits = []
        for _ in pairwise(walker.route):
            begun = perf_counter()
            await walker.tap()
            waits.append(perf_counter() - begun)
            if think:
                await asyncio.sleep(think)
        return waits

    return [wait for waits in await asyncio.gather(*map(walk, walkers)) for wait in waits]


async def keep_pace(walkers: Sequence[Walker], rate: float) -> list[float]:
    """One tap after the other, `rate` a second, whatever the bot does; how long each took, in seconds.

    A tap that had to wait for its question counts from when it was due.
    """
    start = perf_counter()

    async def walk(number: int, walker: Walker) -> list[float]:
        waits = []
        for lap in range(len(walker.route) - 1):
            due = start + (lap * len(walkers) + number) / rate
            await asyncio.sleep(due - perf_counter())
            await walker.tap()
            waits.append(perf_counter() - due)
        return waits

    walks = (walk(number, walker) for number, walker in enumerate(walkers))
    return [wait for waits in await asyncio.gather(*walks) for wait in waits]
