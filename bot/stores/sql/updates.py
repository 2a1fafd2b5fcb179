"""Updates in SQL: which were decided (table `updates`), and which could not be (table `buried`).

A dead letter is stored as it came, so any number in it may be the id of a person. An update that waits for an
answer of the platform stands among them, with a problem of its own: so it is forgotten, exported and purged
with them. So does one that an operator wants tried again.
"""

import re
from collections.abc import Iterator
from math import inf
from typing import Final

from bot.stores.archive import DeadLetter
from bot.stores.sql.connection import Connection

ASKED: Final = "waits for an answer of the platform"
"""The problem of an update that is no dead letter."""
TO_BE_RETRIED: Final = "is to be tried again"
"""The problem of a dead letter that an operator wants tried again."""


def note(connection: Connection, update_id: int, now: float) -> bool:
    """Record that an update was decided; return False if it already was. This makes updates idempotent.

    Ids form a set, not a high-water mark: after a quiet week Telegram may start anywhere (Bot API, Update).
    """
    noted = connection.execute(
        "INSERT INTO updates (update_id, at) VALUES (?, ?) ON CONFLICT (update_id) DO NOTHING",
        (update_id, now),
    )
    return noted.rowcount == 1


def bury(connection: Connection, update_id: int, raw: str, problem: str, now: float) -> None:
    """Store an update that cannot be handled as a dead letter."""
    note(connection, update_id, now)
    connection.execute(
        "INSERT INTO buried (update_id, raw, problem, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (update_id) DO UPDATE SET raw = excluded.raw, problem = excluded.problem"
        " WHERE buried.problem IN (?, ?)",
        (update_id, _storable(raw), _storable(problem), now, ASKED, TO_BE_RETRIED),
    )


def keep_asked(connection: Connection, update_id: int, text: str, now: float) -> None:
    """Store an update that waits for an answer of the platform."""
    connection.execute(
        "INSERT INTO buried (update_id, raw, problem, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (update_id) DO NOTHING",
        (update_id, text, ASKED, now),
    )


def asked_updates(connection: Connection) -> tuple[tuple[int, str], ...]:
    """Return the updates that wait for an answer of the platform."""
    rows = connection.execute("SELECT update_id, raw FROM buried WHERE problem = ? ORDER BY at", (ASKED,))
    return tuple((int(number), str(text)) for number, text in rows)


def drop_asked(connection: Connection, update_id: int) -> None:
    """Delete an update that waits no more."""
    connection.execute("DELETE FROM buried WHERE update_id = ? AND problem = ?", (update_id, ASKED))


def find_dead_letters(connection: Connection) -> tuple[DeadLetter, ...]:
    """Return all dead letters, the oldest first."""
    rows = connection.execute(
        "SELECT update_id, raw, problem, at FROM buried WHERE problem <> ? ORDER BY at, update_id", (ASKED,)
    )
    return tuple(DeadLetter(*row) for row in rows)


def request_retry(connection: Connection, update_id: int) -> bool:
    """Have a dead letter tried again, and decided anew; return whether there is one.

    One that waits for that already is left alone: the bot may have decided it a moment ago.
    """
    rows = connection.execute("SELECT problem FROM buried WHERE update_id = ?", (update_id,)).fetchall()
    if not rows or rows[0][0] == ASKED:
        return False
    if rows[0][0] != TO_BE_RETRIED:
        connection.execute(
            "UPDATE buried SET problem = ? WHERE update_id = ? AND problem <> ?",
            (TO_BE_RETRIED, update_id, ASKED),
        )
        connection.execute("DELETE FROM updates WHERE update_id = ?", (update_id,))
    return True


def letters_to_retry(connection: Connection) -> tuple[DeadLetter, ...]:
    """Return the dead letters that an operator wants tried again, the oldest first."""
    return tuple(each for each in find_dead_letters(connection) if each.problem == TO_BE_RETRIED)


def end_retry(connection: Connection, update_id: int) -> None:
    """Delete a dead letter that was handled at last; one that failed again has another problem, and stays."""
    connection.execute("DELETE FROM buried WHERE update_id = ? AND problem = ?", (update_id, TO_BE_RETRIED))


def drop_dead_letter(connection: Connection, update_id: int) -> bool:
    """Delete a dead letter; return whether there was one."""
    dropped = connection.execute(
        "DELETE FROM buried WHERE update_id = ? AND problem <> ?", (update_id, ASKED)
    )
    return dropped.rowcount > 0


def dead_letters_about(connection: Connection, chat: int, until: float = inf) -> list[tuple[int, str]]:
    """Return update id and raw text of the dead letters from before `until` that mention a person."""
    rows = connection.execute("SELECT update_id, raw, problem FROM buried WHERE at < ?", (until,))
    return [(number, raw) for number, raw, problem in rows if chat in possible_ids(f"{raw} {problem}")]


def possible_ids(text: str) -> Iterator[int]:
    """Yield every number in a text that is no longer than an id."""
    return (int(number) for number in re.findall(r"(?<![0-9])[0-9]{1,19}(?![0-9])", text))


def _storable(text: str) -> str:
    """Return text that any database accepts: lone surrogates escaped, zero bytes removed."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "")
