"""A `Store` in SQL: what is changed together is changed in one transaction, on disk before anything is sent.

Each database brings its own `Runner`, and its own way to be opened, watched and closed. The statements are in
the modules beside this one.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from bot.core.group.session import FoundGroup, GroupChange
from bot.core.screen.surface import Role, Show, Urgency
from bot.core.solo.session import Session
from bot.stores.protocol import (
    Address,
    C,
    Change,
    Committed,
    Due,
    F,
    Found,
    GroupAddress,
    LeftToOthers,
    Surface,
    Where,
)
from bot.stores.sql import deletion, group_queries, group_rows, session_rows, surface_rows, updates
from bot.stores.sql.archive import SqlArchive, changing, reading
from bot.stores.sql.connection import Connection
from bot.stores.sql.group_rows import check_change, sessions_of, to_show
from bot.stores.sql.unreadable_rows import set_aside
from bot.stores.unreadable import UnreadableRow
from bot.stores.workers import Workers

_CALLS: Final = "SELECT chat, at FROM calls WHERE at >= ? ORDER BY at"
_RESULT, _CARD = Show(Role.RESULT, below=True), Show(Role.CARD, below=True)


class SqlStore(SqlArchive):
    """What `Store` promises about taps and what they show."""

    sessions = reading(session_rows.sessions_of_chat)
    sessions_due = changing(session_rows.due_sessions)
    groups_of = reading(group_queries.led_or_joined)
    groups_in = reading(group_queries.within)
    change_mark = reading(group_queries.change_mark)
    awaiting_text = reading(group_queries.awaiting_text)
    next_deadline = reading(group_queries.next_deadline)
    lost = changing(surface_rows.lose)
    postpone = changing(surface_rows.postpone)
    undeliverable = changing(surface_rows.hold)

    async def must_be_unused(self) -> None:
        """Make sure that no other process uses the database.

        Raises:
            InUse: one does.
        """

    @property
    def workers(self) -> Workers | None:
        """See `Store.workers`: nobody else is there."""
        return None

    @property
    def _gives_up(self) -> bool:
        """Whether nobody else can read what this process cannot."""
        return self.workers is None or not self.workers.is_mixed

    async def keep_forgotten(self) -> None:
        """List who must stay forgotten outside of the database too, where it has a place for that."""

    async def close(self) -> None:
        """See `Store.close`."""
        await self._writer.close()

    # --- sessions -----------------------------------------------------------------------

    async def update(
        self, address: Where[F, C], update_id: int | None, decide: Callable[[F], C], now: float
    ) -> Committed[C] | None:
        """See `Store.update`."""

        def work(connection: Connection) -> Committed[Any] | None:
            if isinstance(address, Address):
                # The row of a session that is not there yet could not be locked.
                connection.lock_chat(address.chat)
            if update_id is not None and not updates.note(connection, update_id, now):
                return None
            assert isinstance(address, Address | GroupAddress)  # noqa: S101  # there are no others
            if address.chat is not None and update_id is not None:
                surface_rows.release(connection, address.chat)
            decision: Callable[[Any], Any] = decide  # the address says of what: see `Where`
            if isinstance(address, GroupAddress):
                return self._change_group(connection, address, decision, now)
            return _change_session(connection, address, decision, now)

        try:
            return await self._writer.run(work)
        except UnreadableRow as fault:
            if self.workers is not None and self.workers.is_mixed:
                self.workers.step_down()
                raise LeftToOthers(f"{fault}; it is left to a worker with other code") from fault
            await self._writer.run(partial(set_aside, fault=fault, now=now))
            raise

    # --- groups -------------------------------------------------------------------------

    async def group(self, group_id: int) -> FoundGroup:
        """See `Store.group`."""
        address = GroupAddress(group=group_id, everybody=True)
        return await self._writer.read(partial(group_rows.load_group, address=address, is_for_change=False))

    async def groups_due(self, now: float) -> tuple[int, ...]:
        """See `Store.groups_due`."""
        return await self._writer.run(partial(group_queries.due_groups, now=now, gives_up=self._gives_up))

    def _change_group(
        self,
        connection: Connection,
        address: GroupAddress,
        decide: Callable[[FoundGroup], GroupChange],
        now: float,
    ) -> Committed[GroupChange]:
        """Decide about a group and save it, within the transaction of an update."""
        found = group_rows.load_group(connection, address)
        change = decide(found)
        check_change(found, change)
        if change.deleted and found.group is not None:
            connection.must_be_alone()
            deletion.delete_group(connection, found.group.id)
            self._writer.clean(thoroughly=True)
        else:
            _save(connection, found, change, now)
        return Committed(change, tuple(_marked_of_group(connection, found, change, now)))

    # --- surfaces -----------------------------------------------------------------------

    async def due(self, now: float, limit: int) -> tuple[Due, ...]:
        """See `Store.due`."""
        return await self._writer.run(lambda connection: surface_rows.due_surfaces(connection, now, limit))

    async def shown(self, surface: Surface, message_id: int, digest: str, picture: str = "") -> None:
        """See `Store.shown`; written with the next transaction when losing it would send nothing twice."""

        def work(connection: Connection) -> None:
            finished = surface_rows.shown(connection, surface, message_id, digest, picture)
            if finished and not session_rows.has_sessions(connection, surface.chat):
                self._writer.clean(thoroughly=True)  # this was the last trace of a person who was forgotten

        if surface_rows.is_urgent(surface, message_id):
            await self._writer.run(work)
        else:
            await self._writer.post(work)

    async def clear_retired(self, surface_id: int) -> None:
        """See `Store.clear_retired`; written with the next transaction: a message can be deleted twice."""
        await self._writer.post(lambda connection: surface_rows.clear_retired(connection, surface_id))

    async def called(self, chat: int, now: float, window: float) -> None:
        """See `Store.called`."""

        def work(connection: Connection) -> None:
            at = connection.common_time(now)
            connection.execute("DELETE FROM calls WHERE at < ?", (at - window,))
            connection.execute("INSERT INTO calls (chat, at) VALUES (?, ?)", (chat, at))

        await self._writer.run(work)

    async def recent_calls(self, now: float, window: float) -> tuple[tuple[int, float], ...]:
        """See `Store.recent_calls`."""

        def work(connection: Connection) -> tuple[tuple[int, float], ...]:
            here = connection.common_time(now)
            found = connection.execute(_CALLS, (here - window,))
            return tuple((chat, max(0.0, here - at)) for chat, at in found)

        return await self._writer.read(work)

    async def drop(self, surface_id: int) -> None:
        """See `Store.drop`."""

        def work(connection: Connection) -> None:
            if surface_rows.drop(connection, surface_id):
                self._writer.clean(thoroughly=True)

        await self._writer.run(work)


def _change_session(
    connection: Connection, address: Address, decide: Callable[[Found], Change], now: float
) -> Committed[Change]:
    """Decide about one person's session and save it, within the transaction of an update."""
    row = session_rows.find_session(connection, address)
    change = decide(row.found)
    groups: tuple[int, ...] = ()
    if change.session is not None:
        if change.session.chat != address.chat:
            raise ValueError("a decision cannot save a session of another chat")
        session_rows.save_session(connection, change.session, row, now, is_aside=change.is_aside)
        if row.may_be_in_groups:
            groups = session_rows.groups_in_private(connection, change.session.person)
    subject = change.session or row.found.session
    return Committed(change, _marked(connection, address.chat, subject, change, now), groups)


def _marked(
    connection: Connection, chat: int, subject: Session | None, change: Change, now: float
) -> tuple[Due, ...]:
    if change.show and subject is None:
        raise ValueError("a decision cannot show a session that there is none of")
    due = [surface_rows.mark(connection, subject, show, now) for show in change.show if subject is not None]
    due += [surface_rows.add_once(connection, chat, Role.MESSAGE, screen, now) for screen in change.tell]
    if change.export:
        due.append(surface_rows.add_once(connection, chat, Role.EXPORT, None, now))
    return tuple(due)


def _save(connection: Connection, found: FoundGroup, change: GroupChange, now: float) -> None:
    group = change.group or found.group
    if group is None:
        return
    if change.group is not None:
        group_rows.save_group(connection, change.group, found.group, now)
    for seat in change.seats:
        group_rows.save_seat(connection, seat, found, group, now)


def _marked_of_group(
    connection: Connection, found: FoundGroup, change: GroupChange, now: float
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
