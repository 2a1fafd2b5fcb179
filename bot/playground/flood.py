"""Telegram's brakes for bots that send too much (https://core.telegram.org/bots/faq#broadcasting-to-users).

About 1 message a second in a private chat, with short bursts; 20 a minute in a group; 30 a
second in all. The true limits are not published; these are strict ones.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.refusals import too_many_requests


@dataclass(slots=True)
class _Bucket:
    tokens: float
    since: float


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` calls at once, then one more each ``seconds``."""

    burst: int
    seconds: float


PRIVATE = Rate(burst=5, seconds=1.0)
GROUP = Rate(burst=20, seconds=3.0)
OVERALL = Rate(burst=30, seconds=1 / 30)


@dataclass(slots=True)
class FloodControl:
    """Counts what is sent, edited and deleted, chat by chat."""

    now: Callable[[], float]
    _buckets: dict[int | None, _Bucket] = field(default_factory=dict)

    def check(self, chat: int) -> None:
        """Take one call into account.

        Raises:
            Refusal: 429 when it is one too many.
        """
        wait = max(self._wait(None, OVERALL), self._wait(chat, GROUP if chat < 0 else PRIVATE))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        for key in (None, chat):
            self._buckets[key].tokens -= 1

    def _wait(self, key: int | None, rate: Rate) -> float:
        now = self.now()
        bucket = self._buckets.setdefault(key, _Bucket(rate.burst, now))
        bucket.tokens = min(rate.burst, bucket.tokens + (now - bucket.since) / rate.seconds)
        bucket.since = now
        # A hair of tolerance: tokens are sums of floating-point steps.
        return 0.0 if bucket.tokens >= 1 - 1e-9 else (1 - bucket.tokens) * rate.seconds
