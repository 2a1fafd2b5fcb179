"""Questions about groups and their messages, in SQL: functions of a connection, within a transaction."""

import logging
from typing import Final

from bot.core.group.session import GroupSession
from bot.core.screen.surface import ROLE_RULES
from bot.stores.group_codec import MEMBER_COLUMNS, decode_group, decode_member, export_coach, export_member
from bot.stores.protocol import Surface
from bot.stores.sql.connection import Connection
from bot.stores.sql.group_rows import GROUPS
from bot.stores.sql.surface_rows import COLUMNS, surface_of
from bot.stores.sql.unreadable_rows import readable
from bot.stores.unreadable import UnreadableRow

IN: Final = GROUPS + "WHERE chat = ? ORDER BY began DESC"
# The condition of the index `groups_deadline`, word for word: only then is it used.
DUE: Final = GROUPS + "WHERE deadline IS NOT NULL AND deadline <= ? ORDER BY deadline, id"
NEXT: Final = """
    SELECT min(deadline) FROM (
        SELECT min(deadline) AS deadline FROM group_sessions WHERE deadline IS NOT NULL
        UNION ALL SELECT min(deadline) FROM sessions WHERE deadline IS NOT NULL
    ) AS deadlines
"""
OF: Final = f"""
    {GROUPS}
    WHERE id IN (SELECT group_session FROM members WHERE person = ?
                 UNION SELECT group_session FROM coaches WHERE person = ?)
    ORDER BY began DESC
"""  # noqa: S608 - made of constants
# Whatever changes for a group marks its surfaces, an answer that changes nothing else in its row too.
MARK: Final = """
    SELECT group_sessions.revision, count(surfaces.id), coalesce(max(surfaces.id), 0),
        coalesce(sum(surfaces.revision), 0)
    FROM group_sessions LEFT JOIN surfaces ON surfaces.group_session = group_sessions.id
    WHERE group_sessions.id = ? GROUP BY group_sessions.revision
"""
_MEMBER: Final = f"""
    SELECT {MEMBER_COLUMNS} FROM members WHERE group_session = ? AND person = ?
"""  # noqa: S608 - made of constants

log = logging.getLogger(__name__)


def led_or_joined(connection: Connection, person: int) -> tuple[GroupSession, ...]:
    """The groups of a person, the newest first."""
    return tuple(readable(decode_group, connection.execute(OF, (person, person))))


def export_groups(connection: Connection, person: int) -> list[dict[str, object]]:
    """What groups know of a person, the newest first."""
    parts: list[dict[str, object]] = []
    for group in led_or_joined(connection, person):
        rows = connection.execute(_MEMBER, (group.id, person)).fetchall()
        parts += [export_member(group, member) for member in readable(decode_member, rows)]
        if person in group.coaches:
            parts.append(export_coach(group, person))
    return parts


def within(connection: Connection, chat: int) -> tuple[GroupSession, ...]:
    """The groups of a chat, the newest first."""
    return tuple(readable(decode_group, connection.execute(IN, (chat,))))


def due_groups(connection: Connection, now: float, *, gives_up: bool = True) -> tuple[int, ...]:
    """The groups whose deadline has come.

    gives_up: the deadline of one that cannot be read; else it would come for ever.
    """
    ready = []
    for row in connection.execute(DUE + connection.skipping("group_sessions"), (now,)).fetchall():
        try:
            ready.append(decode_group(*row).id)
        except UnreadableRow as problem:
            if not gives_up:
                ready.append(int(row[0]))
                continue
            log.error("the deadline of group %d is given up: %s", row[0], problem)
            connection.execute("UPDATE group_sessions SET deadline = NULL WHERE id = ?", (row[0],))
    return tuple(ready)


def change_mark(connection: Connection, group_id: int) -> tuple[int, ...] | None:
    """What differs whenever what a group is shown may have; None where there is no such group."""
    row = connection.execute(MARK, (group_id,)).fetchone()
    return None if row is None else tuple(map(int, row))


def next_deadline(connection: Connection) -> float | None:
    """The earliest deadline of groups and sessions."""
    (deadline,) = connection.execute(NEXT).fetchone()
    return None if deadline is None else float(deadline)


# --- what is typed below a message ------------------------------------------------------

_ROLES: Final = ", ".join(f"'{role.value}'" for role, rules in ROLE_RULES.items() if rules.takes_text)
_NEWEST: Final = f"""
    SELECT {COLUMNS} FROM surfaces WHERE chat = ? AND message_id IS NOT NULL AND role IN ({_ROLES})
    ORDER BY message_id DESC LIMIT 1
"""  # noqa: S608 - made of constants


def awaiting_text(connection: Connection, chat: int) -> Surface | None:
    """Return the newest message of a chat below which something is written; None for none."""
    row = connection.execute(_NEWEST, (chat,)).fetchone()
    return None if row is None else surface_of(tuple(row))
