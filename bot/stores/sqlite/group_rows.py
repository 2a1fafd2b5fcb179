"""The rows of groups, their members and coaches in SQL: functions of a connection, within a transaction."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from bot.core.group.session import FoundGroup, GroupSession, Member, Seat
from bot.stores.codec import SESSION_COLUMNS, Unreadable, decode_session
from bot.stores.group_checks import next_seat
from bot.stores.group_codec import (
    GROUP_COLUMNS,
    MEMBER_COLUMNS,
    decode_group,
    decode_member,
    encode_group,
    encode_member,
    export_coach,
    export_member,
)
from bot.stores.protocol import GroupAddress
from bot.stores.sqlite import session_rows

T = TypeVar("T")

_WIDTH: Final = MEMBER_COLUMNS.count(",") + 1
_GROUPS: Final = f"SELECT {GROUP_COLUMNS} FROM group_sessions "  # noqa: S608 - made of constants
_NAMED: Final = _GROUPS + "WHERE id = ?"
OPEN: Final = _GROUPS + "WHERE chat = ? AND thread IS ? AND stage <> 'ended' ORDER BY began DESC LIMIT 1"
IN: Final = _GROUPS + "WHERE chat = ? ORDER BY began DESC"
# The condition of the index `groups_deadline`, word for word: only then is it used.
DUE: Final = _GROUPS + "WHERE deadline IS NOT NULL AND deadline <= ? ORDER BY deadline, id"
NEXT: Final = "SELECT min(deadline) FROM group_sessions WHERE deadline IS NOT NULL"
OF: Final = f"""
    {_GROUPS}
    WHERE id IN (SELECT group_session FROM members WHERE person = ?
                 UNION SELECT group_session FROM coaches WHERE person = ?)
    ORDER BY began DESC
"""  # noqa: S608 - made of constants
_MEMBER: Final = f"""
    SELECT {MEMBER_COLUMNS} FROM members WHERE group_session = ? AND person = ?
"""  # noqa: S608 - made of constants
_SEATS: Final = f"""
    SELECT {MEMBER_COLUMNS}, {SESSION_COLUMNS}
    FROM members JOIN sessions ON sessions.id = members.session
    WHERE members.group_session = ?
