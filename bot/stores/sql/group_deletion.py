"""Delete groups, and people from groups. Each function runs SQL within the caller's transaction."""

import logging
from typing import Final

from bot.stores.forget_person import without_person
from bot.stores.group_codec import GROUP_COLUMNS, decode_group, decode_member
from bot.stores.sql import group_rows, surface_rows
from bot.stores.sql.connection import Connection
from bot.stores.unreadable import UnreadableRow

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


def delete_group(connection: Connection, number: int) -> int:
    """Delete a group, its seats, and its sessions in the group's chat; return how many sessions."""
    sessions = connection.execute(
        "DELETE FROM sessions WHERE chat <> person AND id IN"
        " (SELECT session FROM members WHERE group_session = ?)",
        (number,),
    ).rowcount
    connection.execute("DELETE FROM group_sessions WHERE id = ?", (number,))
    return sessions


def forget_in_groups(connection: Connection, person: int, until: float) -> int:
    """Remove a person from the groups that were created before `until`; return from how many.

    Figures stay, they contain no person.

    A group that cannot be decoded is deleted: nobody can tell what in it is about the person.
    """
    traces = _TRACES + connection.locking("group_sessions")
    rows = connection.execute(traces, {"person": person, "until": until}).fetchall()
    for body, *columns in rows:
        number = int(columns[0])
        try:
            group = decode_group(*columns)
        except UnreadableRow as problem:
            log.error("a group that holds a person to forget is deleted: %s", problem)
            delete_group(connection, number)
            continue
        after = without_person(group, person, _member_name(body))
        if after is not group:
            group_rows.rewrite(connection, after)
        connection.execute("DELETE FROM members WHERE group_session = ? AND person = ?", (number, person))
        surface_rows.mark_shown(connection, number)
    return len(rows)


def _member_name(body: str | None) -> str:
    """Return the name in a stored member; "" if there is no member, or it cannot be decoded."""
    try:
        return "" if body is None else decode_member(0, 0, 0, 0, body).name
    except UnreadableRow:
        return ""


def unused_groups(connection: Connection, before: float) -> list[int]:
    """Return the ids of groups not used since, nor any session of their members."""
    rows = connection.execute(f"SELECT id {_UNUSED}", {"before": before})
    return [number for (number,) in rows]


def delete_unused(connection: Connection, number: int, before: float) -> int:
    """Delete a group unless it was used in the meantime; return how many sessions went with it."""
    still_unused = f"SELECT 1 {_UNUSED} AND id = :id {connection.locking('group_sessions')}"
    if connection.execute(still_unused, {"before": before, "id": number}).fetchone() is None:
        return 0
    return delete_group(connection, number)
