"""Which coaches were admins of their groups a moment ago: so that not each press asks the platform again.

What is remembered only saves a call, and decides nothing that a call would not: others ask for themselves.
"""

from typing import Final

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
