"""What was deleted leaves the disk as soon as nobody needs it any more."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.stores.sqlite import cleaning as steps
from bot.stores.sqlite.cleaning import Cleaning


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "any.db"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA journal_mode = WAL")
        opened.execute("CREATE TABLE notes (text)")
        yield opened


@pytest.fixture
def cleaning(connection: sqlite3.Connection, path: Path) -> Iterator[Cleaning]:
    opened = Cleaning(connection, path, patience=1.0)
    yield opened
    opened.close()


def size_of_log(path: Path) -> int:
    return path.with_name("any.db-wal").stat().st_size


def test_with_nothing_to_clean_there_is_all_the_time_in_the_world(cleaning: Cleaning, path: Path) -> None:
    cleaning.run_due()

    assert cleaning.seconds_until_due() is None
    assert size_of_log(path) > 0


def test_the_log_is_emptied(cleaning: Cleaning, path: Path) -> None:
    cleaning.request(thoroughly=False)

    cleaning.run_due()

    assert (size_of_log(path), cleaning.seconds_until_due()) == (0, None)


def test_while_somebody_reads_the_log_it_is_tried_again_soon(cleaning: Cleaning, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM notes").fetchall()
        cleaning.request(thoroughly=True)
        cleaning.run_due()
        wait = cleaning.seconds_until_due()

    cleaning.run_due(last_chance=True)

    assert wait is not None
    assert 0 < wait <= 1
    assert (size_of_log(path), cleaning.seconds_until_due()) == (0, None)


def test_steps_are_not_made_all_the_time(
    cleaning: Cleaning, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "CHUNK", 1)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    cleaning.request(thoroughly=True)
    cleaning.run_due()
    after_the_first = cleaning.seconds_until_due()

    cleaning.run_due(last_chance=True)

    assert after_the_first is not None
    assert after_the_first > 0
    assert cleaning.seconds_until_due() is None


def test_what_cannot_be_cleaned_now_is_tried_again(cleaning: Cleaning, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        cleaning.request(thoroughly=True)
        cleaning.run_due()
        wait = cleaning.seconds_until_due()

    cleaning.run_due(last_chance=True)

    assert wait is not None
    assert 0 < wait <= steps.RETRY
    assert (size_of_log(path), cleaning.seconds_until_due()) == (0, None)


def test_closing_makes_steps_only_for_a_moment(
    cleaning: Cleaning,
    connection: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(steps, "CHUNK", 1)
    monkeypatch.setattr(steps, "LAST_CHANCE", -1.0)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    cleaning.request(thoroughly=True)

    cleaning.run_due(last_chance=True)

    assert cleaning.seconds_until_due() is not None
    assert "may hold remnants" in caplog.text
