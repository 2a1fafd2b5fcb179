"""When something is to be done in a group without anybody asking: announced ends, timers, long silence,
and what comes after the end.

Times are absolute. One that came while the bot was away is put off, never acted on at once: people
had no chance to see it.
"""

from dataclasses import replace
from typing import Final

from bot.core.group.session import GroupSession, GroupStage, Pending

UNDO: Final = 5.0
"""Seconds in which a reveal, a skip or an end can be taken back."""
LAST_CALL: Final = 20.0
"""Seconds announced before a step closes by itself."""
LOOK: Final = 5.0
"""Seconds between looks at whether a big group still answers."""
KEPT_OPEN: Final = -1
"""In the place of answers at the last look: a coach took an automatic close back, so there is no look."""
CROWD: Final = 20
"""People above which a group closes a step by itself, and counts in tenths."""
ENOUGH: Final = 80
"""Per cent who have answered before a step closes by itself."""
LATE: Final = 10.0
"""Seconds past a deadline above which it counts as missed."""
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


def has_clock(group: GroupSession) -> bool:
    """Return whether its open question has a timer that can be extended; a look is none."""
    return group.pending in (None, Pending.REVEAL)


def with_deadline(group: GroupSession) -> GroupSession:
    """Set the deadline: the time at which something is next due. To be called after each change."""
    return replace(group, deadline=min(_times(group), default=None))


def _times(group: GroupSession) -> list[float]:
    if group.stage is GroupStage.ENDED:
        return [group.acted_at + CHECKS[group.reminded]] if group.reminded < len(CHECKS) else []
    times = [] if group.closes_at is None else [group.closes_at]
    if group.stage in UNDER_WAY and not group.away:
        times.append(group.acted_at + AWAY)
    if group.reminded < len(RESTS):
        times.append(group.acted_at + RESTS[group.reminded])
    return times
