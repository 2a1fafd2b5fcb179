"""How many calls each chat takes, and all of them together: the figures of the platform.

Bot API FAQ: about one message a second to a private chat, about twenty a minute to a group, about thirty a
second in all; in a group edits count like messages, and its topics share them.
"""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count, islice
from typing import Final, Protocol

from bot.core.screen.surface import Urgency
from bot.outbox.limits import RateLimiter, SlidingWindow
from bot.stores.protocol import Store, StoreError
from bot.stores.workers import CallRate, Grant, Pace, Workers

# --- the budget of the whole bot --------------------------------------------------------
# Bot API FAQ: about 30 messages a second in all. Whoever sends faster is refused, and each refusal is one
# more call that shows nobody anything. What nobody waits for right now, such as counters of groups and what
# an outage left over, gets by with less, so that a tap is answered in the middle of it.
#
# Where one process is the whole bot it counts for itself; several count together, in what `Workers` share.

RATE: Final = 30.0
"""Calls a second in all; at another rate everything here changes with it."""
BURST: Final = 20
BULK_RATE: Final = 25.0
"""Of them, calls a second that nobody waits for."""
BULK_BURST: Final = 10
SHORTEST: Final = 0.001
"""Seconds it sleeps at least: sums of fractions leave a hair of a token to wait for."""
MOST_AT_ONCE: Final = 10
"""Calls that one process takes at once, at most: others wait, too."""
STORE_PAUSE: Final = 0.5
"""Seconds between two tries while the store cannot be asked."""
_ALL: Final = 0


def rate_of(calls: float) -> CallRate:
    """Return everything that follows from a number of calls a second."""
    scale = calls / RATE
    return CallRate(calls, max(1.0, BURST * scale), BULK_RATE * scale, max(1.0, BULK_BURST * scale))


class Allowance(Protocol):
    """What there is of calls."""

    async def take(self, wanted: int, *, is_bulk: bool) -> Grant:
        """Count so many calls, or as many as may be made now."""

    async def spend(self, calls: int) -> None:
        """Count calls that took no turn, or (below 0) that were counted and not made."""

    async def hold(self, seconds: float) -> None:
        """Allow none for so long."""


