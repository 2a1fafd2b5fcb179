"""A purge, and what a person can see of theirs, reads little however much is stored."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.stores.sql import deletion, session_rows
from bot.stores.sqlite.files import SqliteConnection
from bot.stores.sqlite.schema import migrate, migrations

PLACE = {"used_at": 0.0, "id": 0, "before": 1.0, "most": 9}


@pytest.mark.parametrize(
    ("query", "arguments", "index"),
    [
        (deletion.UNUSED_SESSIONS, PLACE, "sessions_used_at"),
        (deletion.UNUSED_SESSION_COUNT, (1.0, 9), "sessions_used_at"),
        (deletion.DELETE_SOME["surfaces"], (1.0, 9), "surfaces_once"),
        ("SELECT id FROM group_sessions WHERE used_at < ?", (1.0,), "groups_used_at"),
        (session_rows.OF_PERSON, (1, 1), "sessions_person"),
        (session_rows.OF_PERSON, (1, 1), "sessions_used"),
    ],
)
def test_what_has_passed_its_time_is_found_by_an_index(
    tmp_path: Path, query: str, arguments: tuple[object, ...] | dict[str, object], index: str
) -> None:
    path = tmp_path / "coach.db"
    with closing(SqliteConnection(path, isolation_level=None)) as connection:
        migrate(connection, path, migrations())
        plan = " ".join(str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", arguments))
    assert f"INDEX {index}" in plan
    assert "SCAN sessions" not in plan
    assert "SCAN surfaces" not in plan


@pytest.mark.parametrize("deleted", [0, 1, deletion.CHUNK, 3 * deletion.CHUNK + 1])
def test_a_walk_through_the_unused_ends_and_leaves_out_none(tmp_path: Path, deleted: int) -> None:
    path = tmp_path / "coach.db"
    with closing(SqliteConnection(path, isolation_level=None)) as connection:
        migrate(connection, path, migrations())
        connection.executemany(
            "INSERT INTO sessions VALUES (?, 1, 1, 'd', 'h', 'asking', 0, '{}', 1, ?, 1.0, NULL, NULL)",
            ((number, 5.0 if number <= deleted else 50.0) for number in range(1, deleted + 6)),
        )
        counts, place = [], deletion.START
        while place is not None:
            some, place = deletion.delete_unused_sessions(connection, 9.0, place)  # type: ignore[assignment]
            counts.append(some)

        assert (sum(counts), deletion.count_sessions(connection)) == (deleted, 5)
        assert max(counts) <= deletion.CHUNK


def test_ids_of_updates_go_in_bites_until_a_newer_one_comes(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    with closing(SqliteConnection(path, isolation_level=None)) as connection:
        migrate(connection, path, migrations())
        old = 2 * deletion.CHUNK + 7
        connection.executemany("INSERT INTO updates VALUES (?, 1.0)", ((number,) for number in range(old)))
        connection.execute("INSERT INTO updates VALUES (?, 50.0)", (old,))
        bites = [deletion.delete_some(connection, "updates", 9.0) for _ in range(4)]

        assert bites == [deletion.CHUNK, deletion.CHUNK, 7, 0]
