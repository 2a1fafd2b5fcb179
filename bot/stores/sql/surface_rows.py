"""The rows of `surfaces`: functions of a connection, in a transaction."""

import logging
from collections.abc import Iterable
from typing import Any, Final

from bot.core.group.session import GroupSession
from bot.core.screen.screen import Screen
from bot.core.screen.surface import ROLE_RULES, Owner, Role, Show, ShowGroup, Urgency
from bot.core.solo.session import Session
from bot.stores.protocol import Due, Surface
from bot.stores.screen_codec import decode_screen, encode_screen
from bot.stores.session_codec import SESSION_COLUMNS, decode_session
from bot.stores.sql.connection import Connection
from bot.stores.sql.surface_places import bring_last_below, has_come_below, in_sql
from bot.stores.unreadable import UnreadableRow

COLUMNS: Final = (
    "surfaces.id, surfaces.chat, surfaces.role, surfaces.session, surfaces.message_id, surfaces.digest,"
    " surfaces.retired, surfaces.revision, surfaces.dirty, surfaces.below, surfaces.not_before,"
    " surfaces.attempts, surfaces.screen, surfaces.group_session, surfaces.part, surfaces.thread,"
    " surfaces.picture"
)
WIDTH: Final = COLUMNS.count(",") + 1
_ROLES: Final = {role.value: role for role in Role}


# The condition of the index `surfaces_due`, word for word: only then is it used.
_DUE: Final = f"""
    SELECT {COLUMNS}, surfaces.urgency, {SESSION_COLUMNS}
    FROM surfaces LEFT JOIN sessions ON sessions.id = surfaces.session
    WHERE surfaces.waiting = 0 AND (surfaces.dirty = 1 OR surfaces.retired IS NOT NULL)
      AND surfaces.not_before <= ?
"""  # noqa: S608 - made of constants
_IN_ORDER: Final = " ORDER BY surfaces.since, surfaces.id LIMIT ?"
DUE: Final = _DUE + _IN_ORDER
DUE_IN_CHAT: Final = f"{_DUE} AND surfaces.chat = ? ORDER BY surfaces.since, surfaces.id"
_AGAIN: Final = f"""
        revision = surfaces.revision + 1,
        below = CASE excluded.below WHEN 1 THEN surfaces.revision + 1 ELSE surfaces.below END,
        since = CASE surfaces.dirty WHEN 1 THEN surfaces.since ELSE excluded.since END,
        urgency = CASE WHEN surfaces.dirty = 1 AND surfaces.urgency < excluded.urgency
            THEN surfaces.urgency ELSE excluded.urgency END,
        dirty = 1
    RETURNING {COLUMNS}, surfaces.waiting
"""
_MARK: Final = f"""
    INSERT INTO surfaces (chat, role, session, below, since, urgency) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (session, role) DO UPDATE SET {_AGAIN}
"""  # noqa: S608 - made of constants
_MARK_GROUP: Final = f"""
    INSERT INTO surfaces (chat, role, group_session, part, thread, below, since, urgency)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (group_session, role, part) WHERE group_session IS NOT NULL
    DO UPDATE SET thread = excluded.thread, {_AGAIN}
"""  # noqa: S608 - made of constants
_TAKE_OVER: Final = (
    "DELETE FROM surfaces WHERE group_session = :group AND role = :role AND part = :part",
    "UPDATE surfaces SET part = :part WHERE group_session = :group AND role = :role AND part = :before",
)
_ONCE: Final = f"""
    INSERT INTO surfaces (chat, role, screen, since, thread) VALUES (?, ?, ?, ?, ?) RETURNING {COLUMNS}
"""  # noqa: S608 - made of constants
_IS_LATE: Final = "dirty = 0 AND revision > :revision AND message_id IS NOT NULL"
"""Another worker has shown a newer revision, for this one was frozen with a call under way.

A message of its own is put away; which of two edits of the same message came last, nobody knows.
"""
_SHOWN: Final = f"""
    UPDATE surfaces SET
        retired = CASE WHEN message_id = :message OR message_id IS NULL THEN retired
            WHEN {_IS_LATE} THEN :message ELSE message_id END,
        message_id = CASE WHEN {_IS_LATE} THEN message_id ELSE :message END,
        digest = CASE WHEN {_IS_LATE} THEN CASE WHEN message_id = :message THEN '' ELSE digest END
            ELSE :digest END,
        picture = CASE WHEN {_IS_LATE} THEN picture ELSE :picture END,
        dirty = CASE WHEN {_IS_LATE} AND message_id = :message THEN 1
            WHEN revision > :revision THEN dirty ELSE 0 END,
        below = CASE WHEN below > :revision THEN below ELSE 0 END,
        not_before = 0,
        attempts = 0
    WHERE id = :id
"""  # noqa: S608 - made of constants
_MIRRORED: Final = {
    rules.mirrors: f"""
        UPDATE surfaces SET
            revision = revision + 1,
            since = CASE dirty WHEN 1 THEN since ELSE (SELECT since FROM surfaces WHERE id = :id) END,
            urgency = CASE dirty WHEN 1 THEN urgency ELSE {Urgency.COUNTER.value} END,
            dirty = 1
        WHERE group_session = :group AND role = '{role.value}' AND message_id IS NOT NULL AND waiting = 0
    """  # noqa: S608 - made of constants
    for role, rules in ROLE_RULES.items()
    if rules.mirrors is not None
}
"""What marks the surfaces that show another one in private, once that has changed: due as long as it was."""
_DROP_ONCE: Final = f"""
    DELETE FROM surfaces WHERE id = ?
      AND role IN ({in_sql(role for role, rules in ROLE_RULES.items() if not rules.is_lasting)})
"""  # noqa: S608 - made of constants
RELEASE: Final = "UPDATE surfaces SET waiting = 0 WHERE chat = ? AND waiting = 1"

