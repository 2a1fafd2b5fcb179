"""When backups are made, by whom, and what a failure costs."""

import asyncio
import os
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.backups import HOUR, MINUTE, Backups
from bot.stores.backup_folder import BackupFolder, backup_name
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore
from tests.stores.conftest import GONE

NOW = 1_790_006_400.0  # a full hour
DAY = 24 * HOUR


class Shelf:
    """A folder of backups, and what was done with it. fails: what the next backup fails with."""

    def __init__(self, path: Path, now: float = NOW) -> None:
        self.path, self.now = path, now
        self.done: list[str] = []
        self.fails: Exception | None = None
        self.damaged: list[str] = []
        self.store = SqliteStore.in_memory()
        self.folder = BackupFolder(path, "db", self._make, lambda: 0, self._forget)
        self.backups = self.worker()

    def worker(self) -> Backups:
        return Backups(self.store, self.folder, clock=lambda: self.now)

    def made(self) -> int:
        return sum(each.startswith("coach-") for each in self.done)

    def _make(self, target: Path) -> None:
        if self.fails:
            raise self.fails
        target.touch()
        self.done.append(target.name)

    def _forget(self, backups: Sequence[Path]) -> list[str]:
        self.done.append(f"forget in {len(backups)}")
        return self.damaged


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


async def test_a_backup_is_made_every_hour_and_people_are_forgotten_first(shelf: Shelf) -> None:
    for _ in range(120):
        await shelf.backups.look()
        shelf.now += MINUTE

    first, second = "coach-20260921T160000Z.db", "coach-20260921T170000Z.db"
    forgot = ["forget in 1"] * 60
    assert shelf.done == ["forget in 0", first, *forgot, second, *["forget in 2"] * 59]
    assert shelf.backups.made_at == NOW + HOUR


async def test_a_bot_that_starts_again_goes_by_the_newest_there_is(shelf: Shelf) -> None:
    await shelf.backups.look()
    shelf.now += HOUR / 2
    again = shelf.worker()

    await again.look()

    assert (again.made_at, shelf.made()) == (NOW, 1)


@pytest.mark.parametrize(
    ("ahead", "platform_says", "kept"),
    [(0.0, 0.0, 8), (30 * DAY, 0.0, 8), (0.0, 30 * DAY, 8), (0.0, None, 14), (30 * DAY, 30 * DAY, 1)],
)
async def test_by_one_clock_that_is_ahead_no_backup_counts_as_old(
    tmp_path: Path, ahead: float, platform_says: float | None, kept: int
) -> None:
    names = {backup_name(NOW - day * DAY, "dump") for day in range(14)}
    for name in names:
        (tmp_path / name).touch()
    store = SqliteStore.in_memory()
    await store.forget(7, 1, GONE, NOW - HOUR)
    folder = BackupFolder(tmp_path, "dump", Path.touch, lambda: 0, None)
    backups = Backups(store, folder, clock=lambda: NOW + ahead)
    backups.platform_time = lambda: None if platform_says is None else NOW + platform_says
    backups.made_at = NOW + ahead

    await backups.look()

    assert len(names & set(os.listdir(tmp_path))) == kept


async def test_of_two_workers_one_makes_it(shelf: Shelf) -> None:
    other = shelf.worker()

    await shelf.backups.look()
    await other.look()

    assert (other.made_at, shelf.made()) == (NOW, 1)


async def test_a_backup_that_fails_is_told_once_and_tried_again_in_an_hour(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.fails = StoreError("the disk is full; free some")
    for _ in range(30):
        await shelf.backups.look()
        shelf.now += MINUTE
    shelf.fails = None
    shelf.now += HOUR

    await shelf.backups.look()

    assert (
        caplog.text.count("no backup was made, those there are stay; it is tried again in an hour: the disk")
        == 1
    )
    assert shelf.done[-1] == "coach-20260921T173000Z.db"


async def test_a_backup_that_cannot_forget_is_told_once_an_hour(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.damaged = ["a.db may hold people", "b.db may hold people"]

    for _ in range(90):
        await shelf.backups.look()
        shelf.now += MINUTE

    told = [each.getMessage() for each in caplog.records if each.levelname == "WARNING"]
    assert told == [f"a backup could not be changed: {each}" for each in shelf.damaged] * 2
    assert shelf.made() == 2


async def test_a_bug_ends_nothing_and_shows_nothing(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    shelf.fails = RuntimeError("what Ann said")
    looks = iter(range(3))

    async def sleep(_seconds: float) -> None:
        next(looks)

    with pytest.raises(RuntimeError, match="StopIteration"):
        await Backups(shelf.store, shelf.folder, clock=lambda: shelf.now, sleep=sleep).keep()

    assert ("RuntimeError in " in caplog.text, "Ann" in caplog.text) == (True, False)


async def test_a_clock_that_is_put_back_holds_up_no_backup(shelf: Shelf) -> None:
    await shelf.backups.look()
    shelf.now -= 5 * HOUR

    await shelf.backups.look()

    assert shelf.done[-1] == "coach-20260921T110000Z.db"


async def test_a_folder_that_cannot_be_read_ends_nothing_and_is_told_once_an_hour(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    (shelf.path / "file").touch()
    shelf.folder = replace(shelf.folder, folder=shelf.path / "file")
    backups = shelf.worker()

    for _ in range(90):
        await backups.look()
        shelf.now += MINUTE

    assert (backups.made_at, shelf.made()) == (None, 0)
    assert caplog.text.count("file cannot be used for backups (Not a directory); check who owns it") == 2


async def test_a_folder_that_never_answers_holds_up_no_start_and_is_told(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    answers, looked = threading.Event(), asyncio.Event()
    sleeps = iter((0.0, 60.0))

    def wait(_backups: Sequence[Path]) -> list[str]:
        answers.wait()
        return []

    async def sleep(_seconds: float) -> None:
        if seconds := next(sleeps):
            looked.set()
        await asyncio.sleep(seconds)

    shelf.folder = replace(shelf.folder, forget=wait)
    backups = Backups(shelf.store, shelf.folder, clock=lambda: shelf.now, sleep=sleep, slow=0.01)
    keeping = asyncio.create_task(backups.keep())
    asyncio.get_running_loop().call_later(0.1, answers.set)

    await looked.wait()

    keeping.cancel()
    told = f"backups have waited for {shelf.path} for 0 minutes, and none is made; see whether it answers"
    assert (shelf.made(), told in caplog.text) == (1, True)
