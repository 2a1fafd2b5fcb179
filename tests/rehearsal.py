"""A chat, a clock and a dialog to try the shell on: nothing leaves the process, no time passes."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bot.app.router import App
from bot.app.update import ChatTap, Command, Opened, Sender, SoloTap, Text, Update, What
from bot.core.dialog.model import LEANING, Alternative, Dialog, Meta, Outcome, Scale
from bot.core.dialog.question import Option, Question
from bot.core.dialog.source import DialogError, Problem
from bot.core.group.session import GroupSession
from bot.core.kinds import KINDS
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice, Role, Show
from bot.core.solo.events import ChatEvent, SessionEvent
from bot.core.solo.session import Session
from bot.core.words.phrase import Phrase
from bot.library.library import Library
from bot.outbox.chat_port import DeliveryError, Destination, GroupInfo, MemberStatus, MessageGone, Rendered
from bot.outbox.courier import Courier
from bot.platforms.telegram.links import group_named
from bot.stores.protocol import Address, Change, Committed, Found, Store
from bot.stores.sqlite.store import SqliteStore
from tests.crash_points import watch_chat, watch_handler, watch_store

ANN, BEN = 101, 202
NOW = 1_800_000_000.0


# --- a dialog -------------------------------------------------------------------------------


def tea(**changes: object) -> Dialog:
    """Three questions: leaning, a choice, a text."""
    one, text = KINDS["one"], KINDS["text"]
    options = {"tea": Option("tea", "Tea", {"calm": 1}), "coffee": Option("coffee", "Coffee", {"calm": 0})}
    questions = [
        Question(LEANING, one, "Where do you lean?", "We compare.", options),
        Question("mood", one, "How do you feel?", "It matters.", options),
        Question("word", text, "In a word?", "You know best."),
    ]
    dialog = Dialog(
        id="tea",
        version=1,
        lang="en",
        title="Tea or coffee?",
        decision="What to drink",
        alternatives={
            "tea": Alternative("tea", "Drink tea", ("warm",), ("weak",), "calm"),
            "coffee": Alternative("coffee", "Drink coffee", ("strong",), ("late",), "calm"),
        },
        meta=Meta(date(2026, 1, 1), date(2027, 1, 1), "A. Coach", "none", "opinion", "taste"),
        sources={},
        scales={"calm": Scale("calm", "Calm")},
        sections={},
        questions={question.id: question for question in questions},
        facts={},
        outcomes=(Outcome("drink_tea", "tea", "Tea it is.", "Boil water."),),
        logic_hash="tea-1",
        wording_hash="words-1",
        text="tea 1",
    )
    return replace(dialog, **changes)  # type: ignore[arg-type]  # names are checked by replace


TEA = tea()


def shelf(folder: Path, *dialogs: Dialog) -> Callable[[str, str], Dialog]:
    """Put dialogs into a folder; returns what loads them."""
    for dialog in dialogs:
        (folder / dialog.id).mkdir(exist_ok=True)
        (folder / dialog.id / "dialog.yml").write_text(dialog.text)
    return loads({dialog.text: dialog for dialog in dialogs})


def loads(known: Mapping[str, Dialog]) -> Callable[[str, str], Dialog]:
    """A loader that knows these texts."""

    def load(text: str, path: str) -> Dialog:
        if text not in known:
            raise DialogError((Problem(path, 1, 1, "E01", "not a dialog"),))
        return known[text]

    return load


# --- a clock --------------------------------------------------------------------------------


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = NOW
        self.put = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def __call__(self) -> float:
        """What the clock on the wall says; put: seconds by which it was put forward."""
        return self.now + self.put

    def ticks(self) -> float:
        """Seconds that nobody can put back."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now + seconds, future))
        await future

    async def advance(self, seconds: float) -> None:
        """Let time pass, waking each sleeper at its moment."""
        await rest()
        end = self.now + seconds
        while due := sorted((each for each in self._sleepers if each[0] <= end), key=lambda each: each[0]):
            self.now, future = due[0]
            self._sleepers.remove(due[0])
            if not future.done():
                future.set_result(None)
            await rest()
        self.now = end


async def rest() -> None:
    """Let everything run that can run now."""
    for _ in range(40):
        await asyncio.sleep(0)


# --- a chat ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """A rendered screen. says: the first line of its first block."""

    says: str
    labels: tuple[str, ...]
    whole: Screen

    @property
    def digest(self) -> str:
        return repr(self.whole)

    @property
    def picture(self) -> str:
        return repr(self.whole.picture) if self.whole.picture else ""