log = logging.getLogger(__name__)


def surface_of(row: tuple[Any, ...]) -> Surface:
    """Decode a surface from `COLUMNS`.

    Raises:
        UnreadableRow: this version does not know the role, or the screen of a message that is sent once.
    """
    number, chat, role, session, message, digest, *state = row
    retired, revision, dirty, below, not_before, attempts, screen, group, part, thread, picture = state
    if role not in _ROLES:
        raise UnreadableRow(f"surface {number} has a role of a newer version; run that version")
    return Surface(
        number,
        chat,
        _ROLES[role],
        session,
        message,
        digest,
        retired,
        revision,
        dirty == 1,
        below > 0,
        not_before,
        attempts,
        None if screen is None or ROLE_RULES[_ROLES[role]].is_lasting else decode_screen(screen),
        group,
        part,
        thread,
        picture,
    )


def mark(
    connection: Connection,
    session: Session,
    show: Show,
    now: float,
    urgency: Urgency = Urgency.STAGE,
) -> Due:
    """Mark the session's surface of that role; made when there is none.

    Raises:
        ValueError: the role is not one of a session's surfaces.
    """
    if ROLE_RULES[show.role].owner is not Owner.SESSION:
        raise ValueError(f"a session has no {show.role.value} to show; use Change.tell or Change.export")
    arguments = (session.chat, show.role.value, session.id, int(show.below), now, urgency.value)
    ((*row, held),) = connection.execute(_MARK, arguments).fetchall()
    return Due(surface_of(tuple(row)), session, held == 1, urgency, show.below)


def mark_group(connection: Connection, group: GroupSession, show: ShowGroup, now: float) -> Due:
    """Mark the group's surface of that role and part; made when there is none."""
    if show.instead_of:
        names = {"group": group.id, "role": show.role.value, "part": show.part, "before": show.instead_of}
        connection.execute(_TAKE_OVER[0], {name: each for name, each in names.items() if name != "before"})
        connection.execute(_TAKE_OVER[1], names)
    chat = group.chat if show.chat is None else show.chat
    thread = group.thread if chat == group.chat else None
    below = show.below or (show.follows and has_come_below(connection, group.id, show))
    place = (chat, show.role.value, group.id, show.part, thread)
    arguments = (*place, int(below), now, show.urgency.value)
    ((*row, held),) = connection.execute(_MARK_GROUP, arguments).fetchall()
    return Due(surface_of(tuple(row)), None, held == 1, show.urgency, below)


def mark_shown(connection: Connection, group: int) -> None:
    """Mark every message of a group that was sent; the time of an earlier mark stays."""
    connection.execute(
        "UPDATE surfaces SET revision = revision + 1, dirty = 1"
        " WHERE group_session = ? AND message_id IS NOT NULL",
        (group,),
    )


