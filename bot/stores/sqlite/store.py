"""The store of one process: an SQLite file, one connection, one writer thread; or a database in memory.

Sessions, surfaces and update ids change in one transaction, synced to the disk before
anybody is told. The SQL is in `session_rows`, `surface_rows`, `update_rows` and `forgotten`.
"""

import logging
import os
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Self

from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role
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
from bot.stores.sqlite import group_deletion, group_rows, session_rows, surface_rows, update_rows
from bot.stores.sqlite.files import Lock, connect
from bot.stores.sqlite.forgotten import Forgotten, erase, forgotten_at, know, line_of
from bot.stores.sqlite.groups import SqliteGroups
from bot.stores.sqlite.memory import MemoryWriter
from bot.stores.sqlite.schema import migrate, migrations
from bot.stores.sqlite.trouble import database_trouble, file_trouble
from bot.stores.sqlite.writer import Writer

log = logging.getLogger(__name__)


class SqliteStore(SqliteGroups):
    """A `Store` in SQLite; use `SqliteStore.open` or `SqliteStore.in_memory`."""

    def __init__(
        self, writer: Writer | MemoryWriter, lock: Lock | None = None, forgotten: Forgotten | None = None
    ) -> None:
        self._writer = writer
        self._lock = lock
        self._forgotten = forgotten

    @classmethod
    def open(cls, path: Path, patience: float = 5.0) -> Self:
        """Open a database; it is made, with its folder, when there is none.

        patience: seconds to wait for another program that locks it.

        Raises:
            StoreError: it is in use, damaged, not ours, too new, or out of reach.
        """
        path = Path(os.path.realpath(path))  # one lock for one file, whatever it is called
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise file_trouble(path.parent, problem) from problem
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
            if update_id is not None and not update_rows.note(connection, update_id, now):
                return None
            assert isinstance(address, Address | GroupAddress)  # noqa: S101  # there are no others
            if address.chat is not None:
                surface_rows.release(connection, address.chat)
            decision: Callable[[Any], Any] = decide  # the address says of what: see `Where`
            if isinstance(address, GroupAddress):
                return self._change_group(connection, address, decision, now)
            return _change_session(connection, address, decision, now)

        return await self._writer.run(work)

    async def sessions(self, chat: int) -> tuple[Session, ...]:
        """See `Store.sessions`."""
        return await self._writer.run(lambda connection: session_rows.everything(connection, chat))

    async def export(self, chat: int) -> Mapping[str, object]:
        """See `Store.export`."""

        def work(connection: sqlite3.Connection) -> Mapping[str, object]:
            return {
                **session_rows.export(connection, chat),
                "groups": group_rows.export(connection, chat),
            }

        return await self._writer.run(work)

    async def forget(
        self, chat: int, update_id: int | None, tell: Screen, now: float
    ) -> Committed[Change] | None:
        """See `Store.forget`."""

        def work(connection: sqlite3.Connection) -> Committed[Change] | None:
            if update_id is not None and not update_rows.note(connection, update_id, now):
                return None
            line = line_of(connection, chat, now)
            if self._forgotten is not None:
                self._forgotten.add(line)  # on disk before anything is deleted
            know(connection, (line,))
            if erase(connection, chat):
                self._writer.clean(thoroughly=True)
            told = surface_rows.add_once(connection, chat, Role.MESSAGE, tell, now)
            return Committed(Change(tell=(tell,)), (told,))

        return await self._writer.run(work)

    async def forgotten_at(self, person: int) -> float | None:
        """See `Store.forgotten_at`."""
        return await self._writer.run(lambda connection: forgotten_at(connection, person))

    async def migrate_chat(self, old: int, new: int) -> None:
        """See `Store.migrate_chat`."""

        def work(connection: sqlite3.Connection) -> None:
            surface_rows.move(connection, old, new)
            session_rows.move(connection, old, new)
            group_rows.move(connection, old, new)

        await self._writer.run(work)

    # --- surfaces -----------------------------------------------------------------------

    async def due(self, now: float, limit: int) -> tuple[Due, ...]:
        """See `Store.due`."""
        return await self._writer.run(lambda connection: surface_rows.due(connection, now, limit))

    async def shown(self, surface: Surface, message_id: int, digest: str, picture: str = "") -> None:
        """See `Store.shown`; written with the next transaction when losing it would send nothing twice."""

        def work(connection: sqlite3.Connection) -> None:
            finished = surface_rows.shown(connection, surface, message_id, digest, picture)
            if finished and not session_rows.exist(connection, surface.chat):
                self._writer.clean()  # the last trace of somebody who was forgotten

        if surface_rows.is_urgent(surface, message_id):
            await self._writer.run(work)
        else:
            self._writer.post(work)

    async def called(self, chat: int, at: float, forget_before: float) -> None:
        """See `Store.called`."""
        await self._writer.run(partial(update_rows.note_call, chat=chat, at=at, forget_before=forget_before))

    async def calls_since(self, at: float) -> tuple[tuple[int, float], ...]:
        """See `Store.calls_since`."""
        return await self._writer.run(partial(update_rows.calls_since, at=at))

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
                self._writer.clean()

        await self._writer.run(work)

    async def undeliverable(self, chat: int) -> None:
        """See `Store.undeliverable`."""
        await self._writer.run(lambda connection: surface_rows.hold(connection, chat))

    # --- everything else ----------------------------------------------------------------

    async def keep_dialog(self, logic_hash: str, dialog_id: str, text: str, now: float) -> None:
        """See `Store.keep_dialog`."""
        await self._writer.run(
            lambda connection: update_rows.keep_dialog(connection, logic_hash, dialog_id, text, now)
        )

    async def dialog_text(self, logic_hash: str) -> str | None:
        """See `Store.dialog_text`."""

        return await self._writer.run(lambda connection: update_rows.dialog_text(connection, logic_hash))

    async def newest_dialog_text(self, dialog_id: str) -> str | None:
        """See `Store.newest_dialog_text`."""
        return await self._writer.run(
            lambda connection: update_rows.newest_dialog_text(connection, dialog_id)
        )

    async def bury(self, update_id: int, raw: str, problem: str, now: float) -> None:
        """See `Store.bury`."""

        await self._writer.run(lambda connection: update_rows.bury(connection, update_id, raw, problem, now))

    async def button_keys(self) -> tuple[bytes, ...]:
        """See `Store.button_keys`."""

        def work(connection: sqlite3.Connection) -> tuple[bytes, ...]:
            connection.execute(
                "INSERT INTO keys (purpose, position, key) VALUES ('buttons', 0, ?)"
                " ON CONFLICT (purpose, position) DO NOTHING",
                (secrets.token_bytes(32),),
            )
            rows = connection.execute("SELECT key FROM keys WHERE purpose = 'buttons' ORDER BY position")
            return tuple(bytes(key) for (key,) in rows)

        return await self._writer.run(work)

    async def purge(self, sessions_before: float, updates_before: float, buried_before: float) -> int:
        """See `Store.purge`; in small transactions."""
        run = self._writer.run
        deleted = 0
        for group in await run(partial(group_deletion.unused, before=sessions_before)):
            deleted += await run(partial(group_deletion.delete_unused, number=group, before=sessions_before))
        stale = await run(lambda connection: session_rows.unused(connection, sessions_before))
        for start in range(0, len(stale), update_rows.CHUNK):
            some = stale[start : start + update_rows.CHUNK]
            deleted += await run(partial(session_rows.delete, numbers=some, before=sessions_before))
        limits = {"updates": updates_before, "buried": buried_before, "surfaces": sessions_before}
        for table, before in limits.items():
            while (
                await run(partial(update_rows.delete_some, table=table, before=before)) == update_rows.CHUNK
            ):
                pass
        await run(lambda _: self._writer.clean(thoroughly=deleted > 0))
        return deleted

    async def close(self) -> None:
        """See `Store.close`."""
        await self._writer.close()
        if self._lock is not None:
            self._lock.release()


def _prepare(connection: sqlite3.Connection, path: Path, forgotten: Forgotten) -> None:
    try:
        migrate(connection, path, migrations())
        connection.execute("BEGIN IMMEDIATE")
        again = forgotten.apply(connection)
        connection.execute("COMMIT")
        if again:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            log.warning("%d people in %s had asked to be forgotten, and are deleted again", again, path)
    except sqlite3.Error as problem:
        connection.close()
        raise database_trouble(path, problem) from problem
    except StoreError:
        connection.close()
        raise


def _change_session(
    connection: sqlite3.Connection, address: Address, decide: Callable[[Found], Change], now: float
) -> Committed[Change]:
    """Decide about one person's session and save it, within the transaction of an update."""
    row = session_rows.find(connection, address)
    change = decide(row.found)
    groups: tuple[int, ...] = ()
    if change.session is not None:
        if change.session.chat != address.chat:
            raise ValueError("a decision cannot save a session of another chat")
        session_rows.save(connection, change.session, row, now)
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
