"""A store that forgets everything when the process ends: for the terminal and for tests.

It keeps every promise of `Store` but the one about the disk.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role
from bot.core.solo.session import Session
from bot.stores.codec import encode_session
from bot.stores.memory_group_store import MemoryGroups
from bot.stores.memory_sessions import must_be_storable
from bot.stores.memory_surfaces import OF_SESSIONS
from bot.stores.protocol import (
    Address,
    Change,
    Committed,
    Decide,
    Due,
    Found,
    Surface,
)
from bot.stores.sqlite.dead_letters import names


@dataclass(slots=True)
class _Buried:
    raw: str
    problem: str
    at: float


@dataclass
class MemoryStore(MemoryGroups):
    """A `Store` without a disk."""

    _dialogs: dict[str, tuple[str, str]] = field(default_factory=dict)
    _buried: dict[int, _Buried] = field(default_factory=dict)
    _calls: list[tuple[int, float]] = field(default_factory=list)
    _keys: tuple[bytes, ...] = ()

    # --- sessions -----------------------------------------------------------------------

    async def update(self, address: Address, update_id: int, decide: Decide, now: float) -> Committed | None:
        """See `Store.update`."""
        self._must_be_open()
        if update_id in self._updates:
            return None
        found = self._find(address)
        change = decide(found)
        self._check(address, found, change)
        # From here on nothing can fail, so the change is made whole or not at all.
        self._updates[update_id] = now
        self._surfaces.hold(address.chat, waiting=False)
        if change.session is not None:
            self._sessions.save(change.session, now)
        subject = change.session or found.session
        due = [self._surfaces.mark(subject, show, now) for show in change.show if subject is not None]
        due += [self._surfaces.add_once(address.chat, Role.MESSAGE, screen, now) for screen in change.tell]
        if change.export:
            due.append(self._surfaces.add_once(address.chat, Role.EXPORT, None, now))
        return Committed(change, tuple(due))

    async def sessions(self, chat: int) -> tuple[Session, ...]:
        """See `Store.sessions`."""
        self._must_be_open()
        return tuple(kept.session for kept in self._sessions.of_chat(chat))

    async def export(self, chat: int) -> Mapping[str, object]:
        """See `Store.export`."""
        self._must_be_open()
        return {
            "sessions": [
                {**encode_session(kept.session), "created_at": kept.created_at, "used_at": kept.used_at}
                for kept in self._sessions.about(chat)
            ],
            "messages": [
                {
                    "role": row.surface.role.value,
                    "session": row.surface.session,
                    "message_id": row.surface.message_id,
                }
                for row in self._surfaces.of_chat(chat)
            ],
            "groups": self._groups.export(chat),
            "buried": [buried.raw for _, buried in self._buried_about(chat)],
        }

    async def forget(self, chat: int, update_id: int, tell: Screen, now: float) -> Committed | None:
        """See `Store.forget`."""
        self._must_be_open()
        if update_id in self._updates:
            return None
        self._updates[update_id] = now
        for group in self._groups.forget(chat):
            self._surfaces.mark_shown(group)
        self._delete(kept.session.id for kept in self._sessions.about(chat))
        self._surfaces.delete(lambda row: row.surface.chat == chat)
        for number, _ in tuple(self._buried_about(chat)):
            del self._buried[number]
        return Committed(Change(tell=(tell,)), (self._surfaces.add_once(chat, Role.MESSAGE, tell, now),))

    async def migrate_chat(self, old: int, new: int) -> None:
        """See `Store.migrate_chat`."""
        self._must_be_open()
        newest = next(self._sessions.of_chat(old), None)
        self._surfaces.move(old, new, newest.session.id if newest else None, self._groups.is_open)
        self._sessions.move(old, new)
        self._groups.move(old, new)

    # --- surfaces -----------------------------------------------------------------------

    async def due(self, now: float, limit: int) -> tuple[Due, ...]:
        """See `Store.due`."""
        self._must_be_open()
        return tuple(Due(surface, self._session_of(surface)) for surface in self._surfaces.due(now, limit))

    async def shown(self, surface: Surface, message_id: int, digest: str, picture: str = "") -> None:
        """See `Store.shown`."""
        self._must_be_open()
        self._surfaces.shown(surface, message_id, digest, picture)

    async def called(self, chat: int, at: float, forget_before: float) -> None:
        """See `Store.called`."""
        self._must_be_open()
        self._calls = [each for each in (*self._calls, (chat, at)) if each[1] >= forget_before]

    async def calls_since(self, at: float) -> tuple[tuple[int, float], ...]:
        """See `Store.calls_since`."""
        self._must_be_open()
        return tuple(sorted((each for each in self._calls if each[1] >= at), key=lambda each: each[1]))

    async def put_away(self, surface_id: int) -> None:
        """See `Store.put_away`."""
        self._must_be_open()
        self._surfaces.put_away(surface_id)

    async def lost(self, surface_id: int) -> None:
        """See `Store.lost`."""
        self._must_be_open()
        self._surfaces.lose(surface_id)

    async def postpone(self, surface_id: int, until: float) -> None:
        """See `Store.postpone`."""
        self._must_be_open()
        self._surfaces.postpone(surface_id, until)

    async def drop(self, surface_id: int) -> None:
        """See `Store.drop`."""
        self._must_be_open()
        self._surfaces.drop(surface_id)

    async def undeliverable(self, chat: int) -> None:
        """See `Store.undeliverable`."""
        self._must_be_open()
        self._surfaces.hold(chat, waiting=True)

    # --- everything else ----------------------------------------------------------------

    async def keep_dialog(self, logic_hash: str, dialog_id: str, text: str, now: float) -> None:
        """See `Store.keep_dialog`."""
        self._must_be_open()
        if self._dialogs.get(logic_hash) != (dialog_id, text):
            self._dialogs.pop(logic_hash, None)  # so that it is the newest
            self._dialogs[logic_hash] = (dialog_id, text)

    async def dialog_text(self, logic_hash: str) -> str | None:
        """See `Store.dialog_text`."""
        self._must_be_open()
        return self._dialogs[logic_hash][1] if logic_hash in self._dialogs else None

    async def newest_dialog_text(self, dialog_id: str) -> str | None:
        """See `Store.newest_dialog_text`."""
        self._must_be_open()
        return next((text for of, text in reversed(self._dialogs.values()) if of == dialog_id), None)

    async def bury(self, update_id: int, raw: str, problem: str, now: float) -> None:
        """See `Store.bury`."""
        self._must_be_open()
        self._updates.setdefault(update_id, now)
        self._buried.setdefault(update_id, _Buried(raw, problem, now))

    async def button_keys(self) -> tuple[bytes, ...]:
        """See `Store.button_keys`."""
        self._must_be_open()
        self._keys = self._keys or (secrets.token_bytes(32),)
        return self._keys

    async def purge(self, sessions_before: float, updates_before: float, buried_before: float) -> int:
        """See `Store.purge`."""
        self._must_be_open()
        deleted = sum(self._delete_group(group) for group in self._groups.unused(sessions_before))
        stale = frozenset(self._sessions.unused(sessions_before)) - self._groups.seated()
        self._delete(stale)
        self._surfaces.delete(lambda row: row.is_once and row.since < sessions_before)
        self._updates = {number: at for number, at in self._updates.items() if at >= updates_before}
        self._buried = {number: one for number, one in self._buried.items() if one.at >= buried_before}
        return deleted + len(stale)

    async def close(self) -> None:
        """See `Store.close`."""
        self._closed = True

    # --- the parts ----------------------------------------------------------------------

    def _session_of(self, surface: Surface) -> Session | None:
        return None if surface.session is None else self._sessions[surface.session]

    def _buried_about(self, chat: int) -> Iterator[tuple[int, _Buried]]:
        return ((number, one) for number, one in self._buried.items() if names(one.raw, one.problem, chat))

    def _find(self, address: Address) -> Found:
        session, is_last = self._sessions.find(address)
        card = None if session is None else self._surfaces.of_session(session.id, Role.CARD)
        return Found(session, None if card is None else card.surface, is_last)

    def _check(self, address: Address, found: Found, change: Change) -> None:
        session = change.session
        if session is not None:
            must_be_storable(session)
        if session is not None and session.chat != address.chat:
            raise ValueError("a decision cannot save a session of another chat")
        known = None if found.session is None else found.session.id
        if session is not None and session.id in self._sessions and session.id != known:
            raise ValueError(f"session {session.id} is stored, and is not the addressed one")
        if change.show and session is None and found.session is None:
            raise ValueError("a decision cannot show a session that there is none of")
        for show in change.show:
            if show.role not in OF_SESSIONS:
                raise ValueError(
                    f"a session has no {show.role.value} to show; use Change.tell or Change.export"
                )
