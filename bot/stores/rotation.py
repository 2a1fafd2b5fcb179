"""Which backups are kept: the newest ones, and one of each of the last days. Pure; names are all it knows.

A backup is named after the moment it was made at, in UTC: `coach-20261128T041500Z.db`.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

HOURLY: Final = 24
"""How many of the newest are kept, one of each hour in which the bot ran."""
DAILY: Final = 7
"""For how many of the newest days the last one is kept besides."""
AHEAD: Final = 3600.0
"""Seconds from now beyond which a name is of a clock that was wrong."""

_NAME: Final = re.compile(r"coach-(?P<moment>[0-9]{8}T[0-9]{6}Z)\.(?:db|dump)")
_FORM: Final = "%Y%m%dT%H%M%SZ"


def backup_name(at: float, suffix: str) -> str:
    """Return the name of a backup made at `at`, in seconds since 1970. suffix: `db` or `dump`."""
    return f"coach-{datetime.fromtimestamp(at, UTC).strftime(_FORM)}.{suffix}"


def backup_moment(name: str) -> float | None:
    """Return when a backup was made, by its name; None for what is no backup of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found["moment"], _FORM).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def superfluous(names: Iterable[str], now: float) -> list[str]:
    """Return the backups that need not be kept. Other files are never among them.

    A name that is of the future says nothing; it counts as the oldest.
    """
    moments = {name: at for name in names if (at := backup_moment(name)) is not None}
    newest_first = sorted(
        moments, key=lambda name: (moments[name] <= now + AHEAD, moments[name]), reverse=True
    )
    last_of_days: dict[str, str] = {}
    for name in newest_first:
        last_of_days.setdefault(name[: len("coach-20261128")], name)
    kept = {*newest_first[:HOURLY], *list(last_of_days.values())[:DAILY]}
    return [name for name in newest_first if name not in kept]
