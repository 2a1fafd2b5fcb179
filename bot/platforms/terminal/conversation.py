"""A conversation in a terminal: the same sessions, engine and screens as everywhere.

What is on the screen, and how an answer is given, is the face's: keys in a terminal, lines
through a pipe. What has been answered is kept in the store after every step.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from bot.core.dialog.model import Dialog
from bot.core.kinds.typed import plain
from bot.core.screen.button import Button, Event
from bot.core.screen.screen import Block, Screen, Style
from bot.core.screen.surface import Notice, Tell
from bot.core.solo import menus
from bot.core.solo.engine import step
from bot.core.solo.events import (
    Back,
    Begin,
    Compare,
    ForgetMe,
    KeepMe,
    OpenDialog,
    OpenResult,
    OpenSession,
    Resume,
    Say,
    SessionEvent,
    StartAgain,
)
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session, Stage
from bot.core.words import buttons, toasts, words
from bot.core.words import menus as messages
from bot.core.words.english import ENGLISH
from bot.platforms.terminal.shelf import Shelf
from bot.platforms.terminal.typed import PRIVACY, Act, Command, help_

CHOOSE = "Please choose one of these, or type its number."
EARLIER_VERSION = (
    "The dialog has changed since; you go on with the version you began with. "
    "For the new one: /stop, then Start again."
)
LOST = (
    "The dialog has changed since you were here, and its earlier version cannot be read any more: "
    "it begins anew."
)
ELSEWHERE = "A coach leads a group where the group is: in Telegram. Here you decide by yourself."
RESULTS_KEPT = "Your earlier results: /history."


class Face(Protocol):
    """How a person and the conversation meet."""

    def say(self, text: str) -> None:
        """Show one sentence."""

    def show(self, screen: Screen) -> None:
        """Show a screen that asks nothing."""

    async def ask(self, screen: Screen) -> Act | None:
        """Show a screen and wait for what the person does; None when they leave."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is.

    dialog, session: None while no dialog is chosen; the dialog is the version of the session.
    menu: lies over the session until something is chosen; None for none.
    """

    dialog: Dialog | None = None
    session: Session | None = None
    menu: Screen | None = None

    @property
    def screen(self) -> Screen:
        """What is to be seen here."""
        if self.menu is not None or self.dialog is None or self.session is None:
            return self.menu or Screen(())
        if self.session.stage is Stage.DONE:
            return render_result(self.dialog, self.session, ENGLISH)
        return render_card(self.dialog, self.session, None, ENGLISH)


class Conversation:
    """One person's way through the dialogs in this terminal. offered: at least one."""

    def __init__(
        self,
        offered: Sequence[Dialog],
        shelf: Shelf,
        face: Face,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._offered = {dialog.id: dialog for dialog in offered}
        self._shelf = shelf
        self._face = face
        self._clock = clock

    async def hold(self) -> Session | None:
        """Talk until the person leaves; returns the session as it is kept, None if none was chosen."""
        place = await self._door()
        while (act := await self._face.ask(place.screen)) is not None:
            place = await self._after(place, act)
        return place.session

    async def _door(self) -> Place:
        """The only dialog, or those to choose from."""
        if len(self._offered) == 1:
            return await self._opened(*self._offered)
        return Place(menu=menus.dialogs(tuple(self._offered.values()), await self._shelf.begun(), ENGLISH))

    async def _after(self, place: Place, act: Act) -> Place:
        match act:
            case Command(name):
                return await self._command(place, name)
            case OpenDialog(dialog):
                return await self._opened(dialog)
            case OpenSession(session):
                return await self._reopened(place, session)
            case OpenResult(session):
                return await self._result(place, session)
            case StartAgain(dialog):
                return await self._anew(place, dialog)
            case Compare(dialog):
                self._face.show(menus.comparison(await self._shelf.finished(), dialog, ENGLISH))
                return place
            case ForgetMe():
                return await self._forget()
            case KeepMe():
                self._face.show(menus.nothing_deleted(ENGLISH))
                return await self._without_menu(place)
        return await self._onward(place, act)

    async def _onward(self, place: Place, act: Event) -> Place:
        if not isinstance(act, SessionEvent):
            return place  # about a group, and there is none in a terminal
        if place.menu is not None and (isinstance(act, Back | Say) or place.session is None):
            return await self._at_menu(place, act)
        return await self._step(place, act)

    async def _at_menu(self, place: Place, act: SessionEvent) -> Place:
        is_back = isinstance(act, Back) or (isinstance(act, Say) and plain(act.text) == "back")
        if is_back and place.session is not None:
            return await self._without_menu(place)
        self._face.say(CHOOSE)
        return place

    async def _without_menu(self, place: Place) -> Place:
        return await self._door() if place.session is None else replace(place, menu=None)

    async def _step(self, place: Place, event: SessionEvent) -> Place:
        dialog, session = place.dialog, place.session
        if dialog is None or session is None:
            return place
        done = step(dialog, session, event, datetime.fromtimestamp(self._clock(), UTC))
        for reply in done.replies:
            if isinstance(reply, Notice | Tell):
                self._face.say(ENGLISH(reply.text))
        if done.session is not session:
            await self._shelf.save(done.session, self._clock())
        return Place(dialog, done.session)

    # --- commands ---------------------------------------------------------------------------

    async def _command(self, place: Place, name: str) -> Place:
        offered = tuple(self._offered.values())
        match name:
            case "start":
                return await self._start(place)
            case "dialogs":
                return _over(place, menus.dialogs(offered, await self._shelf.begun(), ENGLISH))
            case "history":
                return self._history(place, await self._shelf.finished())
            case "forgetme":
                return replace(place, menu=menus.forget(int(self._clock()), ENGLISH))
            case "help":
                self._face.show(help_())
            case "privacy":
                self._face.say(PRIVACY)
            case "coach":
                self._face.say(ELSEWHERE)
            case "language":
                self._face.show(menus.language(offered, ENGLISH))
            case "export":
                self._face.show(await self._export())
            case _:
                self._face.say(f"I don't know /{words.shortened(name, 32)}. Send /help to see every command.")
        return place

    async def _start(self, place: Place) -> Place:
        """Begin, or go on; after a result, a new session."""
        if place.session is None:
            return place
        match place.session.stage:
            case Stage.WELCOME:
                return await self._step(place, Begin())
            case Stage.STOPPED:
                return await self._step(place, Resume())
            case Stage.DONE:
                return await self._next(place, place.session.dialog_id)
        return replace(place, menu=None)

    async def _next(self, place: Place, dialog_id: str) -> Place:
        if dialog_id in self._offered:
            return await self._opened(dialog_id)
        self._face.say(ENGLISH(toasts.not_offered()))
        return place

    def _history(self, place: Place, finished: list[tuple[Dialog, Session]]) -> Place:
        screen = menus.history(finished, ENGLISH)
        if finished:
            return _over(place, screen)
        self._face.show(screen)
        return place

    async def _export(self) -> Screen:
        kept = json.dumps(await self._shelf.export(), ensure_ascii=False, indent=2)
        return Screen((Block(ENGLISH(messages.export_caption()), Style.TITLE), Block(kept)))

    async def _forget(self) -> Place:
        await self._shelf.forget(menus.everything_deleted(ENGLISH), self._clock())
        self._face.show(menus.everything_deleted(ENGLISH))
        return await self._door()

    # --- sessions ---------------------------------------------------------------------------

    async def _opened(self, dialog_id: str) -> Place:
        """The unfinished session of a dialog that was used last; without one, a new session."""
        offered = self._offered[dialog_id]
        kept = [each for each in await self._shelf.sessions() if each.dialog_id == dialog_id]
        unfinished = next((each for each in kept if each.stage is not Stage.DONE), None)
        if unfinished is not None and (place := await self._gone_on(unfinished)):
            return place
        if any(each.finished_on is not None for each in kept):
            self._face.say(RESULTS_KEPT)
        return Place(offered, self._shelf.begin(offered))

    async def _gone_on(self, session: Session) -> Place | None:
        """None when there is nothing to go on with; a version that is lost is told."""
        answers = len({**session.drafts, **session.answers})
        if not self._shelf.is_current(session) and not answers:
            return None
        dialog = await self._shelf.version(session)
        if dialog is None:
            self._face.say(LOST)
            return None
        if answers and session.stage is not Stage.STOPPED:
            self._face.say(f"Welcome back. {words.count(answers, 'answer')} kept.")
        if not self._shelf.is_current(session):
            self._face.say(EARLIER_VERSION)
        return Place(dialog, session)

    async def _reopened(self, place: Place, session_id: int) -> Place:
        for session in await self._shelf.sessions():
            if session.id == session_id and (dialog := await self._shelf.version(session)):
                return Place(dialog, session)
        self._face.say(ENGLISH(toasts.gone()))
        return place

    async def _result(self, place: Place, session_id: int) -> Place:
        """A result to go on from; one whose answers are gone back over is only shown."""
        there = await self._reopened(place, session_id)
        if there.session is None or there.dialog is None or there.session.stage is Stage.DONE:
            return there
        self._face.show(render_result(there.dialog, there.session, ENGLISH))
        return place

    async def _anew(self, place: Place, dialog_id: str) -> Place:
        dialog = self._offered.get(dialog_id)
        if dialog is None:
            self._face.say(ENGLISH(toasts.not_offered()))
            return place
        session = self._shelf.begin(dialog)
        await self._shelf.save(session, self._clock())
        return Place(dialog, session)


def _over(place: Place, menu: Screen) -> Place:
    """A menu over where the person is, with a way back there."""
    if place.session is None:
        return replace(place, menu=menu)
    way_back = (Button(ENGLISH(buttons.back()), Back()),)
    return replace(place, menu=replace(menu, rows=(*menu.rows, way_back)))