@dataclass
class RecordingChat:
    """Remembers every call as (what, chat, ...), and what stands in each chat.

    faults: raised by the next calls to a chat, one each; None for a call that works.
    after: raised when the call has been carried out.
    threads, charts: chat and message id -> topic, or digest of the chart.
    pinned: chat and message id, in order.
    standings: chat and person -> what they may do there. groups: chat -> what it is like.
    """

    calls: list[tuple[object, ...]] = field(default_factory=list)
    taps: list[tuple[str, Notice | None]] = field(default_factory=list)
    messages: dict[int, dict[int, Sheet]] = field(default_factory=dict)
    armed: set[tuple[int, int]] = field(default_factory=set)
    documents: list[bytes] = field(default_factory=list)
    faults: dict[int, list[DeliveryError | None]] = field(default_factory=dict)
    after: dict[int, list[DeliveryError]] = field(default_factory=dict)
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    threads: dict[tuple[int, int], int] = field(default_factory=dict)
    charts: dict[tuple[int, int], str] = field(default_factory=dict)
    pinned: list[tuple[int, int]] = field(default_factory=list)
    standings: dict[tuple[int, int], MemberStatus] = field(default_factory=dict)
    groups: dict[int, GroupInfo] = field(default_factory=dict)
    last: int = 0

    def render(
        self, chat: int, screen: Screen, subject: Session | GroupSession | None, dialog: Dialog | None
    ) -> Sheet:
        labels = tuple(button.label for row in screen.rows for button in row)
        return Sheet(screen.blocks[0].text.split("\n")[0], labels, screen)

    async def send(self, destination: Destination, rendered: Rendered) -> int:
        assert isinstance(rendered, Sheet)
        await self._call("send", destination.chat, rendered.says)
        self.last += 1
        self.messages.setdefault(destination.chat, {})[self.last] = rendered
        self.armed.add((destination.chat, self.last))
        self._hang(destination.chat, self.last, rendered)
        if destination.thread is not None:
            self.threads[destination.chat, self.last] = destination.thread
        self._lose_answer(destination.chat)
        return self.last

    async def edit(self, chat: int, message_id: int, rendered: Rendered, picture: str | None = "") -> None:
        assert isinstance(rendered, Sheet)
        await self._call("edit", chat, message_id, rendered.says)
        if message_id not in self.messages.get(chat, {}):
            raise MessageGone
        known = self.charts.get((chat, message_id), "")
        assert picture in (None, known), "the courier knows which chart it has"
        self.messages[chat][message_id] = rendered
        if not rendered.labels:
            self.armed.discard((chat, message_id))
        self._hang(chat, message_id, rendered)
        self._lose_answer(chat)

    async def delete(self, chat: int, message_id: int) -> None:
        await self._call("delete", chat, message_id)
        if self.messages.get(chat, {}).pop(message_id, None) is None:
            raise MessageGone

    async def remove_buttons(self, chat: int, message_id: int) -> None:
        await self._call("remove_buttons", chat, message_id)
        self.armed.discard((chat, message_id))

    async def pin(self, chat: int, message_id: int) -> None:
        await self._call("pin", chat, message_id)
        self.pinned.append((chat, message_id))

    def in_private(self, group_id: int) -> str:
        return f"https://t.me/coach_bot?start=g-{group_id:x}"

    def to_dialog(self, dialog_id: str) -> str:
        return f"https://t.me/coach_bot?start={dialog_id}"

    def into_group(self, dialog_id: str) -> str:
        return f"https://t.me/coach_bot?startgroup=c-{dialog_id}"

    async def send_document(self, destination: Destination, name: str, content: bytes, caption: str) -> int:
        await self._call("document", destination.chat, name)
        self.documents.append(content)
        self.last += 1
        self._lose_answer(destination.chat)
        return self.last

    async def member_status(self, chat: int, person: int) -> MemberStatus:
        return self.standings.get((chat, person), MemberStatus.UNKNOWN)

    async def group_info(self, chat: int) -> GroupInfo | None:
        return self.groups.get(chat)

    def put_in_reply(self, query_id: str, notice: Notice | None) -> bool:
        return False

    async def answer_tap(self, query_id: str, notice: Notice | None) -> None:
        self.taps.append((query_id, notice))

    def told(self, chat: int) -> tuple[str, ...]:
        """What stands in a chat, from top to bottom."""
        return tuple(sheet.says for sheet in self.messages.get(chat, {}).values())

    async def _call(self, *call: object) -> None:
        chat = call[1]
        assert isinstance(chat, int)
        self.calls.append(call)
        if gate := self.gates.get(chat):
            await gate.wait()
        fault = self.faults[chat].pop(0) if self.faults.get(chat) else None
        if fault is not None:
            raise fault

    def _hang(self, chat: int, message_id: int, sheet: Sheet) -> None:
        """A message keeps its chart until it gets another."""
        if sheet.picture:
            self.charts[chat, message_id] = sheet.picture

    def _lose_answer(self, chat: int) -> None:
        if self.after.get(chat):
            raise self.after[chat].pop(0)


