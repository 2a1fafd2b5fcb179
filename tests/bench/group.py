"""A big group that answers all at once: how long each waits for the private answer, and what the group costs.

The bot is a process of its own on the strict Telegram with its flood control; the people tap in real time.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bot.playground.engine import FakeTelegram
from bot.playground.groups import Group
from bot.playground.people import Person
from bot.playground.server import serve
from bot.playground.world import ChatMessage
from tests.bench.figures import percentile, table
from tests.bench.processes import OURS, Bot, running

COUNTED: Final = ("sendMessage", "editMessageText", "sendPhoto", "editMessageMedia", "editMessageCaption")
QUESTIONS: Final = (
    ("Who would you hire", ("A, with the certificate", "B, with the results", "I would meet both first")),
)
PATIENCE: Final = 90.0
MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """people: who all tap within so many seconds. fickle: the share of them who change twice."""

    people: int = 150
    seconds: float = 10.0
    fickle: float = 0.2


@dataclass(slots=True)
class Hall:
    """A group with its coach. waits: of each part, the seconds from each tap to its answer."""

    telegram: FakeTelegram
    load: Crowd
    coach: Person
    members: list[Person]
    team: Group
    chance: random.Random
    waits: dict[str, list[float]] = field(default_factory=dict)
    exact: list[bool] = field(default_factory=list)

    async def meet(self) -> None:
        """Everybody joins, and answers the first questions of the dialog."""
        self.coach.sends("/start")
        self.coach.at(self.team).sends("/coach ai-cert")
        board = await self.coach.at(self.team).sees(label="Join", timeout=PATIENCE)
        await self._all("join", board, [["Join"] for _ in self.members])
        await self._leads("▶ Start")
        for at, (ask, options) in enumerate(QUESTIONS):
            here = self.coach.at(self.team)
            step = await here.sees(ask, label="👁 My answer", timeout=PATIENCE)
            plans = [self._plan(options) for _ in self.members]
            await self._all(f"question {at + 1}", step, plans)
            await self._reveal(ask, Counter(plan[-1] for plan in plans))
            await self._leads("Next ›")

    def _plan(self, options: Sequence[str]) -> list[str]:
        changes = 3 if self.chance.random() < self.load.fickle else 1
        return [self.chance.choice(options) for _ in range(changes)]

    async def _all(self, part: str, message: ChatMessage, plans: Sequence[Sequence[str]]) -> None:
        waits = self.waits.setdefault(part, [])

        async def answers(member: Person, plan: Sequence[str]) -> None:
            moments = sorted(self.chance.uniform(0, self.load.seconds) for _ in plan)
            begun = perf_counter()
            for moment, label in zip(moments, plan, strict=True):
                await asyncio.sleep(max(0.0, begun + moment - perf_counter()))
                tapped = perf_counter()
                await member.at(self.team).taps(label, message=message).answered(PATIENCE)
                waits.append(perf_counter() - tapped)

        await asyncio.gather(*map(answers, self.members, plans))

    async def _reveal(self, ask: str, wanted: Counter[str]) -> None:
        """Close, talk where it is wanted, and compare the totals with what was tapped last."""
        await self._leads("Close and reveal")
        if not await self._is_shown():
            await self._leads("Show the totals")
        told = re.findall(r"• (.+): (\d+) of \d+", (await self._totals(ask)).text)
        self.exact.append({name: int(count) for name, count in told} == dict(wanted))

    async def _totals(self, ask: str) -> ChatMessage:
        """The message of a question, once it shows its totals."""
        while True:
            for message in self.team.newest():
                if ask in message.text and " answered." in message.text:
                    return message
            await asyncio.sleep(0.1)

    async def _is_shown(self) -> bool:
        """Whether the totals come without a talk."""
        while True:
            labels = {label for one in self.coach.chat.newest() for row in one.buttons for label in row}
            if labels & {"Next ›", "Show the totals"}:
                return "Next ›" in labels
            await asyncio.sleep(0.1)

    async def _leads(self, label: str) -> None:
        await self.coach.sees(label=label, timeout=PATIENCE)
        await self.coach.taps(label).answered(PATIENCE)

    def times(self) -> list[float]:
        """When something was sent or edited in the group."""
        return [
            call.time
            for call in self.telegram.calls
            if call.method in COUNTED and str(call.given.get("chat_id")) == str(self.team.id)
        ]


async def group(load: Crowd, folder: Path | None) -> list[str]:
    """Join, and two questions with everything that a coach does for them."""
    with TemporaryDirectory(dir=folder) as inside:
        async with serve(FakeTelegram(floods=True, slows_repeats=False)) as telegram:
            coach = telegram.person("Anna")
            members = [telegram.person(f"P{number}") for number in range(load.people)]
            team = telegram.group("Hall", coach, *members)
            hall = Hall(telegram, load, coach, members, team, random.Random(1))
            async with running(telegram, Path(inside), *OURS) as bot:
                await hall.meet()
                cost = _cost(bot)
            breaches = telegram.finish()
    return [_waits(hall), _calls(hall), f"figures as tapped: {hall.exact}; breaches: {len(breaches)}", cost]


def _cost(bot: Bot) -> str:
    return f"the bot: {bot.cpu:.2f} s of CPU, {bot.memory:.0f} MiB"


def _waits(hall: Hall) -> str:
    rows = [
        (part, str(len(each)), *(f"{1000 * percentile(each, share):.1f}" for share in (0.5, 0.99, 1.0)))
        for part, each in hall.waits.items()
    ]
    title = f"{hall.load.people} people within {hall.load.seconds:g} s: from a tap to its private answer"
    return table(title, ("", "taps", "p50 ms", "p99 ms", "slowest ms"), rows)


def _calls(hall: Hall) -> str:
    times = hall.times()
    busiest = max(sum(start <= each < start + MINUTE for each in times) for start in times)
    return f"sends and edits in the group: {len(times)}, at most {busiest} within any 60 s"
