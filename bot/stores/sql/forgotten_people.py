"""Delete a person, and know who was deleted: functions of a connection, in a transaction.

Whoever asked to be forgotten leaves a line: a keyed hash of their id, and the time. A database without a line
that is known elsewhere is an older copy, and what that person had stored before that time is deleted again.
The key is in the database and in each of its backups; without it, a line identifies nobody.
"""

import re
from collections.abc import Iterable
from hashlib import blake2s
from math import inf
from typing import Final

from bot.stores.protocol import StoreError
from bot.stores.sql import group_deletion
from bot.stores.sql.connection import Connection
from bot.stores.sql.dead_letters import dead_letters_about, possible_ids
from bot.stores.sql.unreadable_rows import erase_set_aside

LINE: Final = re.compile(r"[0-9a-f]{32} [0-9]+\.[0-9]+")


def line_of(connection: Connection, person: int, at: float) -> str:
    """Return the line that says when a person was forgotten; it names nobody without the key."""
    return f"{_digest(_key(connection), person)} {float(at)!r}"


def know(connection: Connection, lines: Iterable[str]) -> None:
    """Take lines to heart."""
    connection.executemany(
        "INSERT INTO forgotten (line) VALUES (?) ON CONFLICT (line) DO NOTHING", ((line,) for line in lines)
    )


def known_lines(connection: Connection) -> set[str]:
    """Return the lines of everybody who was forgotten, as far as this database knows."""
    return {line for (line,) in connection.execute("SELECT line FROM forgotten")}


def forget_again(connection: Connection, lines: Iterable[str]) -> int:
    """Delete the people of lines that the database lacks, and take the lines to heart.

    Returns how many had data in the database.
    """
    known = known_lines(connection)
    news = [line for line in lines if line not in known]
    key = _key(connection)
    moments = sorted((float(at), digest) for digest, at in map(str.split, news))
    until = {digest: at for at, digest in moments}  # the last time of each
    back = {chat: until.get(_digest(key, chat)) for chat in _people(connection)}
    know(connection, news)
    return sum(erase(connection, chat, at) for chat, at in back.items() if at is not None)


def forgotten_at(connection: Connection, person: int) -> float | None:
    """Return when a person was forgotten last, in seconds since 1970; None for never."""
    digest = _digest(_key(connection), person)
    lines = connection.execute(
        "SELECT line FROM forgotten WHERE line BETWEEN ? AND ?", (f"{digest} ", f"{digest}!")
    )
    return max((float(line.split()[1]) for (line,) in lines if LINE.fullmatch(line)), default=None)


def erase(connection: Connection, chat: int, until: float = inf) -> bool:
    """Delete what was stored about a person before `until`; return whether there was anything.

    That is their private chat, their sessions anywhere, their traces in groups, and the dead letters that
    mention them. Figures of groups stay: they contain no person.
    """
    erased = group_deletion.forget_in_groups(connection, chat, until)
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


def _digest(key: bytes, chat: int) -> str:
    return blake2s(str(chat).encode("ascii"), key=key, digest_size=16).hexdigest()


def _key(connection: Connection) -> bytes:
    row = connection.execute("SELECT key FROM keys WHERE purpose = 'forgotten' AND position = 0").fetchone()
    if row is None:
        raise StoreError("the database has lost the key of its list of forgotten people; restore a backup")
    return bytes(row[0])
