"""Token buckets: so much at once, then so much a second. No clock; the caller tells the time."""

from collections import OrderedDict


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
