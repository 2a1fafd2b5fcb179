"""SQL for groups, their members and coaches. Each function runs within the caller's transaction."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.core.group.privacy.again import compared
from bot.core.group.session import FoundGroup, GroupChange, GroupSession, Member, Seat
from bot.core.screen.surface import ROLE_RULES, Owner
from bot.core.solo.session import Session
from bot.stores.group_codec import (
    GROUP_COLUMNS,
    MEMBER_COLUMNS,
    decode_group,
    decode_member,
    encode_group,
    encode_member,
)
from bot.stores.protocol import GroupAddress
from bot.stores.session_codec import SESSION_COLUMNS, decode_session
from bot.stores.sql import session_rows
from bot.stores.sql.connection import Connection, LostRace
from bot.stores.sql.unreadable_rows import readable

_WIDTH: Final = MEMBER_COLUMNS.count(",") + 1
GROUPS: Final = f"SELECT {GROUP_COLUMNS} FROM group_sessions "  # noqa: S608 - made of constants
_NAMED: Final = GROUPS + "WHERE id = ?"
OPEN: Final = GROUPS + "WHERE chat = ? AND thread IS ? AND stage <> 'ended' ORDER BY began DESC LIMIT 1"
REMEMBERED: Final = 180 * 24 * 3600
"""Seconds for which a group's totals are compared with those of earlier sessions of its people."""
EARLIER: Final = f"""
    SELECT {GROUP_COLUMNS}, began FROM group_sessions
    JOIN (
        SELECT theirs.group_session AS other, count(*) AS shared FROM members AS ours
        JOIN members AS theirs ON theirs.person = ours.person
        WHERE ours.group_session = ? GROUP BY theirs.group_session
    ) AS met ON met.other = id
    WHERE id <> ? AND created_at >= (SELECT created_at - {REMEMBERED} FROM group_sessions WHERE id = ?)
    ORDER BY shared DESC, began DESC
"""  # noqa: S608 - made of constants
# Whoever was shown something in private, or has a session there, has written to the bot first.
_KNOWN: Final = """
    (EXISTS (SELECT 1 FROM sessions AS others WHERE others.chat = members.person)
     OR EXISTS (SELECT 1 FROM surfaces WHERE surfaces.chat = members.person AND message_id IS NOT NULL))
    AND NOT EXISTS (SELECT 1 FROM surfaces WHERE surfaces.chat = members.person AND waiting = 1)
"""
_ZONE: Final = """
    (SELECT others.zone FROM sessions AS others
     WHERE others.chat = members.person AND others.zone IS NOT NULL ORDER BY others.used DESC LIMIT 1)
"""
_SEATS: Final = f"""
    SELECT {MEMBER_COLUMNS}, {SESSION_COLUMNS}, {_KNOWN}, {_ZONE}
    FROM members JOIN sessions ON sessions.id = members.session
    WHERE members.group_session = ?
"""  # noqa: S608 - made of constants
SEAT: Final = _SEATS + " AND members.person = ?"
ALL_SEATS: Final = _SEATS + " ORDER BY members.seat"


# --- finding ----------------------------------------------------------------------------


def load_group(connection: Connection, address: GroupAddress, *, is_for_change: bool = True) -> FoundGroup:
    """Return the addressed group, with the seats that the address asks for.

    is_for_change: no other transaction changes the group until the end of this one; where one seat is asked
    for, others may go on with other seats.

    Raises:
        UnreadableRow: the group, or the one seat asked for, exists but cannot be decoded.
    """
    is_shared = address.person is not None and not address.everybody
    locking = connection.locking("group_sessions", is_shared=is_shared) if is_for_change else ""
    if address.group is not None:
        row = connection.execute(_NAMED + locking, (address.group,)).fetchone()
    else:
        if address.chat is not None:
            connection.lock_chat(address.chat)  # two sessions that begin at once cannot see each other
        row = connection.execute(OPEN + locking, (address.chat, address.thread)).fetchone()
    if row is None:
        return FoundGroup(None)
    group = decode_group(*row)
    if address.everybody:
        earlier = _earlier(connection, group) if is_for_change else ()
        return FoundGroup(group, _seats(connection, group.id), earlier)
    if address.person is None:
        return FoundGroup(group)
    seat = connection.execute(SEAT, (group.id, address.person)).fetchone()
    return FoundGroup(group, () if seat is None else (_seat_of(*seat),))


