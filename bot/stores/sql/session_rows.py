"""The rows of `sessions`: functions of a connection, in a transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.core.solo.session import Session
from bot.stores.protocol import Address, Found
from bot.stores.session_codec import SESSION_COLUMNS, decode_session, encode_body, encode_session
from bot.stores.sql import surface_places, surface_rows
from bot.stores.sql.connection import Connection, LostRace
from bot.stores.sql.unreadable_rows import readable, set_aside_of
from bot.stores.sql.updates import dead_letters_about
from bot.stores.unreadable import UnreadableRow

WIDTH: Final = SESSION_COLUMNS.count(",") + 1

_FIND: Final = f"""
    SELECT {SESSION_COLUMNS}, sessions.used,
        (SELECT max(others.used) FROM sessions AS others WHERE others.chat = sessions.chat),
        (SELECT others.zone FROM sessions AS others
         WHERE others.chat = sessions.chat AND others.zone IS NOT NULL ORDER BY others.used DESC LIMIT 1),
        EXISTS (SELECT 1 FROM members WHERE members.person = sessions.person),
        {surface_rows.COLUMNS}
    FROM sessions LEFT JOIN surfaces ON surfaces.session = sessions.id AND surfaces.role = 'card'
    WHERE
"""  # noqa: S608 - made of constants
_NAMED: Final = _FIND + "sessions.id = ? AND sessions.chat = ?"
OPEN: Final = (
    _FIND
    + "sessions.chat = ? AND sessions.dialog_id = ? AND sessions.stage <> 'done'"
    + " ORDER BY sessions.used DESC LIMIT 1"
)
_UNFINISHED: Final = (
    _FIND + "sessions.chat = ? AND sessions.stage <> 'done' ORDER BY sessions.used DESC LIMIT 1"
)
IN_PRIVATE: Final = """
    SELECT group_sessions.id FROM members
        JOIN sessions ON sessions.id = members.session AND sessions.chat = members.person
        JOIN group_sessions ON group_sessions.id = members.group_session AND group_sessions.stage <> 'ended'
    WHERE members.person = ?
"""
# The condition of the index `sessions_deadline`, word for word: only then is it used.
DUE: Final = """
    SELECT chat, id FROM sessions WHERE deadline IS NOT NULL AND deadline <= ? ORDER BY deadline, id LIMIT ?
"""
_EXPORTED: Final = f"SELECT created_at, used_at, {SESSION_COLUMNS}, used FROM sessions"  # noqa: S608
OF_PERSON: Final = f"""
    {_EXPORTED} WHERE chat = ? UNION ALL {_EXPORTED} WHERE person = ? AND person <> chat
    ORDER BY used DESC, id
