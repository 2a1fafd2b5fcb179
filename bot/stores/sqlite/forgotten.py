"""Delete a person, and keep them deleted when an older backup is restored.

The file `<database>.forgotten` lies beside the database. It has one line for each person who asked to be
forgotten: a keyed hash of their id, and the time. The database stores the same lines. If it lacks some when
it is opened, it is an older copy, and what those people had stored before that time is deleted again,
however the old copy got there.

The key is in the database and in each of its backups; without it, the file identifies nobody.
The file has to move with the database: if it is lost, a restored backup brings back the people who were
forgotten after it was made. So there are two of it, `<database>.forgotten` and `<database>.forgotten-too`.
What either lists counts, and where they do not agree, the operator is told.
"""

import logging
import os
import re
import sqlite3
from collections.abc import Iterable
from hashlib import blake2s
from math import inf
from pathlib import Path

from bot.stores.protocol import StoreError
from bot.stores.sqlite import group_deletion
from bot.stores.sqlite.dead_letters import dead_letters_about, possible_ids
from bot.stores.sqlite.errors import file_error
from bot.stores.sqlite.unreadable_rows import erase_set_aside

log = logging.getLogger(__name__)

_LINE = re.compile(r"[0-9a-f]{32} [0-9]+\.[0-9]+")


class Forgotten:
    """The two files that list who must stay forgotten."""

    def __init__(self, database: Path) -> None:
        self._paths = tuple(
            database.with_name(f"{database.name}.{suffix}") for suffix in ("forgotten", "forgotten-too")
        )

    def add(self, line: str) -> None:
        """Note a person, as `line_of` names them; on disk when it returns.

        Raises:
            StoreError: a file cannot be written.
        """
        for path in self._paths:
            _append(path, (line,))

    def apply(self, connection: sqlite3.Connection) -> int:
        """Delete again the people that the file lists and the database does not.

        Returns how many had data in the database.

        Raises:
            StoreError: a file cannot be read.
        """
        known = {line for (line,) in connection.execute("SELECT line FROM forgotten")}
        news = [line for line in self._agreed(known) if line not in known]
        if not news:
            return 0
        key = _key(connection)
        moments = sorted((float(at), digest) for digest, at in map(str.split, news))
        until = {digest: at for at, digest in moments}  # the last time of each
        back = {chat: until.get(_digest(key, chat)) for chat in _people(connection)}
        know(connection, news)
        return sum(erase(connection, chat, at) for chat, at in back.items() if at is not None)

    def _agreed(self, known: set[str]) -> list[str]:
        """Return what either file or the database lists; complete the files that lack some of it."""
        listed = {path: _lines(path) for path in self._paths}
        every = list(dict.fromkeys([*(line for lines in listed.values() for line in lines), *sorted(known)]))
        for path, lines in listed.items():
            if lacking := [line for line in every if line not in set(lines)]:
                log.warning("%s lacked %d of %d forgotten people: completed", path, len(lacking), len(every))
                _append(path, lacking)
        return every


def _append(path: Path, lines: Iterable[str]) -> None:
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # The first newline ends a line that a crash may have truncated.
            os.write(file, "".join(f"\n{line}\n" for line in lines).encode("ascii"))
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as problem:
        raise file_error(path, problem) from problem


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise file_error(path, problem) from problem
    # A line truncated by a crash belongs to a deletion that failed; the update comes again.
    return [line for line in lines if _LINE.fullmatch(line)]


def line_of(connection: sqlite3.Connection, person: int, at: float) -> str:
    """Return the line that says when a person was forgotten; it names nobody without the key."""
    return f"{_digest(_key(connection), person)} {float(at)!r}"


def know(connection: sqlite3.Connection, lines: Iterable[str]) -> None:
    """Take lines to heart."""
    connection.executemany(
        "INSERT INTO forgotten (line) VALUES (?) ON CONFLICT (line) DO NOTHING", ((line,) for line in lines)
    )


def forgotten_at(connection: sqlite3.Connection, person: int) -> float | None:
    """Return when a person was forgotten last, in seconds since 1970; None for never."""
    digest = _digest(_key(connection), person)
    lines = connection.execute(
        "SELECT line FROM forgotten WHERE line BETWEEN ? AND ?", (f"{digest} ", f"{digest}!")
    )
    return max((float(line.split()[1]) for (line,) in lines if _LINE.fullmatch(line)), default=None)


def erase(connection: sqlite3.Connection, chat: int, until: float = inf) -> bool:
    """Delete what was stored about a person before `until`; return whether there was anything.

    That is their private chat, their sessions anywhere, their traces in groups, and the dead letters that
    mention them. Figures of groups stay: they contain no person.
    """
    before = connection.total_changes
    group_deletion.forget_in_groups(connection, chat, until)
    for statement in (
        "DELETE FROM sessions WHERE chat = ? AND created_at < ?",
        "DELETE FROM sessions WHERE person = ? AND person <> chat AND created_at < ?",
        "DELETE FROM surfaces WHERE chat = ? AND session IS NULL AND since < ?",
    ):
        connection.execute(statement, (chat, until))
    erase_set_aside(connection, chat, until)
    for update_id, _ in dead_letters_about(connection, chat, until):
        connection.execute("DELETE FROM buried WHERE update_id = ?", (update_id,))
    return connection.total_changes > before


def _people(connection: sqlite3.Connection) -> set[int]:
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


def _key(connection: sqlite3.Connection) -> bytes:
    row = connection.execute("SELECT key FROM keys WHERE purpose = 'forgotten' AND position = 0").fetchone()
    if row is None:
        raise StoreError("the database has lost the key of its list of forgotten people; restore a backup")
    return bytes(row[0])
