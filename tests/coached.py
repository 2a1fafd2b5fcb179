"""A whole coached session in one process, an hour of it in seconds: the real bot on the strict Telegram.

Only the wire is left out, and the waiting: whenever nobody has anything to do, the time of the next timer
comes. `python -m tests.coached 12` prints what each sees; see `main`.
"""

import asyncio
import json
import random
import re
import resource
import selectors
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar, TypeVarTuple

import click
from telegram.request import BaseRequest, RequestData

from bot.app.pipeline import fresh_id
from bot.app.router import App
from bot.core.group.group_questions import ANSWERS, PLAN_STEP
from bot.core.screen.chart import Picture
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words
from bot.library.library import Library
from bot.loader.reading import load_dialog
from bot.outbox.courier import Courier
from bot.platforms.telegram.buttons import Codec
from bot.platforms.telegram.connection import Edge
from bot.platforms.telegram.profile import identify
from bot.platforms.telegram.transport import AiohttpRequest, client
from bot.playground.engine import FakeTelegram
from bot.playground.groups import Group
from bot.playground.page.crowd import ASIDES
from bot.playground.parameters import Upload
from bot.playground.people import Person
from bot.playground.world import ChatMessage, Toast
from bot.stores.protocol import Store
from bot.stores.sqlite.store import SqliteStore
from tests.lives import Life
from tests.shipped import FOLDER, NAMES, shipped_dialog

ROOT: Final = Path(__file__).parent.parent
KEPT: Final = ROOT / "tests" / "kept"
"""Dialogs that stay as they are, whatever becomes of the shipped ones."""
WALL: Final = {
    *map(ENGLISH, ANSWERS[PLAN_STEP].values()),
    *(step for name in NAMES for step in shipped_dialog(name).wall.values()),
}
"""What can be picked for the wall of first steps."""
BEGUN: Final = 1_800_000_000.0
KEY: Final = b"k" * 32
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000004380000043808020000000000000000000000000049454e44ae426082"
)
"""The beginning of a picture, as large as ours are: what it shows is tested elsewhere."""

T = TypeVar("T")
Given = TypeVarTuple("Given")


# --- time that passes only while nothing can be done ------------------------------------------


class _Hurrying(selectors.DefaultSelector):
    """skipped: seconds that nobody waited. at_work: what threads are still at."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0
        self.at_work: set[asyncio.Future[Any]] = set()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout == 0:  # whatever came is seen once everything else is done
            return []
        if timeout is None or self.at_work:
            return super().select(None)
        ready = super().select(0)
        self.skipped += 0 if ready else timeout
        return ready


class HurryingLoop(asyncio.SelectorEventLoop):
    """Its time goes on to the next timer as soon as nothing else can be done, in no thread either."""

    def __init__(self) -> None:
        self._hurrying = _Hurrying()
        super().__init__(self._hurrying)

    def time(self) -> float:
        """Seconds since it was made; computing takes none."""
        return self._hurrying.skipped

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Given], T], *args: *Given
    ) -> asyncio.Future[T]:
        """Have a thread do it; no time passes before that is done."""
        done = super().run_in_executor(executor, func, *args)
        self._hurrying.at_work.add(done)
        done.add_done_callback(self._hurrying.at_work.discard)
        return done

    def skip(self, seconds: float) -> None:
        """Let time pass at once, as while a machine sleeps: what falls due in it is due afterwards."""
        self._hurrying.skipped += seconds


def hurried(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end, without waiting for anything."""
    with asyncio.Runner(loop_factory=HurryingLoop) as runner:
        runner.run(work)


