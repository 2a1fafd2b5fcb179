"""The store of one process: an SQLite file with a connection and a writer thread, or a database in memory.

Sessions, surfaces and update ids change in one transaction, which is on the disk before
anything is sent. The SQL is in `session_rows`, `surface_rows`, `archive_rows` and `forgotten`.
"""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Self

from bot.core.group.session import FoundGroup, GroupChange, GroupSession
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
    StoreError,
    Surface,
    Where,
)
from bot.stores.sqlite import group_deletion, group_queries, group_rows, session_rows, surface_rows
from bot.stores.sqlite.archive import SqliteArchive
from bot.stores.sqlite.errors import database_error, file_error
from bot.stores.sqlite.files import Lock, connect
from bot.stores.sqlite.forgotten import Forgotten
from bot.stores.sqlite.group_rows import check_change, sessions_of, to_show
from bot.stores.sqlite.memory import MemoryWriter
from bot.stores.sqlite.schema import migrate, migrations
from bot.stores.sqlite.unreadable_rows import set_aside, take_back
from bot.stores.sqlite.writer import Writer
from bot.stores.unreadable import UnreadableRow

log = logging.getLogger(__name__)


_RESULT, _CARD = Show(Role.RESULT, below=True), Show(Role.CARD, below=True)


class SqliteStore(SqliteArchive):
    """A `Store` in SQLite; use `SqliteStore.open` or `SqliteStore.in_memory`."""

    def __init__(
        self, writer: Writer | MemoryWriter, lock: Lock | None = None, forgotten: Forgotten | None = None
    ) -> None:
        self._writer = writer
        self._lock = lock
        self._forgotten = forgotten

    @classmethod
    def open(cls, path: Path, patience: float = 5.0) -> Self:
        """Open a database; create it and its folder if there is none.

        patience: seconds to wait while another program locks it.

        Raises:
            StoreError: it is in use, damaged, of another program, of a newer version, or out of reach.
        """
        path = Path(os.path.realpath(path))  # symbolic links to one file must share its lock
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise file_error(path.parent, problem) from problem
        lock = Lock(path)
        try:
            connection = connect(path, patience)
            forgotten = Forgotten(path)
            _prepare(connection, path, forgotten)
        except StoreError:
            lock.release()
            raise
        return cls(Writer(connection, path, patience), lock, forgotten)

    @classmethod
    def in_memory(cls) -> Self:
        """Open an empty database that is gone when the process ends."""
        return cls(MemoryWriter())

    @property
    def is_persistent(self) -> bool:
        """See `Store.is_persistent`."""
        return self._lock is not None

    # --- sessions -----------------------------------------------------------------------

    async def update(
        self, address: Where[F, C], update_id: int | None, decide: Callable[[F], C], now: float
    ) -> Committed[C] | None:
        """See `Store.update`."""

        def work(connection: sqlite3.Connection) -> Committed[Any] | None:
            if update_id is not None and not session_rows.note(connection, update_id, now):
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
            await self._writer.run(partial(set_aside, fault=fault, now=now))
            raise

    async def sessions(self, chat: int) -> tuple[Session, ...]:
        """See `Store.sessions`."""
        return await self._writer.run(lambda connection: session_rows.sessions_of_chat(connection, chat))

    # --- groups -------------------------------------------------------------------------

    async def group(self, group_id: int) -> FoundGroup:
        """See `Store.group`."""
        address = GroupAddress(group=group_id, everybody=True)
        return await self._writer.run(partial(group_rows.load_group, address=address))

    async def groups_of(self, person: int) -> tuple[GroupSession, ...]:
        """See `Store.groups_of`."""
        return await self._writer.run(partial(group_queries.led_or_joined, person=person))

    async def groups_due(self, now: float) -> tuple[int, ...]:
        """See `Store.groups_due`."""
        return await self._writer.run(partial(group_queries.due_groups, now=now))

    async def next_deadline(self) -> float | None:
        """See `Store.next_deadline`."""
        return await self._writer.run(group_queries.next_deadline)

    async def sessions_due(self, now: float, limit: int) -> tuple[tuple[int, int], ...]:
        """See `Store.sessions_due`."""
        return await self._writer.run(partial(session_rows.due_sessions, now=now, limit=limit))

    async def groups_in(self, chat: int) -> tuple[GroupSession, ...]:
        """See `Store.groups_in`."""
        return await self._writer.run(partial(group_queries.within, chat=chat))

    def _change_group(
        self,
        connection: sqlite3.Connection,
        address: GroupAddress,
        decide: Callable[[FoundGroup], GroupChange],
        now: float,
    ) -> Committed[GroupChange]:
        """Decide about a group and save it, within the transaction of an update."""
        found = group_rows.load_group(connection, address)
        change = decide(found)
        check_change(found, change)
        if change.deleted and found.group is not None:
            group_deletion.delete_group(connection, found.group.id)
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

        def work(connection: sqlite3.Connection) -> None:
            finished = surface_rows.shown(connection, surface, message_id, digest, picture)
            if finished and not session_rows.has_sessions(connection, surface.chat):
                self._writer.clean(thoroughly=True)  # this was the last trace of a person who was forgotten

        if surface_rows.is_urgent(surface, message_id):
            await self._writer.run(work)
        else:
            self._writer.post(work)

    async def called(self, chat: int, at: float, forget_before: float) -> None:
        """See `Store.called`."""
        await self._writer.run(partial(surface_rows.note_call, chat=chat, at=at, forget_before=forget_before))

    async def calls_since(self, at: float) -> tuple[tuple[int, float], ...]:
        """See `Store.calls_since`."""
        return await self._writer.run(partial(surface_rows.calls_since, at=at))

    async def clear_retired(self, surface_id: int) -> None:
        """See `Store.clear_retired`; written with the next transaction: a message can be deleted twice."""
        self._writer.post(lambda connection: surface_rows.clear_retired(connection, surface_id))

    async def lost(self, surface_id: int) -> None:
        """See `Store.lost`."""
        await self._writer.run(lambda connection: surface_rows.lose(connection, surface_id))

    async def postpone(self, surface_id: int, until: float) -> None:
        """See `Store.postpone`."""
        await self._writer.run(lambda connection: surface_rows.postpone(connection, surface_id, until))

    async def drop(self, surface_id: int) -> None:
        """See `Store.drop`."""

        def work(connection: sqlite3.Connection) -> None:
            if surface_rows.drop(connection, surface_id):
                self._writer.clean(thoroughly=True)

        await self._writer.run(work)

    async def undeliverable(self, chat: int) -> None:
        """See `Store.undeliverable`."""
        await self._writer.run(lambda connection: surface_rows.hold(connection, chat))

    async def close(self) -> None:
        """See `Store.close`."""
        await self._writer.close()
        if self._lock is not None:
            self._lock.release()


