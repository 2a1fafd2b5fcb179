"""A change of a group: read, decided, committed and handed over, once; whatever it was that asked for it."""

from collections.abc import Callable

from bot.app.group_decisions import DecideGroup, Hand
from bot.core.group.member_moves import Who
from bot.core.group.session import GroupSession, Stage
from bot.library.library import Library, NotAtHand
from bot.outbox.courier import Courier
from bot.stores.protocol import CommittedGroup, GroupAddress, Store


class GroupUpdates:
    """link: of a group's id, the address of its private chat. fresh_id: makes ids of groups and sessions.

    on_deadline: told of each deadline, when it is stored.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        courier: Courier,
        link: Callable[[int], str],
        fresh_id: Callable[[], int],
        on_deadline: Callable[[float], None],
    ) -> None:
        self._store = store
        self._library = library
        self._courier = courier
        self._link = link
        self.fresh_id = fresh_id
        self._on_deadline = on_deadline

    def hand(self, person: int, called: str, group_id: int, now: float) -> Hand:
        """Who does something, for a decision. person: 0 for nobody; now: seconds since 1970."""
        who = Who(person, called, self.fresh_id(), self._link(group_id), now)
        return Hand(who, self._library.get)

    async def update(
        self, address: GroupAddress, update_id: int | None, decide: DecideGroup, now: float
    ) -> CommittedGroup | None:
        """Decide, commit and hand over; None when this update was decided before.

        update_id: None for what no update asked for.

        Raises:
            StoreError: the store cannot be used; nothing was changed.
        """
        while True:
            try:
                committed = await self._store.update_group(address, update_id, decide, now)
            except NotAtHand as absent:
                await self._library.fetch(absent.logic_hash)
                continue
            if committed is not None:
                self._courier.hand_over_group(committed)
                group = committed.change.group
                if group is not None and group.deadline is not None:
                    self._on_deadline(group.deadline)
            return committed

    async def each(
        self, chat: int, update_id: int | None, decide: DecideGroup, now: float, also_ended: bool = False
    ) -> bool:
        """The same for every open group of a chat; whether there is one. The update counts for the first."""
        groups = await self._store.groups_in(chat)
        wanted = [each for each in groups if also_ended or each.stage is not Stage.ENDED]
        for at, group in enumerate(wanted):
            address = GroupAddress(chat, group=group.id, everybody=True)
            await self.update(address, update_id if at == 0 else None, decide, now)
        return bool(wanted)

    async def newest_in(self, chat: int, thread: int | None) -> GroupSession | None:
        """The open session of a topic; where none is, the one that began last."""
        groups = [each for each in await self._store.groups_in(chat) if each.thread == thread]
        return min(groups, key=lambda each: each.stage is Stage.ENDED, default=None)

    async def open_in(self, chat: int, thread: int | None) -> GroupSession | None:
        """The open session of a topic; None where none is."""
        newest = await self.newest_in(chat, thread)
        return None if newest is None or newest.stage is Stage.ENDED else newest
