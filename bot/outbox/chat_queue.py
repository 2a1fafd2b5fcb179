"""The work that waits for one chat, and what we know is on show there. Makes no calls.

Rows that were read from the store may be older than what we have sent since. So the queue remembers the
message of each surface as we last left it, and `current` merges the two.
"""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from bot.core.group.session import GroupSession
from bot.core.screen.surface import ROLE_ORDER, ROLE_RULES, Urgency
from bot.outbox.known_message import KnownMessage, UnconfirmedSends
from bot.outbox.limits import spacing
from bot.stores.protocol import Due, Surface

LONGEST_BACKOFF = 30.0
QUICK_SENDS = 2
"""Sends of one state that nobody confirmed, one soon after the other: one and a retry."""
MOST_SENDS = 3
"""The same in all: each can have left a copy in the chat, so the third is the last."""
LAST_SEND_AFTER = 600.0
"""Seconds between the retry and the last send: an outage of the platform is mostly over by then."""


@dataclass(frozen=True, slots=True)
class Job:
    """A surface to be brought up to date. below: as a new message at the end of the chat.

    is_bulk: nobody waits for it right now.
    """

    due: Due
    below: bool = False
    urgency: Urgency = Urgency.STAGE
    is_bulk: bool = True

    @property
    def surface(self) -> Surface:
        """The surface's row, as it was read."""
        return self.due.surface


