"""The rows of `calls`, to groups: functions of a connection, in a transaction."""

from bot.stores.sql.connection import Connection


def note_call(connection: Connection, chat: int, at: float, forget_before: float) -> None:
    """Record a call to a chat, and delete old ones."""
    connection.execute("DELETE FROM calls WHERE at < ?", (forget_before,))
    connection.execute("INSERT INTO calls (chat, at) VALUES (?, ?)", (chat, at))


def calls_since(connection: Connection, at: float) -> tuple[tuple[int, float], ...]:
    """Return chat and time of the calls since then, the oldest first."""
    return tuple(connection.execute("SELECT chat, at FROM calls WHERE at >= ? ORDER BY at", (at,)))
