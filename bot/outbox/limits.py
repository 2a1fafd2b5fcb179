"""Rate limits: how often something may be done, and how many calls each chat takes.

`RateLimiter` and `SlidingWindow` know no clock: the caller says what time it is. `CallLimits` holds the
figures of the platform. Bot API FAQ: about one message a second to a private chat, about twenty a minute to
a group; in a group edits count like messages, and its topics share them.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from bot.core.group.deadlines import CROWD
from bot.core.screen.surface import ROLE_RULES, Role, Urgency
from bot.stores.protocol import Store

BURST: Final = 20
RATE: Final = 1.0
"""Calls per second to a private chat, after a burst."""
GROUP_CALLS: Final = 18
WINDOW: Final = 60.0
"""Calls to a group in any so many seconds; the other two are left to what people do themselves."""
RESERVED: Final = 6
"""Calls to a group that counters and the wall never use, so that a change of stage need not wait for them."""


class RateLimiter:
    """One token bucket per key; a key that was not seen for long has a full one.

    burst: tokens that a full bucket holds. rate: tokens added per second. most: buckets remembered.
    """

    def __init__(self, burst: float, rate: float, most: int = 10_000) -> None:
        self._burst = burst
        self._rate = rate
        self._most = most
        self._levels: OrderedDict[int, tuple[float, float]] = OrderedDict()  # key -> tokens, at

    def take(self, key: int, now: float) -> bool:
        """Take one token. Return False, and take nothing, when there is none."""
        if self.wait(key, now) > 0:
            return False
        self.spend(key, now)
        return True

    def wait(self, key: int, now: float) -> float:
        """Return the seconds until there is a token; 0 when there is one."""
        return max(0.0, (1.0 - self._level(key, now)) / self._rate)

    def spend(self, key: int, now: float) -> None:
        """Take one token, even one that is not there yet."""
        self._levels[key] = (self._level(key, now) - 1.0, now)
        self._levels.move_to_end(key)
        if len(self._levels) > self._most:
            self._levels.popitem(last=False)

    def _level(self, key: int, now: float) -> float:
        tokens, at = self._levels.get(key, (self._burst, now))
        if now < at:  # the clock was put back: count from here, or the bucket would stay empty until then
            self._levels[key] = tokens, now
            return tokens
        return min(self._burst, tokens + (now - at) * self._rate)


class SlidingWindow:
    """Allow each key so many events in any stretch of so many seconds, exactly.

    most: events in a stretch. seconds: its length. keys: remembered at most, those used last.
    """

    def __init__(self, most: int, seconds: float, keys: int = 10_000) -> None:
        self._most = most
        self._seconds = seconds
        self._keys = keys
        self._times: OrderedDict[int, deque[float]] = OrderedDict()

    def wait(self, key: int, now: float, reserved: int = 0) -> float:
        """Return the seconds until one more fits; 0 when it fits now.

        reserved: how many must stay free after it.
        """
        times = self._within(key, now)
        over = len(times) + reserved + 1 - self._most
        return max(0.0, times[over - 1] + self._seconds - now) if over > 0 else 0.0

    def spend(self, key: int, now: float) -> None:
        """Count one event, whether it fits or not."""
        self._within(key, now).append(now)
        self._times.move_to_end(key)
        if len(self._times) > self._keys:
            self._times.popitem(last=False)

    def _within(self, key: int, now: float) -> deque[float]:
        times = self._times.setdefault(key, deque())
        while times and now - times[0] >= self._seconds:
            times.popleft()
        return times


class CallLimits:
    """How many calls each chat still takes; a group is a chat with a number below 0.

    Calls to groups are also kept in the store: a bot that is killed and started again would otherwise
    believe that it had called nobody, and run into the platform's limit.

    clock: seconds since 1970, for what is stored. ticks: seconds that nobody puts back.
    """

    def __init__(self, store: Store, clock: Callable[[], float], ticks: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock
        self._ticks = ticks
        self._private = RateLimiter(BURST, RATE)
        self._groups = SlidingWindow(GROUP_CALLS, WINDOW)

    async def recall(self) -> None:
        """Count the calls that were made before this process began.

        Raises:
            StoreError: the store cannot be read.
        """
        now, ticks = self._clock(), self._ticks()
        for chat, at in await self._store.calls_since(now - WINDOW):
            self._groups.spend(chat, ticks - max(0.0, now - at))

    def wait(self, chat: int, urgency: Urgency, calls: int = 1) -> float:
        """Return the seconds until so many calls in a row fit; 0 when they fit now.

        A private chat counts as ready once a single call fits, however many are wanted.
        """
        now = self._ticks()
        if chat >= 0:
            return self._private.wait(chat, now)
        return self._groups.wait(chat, now, calls - 1 + (RESERVED if urgency >= Urgency.WALL else 0))

    async def spend(self, chat: int) -> None:
        """Count one call; one to a group is stored before it is made.

        Raises:
            StoreError: the call could not be stored; it is counted all the same.
        """
        if chat >= 0:
            self._private.spend(chat, self._ticks())
            return
        self._groups.spend(chat, self._ticks())
        now = self._clock()
        await self._store.called(chat, now, forget_before=now - WINDOW)


def spacing(role: Role, urgency: Urgency, people: int) -> float:
    """Return how many seconds a surface of a group stays as it is before it changes again.

    A change of stage never waits. people: in the group.
    """
    if urgency < Urgency.WALL:
        return 0.0
    rules = ROLE_RULES[role]
    return rules.crowd_spacing if people > CROWD else rules.spacing
