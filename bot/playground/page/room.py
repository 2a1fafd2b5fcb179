"""The room: Telegram, the bot, and the people; does what the page asks for."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeAlias

from bot.playground.groups import Group
from bot.playground.page.acting import Impossible, carry_out, in_chat, known_group
from bot.playground.page.child import Child, StartProcess, start_process
from bot.playground.page.crowd import Crowd
from bot.playground.page.findings import DialogFindings
from bot.playground.page.orders import (
    AddGroup,
    AddPerson,
    Arrange,
    Attend,
    BlockOrder,
    Dismiss,
    Invite,
    Network,
    Open,
    Order,
    PressOrder,
    SayOrder,
    SendOther,
    Slow,
    SwitchOrder,
    WaitOrder,
)
from bot.playground.page.recorder import Recorder
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.people import Person, PersonTap
from bot.playground.refusals import Json
from bot.playground.updates import TAP_LIFETIME

DAY: Final = 86_400.0
PATIENCE: Final = 3.0
"""Seconds that the bot gets to deal with what it has, before time passes."""

Notify: TypeAlias = Callable[[Json], None]
"""Tells one page what became of its order."""


class Room:
    """Everything there is.

    environment: of the bot, beside that of this process. start_bot: how its process is started.
    people: by id, in the order in which they came.
    """

    def __init__(
        self,
        telegram: RehearsedTelegram,
        environment: Mapping[str, str],
        start_bot: StartProcess = start_process,
    ) -> None:
        self.telegram = telegram
        self.child = Child(telegram.bell, start_bot)
        self.people: dict[int, Person] = {}
        self.crowd = Crowd(telegram)
        self.recorder = Recorder(telegram, self.people)
        self._environment = dict(environment)
        folder = environment.get("DIALOGS_DIR")
        self.findings = DialogFindings(Path(folder), telegram.clock) if folder else None
        self._tasks: set[asyncio.Task[None]] = set()
        self._switching = asyncio.Lock()
        self._is_over = False

    async def open(self) -> None:
        """One person comes in, the bot starts, and its dialogs are checked from now on."""
        self.add_person("")
        await self.start()
        if self.findings is not None:
            self._later(self.findings.follow(self._checked))

    async def close(self) -> None:
        """Everybody leaves, and the bot ends, once what is being done to it is done; none starts any more."""
        self._is_over = True
        self.crowd.dismiss()
        for task in self._tasks:
            task.cancel()
        async with self._switching:
            await self.child.stop()

    async def start(self) -> None:
        """Run the bot on the clock of the room, unless the room was closed."""
        if self._is_over:
            return
        telegram = self.telegram
        telegram.was_asked = False
        await self.child.start(
            {
                "LOG_LEVEL": "INFO",
                **self._environment,
                "TELEGRAM_BOT_TOKEN": telegram.token,
                "TELEGRAM_API_BASE": telegram.url,
            },
            telegram.clock.ahead,
        )

    def add_person(self, name: str) -> Person:
        """Somebody new of a name that nobody has, with a private chat that is empty."""
        taken = (person.user.first_name for person in self.people.values())
        person = self.telegram.person(unused_name(taken, *filter(None, (name,))), language_code="en")
        self.people[person.id] = person
        self.telegram.follow()
        self.telegram.bell.ring()
        return person

    def add_group(self, title: str, people: Sequence[Person]) -> Person:
        """A group of these people and the bot; gives back its owner, there."""
        groups = [chat for chat in self.telegram.world.chats.values() if isinstance(chat, Group)]
        name = unused_name((each.named["title"] for each in groups), title or f"Team {len(groups) + 1}")
        group = self.telegram.group(name, *people, bot_is="absent")
        self.telegram.follow()
        owner = people[0].at(group)
        owner.adds_bot()
        return owner

    def team(self, number: int) -> Sequence[Person]:
        """So many people: those who came first, and new ones."""
        while len(self.people) < number:
            self.add_person("")
        return list(self.people.values())[:number]

    # --- what the page asks for ---------------------------------------------------------

    async def obey(self, order: Order, tell: Notify) -> None:
        """Do it; what comes of it later is told later.

        Raises:
            Impossible: it cannot be done.
        """
        written = self.recorder.written
        self.recorder.take(order)
        try:
            await self._obey(order, tell)
        except Impossible:
            self.recorder.take_back(written)
            raise
        self.telegram.bell.ring()

    async def _obey(self, order: Order, tell: Notify) -> None:
        match order:
            case SayOrder() | SendOther() | PressOrder() | Open() | BlockOrder() | Attend() | Arrange():
                try:
                    self._of_person(order, tell)
                except AssertionError as wrong:  # what Telegram would not let a person do
                    raise Impossible(str(wrong)) from None
            case AddPerson(name=name, chat=chat):
                tell(_opened(self._join(self.add_person(name), chat)))
            case AddGroup(title=title, people=number):
                tell(_opened(self.add_group(title, self.team(number))))
            case Invite(people=number, seed=seed, chat=chat):
                self.crowd.invite([self._join(self.add_person(""), chat) for _ in range(number)], seed)
            case Dismiss():
                self.crowd.dismiss()
            case Slow():
                self.telegram.pace = order.seconds
            case WaitOrder() | SwitchOrder():
                async with self._switching:
                    await self._of_bot(order)
            case Network(cut=cut):
                self.telegram.cut_off() if cut else self.telegram.reconnect()

    def _of_person(
        self, order: SayOrder | SendOther | PressOrder | Open | BlockOrder | Attend | Arrange, tell: Notify
    ) -> None:
        person = self._person(order.who)
        match order:
            case PressOrder(chat=chat, message=message, data=data, label=label):
                tap = in_chat(self.telegram.world, person, chat).presses(message, data, label)
                self._later(self._answered(tap, order, tell))
            case Open(link=link):
                try:
                    in_chat(self.telegram.world, person, person.id).opens(link)
                except ValueError as wrong:
                    raise Impossible(str(wrong)) from None
                tell(_opened(person))
            case _:
                carry_out(self.telegram.world, person, order)

    def _person(self, who: int) -> Person:
        if who not in self.people:
            raise Impossible("This person is not here any more.")
        return self.people[who]

    def _join(self, person: Person, chat: int) -> Person:
        """The person in a group that they join now; 0 for none, and their private chat."""
        if not chat:
            return person
        there = person.at(known_group(self.telegram.world, chat))
        there.joins()
        return there

    async def _answered(self, tap: PersonTap, order: PressOrder, tell: Notify) -> None:
        toast = await tap.press.chat.bell.until(lambda: tap.press.toast, TAP_LIFETIME)
        said = {"text": toast.text, "alert": toast.alert, "url": toast.url} if toast else {}
        tell({"event": "answered", "number": order.number, "who": order.who, "chat": order.chat, **said})

    # --- the bot's process and its clock --------------------------------------------------

    async def _of_bot(self, order: WaitOrder | SwitchOrder) -> None:
        match order:
            case WaitOrder(days=days):
                await self._wait(days)
            case SwitchOrder(to=to):
                await self._switch(to)

    async def _switch(self, to: str) -> None:
        if to in ("stop", "restart"):
            await self.child.stop()
        elif to == "kill":
            await self.child.kill()
        if to in ("start", "restart"):
            await self.start()

    async def _wait(self, days: float) -> None:
        """The bot ends what it has begun, and is down while the clock is put forward."""
        was_running = self.child.pid != 0
        if was_running and not self.telegram.is_cut:
            with suppress(AssertionError):  # it is stuck, and will find that a day has passed
                await self.telegram.settles(PATIENCE)
        await self.child.stop()
        self.telegram.clock.ahead += days * DAY
        if was_running:
            await self.start()

    def _checked(self) -> None:
        """A bot that a wrong dialog kept from starting is started when the dialog is right."""
        has_failed = self.child.state == "stopped" and (self.child.status or 0) > 0
        if has_failed and self.findings is not None and self.findings.is_sound:
            self._later(self._start_in_turn())
        self.telegram.bell.ring()

    async def _start_in_turn(self) -> None:
        async with self._switching:
            await self.start()

    def _later(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _opened(person: Person) -> Json:
    return {"event": "opened", "who": person.id, "chat": person.chat.id}


# --- names of invented people -----------------------------------------------------------

NAMES: Final = (
    *("Maya", "Jonas", "Amara", "Luis", "Sofia", "Kenji", "Layla", "Tom", "Ingrid", "Ravi"),
    *("Chloe", "Mateo", "Yara", "Piotr", "Mei", "Omar", "Nora", "Diego", "Anika", "Samuel"),
    *("Zoe", "Hugo", "Leila", "Erik", "Priya", "Noah", "Elif", "Marco", "Hana", "Kofi"),
    *("Clara", "Igor", "Lena", "Tariq", "Julia", "Bruno", "Aisha", "Felix", "Rosa", "Milan"),
)


LONGEST_WITHOUT_NUMBER: Final = 56


def unused_name(taken: Iterable[str], *wanted: str) -> str:
    """A name that nobody has: one of those wanted, or with a number behind it where all are taken."""
    known = set(taken)
    for turn in count(1):
        for name in wanted or NAMES:
            candidate = name if turn == 1 else f"{name[:LONGEST_WITHOUT_NUMBER]} {turn}"
            if candidate not in known:
                return candidate
    raise AssertionError("names do not end")
