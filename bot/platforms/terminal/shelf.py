"""What is kept of the person at this terminal: their sessions, and the dialog version of each."""

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from bot.core.dialog.model import Dialog
from bot.core.screen.screen import Screen
from bot.core.solo import engine
from bot.core.solo.session import Session, Stage
from bot.stores.protocol import Address, Change, Found, Store

CHAT = 0
"""The terminal's place among the chats; Telegram never gives this id."""


class Shelf:
    """The sessions of this terminal in a store.

    offered: the versions that new sessions begin with. earlier: brings the version with a logic
    hash that is not on offer any more; None when its text is lost.
    """

    def __init__(
        self,
        offered: Sequence[Dialog],
        store: Store,
        *,
        earlier: Callable[[str], Awaitable[Dialog | None]],
        fresh_id: Callable[[], int],
    ) -> None:
        self._current = {dialog.logic_hash: dialog for dialog in offered}
        self._store = store
        self._earlier = earlier
        self._fresh_id = fresh_id

    async def sessions(self) -> tuple[Session, ...]:
        """All of them, the one used last first."""
        return await self._store.sessions(CHAT)

    async def begun(self) -> list[tuple[Dialog, Session]]:
        """What can be gone on with; a session whose dialog is lost is left out."""
        waiting = (Stage.ASKING, Stage.STOPPED)
        return await self._with_dialogs(
            each for each in await self.sessions() if each.stage in waiting and (each.answers or each.drafts)
        )

    async def finished(self) -> list[tuple[Dialog, Session]]:
        """What has a result; a session whose dialog is lost is left out."""
        return await self._with_dialogs(
            each for each in await self.sessions() if each.finished_on is not None
        )

    async def version(self, session: Session) -> Dialog | None:
        """The version of the dialog that a session began with; None when it is lost."""
        current = self._current.get(session.logic_hash)
        return current or await self._earlier(session.logic_hash)

    def is_current(self, session: Session) -> bool:
        """Whether a session's version is the one on offer."""
        return session.logic_hash in self._current

    def begin(self, dialog: Dialog) -> Session:
        """A new session, not kept yet."""
        return engine.begin(dialog, self._fresh_id(), CHAT, CHAT)

    async def save(self, session: Session, now: float) -> None:
        """Keep a session; it is the one used last from now on."""

        def decide(_found: Found) -> Change:
            return Change(session)

        await self._store.update(Address(CHAT, session=session.id), -time.time_ns(), decide, now)

    async def export(self) -> Mapping[str, object]:
        """Everything kept, as JSON-able data."""
        return await self._store.export(CHAT)

    async def forget(self, told: Screen, now: float) -> None:
        """Delete everything. told: what the face tells of it, so that nobody has to send it."""
        gone = await self._store.forget(CHAT, -time.time_ns(), told, now)
        for due in gone.due if gone else ():
            await self._store.shown(due.surface, 1, "told")

    async def _with_dialogs(self, sessions: Iterable[Session]) -> list[tuple[Dialog, Session]]:
        found = [(await self.version(each), each) for each in sessions]
        return [(dialog, session) for dialog, session in found if dialog is not None]
