"""The part of a store in SQL that no tap needs: dialogs, exports, deletion, purging, dead letters."""

import secrets
from collections.abc import Mapping
from functools import partial
from typing import Final

from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role
from bot.stores.archive import DeadLetter, StoreCondition, TooManyUnused
from bot.stores.protocol import Change, Committed, Due
from bot.stores.sql import (
    archive_rows,
    dead_letters,
    decided_updates,
    group_deletion,
    group_queries,
    group_rows,
    purging,
    session_rows,
    surface_moves,
    surface_rows,
)
from bot.stores.sql.connection import Connection, Runner
from bot.stores.sql.forgotten_people import erase, forgotten_at, know, line_of

FEW: Final = 1000
"""Sessions that a purge may delete in any case, however few there are."""


class SqlArchive:
    """What `Store` promises beyond the way of a tap."""

    _writer: Runner

    async def tell(
        self, chat: int, screen: Screen, now: float, thread: int | None = None
    ) -> Committed[Change]:
        """See `Store.tell`."""

        def work(connection: Connection) -> Due:
            return surface_rows.add_once(connection, chat, Role.MESSAGE, screen, now, thread)

        return Committed(Change(tell=(screen,)), (await self._writer.run(work),))

    async def condition(self, now: float) -> StoreCondition:
        """See `Archive.condition`."""
        return await self._writer.run(partial(archive_rows.condition, now=now))

    async def census(self) -> Mapping[tuple[str, str], int]:
        """See `Archive.census`."""
        return await self._writer.read(archive_rows.census)

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
            if update_id is not None and not decided_updates.note(connection, update_id, now):
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

    async def forgotten_at(self, person: int) -> float | None:
        """See `Store.forgotten_at`."""
        return await self._writer.read(lambda connection: forgotten_at(connection, person))

    async def migrate_chat(self, old: int, new: int) -> None:
        """See `Store.migrate_chat`."""

        def work(connection: Connection) -> None:
            for chat in sorted((old, new)):
                connection.lock_chat(chat)
            surface_moves.move_surfaces(connection, old, new)
            session_rows.move_sessions(connection, old, new)
            group_rows.move_groups(connection, old, new)

        await self._writer.run(work)

    async def keep_dialog(self, logic_hash: str, dialog_id: str, text: str, now: float) -> None:
        """See `Store.keep_dialog`."""
        await self._writer.run(
            lambda connection: archive_rows.keep_dialog(connection, logic_hash, dialog_id, text, now)
        )

    async def dialog_text(self, logic_hash: str) -> str | None:
        """See `Store.dialog_text`."""

        return await self._writer.read(lambda connection: archive_rows.dialog_text(connection, logic_hash))

    async def newest_dialog_text(self, dialog_id: str) -> str | None:
        """See `Store.newest_dialog_text`."""
        return await self._writer.read(
            lambda connection: archive_rows.newest_dialog_text(connection, dialog_id)
        )

    async def bury(self, update_id: int, raw: str, problem: str, now: float) -> None:
        """See `Store.bury`."""

        await self._writer.run(lambda connection: dead_letters.bury(connection, update_id, raw, problem, now))

    async def keep_asked(self, update_id: int, text: str, now: float) -> None:
        """See `Store.keep_asked`."""
        await self._writer.run(lambda connection: dead_letters.keep_asked(connection, update_id, text, now))

    async def asked(self) -> tuple[tuple[int, str], ...]:
        """See `Store.asked`."""
        return await self._writer.read(dead_letters.asked_updates)

    async def drop_asked(self, update_id: int) -> None:
        """See `Store.drop_asked`."""
        await self._writer.run(lambda connection: dead_letters.drop_asked(connection, update_id))

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        """See `Archive.dead_letters`."""
        return await self._writer.read(dead_letters.find_dead_letters)

    async def request_retry(self, update_id: int) -> bool:
        """See `Archive.request_retry`."""
        return await self._writer.run(partial(dead_letters.request_retry, update_id=update_id))

    async def letters_to_retry(self) -> tuple[DeadLetter, ...]:
        """See `Archive.letters_to_retry`."""
        return await self._writer.read(dead_letters.letters_to_retry)

    async def end_retry(self, update_id: int) -> None:
        """See `Archive.end_retry`."""
        await self._writer.run(partial(dead_letters.end_retry, update_id=update_id))

    async def drop_dead_letter(self, update_id: int) -> bool:
        """See `Archive.drop_dead_letter`."""

        def work(connection: Connection) -> bool:
            is_dropped = dead_letters.drop_dead_letter(connection, update_id)
            self._writer.clean(thoroughly=is_dropped)
            return is_dropped

        return await self._writer.run(work)

    async def begin_backup(self, hour: int, now: float) -> bool:
        """See `Archive.begin_backup`; noted among the updates, whose ids are positive."""
        return await self._writer.run(partial(decided_updates.note, update_id=-hour, now=now))

    async def button_keys(self) -> tuple[bytes, ...]:
        """See `Store.button_keys`."""

        def work(connection: Connection) -> tuple[bytes, ...]:
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
        for group in await run(partial(group_deletion.unused_groups, before=sessions_before)):
            deleted += await run(partial(group_deletion.delete_unused, number=group, before=sessions_before))
        place: purging.WalkedTo | None = purging.START
        while place is not None:
            some, place = await run(
                partial(purging.delete_unused_sessions, before=sessions_before, after=place)
            )
            deleted += some
        limits = {
            "updates": updates_before,
            "buried": buried_before,
            "set_aside": sessions_before,
            "surfaces": sessions_before,
        }
        for table, before in limits.items():
            while await run(partial(purging.delete_some, table=table, before=before)) == purging.CHUNK:
                pass
        await run(lambda _: self._writer.clean(thoroughly=deleted > 0))
        return deleted

    async def _must_be_few(self, before: float) -> None:
        """Raise an error if a purge would delete more than a fifth of all sessions, and more than a few."""
        stored = await self._writer.read(purging.count_sessions)
        most = max(FEW, stored // 5)
        unused = await self._writer.read(partial(purging.count_unused, before=before, most=most + 1))
        if unused > most:
            raise TooManyUnused(
                f"more than {most} of {stored} sessions have passed their retention time. If that is right,"
                " stop the bot and run `decision-coach purge`; if not, check the clock and RETENTION_DAYS"
            )