def _earlier(connection: Connection, group: GroupSession) -> tuple[FoundGroup, ...]:
    """Return the sessions of its people that its totals have to stand beside, newest first."""
    rows = connection.execute(EARLIER, (group.id, group.id, group.id)).fetchall()
    began = {row[0]: row[-1] for row in rows}
    telling = compared(group, readable(decode_group, (row[:-1] for row in rows)))
    newest_first = sorted(telling, key=lambda each: -began[each.id])
    return tuple(FoundGroup(each, _seats(connection, each.id)) for each in newest_first)


def _seats(connection: Connection, group: int) -> tuple[Seat, ...]:
    return tuple(readable(_seat_of, connection.execute(ALL_SEATS, (group,)).fetchall()))


def _seat_of(*row: Any) -> Seat:
    *stored, is_known, zone = row
    return Seat(decode_member(*stored[:_WIDTH]), decode_session(*stored[_WIDTH:]), bool(is_known), zone)


# --- saving -----------------------------------------------------------------------------


def save_group(connection: Connection, group: GroupSession, before: GroupSession | None, now: float) -> None:
    """Store a group: a new one, or the found one as it is now.

    Raises:
        ValueError: it is neither.
    """
    if before is None:
        _insert(connection, group, now)
    else:
        connection.must_be_alone()
        _update(connection, group)
        connection.execute("UPDATE group_sessions SET used_at = ? WHERE id = ?", (now, group.id))
    if before is None or before.coaches.keys() != group.coaches.keys():
        _list_coaches(connection, group)


def rewrite(connection: Connection, group: GroupSession) -> None:
    """Store an existing group without counting it as used."""
    _update(connection, group)
    _list_coaches(connection, group)


def _update(connection: Connection, group: GroupSession) -> None:
    connection.execute(
        "UPDATE group_sessions SET chat = ?, thread = ?, dialog_id = ?, logic_hash = ?, coach = ?,"
        " stage = ?, deadline = ?, revision = ?, body = ? WHERE id = ?",
        (*_columns(group), group.id),
    )


def _list_coaches(connection: Connection, group: GroupSession) -> None:
    connection.execute("DELETE FROM coaches WHERE group_session = ?", (group.id,))
    connection.executemany(
        "INSERT INTO coaches (person, group_session) VALUES (?, ?)",
        ((person, group.id) for person in group.coaches if person),
    )


def _insert(connection: Connection, group: GroupSession, now: float) -> None:
    inserted = connection.execute(
        "INSERT INTO group_sessions (chat, thread, dialog_id, logic_hash, coach, stage, deadline,"
        " revision, body, id, began, used_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " (SELECT coalesce(max(began), 0) + 1 FROM group_sessions), ?, ?) ON CONFLICT DO NOTHING",
        (*_columns(group), group.id, now, now),
    )
    if inserted.rowcount == 1:
        return
    if connection.execute("SELECT 1 FROM group_sessions WHERE id = ?", (group.id,)).fetchone() is None:
        raise LostRace(f"another group began at the same moment as group {group.id}")
    raise ValueError(f"group {group.id} is stored, and was not found")


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


def save_seat(connection: Connection, seat: Seat, found: FoundGroup, group: GroupSession, now: float) -> None:
    """Store a seat with its member's session; a new seat gets the next number.

    Raises:
        ValueError: the member has a seat that was not found, or the session has changed since it was found.
    """
    member = seat.member
    before = found.seat(member.person) if member.seat else None
    session_rows.save_found(connection, seat.session, None if before is None else before.session, now)
    if before is None:
        _insert_seat(connection, member, found.group, group)
    elif member != before.member:
        connection.execute(
            "UPDATE members SET body = ? WHERE group_session = ? AND seat = ?",
            (encode_member(member), member.group, member.seat),
        )


