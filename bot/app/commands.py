"""What is typed: texts and commands in private chats, commands in groups. Loads what their decisions need."""

from collections.abc import Callable
from functools import partial

from bot.app import group_decisions, links, solo_decisions
from bot.app.danger import is_in_danger, rest_promises
from bot.app.lookups import Lookups
from bot.app.own_groups import link_own_groups
from bot.app.pipeline import Pipeline
from bot.app.update import (
    Command,
    Edited,
    GroupCommand,
    LeadTap,
    LookedUp,
    Opened,
    Text,
    Typed,
    Unreadable,
    Update,
)
from bot.app.writing import Writing
from bot.core.dialog.model import Dialog
from bot.core.group.coach_actions import ADD_COACH, TAKE_OVER, command_names
from bot.core.group.events import Coach, HelpLead, TakeOver
from bot.core.group.screens import menus as group_menus
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice
from bot.core.solo import menus
from bot.core.solo.session import Session, Stage
from bot.core.words import coach_toasts, coaching, toasts
from bot.outbox.chat_port import ChatPort, Destination, GroupInfo, MemberStatus
from bot.outbox.limits import RateLimiter
from bot.stores.protocol import Address, Change, Found, GroupAddress


class Commands:
    """username: of the bot, for links. retention_days: how long what is left alone is kept."""

    def __init__(
        self,
        pipeline: Pipeline,
        lookups: Lookups,
        chat: ChatPort,
        username: str,
        retention_days: int,
        rate_limit: Callable[[float, float], RateLimiter] = RateLimiter,
    ) -> None:
        self._pipeline = pipeline
        self._lookups = lookups
        self._chat = chat
        self._username = username
        self._retention_days = retention_days
        self.writing = Writing(pipeline)
        self._warnings = rate_limit(1, 1 / 60)  # to a person who is too fast
        self._urgent = rate_limit(3, 1 / 30)  # of somebody in danger, who is answered however fast they type
        self._messages = rate_limit(20, 1)  # into a chat: no more than can be sent there
        self._in_groups = rate_limit(5, 1 / 4)  # of a person in groups, where calls are few
        self._chatter = rate_limit(3, 1 / 20)  # what a group is told that no coach asked for

    # --- in a private chat --------------------------------------------------------------------

    async def take(self, update: Update, typed: Typed, is_in_time: bool) -> None:
        """Act on what somebody typed in their private chat; not is_in_time: they type too fast."""
        if is_in_danger(typed) and self._urgent.take(update.by.person, update.at):
            decide = partial(solo_decisions.take_typed, self._pipeline.context(update), typed)
            await self._pipeline.change(Address(update.by.person), update.id, decide, update.at)
            await rest_promises(self._pipeline, update)
            await self.writing.take_heavy(update, typed)
            return
        if not is_in_time:
            await self._warn(update)
            return
        if not await self.writing.take(update, typed):
            await self._take(update, typed)

    async def _take(self, update: Update, typed: Typed) -> None:
        context, address = self._pipeline.context(update), Address(update.by.person)
        match typed:
            case Opened(number):
                group = (await self._pipeline.store.group(number)).group
                if group is None:
                    await self._send(
                        update, self._page(update, menus.one_sentence(toasts.gone(), context.words))
                    )
                else:
                    await self._lookups.ask_whether_in_chat(update, typed, group.chat)
            case Text() | Edited():
                await self._send(update, partial(solo_decisions.take_typed, context, typed))
            case Unreadable(what):
                await self._send(update, self._page(update, menus.unreadable(what, context.words)))
            case Command(name="start", argument=payload) if dialog := links.dialog_named(
                payload, context.offered
            ):
                address = Address(update.by.person, dialog=dialog)
                await self._send(update, partial(solo_decisions.open_dialog, context, dialog), address)
            case Command(name="start"):
                address = Address(update.by.person, unfinished=True)
                also = await link_own_groups(self._pipeline, self._chat, update)
                await self._send(update, partial(solo_decisions.start, context, also), address)
            case Command(name="word"):
                if (why := await self.writing.open_whisper(update)) is not None and why.alert:
                    await self._send(update, self._page(update, menus.one_sentence(why.text, context.words)))
            case Command(name):
                await self._send(update, await self._command(update, name))

    async def _warn(self, update: Update) -> None:
        """Tell somebody who types too fast, but not each time."""
        if not self._warnings.take(update.by.person, update.at):
            return
        words = self._pipeline.context(update).words
        decide = self._menu(update, menus.one_sentence(toasts.too_fast(), words))
        await self._pipeline.change(Address(update.by.person), update.id, decide, update.at)

    async def _command(self, update: Update, name: str) -> Callable[[Found], Change]:
        context, person = self._pipeline.context(update), update.by.person
        offered, words = tuple(context.offered.values()), context.words
        match name:
            case "back" | "review" | "stop":
                return partial(solo_decisions.type_step, context, solo_decisions.STEPS[name])
            case "dialogs":
                return self._menu(update, menus.dialogs(offered, *await self._begun(person), words))
            case "history":
                return self._menu(update, menus.history(*await self.finished(person), words))
            case "forgetme":
                return self._menu(update, menus.forget(int(update.at), words))
            case "export":
                return partial(solo_decisions.export_everything, context)
            case "coach":
                return self._menu(update, group_menus.coach_invitation(words, self._invitations()))
            case "help":
                return self._page(update, menus.help_screen(words))
            case "privacy":
                return self._page(update, menus.privacy(self._retention_days, words))
            case "language":
                return self._page(update, menus.language(offered, words))
        return self._page(update, menus.unknown_command(name, words))

    async def _send(
        self, update: Update, decide: Callable[[Found], Change], address: Address | None = None
    ) -> None:
        if not self._messages.take(update.by.person, update.at):
            decide = partial(solo_decisions.without_messages, decide)
        await self._pipeline.change(address or Address(update.by.person), update.id, decide, update.at)

    def _menu(self, update: Update, screen: Screen) -> Callable[[Found], Change]:
        return partial(solo_decisions.show_menu, self._pipeline.context(update), screen)

    def _page(self, update: Update, screen: Screen) -> Callable[[Found], Change]:
        return partial(solo_decisions.show_page, self._pipeline.context(update), screen)

    async def finished(self, chat: int) -> menus.Listed:
        """Return the newest sessions of a chat that have a result, their dialogs, and how many are older."""
        done = [each for each in await self._pipeline.store.sessions(chat) if each.finished_on is not None]
        return await self._with_dialogs(done, menus.NEWEST_RESULTS)

    async def result_of(self, chat: int, session_id: int) -> tuple[Dialog, Session] | None:
        """Return a session of a chat that has a result, with its dialog; None for none."""
        sessions = await self._pipeline.store.sessions(chat)
        done = [each for each in sessions if each.id == session_id and each.finished_on is not None]
        return next(iter((await self._with_dialogs(done, 1))[0]), None)

    async def _begun(self, chat: int) -> menus.Listed:
        unfinished = [
            each
            for each in await self._pipeline.store.sessions(chat)
            if each.stage in (Stage.ASKING, Stage.STOPPED) and (each.answers or each.drafts)
        ]
        return await self._with_dialogs(unfinished, menus.MOST_TO_GO_ON_WITH)

    async def _with_dialogs(self, sessions: list[Session], most: int) -> menus.Listed:
        """The first, with the dialogs they began with but for lost ones, and how many are left out."""
        found = [(await self._pipeline.library.fetch(each.logic_hash), each) for each in sessions[:most]]
        here = [(dialog, session) for dialog, session in found if dialog is not None]
        return here, max(0, len(sessions) - most)

    def _invitations(self) -> dict[str, str]:
        """For each dialog the address that puts the bot into a group and begins a session of it there."""
        offered = self._pipeline.library.offered.values()
        return {dialog.title: links.into_group(self._username, dialog.id) for dialog in offered}

    # --- in a group ---------------------------------------------------------------------------

    async def take_in_group(self, update: Update, command: GroupCommand) -> None:
        """Act on a command in a group; of those who do not lead it only so many are answered."""
        person, pipeline = update.by.person, self._pipeline
        if not self._in_groups.take(person or command.chat, update.at):
            return
        open_one = await pipeline.open_in(command.chat, command.thread)
        leads = open_one is not None and person in open_one.coaches
        if command.name == "coach" and person:
            await self._lookups.ask_who_leads(update, command, needs_info=open_one is None)
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

    async def lead(self, update: Update, known: LookedUp) -> Notice | None:
        """Let the sender lead in a group, or into its private chat, now that it is known where they stand."""
        match known.asked:
            case LeadTap() as tap:
                return await self._become_coach(update, tap, known)
            case GroupCommand() as command:
                await self._coach_if_may(update, command, known)
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
                return await self.begin_group(update, dialog, place, tap.title, known.info)
            case TakeOver(group):
                action = TAKE_OVER
            case HelpLead(group):
                action = ADD_COACH
        decide = partial(group_decisions.become_coach, self._pipeline.context(update), action)
        address = GroupAddress(tap.chat, group=group, everybody=True)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        return None if committed is None else committed.change.notice

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
            await self.begin_group(update, wanted, place, command.title, known.info)

    async def begin_group(
        self, update: Update, dialog_id: str, place: Destination, title: str, info: GroupInfo | None
    ) -> Notice | None:
        """Begin a session of a group; the sender is its coach. title: the group's name.

        info: what the group is like; None where that is unknown.
        """
        if (dialog := self._pipeline.library.offered.get(dialog_id)) is None:
            return Notice(toasts.gone())
        context = self._pipeline.context(update)
        before = await self._pipeline.store.groups_of(update.by.person)
        decide = partial(group_decisions.begin_group, context, dialog, place, title, info, before)
        address = GroupAddress(place.chat, place.thread)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        return None if committed is None else committed.change.notice

    async def _say(self, update: Update, command: GroupCommand, screen: Screen) -> None:
        change = group_menus.send(command.chat, command.thread, screen)
        address = GroupAddress(command.chat, command.thread)
        await self._pipeline.change(address, update.id, lambda found: change, update.at)
