"""The part of `MemoryStore` that is about groups."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.core.group.session import GroupChange, GroupSession
from bot.core.screen.surface import Role, Show, Urgency
from bot.core.solo.session import Session
from bot.stores.group_checks import check, sessions_of, to_show
from bot.stores.memory_groups import Groups
from bot.stores.memory_sessions import Sessions
from bot.stores.memory_surfaces import Surfaces
from bot.stores.protocol import CommittedGroup, DecideGroup, Due, FoundGroup, GroupAddress, StoreError


@dataclass
class MemoryGroups:
    """What `Store` promises about groups."""

    _sessions: Sessions = field(default_factory=Sessions)
    _surfaces: Surfaces = field(default_factory=Surfaces)
    _updates: dict[int, float] = field(default_factory=dict)
    _closed: bool = False

    def __post_init__(self) -> None:
        self._groups = Groups(self._sessions)

    async def update_group(
        self, address: GroupAddress, update_id: int | None, decide: DecideGroup, now: float
    ) -> CommittedGroup | None:
        """See `Store.update_group`."""
        self._must_be_open()
        if update_id is not None and update_id in self._updates:
            return None
        found = self._groups.find(address)
        change = decide(found)
        check(found, change)
        self._groups.check(found, change)
        sessions = sessions_of(found, change.seats)
        results = [to_show(sessions, number) for number in change.results]
        cards = [to_show(sessions, number) for number in change.cards]
        touched = [to_show(sessions, number) for number in change.touched]
        # From here on nothing can fail, so the change is made whole or not at all.
        if update_id is not None:
            self._updates[update_id] = now
        if address.chat is not None:
            self._surfaces.hold(address.chat, waiting=False)
        if change.deleted and found.group is not None:
            self._delete_group(found.group.id)
        else:
            self._groups.save(found, change, now)
            self._surfaces.follow(seat.session for seat in change.seats)
        for session in cards:
            self._sessions.use(session)
        return CommittedGroup(change, tuple(self._marked(found, change, (results, cards, touched), now)))

    async def group(self, group_id: int) -> FoundGroup:
        """See `Store.group`."""
        self._must_be_open()
        return self._groups.find(GroupAddress(group=group_id, everybody=True))

    async def groups_of(self, person: int) -> tuple[GroupSession, ...]:
        """See `Store.groups_of`."""
        self._must_be_open()
        return self._groups.of(person)

    async def groups_due(self, now: float) -> tuple[int, ...]:
        """See `Store.groups_due`."""
        self._must_be_open()
        return self._groups.due(now)

    async def next_deadline(self) -> float | None:
        """See `Store.next_deadline`."""
        self._must_be_open()
        return self._groups.next_deadline()

    async def groups_in(self, chat: int) -> tuple[GroupSession, ...]:
        """See `Store.groups_in`."""
        self._must_be_open()
        return self._groups.within(chat)

    # --- the parts ----------------------------------------------------------------------

    def _must_be_open(self) -> None:
        if self._closed:
            raise StoreError("the store was closed; open it again")

    def _marked(
        self,
        found: FoundGroup,
        change: GroupChange,
        sessions: tuple[Iterable[Session], Iterable[Session], Iterable[Session]],
        now: float,
    ) -> Iterator[tuple[Due, Urgency]]:
        group, surfaces = change.group or found.group, self._surfaces
        for show in change.show:
            if group is not None:
                yield surfaces.mark_group(group, show, now), show.urgency
        results, cards, touched = sessions
        for role, shown in ((Role.RESULT, results), (Role.CARD, cards)):
            for session in shown:
                yield surfaces.mark(session, Show(role, below=True), now), Urgency.RESULT
        for session in touched:
            yield surfaces.mark(session, Show(Role.CARD), now), Urgency.COUNTER
        for chat, thread, screen in change.tell:
            yield surfaces.add_once(chat, Role.MESSAGE, screen, now, thread), Urgency.STAGE

    def _delete_group(self, number: int) -> int:
        """Delete a group; returns how many sessions went with it."""
        sessions = self._groups.delete(number)
        self._delete(sessions)
        self._surfaces.delete(lambda row: row.surface.group == number)
        return len(sessions)

    def _delete(self, numbers: Iterable[int]) -> None:
        gone = frozenset(numbers)
        self._sessions.delete(gone)
        self._surfaces.delete(lambda row: row.surface.session in gone)
