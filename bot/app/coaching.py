"""Updates of groups, and the time of groups: loads, decides, commits and hands over.

As `app` does it for one person; what a group is and does is in the core.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.app.deadlines import Alarm
from bot.app.group_decisions import (
    COMMANDS,
    on_begin,
    on_coach_tap,
    on_command,
    on_lead_too,
    on_leave,
    on_log,
    on_member_tap,
    on_opened,
)
from bot.app.group_news import (
    on_barred,
    on_bot_moved,
    on_leaving,
    on_private,
    on_slowed,
    on_time,
    on_upgraded,
)
from bot.app.group_pipeline import GroupUpdates
from bot.app.memberships import PrivateGroups
from bot.app.update import BotMoved, GroupCommand, MemberMoved, Tap, Upgraded
from bot.core.group.actions import Action
from bot.core.group.events import BecomeCoach, Coach, Lead, MyResult, TakeOver
from bot.core.group.screens import menus as group_menus
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice
from bot.core.solo.session import Session
from bot.core.words import group_words as words
from bot.core.words.words import GONE
from bot.library.library import Library
from bot.ops import logs
from bot.outbox.chat_port import Chat, Place, Standing
from bot.outbox.courier import Courier
from bot.outbox.rate_limiter import Buckets
from bot.stores.protocol import CommittedGroup, GroupAddress, Store, StoreError

log = logging.getLogger(__name__)


class Coaching:
    """Takes each update of a group once.

    username: of the bot, for links. fresh_id: makes ids of groups and sessions.
    clock: seconds since 1970.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        courier: Courier,
        chat: Chat,
        *,
        username: str,
        fresh_id: Callable[[], int],
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._library = library
        self._courier = courier
        self._chat = chat
        self._clock = clock
        self._slowed = Buckets(burst=1, rate=1 / 60)  # a group whose coach is told so
        courier.on_wait = self.slowed
        courier.on_barred = self.barred
        self._stuck = Buckets(burst=1, rate=1 / 60)  # a group of which a bug keeps the time from going on
        self._chatter = Buckets(burst=3, rate=1 / 20)  # what a group is told that no coach asked for
        self.private = PrivateGroups(store, library, username)
        self._alarm = Alarm(self.tick, store.next_deadline, clock=clock, sleep=sleep)
        self._groups = GroupUpdates(store, library, courier, self.private.link, fresh_id, self._alarm.set)

    # --- taps -----------------------------------------------------------------------------

    async def tapped(self, tap: Tap, update_id: int, now: float) -> Notice | None:
        """A button of a group, wherever it stands; the private answer to it."""
        assert tap.data is not None  # noqa: S101  # the caller looked
        assert tap.data.group is not None  # noqa: S101  # the caller looked
        event = tap.data.event(None)
        hand = self._groups.hand(tap.person, tap.called, tap.data.group, now)
        if isinstance(event, MyResult) and await self._store.sessions(tap.person):
            hand = replace(hand, who=replace(hand.who, is_known=True))
        is_coach = isinstance(event, Lead)
        if event == Lead(Action.GENERAL) and await self._general_is_taken(tap.data.group):
            return Notice(words.TAKEN, alert=True)
        address = GroupAddress(tap.chat, group=tap.data.group, person=tap.person, everybody=is_coach)
        decide = on_coach_tap(hand, tap) if is_coach else on_member_tap(hand, tap)
        committed = await self._groups.update(address, update_id, decide, now)
        if committed is not None and committed.change.deleted:
            self._courier.disarm(tap.chat, tap.message_id)  # no surface any more
        return _notice(committed)

    async def asked_to_lead(self, event: BecomeCoach, tap: Tap, update_id: int, now: float) -> Notice | None:
        """A button by which somebody becomes a coach: only an admin of the group can."""
        if await self._chat.standing(tap.chat, tap.person) is not Standing.ADMIN:
            return Notice(words.ADMINS_ONLY, alert=True)
        if isinstance(event, Coach):
            there = (tap.chat, tap.thread, tap.title)
            return await self._begin(event.dialog, there, (tap.person, tap.called), update_id, now)
        hand = self._groups.hand(tap.person, tap.called, event.group, now)
        action = Action.TAKE_OVER if isinstance(event, TakeOver) else Action.ADD_COACH
        address = GroupAddress(tap.chat, group=event.group, everybody=True)
        return _notice(await self._groups.update(address, update_id, on_lead_too(hand, action), now))

    async def _general_is_taken(self, group_id: int) -> bool:
        group = (await self._store.group(group_id)).group
        return group is not None and await self._groups.open_in(group.chat, None) is not None

    # --- commands -------------------------------------------------------------------------

    async def commanded(self, command: GroupCommand, update_id: int, now: float) -> None:
        """A command in the group itself; of those who do not lead it only so many are answered."""
        open_one = await self._groups.open_in(command.chat, command.thread)
        leads = open_one is not None and command.person in open_one.coaches
        is_admin = command.name == "coach" and await self._is_admin(command)
        told = leads or is_admin or self._chatter.take(command.chat, now)
        if not told and command.name != "leave":
            return
        address = GroupAddress(command.chat, command.thread, person=command.person, everybody=True)
        match command.name:
            case "coach":
                await self._coach(command, is_admin, update_id, now)
            case "log":
                await self._groups.update(address, update_id, on_log, now)
            case "leave" if command.person is not None:
                hand = self._groups.hand(command.person, command.called, 0, now)
                newest = await self._groups.newest_in(command.chat, command.thread)
                left = replace(address, group=None if newest is None else newest.id)
                await self._groups.update(left, update_id, on_leave(hand, command.thread, told), now)
            case name if name in COMMANDS:
                hand = self._groups.hand(command.person or 0, command.called, 0, now)
                await self._groups.update(address, update_id, on_command(hand, name, command.thread), now)
            case _:
                await self._say(command, group_menus.hello(), update_id, now)

    async def _is_admin(self, command: GroupCommand) -> bool:
        if command.person is None:
            return False
        return await self._chat.standing(command.chat, command.person) is Standing.ADMIN

    async def _coach(self, command: GroupCommand, is_admin: bool, update_id: int, now: float) -> None:
        group = await self._groups.open_in(command.chat, command.thread)
        dialog = None if group is None else await self._library.fetch(group.logic_hash)
        offered = self._library.offered
        if group is not None and dialog is not None:
            await self._say(command, group_menus.under_way(dialog, group), update_id, now)
            return
        if command.person is None:
            await self._say(command, group_menus.which(offered.values(), words.CONFIRM), update_id, now)
            return
        if not is_admin:
            await self._say(command, group_menus.said(words.ADMINS_ONLY), update_id, now)
            return
        only = next(iter(offered)) if len(offered) == 1 else ""
        wanted = command.argument if command.argument in offered else only
        if not wanted:
            await self._say(command, group_menus.which(offered.values(), ""), update_id, now)
            return
        place = (command.chat, command.thread, command.title)
        await self._begin(wanted, place, (command.person, command.called), update_id, now)

    async def _begin(
        self,
        dialog_id: str,
        place: tuple[int, int | None, str],
        coach: tuple[int, str],
        update_id: int,
        now: float,
    ) -> Notice | None:
        if (dialog := self._library.offered.get(dialog_id)) is None:
            return Notice(GONE)
        chat, thread, _ = place
        hand = self._groups.hand(*coach, 0, now)
        premises = await self._chat.premises(chat)
        decide = on_begin(hand, dialog, place, self._groups.fresh_id(), premises)
        return _notice(await self._groups.update(GroupAddress(chat, thread), update_id, decide, now))

    async def _say(self, command: GroupCommand, screen: Screen, update_id: int, now: float) -> None:
        change = group_menus.told(command.chat, command.thread, screen)
        address = GroupAddress(command.chat, command.thread)
        await self._groups.update(address, update_id, lambda found: change, now)

    # --- the private chat -----------------------------------------------------------------

    async def opened(self, person: int, called: str, group_id: int, update_id: int, now: float) -> None:
        """Somebody came into the private chat by a group's link."""
        hand = self._groups.hand(person, called, group_id, now)
        address = GroupAddress(person, group=group_id, person=person)
        await self._groups.update(address, update_id, on_opened(hand), now)
        await self.private.joined(person, group_id)

    async def answered_in_private(self, session: Session, now: float) -> None:
        """A session in a private chat has changed; if it is a member's, its group counts anew."""
        await self._in_groups_of(session.person, is_reached=True, now=now)

    async def blocked(self, person: int, now: float) -> None:
        """Somebody wants no message of the bot any more; nor is it said that they were reminded."""
        await self._left_alone(person)
        await self._in_groups_of(person, is_reached=False, now=now)

    async def _in_groups_of(self, person: int, *, is_reached: bool, now: float) -> None:
        for group in await self.private.of(person):
            address = GroupAddress(group=group, person=person)
            await self._groups.update(address, None, on_private(person, is_reached), now)

    # --- comings and goings ---------------------------------------------------------------

    async def moved(self, move: BotMoved | MemberMoved | Upgraded, update_id: int, now: float) -> None:
        """The bot or a member came or went, or the group has another id."""
        match move:
            case Upgraded(old, new):
                self._courier.forget(old)
                await self._store.migrate_chat(old, new)
                await self._groups.each(new, None, on_upgraded(now), now, also_ended=True)
            case MemberMoved(_, _, is_in=True):
                return  # who left is in again by Join alone
            case MemberMoved(chat, person):
                hand = self._groups.hand(person, "", 0, now)
                await self._groups.each(chat, update_id, on_leaving(hand), now, also_ended=True)
            case BotMoved(chat, _, _, is_in):
                hand = self._groups.hand(0, "Somebody", 0, now)
                is_led = await self._groups.each(chat, update_id, on_bot_moved(hand, is_in), now)
                if not is_in:
                    await self._left_alone(chat)
                elif not is_led:
                    change = group_menus.told(chat, None, group_menus.hello())
                    await self._groups.update(GroupAddress(chat), update_id, lambda found: change, now)

    async def _left_alone(self, chat: int) -> None:
        """What waits for a chat keeps waiting; the update of a session there had let it go."""
        await self._store.undeliverable(chat)
        self._courier.forget(chat)

    async def slowed(self, chat: int, seconds: float) -> None:
        """The platform wants the group to be left alone for so long: its coaches are told, once a minute."""
        now = self._clock()
        if self._slowed.take(chat, now):
            await self._groups.each(chat, None, on_slowed(seconds), now)

    async def barred(self, chat: int, place: Place | None) -> None:
        """A chat cannot be written to, or a topic: a group's sessions wait, and their coaches are asked."""
        now = self._clock()
        if chat >= 0:
            await self._in_groups_of(chat, is_reached=False, now=now)
            return
        await self._groups.each(chat, None, on_barred(self._groups.hand(0, "Telegram", 0, now), place), now)
        if place is None:
            await self._left_alone(chat)

    # --- time -----------------------------------------------------------------------------

    async def keep_time(self) -> None:
        """Do what is due, for ever."""
        await self._alarm.keep()

    async def tick(self, now: float) -> None:
        """Do what is due by now.

        Raises:
            StoreError: the store cannot be used.
        """
        for group_id in await self._store.groups_due(now):
            if self._stuck.wait(group_id, now) > 0:
                continue
            hand = self._groups.hand(0, "The clock", group_id, now)
            address = GroupAddress(group=group_id, everybody=True)
            try:
                await self._groups.update(address, None, on_time(hand), now)
            except StoreError:
                raise
            except Exception as problem:  # noqa: BLE001  # a bug about one group stops no other's time
                self._stuck.spend(group_id, now)
                log.error("the time of group %d stands still for a minute: %s", group_id, logs.place(problem))


def _notice(committed: CommittedGroup | None) -> Notice | None:
    return None if committed is None else committed.change.notice
