"""One update, from what came in to what is on disk and handed over to be shown.

It decides nothing about conversations (`decisions` and the core do) and shows nothing
(the courier does). A tap is answered whatever happens.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from bot.app.coaching import Coaching
from bot.app.context import Decision, Scene, case_of
from bot.app.links import group_named
from bot.app.solo_decisions import (
    STEPS,
    on_chat_event,
    on_export,
    on_menu,
    on_question,
    on_start,
    on_step,
    on_tap,
    on_text,
    quietly,
)
from bot.app.update import (
    Blocked,
    BotMoved,
    Command,
    GroupCommand,
    Incoming,
    MemberMoved,
    Tap,
    Text,
    Unreadable,
    Upgraded,
)
from bot.core.dialog.model import Dialog
from bot.core.group.events import Coach, HelpLead, TakeOver
from bot.core.group.screens import menus as group_menus
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice
from bot.core.solo import menus
from bot.core.solo.events import Compare, ForgetMe, KeepMe, OpenDialog, OpenResult, OpenSession, StartAgain
from bot.core.solo.session import Session, Stage
from bot.core.words.words import FAILED, GONE, NOT_YOURS, OLD_QUESTION, TOO_FAST
from bot.library.library import Library, NotAtHand
from bot.outbox.courier import Courier
from bot.outbox.rate_limiter import Buckets
from bot.stores.protocol import Address, Change, Committed, Decide, Found, Store

QUESTION_STANDS: Final = 600
"""Seconds for which "Delete everything?" can be answered: it must not delete what is begun later."""

ID_BITS: Final = 63
"""Of a session's id: no id can be guessed, and each fits into a signed 64-bit column."""


def fresh_id() -> int:
    """An id of a session that nobody can guess."""
    return secrets.randbits(ID_BITS)


