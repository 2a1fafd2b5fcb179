"""How often somebody may try addresses that do not exist, before they have to wait."""

from collections import Counter
from collections.abc import Callable
from typing import Final

MOST_GUESSES: Final = 30
"""Wrong addresses within a minute. Whoever has a link needs none, so nobody who may look is ever held up."""
MINUTE: Final = 60.0
MOST_GUESSERS: Final = 1000
"""Machines that are counted by themselves; more of them are counted as one."""
OTHERS: Final = ""


class Guesses:
    """Counts wrong addresses for each machine they come from. ticks: monotonic seconds."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._since = ticks()
        self._counts: Counter[str] = Counter()

    def are_too_many(self, machine: str) -> bool:
        """Count one more, and return whether that machine has to wait."""
        if self._ticks() - self._since >= MINUTE:
            self._since = self._ticks()
            self._counts.clear()
        known = machine if machine in self._counts or len(self._counts) < MOST_GUESSERS else OTHERS
        self._counts[known] += 1
        return self._counts[known] > MOST_GUESSES
