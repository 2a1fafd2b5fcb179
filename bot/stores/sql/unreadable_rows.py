"""Rows that cannot be decoded: skip them, set them aside, take them back. Functions of a connection.

One damaged row must stop nobody, not even its owner, who begins anew. It moves to the table `set_aside`, as
it is; an older version of the bot finds rows of a newer one unreadable, and the newer one takes them back.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from bot.ops import logs
from bot.stores.codec import dumps
from bot.stores.group_codec import GROUP_COLUMNS, MEMBER_COLUMNS, decode_group, decode_member
from bot.stores.session_codec import SESSION_COLUMNS, decode_session
from bot.stores.sql.connection import Connection, LostRace
from bot.stores.unreadable import ItemKind, UnreadableRow

T = TypeVar("T")
Row = dict[str, Any]

_COACHES: Final = "coaches"
_FIND: Final = {
    ItemKind.SESSION.value: "SELECT * FROM sessions WHERE id = ?",
    ItemKind.GROUP.value: "SELECT * FROM group_sessions WHERE id = ?",
    ItemKind.SEAT.value: "SELECT * FROM members WHERE group_session = ? AND seat = ?",
}
_DELETE: Final = {name: sql.replace("SELECT *", "DELETE", 1) for name, sql in _FIND.items()}
_SEAT_OF: Final = "SELECT * FROM members WHERE session = ?"
_OF_GROUP: Final = {
    ItemKind.SEAT.value: "SELECT * FROM members WHERE group_session = ?",
    _COACHES: "SELECT * FROM coaches WHERE group_session = ?",
}
_DECODERS: Final[dict[str, tuple[str, Callable[..., object]]]] = {
    # In this order: a seat refers to its group and session.
    ItemKind.SESSION.value: (SESSION_COLUMNS, decode_session),
    ItemKind.GROUP.value: (GROUP_COLUMNS, decode_group),
    _COACHES: ("", lambda: None),
    ItemKind.SEAT.value: (MEMBER_COLUMNS, decode_member),
}
_REFERENCES: Final = {
    _COACHES: {"group_session": ItemKind.GROUP.value},
    ItemKind.SEAT.value: {"group_session": ItemKind.GROUP.value, "session": ItemKind.SESSION.value},
}

log = logging.getLogger(__name__)


def readable(decode: Callable[..., T], rows: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    """Yield the rows that can be decoded: a damaged one must not block the others."""
    for row in rows:
        try:
            yield decode(*row)
        except UnreadableRow as problem:
            log.error("a row is skipped: %s", problem)


# --- aside ------------------------------------------------------------------------------


def set_aside(connection: Connection, fault: UnreadableRow, now: float) -> None:
    """Move a row that cannot be read, and what cannot stay without it, out of the way."""
    if fault.item is None:
        return
    table, problem = fault.item.value, str(fault)
    for row in _rows(connection, _FIND[table], *fault.key):
        _keep(connection, table, row, problem, now)
        if fault.item is ItemKind.SESSION:
            for seat in _rows(connection, _SEAT_OF, row["id"]):
                _keep(connection, ItemKind.SEAT.value, seat, problem, now)
        if fault.item is ItemKind.GROUP:
            for name, statement in _OF_GROUP.items():
                for part in _rows(connection, statement, row["id"]):
                    _keep(connection, name, part, problem, now)
    # Foreign keys take the rest along: surfaces, seats, coaches.
    connection.execute(_DELETE[table], fault.key)
    log.error("it is set aside: %s", problem)


def _rows(connection: Connection, statement: str, *key: int) -> list[Row]:
    found = connection.execute(statement, key)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _keep(connection: Connection, table: str, row: Row, problem: str, now: float) -> None:
    group = row["id"] if table == ItemKind.GROUP.value else row.get("group_session", 0)
    connection.execute(
        "INSERT INTO set_aside (item, person, chat, group_session, content, problem, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (table, row.get("person", 0), row.get("chat", 0), group, dumps(row), problem, now),
    )


# --- back -------------------------------------------------------------------------------


def take_back(connection: Connection) -> int:
    """Move back what was set aside and can be read by now; return how many rows."""
    returned = 0
    for table in _DECODERS:
        kept = connection.execute("SELECT id, content FROM set_aside WHERE item = ?", (table,)).fetchall()
        for number, content in kept:
            if _return_safely(connection, table, content):
                connection.execute("DELETE FROM set_aside WHERE id = ?", (number,))
                returned += 1
    return returned


def _return_safely(connection: Connection, table: str, content: str) -> bool:
    """Move a row back; one that is damaged stays where it is, and stops no start."""
    connection.execute("SAVEPOINT before_return")
    try:
        is_back = _return(connection, table, json.loads(content))
    except LostRace:
        raise
    except Exception as problem:  # noqa: BLE001  # anything may stand there, and any column refuse it
        log.error("a row that was set aside is damaged, and stays there: %s", logs.place(problem))
        connection.execute("ROLLBACK TO SAVEPOINT before_return")
        is_back = False
    connection.execute("RELEASE SAVEPOINT before_return")
    return is_back


def _return(connection: Connection, table: str, row: Row) -> bool:
    columns, decode = _DECODERS[table]
    try:
        decode(*(row[name.partition(".")[2]] for name in columns.split(", ") if name))
    except UnreadableRow:
        return False
    if table == ItemKind.GROUP.value:  # a session that was begun there meanwhile stays the newest
        (first,) = connection.execute("SELECT min(began) FROM group_sessions").fetchone()
        row["began"] = min(row["began"], (row["began"] if first is None else first) - 1)
    for column, referred in _REFERENCES.get(table, {}).items():
        if connection.execute(f"SELECT 1 FROM {referred} WHERE id = ?", (row[column],)).fetchone() is None:  # noqa: S608
            return False  # its group or session is not back
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    insert = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608
    return connection.execute(insert, tuple(row.values())).rowcount == 1  # or somebody has taken its place


# --- people -----------------------------------------------------------------------------


def set_aside_of(connection: Connection, person: int) -> list[object]:
    """Return what of a person was set aside, as it is stored; of what is damaged, the text."""
    rows = connection.execute(
        "SELECT item, content FROM set_aside WHERE person = ? ORDER BY id", (person,)
    ).fetchall()
    return [{"item": item, **_parts(content)} for item, content in rows]


def _parts(content: str) -> Row:
    try:
        row = json.loads(content)
    except (ValueError, RecursionError):
        row = None
    return row if isinstance(row, dict) else {"content": content}


def erase_set_aside(connection: Connection, person: int, until: float) -> int:
    """Delete what of a person, and of groups with them, was set aside before `until`; return how much."""
    groups = connection.execute(
        "DELETE FROM set_aside WHERE item = ? AND at < ? AND group_session IN"
        " (SELECT group_session FROM set_aside WHERE person = ? AND group_session <> 0)",
        (ItemKind.GROUP.value, until, person),
    )
    own = connection.execute("DELETE FROM set_aside WHERE person = ? AND at < ?", (person, until))
    return groups.rowcount + own.rowcount