async def passes(seconds: float) -> None:
    """Let days pass in which nobody does anything, and a minute in which the bot does what fell due."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, HurryingLoop)
    loop.skip(seconds)
    await asyncio.sleep(60)


def now() -> float:
    """Seconds since 1970, by the loop that runs."""
    return BEGUN + asyncio.get_running_loop().time()


# --- the bot, without a wire ------------------------------------------------------------------


class DirectRequest(AiohttpRequest):
    """Calls the strict Telegram in this process."""

    def __init__(self, telegram: FakeTelegram, life: Life | None = None) -> None:
        super().__init__(telegram.token, "http://localhost")
        self._telegram = telegram
        self._life = life or Life()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        self._life.go_on()
        path, _, query = url.partition("?")
        given: dict[str, Any] = json.loads(query) if query else {}
        given.pop("allowed_updates", None)
        if request_data is not None:
            given.update(request_data.json_parameters)
            for name, (filename, content, _) in (request_data.multipart_data or {}).items():
                given[name] = Upload(filename, bytes(content))  # type: ignore[arg-type]  # ours are bytes
        answer = await self._telegram.call(path.rpartition("/")[2], given)
        body = {"result": None, **answer.body} if isinstance(answer.body, dict) else {"result": None}
        return answer.status, json.dumps(body).encode()


async def no_chart(picture: Picture) -> bytes:
    """A picture that shows nothing: most sessions here are not looked at."""
    return PIXEL


@dataclass
class Live:
    """A running bot and the Telegram it talks to."""

    telegram: FakeTelegram
    store: Store
    courier: Courier
    app: App


@asynccontextmanager
async def running(
    dialogs: Path = KEPT,
    draw: Callable[[Picture], Coroutine[Any, Any, bytes]] = no_chart,
    telegram: FakeTelegram | None = None,
    store: Store | None = None,
    ids: Callable[[], int] = fresh_id,
    words: Words = ENGLISH,
    life: Life | None = None,
) -> AsyncIterator[Live]:
    """The bot on a Telegram with flood control, for as long as the block runs; it ends as by SIGTERM.

    life: after which it is dead, though the block still runs.
    """
    telegram, life = telegram or FakeTelegram(now=now, floods=True, slows_repeats=False), life or Life()
    request = DirectRequest(telegram, life)
    bot = client(request)
    await identify(bot)
    edge, store = life.watch(
        Edge(request, bot, Codec((KEY,)), draw, words=words), store or SqliteStore.in_memory()
    )
    library = Library(dialogs, store, load_dialog)
    await library.read(now())
    loop = asyncio.get_running_loop()
    courier = Courier(edge.chat, store, library, clock=now, ticks=loop.time, words=words)
    app = App(
        store,
        library,
        courier,
        edge.chat,
        retention_days=180,
        fresh_id=ids,
        clock=now,
        words=words,
    )
    intake = edge.intake(app.handle, store.bury, now)
    await courier.recover()
    await app.resume()
    taking, keeping = asyncio.create_task(intake.run()), asyncio.create_task(app.keep_time())
    try:
        yield Live(telegram, store, courier, app)
    finally:
        intake.stop()
        if not life.over.is_set():
            await taking
        keeping.cancel()
        await asyncio.gather(taking, keeping, return_exceptions=True)
        await courier.stop()


# --- people ---------------------------------------------------------------------------------

FIRST_NAMES: Final = (
    *("Maya", "Jonas", "Aisha", "Pavel", "Lena", "Igor", "Sofia", "Ben", "Noor", "Carlos", "Emma", "Yusuf"),
    *("Ines", "Tom", "Mei", "Oskar"),
)


@dataclass
class Session:
    """A group, its coach and its members.

    changes: the share of members who change an answer. taps: of members on answers, so far. led: the coach's,
    by what the button says. has_looked: everybody has asked for their result.
    """

    group: Group
    coach: Person
    members: list[Person]
    chance: random.Random
    changes: float = 0.2
    taps: int = 0
    led: Counter[str] = field(default_factory=Counter)
    has_looked: bool = False

    @property
    def in_group(self) -> list[Person]:
        """The members as they stand in the group."""
        return [member.at(self.group) for member in self.members]

    async def begins(self, dialog: str = "ai-cert") -> None:
        """The coach opens the private chat, and begins in the group."""
        self.coach.sends("/start")
        await asyncio.sleep(3)
        self.coach.at(self.group).sends(f"/coach {dialog}")
        await self.coach.at(self.group).sees(label="Join", timeout=30)
        await self.coach.sees("No one has joined yet", timeout=30)

    async def join(self, within: float = 60.0) -> None:
        """Everybody taps Join."""
        await asyncio.gather(*(self._later(within, each, "Join") for each in self.in_group))

    async def leads(self, label: str) -> None:
        """The coach taps a button of the newest console, and the time of an undo passes."""
        await self.coach.sees(label=label, timeout=60)
        self.led[label] += 1
        await self.coach.taps(label).answered(30)

    async def answer(self, within: float) -> None:
        """Everybody answers the open step, some change it."""
        message = self.open_step()
        await asyncio.gather(*(self._answers(each, message, within) for each in self.in_group))

    def open_step(self) -> ChatMessage:
        """The newest message in the group that can be answered."""
        return next(one for one in self.group.newest() if one.button("👁 My answer") and len(one.buttons) > 1)

    async def _answers(self, member: Person, message: ChatMessage, within: float) -> None:
        await asyncio.sleep(self.chance.uniform(0, within))
        labels = [label for row in message.buttons for label in row if label not in ASIDES]
        await self._tapped(member, message, self.chance.choice(labels))
        if self.chance.random() < self.changes:
            await asyncio.sleep(self.chance.uniform(0.5, 2))
            await self._tapped(member, message, self.chance.choice(labels))

    async def _tapped(self, member: Person, message: ChatMessage, label: str) -> Toast:
        self.taps += 1
        return await member.taps(label, message=message).answered(30)

    async def _later(self, within: float, member: Person, label: str) -> None:
        await asyncio.sleep(self.chance.uniform(0, within))
        await member.taps(label).answered(30)

    async def goes_through(
        self, within: float = 15.0, steps: int = 99, minutes: int = 0, *, alone: bool = False
    ) -> None:
        """From the start to the end, talking and asking again where the group is split.

        minutes: that the coach plans for; 0 for everything. alone: questions close by themselves.
        """
        if alone:
            await self.leads("☐ Reveal when all answered")
            await self.coach.sees(label="☑ Reveal when all answered", timeout=60)
        if minutes:
            await self.leads(f"{minutes} min")
            await self.coach.sees(label="▶ Start", timeout=60)
            await asyncio.sleep(4)
        await self.leads("▶ Start")
        for _ in range(steps):
            await asyncio.sleep(4)
            labels = {label for row in self.console().buttons for label in row}
            if "Close and reveal" in labels:
                await self.coach.at(self.group).sees(label="👁 My answer", timeout=90)
                await self.answer(within)
                await asyncio.sleep(25 if alone else 0)  # ten for ticks, three to look, five to cancel
                if self.console().button("Close and reveal"):
                    await self.leads("Close and reveal")
                    await asyncio.sleep(7)
            elif "Ask again" in labels:
                await self.talk(100)
                await asyncio.sleep(20)
                await self.leads("Ask again")
                await asyncio.sleep(10)
            elif "Next ›" in labels:
                await self.look_at_results()
                await asyncio.sleep(15)
                await self.leads("Next ›")
            elif "Cancel" in labels:
                await asyncio.sleep(3)
            elif "End" not in labels:  # it has ended
                return
            else:
                await self.plans(within)
                await self.leads("End")
                await asyncio.sleep(8)

    async def talk(self, within: float) -> None:
        """Everybody taps the reason that speaks most to them."""
        message = await self.coach.at(self.group).sees("left to talk", timeout=60)
        if not message.buttons:  # about what is sensitive, no reasons are counted
            return

        async def tap(member: Person) -> None:
            await asyncio.sleep(self.chance.uniform(0, within))
            await self._tapped(member, message, self.chance.choice(message.buttons[0]))

        await asyncio.gather(*(tap(each) for each in self.in_group))

    async def look_at_results(self) -> None:
        """Everybody asks for their result, if it is time; who is asked for more first, asks once more."""
        message = next((one for one in self.group.newest() if one.button("🔒 My result")), None)
        if message is None or self.has_looked:
            return
        self.has_looked = True
        for member in self.in_group:
            toast = await self._tapped(member, message, "🔒 My result")
            if "for you alone" in toast.text:
                await asyncio.sleep(1)
                await self._tapped(member, message, "🔒 My result")

    def console(self) -> ChatMessage:
        """The coach's newest message with buttons."""
        return next(one for one in self.coach.chat.newest() if one.buttons)

    async def plans(self, within: float) -> None:
        """Everybody looks at their first step, says when and how sure, and picks one for the wall."""
        message = await self.coach.at(self.group).sees(label="👣 My first step", timeout=60)
        steps = [label for row in message.buttons for label in row if label in WALL]

        async def plan(member: Person) -> None:
            await asyncio.sleep(self.chance.uniform(0, within))
            for label in (
                "👣 My first step",
                "Tomorrow",
                "7–8",
                self.chance.choice(steps),
                *self.chance.choice((("Keep it to myself",), ("Wall, with my name",) * 2)),
                "Ask me in 3 days",
            ):
                await self._tapped(member, message, label)
                await asyncio.sleep(3)  # a tap that follows at once would count as doubled

        await asyncio.gather(*(plan(each) for each in self.in_group))


