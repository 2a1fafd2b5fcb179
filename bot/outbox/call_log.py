"""The budget of calls, as it outlives a process: what went to a group in the last minute is in the store.

A bot that is killed and started again would otherwise believe that it had called nobody.
"""

from collections.abc import Callable

from bot.core.screen.surface import Urgency
from bot.outbox.limits import WINDOW, Budget
from bot.stores.protocol import Store


class Ledger:
    """Counts calls. clock: seconds since 1970, for what is stored. ticks: seconds that nobody puts back."""

    def __init__(self, store: Store, clock: Callable[[], float], ticks: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock
        self._ticks = ticks
        self._budget = Budget()

    async def recall(self) -> None:
        """Count what was called before this process began.

        Raises:
            StoreError: the store cannot be read.
        """
        now, ticks = self._clock(), self._ticks()
        for chat, at in await self._store.calls_since(now - WINDOW):
            self._budget.spend(chat, ticks - max(0.0, now - at))

    def wait(self, chat: int, urgency: Urgency, calls: int) -> float:
        """See `Budget.wait`."""
        return self._budget.wait(chat, urgency, self._ticks(), calls)

    async def spend(self, chat: int) -> None:
        """Count one call; of one to a group the store knows before it is made.

        Raises:
            StoreError: the store cannot be told; the call is counted all the same.
        """
        self._budget.spend(chat, self._ticks())
        if chat < 0:
            now = self._clock()
            await self._store.called(chat, now, forget_before=now - WINDOW)
