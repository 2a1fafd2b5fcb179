"""Where an update goes. A new kind of update gets its line in `App._route`, and nowhere else.

A tap is answered once, whatever happens. What is typed goes on in `commands`, what happens without anybody
asking in `news`. The pure modules `*_decisions` say what changes, and `pipeline` carries it out.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, assert_never

from bot.app import follow_up_decisions, set_aside, solo_decisions
from bot.app.commands import Commands
from bot.app.deadlines import Alarm
from bot.app.groups import NAMED_ANEW, GroupUpdates
from bot.app.lookups import Lookups
from bot.app.news import Happening, News
from bot.app.pipeline import Pipeline, fresh_id
from bot.app.update import (
    NOBODY,
    ChatTap,
    ChoiceTap,
    ClockSeen,
    CoachTap,
    Command,
    Edited,
    ForeignTap,
    GroupCommand,
    LeadTap,
    LookedUp,
    MemberTap,
    Opened,
    ShutOut,
    SlowedDown,
    SoloTap,
    Tap,
    Text,
    TimeCame,
    Unreadable,
    Update,
    What,
)
from bot.core.group.events import Coach
from bot.core.group.status import stood
from bot.core.screen.surface import Notice
from bot.core.solo import menus
from bot.core.solo.events import Compare, ForgetMe, KeepMe, LookAgain, OpenDialog, StartAgain, UseAnswers
from bot.core.solo.to_coach import WriteToCoach
from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words
from bot.library.library import Library
from bot.outbox.chat_port import ChatPort
from bot.outbox.courier import Courier
from bot.outbox.limits import RateLimiter
from bot.stores.protocol import Address, Store, StoreError
from bot.stores.unreadable import UnreadableRow
from bot.stores.workers import Workers

QUESTION_STANDS: Final = 600
"""Seconds for which "Delete everything?" can be answered: it must not delete what is begun later."""


class App:
    """Takes each update once.

    retention_days: how long what is left alone is kept; /privacy says it.
    safety_line: a local line for people in danger; "" for none. words: the language it speaks.
    fresh_id: makes ids of sessions and groups. clock: seconds since 1970, for what no update asked for.
    rate_limit: makes a limit from its burst and its rate; a terminal has none.
    workers: the other processes of the bot; None for none.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        courier: Courier,
        chat: ChatPort,
        *,
        retention_days: int,
        safety_line: str = "",
        words: Words = ENGLISH,
        fresh_id: Callable[[], int] = fresh_id,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        rate_limit: Callable[[float, float], RateLimiter] = RateLimiter,
        workers: Workers | None = None,
    ) -> None:
        self._clock = clock
        self._workers = workers
        self._alarm = Alarm(self.tick, store.next_deadline, clock=clock, sleep=sleep, workers=workers)
        links = (chat.in_private, chat.to_dialog)
        self._pipeline = Pipeline(
            store, library, courier, *links, fresh_id, self._alarm.set, words, safety_line
        )
        self._lookups = Lookups(chat, store, courier.start, self.handle, sleep)
        self._commands = Commands(self._pipeline, self._lookups, chat, retention_days, rate_limit)
        self._news = News(self._pipeline)
        self._groups = GroupUpdates(self._pipeline, self._lookups, rate_limit)
        self._updates = rate_limit(20, 5)  # of a person
        self._shown_again = rate_limit(1, 1 / 3)  # cards, after stale taps in a chat
        courier.on_wait = lambda chat, seconds: self._happens(SlowedDown(chat, seconds))
        courier.on_barred = lambda chat, place: self._happens(ShutOut(chat, place))
        courier.on_seen = lambda group: self._happens(ClockSeen(group.id, stood(group)))

    async def handle(self, update: Update) -> None:
        """Act on one update; what it changed is on disk when this returns.

        Raises:
            StoreError: the database cannot be used; nothing was changed, so the update may be tried again.
            UnreadableRow: what the update is about was set aside, and its sender told.
        """
        what = update.what
        if isinstance(what, LookedUp):
            what = what.asked
        elif isinstance(what, LeadTap) and self._is_in_time(update):
            await self._lookups.ask_who_leads(update, what, needs_info=isinstance(what.event, Coach))
            return
        elif isinstance(what, CoachTap):
            chat = await self._groups.chat_to_ask(update, what)
            if chat is not None and self._is_in_time(update):
                is_named_anew = what.action in NAMED_ANEW
                await self._lookups.ask_whether_admin(update, what, chat, needs_info=is_named_anew)
                return
        if isinstance(what, Tap):
            await self._answer(update, what)
            return
        try:
            await self._route(update)
        except UnreadableRow as fault:
            await self._tell(update, fault)
            raise

    async def _answer(self, update: Update, tap: Tap) -> None:
        """Act on a tap, and answer it whatever happens, but while the store is out of use.

        Then it is tried again, and its one answer belongs to what it does.
        """
        notice: Notice | None = Notice(toasts.failed())
        is_known = isinstance(update.what, LookedUp)  # then it was in time when it came
        is_settled = True
        try:
            in_time = is_known or self._is_in_time(update)
            notice = await self._route(update) if in_time else Notice(toasts.too_fast())
        except StoreError:
            is_settled = False
            raise
        except UnreadableRow as fault:
            notice = Notice(set_aside.what_to_do(update.what, fault), alert=True)
            raise
        finally:
            if is_settled:
                await self._pipeline.courier.answer(tap.query_id, notice)

    async def _tell(self, update: Update, fault: UnreadableRow) -> None:
        """Say in a message that what was stored is set aside, and how to begin anew."""
        if (place := set_aside.place_to_tell(update)) is not None:
            words = self._pipeline.context(update).words
            screen = menus.one_sentence(set_aside.what_to_do(update.what, fault), words)
            await self._pipeline.tell(place, screen, update.at)

    async def resume(self) -> None:
        """Go on with what was looked up when the process before ended; of several workers, one does that."""
        if self._workers is None:
            await self._lookups.resume(self._clock())

    async def keep_time(self) -> None:
        """Act on deadlines, and go on with what was to be looked up and got no answer, for ever."""
        await asyncio.gather(self._alarm.keep(), self._lookups.keep(self._workers, self._clock))

    async def tick(self, now: float) -> None:
        """Act on the deadlines that have come. now: seconds since 1970."""
        await self.handle(Update(None, now, NOBODY, TimeCame()))

    async def _happens(self, what: What) -> None:
        """Act on something that no update told of."""
        await self.handle(Update(None, self._clock(), NOBODY, what))

    async def _route(self, update: Update) -> Notice | None:
        """Have an update acted on; returns the private answer to a tap, None for none."""
        what = update.what
        if isinstance(what, Happening):
            await self._news.take(update, what)
            return None
        match what:
            case SoloTap():
                return await self._tap_card(update, what)
            case ChoiceTap() | MemberTap() | CoachTap():
                return await self._groups.tap(update, what)
            case LookedUp(asked=CoachTap() as tap):
                return await self._groups.take_known(update, tap, what)
            case LookedUp():
                return await self._groups.lead(update, what)
            case ChatTap():
                return await self._tap_menu(update, what)
            case ForeignTap() | LeadTap():  # one that can count is looked up, and does not come here
                return Notice(toasts.gone())
            case Text() | Edited() | Command() | Opened() | Unreadable():
                await self._commands.take(update, what, self._is_in_time(update))
            case GroupCommand():
                await self._groups.take(update, what)
            case _:
                assert_never(what)
        return None

    def _is_in_time(self, update: Update) -> bool:
        """Whether the sender is within the rate limit of taps and texts."""
        return self._updates.take(update.by.person, update.at)

    # --- taps -------------------------------------------------------------------------------

    async def _tap_card(self, update: Update, tap: SoloTap) -> Notice | None:
        context = self._pipeline.context(update, self._shown_again.wait(tap.chat, update.at) == 0)
        decide = partial(solo_decisions.tap_card, context, tap)
        address = Address(tap.chat, session=tap.session)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        if committed is None:
            return None
        if committed.change.show and committed.change.notice is not None:
            self._shown_again.spend(tap.chat, update.at)
        return committed.change.notice

    async def _tap_menu(self, update: Update, tap: ChatTap) -> Notice | None:
        if tap.chat != update.by.person:
            return Notice(toasts.not_yours())
        context = self._pipeline.context(update)
        match tap.event:
            case ForgetMe() | KeepMe() as event:
                return await self._answer_whether_to_forget(update, tap, event)
            case Compare(dialog):
                finished, _ = await self._commands.finished(tap.chat)
                screen = menus.comparison(finished, dialog, context.words)
                address, decide = Address(tap.chat), partial(solo_decisions.show_menu, context, screen)
            case WriteToCoach(session):
                return await self._commands.writing.open_whisper(update, session)
            case LookAgain() | UseAnswers() as event:
                return await self._go_on_from_result(update, tap, event)
            case OpenDialog(dialog) | StartAgain(dialog) as opening:
                address = solo_decisions.address_of(tap.chat, opening)
                opens = partial(solo_decisions.tap_opening, context, tap, opening)
                promised = await self._commands.promised_step(tap.chat, dialog)
                decide = partial(follow_up_decisions.beside_promise, opens, promised)
            case opening:
                address = solo_decisions.address_of(tap.chat, opening)
                decide = partial(solo_decisions.tap_opening, context, tap, opening)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        return None if committed is None else committed.change.notice

    async def _go_on_from_result(
        self, update: Update, tap: ChatTap, event: LookAgain | UseAnswers
    ) -> Notice | None:
        """Begin another session with the answers of a finished one."""
        result = await self._commands.result_of(tap.chat, event.session)
        context, pipeline = self._pipeline.context(update), self._pipeline
        goal = None if result is None else follow_up_decisions.goal_of(context, event, result)
        if result is None or goal is None:
            return Notice(toasts.not_offered() if result else toasts.gone())
        decide = partial(follow_up_decisions.go_on, context, event, result, goal)
        committed = await pipeline.change(Address(tap.chat, dialog=goal.id), update.id, decide, update.at)
        if committed is not None and follow_up_decisions.is_second_look(committed.change):
            before = Address(tap.chat, session=event.session)
            await pipeline.change(before, None, follow_up_decisions.close_before, update.at)
        return None if committed is None else committed.change.notice

    async def _answer_whether_to_forget(
        self, update: Update, tap: ChatTap, event: ForgetMe | KeepMe
    ) -> Notice | None:
        """A question counts for a while, and none that was asked before everything was deleted."""
        pipeline, chat, context = self._pipeline, tap.chat, self._pipeline.context(update)
        forgotten_at = await pipeline.store.forgotten_at(chat)
        is_old = forgotten_at is not None and event.asked <= forgotten_at
        if is_old or update.at - event.asked > QUESTION_STANDS:
            return Notice(toasts.old_question())
        if isinstance(event, ForgetMe):
            days = pipeline.store.days_in_backups
            await pipeline.forget(chat, update, menus.everything_deleted(days, context.words))
        else:
            decide = partial(solo_decisions.show_menu, context, menus.nothing_deleted(context.words))
            await pipeline.change(Address(chat), update.id, decide, update.at)
        pipeline.courier.remove_buttons(chat, tap.message_id)
        return None
