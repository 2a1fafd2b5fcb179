"""Deleting a person, and keeping them deleted when an older backup comes back.

Beside the database lies `<database>.forgotten`: one line for each person who asked to be
forgotten, a keyed hash of their id and the moment. The database keeps the same lines; when it
is opened and lacks some, it is an older copy, and what those people had stored before that
moment is deleted. So it does not matter how the old copy got there.
The key is in the database, and so in each of its backups; without it the file names nobody.
Whoever moves a database moves this file with it; a lost file means that a restored backup
brings back those who were forgotten after it was made.
"""

import os
import re
import sqlite3
from collections.abc import Iterable
from hashlib import blake2s
from math import inf
from pathlib import Path

from bot.stores.protocol import StoreError
from bot.stores.sqlite import group_deletion
from bot.stores.sqlite.dead_letters import buried_about, numbers
from bot.stores.sqlite.trouble import file_trouble

_LINE = re.compile(r"[0-9a-f]{32} [0-9]+\.[0-9]+")


class Forgotten:
    """The file of those who are to stay forgotten."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}.forgotten")

    def add(self, line: str) -> None:
        """Note a person, as `line_of` names them; on disk when it returns.

        Raises:
            StoreError: the file cannot be written.
        """
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                # The first newline ends a line that a crash may have cut short.
                os.write(file, f"\n{line}\n".encode("ascii"))
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as problem:
            raise file_trouble(self._path, problem) from problem

    def apply(self, connection: sqlite3.Connection) -> int:
        """Delete again whom the file names and the database does not know to be forgotten.

        Returns how many people were found.

        Raises:
            StoreError: the file cannot be read.
        """
        known = {line for (line,) in connection.execute("SELECT line FROM forgotten")}
        news = [line for line in self._lines() if line not in known]
        if not news:
            return 0
        key = _key(connection)
        moments = sorted((float(at), digest) for digest, at in map(str.split, news))
        until = {digest: at for at, digest in moments}  # the last moment of each
        back = {chat: until.get(_digest(key, chat)) for chat in _people(connection)}
        know(connection, news)
        return sum(erase(connection, chat, at) for chat, at in back.items() if at is not None)

    def _lines(self) -> list[str]:
        try:
            lines = self._path.read_text("ascii", "replace").splitlines()
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise file_trouble(self._path, problem) from problem
        # A line cut short by a crash belongs to a deletion that did not happen, and will be asked for again.
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
    return max((float(line.split()[1]) for (line,) in lines), default=None)


def erase(connection: sqlite3.Connection, chat: int, until: float = inf) -> bool:
    """Delete what was stored about a person before a moment; returns whether there was anything.

    Their private chat, their sessions anywhere, what groups know of them, and buried updates that name
    them. Figures stay: they know no person.
    """
    before = connection.total_changes
    group_deletion.forget(connection, chat, until)
    for statement in (
        "DELETE FROM sessions WHERE chat = ? AND created_at < ?",
        "DELETE FROM sessions WHERE person = ? AND person <> chat AND created_at < ?",
        "DELETE FROM surfaces WHERE chat = ? AND session IS NULL AND since < ?",
    ):
        connection.execute(statement, (chat, until))
    for update_id, _ in buried_about(connection, chat, until):
        connection.execute("DELETE FROM buried WHERE update_id = ?", (update_id,))
    return connection.total_changes > before


def _people(connection: sqlite3.Connection) -> set[int]:
    """Everybody the database may know something about."""
    rows = connection.execute(
        "SELECT chat FROM sessions UNION SELECT person FROM sessions UNION SELECT chat FROM surfaces"
        " UNION SELECT person FROM coaches"
    )
    people = {chat for (chat,) in rows}
    for (text,) in connection.execute("SELECT raw || ' ' || problem FROM buried"):
        people.update(numbers(text))
    return people


def _digest(key: bytes, chat: int) -> str:
    return blake2s(str(chat).encode("ascii"), key=key, digest_size=16).hexdigest()


def _key(connection: sqlite3.Connection) -> bytes:
    row = connection.execute("SELECT key FROM keys WHERE purpose = 'forgotten' AND position = 0").fetchone()
    if row is None:
        raise StoreError("the database has lost the key of those who were forgotten; restore a backup")
    return bytes(row[0])