def _prepare(connection: sqlite3.Connection, path: Path, forgotten: Forgotten) -> None:
    try:
        migrate(connection, path, migrations())
        connection.execute("BEGIN IMMEDIATE")
        returned = take_back(connection)  # before the forgotten are deleted again, who may be among them
        again = forgotten.apply(connection)
        connection.execute("COMMIT")
        if returned:
            log.info("%d rows that could not be read before were taken back", returned)
        if again:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            log.warning("%d people in %s had asked to be forgotten, and are deleted again", again, path)
    except sqlite3.Error as problem:
        connection.close()
        raise database_error(path, problem) from problem
    except StoreError:
        connection.close()
        raise


def _change_session(
    connection: sqlite3.Connection, address: Address, decide: Callable[[Found], Change], now: float
) -> Committed[Change]:
    """Decide about one person's session and save it, within the transaction of an update."""
    row = session_rows.find_session(connection, address)
    change = decide(row.found)
    groups: tuple[int, ...] = ()
    if change.session is not None:
        if change.session.chat != address.chat:
            raise ValueError("a decision cannot save a session of another chat")
        session_rows.save_session(connection, change.session, row, now, is_aside=change.is_aside)
        groups = session_rows.groups_in_private(connection, change.session.person)
    subject = change.session or row.found.session
    return Committed(change, _marked(connection, address.chat, subject, change, now), groups)


def _marked(
    connection: sqlite3.Connection, chat: int, subject: Session | None, change: Change, now: float
) -> tuple[Due, ...]:
    if change.show and subject is None:
        raise ValueError("a decision cannot show a session that there is none of")
    due = [surface_rows.mark(connection, subject, show, now) for show in change.show if subject is not None]
    due += [surface_rows.add_once(connection, chat, Role.MESSAGE, screen, now) for screen in change.tell]
    if change.export:
        due.append(surface_rows.add_once(connection, chat, Role.EXPORT, None, now))
    return tuple(due)


def _save(connection: sqlite3.Connection, found: FoundGroup, change: GroupChange, now: float) -> None:
    group = change.group or found.group
    if group is None:
        return
    if change.group is not None:
        group_rows.save_group(connection, change.group, found.group, now)
    for seat in change.seats:
        group_rows.save_seat(connection, seat, found, group, now)


def _marked_of_group(
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
