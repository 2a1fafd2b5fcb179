"""Texts that are for a group: what a coach writes for it, and what a member tells the coach.

A text is for what is being written where that message is the newest thing to answer in the chat: the card of
a dialog that was shown or used since comes first, and so does whatever a command opens.
"""

from collections.abc import Callable
from functools import partial

from bot.app import group_decisions
from bot.app.context import Context
from bot.app.pipeline import Pipeline
from bot.app.update import Command, Edited, Opened, Text, Typed, Update
from bot.core.group.session import FoundGroup, GroupChange, GroupSession, GroupStage
from bot.core.screen.surface import ROLE_RULES, Notice
from bot.core.solo.session import Stage
from bot.core.words import whispers
from bot.stores.protocol import GroupAddress, Surface


class Writing:
    """Takes what is typed below a message of a group, in a private chat."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    async def take(self, update: Update, typed: Typed) -> bool:
        """Take a text, if it is for something that is being written; return whether it was.

        Whatever a command opens comes before what was being written.
        """
        asking = await self._pipeline.store.awaiting_text(update.by.person)
        if asking is None:
            return False
        if isinstance(typed, Command | Opened):
            await self._put_aside(update, asking)
        if not isinstance(typed, Text) or not await self._is_for(asking, update, typed):
            return False
        decide = partial(_taken, partial(self._decision(asking), self._pipeline.context(update), typed.text))
        try:
            await self._pipeline.change(self._address(asking, update), update.id, decide, update.at)
        except _NotForItError:
            return False
        return True

    async def take_heavy(self, update: Update, typed: Text | Edited) -> None:
        """Say what becomes of a text of danger for a group, after its writer was told where to find help.

        A member is asked whether the coach is to know, whatever they wrote it for.
        """
        asking = await self._pipeline.store.awaiting_text(update.by.person)
        if asking is None or not isinstance(typed, Text):
            return
        if _is_of_member(asking) or await self._is_for(asking, update, typed):
            decide = partial(self._decision(asking), self._pipeline.context(update), typed.text)
            await self._pipeline.change(self._address(asking, update), None, decide, update.at)

    async def open_whisper(self, update: Update, session: int | None = None) -> Notice | None:
        """Ask for a word to the coach. session: of whoever writes; None for the group used last."""
        group = await self._group_with(update.by.person, session)
        if group is None:
            return Notice(whispers.no_session(), alert=True)
        decide = partial(group_decisions.begin_whisper, self._pipeline.context(update))
        address = GroupAddress(update.by.person, group=group.id, person=update.by.person)
        committed = await self._pipeline.change(address, update.id, decide, update.at)
        if committed is None:
            return None
        await self._pipeline.cover_card(update, committed.change)
        return committed.change.notice

    async def _group_with(self, person: int, session: int | None) -> GroupSession | None:
        """Return the open group that somebody takes part in; of several the one that did something last."""
        found = None
        for group in await self._pipeline.store.groups_of(person):
            is_newer = found is None or group.acted_at > found.acted_at
            if group.stage is GroupStage.ENDED or not is_newer:
                continue
            seat = (await self._pipeline.store.group(group.id)).seat(person)
            if seat is not None and seat.member.here and session in (None, seat.session.id):
                found = group
        return found

    async def _put_aside(self, update: Update, asking: Surface) -> None:
        decide = partial(group_decisions.put_writing_aside, self._pipeline.context(update))
        await self._pipeline.change(self._address(asking, update), None, decide, update.at)

    async def _is_for(self, asking: Surface, update: Update, text: Text) -> bool:
        if asking.message_id is None or text.message_id <= asking.message_id:
            return False
        last = next(iter(await self._pipeline.store.sessions(update.by.person)), None)
        return last is None or last.is_covered or last.stage is Stage.DONE

    def _decision(self, asking: Surface) -> Callable[[Context, str, FoundGroup], GroupChange]:
        return group_decisions.type_as_member if _is_of_member(asking) else group_decisions.type_own_question

    def _address(self, asking: Surface, update: Update) -> GroupAddress:
        person = update.by.person
        return GroupAddress(person, group=asking.group, person=person, everybody=not _is_of_member(asking))


def _is_of_member(asking: Surface) -> bool:
    return ROLE_RULES[asking.role].is_of_member


class _NotForItError(Exception):
    """A text is for nothing that is being written: its update must not count, being still to be acted on."""


def _taken(decide: Callable[[FoundGroup], GroupChange], found: FoundGroup) -> GroupChange:
    change = decide(found)
    if not change.show:
        raise _NotForItError
    return change
