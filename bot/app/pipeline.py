"""One way through, for one person, a member, a coach and the clock: load, decide, commit, hand over.

Whatever comes in ends here as an address and a pure decision. Here alone is a decision made again when a
dialog had to be fetched or outcomes worked out for it, are changes handed to the outbox, and are deadlines
announced. The ids of what it begins are made here, too.
"""

import logging
import secrets
from collections.abc import Callable
from functools import partial
from typing import Final

from bot.app.context import Context
from bot.app.group_decisions import reached_in_private
from bot.app.outcomes import NotWorkedOut, Outcomes
from bot.app.solo_decisions import cover
from bot.app.update import Update
from bot.core.group.session import FoundGroup, GroupChange, GroupSession, GroupStage
from bot.core.screen.screen import Screen
from bot.core.screen.surface import ROLE_RULES
from bot.core.solo.session import Session
from bot.core.words.phrase import Words
from bot.library.library import Library, NotAtHand
from bot.outbox.chat_port import Destination
from bot.outbox.courier import Courier
from bot.stores.protocol import Address, C, Change, Committed, F, GroupAddress, Store, Where
from bot.stores.unreadable import UnreadableRow

log = logging.getLogger(__name__)


class Pipeline:
    """link: of a group's id, the address of its private chat. dialog_link: of a dialog's id, its address.
    new_id: makes the ids of sessions and groups.

    words: the language the bot speaks. safety_line: a local line for people in danger; "" for none.
    on_deadline: called with each deadline once it is stored, in seconds since 1970.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        courier: Courier,
        link: Callable[[int], str],
        dialog_link: Callable[[str], str],
        new_id: Callable[[], int],
        on_deadline: Callable[[float], None],
        words: Words,
        safety_line: str = "",
    ) -> None:
        self.store = store
        self.library = library
        self.courier = courier
        self._link = link
        self._dialog_link = dialog_link
        self._new_id = new_id
        self._on_deadline = on_deadline
        self._words = words
        self._safety_line = safety_line
        self._outcomes = Outcomes()

    def context(self, update: Update, may_repeat: bool = True) -> Context:
        """Return what a decision about an update may look at."""
        library = self.library
        return Context(
            by=update.by,
            at=update.at,
            words=self._words,
            offered=library.offered,
            dialogs=library.get,
            new_id=self._new_id,
            link=self._link,
            dialog_link=self._dialog_link,
            may_repeat=may_repeat,
            safety_line=self._safety_line,
            outcomes=self._outcomes,
        )

    async def change(
        self, address: Where[F, C], update_id: int | None, decide: Callable[[F], C], now: float
    ) -> Committed[C] | None:
        """Load what is at an address, decide, commit, hand over. None when this update was decided before.

        update_id: None for what no update asked for. now: seconds since 1970.

        Raises:
            StoreError: the store cannot be used; nothing was changed.
            UnreadableRow: what is at the address cannot be read, and was set aside.
        """
        while True:
            try:
                committed = await self.store.update(address, update_id, decide, now)
            except NotAtHand as absent:
                await self.library.fetch(absent.logic_hash)
            except NotWorkedOut as left:
                await self._outcomes.work_out(left.dialog, left.answer_sets)
            else:
                break
        if committed is None:
            return None
        self.courier.hand_over(committed)
        match committed.change:
            case GroupChange(group=GroupSession(deadline=deadline)) if deadline is not None:
                self._on_deadline(deadline)
            case Change(session=Session(person=person, deadline=deadline)):
                if deadline is not None:
                    self._on_deadline(deadline)
                if update_id is not None and committed.groups:
                    await self.count_in_private(person, committed.groups, True, now)
        return committed

    async def tell(self, place: Destination, screen: Screen, now: float) -> None:
        """Send a message that nothing stored has to be loaded for."""
        self.courier.hand_over(await self.store.tell(place.chat, screen, now, place.thread))

    async def forget(self, chat: int, update: Update, tell: Screen) -> None:
        """Delete everything about the person of a private chat, and tell them."""
        self.courier.forget(chat)
        committed = await self.store.forget(chat, update.id, tell, update.at)
        if committed is not None:
            self.courier.forget(chat)  # what another update handed over meanwhile
            self.courier.hand_over(committed)

    async def count_in_private(
        self, person: int, groups: tuple[int, ...], is_reached: bool, now: float
    ) -> None:
        """Let groups know that somebody answered in the private chat, or (not is_reached) blocked the bot."""
        decide = partial(reached_in_private, self.library.get, person, is_reached)
        for group in groups:
            try:
                await self.change(GroupAddress(group=group, person=person), None, decide, now)
            except UnreadableRow as fault:  # what the person did is saved, and has nothing to do with this
                log.error("group %d cannot count somebody: %s", group, fault)

    async def cover_card(self, update: Update, change: GroupChange) -> None:
        """Note where something to write stands below the sender's card now, until that is used again."""
        if any(each.below and ROLE_RULES[each.role].takes_text for each in change.show):
            await self.change(Address(update.by.person), None, cover, update.at)

    async def change_each(
        self, update: Update, chat: int, decide: Callable[[FoundGroup], GroupChange], also_ended: bool = False
    ) -> bool:
        """Change every open group of a chat; return whether there is one. The update counts for the first."""
        groups = await self.store.groups_in(chat)
        wanted = [each for each in groups if also_ended or each.stage is not GroupStage.ENDED]
        for at, group in enumerate(wanted):
            address = GroupAddress(chat, group=group.id, everybody=True)
            await self.change(address, update.id if at == 0 else None, decide, update.at)
        return bool(wanted)

    async def newest_in(self, chat: int, thread: int | None) -> GroupSession | None:
        """Return the open session of a topic; where none is, the one that began last."""
        groups = [each for each in await self.store.groups_in(chat) if each.thread == thread]
        return min(groups, key=lambda each: each.stage is GroupStage.ENDED, default=None)

    async def open_in(self, chat: int, thread: int | None) -> GroupSession | None:
        """Return the open session of a topic; None where none is."""
        newest = await self.newest_in(chat, thread)
        return None if newest is None or newest.stage is GroupStage.ENDED else newest


# --- ids --------------------------------------------------------------------------------

ID_BITS: Final = 63
"""Of an id: none can be guessed, and each fits into a signed 64-bit column."""


def fresh_id() -> int:
    """Return an id that nobody can guess."""
    return secrets.randbits(ID_BITS)
