"""A coached session that is led by what people see, on a bot that may die at any moment."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from bot.core.group.words import ASIDES
from bot.playground.groups import Group
from bot.playground.people import Person
from bot.playground.world import Message
from tests.e2e.bots import Bot

PATIENT: Final = 150.0
"""Seconds of the session for which somebody waits for what has to come."""
NAMES: Final = ("Maya", "Jonas", "Aisha", "Pavel", "Lena", "Igor")


@dataclass
class Gathering:
    """A coach and six members of a supergroup; two of them have opened the private chat.

    led: what the coach did, in order. is_over: the files were asked for and came.
    """

    bot: Bot
    coach: Person
    group: Group
    members: list[Person]
    led: list[str] = field(default_factory=list)
    is_over: bool = False

    async def goes_through(self) -> None:
        """From the lobby to the files."""
        await self._gathers()
        await self._leads("▶ Start")
        while not self.is_over:
            await self._takes_a_step(await self._console())

    async def _gathers(self) -> None:
        self.coach.sends("/start")
        await self.coach.sees(timeout=PATIENT)
        self.coach.at(self.group).sends("/coach dog")
        board = await self.coach.at(self.group).sees(label="Join", timeout=PATIENT)
        await self.coach.sees("Nobody has joined yet", timeout=PATIENT)
        for member in self.members:
            await member.at(self.group).taps("Join", message=board).answered(PATIENT)
        for member in self.members[:2]:
            toast = await member.at(self.group).taps("In private ↗").answered(PATIENT)
            member.opens(toast.url)
            await member.sees(timeout=PATIENT)

    async def _console(self) -> Message:
        """The newest console that the coach can lead by, once it has come to rest."""
        shown = await self._newest()
        while True:
            await asyncio.sleep(7)
            newest = await self._newest()
            if newest is shown:
                return shown
            shown = newest

    async def _newest(self) -> Message:
        found = await self.coach.chat.bell.until(
            lambda: next((one for one in self.coach.chat.newest() if one.buttons), None), PATIENT
        )
        assert found is not None, self.coach.chat.transcript()
        return found

    async def _takes_a_step(self, console: Message) -> None:
        labels = [label for row in console.buttons for label in row]
        if "Close and reveal" in labels:
            await self._all_answer()
            await self._leads("Close and reveal")
        elif "Ask again" in labels:
            await self._leads("Ask again")
        elif "Next ›" in labels:
            await self._leads("Next ›")
        elif "Files" in labels:
            await self._ends()
        elif "End" in labels:
            await self._all_plan()
            await self._leads("End")

    async def _leads(self, label: str) -> None:
        console = await self.coach.sees(label=label, timeout=PATIENT)
        self.led.append(label)
        await self.coach.taps(label, message=console).answered(PATIENT)

    async def _all_answer(self) -> None:
        await self.coach.at(self.group).sees(label="👁 My answer", timeout=PATIENT)
        message = next(one for one in self.group.newest() if one.button("👁 My answer"))
        labels = [label for row in message.buttons for label in row if label not in ASIDES]
        for at, member in enumerate(self.members):
            label = labels[(at + len(self.led)) % len(labels)]
            await member.at(self.group).taps(label, message=message).answered(PATIENT)

    async def _all_plan(self) -> None:
        message = await self.coach.at(self.group).sees(label="👣 My first step", timeout=PATIENT)
        for at, member in enumerate(self.members):
            wall = "Keep it to myself" if at % 2 else "Wall, with my name"
            for label in ("👣 My first step", "Tomorrow", "7–8", wall):
                await member.at(self.group).taps(label, message=message).answered(PATIENT)

    async def _ends(self) -> None:
        await self._leads("Files")
        came = await self.coach.chat.bell.until(lambda: len(self.files()) == 2 or None, 300)
        assert came, f"of the files came {self.files()}"
        await asyncio.sleep(90)
        self.is_over = True

    def files(self) -> set[str]:
        """Names of the files that the coach was sent."""
        return {
            str(one.attached["document"]["file_name"])
            for one in self.coach.chat.messages.values()
            if "document" in one.attached
        }

    async def results(self) -> list[str]:
        """What each member is told of their result."""
        told = []
        for member in self.members:
            toast = await member.at(self.group).taps("🔒 My result").answered(PATIENT)
            told.append(toast.text)
        return told


def gathering(bot: Bot) -> Gathering:
    """Nobody has written to the bot yet."""
    coach = bot.telegram.person("Anna")
    members = [bot.telegram.person(name) for name in NAMES]
    return Gathering(bot, coach, bot.telegram.group("Team", coach, *members, supergroup=True), members)
