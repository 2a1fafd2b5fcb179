"""The rows of `sessions`, and of updates that were decided: functions of a connection, in a transaction."""

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from bot.core.solo.session import Session
from bot.stores.codec import SESSION_COLUMNS, decode_session, encode_body, encode_session
from bot.stores.protocol import Address, Found
from bot.stores.sqlite import surface_rows
from bot.stores.sqlite.dead_letters import buried_about

WIDTH: Final = SESSION_COLUMNS.count(",") + 1

_FIND: Final = f"""
    SELECT {SESSION_COLUMNS}, sessions.used,
        (SELECT max(others.used) FROM sessions AS others WHERE others.chat = sessions.chat),
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
LAST: Final = _FIND + "sessions.chat = ? ORDER BY sessions.used DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Row:
    """What an address led to.

    used: the found session's place in its chat's order of use. newest: the last place.
    """

    found: Found
    used: int = 0
    newest: int = 0


def note(connection: sqlite3.Connection, update_id: int, now: float) -> bool:
    """Note an update as decided; False when it was noted before.

    A set, no high-water mark: after a quiet week Telegram's ids begin anywhere (Bot API: Update.update_id).
    """
    noted = connection.execute(
        "INSERT INTO updates (update_id, at) VALUES (?, ?) ON CONFLICT (update_id) DO NOTHING",
        (update_id, now),
    )
    return noted.rowcount == 1


def find(connection: sqlite3.Connection, address: Address) -> Row:
    """The addressed session and its card.

    Raises:
        Unreadable: it is there, and does not decode.
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
    used, newest = row[WIDTH : WIDTH + 2]
    card = row[WIDTH + 2 :]
    surface = None if card[0] is None else surface_rows.surface_of(card)
    return Row(Found(decode_session(*row[:WIDTH]), surface, used == newest), used, newest)


def save(connection: sqlite3.Connection, session: Session, row: Row, now: float) -> None:
    """Store a session, used last from now on: the found one as it is now, or a new one.

    Raises:
        ValueError: it is neither.
    """
    before = row.found.session
    if before is None or before.id != session.id:
        _insert(connection, session, _next_use(connection, session.chat), now)
        return
    used = row.used if row.found.is_last else row.newest + 1
    plain: tuple[Any, ...] = (encode_body(session), session.revision, now)
    here: tuple[Any, ...] = (session.id, before.revision)
    if (session.stage, used) == (before.stage, row.used):
        # The usual tap: no column of an index changes, so no index is written.
        changed = connection.execute(
            "UPDATE sessions SET body = ?, revision = ?, used_at = ?, logic_hash = ?"
            " WHERE id = ? AND revision = ?",
            (*plain, session.logic_hash, *here),
        )
    else:
        changed = connection.execute(
            "UPDATE sessions SET body = ?, revision = ?, used_at = ?, logic_hash = ?, stage = ?, used = ?"
            " WHERE id = ? AND revision = ?",
            (*plain, session.logic_hash, session.stage.value, used, *here),
        )
    if changed.rowcount != 1:
        raise ValueError(f"session {session.id} is not at revision {before.revision} any more")


def save_found(connection: sqlite3.Connection, session: Session, before: Session | None, now: float) -> None:
    """Store a session of a group's member: the found one as it is now, or a new one.

    It is used last in its chat when it is new there; otherwise that order stays as it is.

    Raises:
        ValueError: it is neither, or not at the revision that was found.
    """
    if before is None:
        _insert(connection, session, _next_use(connection, session.chat), now)
        return
    changed = connection.execute(
        "UPDATE sessions SET body = ?, revision = ?, used_at = ?, logic_hash = ?, stage = ?"
        " WHERE id = ? AND revision = ?",
        (
            encode_body(session),
            session.revision,
            now,
            session.logic_hash,
            session.stage.value,
            session.id,
            before.revision,
        ),
    )
    if changed.rowcount != 1:
        raise ValueError(f"session {session.id} is not at revision {before.revision} any more")
    if session.chat != before.chat:
        surface_rows.move_session(connection, session)
        connection.execute(
            "UPDATE sessions SET used = ?, chat = ? WHERE id = ?",
            (_next_use(connection, session.chat), session.chat, session.id),
        )


