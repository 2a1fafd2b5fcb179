"""What the platform has to be asked before an update can be decided: asked beside the handling of updates.

A call takes as long as the platform likes, and whoever waits for it makes others wait. So an update that
needs one is done once the call has begun, and what it brings comes back as an update of its own. It keeps the
id of the one that asked: both together count once. What was asked is stored until then: a process that
ends meanwhile asks again when it is back. Only a coach who taps the console waits: see `ask_whether_admin`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, NoReturn

from bot.app.asked import decode_asked, encode_asked
from bot.app.update import CoachTap, GroupCommand, LeadTap, LookedUp, Opened, Update
from bot.ops import logs
from bot.outbox.chat_port import ChatPort, MemberStatus
from bot.stores.codec import Wrong
from bot.stores.protocol import Store, StoreError
from bot.stores.workers import Duty, Workers

PAUSES: Final = (1.0, 2.0, 4.0)
"""Seconds before further tries where the store cannot be used."""

LONGEST_WAIT: Final = 8.0
"""Seconds that a coach's tap waits for the platform; it has 20 for all that it needs, as any update."""

LONG_UNANSWERED: Final = 15.0
"""Seconds after which whoever asked has ended or given up: all tries take less."""

WORTH_ASKING: Final = 86_400.0
"""Seconds after which nobody waits for an answer any more."""

WORTH_LEADING: Final = 600.0
"""The same after a tap: whoever wanted to lead has tapped again by then, or somebody else leads."""

log = logging.getLogger(__name__)


class Lookups:
    """chat: whom it asks. store: keeps what was asked. start: begins a call and returns at once.

    handle: acts on what comes back. longest_wait: seconds, see `LONGEST_WAIT`.
    """

    def __init__(
        self,
        chat: ChatPort,
        store: Store,
        start: Callable[[Coroutine[Any, Any, None]], None],
        handle: Callable[[Update], Awaitable[None]],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        self._longest_wait = longest_wait
        self._chat = chat
        self._store = store
        self._start = start
        self._handle = handle
        self._sleep = sleep
        self._under_way: set[int] = set()

    async def ask_who_leads(self, update: Update, asked: GroupCommand | LeadTap, *, needs_info: bool) -> None:
        """Find out whether the sender is an admin. needs_info: and what the group is like."""
        await self._keep(update)
        self._start(self._ask_who_leads(update, asked, needs_info))

    async def ask_whether_admin(
        self, update: Update, asked: CoachTap, chat: int, *, needs_info: bool
    ) -> None:
        """Find out whether a coach, who taps in private, is still an admin, and act on the tap.

        Whoever taps waits for that, and nobody else: what they do next must not overtake it, and a tap is
        settled only once it was acted on, since a console's are not kept. Where the platform takes too long,
        it counts as not known: that keeps nobody from leading. needs_info: as above.
        """
        known = replace(update, what=LookedUp(asked, MemberStatus.UNKNOWN))
        with suppress(TimeoutError):
            async with asyncio.timeout(self._longest_wait):
                known = await self._about_chat(update, asked, chat, needs_info)
        await self._handle(known)

    async def ask_whether_in_chat(self, update: Update, asked: Opened, chat: int) -> None:
        """Find out whether the sender, who came by a link, is in the group's chat."""
        await self._keep(update)
        self._start(self._ask_about_chat(update, asked, chat))

    async def keep(self, workers: Workers | None, clock: Callable[[], float]) -> NoReturn:
        """Ask again, for ever, what an outage of the store or the end of a worker left unanswered.

        workers: of these, one does so for all; None where there is but one.
        """
        while True:
            await self._sleep(LONG_UNANSWERED)
            try:
                if workers is None or workers.has(Duty.TIME):
                    is_mixed = workers is not None and workers.is_mixed
                    await self.resume(clock(), LONG_UNANSWERED, leaves_unknown=is_mixed)
            except StoreError as problem:
                log.warning("what was asked cannot be read: %s", problem)
            except Exception as problem:  # noqa: BLE001  # the boundary: after a bug, too, it goes on
                log.error("what was asked was not asked again: %s", logs.place(problem))

    async def resume(self, now: float, since: float = 0.0, *, leaves_unknown: bool = False) -> None:
        """Ask again what nobody asks any more; what fails is dropped, and stops no other.

        now: seconds since 1970. since: seconds for which another worker may still ask.
        leaves_unknown: leave what this version does not know to a newer worker.
        """
        for update_id, text in await self._store.asked():
            if update_id in self._under_way:
                continue
            try:
                update = decode_asked(update_id, text)
                age = abs(now - update.at)  # of a clock ahead of ours, too
                if age < since:
                    continue
                if age < (WORTH_LEADING if isinstance(update.what, LeadTap) else WORTH_ASKING):
                    await self._handle(update)
            except Wrong as problem:
                if leaves_unknown:
                    continue
                log.error("what was asked before the start cannot be asked again: %s", problem)
            except StoreError:
                raise
            except Exception as problem:  # noqa: BLE001  # the boundary: a bug must not stop each start
                log.error("what was asked before the start came to nothing: %s", logs.place(problem))
            if update_id not in self._under_way:
                await self._store.drop_asked(update_id)

    async def _keep(self, update: Update) -> None:
        text = encode_asked(update)
        if update.id is not None and text is not None:
            await self._store.keep_asked(update.id, text, update.at)
            self._under_way.add(update.id)

    async def _ask_who_leads(self, update: Update, asked: GroupCommand | LeadTap, needs_info: bool) -> None:
        known = LookedUp(asked, await self._chat.member_status(asked.chat, update.by.person))
        if known.is_admin and needs_info:
            known = replace(known, info=await self._chat.group_info(asked.chat))
        await self._hand_back(replace(update, what=known))

    async def _ask_about_chat(self, update: Update, asked: Opened, chat: int) -> None:
        await self._hand_back(await self._about_chat(update, asked, chat))

    async def _about_chat(
        self, update: Update, asked: CoachTap | Opened, chat: int, needs_info: bool = False
    ) -> Update:
        status = await self._chat.member_status(chat, update.by.person)
        info = await self._chat.group_info(chat) if needs_info else None
        return replace(update, what=LookedUp(asked, status, info))

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
                await self._done(update)
                return
            else:
                await self._done(update)
                return
        if update.id is not None:  # it is still stored, so it is asked again
            self._under_way.discard(update.id)

    async def _done(self, update: Update) -> None:
        if update.id is None or update.id not in self._under_way:
            return
        self._under_way.discard(update.id)
        try:
            await self._store.drop_asked(update.id)
        except StoreError as problem:
            log.warning("what was asked is asked again, and changes nothing: %s", problem)


# --- who need not be asked about --------------------------------------------------------
# What is remembered only saves a call, and decides nothing that a call would not: others ask for
# themselves.

TRUSTED: Final = 60.0
"""Seconds for which an answer counts."""
MOST: Final = 10_000
"""Answers that are remembered."""


class Admins:
    """Remembers for how long a person counts as an admin of a group session."""

    def __init__(self) -> None:
        self._until: dict[tuple[int, int], float] = {}

    def is_known(self, person: int, group: int, now: float) -> bool:
        """Return whether they need not be asked about. now: seconds since 1970."""
        left = self._until.get((person, group), 0.0) - now
        return 0 < left <= TRUSTED

    def note(self, person: int, group: int, now: float) -> None:
        """Note that the platform called them an admin, or did not say: that keeps nobody from leading."""
        if len(self._until) >= MOST:
            self._until = {key: until for key, until in self._until.items() if until > now}
        if len(self._until) < MOST:
            self._until[person, group] = now + TRUSTED