"""  # the conditions of two indexes, word for word
LAST: Final = _FIND + "sessions.chat = ? ORDER BY sessions.used DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Row:
    """What was found at an address.

    used: the session's number in its chat's order of use. newest: the highest number there.
    may_be_in_groups: False where the person is known to be in none.
    """

    found: Found
    used: int = 0
    newest: int = 0
    may_be_in_groups: bool = True


def find_session(connection: Connection, address: Address) -> Row:
    """Return the addressed session and its card; the caller holds the lock of the chat.

    Raises:
        UnreadableRow: the session exists, but cannot be decoded.
    """
    if address.session is not None:
        row = connection.execute(_NAMED, (address.session, address.chat)).fetchone()
    elif address.dialog is not None:
        row = connection.execute(OPEN, (address.chat, address.dialog)).fetchone()
    elif address.unfinished:
        row = connection.execute(_UNFINISHED, (address.chat,)).fetchone()
    else:
        row = connection.execute(LAST, (address.chat,)).fetchone()
    if row is None:
        return Row(Found(None, None))
    used, newest, zone, is_member = row[WIDTH : WIDTH + 4]
    card = row[WIDTH + 4 :]
    surface = None if card[0] is None else surface_rows.surface_of(card)
    found = Found(decode_session(*row[:WIDTH]), surface, used == newest, zone)
    return Row(found, used, newest, may_be_in_groups=bool(is_member))


def save_session(
    connection: Connection, session: Session, row: Row, now: float, *, is_aside: bool = False
) -> None:
    """Store a session as the last used of its chat: the found one as it is now, or a new one.

    is_aside: it is used no later than before.

    Raises:
        ValueError: it is neither.
    """
    before = row.found.session
    if before is None or before.id != session.id:
        _insert(connection, session, _next_use(connection, session.chat), now)
        return
    used = row.used if row.found.is_last or is_aside else row.newest + 1
    place = {} if used == row.used else {"used": used}
    _update(connection, session, before, None if is_aside else now, place)


def save_found(connection: Connection, session: Session, before: Session | None, now: float) -> None:
    """Store a session of a group's member: a new one, or the found one as it is now.

    It becomes the last used of its chat only if it is new there.

    Raises:
        ValueError: it is neither, or it is not at the revision that was found.
    """
    if before is None:
        _insert(connection, session, _next_use(connection, session.chat), now)
    elif session.chat == before.chat:
        _update(connection, session, before, now, {})
    else:
        surface_places.move_session(connection, session)
        moved = {"chat": session.chat, "used": _next_use(connection, session.chat)}
        _update(connection, session, before, now, moved)


def _update(
    connection: Connection,
    session: Session,
    before: Session,
    now: float | None,
    place: Mapping[str, int],
) -> None:
    """Update a session unless it has changed since it was found.

    now: None where that is no use of it. place: new values of `chat` and `used`.
    """
    columns: dict[str, object] = {
        "body": encode_body(session),
        "revision": session.revision,
        "logic_hash": session.logic_hash,
        **({} if now is None else {"used_at": now}),
        **place,
    }
    # These, like `used`, are set only if they change: SQLite rewrites the indexes of each column set.
    if session.stage != before.stage:
        columns["stage"] = session.stage.value
    if session.deadline != before.deadline:
        columns["deadline"] = session.deadline
    if session.zone != before.zone:
        columns["zone"] = session.zone
    assignments = ", ".join(f"{name} = ?" for name in columns)
    changed = connection.execute(
        f"UPDATE sessions SET {assignments} WHERE id = ? AND revision = ?",  # noqa: S608 - made of constants
        (*columns.values(), session.id, before.revision),
    )
    if changed.rowcount != 1:
        raise LostRace(f"session {session.id} is not at revision {before.revision} any more")


def use(connection: Connection, session: Session) -> None:
    """Make a session the last used of its chat."""
    next_use = _next_use(connection, session.chat)
    connection.execute(
        "UPDATE sessions SET used = ? WHERE id = ? AND used < ?", (next_use, session.id, next_use - 1)
    )


def _next_use(connection: Connection, chat: int) -> int:
    connection.lock_chat(chat)
    (newest,) = connection.execute("SELECT max(used) FROM sessions WHERE chat = ?", (chat,)).fetchone()
    return (newest or 0) + 1


def sessions_of_chat(connection: Connection, chat: int) -> tuple[Session, ...]:
    """Return all sessions of a chat, the last used first."""
    rows = connection.execute(
        f"SELECT {SESSION_COLUMNS} FROM sessions WHERE chat = ? ORDER BY used DESC",  # noqa: S608 - a constant
        (chat,),
    )
    return tuple(readable(decode_session, rows))


def due_sessions(connection: Connection, now: float, limit: int) -> tuple[tuple[int, int], ...]:
    """Return chat and id of sessions whose deadline has come, the longest overdue first."""
    return tuple(connection.execute(DUE + connection.skipping("sessions"), (now, limit)).fetchall())


def groups_in_private(connection: Connection, person: int) -> tuple[int, ...]:
    """Return the ids of the open groups that a person goes through in the private chat."""
    return tuple(number for (number,) in connection.execute(IN_PRIVATE, (person,)))


def move_sessions(connection: Connection, old: int, new: int) -> None:
    """Move sessions to the chat's new id; sessions already there stay the newer ones."""
    connection.execute(
        "UPDATE sessions SET used = used + (SELECT coalesce(max(used), 0) FROM sessions WHERE chat = ?)"
        " WHERE chat = ?",
        (old, new),
    )
    connection.execute("UPDATE sessions SET chat = ? WHERE chat = ?", (new, old))


def _insert(connection: Connection, session: Session, used: int, now: float) -> None:
    inserted = connection.execute(
        "INSERT INTO sessions (id, chat, person, dialog_id, logic_hash, stage, revision, body,"
        " deadline, zone, used, used_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (
            session.id,
            session.chat,
            session.person,
            session.dialog_id,
            session.logic_hash,
            session.stage.value,
            session.revision,
            encode_body(session),
            session.deadline,
            session.zone,
            used,
            now,
            now,
        ),
    )
    if inserted.rowcount != 1:
        raise ValueError(f"session {session.id} is stored, and is not the addressed one")


def has_sessions(connection: Connection, chat: int) -> bool:
    """Whether a chat has sessions."""
    return connection.execute("SELECT 1 FROM sessions WHERE chat = ? LIMIT 1", (chat,)).fetchone() is not None


def export_sessions(connection: Connection, chat: int) -> dict[str, object]:
    """Return what is stored about the person of a private chat, except for groups."""
    sessions = connection.execute(OF_PERSON, (chat, chat)).fetchall()
    messages = connection.execute(
        "SELECT role, session, message_id FROM surfaces WHERE chat = ? ORDER BY id", (chat,)
    )
    aside = set_aside_of(connection, chat)
    return {
        "sessions": [
            {**_exported(row), "created_at": created, "used_at": used} for created, used, *row, _ in sessions
        ],
        "messages": [
            {"role": role, "session": session, "message_id": message} for role, session, message in messages
        ],
        "buried": [raw for _, raw in dead_letters_about(connection, chat)],
        **({"set_aside": aside} if aside else {}),
    }


def _exported(row: list[Any]) -> Mapping[str, object]:
    """Return a session as JSON-able data; one that cannot be read as it is stored, for its person owns it."""
    try:
        return encode_session(decode_session(*row))
    except UnreadableRow:
        return dict(zip(SESSION_COLUMNS.replace("sessions.", "").split(", "), row, strict=True))
