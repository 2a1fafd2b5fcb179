"""What one chat is waiting for, and what is known to be on show there. No call to anything."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.core.screen.surface import Role, Urgency
from bot.outbox.limits import spacing
from bot.stores.protocol import Due, Surface

ORDER = (
    *(Role.BOARD, Role.STEP, Role.TALK, Role.WALL),
    *(Role.MESSAGE, Role.EXPORT, Role.CARD, Role.RESULT, Role.CONSOLE, Role.INVITATION),
    *(Role.TABLE, Role.SUMMARY, Role.CHECK_IN),
)
"""A card comes below a message that was told with it, a result below its card, a step below its board."""

SLOWEST_RETRY = 30.0
MOST_DOUBTFUL_SENDS = 2
"""One send and one more: a third could be the third copy in the chat."""


@dataclass(frozen=True, slots=True)
class Job:
    """A surface to be brought up to date. below: as a new message at the end of the chat."""

    due: Due
    below: bool = False
    urgency: Urgency = Urgency.STAGE

    @property
    def surface(self) -> Surface:
        """The surface's row, as it was read."""
        return self.due.surface


@dataclass(frozen=True, slots=True)
class Shown:
    """What we put on show: newer than any row that was read before it was recorded.

    pinned: False for a board that is still to be pinned.
    """

    message_id: int
    digest: str
    picture: str
    revision: int
    retired: int | None
    pinned: bool = True
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Sends of one state of a surface of which nobody knows whether they arrived."""

    revision: int
    sends: int


@dataclass(slots=True, eq=False)
class Desk:
    """The desk of one chat.

    in_hand: the surface that is being worked on. task: who works; None while nobody has to.
    not_before: before then the chat is left alone. idle_since: when it had nothing more to do;
    both in the ticks of the courier. failures: in a row. resting: whether the worker only waits.
    news: set when something came that may not want to wait. people: seats of its group, as last seen.
    """

    chat: int
    task: asyncio.Task[None] | None = None
    in_hand: int | None = None
    not_before: float = 0.0
    failures: int = 0
    resting: bool = False
    idle_since: float = 0.0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    people: int = 0
    _changed_at: dict[int, float] = field(default_factory=dict)
    _jobs: dict[int, Job] = field(default_factory=dict)
    _shown: dict[int, Shown] = field(default_factory=dict)
    _doubts: dict[int, Doubt] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """How many due surfaces nobody else needs to look at."""
        return len(self._jobs) + (self.in_hand is not None) + len(self._doubts)

    @property
    def is_hopeful(self) -> bool:
        """Whether nothing was given up here."""
        return not self._doubts

    def is_idle(self, now: float, seconds: float) -> bool:
        """Whether it has had nothing to do, and nothing to wait for, for so many seconds."""
        return self.task is None and self.not_before <= now and now - self.idle_since >= seconds

    def holds(self, surface: Surface) -> bool:
        """Whether a row that was read needs nobody: it is waiting here, in hand, or done."""
        if surface.id in self._jobs or surface.id == self.in_hand or self.is_given_up(surface):
            return True
        known = self._shown.get(surface.id)
        return known is not None and self.is_shown(surface) and known.recorded and known.retired is None

    def put(self, job: Job) -> None:
        """Have a surface brought up to date: the newest state alone, below if anything asked for that."""
        waiting = self._jobs.get(job.surface.id)
        if waiting is None:
            self._jobs[job.surface.id] = job
        else:
            newer = max(waiting, job, key=lambda each: each.surface.revision)
            self._jobs[job.surface.id] = replace(
                newer, below=waiting.below or job.below, urgency=min(waiting.urgency, job.urgency)
            )
        self.news.set()

    def below(self, surface: Surface, asked: bool) -> bool:
        """Whether a newly marked surface goes below.

        Its row says so also for an earlier mark; that one counts unless we served it, or still will.
        """
        served = surface.id in self._jobs or surface.id == self.in_hand or surface.id in self._shown
        return asked or (surface.below and not served)

    def jobs(self) -> list[Job]:
        """What waits, the most urgent first; each stays until it is taken."""
        return sorted(
            self._jobs.values(), key=lambda job: (job.urgency, ORDER.index(job.surface.role), job.surface.id)
        )

    def rests(self, job: Job, now: float) -> float:
        """Seconds for which the job's surface is to stay as it is; 0 for none. now: in ticks."""
        changed = self._changed_at.get(job.surface.id)
        if changed is None:
            return 0.0
        return max(0.0, changed + spacing(job.surface.role, job.urgency, self.people) - now)

    def calls(self, job: Job) -> int:
        """How many calls a job takes at most: what it shows, and each message that it puts away."""
        surface = self.as_known(job.surface)
        shows = surface.dirty and not self.is_shown(surface)
        replaces = shows and job.below and surface.message_id is not None
        return max(1, shows + replaces + (surface.retired is not None))

    def changes(self, job: Job, now: float) -> None:
        """Remember when a surface of a group was last worked on."""
        if job.surface.group is not None:
            self._changed_at[job.surface.id] = now

    def take(self, job: Job) -> None:
        """Begin with a job."""
        self.in_hand = job.surface.id
        del self._jobs[job.surface.id]

    def put_back(self, job: Job) -> None:
        """Keep the job in hand for later, unless the desk was cleared meanwhile."""
        if self.in_hand == job.surface.id:
            self.put(job)

    def clear(self) -> None:
        """Forget everything about the chat's surfaces."""
        self.in_hand = None
        self._jobs.clear()
        self._shown.clear()
        self._doubts.clear()
        self._changed_at.clear()

    def as_known(self, surface: Surface) -> Surface:
        """A row as it is by now: message ids rise, so the higher one is the newer.

        Of one message we know best what it shows: a row may have been read before that was recorded.
        """
        known = self._shown.get(surface.id)
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
        known = self._shown.get(surface.id)
        return known is not None and known.revision >= surface.revision

    def show(self, surface: Surface, message_id: int, digest: str, picture: str = "") -> None:
        """Remember what a surface shows. surface: as it was rendered."""
        replaces = surface.message_id is not None and surface.message_id != message_id
        retired = surface.message_id if replaces else surface.retired
        before = self._shown.get(surface.id)
        is_same = surface.message_id == message_id
        pinned = surface.role is not Role.BOARD or (is_same and (before is None or before.pinned))
        self._shown[surface.id] = Shown(message_id, digest, picture, surface.revision, retired, pinned)
        self._doubts.pop(surface.id, None)

    def unrecorded(self, surface: Surface) -> Shown | None:
        """What the store was not told yet."""
        known = self._shown.get(surface.id)
        return None if known is None or known.recorded else known

    def record(self, surface: Surface) -> None:
        """Remember that the store was told."""
        if known := self._shown.get(surface.id):
            self._shown[surface.id] = replace(known, recorded=True)

    def unpinned(self, surface: Surface) -> int | None:
        """The message of a board that is still to be pinned; None for none."""
        known = self._shown.get(surface.id)
        return None if known is None or known.pinned else known.message_id

    def pin(self, surface: Surface) -> None:
        """Remember that a board was pinned."""
        if known := self._shown.get(surface.id):
            self._shown[surface.id] = replace(known, pinned=True)

    def put_away(self, surface: Surface) -> None:
        """Remember that the retired message is gone."""
        if known := self._shown.get(surface.id):
            self._shown[surface.id] = replace(known, retired=None)

    def lose(self, surface: Surface) -> None:
        """Remember that a surface's message is gone."""
        self._shown.pop(surface.id, None)

    def doubt(self, surface: Surface) -> None:
        """Remember a send of which nobody knows whether it arrived."""
        before = self._doubts.get(surface.id)
        sends = before.sends if before is not None and before.revision == surface.revision else 0
        self._doubts[surface.id] = Doubt(surface.revision, sends + 1)

    def is_given_up(self, surface: Surface) -> bool:
        """Whether another send of this state could make yet another copy."""
        doubt = self._doubts.get(surface.id)
        return doubt is not None and doubt.revision >= surface.revision and doubt.sends >= MOST_DOUBTFUL_SENDS

    def back_off(self) -> float:
        """Seconds to wait after one more failure: 1, 2, 4, ... 30."""
        pause = min(SLOWEST_RETRY, 2.0 ** min(self.failures, 10))
        self.failures += 1
        return pause
