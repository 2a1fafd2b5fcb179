"""A dialog in a terminal: the same sessions, engine and screens as everywhere.

What is on the screen, and how an answer is given, is the face's: keys in a terminal, lines
through a pipe. What has been answered is kept in the store after every step.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from bot.core.engine import begin, step
from bot.core.events import Event, SessionEvent, StartAgain
from bot.core.model import Dialog
from bot.core.replies import Notice, Screen
from bot.core.result import result
from bot.core.screens import card
from bot.core.session import Session, Stage
from bot.stores.protocol import Address, Change, Found, Store

CHAT = 0
"""The terminal's place among the chats; Telegram never gives this id."""


class Face(Protocol):
    """How a person and the conversation meet."""

    def say(self, text: str) -> None:
        """Show one sentence."""

    def show(self, screen: Screen) -> None:
        """Show a screen that asks nothing."""

    async def ask(self, screen: Screen) -> Event | None:
        """Show a screen and wait for what the person does; None when they leave."""


class Conversation:
    """One person's way through one dialog in this terminal."""

    def __init__(
        self,
        dialog: Dialog,
        store: Store,
        face: Face,
        *,
        fresh_id: Callable[[], int],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._dialog = dialog
        self._store = store
        self._face = face
        self._fresh_id = fresh_id
        self._clock = clock

    async def hold(self) -> Session:
        """Talk until the person leaves; returns the session as it is kept."""
        session = await self._open()
        if session.answers and session.stage is not Stage.DONE:
            self._face.say(f"Welcome back. {len(session.answers)} of your answers were kept.")
        while (event := await self._face.ask(self._screen(session))) is not None:
            session = await self._after(session, event)
        return session

    def _screen(self, session: Session) -> Screen:
        show = result if session.stage is Stage.DONE else card
        return show(self._dialog, session)

    async def _after(self, session: Session, event: Event) -> Session:
        if isinstance(event, StartAgain):
            return await self._save(self._begin())
        if not isinstance(event, SessionEvent):
            return session
        done = step(self._dialog, session, event, datetime.fromtimestamp(self._clock(), UTC))
        for reply in done.replies:
            if isinstance(reply, Notice):
                self._face.say(reply.text)
        return session if done.session is session else await self._save(done.session)

    async def _open(self) -> Session:
        """The session left here, if it is of this version of the dialog; else a new one."""
        kept = await self._store.sessions(CHAT)
        for session in kept:
            if session.logic_hash == self._dialog.logic_hash and session.stage is not Stage.DONE:
                return session
        return self._begin()

    def _begin(self) -> Session:
        return begin(self._dialog, self._fresh_id(), CHAT, CHAT)

    async def _save(self, session: Session) -> Session:
        def decide(_found: Found) -> Change:
            return Change(session)

        now = self._clock()
        await self._store.update(Address(CHAT, session=session.id), -time.time_ns(), decide, now)
        return session
