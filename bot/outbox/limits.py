"""Rate limits: how often something may be done. They know no clock: the caller says what time it is."""

from collections import OrderedDict, deque
from collections.abc import Iterable

from bot.core.group.deadlines import CROWD
from bot.core.screen.surface import ROLE_RULES, Role, Urgency


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
        self._set(key, self._level(key, now) - 1.0, now)

    def give_back(self, key: int, now: float) -> None:
        """Put back one token that was taken."""
        self._set(key, min(self._burst, self._level(key, now) + 1.0), now)

    def debt(self, key: int, now: float) -> float:
        """Return the seconds until the bucket is full."""
        return self.taken(key, now) / self._rate

    def set_debt(self, key: int, now: float, seconds: float) -> None:
        """Have a bucket be full in so many seconds."""
        self._set(key, self._burst - seconds * self._rate, now)

    def taken(self, key: int, now: float) -> float:
        """Return how many tokens are missing from a full bucket."""
        return self._burst - self._level(key, now)

    def _set(self, key: int, tokens: float, now: float) -> None:
        self._levels[key] = (tokens, now)
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
        times = self._within(key, now)
        times.append(now)
        self._set(key, times)

    def set_events(self, key: int, times: Iterable[float]) -> None:
        """Have these be all events of a key, the oldest first."""
        self._set(key, deque(times))

    def _set(self, key: int, times: deque[float]) -> None:
        self._times[key] = times
        self._times.move_to_end(key)
        if len(self._times) > self._keys:
            self._times.popitem(last=False)

    def _within(self, key: int, now: float) -> deque[float]:
        times = self._times.get(key, deque())
        while times and now - times[0] >= self._seconds:
            times.popleft()
        return times


def spacing(role: Role, urgency: Urgency, people: int) -> float:
    """Return how many seconds a surface of a group stays as it is before it changes again.

    A change of stage never waits. people: in the group.
    """
    if urgency < Urgency.WALL:
        return 0.0
    rules = ROLE_RULES[role]
    return rules.crowd_spacing if people > CROWD else rules.spacing
