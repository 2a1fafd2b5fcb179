"""Texts that are for a group: what a coach writes for it in the private chat.

A text is for what is being written where that message is the newest thing to answer in the chat: the card of
a dialog that was shown or used since comes first, and so does whatever a command opens.
"""

from functools import partial

from bot.app import group_decisions, solo_decisions
from bot.app.pipeline import Pipeline
from bot.app.update import Command, Opened, Text, Typed, Update
from bot.core.solo.session import Stage
from bot.stores.protocol import Address, GroupAddress, Surface


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
        decide = partial(group_decisions.write_own_question, self._pipeline.context(update), typed.text)
        committed = await self._pipeline.change(self._address(asking, update), update.id, decide, update.at)
        return committed is None or bool(committed.change.show)

    async def cover_card(self, update: Update) -> None:
        """Note that something to write stands below the card, until the card is used again."""
        person = update.by.person
        await self._pipeline.change(Address(person), None, solo_decisions.cover, update.at)

    async def _put_aside(self, update: Update, asking: Surface) -> None:
        decide = partial(group_decisions.put_writing_aside, self._pipeline.context(update))
        await self._pipeline.change(self._address(asking, update), None, decide, update.at)

    async def _is_for(self, asking: Surface, update: Update, text: Text) -> bool:
        if asking.message_id is None or text.message_id <= asking.message_id:
            return False
        last = next(iter(await self._pipeline.store.sessions(update.by.person)), None)
        return last is None or last.is_covered or last.stage is Stage.DONE

    def _address(self, asking: Surface, update: Update) -> GroupAddress:
        return GroupAddress(update.by.person, group=asking.group, everybody=True)
