"""Kept dialogs, and how the store is, in SQL: functions of a connection, in a transaction."""

from bot.stores.archive import StoreCondition
from bot.stores.sql.connection import Connection
from bot.stores.sql.dead_letters import ASKED


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
    due, oldest_due = connection.execute(
        "SELECT count(*), min(CASE WHEN since > not_before THEN since ELSE not_before END) FROM surfaces"
        " WHERE waiting = 0 AND (dirty = 1 OR retired IS NOT NULL) AND not_before <= ?",
        (now,),
    ).fetchone()
    return StoreCondition(dead_letters, due, oldest_due)


def census(connection: Connection) -> dict[tuple[str, str], int]:
    """Return how many sessions there are, by what they are of and by stage."""
    tables = {"solo": "sessions", "group": "group_sessions"}
    return {
        (of, str(stage)): int(number)
        for of, table in tables.items()
        for stage, number in connection.execute(f"SELECT stage, count(*) FROM {table} GROUP BY stage")  # noqa: S608
    }
