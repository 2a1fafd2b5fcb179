"""What the platform has to be asked before an update can be decided: asked beside the handling of updates.

A call takes as long as the platform likes, and whoever waits for it makes others wait. So an update that
needs one is done once the call has begun, and what it brings comes back as an update of its own. It keeps the
id of the one that asked: both together count once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

from bot.app.update import GroupCommand, LeadTap, LookedUp, Opened, Update
from bot.ops import logs
from bot.outbox.chat_port import ChatPort
from bot.stores.protocol import StoreError

PAUSES: Final = (1.0, 2.0, 4.0)
"""Seconds before further tries where the store cannot be used."""

log = logging.getLogger(__name__)


class Lookups:
    """chat: whom it asks. start: begins a call and returns at once. handle: acts on what comes back."""

    def __init__(
        self,
        chat: ChatPort,
        start: Callable[[Coroutine[Any, Any, None]], None],
        handle: Callable[[Update], Awaitable[None]],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._chat = chat
        self._start = start
        self._handle = handle
        self._sleep = sleep

    def ask_who_leads(self, update: Update, asked: GroupCommand | LeadTap, *, needs_info: bool) -> None:
        """Find out whether the sender is an admin. needs_info: and what the group is like."""
        self._start(self._ask_who_leads(update, asked, needs_info))

    def ask_whether_in_chat(self, update: Update, asked: Opened, chat: int) -> None:
        """Find out whether the sender, who came by a link, is in the group's chat."""
        self._start(self._ask_whether_in_chat(update, asked, chat))

    async def _ask_who_leads(self, update: Update, asked: GroupCommand | LeadTap, needs_info: bool) -> None:
        known = LookedUp(asked, await self._chat.member_status(asked.chat, update.by.person))
        if known.is_admin and needs_info:
            known = replace(known, info=await self._chat.group_info(asked.chat))
        await self._hand_back(replace(update, what=known))

    async def _ask_whether_in_chat(self, update: Update, asked: Opened, chat: int) -> None:
        status = await self._chat.member_status(chat, update.by.person)
        await self._hand_back(replace(update, what=LookedUp(asked, status)))

    async def _hand_back(self, update: Update) -> None:
        for pause in (*PAUSES, None):
            try:
                await self._handle(update)
            except StoreError as problem:
                log.error("what was looked up waits for the store: %s", problem)
                if pause is not None:
                    await self._sleep(pause)
            except Exception as problem:  # noqa: BLE001  # the boundary of what runs in the background
                log.error("what was looked up came to nothing: %s", logs.place(problem))
                return
            else:
                return
