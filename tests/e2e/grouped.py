"""A coached session that is led by what people see, on a bot that may die at any moment."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final, TypeAlias

from bot.playground.groups import Group
from bot.playground.page.crowd import ASIDES
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot

PATIENT: Final = 150.0
"""Seconds of the session for which somebody waits for what has to come."""
NAMES: Final = ("Maya", "Jonas", "Aisha", "Pavel", "Lena", "Igor")

Moments: TypeAlias = Callable[[str], AbstractAsyncContextManager[None]]
"""Entered with the name of each moment of the session, such as "end" or "answer 3"; left when it is over."""


@asynccontextmanager
async def undisturbed(moment: str) -> AsyncIterator[None]:
    """A moment in which nothing happens to the bot."""
    yield


@dataclass
class Gathering:
    """A coach and six members of a supergroup; two of them have opened the private chat.

    during: what happens to the bot meanwhile. led: what the coach did, in order. passed: the moments so far.
    is_over: the files were asked for and came.
    """

    bot: Bot
    coach: Person
    group: Group
    members: list[Person]
    during: Moments = undisturbed
    led: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    is_over: bool = False

    async def goes_through(self) -> None:
        """From the lobby to the files."""
        await self._gathers()
        async with self._moment("start"):
            await self._leads("▶ Start")
        while not self.is_over:
            await self._takes_a_step(await self._console())

    @asynccontextmanager
    async def _moment(self, name: str) -> AsyncIterator[None]:
        self.passed.append(name)
        async with self.during(name):
            yield

    async def _gathers(self) -> None:
        async with self._moment("greeting"):
            self.coach.sends("/start")
            await self.coach.sees(timeout=PATIENT)
        async with self._moment("opening"):
            self.coach.at(self.group).sends("/coach dog")
            board = await self.coach.at(self.group).sees(label="Join", timeout=PATIENT)
            await self.coach.sees("No one has joined yet", timeout=PATIENT)
        async with self._moment("joining"):
            for member in self.members:
                await member.at(self.group).taps("Join", message=board).answered(PATIENT)
        async with self._moment("going private"):
            for member in self.members[:2]:
                member.opens(await self._way_in(member))
                await member.sees(timeout=PATIENT)

    async def _way_in(self, member: Person) -> str:
        """The link behind "In private ↗": a tap that comes again after a kill is answered without it."""
        while not (link := (await member.at(self.group).taps("In private ↗").answered(PATIENT)).url):
            continue
        return link

    async def _console(self) -> ChatMessage:
        """The newest console that the coach can lead by, once it has come to rest."""
        shown = await self._newest()
        while True:
            await asyncio.sleep(7)
            newest = await self._newest()
            if newest is shown:
                return shown
            shown = newest

    async def _newest(self) -> ChatMessage:
        found = await self.coach.chat.bell.until(
            lambda: next((one for one in self.coach.chat.newest() if one.buttons), None), PATIENT
        )
        assert found is not None, self.coach.chat.transcript()
        return found

    async def _takes_a_step(self, console: ChatMessage) -> None:
        labels = [label for row in console.buttons for label in row]
        step = _step(console) + (", again" if self.led[-1] == "Ask again" else "")
        if "Close and reveal" in labels:
            await self._asks(step)
        elif "Ask again" in labels:
            async with self._moment("talking"):
                await self._all_give_reasons()
            async with self._moment("asking again"):
                await self._leads("Ask again")
        elif "Next ›" in labels:
            async with self._moment(f"next after {step}"):
                await self._leads("Next ›")
        elif "End" in labels:
            async with self._moment("planning"):
                await self._all_plan()
            async with self._moment("ending"):
                await self._leads("End")
        elif "Files" in labels:
            await self._ends()

    async def _asks(self, step: str) -> None:
        """Everybody answers the open question; at the first one the coach closes it by mistake."""
        async with self._moment(f"answering {step}"):
            await self._all_answer()
        if "Cancel" not in self.led:
            async with self._moment("closing by mistake"):
                await self._leads("Close and reveal")
            async with self._moment("cancelling"):
                await self._leads("Cancel")
        async with self._moment(f"closing {step}"):
            await self._leads("Close and reveal")

    async def _leads(self, label: str) -> None:
        console = await self.coach.sees(label=label, timeout=PATIENT)
        self.led.append(label)
        await self.coach.taps(label, message=console).answered(PATIENT)

    async def _all_answer(self) -> None:
        message = await self._open_message()
        labels = _answers(message)
        for at, member in enumerate(self.members):
            label = labels[(at + len(self.led)) % len(labels)]
            await member.at(self.group).taps(label, message=message).answered(PATIENT)

    async def _open_message(self) -> ChatMessage:
        """What the group is asked at the step that the console tells of; no older copy of another."""
        step = f"{_step(await self._newest())} · "
        found = await self.group.bell.until(
            lambda: next((one for one in self.group.newest() if step in one.text and _answers(one)), None),
            PATIENT,
        )
        assert found is not None, self.group.transcript()
        return found

    async def _all_give_reasons(self) -> None:
        message = await self.coach.at(self.group).sees("Talk first", timeout=PATIENT)
        reasons = re.findall(r"^(\d+)\. (.*)$", message.text, re.MULTILINE)
        number, _ = min(reasons, key=itemgetter(1))  # they stand in another order in each group
        for member in self.members:
            await member.at(self.group).taps(number, message=message).answered(PATIENT)

    async def _all_plan(self) -> None:
        message = await self.coach.at(self.group).sees(label="👣 My first step", timeout=PATIENT)
        for at, member in enumerate(self.members):
            wall = "Keep it to myself" if at % 2 else "Wall, with my name"
            for label in ("👣 My first step", "Tomorrow", "7–8", wall):
                await member.at(self.group).taps(label, message=message).answered(PATIENT)

    async def _ends(self) -> None:
        await self._gets_files(1)  # which come by themselves at the end
        async with self._moment("files"):
            await self._leads("Files")
            await self._gets_files(2)
        await asyncio.sleep(90)
        self.is_over = True

    async def _gets_files(self, times: int) -> None:
        """Wait until the coach has each of the two files so many times."""

        def are_there() -> bool | None:
            copies = self.files().values()
            return (len(copies) == 2 and min(copies) >= times) or None

        assert await self.coach.chat.bell.until(are_there, 300), f"of the files came {self.files()}"

    def files(self) -> Counter[str]:
        """The files that the coach was sent: name -> how often."""
        return Counter(
            str(one.attached["document"]["file_name"])
            for one in self.coach.chat.messages.values()
            if "document" in one.attached
        )

    async def results(self) -> list[str]:
        """What each member is told of their result."""
        told = []
        async with self._moment("results"):
            for member in self.members:
                toast = await member.at(self.group).taps("🔒 My result").answered(PATIENT)
                told.append(toast.text)
        return told


def _step(console: ChatMessage) -> str:
    """The step that a console tells of, such as "3/10"; the one without a number has the results."""
    found = re.search(r"[Ss]tep (\d+) of (\d+)", console.text)
    return f"{found[1]}/{found[2]}" if found else "the results"


def _answers(message: ChatMessage) -> list[str]:
    """The labels of what can be chosen."""
    return [label for row in message.buttons for label in row if label not in ASIDES]


def gathering(bot: Bot, during: Moments = undisturbed) -> Gathering:
    """Nobody has written to the bot yet."""
    coach = bot.telegram.person("Anna")
    members = [bot.telegram.person(name) for name in NAMES]
    team = bot.telegram.group("Team", coach, *members, supergroup=True)
    return Gathering(bot, coach, team, members, during)
