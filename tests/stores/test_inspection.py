"""A database is looked at beside the bot that uses it, and nothing of it changes."""

import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing
from pathlib import Path

import pytest

from bot.stores.inspection import MEBIBYTE, Inspection, inspect_store, room_left
from bot.stores.sqlite.schema import migrations
from bot.stores.sqlite.store import SqliteStore

NEWEST = migrations()[-1].number
LEFT = "[0-9]+ MiB left on the disk"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    path = tmp_path / "coach.db"
    await SqliteStore.open(path).close()
    return path


def put_schema(path: Path, number: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {number}")


async def test_a_database_in_use_is_told_with_its_schema_and_the_disk(path: Path) -> None:
    store = SqliteStore.open(path)

    found = inspect_store(str(path))

    await store.close()
    assert found == Inspection(found.summary)
    assert found.summary.startswith(f"{path}, schema {NEWEST}, ")


def test_a_database_that_is_not_there_yet_is_made_later(tmp_path: Path) -> None:
    found = inspect_store(str(tmp_path / "new" / "folder" / "coach.db"))

    assert found == Inspection(found.summary)
    assert "coach.db is made at the first start, " in found.summary
    assert list(tmp_path.iterdir()) == []


def test_an_older_one_is_changed_at_the_next_start_and_not_before(path: Path) -> None:
    put_schema(path, 7)
    before = path.read_bytes()

    found = inspect_store(str(path))

    said = f"the next start changes it to schema {NEWEST}, and keeps {path}.schema-7"
    assert (found.warnings, found.faults) == ((said,), ())
    assert path.read_bytes() == before


def test_one_of_a_newer_version_is_a_fault(path: Path) -> None:
    put_schema(path, NEWEST + 1)

    (fault,) = inspect_store(str(path)).faults

    assert "newer version" in fault


def test_one_that_others_can_read_is_a_warning(path: Path) -> None:
    path.chmod(0o644)

    assert inspect_store(str(path)).warnings == (f"others on this machine can read it: chmod 600 {path}",)


def test_one_in_memory_is_a_warning() -> None:
    (warning,) = inspect_store("memory:").warnings

    assert "it is gone when the bot stops" in warning


@pytest.mark.parametrize(
    ("free", "warnings", "faults"), [(2000, 0, 0), (1000, 1, 0), (99, 0, 1)], ids=["enough", "little", "none"]
)
def test_a_disk_is_judged_by_what_is_left_on_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, warnings: int, faults: int
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, free * MEBIBYTE))

    found = room_left(tmp_path)

    assert (len(found.warnings), len(found.faults)) == (warnings, faults)
    assert found.summary == f"{free} MiB left on the disk"
