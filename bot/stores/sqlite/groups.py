"""The part of the SQLite store that is about groups; the SQL is in `group_rows` and `surface_rows`."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial

from bot.core.group.session import GroupChange, GroupSession
from bot.core.screen.surface import Role, Show, Urgency
from bot.stores.group_checks import check, sessions_of, to_show
from bot.stores.protocol import Committed, Due, FoundGroup, GroupAddress
from bot.stores.sqlite import group_deletion, group_rows, session_rows, surface_rows
from bot.stores.sqlite.memory import MemoryWriter
from bot.stores.sqlite.writer import Writer


class SqliteGroups:
    """What `Store` promises about groups."""

    _writer: Writer | MemoryWriter

    def _change_group(
        self,
        connection: sqlite3.Connection,
        address: GroupAddress,
        decide: Callable[[FoundGroup], GroupChange],
        now: float,
    ) -> Committed[GroupChange]:
        """Decide about a group and save it, within the transaction of an update."""
        found = group_rows.find(connection, address)
        change = decide(found)
        check(found, change)
        if change.deleted and found.group is not None:
            group_deletion.delete(connection, found.group.id)
            self._writer.clean(thoroughly=True)
        else:
            _save(connection, found, change, now)
        return Committed(change, tuple(_marked(connection, found, change, now)))

    async def group(self, group_id: int) -> FoundGroup:
        """See `Store.group`."""
        address = GroupAddress(group=group_id, everybody=True)
        return await self._writer.run(partial(group_rows.find, address=address))

    async def groups_of(self, person: int) -> tuple[GroupSession, ...]:
        """See `Store.groups_of`."""
        return await self._writer.run(partial(group_rows.led_or_joined, person=person))

    async def groups_due(self, now: float) -> tuple[int, ...]:
        """See `Store.groups_due`."""
        return await self._writer.run(partial(group_rows.due, now=now))

    async def next_deadline(self) -> float | None:
        """See `Store.next_deadline`."""
        return await self._writer.run(group_rows.next_deadline)

    async def groups_in(self, chat: int) -> tuple[GroupSession, ...]:
        """See `Store.groups_in`."""
        return await self._writer.run(partial(group_rows.within, chat=chat))


def _save(connection: sqlite3.Connection, found: FoundGroup, change: GroupChange, now: float) -> None:
    group = change.group or found.group
    if group is None:
        return
    if change.group is not None:
        group_rows.save(connection, change.group, found.group, now)
    for seat in change.seats:
        group_rows.sit(connection, seat, found, group, now)


def _marked(
    connection: sqlite3.Connection, found: FoundGroup, change: GroupChange, now: float
) -> Iterator[Due]:
    group = change.group or found.group
    for show in change.show:
        if group is not None:
            yield surface_rows.mark_group(connection, group, show, now)
    sessions = sessions_of(found, change.seats)
    for number in change.results:
        yield surface_rows.mark(connection, to_show(sessions, number), _RESULT, now, Urgency.RESULT)
    for number in change.cards:
        session = to_show(sessions, number)
        session_rows.use(connection, session)
        yield surface_rows.mark(connection, session, _CARD, now, Urgency.RESULT)
    for number in change.touched:
        yield surface_rows.mark(connection, to_show(sessions, number), Show(Role.CARD), now, Urgency.COUNTER)
    for chat, thread, screen in change.tell:
        yield surface_rows.add_once(connection, chat, Role.MESSAGE, screen, now, thread)


_RESULT, _CARD = Show(Role.RESULT, below=True), Show(Role.CARD, below=True)
