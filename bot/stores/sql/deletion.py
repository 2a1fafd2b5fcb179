"""Delete people, groups, and what has passed its time: functions of a connection, in a transaction.

Whoever asked to be forgotten leaves a line: a keyed hash of their id, and the time. A database without a line
that is known elsewhere is an older copy, and what that person had stored before that time is deleted again.
The key is in the database and in each of its backups; without it, a line identifies nobody.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2s
from math import inf
from typing import Final, TypeAlias

from bot.core.group.log_before import without_name
from bot.core.group.session import Entry, GroupSession
from bot.stores.group_codec import GROUP_COLUMNS, decode_group, decode_member
from bot.stores.protocol import StoreError
from bot.stores.sql import group_rows, surface_rows
from bot.stores.sql.connection import Connection
from bot.stores.sql.unreadable_rows import erase_set_aside
from bot.stores.sql.updates import dead_letters_about, possible_ids
from bot.stores.unreadable import UnreadableRow

log = logging.getLogger(__name__)


# --- people -----------------------------------------------------------------------------

LINE: Final = re.compile(r"[0-9a-f]{32} [0-9]+\.[0-9]+")


def key_of_lines(connection: Connection) -> bytes:
    """Return the key of the hashes in lines.

    Raises:
        StoreError: it is lost.
    """
    row = connection.execute("SELECT key FROM keys WHERE purpose = 'forgotten' AND position = 0").fetchone()
    if row is None:
        raise StoreError("the database has lost the key of its list of forgotten people; restore a backup")
    return bytes(row[0])


def line_of(connection: Connection, person: int, at: float) -> str:
    """Return the line that says when a person was forgotten; it names nobody without the key."""
    return f"{_digest(key_of_lines(connection), person)} {float(at)!r}"


def know(connection: Connection, lines: Iterable[str]) -> None:
    """Take lines to heart."""
    connection.executemany(
        "INSERT INTO forgotten (line) VALUES (?) ON CONFLICT (line) DO NOTHING", ((line,) for line in lines)
    )


def known_lines(connection: Connection) -> set[str]:
    """Return the lines of everybody who was forgotten, as far as this database knows; no damaged one."""
    return {line for (line,) in connection.execute("SELECT line FROM forgotten") if LINE.fullmatch(line)}


def forget_again(connection: Connection, lines: Iterable[str]) -> int:
    """Delete the people of lines that the database lacks, and take the lines to heart.

    Returns how many had data in the database.
    """
    known = known_lines(connection)
    news = [line for line in lines if line not in known]
    key = key_of_lines(connection)
    moments = sorted((float(at), digest) for digest, at in map(str.split, news))
    until = {digest: at for at, digest in moments}  # the last time of each
    back = {chat: until.get(_digest(key, chat)) for chat in _people(connection)}
    know(connection, news)
    return sum(erase(connection, chat, at) for chat, at in back.items() if at is not None)


def forgotten_at(connection: Connection, person: int) -> float | None:
    """Return when a person was forgotten last, in seconds since 1970; None for never."""
    digest = _digest(key_of_lines(connection), person)
    lines = connection.execute(
        "SELECT line FROM forgotten WHERE line BETWEEN ? AND ?", (f"{digest} ", f"{digest}!")
    )
    return max((_moment(line) for (line,) in lines if LINE.fullmatch(line)), default=None)


def last_forgotten_at(connection: Connection) -> float | None:
    """Return when anybody was forgotten last, in seconds since 1970; None for never."""
    return max(map(_moment, known_lines(connection)), default=None)


def erase(connection: Connection, chat: int, until: float = inf) -> bool:
    """Delete what was stored about a person before `until`; return whether there was anything.

    That is their private chat, their sessions anywhere, their traces in groups, and the dead letters that
    mention them. Figures of groups stay: they contain no person.
    """
    erased = forget_in_groups(connection, chat, until)
    for statement in (
        "DELETE FROM sessions WHERE chat = ? AND created_at < ?",
        "DELETE FROM sessions WHERE person = ? AND person <> chat AND created_at < ?",
        "DELETE FROM surfaces WHERE chat = ? AND session IS NULL AND since < ?",
    ):
        erased += connection.execute(statement, (chat, until)).rowcount
    erased += erase_set_aside(connection, chat, until)
    for update_id, _ in dead_letters_about(connection, chat, until):
        erased += connection.execute("DELETE FROM buried WHERE update_id = ?", (update_id,)).rowcount
    return erased > 0


def _people(connection: Connection) -> set[int]:
    """Return the ids of everybody who may have data in the database."""
    rows = connection.execute(
        "SELECT chat FROM sessions UNION SELECT person FROM sessions UNION SELECT chat FROM surfaces"
        " UNION SELECT person FROM coaches UNION SELECT person FROM set_aside"
    )
    people = {chat for (chat,) in rows}
    for (text,) in connection.execute("SELECT raw || ' ' || problem FROM buried"):
        people.update(possible_ids(text))
    return people


def _moment(line: str) -> float:
    return float(line.split()[1])


def _digest(key: bytes, chat: int) -> str:
    return blake2s(str(chat).encode("ascii"), key=key, digest_size=16).hexdigest()


# --- groups -----------------------------------------------------------------------------

_TRACES: Final = f"""
    SELECT members.body, {GROUP_COLUMNS}
    FROM group_sessions LEFT JOIN members ON members.group_session = group_sessions.id
        AND members.person = :person
    WHERE group_sessions.created_at < :until AND group_sessions.id IN (
        SELECT group_session FROM members WHERE person = :person
        UNION SELECT group_session FROM coaches WHERE person = :person
    )