def _insert_seat(
    connection: Connection, member: Member, before: GroupSession | None, group: GroupSession
) -> None:
    if before is not None:
        connection.must_be_alone()  # the next number is for one person
    (highest,) = connection.execute(
        "SELECT max(seat) FROM members WHERE group_session = ?", (member.group,)
    ).fetchone()
    inserted = connection.execute(
        "INSERT INTO members (group_session, seat, person, session, body) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (
            member.group,
            next_seat(highest or 0, (before, group)),
            member.person,
            member.session,
            encode_member(member),
        ),
    )
    if inserted.rowcount != 1:
        raise ValueError(f"person {member.person} has a seat that was not found")


def move_groups(connection: Connection, old: int, new: int) -> None:
    """Move groups to the chat's new id."""
    connection.execute("UPDATE group_sessions SET chat = ? WHERE chat = ?", (new, old))


def check_change(found: FoundGroup, change: GroupChange) -> None:
    """Raise an error if a change does not fit the group that was found.

    Raises:
        ValueError: see `Store.update`.
    """
    group = change.group or found.group
    sessions = (*change.results, *change.cards, *change.touched)
    if group is None and (change.seats or change.show or sessions or change.deleted):
        raise ValueError("a decision cannot change a group that does not exist")
    if change.deleted and (change.group or change.seats or change.show or sessions):
        raise ValueError("a decision cannot delete a group and keep something of it")
    if change.group is not None and found.group is not None:
        _check_group(found.group, change.group)
    if group is not None:
        for seat in change.seats:
            _check_seat(found, group, seat)
    if min(len({seat.member.person for seat in change.seats}), len(_ids(change))) < len(change.seats):
        raise ValueError("a decision cannot save the same seat twice")
    for show in change.show:
        if ROLE_RULES[show.role].owner is not Owner.GROUP:
            raise ValueError(f"a group has no {show.role.value} to show")


def _ids(change: GroupChange) -> set[int]:
    return {seat.session.id for seat in change.seats}


def _check_group(before: GroupSession, after: GroupSession) -> None:
    if after.id != before.id:
        raise ValueError(f"group {after.id} is not the addressed one, {before.id}")
    if after.revision != before.revision + 1:
        raise ValueError(f"revision {after.revision} of group {after.id} does not follow {before.revision}")


def _check_seat(found: FoundGroup, group: GroupSession, seat: Seat) -> None:
    member, session = seat.member, seat.session
    if member.group != group.id:
        raise ValueError(f"a seat of group {member.group} does not belong to group {group.id}")
    if (member.session, member.person) != (session.id, session.person):
        raise ValueError(f"session {session.id} is not that of the seat's member")
    if session.chat not in (group.chat, session.person):
        raise ValueError(f"session {session.id} is neither in the group's chat nor in a private one")
    if member.seat:
        before = found.seat(member.person)
        if before is None or before.member.seat != member.seat or before.session.id != session.id:
            raise ValueError(f"seat {member.seat} is stored, and was not found")


def next_seat(highest: int, groups: Iterable[GroupSession | None]) -> int:
    """Return the number for a new seat: above every seat there is, and every seat counted in a figure.

    The number of a person who was forgotten must not be given to another: figures identify people by it.
    """
    counted = (figure.people for group in groups if group is not None for figure in group.taken)
    return 1 + max(highest, *(max(people, default=0) for people in counted), 0)


def sessions_of(found: FoundGroup, seats: Iterable[Seat]) -> Mapping[int, Session]:
    """Return the sessions that a decision may show, by id: those found and those it changed."""
    return {seat.session.id: seat.session for seat in (*found.seats, *seats)}


def to_show(sessions: Mapping[int, Session], number: int) -> Session:
    """Return the session that a decision wants to show.

    Raises:
        ValueError: it was not found, or it is in the group's chat: a card or a result is private.
    """
    session = sessions.get(number)
    if session is None:
        raise ValueError(f"a decision cannot show session {number}, which was not found")
    if session.chat != session.person:
        raise ValueError(f"session {number} is in the group's chat, where everybody could see it")
    return session
