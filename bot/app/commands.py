"""What is typed in private chats: texts and commands. Loads what their decisions need.

Whoever may be in danger is heard however fast they type.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import chain, count
from typing import TypeGuard

from bot.app import follow_up_decisions, solo_decisions
from bot.app.lookups import Lookups
from bot.app.pipeline import Pipeline
from bot.app.update import (
    Command,
    Edited,
    Opened,
    Text,
    Typed,
    Unreadable,
    Update,
)
from bot.app.writing import Writing
from bot.core.dialog.model import Dialog
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import GroupSession, GroupStage
from bot.core.screen.screen import Screen
from bot.core.solo import menus
from bot.core.solo.session import Session, Stage
from bot.core.typed.distress import is_danger
from bot.core.words import toasts
from bot.outbox.chat_port import ChatPort
from bot.outbox.limits import RateLimiter
from bot.stores.protocol import Address, Change, Found


class Commands:
    """chat: gives the addresses that lead to the bot. retention_days: how long what is left alone is kept."""

    def __init__(
        self,
        pipeline: Pipeline,
        lookups: Lookups,
        chat: ChatPort,
        retention_days: int,
        rate_limit: Callable[[float, float], RateLimiter] = RateLimiter,
    ) -> None:
        self._pipeline = pipeline
        self._lookups = lookups
        self._chat = chat
        self._retention_days = retention_days
        self.writing = Writing(pipeline)
        self._warnings = rate_limit(1, 1 / 60)  # to a person who is too fast
        self._urgent = rate_limit(3, 1 / 30)  # of somebody in danger, who is answered however fast they type
        self._messages = rate_limit(20, 1)  # into a chat: no more than can be sent there

    # --- in a private chat --------------------------------------------------------------------

    async def take(self, update: Update, typed: Typed, is_in_time: bool) -> None:
        """Act on what somebody typed in their private chat; not is_in_time: they type too fast."""
        if is_in_danger(typed) and self._urgent.take(update.by.person, update.at):
            await self._take_heavy(update, typed)
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
            case Command(name="start", argument=payload) if dialog := dialog_named(payload, context.offered):
                address = Address(update.by.person, dialog=dialog)
                await self._send(update, partial(solo_decisions.open_dialog, context, dialog), address)
            case Command(name="start"):
                address = Address(update.by.person, unfinished=True)
                also = await self._own_groups(update)
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
        in_backups = self._pipeline.store.days_in_backups
        match name:
            case "back" | "review" | "stop":
                return partial(solo_decisions.type_step, context, solo_decisions.STEPS[name])
            case "dialogs":
                return self._menu(update, menus.dialogs(offered, *await self._begun(person), words))
            case "history":
                return self._menu(update, menus.history(*await self.finished(person), words))
            case "forgetme":
                return self._menu(update, menus.forget(int(update.at), in_backups, words))
            case "export":
                return partial(solo_decisions.export_everything, context)
            case "coach":
                return self._menu(update, group_menus.coach_invitation(words, self._invitations()))
            case "help":
                return self._page(update, menus.help_screen(words))
            case "privacy":
                return self._page(update, menus.privacy(self._retention_days, in_backups, words))
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

    async def promised_step(self, chat: int, dialog: str) -> str:
        """Return the step that somebody is still to be written to about after a result of a dialog; or ""."""
        sessions = [each for each in await self._pipeline.store.sessions(chat) if each.dialog_id == dialog]
        promises = (each.promise for each in sessions)
        return next((each.step for each in promises if each and each.deadline is not None), "")

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

    async def _own_groups(self, update: Update) -> tuple[Screen, ...]:
        """List the sender's open groups, each with the address of its private chat; nothing where none is."""
        titled: dict[str, str] = {}
        leads, person = [], update.by.person
        for group in await self._pipeline.store.groups_of(person):
            is_open = group.stage is not GroupStage.ENDED and await self._lets_in(group, person)
            dialog = await self._pipeline.library.fetch(group.logic_hash) if is_open else None
            if dialog is None:
                continue
            leads.append(person in group.coaches)
            name = " · ".join(part for part in (dialog.title, group.title) if part)
            titled[unlike(titled, name)] = self._chat.in_private(group.id)
        if not titled:
            return ()
        words = self._pipeline.context(update).words
        return (group_menus.sessions(words, titled, leads=any(leads), takes_part=not all(leads)),)

    async def _lets_in(self, group: GroupSession, person: int) -> bool:
        """Return whether a group's private chat opens for somebody: not if a coach has put them out."""
        seat = None if person in group.coaches else (await self._pipeline.store.group(group.id)).seat(person)
        return seat is None or not seat.member.is_barred

    def _invitations(self) -> dict[str, str]:
        """For each dialog the address that puts the bot into a group and begins a session of it there."""
        offered = self._pipeline.library.offered.values()
        return {dialog.title: self._chat.into_group(dialog.id) for dialog in offered}

    # --- somebody who may be in danger ----------------------------------------------------------

    async def _take_heavy(self, update: Update, typed: Text | Edited) -> None:
        """Say where help is to be found; then leave whoever wrote that alone for a day.

        What they wrote once more, to be kept as an answer, is for nobody else.
        """
        context = self._pipeline.context(update)
        decide = partial(solo_decisions.take_typed, context, typed)
        taken = await self._pipeline.change(Address(update.by.person), update.id, decide, update.at)
        await self._rest_promises(update)
        if taken is None or taken.change.session is None:
            await self.writing.take_heavy(update, typed)

    async def _rest_promises(self, update: Update) -> None:
        """Move what is due within a day by a day; that is all that is kept of it."""
        chat = update.by.person
        for session in await self._pipeline.store.sessions(chat):
            if session.promise is not None and session.promise.deadline is not None:
                decide = partial(follow_up_decisions.rest, self._pipeline.context(update))
                await self._pipeline.change(Address(chat, session=session.id), None, decide, update.at)


def is_in_danger(typed: Typed) -> TypeGuard[Text | Edited]:
    """Whether whoever typed this may harm themselves."""
    return isinstance(typed, Text | Edited) and is_danger(typed.text)


def unlike(taken: Collection[str], name: str) -> str:
    """Return a name, with the first free number behind it where others have the same."""
    numbered = (f"{name} ({number})" for number in count(2))
    return next(each for each in chain((name,), numbered) if each not in taken)


def dialog_named(payload: str, offered: Iterable[str]) -> str | None:
    """The dialog that a payload names, in any case of letters, with or without something behind its id.

    None where it names none: "ai-cert_newsletter" names "ai-cert", unless that whole is a dialog's id.
    """
    said = payload.casefold()
    named = [each for each in offered if said == each or said.startswith((f"{each}_", f"{each}-"))]
    return max(named, key=len, default=None)