"""  # noqa: S608 - made of constants

_UNUSED_GROUPS: Final = """
    FROM group_sessions WHERE used_at < :before AND NOT EXISTS (
        SELECT 1 FROM members JOIN sessions ON sessions.id = members.session
        WHERE members.group_session = group_sessions.id AND sessions.used_at >= :before
    )
"""


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


def without_person(group: GroupSession, person: int, called: str) -> GroupSession:
    """Return the group without any trace of a person. called: their name as a member, "" for none.

    Figures hold seat numbers and no people, so only names go. Co-coaches carry on. Without any, the group
    waits for an admin, and ends like any group left alone.
    """
    names = {group.coaches.get(person, ""), called} - {""}

    def is_of_them(entry: Entry) -> bool:
        return entry.person == person or (not entry.person and entry.who in names)

    entries = tuple(without_name(each) if is_of_them(each) else each for each in group.log)
    after = replace(group.without_coach(person), log=entries)
    return group if after == group else replace(after, revision=group.revision + 1)


def unused_groups(connection: Connection, before: float) -> list[int]:
    """Return the ids of groups not used since, nor any session of their members."""
    rows = connection.execute(f"SELECT id {_UNUSED_GROUPS}", {"before": before})
    return [number for (number,) in rows]


def delete_unused_group(connection: Connection, number: int, before: float) -> int:
    """Delete a group unless it was used in the meantime; return how many sessions went with it."""
    still_unused = f"SELECT 1 {_UNUSED_GROUPS} AND id = :id {connection.locking('group_sessions')}"
    if connection.execute(still_unused, {"before": before, "id": number}).fetchone() is None:
        return 0
    return delete_group(connection, number)


# --- what has passed its time -----------------------------------------------------------
# Each function does as much as a tap can wait for.

CHUNK: Final = 100
"""Most rows that a purge deletes in one transaction, so that taps need not wait."""

WalkedTo: TypeAlias = tuple[float, int]
"""Where a walk through the sessions stands: when one was used, and its id."""
START: Final[WalkedTo] = (float("-inf"), 0)

UNUSED_SESSIONS: Final = """
    SELECT used_at, id FROM sessions
    WHERE used_at < :before AND (used_at > :used_at OR (used_at = :used_at AND id > :id))
    ORDER BY used_at, id LIMIT :most
"""
UNUSED_SESSION_COUNT: Final = (
    "SELECT count(*) FROM (SELECT 1 FROM sessions WHERE used_at < ? LIMIT ?) AS unused"
)
_DELETE: Final = """
    DELETE FROM sessions WHERE id = ? AND used_at < ? AND deadline IS NULL
      AND NOT EXISTS (SELECT 1 FROM members WHERE members.session = sessions.id)
"""
# Ids of updates rise with time, but after a quiet week: then the older ones go two days later. What else is
# noted among them, as the hours of backups and what is typed in a terminal, has ids below 0, and must not
# hide those to be deleted.
DELETE_SOME: Final = {
    "updates": "DELETE FROM updates WHERE at < ? AND update_id IN"
    " (SELECT update_id FROM updates WHERE update_id >= 0 ORDER BY update_id LIMIT ?)",
    "notes": "DELETE FROM updates WHERE update_id IN"
    " (SELECT update_id FROM updates WHERE update_id < 0 AND at < ? LIMIT ?)",
    "buried": "DELETE FROM buried WHERE update_id IN (SELECT update_id FROM buried WHERE at < ? LIMIT ?)",
    "set_aside": "DELETE FROM set_aside WHERE id IN (SELECT id FROM set_aside WHERE at < ? LIMIT ?)",
    # messages that are sent once
    "surfaces": "DELETE FROM surfaces WHERE id IN"
    " (SELECT id FROM surfaces INDEXED BY surfaces_once"
    " WHERE session IS NULL AND group_session IS NULL AND since < ? LIMIT ?)",
}


def count_unused_sessions(connection: Connection, before: float, most: int) -> int:
    """Return how many sessions were not used since; it stops counting at `most`."""
    (number,) = connection.execute(UNUSED_SESSION_COUNT, (before, most)).fetchone()
    return int(number)


def count_sessions(connection: Connection) -> int:
    """Return how many sessions there are."""
    (number,) = connection.execute("SELECT count(*) FROM sessions").fetchone()
    return int(number)


def delete_unused_sessions(
    connection: Connection, before: float, after: WalkedTo
) -> tuple[int, WalkedTo | None]:
    """Delete the next sessions not used since; a group's sessions stay as long as the group.

    So does a session whose person is to be written to: that is what they asked for.
    Returns how many were deleted, and where to go on; None at the end.
    """
    place = {"used_at": after[0], "id": after[1], "before": before, "most": CHUNK}
    found = connection.execute(UNUSED_SESSIONS, place).fetchall()
    deleted = connection.executemany(_DELETE, ((number, before) for _, number in found)).rowcount
    return deleted, found[-1] if len(found) == CHUNK else None


def delete_some(connection: Connection, kind: str, before: float) -> int:
    """Delete older rows of a kind in `DELETE_SOME`, at most `CHUNK`; return how many."""
    return connection.execute(DELETE_SOME[kind], (before, CHUNK)).rowcount
