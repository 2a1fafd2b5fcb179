"""What comes in from groups: commands, taps on their messages and consoles, and who may lead there.

Loads what their decisions need.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from bot.app import group_decisions, news
from bot.app.group_decisions import NewGroup
from bot.app.lookups import Admins, Lookups
from bot.app.pipeline import Pipeline
from bot.app.update import ChoiceTap, CoachTap, GroupCommand, LeadTap, LookedUp, MemberTap, Opened, Update
from bot.core.group.coach_actions import ADD_COACH, GENERAL, RESUME, START, TAKE_OVER, command_names
from bot.core.group.events import Coach, HelpLead, InPrivate, TakeOver
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import GroupSession, GroupStage
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice
from bot.core.words import coach_toasts, coaching, toasts
from bot.outbox.chat_port import Destination, MemberStatus
from bot.outbox.limits import RateLimiter
from bot.stores.protocol import GroupAddress

NAMED_ANEW: Final = (START, RESUME)
"""Before these it is asked what the group is called now: the update that said so may have been missed."""


class GroupUpdates:
    """rate_limit: makes a limit from its burst and its rate; a terminal has none."""

    def __init__(
        self,
        pipeline: Pipeline,
        lookups: Lookups,
        rate_limit: Callable[[float, float], RateLimiter] = RateLimiter,
    ) -> None:
        self._pipeline = pipeline
        self._lookups = lookups
        self._admins = Admins()
        self._in_groups = rate_limit(5, 1 / 4)  # of a person in groups, where calls are few
        self._chatter = rate_limit(3, 1 / 20)  # what a group is told that no coach asked for

    async def take(self, update: Update, command: GroupCommand) -> None:
        """Act on a command in a group; of those who do not lead it only so many are answered."""
        person, pipeline = update.by.person, self._pipeline
        if not self._in_groups.take(person or command.chat, update.at):
            return
        open_one = await pipeline.open_in(command.chat, command.thread)
        leads = open_one is not None and person in open_one.coaches
        if command.name == "coach" and person:
            await self._lookups.ask_who_leads(update, command, needs_info=open_one is None)
            return
        if open_one is not None and command.title:
            await self._follow_name(open_one, command, update.at)
        is_asked = open_one is not None and not self._admins.is_known(person, open_one.id, update.at)
        if leads and is_asked and command.name in command_names():
            await self._lookups.ask_who_leads(update, command, needs_info=False)
            return
        is_answered = leads or self._chatter.take(command.chat, update.at)
        if not is_answered and command.name != "leave":
            return
        context = pipeline.context(update)
        address = GroupAddress(command.chat, command.thread, person=person or None, everybody=True)
        match command.name:
            case "coach":
                await self._coach(update, command, LookedUp(command, MemberStatus.UNKNOWN))
            case "log":
                there = await self._newest(command, person)
                await pipeline.change(there, update.id, partial(group_decisions.type_log, context), update.at)
            case "leave" if person:
                there = await self._newest(command, person)
                decide = partial(group_decisions.type_leave, context, command, is_answered)
                await pipeline.change(there, update.id, decide, update.at)
            case name if name in command_names():
                decide = partial(group_decisions.type_coach_command, context, command)
                await pipeline.change(address, update.id, decide, update.at)
            case _:
                await self._say(update, command, group_menus.hello(context.words))

    async def _newest(self, command: GroupCommand, person: int) -> GroupAddress:
        """Return where the session is that a command is about, which may have ended. person: 0 for none."""
        newest = await self._pipeline.newest_in(command.chat, command.thread)
        number = None if newest is None else newest.id
        return GroupAddress(command.chat, command.thread, number, person or None, everybody=True)

    async def _follow_name(self, group: GroupSession, command: GroupCommand, now: float) -> None:
        """Note what a group and its topic are called now, where an update that said so was missed."""
        named = [(None, command.title, group.place), (command.thread, command.topic, group.topic)]
        for thread, name, before in named:
            if name not in ("", before):
                renamed = partial(news.group_renamed, thread, name)
                there = GroupAddress(group=group.id, everybody=True)
                await self._pipeline.change(there, None, renamed, now)

    async def lead(self, update: Update, known: LookedUp) -> Notice | None:
        """Let the sender lead in a group, or into its private chat, now that it is known where they stand."""
        match known.asked:
            case LeadTap() as tap:
                return await self._become_coach(update, tap, known)
            case GroupCommand(name="coach") as command:
                await self._coach_if_may(update, command, known)
            case GroupCommand() as command:
                await self._go_on_leading(update, command, known)
            case Opened(group):
                decide = partial(
                    group_decisions.open_by_link, self._pipeline.context(update), known.is_in_chat
                )
                there = GroupAddress(update.by.person, group=group, person=update.by.person)
                await self._pipeline.change(there, update.id, decide, update.at)
        return None

    async def _become_coach(self, update: Update, tap: LeadTap, known: LookedUp) -> Notice | None:
        """Only an admin of the group can."""
        if not known.is_admin:
            return Notice(coach_toasts.admins_only(), alert=True)
        match tap.event:
            case Coach(dialog):
                place = Destination(tap.chat, tap.thread)
                return await self.begin_group(
                    update, dialog, NewGroup(place, tap.title, tap.topic, known.info)
                )
            case TakeOver(group):
                action = TAKE_OVER
            case HelpLead(group):
                action = ADD_COACH
        decide = partial(group_decisions.become_coach, self._pipeline.context(update), action)
        address = GroupAddress(tap.chat, group=group, everybody=True)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        return None if committed is None else committed.change.notice

    async def _go_on_leading(self, update: Update, command: GroupCommand, known: LookedUp) -> None:
        """Do what a coach's command says, if they are still an admin; one who is none is told in private."""
        address = GroupAddress(command.chat, command.thread, person=update.by.person, everybody=True)
        context, person = self._pipeline.context(update), update.by.person
        if known.is_no_admin:
            decide = partial(group_decisions.stop_leading, context)
        else:
            open_one = await self._pipeline.open_in(command.chat, command.thread)
            self._admins.note(person, 0 if open_one is None else open_one.id, update.at)
            decide = partial(group_decisions.type_coach_command, context, command)
        await self._pipeline.change(address, update.id, decide, update.at)

    async def _coach_if_may(self, update: Update, command: GroupCommand, known: LookedUp) -> None:
        """Act on /coach, when it is known whether the sender is an admin."""
        open_one = await self._pipeline.open_in(command.chat, command.thread)
        leads = open_one is not None and update.by.person in open_one.coaches
        if leads or known.is_admin or self._chatter.take(command.chat, update.at):
            await self._coach(update, command, known)

    async def _coach(self, update: Update, command: GroupCommand, known: LookedUp) -> None:
        library, words = self._pipeline.library, self._pipeline.context(update).words
        group = await self._pipeline.open_in(command.chat, command.thread)
        dialog = None if group is None else await library.fetch(group.logic_hash)
        offered = library.offered
        only = next(iter(offered)) if len(offered) == 1 else ""
        wanted = command.argument if command.argument in offered else only
        if group is not None and dialog is not None:
            await self._say(update, command, group_menus.under_way(words, dialog, group))
        elif not update.by.person:
            await self._say(update, command, group_menus.which(words, offered.values(), coaching.confirm()))
        elif not known.is_admin:
            await self._say(update, command, group_menus.sentence_screen(words, coach_toasts.admins_only()))
        elif not wanted:
            await self._say(update, command, group_menus.which(words, offered.values()))
        else:
            place = Destination(command.chat, command.thread)
            await self.begin_group(update, wanted, NewGroup(place, command.title, command.topic, known.info))

    async def begin_group(self, update: Update, dialog_id: str, new: NewGroup) -> Notice | None:
        """Begin a session of a group; the sender is its coach."""
        if (dialog := self._pipeline.library.offered.get(dialog_id)) is None:
            return Notice(toasts.gone())
        store, person = self._pipeline.store, update.by.person
        zones = (each.zone for each in await store.sessions(person))
        zone = next((each for each in zones if each is not None), None)
        known = replace(new, before=await store.groups_of(person), zone=zone)
        decide = partial(group_decisions.begin_group, self._pipeline.context(update), dialog, known)
        address = GroupAddress(new.place.chat, new.place.thread)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        return None if committed is None else committed.change.notice

    async def _say(self, update: Update, command: GroupCommand, screen: Screen) -> None:
        change = group_menus.send(command.chat, command.thread, screen)
        address = GroupAddress(command.chat, command.thread)
        await self._pipeline.change(address, update.id, lambda found: change, update.at)

    # --- taps -------------------------------------------------------------------------------

    async def tap(self, update: Update, tap: ChoiceTap | MemberTap | CoachTap) -> Notice | None:
        """Act on a tap; return the private answer to it, None for none."""
        if isinstance(tap, CoachTap):
            return await self._tap_console(update, tap)
        return await self._tap_group_message(update, tap)

    async def chat_to_ask(self, update: Update, tap: CoachTap) -> int | None:
        """Return the chat to ask whether a coach is still an admin there; None where that need not be asked.

        After the end there is nothing left that needs an admin.
        """
        person = update.by.person
        if self._admins.is_known(person, tap.group, update.at) and tap.action not in NAMED_ANEW:
            return None
        groups = await self._pipeline.store.groups_of(person)
        led = next((each for each in groups if each.id == tap.group and person in each.coaches), None)
        return None if led is None or led.stage is GroupStage.ENDED else led.chat

    async def take_known(self, update: Update, tap: CoachTap, known: LookedUp) -> Notice | None:
        """Act on a coach's tap, now that it is known whether they are still an admin."""
        if known.is_no_admin:
            return await self._stop_coaching(update, tap)
        self._admins.note(update.by.person, tap.group, update.at)
        if known.info is not None:
            renamed = partial(news.group_renamed, None, known.info.title)
            await self._pipeline.change(
                GroupAddress(group=tap.group, everybody=True), None, renamed, update.at
            )
        return await self._tap_console(update, tap)

    async def _tap_group_message(self, update: Update, tap: ChoiceTap | MemberTap) -> Notice | None:
        context = self._pipeline.context(update)
        decide = partial(group_decisions.tap_group_message, context, tap)
        address = GroupAddress(tap.chat, group=tap.group, person=update.by.person)
        # A link changes nothing, so a tap that comes again after a crash opens it again.
        is_link = isinstance(tap, MemberTap) and isinstance(tap.event, InPrivate)
        number = None if is_link else update.id
        committed = await self._pipeline.change(address, number, decide, update.at)
        if committed is None:
            return None
        await self._pipeline.cover_card(update, committed.change)
        return committed.change.notice

    async def _tap_console(self, update: Update, tap: CoachTap) -> Notice | None:
        if tap.action is GENERAL and await self._is_general_taken(tap.group):
            return Notice(coach_toasts.general_is_taken(), alert=True)
        decide = partial(group_decisions.tap_console, self._pipeline.context(update), tap)
        address = GroupAddress(tap.chat, group=tap.group, everybody=True)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        if committed is None:
            return None
        await self._pipeline.cover_card(update, committed.change)
        if committed.change.deleted:
            self._pipeline.courier.remove_buttons(tap.chat, tap.message_id)  # no surface any more
        return committed.change.notice

    async def _stop_coaching(self, update: Update, tap: CoachTap) -> Notice | None:
        """Let a coach lead no longer who is no admin any more."""
        decide = partial(group_decisions.stop_leading, self._pipeline.context(update))
        address = GroupAddress(tap.chat, group=tap.group, everybody=True)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        return None if committed is None else committed.change.notice

    async def _is_general_taken(self, group_id: int) -> bool:
        group = (await self._pipeline.store.group(group_id)).group
        return group is not None and await self._pipeline.open_in(group.chat, None) is not None