# --- the whole shell ------------------------------------------------------------------------


@dataclass(frozen=True)
class Press:
    """What a genuine button of a session means; None for nothing that its dialog has."""

    does: SessionEvent | None

    def event(self, dialog: Dialog) -> SessionEvent | None:
        return self.does


def press(
    event: SessionEvent | None,
    session: int,
    turn: int = 0,
    *,
    chat: int = ANN,
    query: str = "q",
    message_id: int | None = 1,
) -> SoloTap:
    """A tap on a button of a session."""
    return SoloTap(chat, query, message_id, session, turn, Press(event))


def pick(event: ChatEvent, *, chat: int = ANN, query: str = "q", message_id: int = 1) -> ChatTap:
    """A tap on a button about the whole chat."""
    return ChatTap(chat, query, message_id, event)


class Stage:
    """An app with everything around it; updates number themselves."""

    def __init__(
        self, store: Store, library: Library, chat: RecordingChat, clock: Clock, drain: float = 0.05
    ) -> None:
        self.store, self.library, self.chat, self.clock = store, library, chat, clock
        self.points: list[str] = []
        watched = watch_store(store, self.points.append)
        self.courier = Courier(
            watch_chat(chat, self.points.append),
            watched,
            library,
            clock=clock,
            ticks=clock.ticks,
            sleep=clock.sleep,
            drain=drain,
        )
        self._ids = iter(range(1, 10_000))
        self.app = App(
            watched,
            library,
            self.courier,
            chat,
            retention_days=180,
            fresh_id=lambda: next(self._ids),
            clock=clock,
            sleep=clock.sleep,
        )
        self._handle = watch_handler(self.app.handle, self.points.append)
        self.update_id = 0

    async def handle(self, what: What, update_id: int, person: int = ANN, at: float | None = None) -> None:
        """Handle an update; no time passes. at: now, unless told."""
        by = Sender(person, {ANN: "Ann", BEN: "Ben"}.get(person, ""))
        await self._handle(Update(update_id, self.clock.now if at is None else at, by, what))

    async def update(self, what: What, update_id: int | None = None, person: int = ANN) -> None:
        """Handle an update, and let a minute's budget of calls come back."""
        self.update_id += 1
        await self.handle(what, self.update_id if update_id is None else update_id, person)
        await self.clock.advance(2)

    async def say(self, text: str, chat: int = ANN) -> None:
        """Type something: it stands in the chat under a number of its own."""
        self.chat.last += 1
        message_id = self.chat.last
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            group = group_named(argument) if name == "start" else None
            await self.update(Command(name, argument) if group is None else Opened(group), person=chat)
        else:
            await self.update(Text(message_id, text), person=chat)

    async def tap(self, event: SessionEvent | None, *, chat: int = ANN, turn: int | None = None) -> None:
        """Tap a button on the card of the session used last."""
        session = await self.session(chat)
        where = {"chat": chat, "query": f"q{self.update_id + 1}", "message_id": self.card_id(chat)}
        genuine = session.turn if event is None else session.turn_of(event)
        tap = press(event, session.id, genuine if turn is None else turn, **where)  # type: ignore[arg-type]
        await self.update(tap, person=chat)

    async def choose(self, event: ChatEvent, chat: int = ANN) -> None:
        """Tap a button of a message about the whole chat."""
        tap = pick(event, chat=chat, query=f"q{self.update_id + 1}", message_id=self.chat.last)
        await self.update(tap, person=chat)

    async def session(self, chat: int = ANN) -> Session:
        return (await self.store.sessions(chat))[0]

    def card_id(self, chat: int = ANN) -> int:
        """The newest message of ours."""
        return max(self.chat.messages[chat])

    @property
    def notices(self) -> tuple[Phrase | None, ...]:
        """What each tap was answered with."""
        return tuple(notice.text if notice else None for _, notice in self.chat.taps)


async def stage(folder: Path, *dialogs: Dialog, store: Store | None = None) -> Stage:
    """A shell with these dialogs on offer."""
    clock = Clock()
    store = SqliteStore.in_memory() if store is None else store
    library = Library(folder, store, shelf(folder, *dialogs))
    await library.read(clock.now)
    return Stage(store, library, RecordingChat(), clock)


async def committed(
    store: Store, number: int, session: Session, *shows: Show, tell: tuple[Screen, ...] = ()
) -> Committed[Change]:
    """A change that is in the store."""

    def decide(found: Found) -> Change:
        return Change(session, shows, tell)

    done = await store.update(Address(session.chat, session.id), number, decide, NOW)
    assert done is not None
    return done


CARD, CARD_BELOW, RESULT_BELOW = Show(Role.CARD), Show(Role.CARD, below=True), Show(Role.RESULT, below=True)
