"""Buried updates and kept dialogs in SQL: functions of a connection, in a transaction.

An update that waits for an answer of the platform stands among the buried ones, with a problem of its own: so
it is forgotten, exported and purged with them.
"""

from typing import Final

from bot.stores.archive import StoreCondition
from bot.stores.sql import session_rows
from bot.stores.sql.connection import Connection

ASKED: Final = "waits for an answer of the platform"
"""The problem of an update that is none."""


def bury(connection: Connection, update_id: int, raw: str, problem: str, now: float) -> None:
    """Store an update that cannot be handled as a dead letter."""
    session_rows.note(connection, update_id, now)
    connection.execute(
        "INSERT INTO buried (update_id, raw, problem, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (update_id) DO UPDATE SET raw = excluded.raw, problem = excluded.problem"
        " WHERE buried.problem = ?",
        (update_id, _storable(raw), _storable(problem), now, ASKED),
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


def keep_dialog(connection: Connection, logic_hash: str, dialog_id: str, text: str, now: float) -> None:
    """Store a dialog version, with its newest wording."""
    connection.execute(
        "INSERT INTO dialogs (logic_hash, dialog_id, text, kept_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (logic_hash) DO UPDATE SET dialog_id = excluded.dialog_id, text = excluded.text,"
        " kept_at = excluded.kept_at WHERE dialogs.text <> excluded.text",
        (logic_hash, dialog_id, text, now),
    )


def dialog_text(connection: Connection, logic_hash: str) -> str | None:
    """Return the stored text of a dialog version; None if there is none."""
    row = connection.execute("SELECT text FROM dialogs WHERE logic_hash = ?", (logic_hash,)).fetchone()
    return None if row is None else str(row[0])


def newest_dialog_text(connection: Connection, dialog_id: str) -> str | None:
    """Return the dialog text that was stored last; None if there is none."""
    row = connection.execute(
        "SELECT text FROM dialogs WHERE dialog_id = ? ORDER BY kept_at DESC LIMIT 1", (dialog_id,)
    ).fetchone()
    return None if row is None else str(row[0])


def condition(connection: Connection, now: float) -> StoreCondition:
    """Return how the store is."""
    (dead_letters,) = connection.execute(
        "SELECT count(*) FROM buried WHERE problem <> ?", (ASKED,)
    ).fetchone()
    (oldest_due,) = connection.execute(
        "SELECT min(CASE WHEN since > not_before THEN since ELSE not_before END) FROM surfaces"
        " WHERE waiting = 0 AND (dirty = 1 OR retired IS NOT NULL) AND not_before <= ?",
        (now,),
    ).fetchone()
    return StoreCondition(dead_letters, oldest_due)


def _storable(text: str) -> str:
    """Return text that any database accepts: lone surrogates escaped, zero bytes removed."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "")
