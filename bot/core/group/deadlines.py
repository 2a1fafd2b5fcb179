"""When something is to be done in a group without anybody asking: announced ends, timers, long silence,
and what comes after the end; and what time it is there.

Times are absolute. One that came while the bot was away is put off, never acted on at once: people
had no chance to see it.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from bot.core.group.session import GroupSession, GroupStage, Pending, Seat
from bot.core.solo.promise import local, waking_time

UNDO: Final = 5.0
"""Seconds in which a reveal, a skip or an end can be taken back."""
LAST_CALL: Final = 20.0
"""Seconds announced before a step closes by itself."""
LOOK: Final = 5.0
"""Seconds between looks at whether people still answer. No longer than the bot can be away unnoticed."""
LOOK_CLOSELY: Final = 3.0
"""The same where a question closes once everybody has answered."""
MINUTE: Final = 60
TALK_TIME: Final = 4 * MINUTE
"""Seconds of a talk."""
TICKS: Final = (10, 30, *(MINUTE * each for each in (1, 2, 3, 4, 5, 10, 15, 20, 30, 40, 50, 60)))
"""Seconds left at which the clock is shown anew."""
UNSEEN: Final = 120.0
"""Seconds after which a close that cannot be shown is given up."""
KEPT_OPEN: Final = -1
"""In the place of answers at the last look: a coach took an automatic close back, so there is no look."""
CROWD: Final = 20
"""People above which a group closes a step by itself, and counts in tenths."""
ENOUGH: Final = 80
"""Per cent who have answered before a step closes by itself."""
LATE: Final = 10.0
"""Seconds past a deadline above which it counts as missed."""
SLOW: Final = 30.0
"""Seconds from an announcement until people see it, above which they get more time."""
AWAY: Final = 600.0
"""Seconds without a coach after which the board says that answers are safe."""
DAY: Final = 86_400.0
RESTS: Final = (DAY, 7 * DAY, 30 * DAY)
"""Silence after which a session is paused, its coach is asked once more, and it ends."""

CHECKS: Final = (3 * DAY, 7 * DAY, 30 * DAY, 37 * DAY)
"""Times after the end at which it is asked what came of it; at the last, answers are only counted."""

UNDER_WAY: Final = (
    GroupStage.OPEN,
    GroupStage.CLOSING,
    GroupStage.TALK,
    GroupStage.SHOWN,
    GroupStage.RESULTS,
    GroupStage.PLAN,
)


def waits_to_be_seen(group: GroupSession) -> bool:
    """Return whether its clock runs from the moment on in which its message is on show."""
    return group.clock > 0 and group.closes_at is None and group.stage in UNDER_WAY


def next_tick(group: GroupSession) -> float | None:
    """Return when its clock is to say something else; None where none runs."""
    if group.clock <= 0 or group.closes_at is None or group.stage is GroupStage.CLOSING:
        return None
    return group.closes_at - max((each for each in TICKS if each < group.clock), default=0)


def can_extend(group: GroupSession) -> bool:
    """Return whether a minute can be given: a question is open, or closes, or people talk."""
    if group.stage is GroupStage.CLOSING:
        return group.pending is Pending.REVEAL
    return group.stage in (GroupStage.OPEN, GroupStage.TALK)


def with_time_left(group: GroupSession, at: float) -> GroupSession:
    """Return the group whose clock says what is left, in tens of seconds.

    One that stands still, or waits to be seen, says so already. at: seconds since 1970.
    """
    if group.closes_at is None or group.clock <= 0:
        return group
    return replace(group, clock=max(10, 10 * round((group.closes_at - at) / 10)))


def with_deadline(group: GroupSession) -> GroupSession:
    """Set the deadline: the time at which something is next due. To be called after each change."""
    return replace(group, deadline=min(_times(group), default=None))


def _times(group: GroupSession) -> list[float]:
    if group.stage is GroupStage.ENDED:
        checks = [group.acted_at + CHECKS[group.reminded]] if group.reminded < len(CHECKS) else []
        return checks if group.closes_at is None else [*checks, group.closes_at]
    times = [each for each in (next_tick(group) or group.closes_at, group.looks_at) if each is not None]
    if group.stage in UNDER_WAY and not group.away:
        times.append(group.acted_at + AWAY)
    if group.reminded < len(RESTS):
        times.append(group.acted_at + RESTS[group.reminded])
    return times


# --- what time it is there --------------------------------------------------------------
# By the zone that the coach chose; UTC while none is known.


def group_time(group: GroupSession, at: float) -> datetime:
    """Return calendar and clock of the group. at: seconds since 1970."""
    return local(at, group.zone or 0)


def group_day(group: GroupSession, at: float) -> date:
    """Return the day that it is for the group."""
    return group_time(group, at).date()


def next_waking_time(group: GroupSession, seat: Seat, at: float) -> float:
    """Return `at`, or the next morning where its person sleeps then: by their own zone, or the group's."""
    zone = group.zone if seat.zone is None else seat.zone
    return waking_time(at, zone or 0)
