"""Groups in SQLite: a tap costs the same in any group, older databases come along, damage stops nobody."""

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.group.session import FoundGroup, GroupChange
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.stores.protocol import GroupAddress
from bot.stores.sql import group_queries, group_rows
from bot.stores.sqlite.schema import migrate, migrations
from bot.stores.sqlite.store import SqliteStore
from tests.stores.circle import (
    ANNA,
    BEN,
    BENS,
    CARO,
    CAROS,
    OPENED,
    PLACE,
    TOPIC,
    Circle,
    numbered,
    said,
    seat_of,
)
from tests.stores.conftest import CARD, CHAT, FRESH, GONE, Desk

COUNTER = ShowGroup(Role.STEP, "0", urgency=Urgency.COUNTER)
CONSOLE = ShowGroup(Role.CONSOLE, str(ANNA), ANNA, Urgency.COUNTER)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


async def statements_of_a_tap(path: Path, people: int) -> tuple[list[str], int]:
    """The SQL of one answer in a group of so many, and the rows it changes."""
    store = SqliteStore.open(path)
    circle = Circle(store)
    await circle.opens(*(seat_of(person, "Somebody", 1000 + person) for person in range(1, people + 1)))
    await circle.change(GroupChange(show=(COUNTER, CONSOLE)))
    connection = await store._writer.run(lambda connection: connection)
    seen: list[str] = []
    before = connection.total_changes
    connection.set_trace_callback(seen.append)

    def tap(found: FoundGroup) -> GroupChange:
        assert len(found.seats) == 1
        return GroupChange(seats=(said(found.seats[0], goal="job"),), show=(COUNTER, CONSOLE))

    await circle.update(GroupAddress(PLACE, TOPIC, person=2), tap)

    connection.set_trace_callback(None)
    changed = connection.total_changes - before
    await store.close()
    return [statement.split(maxsplit=2)[0] for statement in seen], changed


async def test_a_tap_in_a_group_of_200_costs_what_it_costs_in_one_of_3(tmp_path: Path) -> None:
    few = await statements_of_a_tap(tmp_path / "few.db", 3)
    many = await statements_of_a_tap(tmp_path / "many.db", 200)

    assert few == many
    statements, changed = few
    assert changed == 4  # the update, the session, two surfaces
    assert len([each for each in statements if each not in ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")]) == 7


@pytest.mark.parametrize(
    ("query", "arguments", "index"),
    [
        (group_rows.OPEN, (PLACE, TOPIC), "groups_chat"),
        (group_queries.IN, (PLACE,), "groups_chat"),
        (group_queries.DUE, (1.0,), "groups_deadline"),
        (group_queries.NEXT, (), "groups_deadline"),
        (group_rows.SEAT, (90, BEN), "members_person"),
        (group_queries.OF, (BEN, BEN), "members_person"),
        (group_queries.MARK, (90,), "surfaces_group"),
    ],
    ids=["of-a-topic", "of-a-chat", "due", "next", "a-seat", "of-a-person", "mark"],
)
def test_what_is_asked_of_groups_is_found_by_an_index(
    path: Path, query: str, arguments: tuple[object, ...], index: str
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, migrations())

        explained = connection.execute(f"EXPLAIN QUERY PLAN {query}", arguments)

        plan = " ".join(str(row[3]) for row in explained)
    assert f"INDEX {index}" in plan
    assert "SCAN group_sessions" not in plan.replace("SCAN group_sessions USING COVERING INDEX", "")
    assert "SCAN members" not in plan


async def test_a_database_of_version_1_comes_along_with_what_it_holds(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, migrations()[:1])
        connection.execute(
            "INSERT INTO sessions VALUES (7, ?, ?, 'ai-cert', 'h1', 'asking', 0, '{}', 1, 1.0, 1.0)",
            (CHAT, CHAT),
        )
        connection.execute(
            "INSERT INTO surfaces (chat, role, session, message_id, digest, since)"
            " VALUES (?, 'card', 7, 40, 'd', 1.0)",
            (CHAT,),
        )

    store = SqliteStore.open(path)
    (due,) = await store.due(9.0, 9)
    desk, circle = Desk(store), Circle(store)
    (marked,) = await desk.save(FRESH, CARD)
    await circle.opens(BENS)

    assert (due.session, due.surface.message_id, due.surface.group, due.surface.picture) == (
        FRESH,
        40,
        None,
        "",
    )
    assert (marked.surface.id, marked.surface.revision) == (due.surface.id, 2)
    assert (await store.group(OPENED.id)).seats == (numbered(BENS, 1),)
    await store.close()


# --- damage -------------------------------------------------------------------------------


def damage(path: Path, statement: str) -> None:
    """Change rows behind the store's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


async def test_a_seat_that_cannot_be_read_stops_nobody_else(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = SqliteStore.open(path)
    circle = Circle(store)
    await circle.opens(BENS, CAROS)
    damage(path, "UPDATE members SET body = '[]' WHERE seat = 1")

    with caplog.at_level(logging.ERROR):
        found = await store.group(OPENED.id)

    assert found.seats == (numbered(CAROS, 2),)
    assert "seat 1 of group 90 cannot be read" in caplog.text
    await store.close()


async def test_the_deadline_of_a_group_that_cannot_be_read_is_given_up(path: Path) -> None:
    store = SqliteStore.open(path)
    circle = Circle(store)
    for number, deadline in ((5, 10.0), (6, 20.0)):
        await circle.change(GroupChange(group=replace(OPENED, id=number, deadline=deadline)))
    damage(path, "UPDATE group_sessions SET body = '[]' WHERE id = 5")

    assert await store.groups_due(99.0) == (6,)
    assert await store.next_deadline() == 20.0
    assert [group.id for group in await store.groups_in(PLACE)] == [6]
    await store.close()


async def test_a_group_that_cannot_be_read_goes_with_who_is_forgotten_in_it(path: Path) -> None:
    store = SqliteStore.open(path)
    circle = Circle(store)
    await circle.opens(BENS, CAROS)
    damage(path, "UPDATE group_sessions SET body = '[]'")

    await store.forget(CARO, 1, GONE, 2000.0)

    assert await store.group(OPENED.id) == FoundGroup(None)
    assert await store.sessions(PLACE) == ()
    await store.close()


async def test_a_seat_that_cannot_be_read_is_forgotten_too(path: Path) -> None:
    store = SqliteStore.open(path)
    circle = Circle(store)
    await circle.opens(BENS, CAROS)
    damage(path, "UPDATE members SET body = '[]' WHERE seat = 2")

    await store.forget(CARO, 1, GONE, 2000.0)

    assert await store.group(OPENED.id) == FoundGroup(OPENED, (numbered(BENS, 1),))
    await store.close()
