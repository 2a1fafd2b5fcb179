"""The rows of `calls`, to groups: functions of a connection, in a transaction.

How old a call is goes by `Connection.common_time`: workers on machines whose clocks differ would otherwise
count each other's calls as long past, or as still to come.
"""

from typing import Final

from bot.stores.sql.connection import Connection

_IN_WINDOW: Final = "SELECT chat, at FROM calls WHERE at >= ? ORDER BY at"
_TO_CHAT: Final = "SELECT at FROM calls WHERE chat = ? AND at >= ? ORDER BY at"


def note_call(connection: Connection, chat: int, now: float, window: float) -> None:
    """See `Store.called`."""
    now = connection.common_time(now)
    connection.execute("DELETE FROM calls WHERE at < ?", (now - window,))
    connection.execute("INSERT INTO calls (chat, at) VALUES (?, ?)", (chat, now))


def recent_calls(connection: Connection, now: float, window: float) -> tuple[tuple[int, float], ...]:
    """See `Store.recent_calls`."""
    now = connection.common_time(now)
    found = connection.execute(_IN_WINDOW, (now - window,))
    return tuple((chat, max(0.0, now - at)) for chat, at in found)


def calls_to(connection: Connection, chat: int, now: float, window: float) -> tuple[float, ...]:
    """Return how many seconds ago each call to a chat was, of those in the window; the oldest first."""
    now = connection.common_time(now)
    return tuple(max(0.0, now - at) for (at,) in connection.execute(_TO_CHAT, (chat, now - window)))
