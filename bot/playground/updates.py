"""The queue of updates that wait for the bot, and getUpdates over it.

It knows ids, ages, offsets and who polls; it does not know what is in an update.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from bot.playground.bells import Bell
from bot.playground.refusals import Dropped, Json, Refusal

HOUR = 3600
LIFETIME = 24 * HOUR
TAP_LIFETIME = 150
LONGEST_POLL = 50
MOST_AT_ONCE = 100
# Kinds that a bot gets only when it asks for them by name.
_ASKED_FOR = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update in the queue; ``expires`` in Unix seconds; ``fetched`` runs at each delivery."""

    id: int
    expires: float
    update: Json
    fetched: Callable[[], None] | None = None


@dataclass(slots=True)
class UpdateQueue:
    """Updates in order of their ids.

    next_id: id of the next update; set it to jump, as Telegram does after a quiet week.
    allowed: kinds the bot wants; None is everything that Telegram sends by default.
    bell: rings for the bot, when there may be something to fetch.
    progress: rings for tests, when the bot has done something.
    history: every update that was queued, where anybody wants to know.
    is_polled: the bot is asking right now.
    slows_repeats: asking twice for one offset gets one update at a time, and waits.
    """

    now: Callable[[], float]
    next_id: int
    slows_repeats: bool = True
    allowed: frozenset[str] | None = None
    bell: Bell = field(default_factory=Bell)
    progress: Bell = field(default_factory=Bell)
    waiting: deque[Waiting] = field(default_factory=deque)
    again: deque[Waiting] = field(default_factory=deque)
    history: list[Waiting] | None = None
    is_polled: bool = False
    _poll: int = 0
    _last_offset: int | None = None
    _last_poll: float = float("-inf")

    def put(self, kind: str, content: Json, fetched: Callable[[], None] | None = None) -> Waiting | None:
        """Queue one update; None when the bot did not ask for its kind."""
        if kind in _ASKED_FOR if self.allowed is None else kind not in self.allowed:
            return None
        lifetime = TAP_LIFETIME if kind == "callback_query" else LIFETIME
        update = {"update_id": self.next_id, kind: content}
        one = Waiting(self.next_id, self.now() + lifetime, update, fetched)
        self.next_id += 1
        self.waiting.append(one)
        if self.history is not None:
            self.history.append(one)
        self.bell.ring()
        return one

    def redeliver(self, one: Waiting) -> None:
        """Hand out an update once more under its old id, whether or not it was confirmed."""
        self.again.append(one)
        self.bell.ring()

    def finish(self, one: Waiting) -> None:
        """Take away an update that a webhook has accepted; it may be gone already."""
        queue = self.again if one in self.again else self.waiting
        if one in queue:
            queue.remove(one)

    def __len__(self) -> int:
        now = self.now()
        return len(self.again) + sum(one.expires > now for one in self.waiting)

    def __bool__(self) -> bool:
        return bool(self.again) or any(True for _ in self.alive())

    def interrupt(self) -> None:
        """Make a poll under way look again."""
        self.bell.ring()

    async def get(
        self,
        offset: int,
        limit: int,
        timeout: int,
        is_cut: Callable[[], bool],
    ) -> list[Json]:
        """Answer getUpdates: confirm what is below ``offset``, then wait for updates.

        Raises:
            Refusal: 409 when another poll begins meanwhile.
            Dropped: the network was cut meanwhile.
        """
        self._poll += 1
        mine = self._poll
        self.bell.ring()
        limit, timeout = self._slowed(offset, limit, timeout)
        self._confirm(offset)

        def look() -> list[Json] | None:
            if is_cut():
                raise Dropped
            if mine != self._poll:
                raise Refusal(409, CONFLICT, "two-pollers")
            return self._batch(limit) or None

        self.is_polled = True
        self.progress.ring()
        try:
            return await self.bell.until(look, timeout) or []
        finally:
            if mine == self._poll:
                self.is_polled = False
            self.progress.ring()

    def _slowed(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        """Telegram's brake for a bot that asks for the same offset again and again."""
        now, since = self.now(), self.now() - self._last_poll
        repeated = self.slows_repeats and offset == self._last_offset
        self._last_offset, self._last_poll = offset, now
        limit = min(max(limit, 1), MOST_AT_ONCE)
        timeout = min(max(timeout, 0), LONGEST_POLL)
        if repeated and since < 0.5:
            limit = 1
        if repeated and since < 3 and timeout < 3:
            timeout = 3
        return limit, timeout

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
        else:
            while self.waiting and self.waiting[0].id < offset:
                self.waiting.popleft()

    def _batch(self, limit: int) -> list[Json]:
        batch: list[Waiting] = []
        while self.again and len(batch) < limit:
            batch.append(self.again.popleft())
        batch.extend(islice(self.alive(), limit - len(batch)))
        for one in batch:
            if one.fetched:
                one.fetched()
        return [one.update for one in batch]

    def alive(self) -> Iterator[Waiting]:
        """What waits and is not too old, the oldest first."""
        now = self.now()
        while self.waiting and self.waiting[0].expires <= now:
            self.waiting.popleft()
        return (one for one in self.waiting if one.expires > now)
