"""Several workers in one process: what they share is in memory, and each is told when it lapses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from bot.outbox.call_limits import OwnAllowance, rate_of
from bot.stores.protocol import Store
from bot.stores.workers import CallRate, ClaimedChat, Duty, Grant, Pace


@dataclass
class Shared:
    """What workers have in common. owners: chat -> its worker. paces: what the last one left."""

    store: Store
    ticks: Callable[[], float]
    owners: dict[int, "FakeWorkers"] = field(default_factory=dict)
    paces: dict[int, tuple[float, Pace]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.allowance = OwnAllowance(rate_of(30.0), self.ticks)


class FakeWorkers:
    """One of them. duties: which it has."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.duties: set[Duty] = set()
        self.is_mixed = False
        self.on_lapse: Callable[[], None] = lambda: None

    def lapses(self) -> None:
        """Everything it had may be another's from now on."""
        self.shared.owners = {chat: one for chat, one in self.shared.owners.items() if one is not self}
        self.on_lapse()

    async def join(self, wanted: frozenset[Duty]) -> None:
        self.duties |= wanted

    async def keep(self) -> NoReturn:
        raise AssertionError("nothing lapses by itself here")

    async def leave(self) -> None:
        self.duties.clear()

    def has(self, duty: Duty) -> bool:
        return duty in self.duties

    def step_down(self) -> None:
        self.duties.clear()

    async def claim(self, chat: int, now: float, window: float) -> ClaimedChat | None:
        if self.shared.owners.setdefault(chat, self) is not self:
            return None
        due = tuple(each for each in await self.shared.store.due(now, 1000) if each.surface.chat == chat)
        calls = tuple(age for each, age in await self.shared.store.recent_calls(now, window) if each == chat)
        at, pace = self.shared.paces.get(chat, (0.0, Pace()))
        passed = self.shared.ticks() - at
        return ClaimedChat(due, Pace(max(0.0, pace.debt - passed), max(0.0, pace.rest - passed), calls))

    async def release(self, chat: int, pace: Pace) -> None:
        if self.shared.owners.get(chat) is self:
            del self.shared.owners[chat]
            self.shared.paces[chat] = self.shared.ticks(), pace

    async def take_calls(self, rate: CallRate, wanted: int, *, is_bulk: bool) -> Grant:
        return await self.shared.allowance.take(wanted, is_bulk=is_bulk)

    async def spend_calls(self, rate: CallRate, calls: int) -> None:
        await self.shared.allowance.spend(calls)

    async def hold_calls(self, seconds: float) -> None:
        await self.shared.allowance.hold(seconds)
