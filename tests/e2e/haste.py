"""Time that passes faster than the machine's, alike in every process that asks for it.

Knows nothing of the bot. It has to be asked for before anything takes hold of the clocks.
"""

import asyncio
import selectors
import time
from collections.abc import Callable
from typing import Final

BEGUN: Final = 1_700_000_000.0
"""When both clocks were together, seconds since 1970."""

_time, _monotonic = time.time, time.monotonic


def hasty_time(rate: float) -> Callable[[], float]:
    """Seconds since 1970 as they are `rate` times faster."""
    return lambda: BEGUN + (_time() - BEGUN) * rate


class _HastySelector(selectors.DefaultSelector):
    rate = 1.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout if timeout is None else timeout / self.rate)


def make_haste(rate: float) -> None:
    """Let all time of this process, and what waits for it, pass `rate` times faster."""
    _HastySelector.rate = rate
    selectors.DefaultSelector = _HastySelector  # type: ignore[misc]  # what every loop is built on
    time.time = hasty_time(rate)
    time.monotonic = lambda: _monotonic() * rate


class HastyLoop(asyncio.SelectorEventLoop):
    """One loop that makes haste, in a process that does not."""

    def __init__(self, rate: float) -> None:
        selector = _HastySelector()
        selector.rate = rate
        self._rate = rate
        super().__init__(selector)

    def time(self) -> float:
        """Seconds since whenever."""
        return _monotonic() * self._rate
