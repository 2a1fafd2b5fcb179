"""Plays a recording again, with the bot as it is now, and tells the first difference."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.playground.groups import Group
from bot.playground.page.acting import Impossible
from bot.playground.page.child import StartProcess, start_process
from bot.playground.page.opening import open_playground
from bot.playground.page.orders import (
    Arrange,
    Attend,
    BlockOrder,
    Open,
    PressOrder,
    SayOrder,
    SendOther,
    WaitOrder,
)
from bot.playground.page.recording import RecordedStep, Recording
from bot.playground.page.room import Room
from bot.playground.people import Person
from bot.playground.world import WorldChat

PATIENCE: Final = 10.0
"""Seconds in which the bot has to show what was seen."""


@dataclass(frozen=True, slots=True)
class ReplayDifference:
    """Where a recording and the bot part. step: its number, from 1; 0: a rule of the Bot API was broken."""

    step: int
    about: str

    def __str__(self) -> str:
        return f"Step {self.step}: {self.about}" if self.step else self.about


async def replay_recording(
    recording: Recording, environment: Mapping[str, str], start_bot: StartProcess = start_process
) -> ReplayDifference | None:
    """Play it with a new bot on an empty database; None when everything was as before.

    environment: of the bot; DIALOGS_DIR among it. start_bot: how its process is started.
    """
    with TemporaryDirectory(prefix="decision-coach-") as folder:
        whole = {**environment, "DATABASE_URL": str(Path(folder) / "coach.db")}
        began = recording.began.timestamp()
        async with open_playground(whole, began=began, start_bot=start_bot) as (room, _):
            room.telegram.flood = None  # nobody waits between the steps
            return await _Player(room, recording).play()


class _Player:
    def __init__(self, room: Room, recording: Recording) -> None:
        self._room, self._recording = room, recording
        first, *others = recording.people
        (person,) = room.people.values()
        person.user.first_name = person.chat.named["first_name"] = first
        self._people = {first: person, **{name: room.add_person(name) for name in others}}
        self._chats: dict[str, WorldChat] = {}
        for title, names in recording.groups.items():
            members = [self._people[name] for name in names]
            self._chats[title] = room.add_group(title, members).chat

    async def play(self) -> ReplayDifference | None:
        for number, step in enumerate(self._recording.steps, 1):
            if about := await self._do(step):
                return ReplayDifference(number, about)
        broken = self._room.telegram.breaches
        return ReplayDifference(0, f"The bot broke a rule: {broken[0]}") if broken else None

    async def _do(self, step: RecordedStep) -> str:
        """Do one step; what is different, or ""."""
        if step.waits is not None:
            await self._room.obey(WaitOrder(do="wait", days=step.waits), lambda event: None)
            return ""
        person = self._people[step.who]
        there = person.at(self._chats[step.chat]) if step.chat else person
        if step.sees is not None:
            return await self._looks(there, step.sees)
        try:
            return await self._acts(there, step)
        except Impossible as wrong:
            return str(wrong)

    async def _acts(self, there: Person, step: RecordedStep) -> str:
        who, chat, topic = there.id, there.chat.id, self._topic(there, step)
        if step.taps is not None:
            return await self._taps(there, step.taps, topic)
        order: SayOrder | SendOther | Open | BlockOrder | Attend | Arrange
        if step.types is not None:
            order = SayOrder(do="say", who=who, chat=chat, topic=topic, text=step.types)
        elif step.sends is not None:
            order = SendOther(do="send", who=who, chat=chat, topic=topic, what=step.sends)
        elif step.arranges is not None:
            order = Arrange(do="topic", who=who, chat=chat, what=step.arranges, name=step.topic, topic=topic)
        elif step.opens is not None:
            order = Open(do="open", who=who, link=step.opens)
        elif step.attends is not None:
            order = Attend(do="attend", who=who, chat=chat, what=step.attends)
        else:
            order = BlockOrder(do="block", who=who, blocked=bool(step.blocks))
        await self._room.obey(order, lambda event: None)
        return ""

    def _topic(self, there: Person, step: RecordedStep) -> int:
        """Id of the newest topic of this name, 0 for the general one and for one that is not there yet.

        Raises:
            Impossible: there is none.
        """
        topics = there.chat.topics.values() if isinstance(there.chat, Group) else ()
        found = [each.id for each in topics if each.name == step.topic]
        if step.topic and not found and step.arranges != "begin":
            raise Impossible(f"{there} finds no topic “{step.topic}”.")
        return found[-1] if found else 0

    async def _taps(self, there: Person, label: str, topic: int) -> str:
        def find() -> PressOrder | None:
            here = (one for one in there.chat.newest() if not topic or one.thread == topic)
            shown = next((one for one in here if one.button(label)), None)
            button = shown.button(label) if shown else None
            if shown is None or button is None or "callback_data" not in button:
                return None
            data = button["callback_data"]
            return PressOrder(
                do="tap", who=there.id, chat=there.chat.id, message=shown.message_id, data=data, label=label
            )

        press = await there.chat.bell.until(find, PATIENCE)
        if press is None:
            return f"{there} finds no button “{label}”.\n{_newest(self._room, there)}"
        await self._room.obey(press, lambda event: None)
        return ""

    async def _looks(self, there: Person, text: str) -> str:
        bot = self._room.telegram.world.bot.id

        def find() -> bool | None:
            return any(one.text == text for one in there.chat.newest() if one.sender.id == bot) or None

        if await there.chat.bell.until(find, PATIENCE):
            return ""
        now = _newest(self._room, there)
        lines = unified_diff(text.split("\n"), now.split("\n"), "recorded", "now", lineterm="", n=1)
        return "\n".join((f"{there} sees something else.", *lines))


def _newest(room: Room, there: Person) -> str:
    bot = room.telegram.world.bot.id
    return next((one.text for one in there.chat.newest() if one.sender.id == bot), "(nothing)")


def replay_file(recording: Recording, environment: Mapping[str, str]) -> ReplayDifference | None:
    """The same from where no event loop runs."""
    return asyncio.run(replay_recording(recording, environment))
