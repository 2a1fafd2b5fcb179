"""A coached group on a stage: its changes go into the store, what is shown into a chat that notes when."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions
from bot.core.group.actions import Action
from bot.core.group.events import Choose, Join
from bot.core.group.session import GroupChange
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role, ShowGroup
from bot.library.library import Library
from bot.stores.protocol import Committed, GroupAddress, Surface
from bot.stores.sqlite.store import SqliteStore
from tests.example import dog
from tests.groups import CHAT, GROUP, Rehearsed, rehearsed
from tests.rehearsal import NOW, Clock, RecordingChat, Sheet, Stage, rest, shelf

COUNTED = ("send", "edit", "remove_buttons", "document")
"""The calls that Telegram counts: deletes, pins and answers to taps are free."""


@dataclass(frozen=True)
class Unlike(Sheet):
    """A sheet that looks like no other, so that each rendering is a call."""

    number: int

    @property
    def digest(self) -> str:
        return f"{self.number}"


@dataclass
class TimedChat(RecordingChat):
    """Notes the second of each call. restless: nothing it renders looks like what it rendered before."""

    clock: Clock = field(default_factory=Clock)
    restless: bool = False
    times: list[tuple[float, str, int]] = field(default_factory=list)
    rendered: int = 0

    def render(self, *about: object) -> Sheet:
        sheet = super().render(*about)  # type: ignore[arg-type]  # passed on as they come
        self.rendered += 1
        return Unlike(sheet.says, sheet.labels, sheet.whole, self.rendered) if self.restless else sheet

    async def _call(self, *call: object) -> None:
        what, chat = call[:2]
        assert isinstance(what, str)
        assert isinstance(chat, int)
        self.times.append((self.clock.now - NOW, what, chat))
        await super()._call(*call)

    def counted(self, chat: int = CHAT) -> list[float]:
        """Seconds of the calls to a chat that count."""
        return [at for at, what, where in self.times if where == chat and what in COUNTED]


class Team:
    """A group whose changes are committed and handed over; time passes when told to."""

    def __init__(self, shell: Stage, chat: TimedChat, group: Rehearsed) -> None:
        self.shell = shell
        self.chat = chat
        self.rehearsed = group
        self.update_id = 0

    async def commits(self, change: GroupChange) -> Committed[GroupChange]:
        self.update_id += 1
        address = GroupAddress(CHAT, group=GROUP, everybody=True)
        committed = await self.shell.store.update(address, self.update_id, lambda _: change, NOW)
        assert committed is not None
        return committed

    async def hands_over(self, change: GroupChange) -> None:
        """Commit, hand over, and let everything happen that needs no time."""
        self.shell.courier.hand_over(await self.commits(change))
        await rest()

    async def shows(self, *shows: ShowGroup) -> None:
        await self.hands_over(GroupChange(show=shows))

    async def leads(self, action: Action) -> None:
        await self.hands_over(self.rehearsed.lead(action))

    async def chooses(self, person: int, option: str, *shows: ShowGroup) -> None:
        """A member answers the open question; what is marked for it."""
        change = self.rehearsed.tap(person, Choose(self.rehearsed.step.question.id, option))
        await self.hands_over(GroupChange(change.group, change.seats, shows))

    async def waits(self, seconds: float) -> None:
        await self.shell.clock.advance(seconds)

    async def due(self) -> tuple[Surface, ...]:
        return tuple(each.surface for each in await self.shell.store.due(NOW + 10**6, 100))

    async def row(self, show: ShowGroup) -> Surface:
        """The row of a surface, as it is after one more mark that nobody is told of."""
        (due,) = (await self.commits(GroupChange(show=(show,)))).due
        return due.surface

    def says(self, role: Role, part: str = "") -> Screen:
        """What a surface of the group is to show now."""
        return self.rehearsed.screen(role, part)

    def stands(self, chat: int = CHAT) -> tuple[Screen, ...]:
        """What stands in a chat, from top to bottom."""
        return tuple(sheet.whole for sheet in self.chat.messages.get(chat, {}).values())

    @property
    def group_calls(self) -> list[tuple[object, ...]]:
        """What was done in the group's chat."""
        return [call for call in self.chat.calls if call[1] == CHAT]


def with_warm_up() -> Dialog:
    """The dog, whose group first warms up: a question whose totals are told at once, and exactly."""
    wish = dog().questions["wish"]
    warm_up = replace(wish, group=replace(wish.group, icebreaker=True, discuss="never"))
    return replace(dog(), questions={**dog().questions, "wish": warm_up})


async def team(
    folder: Path,
    people: int = 3,
    *,
    restless: bool = False,
    store: SqliteStore | None = None,
    dialog: Dialog | None = None,
) -> Team:
    """A group with so many members at its first question; nothing of it is on show yet."""
    about = dialog or dog()
    clock = Clock()
    chat = TimedChat(clock=clock, restless=restless)
    store = SqliteStore.in_memory() if store is None else store
    library = Library(folder, store, shelf(folder, about))
    await library.read(clock.now)
    gathered = Team(Stage(store, library, chat, clock), chat, rehearsed(about))
    await gathered.commits(GroupChange(gathered.rehearsed.group))
    for person in range(1, people + 1):
        joined = gathered.rehearsed.tap(person, Join())
        await gathered.commits(GroupChange(joined.group, joined.seats))
    await gathered.commits(GroupChange(gathered.rehearsed.lead(coach_actions.START).group))
    return gathered
