"""How many calls each chat takes, and all of them together: the figures of the platform.

Bot API FAQ: about one message a second to a private chat, about twenty a minute to a group, about thirty a
second in all; in a group edits count like messages, and its topics share them.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from bot.core.screen.surface import Urgency
from bot.outbox.budget import RATE as RATE_OF_ALL
from bot.outbox.budget import Budget, OwnAllowance, SharedAllowance, rate_of
from bot.outbox.limits import RateLimiter, SlidingWindow
from bot.stores.protocol import Store, StoreError
from bot.stores.workers import Pace, Workers

BURST: Final = 20
RATE: Final = 1.0
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
        rate: float = RATE_OF_ALL,
        workers: Workers | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._ticks = ticks
        self._private = RateLimiter(BURST, RATE)
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
            with suppress(StoreError):
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
            StoreError: the call could not be stored; it is counted all the same.
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