@dataclass(slots=True, eq=False)
class ChatQueue:
    """The jobs of one chat: at most one per surface, each to its newest state.

    in_hand: id of the surface that is being worked on. task: the worker; None while there is no work.
    not_before: the chat is left alone until then. idle_since: when the work ran out; both in the courier's
    ticks. failures: in a row. resting: whether the worker only waits. event: set when a job was added that
    may not want to wait. people: seats of its group, as last seen.
    clocks: surface -> its group, as rendered, whose clock waits to be on show.
    is_ours: no other worker writes to the chat. is_stale: rows are to be read again before the next job.
    is_leaving: it has been idle for long enough to be left to others. Where there are none, they say nothing.
    """

    chat: int
    task: asyncio.Task[None] | None = None
    in_hand: int | None = None
    not_before: float = 0.0
    failures: int = 0
    resting: bool = False
    idle_since: float = 0.0
    event: asyncio.Event = field(default_factory=asyncio.Event)
    people: int = 0
    clocks: dict[int, GroupSession] = field(default_factory=dict)
    is_ours: bool = False
    is_stale: bool = False
    is_leaving: bool = False
    _changed_at: dict[int, float] = field(default_factory=dict)
    _jobs: dict[int, Job] = field(default_factory=dict)
    _messages: dict[int, KnownMessage] = field(default_factory=dict)
    _unconfirmed: dict[int, UnconfirmedSends] = field(default_factory=dict)

    # --- jobs -----------------------------------------------------------------------------

    @property
    def load(self) -> int:
        """The number of due surfaces that nobody else needs to look at."""
        return len(self._jobs) + (self.in_hand is not None)

    @property
    def has_unconfirmed(self) -> bool:
        """Whether it remembers sends that were never confirmed, and will be made once more."""
        return any(sends.count < MOST_SENDS for sends in self._unconfirmed.values())

    @property
    def has_jobs(self) -> bool:
        """Whether anything waits to be done."""
        return bool(self._jobs)

    @property
    def is_free(self) -> bool:
        """Whether nothing is lost if another worker goes on in the chat."""
        return not self._jobs and not self.has_unconfirmed and (self.chat >= 0 or self.is_leaving)

    def is_idle(self, now: float, seconds: float) -> bool:
        """Whether it has had no work, and no reason to wait, for so many seconds."""
        return self.task is None and self.not_before <= now and now - self.idle_since >= seconds

    def is_handling(self, surface: Surface) -> bool:
        """Whether a row that was read needs no new job: it is waiting here, in hand or done."""
        if surface.id in self._jobs or surface.id == self.in_hand:
            return True
        known = self._messages.get(surface.id)
        is_done = known is not None and known.is_recorded and known.retired is None
        return is_done and self.is_shown(surface)

    def add(self, job: Job) -> None:
        """Add a job; of two for one surface the newer stays, below if either says so."""
        waiting = self._jobs.get(job.surface.id)
        if waiting is None:
            self._jobs[job.surface.id] = job
        else:
            newer = max(waiting, job, key=lambda each: each.surface.revision)
            self._jobs[job.surface.id] = replace(
                newer,
                below=waiting.below or job.below,
                urgency=min(waiting.urgency, job.urgency),
                is_bulk=waiting.is_bulk and job.is_bulk,
            )
        self.event.set()

    def goes_below(self, surface: Surface, asked: bool) -> bool:
        """Whether a newly marked surface becomes a new message at the end of the chat.

        Its row says so also for an earlier mark; that one counts unless we served it, or still will.
        """
        served = surface.id in self._jobs or surface.id == self.in_hand or surface.id in self._messages
        return asked or (surface.below and not served)

    def jobs(self) -> list[Job]:
        """Return the waiting jobs, the most urgent first; each stays until it is taken."""
        return sorted(
            self._jobs.values(),
            key=lambda job: (job.urgency, ROLE_ORDER.index(job.surface.role), job.surface.id),
        )

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Say that the worker only waits, and can be stopped at any moment."""
        self.resting = True
        try:
            yield
        finally:
            self.resting = False

    def take(self, job: Job) -> Job | None:
        """Begin with a job, in its newest form; None if it is gone."""
        newest = self._jobs.pop(job.surface.id, None)
        self.in_hand = None if newest is None else newest.surface.id
        return newest

    def put_back(self, job: Job) -> None:
        """Keep the job in hand for later, unless the queue was cleared meanwhile."""
        if self.in_hand == job.surface.id:
            self.add(job)

    def refresh(self, before: Iterable[Job], found: Iterable[Due]) -> None:
        """Have the jobs be what was found in the store, and what was added since.

        before: the jobs when it was asked.
        """
        older = {job.surface.id: job for job in before}
        for number, job in older.items():
            if self._jobs.get(number) is job:
                del self._jobs[number]
        for due in found:
            if not self.is_handling(due.surface):
                is_bulk = due.surface.id not in older or older[due.surface.id].is_bulk
                self.add(Job(due, due.surface.below, due.urgency, is_bulk))

    def clear(self) -> None:
        """Forget everything about the chat's surfaces."""
        self.in_hand = None
        self._jobs.clear()
        self.forget_messages()

    def forget_messages(self) -> None:
        """Forget what is on show."""
        self._messages.clear()
        self._unconfirmed.clear()
        self._changed_at.clear()
        self.clocks.clear()

    def lose(self) -> None:
        """Forget everything: the chat is another worker's."""
        self.clear()
        self.is_ours = False

    # --- when -----------------------------------------------------------------------------

    def spacing_left(self, job: Job, now: float) -> float:
        """Return the seconds for which the job's surface stays as it is; 0 for none. now: in ticks."""
        changed = self._changed_at.get(job.surface.id)
        if changed is None:
            return 0.0
        return max(0.0, changed + spacing(job.surface.role, job.urgency, self.people) - now)

    def note_change(self, job: Job, now: float) -> None:
        """Remember when a surface of a group last changed."""
        if job.surface.group is not None:
            self._changed_at[job.surface.id] = now

    def call_count(self, job: Job) -> int:
        """Return how many calls a job takes at most: what it shows, and each message that it retires."""
        surface = self.current(job.surface)
        shows = surface.dirty and not self.is_shown(surface)
        replaces = shows and job.below and surface.message_id is not None
        return max(1, shows + replaces + (surface.retired is not None))

    def next_backoff(self) -> float:
        """Return the retry delay in seconds after one more failure: exponential backoff, capped at 30."""
        delay = min(LONGEST_BACKOFF, 2.0 ** min(self.failures, 10))
        self.failures += 1
        return delay

    # --- what is on show ------------------------------------------------------------------

    def current(self, surface: Surface) -> Surface:
        """Return a row as it is by now: message ids rise, so the higher one is the newer.

        Of one message we know best what it shows: a row may have been read before that was recorded.
        """
        known = self._messages.get(surface.id)
        if known is None or (surface.message_id is not None and surface.message_id > known.message_id):
            return surface
        return replace(
            surface,
            message_id=known.message_id,
            digest=known.digest,
            picture=known.picture,
            retired=known.retired,
        )

    def is_shown(self, surface: Surface) -> bool:
        """Whether this state of a surface, or a newer one, is on show."""
        known = self._messages.get(surface.id)
        return known is not None and known.revision >= surface.revision

    def unrecorded(self, surface: Surface) -> KnownMessage | None:
        """Return the surface's message if the store does not know it yet."""
        known = self._messages.get(surface.id)
        return None if known is None or known.is_recorded else known

    def unpinned(self, surface: Surface) -> int | None:
        """Return the id of the surface's message if it is still to be pinned."""
        known = self._messages.get(surface.id)
        return None if known is None or known.is_pinned else known.message_id

    def unconfirmed_sends(self, surface: Surface) -> int:
        """Return how often this state of a surface was sent and perhaps not shown."""
        sends = self._unconfirmed.get(surface.id)
        return 0 if sends is None or sends.revision < surface.revision else sends.count

    def note_shown(self, surface: Surface, message_id: int, digest: str, picture: str = "") -> None:
        """Remember what a surface shows. surface: as it was rendered."""
        replaces = surface.message_id is not None and surface.message_id != message_id
        retired = surface.message_id if replaces else surface.retired
        before = self._messages.get(surface.id)
        is_same = surface.message_id == message_id
        is_pinned = not ROLE_RULES[surface.role].is_pinned or (
            is_same and (before is None or before.is_pinned)
        )
        self._messages[surface.id] = KnownMessage(
            message_id, digest, picture, surface.revision, retired, is_pinned
        )
        self._unconfirmed.pop(surface.id, None)

    def note_recorded(self, surface: Surface) -> None:
        """Remember that the store knows the surface's message."""
        if known := self._messages.get(surface.id):
            self._messages[surface.id] = replace(known, is_recorded=True)

    def note_pinned(self, surface: Surface) -> None:
        """Remember that the surface's message was pinned."""
        if known := self._messages.get(surface.id):
            self._messages[surface.id] = replace(known, is_pinned=True)

    def note_retired(self, surface: Surface) -> None:
        """Remember that nothing is left to do about the message that was replaced."""
        if known := self._messages.get(surface.id):
            self._messages[surface.id] = replace(known, retired=None)

    def note_lost(self, surface: Surface) -> Surface:
        """Forget the surface's message, which is gone from the chat. Return the row without it."""
        self._messages.pop(surface.id, None)
        return replace(surface, message_id=None, digest="", picture="", dirty=True)

    def note_unconfirmed(self, surface: Surface) -> None:
        """Remember a send that may or may not have arrived."""
        sends = self.unconfirmed_sends(surface) + 1
        self._unconfirmed[surface.id] = UnconfirmedSends(surface.revision, sends)
