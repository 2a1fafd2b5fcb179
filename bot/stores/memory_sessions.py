"""The sessions of `MemoryStore`, by the same rules as the rows in SQL."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.core.solo.session import Session, Stage
from bot.stores.codec import encode_body
from bot.stores.protocol import Address


@dataclass(slots=True)
class Kept:
    """A session. used: the highest in a chat was used last."""

    session: Session
    used: int
    used_at: float
    created_at: float


@dataclass(slots=True)
class Sessions:
    """All of them, by id."""

    _kept: dict[int, Kept] = field(default_factory=dict)

    def __contains__(self, number: int) -> bool:
        return number in self._kept

    def __getitem__(self, number: int) -> Session:
        return self._kept[number].session

    def used_at(self, number: int) -> float:
        """When one was used."""
        return self._kept[number].used_at

    def of_chat(self, chat: int) -> Iterator[Kept]:
        """Those of a chat, the one used last first."""
        here = [kept for kept in self._kept.values() if kept.session.chat == chat]
        return iter(sorted(here, key=lambda kept: kept.used, reverse=True))

    def about(self, person: int) -> list[Kept]:
        """Those of a person, in whichever chat, the one used last first."""
        mine = [kept for kept in self._kept.values() if person in (kept.session.chat, kept.session.person)]
        return sorted(mine, key=lambda kept: (-kept.used, kept.session.id))

    def unused(self, before: float) -> list[int]:
        """Ids of those not used since."""
        return [number for number, kept in self._kept.items() if kept.used_at < before]

    def find(self, address: Address) -> tuple[Session | None, bool]:
        """The addressed session, and whether its chat used it last or there is none."""
        candidates = (kept.session for kept in self.of_chat(address.chat))
        if address.session is not None:
            candidates = (session for session in candidates if session.id == address.session)
        elif address.dialog is not None or address.unfinished:
            candidates = (
                session
                for session in candidates
                if session.stage is not Stage.DONE and address.dialog in (None, session.dialog_id)
            )
        session = next(candidates, None)
        last = next(self.of_chat(address.chat), None)
        return session, session is None or last is None or last.session.id == session.id

    def save(self, session: Session, now: float) -> None:
        """Keep a session, used last from now on."""
        self.save_quietly(session, now)
        self.use(session)

    def save_quietly(self, session: Session, now: float) -> None:
        """Keep a session; it is used last in its chat when it is new there, otherwise that order stays."""
        kept = self._kept.get(session.id)
        if kept is None:
            self._kept[session.id] = Kept(session, self._next_use(session.chat), now, now)
            return
        if kept.session.chat != session.chat:
            kept.used = self._next_use(session.chat)
        kept.session, kept.used_at = session, now

    def use(self, session: Session) -> None:
        """Let a session be the one that its chat used last."""
        kept = self._kept[session.id]
        if kept is not next(self.of_chat(session.chat), None):
            kept.used = self._next_use(session.chat)

    def move(self, old: int, new: int) -> None:
        """Give those of a chat to its new id; those that began there already stay the newer ones."""
        first = max((kept.used for kept in self.of_chat(old)), default=0)
        for kept in self.of_chat(new):
            kept.used += first
        for kept in tuple(self.of_chat(old)):
            kept.session = replace(kept.session, chat=new)

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete some."""
        for number in numbers:
            del self._kept[number]

    def _next_use(self, chat: int) -> int:
        newest = next(self.of_chat(chat), None)
        return 1 if newest is None else newest.used + 1


def must_be_storable(session: Session) -> None:
    """Refuse what no database would take, so that tests find it without one."""
    encode_body(session)
    if not -(2**63) <= session.id < 2**63:
        raise OverflowError(f"{session.id} does not fit into the 64 bits of an id")
