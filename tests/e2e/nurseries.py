"""The nurseries of this process: one for each haste, kept from one test to the next.

What a nursery costs is its imports, about as much as all the rest of a short test. Each bot is a fork that
has seen nothing of those before it.
"""

import asyncio
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from tests.e2e.haste import WallClock

ROOT: Final = Path(__file__).parents[2]

_KEPT: Final[dict[float, "Nursery"]] = {}


class Nursery:
    """The process of `tests.e2e.nursery`. wall: the clock that its bots look at for date and time of day."""

    def __init__(self, haste: float) -> None:
        self._haste = haste
        self._folder = TemporaryDirectory(prefix="wall-clock-")
        clock = Path(self._folder.name) / "wall-clock"
        self.wall = WallClock(clock)
        self._asking = Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.nursery", str(haste), str(clock)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def is_asked(self) -> bool:
        """Whether an answer is still to come."""
        return self._asking.locked()

    async def ask(self, line: str) -> str:
        """Return what the nursery answers to a line; "" if it is gone."""
        return await asyncio.to_thread(self._ask, line)

    def end(self) -> None:
        """End it; the next test gets another."""
        _KEPT.pop(self._haste, None)
        self._process.kill()
        self._process.wait()

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._asking:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
            return self._process.stdout.readline().strip()


def nursery(haste: float) -> Nursery:
    """Return the nursery whose time passes so many times faster than the machine's."""
    kept = _KEPT.get(haste) or _KEPT.setdefault(haste, Nursery(haste))
    kept.wall.put(0.0)
    return kept
