"""A store that forgets everything when the process ends: for the terminal and for tests.

It keeps every promise of `Store` but the one about the disk.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.core.replies import Role, Screen
from bot.core.session import Session, Stage
from bot.stores.codec import encode_body, encode_session
from bot.stores.forgotten import names
from bot.stores.memory_surfaces import LASTING, Surfaces
from bot.stores.protocol import Address, Change, Committed, Decide, Due, Found, StoreError, Surface


@dataclass(slots=True)
class _Kept:
    """A session. used: the highest in a chat was used last."""

    session: Session
    used: int
    used_at: float
    created_at: float


@dataclass(slots=True)
class _Buried:
    raw: str
    problem: str
    at: float


@dataclass
class MemoryStore:
    """A `Store` without a disk."""

    _sessions: dict[int, _Kept] = field(default_factory=dict)
    _surfaces: Surfaces = field(default_factory=Surfaces)
    _updates: dict[int, float] = field(default_factory=dict)
    _dialogs: dict[str, tuple[str, str]] = field(default_factory=dict)
    _buried: dict[int, _Buried] = field(default_factory=dict)
    _keys: tuple[bytes, ...] = ()
    _closed: bool = False

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
            self._save(change.session, now)
        subject = change.session or found.session
        due = [self._surfaces.mark(subject, show, now) for show in change.show if subject is not None]
        due += [self._surfaces.add_once(address.chat, Role.MESSAGE, screen, now) for screen in change.tell]
        if change.export:
            due.append(self._surfaces.add_once(address.chat, Role.EXPORT, None, now))
        return Committed(change, tuple(due))

    async def sessions(self, chat: int) -> tuple[Session, ...]:
        """See `Store.sessions`."""
        self._must_be_open()
        return tuple(kept.session for kept in self._used(chat))

    async def export(self, chat: int) -> Mapping[str, object]:
        """See `Store.export`."""
        self._must_be_open()
        about = [kept for kept in self._sessions.values() if chat in (kept.session.chat, kept.session.person)]
        return {
            "sessions": [
                {**encode_session(kept.session), "created_at": kept.created_at, "used_at": kept.used_at}
                for kept in sorted(about, key=lambda kept: kept.used, reverse=True)
            ],
            "messages": [
                {
                    "role": row.surface.role.value,
                    "session": row.surface.session,
                    "message_id": row.surface.message_id,
                }
                for row in self._surfaces.of_chat(chat)
            ],
            "buried": [buried.raw for _, buried in self._buried_about(chat)],
        }

    async def forget(self, chat: int, update_id: int, tell: Screen, now: float) -> Committed | None:
        """See `Store.forget`."""
        self._must_be_open()
        if update_id in self._updates:
            return None
        self._updates[update_id] = now
        self._delete(
            kept.session.id
            for kept in tuple(self._sessions.values())
            if chat in (kept.session.chat, kept.session.person)
        )
        self._surfaces.delete(lambda row: row.surface.chat == chat)
        for number, _ in tuple(self._buried_about(chat)):
            del self._buried[number]
        return Committed(Change(tell=(tell,)), (self._surfaces.add_once(chat, Role.MESSAGE, tell, now),))

    async def migrate_chat(self, old: int, new: int) -> None:
        """See `Store.migrate_chat`."""
        self._must_be_open()
        newest = next(self._used(old), None)
        self._surfaces.move(old, new, newest.session.id if newest else None)
        first = newest.used if newest else 0
        for kept in self._used(new):
            kept.used += first
        for kept in tuple(self._used(old)):
            kept.session = replace(kept.session, chat=new)

    # --- surfaces -----------------------------------------------------------------------

    async def due(self, now: float, limit: int) -> tuple[Due, ...]:
        """See `Store.due`."""
        self._must_be_open()
        return tuple(Due(surface, self._session_of(surface)) for surface in self._surfaces.due(now, limit))

    async def shown(self, surface: Surface, message_id: int, digest: str) -> None:
        """See `Store.shown`."""
        self._must_be_open()
        self._surfaces.shown(surface, message_id, digest)

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
        stale = [number for number, kept in self._sessions.items() if kept.used_at < sessions_before]
        self._delete(stale)
        self._surfaces.delete(lambda row: row.surface.session is None and row.since < sessions_before)
        self._updates = {number: at for number, at in self._updates.items() if at >= updates_before}
        self._buried = {number: one for number, one in self._buried.items() if one.at >= buried_before}
        return len(stale)

    async def close(self) -> None:
        """See `Store.close`."""
        self._closed = True

    # --- the parts ----------------------------------------------------------------------

    def _must_be_open(self) -> None:
        if self._closed:
            raise StoreError("the store was closed; open it again")

    def _used(self, chat: int) -> Iterator[_Kept]:
        here = [kept for kept in self._sessions.values() if kept.session.chat == chat]
        return iter(sorted(here, key=lambda kept: kept.used, reverse=True))

    def _session_of(self, surface: Surface) -> Session | None:
        return None if surface.session is None else self._sessions[surface.session].session

    def _buried_about(self, chat: int) -> Iterator[tuple[int, _Buried]]:
        return ((number, one) for number, one in self._buried.items() if names(one.raw, one.problem, chat))

    def _find(self, address: Address) -> Found:
        candidates = (kept.session for kept in self._used(address.chat))
        if address.session is not None:
            candidates = (session for session in candidates if session.id == address.session)
        elif address.dialog is not None or address.unfinished:
            candidates = (
                session
                for session in candidates
                if session.stage is not Stage.DONE and address.dialog in (None, session.dialog_id)
            )
        session = next(candidates, None)
        card = None if session is None else self._surfaces.of_session(session.id, Role.CARD)
        last = next(self._used(address.chat), None)
        is_last = session is None or last is None or last.session.id == session.id
        return Found(session, None if card is None else card.surface, is_last)

    def _check(self, address: Address, found: Found, change: Change) -> None:
        session = change.session
        if session is not None:
            _must_be_storable(session)
        if session is not None and session.chat != address.chat:
            raise ValueError("a decision cannot save a session of another chat")
        known = None if found.session is None else found.session.id
        if session is not None and session.id in self._sessions and session.id != known:
            raise ValueError(f"session {session.id} is stored, and is not the addressed one")
        if change.show and session is None and found.session is None:
            raise ValueError("a decision cannot show a session that there is none of")
        for show in change.show:
            if show.role not in LASTING:
                raise ValueError(
                    f"a session has no {show.role.value} to show; use Change.tell or Change.export"
                )

    def _save(self, session: Session, now: float) -> None:
        newest = next(self._used(session.chat), None)
        next_use = 1 if newest is None else newest.used + 1
        kept = self._sessions.get(session.id)
        if kept is None:
            self._sessions[session.id] = _Kept(session, next_use, now, now)
            return
        kept.session, kept.used_at = session, now
        if kept is not newest:
            kept.used = next_use

    def _delete(self, numbers: Iterable[int]) -> None:
        gone = frozenset(numbers)
        for number in gone:
            del self._sessions[number]
        self._surfaces.delete(lambda row: row.surface.session in gone)


def _must_be_storable(session: Session) -> None:
    """Refuse what no database would take, so that tests find it without one."""
    encode_body(session)
    if not -(2**63) <= session.id < 2**63:
        raise OverflowError(f"{session.id} does not fit into the 64 bits of an id")