class OnTelegram(Protocol):
    """Whatever runs the bot on a strict Telegram."""

    @property
    def telegram(self) -> FakeTelegram:
        """Whom it talks to."""


def session(
    live: OnTelegram, people: int, seed: int = 1, topics: bool = False, supergroup: bool = True
) -> Session:
    """A group with its coach as an admin; nobody but the coach has ever written to the bot."""
    names = [f"{FIRST_NAMES[at % len(FIRST_NAMES)]}{at // len(FIRST_NAMES) or ''}" for at in range(people)]
    coach = live.telegram.person("Anna")
    members = [live.telegram.person(name) for name in names]
    team = live.telegram.group("Career circle", coach, *members, topics=topics, supergroup=supergroup)
    return Session(team, coach, members, random.Random(seed))


# --- what it came to --------------------------------------------------------------------------

COUNTED: Final = ("sendMessage", "editMessageText", "sendPhoto", "editMessageMedia", "editMessageCaption")


def calls_per_minute(live: Live, chat: int) -> Counter[int]:
    """Minute of the session -> sends and edits in that chat."""
    return Counter(
        int((call.time - BEGUN) // 60)
        for call in live.telegram.calls
        if call.method in COUNTED and str(call.given.get("chat_id")) == str(chat)
    )


def most_in_a_minute(live: Live, chat: int) -> int:
    """The most sends and edits in that chat within any 60 seconds."""
    times = sorted(
        call.time
        for call in live.telegram.calls
        if call.method in COUNTED and str(call.given.get("chat_id")) == str(chat)
    )
    return max((sum(start <= each < start + 60 for each in times) for start in times), default=0)


def count(live: Live, held: Session) -> dict[str, object]:
    """What a session cost the people in it, by name."""
    sent = [call for call in live.telegram.calls if str(call.given.get("chat_id")) == str(held.group.id)]
    times = [call.time for call in sent if call.method in COUNTED]
    messages = [call for call in sent if call.method in ("sendMessage", "sendPhoto")]
    steps = {title[1] for one in held.group.newest() if (title := re.match(r"(\d+)/\d+ · ", one.text))}
    talks = sum("This talk is over" in one.text for one in held.group.newest())
    return {
        "steps": len(steps),
        "talks": talks,
        "minutes": round((max(times) - min(times)) / 60),
        "taps of the coach": held.led.total(),
        "messages in the group": len(messages),
        "messages without talks": len(messages) - talks,
        "sends and edits": len(times),
        "most within any 60 s": most_in_a_minute(live, held.group.id),
        "taps of members on answers": held.taps,
    }


async def cost(people: int, minutes: int, *, alone: bool = False) -> dict[str, object]:
    """What a session of so many costs, that is planned for so long. alone: questions close by themselves."""
    async with running(FOLDER) as live:
        held = session(live, people)
        await held.begins()
        await held.join()
        await held.goes_through(10.0, minutes=minutes, alone=alone)
        await asyncio.sleep(60)
        return count(live, held)


async def compare(people: int) -> None:
    """Print what a session of so many costs, for each length that a coach can choose, side by side."""
    columns = {
        f"{minutes} min" if minutes else "everything": await cost(people, minutes)
        for minutes in (0, 60, 45, 30, 20)
    }
    columns["45 min, closing alone"] = await cost(people, 45, alone=True)
    click.echo("| | " + " | ".join(columns) + " |\n|---|" + "---|" * len(columns))
    for name in columns["everything"]:
        click.echo(f"| {name} | " + " | ".join(str(column[name]) for column in columns.values()) + " |")


async def play(people: int) -> None:
    """A session of so many, with its transcripts and figures on standard output."""
    async with running(FOLDER) as live:
        held = session(live, people)
        await held.begins()
        await held.join()
        await held.goes_through(10.0)
        for member in held.in_group[:3]:
            toast = await member.taps("🔒 My result").answered(30)
            click.echo(f"{member} asks for the result and is shown: {toast.text}\n")
        await asyncio.sleep(60)
        click.echo(
            f"--- the group\n{held.group.transcript()}\n\n--- the coach\n{held.coach.chat.transcript()}\n"
        )
        click.echo(f"--- {held.members[0]} in private\n{held.members[0].chat.transcript()}\n")
        minutes = calls_per_minute(live, held.group.id)
        click.echo("--- sends and edits in the group, minute by minute")
        click.echo(" ".join(f"{minutes[at]}" for at in range(max(minutes) + 1)))
        click.echo(
            f"most within any 60 s: {most_in_a_minute(live, held.group.id)}; in all: {sum(minutes.values())}"
        )
        click.echo(f"minutes: {max(minutes) + 1}; breaches: {live.telegram.breaches}")
        click.echo(f"taps on answers: {held.taps}")


def main() -> None:
    """`python -m tests.coached PEOPLE [table]`: one session and what each saw, or what each length costs."""
    began = time.process_time()
    hurried((compare if "table" in sys.argv else play)(int(sys.argv[1])))
    used = resource.getrusage(resource.RUSAGE_SELF)
    click.echo(f"CPU: {time.process_time() - began:.1f} s; peak memory: {used.ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
