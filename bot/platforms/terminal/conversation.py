"""A conversation in a terminal: what the person does goes to the app, what the app sends is drawn.

How it is drawn, and how the person answers, is the face's: keys in a terminal, lines through a pipe.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final, Protocol

from bot.app.router import App
from bot.app.update import Command, Sender, Text, Update, What
from bot.core.screen.button import Button
from bot.core.screen.screen import Screen
from bot.core.solo import menus
from bot.core.solo.events import (
    Back,
    ChatEvent,
    MoveOver,
    OpenResult,
    OpenSession,
    Say,
    SessionEvent,
    StartAgain,
)
from bot.core.solo.session import Session, Stage
from bot.core.solo.typed_replies import weight_heard
from bot.core.words import buttons, terminal
from bot.core.words.english import ENGLISH
from bot.core.words.lines import shorten_line
from bot.library.library import Library
from bot.outbox.courier import Courier
from bot.platforms.terminal.chat import CHAT, TerminalChat
from bot.platforms.terminal.typed_line import TypedAct, terminal_help
from bot.stores.protocol import Store
from bot.stores.unreadable import UnreadableRow

OWN: Final[Mapping[str, Screen]] = {
    "help": terminal_help(),
    "privacy": menus.one_sentence(terminal.privacy(), ENGLISH),
    "coach": menus.one_sentence(terminal.coach_elsewhere(), ENGLISH),
}
"""Commands whose answer is another one in a terminal than in a chat."""

PATIENCE: Final = 10.0
"""Seconds for the outbox to finish. Only a store that fails takes them, and the next update says so."""


class Face(Protocol):
    """How a person and the conversation meet."""

    def say(self, text: str) -> None:
        """Show one sentence."""

    def show(self, screen: Screen) -> None:
        """Show a screen that asks nothing."""

    async def ask(self, screen: Screen) -> TypedAct | None:
        """Show a screen and wait for what the person does; None when they leave."""


class Conversation:
    """One person's way through the dialogs in this terminal. clock: seconds since 1970."""

    def __init__(
        self,
        app: App,
        courier: Courier,
        chat: TerminalChat,
        store: Store,
        library: Library,
        face: Face,
        clock: Callable[[], float],
    ) -> None:
        self._app = app
        self._courier = courier
        self._chat = chat
        self._store = store
        self._library = library
        self._face = face
        self._clock = clock

    async def run(self) -> None:
        """Talk until the person leaves.

        Raises:
            StoreError: the database cannot be used.
        """
        await self._open()
        while (act := await self._ask()) is not None:
            await self._act(act)
            await self._uncover_session()

    async def _open(self) -> None:
        """Open the only dialog, or list those on offer."""
        if len(self._library.offered) > 1:
            await self._send(Command("dialogs"))
            return
        (dialog,) = self._library.offered.values()
        kept = [each for each in await self._store.sessions(CHAT) if each.dialog_id == dialog.id]
        open_ = next((each for each in kept if each.stage is not Stage.DONE), None)
        await self._greet(open_, has_result=any(each.finished_on is not None for each in kept))
        await self._send(Command("start", dialog.id))
        shown = self._chat.current and self._chat.current.session
        if shown and not _answers(shown) and shown.logic_hash != dialog.logic_hash:
            await self._send(self._chat.tap(MoveOver()))  # there is nothing that could be lost

    async def _greet(self, open_: Session | None, *, has_result: bool) -> None:
        """Say what there is to continue. open_: the unfinished session; None for none."""
        answers = _answers(open_) if open_ else 0
        if open_ is not None and answers and await self._library.fetch(open_.logic_hash) is None:
            self._face.say(ENGLISH(terminal.version_lost()))
            open_ = None
        if open_ is None and has_result:
            self._face.say(ENGLISH(terminal.earlier_results()))
        if open_ is not None and answers and open_.stage is not Stage.STOPPED:
            self._face.say(ENGLISH(terminal.welcome_back(answers)))

    async def _ask(self) -> TypedAct | None:
        """Draw what came in, and wait for what the person does about the current message."""
        for news in self._chat.take_news():
            if isinstance(news, str):
                self._face.say(news)
            else:
                self._face.show(news)
        screen = self._chat.current.screen if self._chat.current else Screen(())
        if self._chat.is_menu and self._chat.has_shown_session and await self._last():
            screen = replace(screen, rows=(*screen.rows, (Button(ENGLISH(buttons.back()), Back()),)))
        return await self._face.ask(screen)

    async def _act(self, act: TypedAct) -> None:
        match act:
            case Command(name) if name in OWN:
                self._face.show(OWN[name])
            case Command(name) if name not in menus.COMMANDS:
                unknown = terminal.unknown_command(shorten_line(name, menus.LONGEST_COMMAND))
                self._face.say(ENGLISH(unknown))
            case Command("start") if result := self._finished():
                await self._send(self._chat.tap(StartAgain(result.dialog_id)))
            case Back() if self._chat.is_menu:
                await self._show_last()
            case Say(text) if self._chat.is_menu and (self._chat.is_help or weight_heard(text, "")):
                await self._send(Text(self._chat.next_id(), text))
            case Command("back") | Say() if self._chat.is_menu:
                self._face.say(ENGLISH(terminal.choose_one()))
            case Command():
                await self._send(act)
            case Say(text):
                await self._send(Text(self._chat.next_id(), text))
            case _ if isinstance(act, SessionEvent | ChatEvent):
                await self._send(self._chat.tap(act))

    def _finished(self) -> Session | None:
        """Return the session of the result that is on show; None for anything else."""
        session = self._chat.current.session if self._chat.current else None
        return session if session is not None and session.stage is Stage.DONE else None

    async def _uncover_session(self) -> None:
        """Where nothing was left to choose from, go on with the session: what is typed next is for it."""
        last = await self._last()
        if last is not None and not self._chat.is_menu and (last.is_covered or self._chat.current is None):
            await self._show_last()

    async def _show_last(self) -> None:
        """Go back to the session that was used last."""
        if last := await self._last():
            is_done = last.stage is Stage.DONE
            await self._send(self._chat.tap(OpenResult(last.id) if is_done else OpenSession(last.id)))

    async def _last(self) -> Session | None:
        return next(iter(await self._store.sessions(CHAT)), None)

    async def _send(self, what: What) -> None:
        """Have the app act on what came in, and wait until everything that follows from it was sent."""
        # Its id is below 0, so that no update of Telegram, in the same database, has it.
        with suppress(UnreadableRow):  # the person is told
            await self._app.handle(Update(-time.time_ns(), self._clock(), Sender(CHAT), what))
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._courier.settle()


def _answers(session: Session) -> int:
    return len({**session.drafts, **session.answers})
