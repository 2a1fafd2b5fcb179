"""The part of a store in SQL that no tap needs: kept dialogs, exports, deletion, dead letters, how it is."""

import secrets
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role
from bot.stores.archive import StoreCondition, TooManyUnused
from bot.stores.protocol import Change, Committed, Due
from bot.stores.sql import (
    deletion,
    group_queries,
    group_rows,
    session_rows,
    surface_places,
    surface_rows,
    updates,
)
from bot.stores.sql.connection import Connection, Runner
from bot.stores.sql.deletion import erase, know, line_of
from bot.stores.sql.updates import ASKED

P = ParamSpec("P")
T = TypeVar("T")

FEW: Final = 1000
"""Sessions that a purge may delete in any case, however few there are."""


# --- statements -------------------------------------------------------------------------


def write_dialog(connection: Connection, logic_hash: str, dialog_id: str, text: str, now: float) -> None:
    """Store a dialog version, with its newest wording."""
    connection.execute(
        "INSERT INTO dialogs (logic_hash, dialog_id, text, kept_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (logic_hash) DO UPDATE SET dialog_id = excluded.dialog_id, text = excluded.text,"
        " kept_at = excluded.kept_at WHERE dialogs.text <> excluded.text",
        (logic_hash, dialog_id, text, now),
    )


def find_text(connection: Connection, logic_hash: str) -> str | None:
    """Return the stored text of a dialog version; None if there is none."""
    row = connection.execute("SELECT text FROM dialogs WHERE logic_hash = ?", (logic_hash,)).fetchone()
    return None if row is None else str(row[0])


def find_newest_text(connection: Connection, dialog_id: str) -> str | None:
    """Return the dialog text that was stored last; None if there is none."""
    row = connection.execute(
        "SELECT text FROM dialogs WHERE dialog_id = ? ORDER BY kept_at DESC LIMIT 1", (dialog_id,)
    ).fetchone()
    return None if row is None else str(row[0])


def look_at_store(connection: Connection, now: float) -> StoreCondition:
    """Return how the store is."""
    (buried,) = connection.execute("SELECT count(*) FROM buried WHERE problem <> ?", (ASKED,)).fetchone()
    due, oldest_due = connection.execute(
        "SELECT count(*), min(CASE WHEN since > not_before THEN since ELSE not_before END) FROM surfaces"
        " WHERE waiting = 0 AND (dirty = 1 OR retired IS NOT NULL) AND not_before <= ?",
        (now,),
    ).fetchone()
    return StoreCondition(buried, due, oldest_due)


def count_by_stage(connection: Connection) -> Mapping[tuple[str, str], int]:
    """Return how many sessions there are, by what they are of and by stage."""
    tables = {"solo": "sessions", "group": "group_sessions"}
    return {
        (of, str(stage)): int(number)
        for of, table in tables.items()
        for stage, number in connection.execute(f"SELECT stage, count(*) FROM {table} GROUP BY stage")  # noqa: S608
    }


# --- the store ----------------------------------------------------------------------------
# Most of what it does is one statement or one function of a connection: a line for each says which.