def use(connection: sqlite3.Connection, session: Session) -> None:
    """Let a session be the one that its chat used last."""
    next_use = _next_use(connection, session.chat)
    connection.execute(
        "UPDATE sessions SET used = ? WHERE id = ? AND used < ?", (next_use, session.id, next_use - 1)
    )


def _next_use(connection: sqlite3.Connection, chat: int) -> int:
    (newest,) = connection.execute("SELECT max(used) FROM sessions WHERE chat = ?", (chat,)).fetchone()
    return (newest or 0) + 1


def everything(connection: sqlite3.Connection, chat: int) -> tuple[Session, ...]:
    """All sessions of a chat, the one used last first."""
    rows = connection.execute(
        f"SELECT {SESSION_COLUMNS} FROM sessions WHERE chat = ? ORDER BY used DESC",  # noqa: S608 - a constant
        (chat,),
    )
    return tuple(decode_session(*row) for row in rows)


def groups_in_private(connection: sqlite3.Connection, person: int) -> tuple[int, ...]:
    """Return the ids of the open groups that a person goes through in the private chat."""
    return tuple(number for (number,) in connection.execute(IN_PRIVATE, (person,)))


def move(connection: sqlite3.Connection, old: int, new: int) -> None:
    """Give sessions to the chat's new id; those that began there already stay the newer ones."""
    connection.execute(
        "UPDATE sessions SET used = used + (SELECT coalesce(max(used), 0) FROM sessions WHERE chat = ?)"
        " WHERE chat = ?",
        (old, new),
    )
    connection.execute("UPDATE sessions SET chat = ? WHERE chat = ?", (new, old))


def _insert(connection: sqlite3.Connection, session: Session, used: int, now: float) -> None:
    try:
        connection.execute(
            "INSERT INTO sessions (id, chat, person, dialog_id, logic_hash, stage, revision, body,"
            " used, used_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                session.id,
                session.chat,
                session.person,
                session.dialog_id,
                session.logic_hash,
                session.stage.value,
                session.revision,
                encode_body(session),
                used,
                now,
                now,
            ),
        )
    except sqlite3.IntegrityError as problem:
        raise ValueError(f"session {session.id} is stored, and is not the addressed one") from problem


def exist(connection: sqlite3.Connection, chat: int) -> bool:
    """Whether a chat has any session."""
    return connection.execute("SELECT 1 FROM sessions WHERE chat = ? LIMIT 1", (chat,)).fetchone() is not None


def unused(connection: sqlite3.Connection, before: float) -> list[int]:
    """Ids of the sessions not used since; those of a group stay as long as the group."""
    rows = connection.execute(
        "SELECT id FROM sessions WHERE used_at < ?"
        " AND NOT EXISTS (SELECT 1 FROM members WHERE members.session = sessions.id)",
        (before,),
    )
    return [number for (number,) in rows]


def delete(connection: sqlite3.Connection, numbers: list[int], before: float) -> int:
    """Delete those of the sessions that were not used meanwhile; returns how many."""
    arguments = ((number, before) for number in numbers)
    return connection.executemany("DELETE FROM sessions WHERE id = ? AND used_at < ?", arguments).rowcount


def export(connection: sqlite3.Connection, chat: int) -> dict[str, object]:
    """All that is stored about the person of a private chat."""
    sessions = connection.execute(
        f"SELECT created_at, used_at, {SESSION_COLUMNS} FROM sessions"  # noqa: S608 - a constant
        " WHERE chat = ? OR person = ? ORDER BY used DESC, id",
        (chat, chat),
    ).fetchall()
    messages = connection.execute(
        "SELECT role, session, message_id FROM surfaces WHERE chat = ? ORDER BY id", (chat,)
    )
    return {
        "sessions": [
            {**encode_session(decode_session(*row)), "created_at": created, "used_at": used}
            for created, used, *row in sessions
        ],
        "messages": [
            {"role": role, "session": session, "message_id": message} for role, session, message in messages
        ],
        "buried": [raw for _, raw in buried_about(connection, chat)],
    }