class App:
    """Takes each update once.

    retention_days: how long what is left alone is kept; told by /privacy.
    fresh_id: makes ids of sessions.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        courier: Courier,
        coaching: Coaching,
        *,
        retention_days: int,
        fresh_id: Callable[[], int] = fresh_id,
    ) -> None:
        self._store = store
        self._library = library
        self._courier = courier
        self._coaching = coaching
        self._retention_days = retention_days
        self._fresh_id = fresh_id
        self._updates = Buckets(burst=20, rate=5)  # of a person
        self._warnings = Buckets(burst=1, rate=1 / 60)  # to a person
        self._tells = Buckets(burst=20, rate=1)  # into a chat: no more than it can be sent
        self._forgotten: dict[int, float] = {}  # chat -> when, as long as an earlier question could count
        self._commands = Buckets(burst=5, rate=1 / 4)  # of a person in groups, whose calls are few
        self._shown_again = Buckets(burst=1, rate=1 / 3)  # cards, after stale taps in a chat

    async def handle(self, incoming: Incoming, update_id: int, now: float) -> None:
        """Act on one update; what it changed is on disk when this returns.

        now: seconds since 1970.

        Raises:
            StoreError: the database cannot be used; nothing was changed, so the update may be tried again.
        """
        match incoming:
            case Tap():
                await self._answered(incoming, update_id, now)
            case Blocked(chat):
                await self._coaching.blocked(chat, now)
            case GroupCommand():
                if self._commands.take(incoming.person or incoming.chat, now):
                    await self._coaching.commanded(incoming, update_id, now)
            case BotMoved() | MemberMoved() | Upgraded():
                await self._coaching.moved(incoming, update_id, now)
            case Text() | Command() | Unreadable():
                await self._typed(incoming, update_id, now)

    # --- taps -----------------------------------------------------------------------------

    async def _answered(self, tap: Tap, update_id: int, now: float) -> None:
        notice: Notice | None = Notice(FAILED)
        try:
            notice = await self._tapped(tap, update_id, now)
        finally:
            await self._courier.answer(tap.query_id, notice)

    async def _tapped(self, tap: Tap, update_id: int, now: float) -> Notice | None:
        """The private answer to a tap; None for none, as after a redelivered one."""
        if not self._updates.take(tap.person, now):
            return Notice(TOO_FAST)  # a toast costs nothing, and nobody taps into the void
        if tap.data is None:
            return Notice(GONE)
        if tap.data.group is not None:
            return await self._coaching.tapped(tap, update_id, now)
        scene = self._scene(tap.chat, tap.person, now)
        if tap.data.session is not None:
            address = Address(tap.chat, session=tap.data.session)
            committed = await self._update(address, on_tap(scene, tap), update_id, now)
            return None if committed is None else self._notice_of(committed.change, tap.chat, now)
        if isinstance(event := tap.data.event(None), Coach | TakeOver | HelpLead):
            return await self._coaching.asked_to_lead(event, tap, update_id, now)
        if tap.person != tap.chat:
            return Notice(NOT_YOURS)
        match event:
            case ForgetMe() | KeepMe():
                return await self._answered_whether_to_forget(event, tap, update_id, now)
            case Compare(dialog):
                screen = menus.compared(await self._finished(tap.chat), dialog)
                address, decision = Address(tap.chat), on_menu(screen)
            case OpenDialog() | StartAgain() | OpenResult() | OpenSession():
                address, decision = on_chat_event(scene, event, tap)
            case _:
                return Notice(GONE)
        committed = await self._update(address, decision, update_id, now)
        return None if committed is None else committed.change.notice

    async def _answered_whether_to_forget(
        self, event: ForgetMe | KeepMe, tap: Tap, update_id: int, now: float
    ) -> Notice | None:
        """A question counts for a while, and none that was asked before everything was deleted."""
        if event.asked <= self._forgotten.get(tap.chat, 0.0) or now - event.asked > QUESTION_STANDS:
            return Notice(OLD_QUESTION)
        if isinstance(event, ForgetMe):
            await self._forget(tap.chat, update_id, now)
        else:
            await self._update(Address(tap.chat), on_menu(menus.kept()), update_id, now)
        self._courier.disarm(tap.chat, tap.message_id)
        return None

    def _notice_of(self, change: Change, chat: int, now: float) -> Notice | None:
        if change.show and change.notice is not None:
            self._shown_again.spend(chat, now)
        return change.notice

    async def _forget(self, chat: int, update_id: int, now: float) -> None:
        self._courier.forget(chat)
        committed = await self._store.forget(chat, update_id, menus.forgotten(), now)
        if committed is not None:
            self._forgotten = {each: at for each, at in self._forgotten.items() if now - at < QUESTION_STANDS}
            self._forgotten[chat] = now
            self._courier.forget(chat)  # what another update handed over meanwhile
            self._courier.hand_over(committed)

    # --- what is typed --------------------------------------------------------------------

    async def _typed(self, message: Text | Command | Unreadable, update_id: int, now: float) -> None:
        address = Address(message.chat)
        if not self._updates.take(message.person, now):
            if self._warnings.take(message.person, now):
                await self._update(address, on_menu(Screen((Block(TOO_FAST),))), update_id, now)
            return
        scene = self._scene(message.chat, message.person, now)
        match message:
            case Text():
                decision = on_text(scene, message)
            case Unreadable():
                decision = on_question(menus.unreadable(message.what))
            case Command(name="start") if (group := group_named(message.argument)) is not None:
                await self._coaching.opened(message.person, message.called, group, update_id, now)
                return
            case Command(name="start"):
                groups = await self._coaching.private.addresses(message.person)
                also = (group_menus.sessions(groups),) if groups else ()
                address, decision = on_start(scene, message.argument, also)
            case Command():
                decision = await self._commanded(scene, message.name)
        if not self._tells.take(message.chat, now):
            decision = quietly(decision)
        await self._update(address, decision, update_id, now)

    async def _commanded(self, scene: Scene, name: str) -> Decision:
        offered = tuple(scene.offered.values())
        match name:
            case "back" | "review" | "stop":
                return on_step(scene, STEPS[name])
            case "dialogs":
                return on_menu(menus.dialogs(offered, await self._begun(scene.chat)))
            case "history":
                return on_menu(menus.history(await self._finished(scene.chat)))
            case "forgetme":
                return on_menu(menus.forget(int(scene.at.timestamp())))
            case "export":
                return on_export
            case "coach":
                return on_menu(group_menus.invitation(self._coaching.private.invitations()))
            case "help":
                return on_question(menus.help_())
            case "privacy":
                return on_question(menus.privacy(self._retention_days))
            case "language":
                return on_question(menus.language(offered))
        return on_question(menus.unknown(name))

    async def _finished(self, chat: int) -> list[tuple[Dialog, Session]]:
        done = [each for each in await self._store.sessions(chat) if each.finished_on is not None]
        return await self._with_dialogs(done[: menus.NEWEST_RESULTS])

    async def _begun(self, chat: int) -> list[tuple[Dialog, Session]]:
        unfinished = [
            each
            for each in await self._store.sessions(chat)
            if each.stage in (Stage.ASKING, Stage.STOPPED) and (each.answers or each.drafts)
        ]
        return await self._with_dialogs(unfinished[: menus.MOST_TO_GO_ON_WITH])

    async def _with_dialogs(self, sessions: list[Session]) -> list[tuple[Dialog, Session]]:
        """Each with the version of its dialog that it began with; one whose dialog is lost is left out."""
        found = [(await self._library.fetch(each.logic_hash), each) for each in sessions]
        return [(dialog, session) for dialog, session in found if dialog is not None]

    # --- parts ----------------------------------------------------------------------------

    def _scene(self, chat: int, person: int, now: float) -> Scene:
        return Scene(
            chat=chat,
            person=person,
            at=datetime.fromtimestamp(now, UTC),
            offered=self._library.offered,
            fresh=self._fresh_id,
            again=self._shown_again.wait(chat, now) == 0,
        )

    async def _update(
        self, address: Address, decision: Decision, update_id: int, now: float
    ) -> Committed | None:
        """Decide, commit and hand over; None when this update was decided before."""
        while True:
            try:
                committed = await self._store.update(address, update_id, self._decide(decision), now)
            except NotAtHand as absent:
                await self._library.fetch(absent.logic_hash)
            else:
                break
        if committed is not None:
            self._courier.hand_over(committed)
            if committed.change.session is not None:
                await self._coaching.answered_in_private(committed.change.session, now)
        return committed

    def _decide(self, decision: Decision) -> Decide:
        def decide(found: Found) -> Change:
            session = found.session
            return decision(
                case_of(found, None if session is None else self._library.get(session.logic_hash))
            )

        return decide