class OwnAllowance:
    """All of it is one process's. ticks: seconds that nobody puts back."""

    def __init__(self, rate: CallRate, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._calls = RateLimiter(rate.burst, rate.rate)
        self._bulk = RateLimiter(rate.bulk_burst, rate.bulk_rate)
        self._not_before = float("-inf")

    async def take(self, wanted: int, *, is_bulk: bool) -> Grant:
        """See `Allowance.take`; never more than one."""
        now = self._ticks()
        bulk = self._bulk.wait(_ALL, now) if is_bulk else 0.0
        pause = max(self._not_before - now, self._calls.wait(_ALL, now), bulk)
        if pause > 0:
            return Grant(0, pause)
        self._calls.spend(_ALL, now)
        if is_bulk:
            self._bulk.spend(_ALL, now)
        return Grant(1)

    async def spend(self, calls: int) -> None:
        """See `Allowance.spend`."""
        if calls > 0:
            self._calls.spend(_ALL, self._ticks())
        else:
            self._calls.give_back(_ALL, self._ticks())

    async def hold(self, seconds: float) -> None:
        """See `Allowance.hold`."""
        self._not_before = max(self._not_before, self._ticks() + seconds)


class SharedAllowance:
    """It is that of all workers together."""

    def __init__(self, rate: CallRate, workers: Workers) -> None:
        self._rate, self._workers = rate, workers

    async def take(self, wanted: int, *, is_bulk: bool) -> Grant:
        """See `Allowance.take`; none while the store cannot be asked."""
        try:
            return await self._workers.take_calls(self._rate, wanted, is_bulk=is_bulk)
        except StoreError:  # whoever keeps the worker running says so in the log
            return Grant(0, STORE_PAUSE)

    async def spend(self, calls: int) -> None:
        """See `Allowance.spend`."""
        await self._workers.spend_calls(self._rate, calls)

    async def hold(self, seconds: float) -> None:
        """See `Allowance.hold`."""
        await self._workers.hold_calls(seconds)


class Budget:
    """Whose turn it is to make a call.

    Where the allowance takes time to ask, those who come meanwhile ask for theirs together.
    """

    def __init__(self, allowance: Allowance, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._allowance = allowance
        self._sleep = sleep
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._server: asyncio.Task[None] | None = None
        self._is_asking = False

    async def turn(self, is_bulk: bool) -> None:
        """Wait until one more call may be made, and count it."""
        if not self._waiting and not self._is_asking and await self._take_one(is_bulk):
            return
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (is_bulk, next(self._numbers), granted))
        if self._server is None:
            self._server = asyncio.create_task(self._serve())
        await granted

    async def spend(self) -> None:
        """Count a call that waited for no turn."""
        await self._allowance.spend(1)

    async def give_back(self, calls: int = 1) -> None:
        """Count calls less: what had its turn did not need it. While the store is out of use they stay."""
        with suppress(StoreError):
            await self._allowance.spend(-calls)

    async def hold(self, seconds: float) -> None:
        """Give nobody a turn for so long: the platform refuses calls to everybody."""
        await self._allowance.hold(seconds)

    async def _take_one(self, is_bulk: bool) -> bool:
        self._is_asking = True
        try:
            return (await self._allowance.take(1, is_bulk=is_bulk)).calls > 0
        finally:
            self._is_asking = False

    async def _serve(self) -> None:
        while self._forget_cancelled():
            is_bulk = self._waiting[0][0]
            alike = (each for each in self._waiting if each[0] == is_bulk)
            wanted = sum(1 for _ in islice(alike, MOST_AT_ONCE))  # not all: thousands may wait
            grant = await self._allowance.take(wanted, is_bulk=is_bulk)
            if not grant.calls:
                await self._sleep(max(SHORTEST, grant.pause))  # then somebody else may be the first
            for left in range(grant.calls, 0, -1):
                if not self._forget_cancelled():
                    await self.give_back(left)
                    break
                heapq.heappop(self._waiting)[2].set_result(None)
        self._server = None

    def _forget_cancelled(self) -> bool:
        """Leave out who gave up waiting and would be the first; return whether anybody waits."""
        while self._waiting and self._waiting[0][2].done():
            heapq.heappop(self._waiting)
        return bool(self._waiting)


# --- each chat --------------------------------------------------------------------------

PRIVATE_BURST: Final = 20
PRIVATE_RATE: Final = 1.0
"""Calls per second to a private chat, after a burst."""
FEW: Final = 3.0
"""Calls to a person lately, up to which a refusal need not be about that chat."""
GROUP_CALLS: Final = 18
WINDOW: Final = 60.0
"""Calls to a group in any so many seconds; the other two are left to what people do themselves."""
RESERVED: Final = 6
"""Calls to a group that counters and the wall never use, so that a change of stage need not wait for them."""


class CallLimits:
    """How many calls each chat still takes; a group is a chat with a number below 0.

    Calls to groups are also kept in the store: a bot that is killed and started again would otherwise
    believe that it had called nobody, and run into the platform's limit.

    clock: seconds since 1970, for what is stored. ticks: seconds that nobody puts back.
    rate: calls a second to all chats together. workers: with whom they are shared; None for nobody.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], float],
        ticks: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        rate: float = RATE,
        workers: Workers | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._ticks = ticks
        self._private = RateLimiter(PRIVATE_BURST, PRIVATE_RATE)
        self._groups = SlidingWindow(GROUP_CALLS, WINDOW)
        calls = rate_of(rate)
        allowance = OwnAllowance(calls, ticks) if workers is None else SharedAllowance(calls, workers)
        self._budget = Budget(allowance, sleep)
        self._turns: set[int] = set()
        self._refused: dict[int, float] = {}

    async def recall(self) -> None:
        """Count the calls that were made before this process began.

        Raises:
            StoreError: the store cannot be read.
        """
        now, ticks = self._clock(), self._ticks()
        for chat, age in await self._store.recent_calls(now, WINDOW):
            self._groups.spend(chat, ticks - age)

    def wait(self, chat: int, urgency: Urgency, calls: int = 1) -> float:
        """Return the seconds until so many calls in a row fit; 0 when they fit now.

        A private chat counts as ready once a single call fits, however many are wanted.
        """
        now = self._ticks()
        if chat >= 0:
            return self._private.wait(chat, now)
        return self._groups.wait(chat, now, calls - 1 + (RESERVED if urgency >= Urgency.WALL else 0))

    async def begin(self, chat: int, *, is_bulk: bool) -> None:
        """Wait until the bot may make one more call, which is to be one to this chat.

        is_bulk: nobody waits for it right now.
        """
        await self._budget.turn(is_bulk)
        self._turns.add(chat)

    async def end(self, chat: int) -> None:
        """Give back what `begin` waited for, if no call was made."""
        if chat in self._turns:
            self._turns.discard(chat)
            await self._budget.give_back()

    def pace(self, chat: int, rest: float) -> Pace:
        """Return what whoever calls a chat next has to know. rest: seconds for which it is left alone."""
        return Pace(0.0 if chat < 0 else self._private.debt(chat, self._ticks()), max(0.0, rest))

    def note_pace(self, chat: int, pace: Pace) -> None:
        """Go on from where another worker left a chat."""
        now = self._ticks()
        if chat < 0:
            self._groups.set_events(chat, (now - age for age in pace.calls))
        else:
            self._private.set_debt(chat, now, pace.debt)

    async def note_refusal(self, chat: int, seconds: float) -> None:
        """Take note that the platform wants a chat to be left alone for so long.

        It does not say whether it means the chat or the bot. Two people refused at the same time who got
        hardly anything lately can only mean the bot, and then everybody waits.
        """
        now = self._ticks()
        if chat < 0 or self._private.taken(chat, now) > FEW:
            return
        self._refused = {each: until for each, until in self._refused.items() if until > now}
        self._refused[chat] = now + seconds
        if len(self._refused) > 1:
            with suppress(StoreError):  # each refusal says it again
                await self._budget.hold(seconds)

    async def spend(self, chat: int) -> None:
        """Count one call; one to a group is stored before it is made.

        Raises:
            StoreError: the call could not be stored, and must not be made.
        """
        if chat in self._turns:
            self._turns.discard(chat)
        else:
            await self._budget.spend()
        if chat >= 0:
            self._private.spend(chat, self._ticks())
            return
        self._groups.spend(chat, self._ticks())
        await self._store.called(chat, self._clock(), WINDOW)
