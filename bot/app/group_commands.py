"""Commands in groups, and who may lead there. Loads what their decisions need."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.app import group_decisions, news_decisions
from bot.app.admins import Admins
from bot.app.group_decisions import NewGroup
from bot.app.lookups import Lookups
from bot.app.pipeline import Pipeline
from bot.app.update import GroupCommand, LeadTap, LookedUp, Opened, Update
from bot.core.group.coach_actions import ADD_COACH, TAKE_OVER, command_names
from bot.core.group.events import Coach, HelpLead, TakeOver
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import GroupSession
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice
from bot.core.words import coach_toasts, coaching, toasts
from bot.outbox.chat_port import Destination, MemberStatus
from bot.outbox.limits import RateLimiter
from bot.stores.protocol import GroupAddress


class GroupCommands:
    """admins: coaches who need not be asked about again."""

    def __init__(
        self,
        pipeline: Pipeline,
        lookups: Lookups,
        admins: Admins,
        rate_limit: Callable[[float, float], RateLimiter] = RateLimiter,
    ) -> None:
        self._pipeline = pipeline
        self._lookups = lookups
        self._admins = admins
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
                await pipeline.change(
                    address, update.id, partial(group_decisions.type_log, context), update.at
                )
            case "leave" if person:
                newest = await pipeline.newest_in(command.chat, command.thread)
                number = None if newest is None else newest.id
                there = GroupAddress(command.chat, command.thread, number, person, everybody=True)
                decide = partial(group_decisions.type_leave, context, command, is_answered)
                await pipeline.change(there, update.id, decide, update.at)
            case name if name in command_names():
                decide = partial(group_decisions.type_coach_command, context, command)
                await pipeline.change(address, update.id, decide, update.at)
            case _:
                await self._say(update, command, group_menus.hello(context.words))

    async def _follow_name(self, group: GroupSession, command: GroupCommand, now: float) -> None:
        """Note what a group and its topic are called now, where an update that said so was missed."""
        named = [(None, command.title, group.place), (command.thread, command.topic, group.topic)]
        for thread, name, before in named:
            if name not in ("", before):
                renamed = partial(news_decisions.group_renamed, thread, name)
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
