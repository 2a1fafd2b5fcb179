"""Rows that cannot be decoded: set aside, taken back, exported, erased; their neighbours stay."""

import json
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from bot.core.group.session import GroupChange
from bot.stores.group_codec import decode_group, decode_member, encode_group, encode_member
from bot.stores.protocol import Address, Change, Found, GroupAddress
from bot.stores.session_codec import decode_session, encode_body
from bot.stores.sqlite.store import SqliteStore
from bot.stores.unreadable import ItemKind, UnreadableRow
from tests.stores.circle import BEN, BENS, CARO, CAROS, OPENED, PLACE, TOPIC, Circle, said
from tests.stores.conftest import CARD, CHAT, FRESH, GONE, Desk, answered

ELSE = CHAT + 1
AT_CHAT = Address(CHAT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore.open(path)
    yield opened
    await opened.close()


def edit(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(statement, values).rowcount == 1


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


BROKEN_SESSIONS = {
    "no json": ("UPDATE sessions SET body = ? WHERE chat = ?", "{"),
    "stage of tomorrow": ("UPDATE sessions SET stage = ? WHERE chat = ?", "dreaming"),
    "answer of tomorrow": ("UPDATE sessions SET body = ? WHERE chat = ?", '{"answers":{"a":{"mood":1}}}'),
    "text that is none": ("UPDATE sessions SET body = CAST(? AS TEXT) WHERE chat = ?", b'{"place":"\xff"}'),
    "version that is none": ("UPDATE sessions SET logic_hash = CAST(? AS TEXT) WHERE chat = ?", b"\xff"),
}


@pytest.mark.parametrize("name", BROKEN_SESSIONS)
async def test_a_broken_session_is_set_aside_and_another_begins(
    store: SqliteStore, path: Path, name: str
) -> None:
    desk = Desk(store)
    await desk.save(FRESH, CARD)
    statement, value = BROKEN_SESSIONS[name]
    edit(path, statement, value, CHAT)

    with pytest.raises(UnreadableRow) as caught:
        await desk.find(AT_CHAT)

    assert (caught.value.item, caught.value.key) == (ItemKind.SESSION, (FRESH.id,))
    assert await desk.find(AT_CHAT) == Found(None, None)
    assert rows(path, "SELECT item, person, chat FROM set_aside") == [("sessions", CHAT, CHAT)]
    assert await desk.due() == ()


async def test_the_update_that_met_it_is_undecided_and_its_neighbours_are_committed(
    store: SqliteStore, path: Path
) -> None:
    desk = Desk(store)
    await desk.save(FRESH)
    edit(path, "UPDATE sessions SET body = '{' WHERE chat = ?", CHAT)

    with pytest.raises(UnreadableRow):
        await store.update(AT_CHAT, 900, lambda _: Change(), 1.0)

    assert await store.update(AT_CHAT, 900, lambda _: Change(), 1.0) is not None


async def test_lists_leave_out_what_cannot_be_read(store: SqliteStore, path: Path) -> None:
    desk = Desk(store)
    whole = answered(FRESH, goal="job")
    await desk.save(FRESH)
    await desk.save(whole)
    names = "chat, person, dialog_id, logic_hash, revision, body, used, used_at, created_at"
    copied = f"INSERT INTO sessions (id, stage, {names}) SELECT 8, 'dreaming', {names} FROM sessions"  # noqa: S608
    edit(path, copied)

    assert await store.sessions(CHAT) == (whole,)
    exported = (await store.export(CHAT))["sessions"]
    assert isinstance(exported, list)
    assert sorted((each["id"], each["stage"]) for each in exported) == [(7, "asking"), (8, "dreaming")]


async def test_a_version_that_can_read_it_takes_it_back(path: Path) -> None:
    store = SqliteStore.open(path)
    desk = Desk(store)
    await desk.save(answered(FRESH, goal="job"))
    edit(path, "UPDATE sessions SET stage = 'dreaming' WHERE chat = ?", CHAT)
    with pytest.raises(UnreadableRow):
        await desk.find(AT_CHAT)
    await store.close()

    still = SqliteStore.open(path)
    assert await still.sessions(CHAT) == ()
    await still.close()
    (content,) = rows(path, "SELECT content FROM set_aside")[0]
    edit(path, "UPDATE set_aside SET content = ?", content.replace("dreaming", "asking"))
    again = SqliteStore.open(path)

    assert await again.sessions(CHAT) == (answered(FRESH, goal="job"),)
    assert rows(path, "SELECT * FROM set_aside") == []
    await again.close()


async def test_a_broken_group_is_set_aside_with_its_seats_and_comes_back_with_them(path: Path) -> None:
    store = SqliteStore.open(path)
    circle = Circle(store)
    before = await circle.opens(BENS, CAROS)
    edit(path, "UPDATE group_sessions SET stage = 'dreaming' WHERE id = ?", OPENED.id)

    with pytest.raises(UnreadableRow) as caught:
        await circle.find(GroupAddress(PLACE, TOPIC, person=BEN))

    assert (caught.value.item, caught.value.key) == (ItemKind.GROUP, (OPENED.id,))
    assert (await circle.find(GroupAddress(PLACE, TOPIC))).group is None
    assert await store.due(1e9, 9) == ()
    await store.close()
    (content,) = rows(path, "SELECT content FROM set_aside WHERE item = 'group_sessions'")[0]
    restored = content.replace("dreaming", str(OPENED.stage.value))
    edit(path, "UPDATE set_aside SET content = ? WHERE item = 'group_sessions'", restored)
    again = SqliteStore.open(path)
    assert await again.group(OPENED.id) == before
    assert await again.groups_of(OPENED.coach) == (OPENED,)
    await again.close()


async def test_a_session_begun_meanwhile_stays_the_newest_of_its_group(path: Path) -> None:
    store = SqliteStore.open(path)
    circle = Circle(store)
    await circle.opens(BENS)
    edit(path, "UPDATE group_sessions SET body = '{' WHERE id = ?", OPENED.id)
    with pytest.raises(UnreadableRow):
        await circle.find(GroupAddress(PLACE, TOPIC))
    newer = replace(OPENED, id=91)
    await circle.change(GroupChange(group=newer))
    edit(
        path, "UPDATE set_aside SET content = json_set(content, '$.body', '{}') WHERE item = 'group_sessions'"
    )
    await store.close()

    again = SqliteStore.open(path)

    assert [each.id for each in await again.groups_in(PLACE)] == [91, 90]
    await again.close()


@pytest.mark.parametrize("table", ["members", "sessions"])
async def test_a_broken_seat_is_set_aside_and_the_others_keep_theirs(
    store: SqliteStore, path: Path, table: str
) -> None:
    circle = Circle(store)
    found = await circle.opens(BENS, CAROS)
    edit(path, f"UPDATE {table} SET body = '{{' WHERE person = ?", BEN)  # noqa: S608

    with pytest.raises(UnreadableRow):
        await circle.find(GroupAddress(PLACE, TOPIC, person=BEN))

    assert (await circle.find(GroupAddress(PLACE, TOPIC, person=BEN))).seats == ()
    caros = found.seats[1]
    assert (await circle.find(GroupAddress(PLACE, TOPIC, person=CARO))).seats == (caros,)
    await circle.change(GroupChange(seats=(said(caros, goal="job"),)), person=CARO)
    assert rows(path, "SELECT DISTINCT person FROM set_aside") == [(BEN,)]


async def test_who_is_forgotten_is_erased_here_too(store: SqliteStore, path: Path) -> None:
    desk, circle = Desk(store), Circle(store)
    await desk.save(FRESH)
    await circle.opens(BENS, CAROS)
    edit(path, "UPDATE sessions SET body = '{' WHERE chat = ?", CHAT)
    edit(path, "UPDATE group_sessions SET body = '{' WHERE id = ?", OPENED.id)
    for failing in (desk.find(AT_CHAT), circle.find(GroupAddress(PLACE, TOPIC))):
        with pytest.raises(UnreadableRow):
            await failing
    assert len(await exported(store, BEN)) == 1

    for person in (CHAT, BEN):
        await store.forget(person, None, GONE, 2000.0)

    assert rows(path, "SELECT DISTINCT person FROM set_aside WHERE item <> 'members'") == [(OPENED.coach,)]
    assert rows(path, "SELECT person FROM set_aside WHERE item = 'members'") == [(CARO,)]
    assert await exported(store, BEN) == []


async def exported(store: SqliteStore, person: int) -> list[object]:
    found = (await store.export(person)).get("set_aside", [])
    assert isinstance(found, list)
    return found


async def test_it_is_purged_like_what_it_was(store: SqliteStore, path: Path) -> None:
    desk = Desk(store)
    await desk.save(FRESH)
    edit(path, "UPDATE sessions SET body = '{' WHERE chat = ?", CHAT)
    with pytest.raises(UnreadableRow):
        await desk.find(AT_CHAT)

    await store.purge(desk.now + 1, 0.0, 0.0)

    assert rows(path, "SELECT * FROM set_aside") == []


async def test_a_line_of_the_forgotten_that_is_none_says_nothing(store: SqliteStore, path: Path) -> None:
    await store.forget(CHAT, None, GONE, 2000.0)
    edit(path, "INSERT INTO forgotten SELECT substr(line, 1, 33) || 'x' FROM forgotten")

    assert await store.forgotten_at(CHAT) == 2000.0


# --- whatever stands there ------------------------------------------------------------------

JUNK: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    10**400,
    float("nan"),
    "",
    "x",
    [],
    {},
    [[]],
    {"number": [1, 2]},
    {"silence": "unsure"},
)


def mangled(chance: random.Random, body: str) -> str:
    """The body with one part of it, or one more key, that is something else."""
    if chance.random() < 0.2:
        at = chance.randrange(len(body))
        return body[:at] + chance.choice('"{[1,\udcff') + body[at + 1 :]
    whole = json.loads(body)
    spots: list[tuple[Any, Any]] = [(whole, "mood")]
    queue: list[Any] = [whole]
    while queue:
        part = queue.pop()
        keys = list(part) if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
        spots += [(part, key) for key in keys]
        queue += [part[key] for key in keys]
    part, key = chance.choice(spots)
    part[key] = chance.choice(JUNK)
    return json.dumps(whole)


FIGURE = '{"question":"goal","round":1,"answered":7,"of":9,"cells":[[["a"],3,3]],"people":[1,2]}'
GROUP_BODY = encode_group(OPENED)[:-1] + f',"taken":[{FIGURE}],"closes_at":5.5,"co_coaches":{{"4":"Di"}}}}'
MEMBER_BODY = encode_member(BENS.member)[:-1] + ',"given":{"x":"y"},"tapped":["x",1.0]}'
SESSION_BODY = encode_body(answered(FRESH, goal="job", link="clear"))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_stands_in_a_body_it_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    refused = 0
    for _ in range(700):
        for attempt in (
            lambda: decode_session(7, 1, 1, "ai-cert", "h1", "asking", 0, mangled(chance, SESSION_BODY)),
            lambda: decode_group(
                9, -5, None, "ai-cert", "h1", 8, "lobby", None, 1, mangled(chance, GROUP_BODY)
            ),
            lambda: decode_member(90, 3, 8, 91, mangled(chance, MEMBER_BODY)),
        ):
            try:
                attempt()
            except UnreadableRow:
                refused += 1
    assert refused > 300
