"""Time that passes faster than the machine's, alike in every process that asks for it.

The clock on the wall can be put forward and back, too, for one process and what it forks.
Knows nothing of the bot. It has to be asked for before anything takes hold of the clocks.
"""

import asyncio
import mmap
import selectors
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

BEGUN: Final = 1_700_000_000.0
"""When both clocks were together, seconds since 1970."""

_time, _monotonic = time.time, time.monotonic


def hasty_time(rate: float) -> Callable[[], float]:
    """Seconds since 1970 as they are `rate` times faster."""
    return lambda: BEGUN + (_time() - BEGUN) * rate


_SECONDS = struct.Struct("d")


class WallClock:
    """How far the clock on the wall is ahead, in a file that several processes look at while they run."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(_SECONDS.pack(0.0))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _SECONDS.size)

    def put(self, ahead: float) -> None:
        """Have it ahead by so many seconds from now on; less than 0 is behind."""
        _SECONDS.pack_into(self._shared, 0, ahead)

    def ahead(self) -> float:
        """Seconds."""
        (seconds,) = _SECONDS.unpack_from(self._shared, 0)
        return float(seconds)


class _HastySelector(selectors.DefaultSelector):
    rate = 1.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout if timeout is None else timeout / self.rate)


def make_haste(rate: float, wall: WallClock) -> None:
    """Let all time of this process, and what waits for it, pass `rate` times faster."""
    _HastySelector.rate = rate
    selectors.DefaultSelector = _HastySelector  # type: ignore[misc]  # what every loop is built on
    passing = _time if rate == 1 else hasty_time(rate)
    time.time = lambda: passing() + wall.ahead()
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