def reading(
    work: Callable[Concatenate[Connection, P], T],
) -> Callable[Concatenate["SqlArchive", P], Coroutine[Any, Any, T]]:
    """Return the method of a store that does a work which changes nothing."""

    async def read(store: "SqlArchive", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await store.runner.read(lambda connection: work(connection, *args, **kwargs))

    return read


def changing(
    work: Callable[Concatenate[Connection, P], T],
) -> Callable[Concatenate["SqlArchive", P], Coroutine[Any, Any, T]]:
    """Return the method of a store that does a work, on disk when it returns."""

    async def change(store: "SqlArchive", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await store.runner.run(lambda connection: work(connection, *args, **kwargs))

    return change


class SqlArchive:
    """What `Store` promises beyond the way of a tap."""

    _writer: Runner

    condition = changing(look_at_store)
    census = reading(count_by_stage)
    keep_dialog = changing(write_dialog)
    dialog_text = reading(find_text)
    newest_dialog_text = reading(find_newest_text)
    forgotten_at = reading(deletion.forgotten_at)
    last_forgotten_at = reading(deletion.last_forgotten_at)
    bury = changing(updates.bury)
    dead_letters = reading(updates.find_dead_letters)
    request_retry = changing(updates.request_retry)
    letters_to_retry = reading(updates.letters_to_retry)
    end_retry = changing(updates.end_retry)
    keep_asked = changing(updates.keep_asked)
    asked = reading(updates.asked_updates)
    drop_asked = changing(updates.drop_asked)

    @property
    def runner(self) -> Runner:
        """Runs SQL on this store, for what is done to all of it: moving, backups."""
        return self._writer

    async def tell(
        self, chat: int, screen: Screen, now: float, thread: int | None = None
    ) -> Committed[Change]:
        """See `Store.tell`."""

        def work(connection: Connection) -> Due:
            return surface_rows.add_once(connection, chat, Role.MESSAGE, screen, now, thread)

        return Committed(Change(tell=(screen,)), (await self._writer.run(work),))

    async def export(self, chat: int) -> Mapping[str, object]:
        """See `Store.export`."""

        def work(connection: Connection) -> Mapping[str, object]:
            return {
                **session_rows.export_sessions(connection, chat),
                "groups": group_queries.export_groups(connection, chat),
            }

        return await self._writer.read(work)

    async def forget(
        self, chat: int, update_id: int | None, tell: Screen, now: float
    ) -> Committed[Change] | None:
        """See `Store.forget`."""

        def work(connection: Connection) -> Committed[Change] | None:
            if update_id is not None and not updates.note(connection, update_id, now):
                return None
            connection.lock_chat(chat)
            line = line_of(connection, chat, now)
            self._note_forgotten(line)  # on disk before anything is deleted
            know(connection, (line,))
            if erase(connection, chat):
                self._writer.clean(thoroughly=True)
            told = surface_rows.add_once(connection, chat, Role.MESSAGE, tell, now)
            return Committed(Change(tell=(tell,)), (told,))

        return await self._writer.run(work)

    def _note_forgotten(self, line: str) -> None:
        """Note outside the database, where there is a place, who must stay forgotten."""

    async def migrate_chat(self, old: int, new: int) -> None:
        """See `Store.migrate_chat`."""

        def work(connection: Connection) -> None:
            for chat in sorted((old, new)):
                connection.lock_chat(chat)
            surface_places.move_surfaces(connection, old, new)
            session_rows.move_sessions(connection, old, new)
            group_rows.move_groups(connection, old, new)

        await self._writer.run(work)

    async def drop_dead_letter(self, update_id: int) -> bool:
        """See `Archive.drop_dead_letter`."""

        def work(connection: Connection) -> bool:
            is_dropped = updates.drop_dead_letter(connection, update_id)
            self._writer.clean(thoroughly=is_dropped)
            return is_dropped

        return await self._writer.run(work)

    async def begin_backup(self, hour: int, now: float) -> bool:
        """See `Archive.begin_backup`; noted among the updates, whose ids are positive."""
        return await self._writer.run(partial(updates.note, update_id=-hour, now=now))

    async def button_keys(self) -> tuple[bytes, ...]:
        """See `Store.button_keys`."""

        def work(connection: Connection) -> tuple[bytes, ...]:
            deletion.key_of_lines(connection)
            connection.execute(
                "INSERT INTO keys (purpose, position, key) VALUES ('buttons', 0, ?)"
                " ON CONFLICT (purpose, position) DO NOTHING",
                (secrets.token_bytes(32),),
            )
            rows = connection.execute("SELECT key FROM keys WHERE purpose = 'buttons' ORDER BY position")
            return tuple(bytes(key) for (key,) in rows)

        return await self._writer.run(work)

    async def purge(
        self,
        sessions_before: float,
        updates_before: float,
        buried_before: float,
        *,
        is_confirmed: bool = True,
    ) -> int:
        """See `Store.purge`; in small transactions."""
        run = self._writer.run
        if not is_confirmed:
            await self._must_be_few(sessions_before)
        deleted = 0
        for group in await run(partial(deletion.unused_groups, before=sessions_before)):
            deleted += await run(partial(deletion.delete_unused_group, number=group, before=sessions_before))
        place: deletion.WalkedTo | None = deletion.START
        while place is not None:
            some, place = await run(
                partial(deletion.delete_unused_sessions, before=sessions_before, after=place)
            )
            deleted += some
        limits = {
            "updates": updates_before,
            "notes": updates_before,
            "buried": buried_before,
            "set_aside": sessions_before,
            "surfaces": sessions_before,
        }
        for kind, before in limits.items():
            while await run(partial(deletion.delete_some, kind=kind, before=before)) == deletion.CHUNK:
                pass
        await run(lambda _: self._writer.clean(thoroughly=deleted > 0))
        return deleted

    async def _must_be_few(self, before: float) -> None:
        """Raise an error if a purge would delete more than a fifth of all sessions, and more than a few."""
        stored = await self._writer.read(deletion.count_sessions)
        most = max(FEW, stored // 5)
        unused = await self._writer.read(
            partial(deletion.count_unused_sessions, before=before, most=most + 1)
        )
        if unused > most:
            raise TooManyUnused(
                f"more than {most} of {stored} sessions have passed their retention time. If that is right,"
                " stop the bot and run `decision-coach purge`; if not, check the clock and RETENTION_DAYS"
            )
