"""Which backups are kept, and that nothing else is ever taken for one."""

from collections.abc import Iterator

import pytest

from bot.stores.rotation import DAILY, HOURLY, backup_moment, backup_name, superfluous

NOW = 1_790_006_400.0  # 16:00 UTC
HOUR, DAY = 3600.0, 86_400.0


def made_every(seconds: float, number: int, until: float = NOW) -> list[str]:
    return [backup_name(until - seconds * each, "db") for each in range(number)]


def test_a_name_says_when_the_backup_was_made() -> None:
    assert backup_name(NOW, "dump") == "coach-20260921T160000Z.dump"
    assert backup_moment(backup_name(NOW + 0.9, "db")) == NOW


@pytest.mark.parametrize(
    "name",
    [
        "coach.db",
        "coach-20260921T160000Z.db.part",
        "coach-20260921T160000Z.db-wal",
        "coach-20269921T160000Z.db",
    ],
)
def test_what_is_no_backup_is_none(name: str) -> None:
    assert backup_moment(name) is None
    assert superfluous([name, *made_every(HOUR, 100)], NOW).count(name) == 0


def test_a_day_of_hours_is_kept_whole() -> None:
    assert superfluous(made_every(HOUR, HOURLY), NOW) == []


def test_of_a_month_a_day_of_hours_stays_and_the_last_of_each_of_seven_days() -> None:
    every = made_every(HOUR, 30 * 24)

    kept = sorted(set(every) - set(superfluous(every, NOW)))

    days = [f"coach-202609{day}T230000Z.db" for day in range(15, 21)]
    hours = made_every(HOUR, HOURLY)
    assert kept == sorted({*hours, *days})
    assert len({name[:14] for name in kept}) == DAILY


def rotated() -> Iterator[set[str]]:
    """The folder, hour by hour for ten days."""
    there: set[str] = set()
    for hour in range(240):
        there.add(backup_name(NOW + HOUR * hour, "db"))
        there -= set(superfluous(there, NOW + HOUR * hour))
        yield there


def test_rotating_hour_by_hour_keeps_what_rotating_once_keeps() -> None:
    *_, last = rotated()
    every = {backup_name(NOW + HOUR * hour, "db") for hour in range(240)}

    assert last == every - set(superfluous(every, NOW + HOUR * 239))


def test_a_bot_that_runs_once_a_month_keeps_its_last_backups() -> None:
    every = made_every(30 * DAY, 12)

    assert superfluous(every, NOW) == []


def test_backups_of_a_clock_that_was_ahead_go_first_and_never_the_newest() -> None:
    ahead = made_every(HOUR, HOURLY, until=NOW + 400 * DAY)

    gone = superfluous([*ahead, *made_every(HOUR, 3)], NOW)

    assert set(gone) < set(ahead)
