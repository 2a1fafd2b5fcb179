"""What a person asked to be written about after a result, and the times at which that may be.

A promise is a value in its session. Times of the day are the person's own; what is stored is UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Final

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
MOST_MESSAGES: Final = 2
"""Reminders of one step."""
WAKING: Final = range(9, 20)
"""Hours of the day in which people may be written to, an hour short at both ends.

Their clocks may have changed by an hour since they said what time it is.
"""
TOO_LATE: Final = 7 * DAY
"""Seconds after which a reminder that could not be sent is no longer worth sending."""
ZONE_ASKED: Final = 900.0
"""Seconds for which the times on the buttons of a question about the time are right enough."""


class Moment(Enum):
    """The time of the day at which somebody wants to be written to; the value is its hour."""

    MORNING = 9
    EVENING = 19


class PromiseStage(Enum):
    """Where a promise stands.

    WHEN: it is asked at what time to write. ZONE: it is asked what time it is there. SET: a message is to
    come. ASKED: it was asked how the step went. DID: it was done; it is asked if an answer
    changed. AGAIN: the person is invited to look at the answers again. CLOSED: nothing more comes.
    """

    WHEN = "when"
    ZONE = "zone"
    SET = "set"
    ASKED = "asked"
    DID = "did"
    AGAIN = "again"
    CLOSED = "closed"


class PromiseEnd(Enum):
    """Why nothing more comes."""

    NO_MESSAGE = "no_message"
    DROPPED = "dropped"
    DONE = "done"
    NEWER = "newer"
    LOOKING = "looking"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Promise:
    """One step that somebody means to do, and what they want to be written about.

    step: what it is, in the words in which it was promised. day: until when.
    again: the day on which the answers could be looked at again; None where the advice names none.
    moment: when to write; None while that was not said. remind_at: when the next message about the step is
    due; look_at: when the message about looking again is; both None for never.
    sent: messages about the step so far. asked_at: when it was asked what time it is.
    ending: of a closed one. turn: rises with every change: a button of another turn is stale.
    """

    step: str
    day: date
    again: date | None = None
    stage: PromiseStage = PromiseStage.WHEN
    moment: Moment | None = None
    remind_at: float | None = None
    look_at: float | None = None
    sent: int = 0
    asked_at: float = 0.0
    ending: PromiseEnd | None = None
    turn: int = 0

    @property
    def deadline(self) -> float | None:
        """When something is next due; None for never."""
        return min((each for each in (self.remind_at, self.look_at) if each is not None), default=None)

    @property
    def may_repeat(self) -> bool:
        """Whether one more message about the step is allowed."""
        return self.sent < MOST_MESSAGES


ZONES: Final = (
    *(60 * hours for hours in range(-10, 14)),
    *(60 * hours + 30 for hours in (3, 4, 5, 6, 9)),
)
"""Minutes east of UTC that people live by; a button holds the place of one, so they are only added to.

Without those of few people, who are a quarter or half an hour off one of these.
"""


def zones_by_time(asked_at: float) -> Sequence[int]:
    """Return the zones in the order of their times of the day."""
    return sorted(ZONES, key=lambda zone: local(asked_at, zone).time())


def local(at: float, zone: int) -> datetime:
    """Return what calendar and clock say in a zone."""
    return datetime.fromtimestamp(at, UTC) + timedelta(minutes=zone)


def moment_on(day: date, moment: Moment, zone: int, after: float) -> float:
    """Return that moment of a day, or of the first day on which it comes after `after`."""
    due = datetime.combine(day, time(moment.value), UTC).timestamp() - 60 * zone
    return due if due > after else due + DAY * (1 + (after - due) // DAY)


def waking_time(at: float, zone: int) -> float:
    """Return `at`, or the next morning where people sleep then."""
    there = local(at, zone)
    if there.hour in WAKING:
        return at
    return moment_on(there.date(), Moment.MORNING, zone, at)
