"""How many calls a chat takes, and how far apart: the one place with these numbers.

Bot API FAQ: about one message a second to a private chat, about twenty a minute to a group; in a group
edits count like messages, and its topics share them.
"""

from typing import Final

from bot.core.group.deadlines import CROWD
from bot.core.screen.surface import Role, Urgency
from bot.outbox.rate_limiter import Buckets, Windows

BURST: Final = 20
RATE: Final = 1.0
"""Calls a second to a private chat, after a burst."""
MOST: Final = 18
WINDOW: Final = 60.0
"""Calls to a group in any so many seconds; two are left to what people do themselves."""
KEPT: Final = 6
"""Calls of those that counters and the wall leave to a change of stage, which so waits for none of them."""
COUNTER, CROWDED, WALL, CONSOLE = 4.0, 8.0, 15.0, 3.0
"""Seconds between two states of a counter, of one in a big group, of the wall, of a coach's console."""


class Budget:
    """What is left of the calls to each chat; a group is a chat with a number below 0."""

    def __init__(self) -> None:
        self._private = Buckets(BURST, RATE)
        self._groups = Windows(MOST, WINDOW)

    def wait(self, chat: int, urgency: Urgency, now: float, calls: int = 1) -> float:
        """Seconds until so many calls in a row fit; 0 when they do now. Of a private chat, until one does."""
        if chat >= 0:
            return self._private.wait(chat, now)
        return self._groups.wait(chat, now, calls - 1 + (KEPT if urgency >= Urgency.WALL else 0))

    def spend(self, chat: int, now: float) -> None:
        """Count one call."""
        (self._private if chat >= 0 else self._groups).spend(chat, now)


def spacing(role: Role, urgency: Urgency, people: int) -> float:
    """Seconds that a surface stays as it is before it changes again; a change of stage waits for none.

    people: in the group.
    """
    if urgency < Urgency.WALL:
        return 0.0
    if role is Role.CONSOLE:
        return CONSOLE
    if role is Role.WALL:
        return WALL
    return CROWDED if people > CROWD else COUNTER