"""  # noqa: S608 - made of constants
SEAT: Final = _SEATS + " AND members.person = ?"
ALL_SEATS: Final = _SEATS + " ORDER BY members.seat"

log = logging.getLogger(__name__)


# --- finding ----------------------------------------------------------------------------


def find(connection: sqlite3.Connection, address: GroupAddress) -> FoundGroup:
    """The addressed group, with the seats that are asked for.

    Raises:
        Unreadable: the group is there, or the one seat that is asked for, and does not decode.
    """
    if address.group is not None:
        row = connection.execute(_NAMED, (address.group,)).fetchone()
    else:
        row = connection.execute(OPEN, (address.chat, address.thread)).fetchone()
    if row is None:
        return FoundGroup(None)
    group = decode_group(*row)
    if address.everybody:
        rows = connection.execute(ALL_SEATS, (group.id,)).fetchall()
        return FoundGroup(group, tuple(_readable(_seat, rows)))
    if address.person is None:
        return FoundGroup(group)
    seat = connection.execute(SEAT, (group.id, address.person)).fetchone()
    return FoundGroup(group, () if seat is None else (_seat(*seat),))


def led_or_joined(connection: sqlite3.Connection, person: int) -> tuple[GroupSession, ...]:
    """The groups of a person, the newest first."""
    return tuple(_readable(decode_group, connection.execute(OF, (person, person))))


def export(connection: sqlite3.Connection, person: int) -> list[dict[str, object]]:
    """What groups know of a person, the newest first."""
    parts: list[dict[str, object]] = []
    for group in led_or_joined(connection, person):
        row = connection.execute(_MEMBER, (group.id, person)).fetchone()
        if row is not None:
            parts.append(export_member(group, decode_member(*row)))
        if person in group.coaches:
            parts.append(export_coach(group, person))
    return parts


def within(connection: sqlite3.Connection, chat: int) -> tuple[GroupSession, ...]:
    """The groups of a chat, the newest first."""
    return tuple(_readable(decode_group, connection.execute(IN, (chat,))))


def due(connection: sqlite3.Connection, now: float) -> tuple[int, ...]:
    """The groups whose deadline has come; one that cannot be read is given up, or it would come for ever."""
    ready = []
    for row in connection.execute(DUE, (now,)).fetchall():
        try:
            ready.append(decode_group(*row).id)
        except Unreadable as problem:
            log.error("the deadline of group %d is given up: %s", row[0], problem)
            connection.execute("UPDATE group_sessions SET deadline = NULL WHERE id = ?", (row[0],))
    return tuple(ready)


def next_deadline(connection: sqlite3.Connection) -> float | None:
    """The earliest deadline."""
    (deadline,) = connection.execute(NEXT).fetchone()
    return None if deadline is None else float(deadline)


def _seat(*row: Any) -> Seat:
    return Seat(decode_member(*row[:_WIDTH]), decode_session(*row[_WIDTH:]))


def _readable(decode: Callable[..., T], rows: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    """What decodes: one damaged row must not stop everybody else."""
    for row in rows:
        try:
            yield decode(*row)
        except Unreadable as problem:
            log.error("left out: %s", problem)


# --- saving -----------------------------------------------------------------------------


def save(
    connection: sqlite3.Connection, group: GroupSession, before: GroupSession | None, now: float
) -> None:
    """Store a group: the found one as it is now, or a new one.

    Raises:
        ValueError: it is neither.
    """
    if before is None:
        _insert(connection, group, now)
    else:
        _update(connection, group)
        connection.execute("UPDATE group_sessions SET used_at = ? WHERE id = ?", (now, group.id))
    if before is None or before.coaches.keys() != group.coaches.keys():
        _list_coaches(connection, group)


def rewrite(connection: sqlite3.Connection, group: GroupSession) -> None:
    """Store a group that is there, without using it."""
    _update(connection, group)
    _list_coaches(connection, group)


def _update(connection: sqlite3.Connection, group: GroupSession) -> None:
    connection.execute(
        "UPDATE group_sessions SET chat = ?, thread = ?, dialog_id = ?, logic_hash = ?, coach = ?,"
        " stage = ?, deadline = ?, revision = ?, body = ? WHERE id = ?",
        (*_columns(group), group.id),
    )


def _list_coaches(connection: sqlite3.Connection, group: GroupSession) -> None:
    connection.execute("DELETE FROM coaches WHERE group_session = ?", (group.id,))
    connection.executemany(
        "INSERT INTO coaches (person, group_session) VALUES (?, ?)",
        ((person, group.id) for person in group.coaches if person),
    )


def _insert(connection: sqlite3.Connection, group: GroupSession, now: float) -> None:
    try:
        connection.execute(
            "INSERT INTO group_sessions (chat, thread, dialog_id, logic_hash, coach, stage, deadline,"
            " revision, body, id, began, used_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " (SELECT coalesce(max(began), 0) + 1 FROM group_sessions), ?, ?)",
            (*_columns(group), group.id, now, now),
        )
    except sqlite3.IntegrityError as problem:
        raise ValueError(f"group {group.id} is stored, and was not found") from problem


def _columns(group: GroupSession) -> tuple[Any, ...]:
    return (
        group.chat,
        group.thread,
        group.dialog_id,
        group.logic_hash,
        group.coach,
        group.stage.value,
        group.deadline,
        group.revision,
        encode_group(group),
    )


def sit(
    connection: sqlite3.Connection, seat: Seat, found: FoundGroup, group: GroupSession, now: float
) -> None:
    """Store a seat, with the member's session; a new one gets the next number.

    Raises:
        ValueError: the member has a seat that was not found, or the session is not as it was found.
    """
    member = seat.member
    before = found.seat(member.person) if member.seat else None
    session_rows.save_found(connection, seat.session, None if before is None else before.session, now)
    if before is None:
        _seat_new(connection, member, found.group, group)
    elif member != before.member:
        connection.execute(
            "UPDATE members SET body = ? WHERE group_session = ? AND seat = ?",
            (encode_member(member), member.group, member.seat),
        )


def _seat_new(
    connection: sqlite3.Connection, member: Member, before: GroupSession | None, group: GroupSession
) -> None:
    (highest,) = connection.execute(
        "SELECT max(seat) FROM members WHERE group_session = ?", (member.group,)
    ).fetchone()
    try:
        connection.execute(
            "INSERT INTO members (group_session, seat, person, session, body) VALUES (?, ?, ?, ?, ?)",
            (
                member.group,
                next_seat(highest or 0, (before, group)),
                member.person,
                member.session,
                encode_member(member),
            ),
        )
    except sqlite3.IntegrityError as problem:
        raise ValueError(f"person {member.person} has a seat that was not found") from problem


def move(connection: sqlite3.Connection, old: int, new: int) -> None:
    """Give groups to the chat's new id."""
    connection.execute("UPDATE group_sessions SET chat = ? WHERE chat = ?", (new, old))
