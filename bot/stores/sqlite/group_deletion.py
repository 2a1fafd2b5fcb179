"""Deleting groups, and people from groups, in SQL: functions of a connection, within a transaction."""

import logging
import sqlite3
from typing import Final

from bot.stores.codec import Unreadable
from bot.stores.departure import without
from bot.stores.group_codec import GROUP_COLUMNS, decode_group, decode_member
from bot.stores.sqlite import group_rows, surface_rows

_TRACES: Final = f"""
    SELECT members.body, {GROUP_COLUMNS}
    FROM group_sessions LEFT JOIN members ON members.group_session = group_sessions.id
        AND members.person = :person
    WHERE group_sessions.created_at < :until AND group_sessions.id IN (
        SELECT group_session FROM members WHERE person = :person
        UNION SELECT group_session FROM coaches WHERE person = :person
    )
"""  # noqa: S608 - made of constants

_UNUSED: Final = """
    FROM group_sessions WHERE used_at < :before AND NOT EXISTS (
        SELECT 1 FROM members JOIN sessions ON sessions.id = members.session
        WHERE members.group_session = group_sessions.id AND sessions.used_at >= :before
    )
"""

log = logging.getLogger(__name__)


def delete(connection: sqlite3.Connection, number: int) -> int:
    """Delete a group with all its seats, and the sessions that no private chat has; returns how many."""
    sessions = connection.execute(
        "DELETE FROM sessions WHERE chat <> person AND id IN"
        " (SELECT session FROM members WHERE group_session = ?)",
        (number,),
    ).rowcount
    connection.execute("DELETE FROM group_sessions WHERE id = ?", (number,))
    return sessions


def forget(connection: sqlite3.Connection, person: int, until: float) -> None:
    """Leave no trace in groups of a person as they were before a moment; figures know no person.

    A group that cannot be read is deleted: nobody could tell what in it is about them.
    """
    rows = connection.execute(_TRACES, {"person": person, "until": until}).fetchall()
    for body, *columns in rows:
        number = int(columns[0])
        try:
            group = decode_group(*columns)
        except Unreadable as problem:
            log.error("deleted, because somebody in it is to be forgotten: %s", problem)
            delete(connection, number)
            continue
        after = without(group, person, _called(body))
        if after is not group:
            group_rows.rewrite(connection, after)
        connection.execute("DELETE FROM members WHERE group_session = ? AND person = ?", (number, person))
        surface_rows.mark_shown(connection, number)


def _called(body: str | None) -> str:
    """What a member is called; "" for nobody, or for what cannot be read."""
    try:
        return "" if body is None else decode_member(0, 0, 0, 0, body).name
    except Unreadable:
        return ""


def unused(connection: sqlite3.Connection, before: float) -> list[int]:
    """Ids of the groups that were not used since, nor any session of their members."""
    rows = connection.execute(f"SELECT id {_UNUSED}", {"before": before})
    return [number for (number,) in rows]


def delete_unused(connection: sqlite3.Connection, number: int, before: float) -> int:
    """Delete a group unless it was used meanwhile; returns how many sessions went with it."""
    still = f"SELECT 1 {_UNUSED} AND id = :id"
    if connection.execute(still, {"before": before, "id": number}).fetchone() is None:
        return 0
    return delete(connection, number)
