"""Telegram's brakes for bots that send too much (https://core.telegram.org/bots/faq#broadcasting-to-users).

About 1 message a second in a private chat, with short bursts; 20 a minute in a group, sends and
edits together; 30 a second in all. The true limits are not published; these are strict ones.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.refusals import too_many_requests


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` calls at once, then one more each ``seconds``."""

    burst: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Window:
    """At most ``most`` calls in any ``seconds``."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How much goes to one private chat, to one group with all its topics, and in all."""

    private: Rate = Rate(burst=5, seconds=1.0)
    group: Window = Window(most=20, seconds=60.0)
    overall: Rate = Rate(burst=30, seconds=1 / 30)


@dataclass(slots=True)
class _Bucket:
    tokens: float
    since: float


@dataclass(slots=True)
class FloodControl:
    """Counts what is sent, edited and pinned, chat by chat; what was refused does not count."""

    now: Callable[[], float]
    limits: Limits = field(default_factory=Limits)
    _buckets: dict[int | None, _Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def check(self, chat: int) -> None:
        """Take one call into account.

        Raises:
            Refusal: 429 when it is one too many.
        """
        wait = max(self._until_token(None, self.limits.overall), self._until_free(chat))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        self._buckets[None].tokens -= 1
        if chat < 0:
            self._groups[chat].append(self.now())
        else:
            self._buckets[chat].tokens -= 1

    def _until_free(self, chat: int) -> float:
        if chat >= 0:
            return self._until_token(chat, self.limits.private)
        window, now = self.limits.group, self.now()
        past = self._groups.setdefault(chat, deque())
        while past and past[0] <= now - window.seconds:
            past.popleft()
        return 0.0 if len(past) < window.most else past[0] + window.seconds - now

    def _until_token(self, key: int | None, rate: Rate) -> float:
        now = self.now()
        bucket = self._buckets.setdefault(key, _Bucket(rate.burst, now))
        bucket.tokens = min(rate.burst, bucket.tokens + (now - bucket.since) / rate.seconds)
        bucket.since = now
        # A hair of tolerance: tokens are sums of floating-point steps.
        return 0.0 if bucket.tokens >= 1 - 1e-9 else (1 - bucket.tokens) * rate.seconds


def flood_control(now: Callable[[], float], wanted: bool | Limits) -> FloodControl | None:
    """Flood control with the usual limits, with others, or none."""
    if not wanted:
        return None
    return FloodControl(now, wanted if isinstance(wanted, Limits) else Limits())