def add_once(
    connection: Connection,
    chat: int,
    role: Role,
    screen: Screen | None,
    now: float,
    thread: int | None = None,
) -> Due:
    """Add a message that is sent once."""
    stored = None if screen is None else encode_screen(screen)
    (row,) = connection.execute(_ONCE, (chat, role.value, stored, now, thread)).fetchall()
    return Due(surface_of(row), None)


def due_surfaces(
    connection: Connection,
    now: float,
    limit: int,
    condition: str = "",
    values: tuple[object, ...] = (),
    *,
    gives_up: bool = True,
) -> tuple[Due, ...]:
    """Return the surfaces that are due.

    condition, values: which of them. gives_up: those that cannot be decoded, or they would stay first.
    """
    due = _DUE + condition + _IN_ORDER + connection.skipping("surfaces")
    return _decoded(connection, connection.execute(due, (now, *values, limit)).fetchall(), gives_up)


def due_in_chat(connection: Connection, chat: int, now: float, *, gives_up: bool) -> tuple[Due, ...]:
    """Return the surfaces of a chat that are due; gives_up: as in `due_surfaces`."""
    return _decoded(connection, connection.execute(DUE_IN_CHAT, (now, chat)).fetchall(), gives_up)


def _decoded(connection: Connection, rows: Iterable[tuple[Any, ...]], gives_up: bool) -> tuple[Due, ...]:
    ready = []
    for row in rows:
        shown, urgency, session = row[:WIDTH], row[WIDTH], row[WIDTH + 1 :]
        try:
            read = None if session[0] is None else decode_session(*session)
            ready.append(Due(surface_of(shown), read, urgency=Urgency(urgency)))
        except UnreadableRow as problem:
            if gives_up:
                log.error("surface %d is given up: %s", row[0], problem)
                connection.execute("UPDATE surfaces SET dirty = 0, retired = NULL WHERE id = ?", (row[0],))
    return tuple(ready)


def shown(connection: Connection, surface: Surface, message_id: int, digest: str, picture: str) -> bool:
    """Record what a surface shows; returns whether that finished it."""
    if ROLE_RULES[surface.role].is_lasting:
        state = {"id": surface.id, "revision": surface.revision}
        connection.execute(_SHOWN, {**state, "message": message_id, "digest": digest, "picture": picture})
        if surface.role in _MIRRORED and surface.digest != digest:
            connection.execute(_MIRRORED[surface.role], {"id": surface.id, "group": surface.group})
        return False
    # A file that was asked for again meanwhile is sent again.
    finished = connection.execute(
        "DELETE FROM surfaces WHERE id = ? AND revision <= ? RETURNING since", (surface.id, surface.revision)
    ).fetchone()
    if finished is not None:
        bring_last_below(connection, surface, message_id, finished[0])
    return finished is not None


def is_urgent(surface: Surface, message_id: int) -> bool:
    """Whether losing the record in a crash would send something twice."""
    return not ROLE_RULES[surface.role].is_lasting or surface.message_id != message_id


def clear_retired(connection: Connection, surface_id: int) -> None:
    """Forget the retired message: nothing is left to do about it."""
    connection.execute("UPDATE surfaces SET retired = NULL WHERE id = ?", (surface_id,))


def lose(connection: Connection, surface_id: int) -> None:
    """Record that the message is gone from the chat."""
    connection.execute(
        "UPDATE surfaces SET message_id = NULL, digest = '', picture = '', dirty = 1 WHERE id = ?",
        (surface_id,),
    )


def postpone(connection: Connection, surface_id: int, until: float) -> None:
    """Delay a surface until then."""
    connection.execute(
        "UPDATE surfaces SET not_before = ?, attempts = attempts + 1 WHERE id = ?", (until, surface_id)
    )


def drop(connection: Connection, surface_id: int) -> bool:
    """Give up a surface; return whether its row was deleted, because nothing can mark it again."""
    gone = connection.execute(_DROP_ONCE, (surface_id,)).rowcount
    connection.execute(
        "UPDATE surfaces SET dirty = 0, retired = NULL, not_before = 0, attempts = 0 WHERE id = ?",
        (surface_id,),
    )
    return gone > 0


def hold(connection: Connection, chat: int) -> None:
    """Hold back all surfaces of a chat."""
    connection.execute("UPDATE surfaces SET waiting = 1 WHERE chat = ?", (chat,))


def release(connection: Connection, chat: int) -> None:
    """Make the surfaces of a chat due again."""
    connection.execute(RELEASE, (chat,))
