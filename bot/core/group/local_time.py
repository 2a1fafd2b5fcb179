"""What day and time it is where a group is, by the zone that its coach chose; UTC while none is known."""

from datetime import date, datetime

from bot.core.group.session import GroupSession, Seat
from bot.core.solo.promise import local, waking_time


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
