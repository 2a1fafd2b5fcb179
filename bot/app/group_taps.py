"""Taps on a group's messages and on its coaches' consoles. Loads what their decisions need."""

from functools import partial
from typing import Final

from bot.app import group_decisions, news_decisions
from bot.app.admins import Admins
from bot.app.pipeline import Pipeline
from bot.app.update import ChoiceTap, CoachTap, LookedUp, MemberTap, Update
from bot.app.writing import Writing
from bot.core.group.coach_actions import GENERAL, RESUME, START
from bot.core.group.session import GroupStage
from bot.core.screen.surface import Notice
from bot.core.words import coach_toasts
from bot.stores.protocol import GroupAddress

NAMED_ANEW: Final = (START, RESUME)
"""Before these it is asked what the group is called now: the update that said so may have been missed."""


class GroupTaps:
    """admins: coaches who need not be asked about again. writing: what people type for others."""

    def __init__(self, pipeline: Pipeline, admins: Admins, writing: Writing) -> None:
        self._pipeline = pipeline
        self._admins = admins
        self._writing = writing

    async def take(self, update: Update, tap: ChoiceTap | MemberTap | CoachTap) -> Notice | None:
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
            renamed = partial(news_decisions.group_renamed, None, known.info.title)
            await self._pipeline.change(
                GroupAddress(group=tap.group, everybody=True), None, renamed, update.at
            )
        return await self._tap_console(update, tap)

    async def _tap_group_message(self, update: Update, tap: ChoiceTap | MemberTap) -> Notice | None:
        context = self._pipeline.context(update)
        decide = partial(group_decisions.tap_group_message, context, tap)
        address = GroupAddress(tap.chat, group=tap.group, person=update.by.person)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        if committed is None:
            return None
        await self._writing.cover_card(update, committed.change)
        return committed.change.notice

    async def _tap_console(self, update: Update, tap: CoachTap) -> Notice | None:
        if tap.action is GENERAL and await self._is_general_taken(tap.group):
            return Notice(coach_toasts.general_is_taken(), alert=True)
        decide = partial(group_decisions.tap_console, self._pipeline.context(update), tap)
        address = GroupAddress(tap.chat, group=tap.group, everybody=True)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        if committed is None:
            return None
        await self._writing.cover_card(update, committed.change)
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
