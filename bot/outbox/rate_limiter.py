"""How much may be done, and when: buckets and windows. No clock; the caller tells the time."""

from collections import OrderedDict, deque


class Buckets:
    """One bucket for each key; a key not seen for long has a full one.

    burst: tokens a full bucket holds. rate: tokens it gains a second. most: buckets remembered.
    """

    def __init__(self, burst: float, rate: float, most: int = 10_000) -> None:
        self._burst = burst
        self._rate = rate
        self._most = most
        self._levels: OrderedDict[int, tuple[float, float]] = OrderedDict()  # key -> tokens, at

    def take(self, key: int, now: float) -> bool:
        """Take one token; False, and nothing taken, when there is none."""
        if self.wait(key, now) > 0:
            return False
        self.spend(key, now)
        return True

    def wait(self, key: int, now: float) -> float:
        """Seconds until there is a token; 0 when there is one."""
        return max(0.0, (1.0 - self._level(key, now)) / self._rate)

    def spend(self, key: int, now: float) -> None:
        """Take one token, even one that has yet to come."""
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


class Windows:
    """For each key so many in any stretch of so many seconds, exactly.

    most: in a stretch. seconds: its length. keys: remembered at most, those used last.
    """

    def __init__(self, most: int, seconds: float, keys: int = 10_000) -> None:
        self._most = most
        self._seconds = seconds
        self._keys = keys
        self._times: OrderedDict[int, deque[float]] = OrderedDict()

    def wait(self, key: int, now: float, kept: int = 0) -> float:
        """Seconds until one more fits; 0 when it does now. kept: how many are to stay free after it."""
        times = self._within(key, now)
        over = len(times) + kept + 1 - self._most
        return max(0.0, times[over - 1] + self._seconds - now) if over > 0 else 0.0

    def spend(self, key: int, now: float) -> None:
        """Count one, whether it fits or not."""
        self._within(key, now).append(now)
        self._times.move_to_end(key)
        if len(self._times) > self._keys:
            self._times.popitem(last=False)

    def _within(self, key: int, now: float) -> deque[float]:
        times = self._times.setdefault(key, deque())
        while times and now - times[0] >= self._seconds:
            times.popleft()
        return times
