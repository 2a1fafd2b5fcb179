"""Backups of an SQLite file in their folder: made whole or not at all, and forgetting whom the bot forgot."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.solo.session import Session
from bot.stores import backup_folder as module
from bot.stores.backup_folder import DAILY, HOURLY, BackupFolder, backup_moment, backup_name, superfluous
from bot.stores.opening import backup_folder
from bot.stores.protocol import Address, Change, StoreError
from bot.stores.sqlite.backups import restore
from bot.stores.sqlite.store import SqliteStore
from tests.stores.conftest import CHAT, FRESH, GONE

NOW = 1_790_006_400.0
HOUR = 3600.0
SECRET = "My boss must not know this."


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


@pytest.fixture
def folder(database: Path) -> BackupFolder:
    found = backup_folder(str(database), None)
    assert found is not None
    return found


async def open_with(database: Path, *sessions: Session) -> SqliteStore:
    store = SqliteStore.open(database)
    for session in sessions:
        await save(store, session)
    return store


def damage(database: Path) -> None:
    pages = bytearray(database.read_bytes())
    pages[4096:8192] = b"?" * 4096
    database.write_bytes(pages)


async def save(store: SqliteStore, session: Session) -> None:
    await store.update(Address(session.chat), None, lambda _: Change(session), 10.0)


async def test_a_backup_is_made_of_a_database_in_use_and_opens(database: Path, folder: BackupFolder) -> None:
    store = await open_with(database, FRESH)

    made = folder.add(NOW)

    await store.close()
    assert made == database.with_name("coach.db.backups") / "coach-20260921T160000Z.db"
    assert (made.stat().st_mode & 0o777, made.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert folder.newest_at() == NOW
    copy = SqliteStore.open(Path(shutil.copy(made, database.with_name("copy.db"))))
    assert await copy.sessions(CHAT) == (FRESH,)
    await copy.close()


async def test_those_that_are_too_many_go_with_what_is_left_of_them(
    database: Path, folder: BackupFolder
) -> None:
    store = await open_with(database)
    folder.folder.mkdir()
    for hour in range(30):
        for end in ("", "-wal", "-shm"):
            (folder.folder / f"coach-20260920T{hour % 24:02}{hour:02}00Z.db{end}").touch()
    (folder.folder / "coach-20260919T000000Z.db.part").touch()
    (folder.folder / "notes.txt").touch()

    folder.add(NOW)

    await store.close()
    names = [each.name for each in folder.folder.iterdir()]
    assert (len([name for name in names if name.endswith(".db")]), "notes.txt" in names) == (24, True)
    assert len(names) == 1 + 1 + 23 * 3


async def test_a_damaged_database_costs_no_backup(database: Path, folder: BackupFolder) -> None:
    store = await open_with(database, FRESH)
    await store.close()
    folder.add(NOW)
    damage(database)

    with pytest.raises(StoreError, match=r"coach\.db is damaged"):
        folder.add(NOW + HOUR)

    assert [each.name for each in folder.folder.iterdir()] == ["coach-20260921T160000Z.db"]


async def test_a_disk_with_little_room_is_left_to_the_database(
    database: Path, folder: BackupFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await open_with(database, FRESH)
    folder.add(NOW)
    monkeypatch.setattr(module, "RESERVE", 2**60)

    with pytest.raises(StoreError, match=r"has no room for a backup \([0-9]+ MiB left, [0-9]+ needed\)"):
        folder.add(NOW + HOUR)

    await store.close()
    assert [each.name for each in folder.folder.iterdir()] == ["coach-20260921T160000Z.db"]


async def test_a_folder_that_cannot_be_made_is_named(database: Path) -> None:
    (database.parent / "file").touch()
    folder = backup_folder(str(database), database.parent / "file" / "backups")
    assert folder is not None

    with pytest.raises(StoreError, match=r"file/backups cannot be used for backups \(Not a directory\)"):
        folder.add(NOW)


async def test_who_was_forgotten_is_deleted_from_backups_too(database: Path, folder: BackupFolder) -> None:
    other = replace(FRESH, id=8, chat=CHAT + 1, person=CHAT + 1)
    store = await open_with(database, replace(FRESH, answers={"q": SECRET}), other)
    made = folder.add(NOW)
    assert SECRET.encode() in made.read_bytes()
    await store.forget(CHAT, 1, GONE, 11.0)

    failures = folder.forget_people(NOW, 11.0)

    await store.close()
    assert failures == []
    assert SECRET.encode() not in made.read_bytes()
    assert [each.name for each in made.parent.iterdir()] == [made.name]
    restore(made, database)
    store = SqliteStore.open(database)
    assert (await store.sessions(CHAT), await store.sessions(CHAT + 1)) == ((), (other,))
    await store.close()


async def test_a_damaged_backup_is_told_with_what_to_do_and_keeps_no_other_from_forgetting(
    database: Path, folder: BackupFolder
) -> None:
    store = await open_with(database, replace(FRESH, answers={"q": SECRET}))
    made = folder.add(NOW)
    broken = made.with_name("coach-20260921T150000Z.db")
    broken.write_bytes(b"Dear database, " * 1000)
    await store.forget(CHAT, 1, GONE, 11.0)

    (failure,) = folder.forget_people(NOW, 11.0)

    await store.close()
    assert failure.startswith(f"{broken} may hold people who asked to be forgotten; delete it (")
    assert SECRET.encode() not in made.read_bytes()


def left_of(folder: Path, forgotten_at: float | None) -> list[str]:
    """Backups that cannot be changed of two weeks, and which stay."""
    for day in range(14):
        (folder / backup_name(NOW - day * 24 * HOUR, "dump")).touch()
    BackupFolder(folder, "dump", Path.touch, lambda: 0, None).forget_people(NOW, forgotten_at)
    return sorted(each.name for each in folder.iterdir())


def test_backups_that_cannot_be_changed_go_a_week_after_they_were_made_if_somebody_was_forgotten_since(
    tmp_path: Path,
) -> None:
    stay = left_of(tmp_path, NOW - HOUR)

    assert stay == sorted(backup_name(NOW - day * 24 * HOUR, "dump") for day in range(8))


def test_one_that_cannot_be_deleted_is_told_with_what_to_do_and_keeps_no_other_from_going(
    tmp_path: Path,
) -> None:
    stuck = tmp_path / backup_name(NOW - 12 * 24 * HOUR, "dump")
    (stuck / "in it").mkdir(parents=True)
    other = tmp_path / backup_name(NOW - 11 * 24 * HOUR, "dump")
    other.touch()

    (failure,) = BackupFolder(tmp_path, "dump", Path.touch, lambda: 0, None).forget_people(NOW, NOW - HOUR)

    assert failure.startswith(f"{stuck} may hold people who asked to be forgotten; delete it (")
    assert not other.exists()


@pytest.mark.parametrize("forgotten_at", [None, NOW - 15 * 24 * HOUR], ids=["never", "before"])
def test_backups_that_cannot_be_changed_stay_where_nobody_was_forgotten_since(
    tmp_path: Path, forgotten_at: float | None
) -> None:
    assert len(left_of(tmp_path, forgotten_at)) == 14


def test_after_a_clock_was_put_back_no_backup_counts_as_old(tmp_path: Path) -> None:
    made = [backup_name(NOW + day * 24 * HOUR, "dump") for day in range(14)]
    for name in made:
        (tmp_path / name).touch()

    BackupFolder(tmp_path, "dump", Path.touch, lambda: 0, None).forget_people(NOW - HOUR, NOW - 2 * HOUR)

    assert sorted(each.name for each in tmp_path.iterdir()) == made


def test_a_database_that_is_no_file_has_backups_where_somebody_wants_them(tmp_path: Path) -> None:
    assert backup_folder("memory:", tmp_path) is None
    assert backup_folder("postgresql://coach@127.0.0.1/coach", None) is None
    served = backup_folder("postgresql://coach@127.0.0.1/coach", tmp_path)
    assert served is not None
    assert (served.folder, served.suffix) == (tmp_path, "dump")


async def test_what_an_unfinished_backup_left_goes_with_the_next(
    database: Path, folder: BackupFolder
) -> None:
    await (await open_with(database, FRESH)).close()
    folder.folder.mkdir()
    for end in ("", "-journal"):
        (folder.folder / f"coach-20260101T000000Z.db.part{end}").touch()

    made = folder.add(NOW)

    assert list(folder.folder.iterdir()) == [made]


# --- which are kept ---------------------------------------------------------------------

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
