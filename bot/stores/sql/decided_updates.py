"""Which updates were decided already, in SQL."""

from bot.stores.sql.connection import Connection


def note(connection: Connection, update_id: int, now: float) -> bool:
    """Record that an update was decided; return False if it already was. This makes updates idempotent.

    Ids form a set, not a high-water mark: after a quiet week Telegram may start anywhere (Bot API, Update).
    """
    noted = connection.execute(
        "INSERT INTO updates (update_id, at) VALUES (?, ?) ON CONFLICT (update_id) DO NOTHING",
        (update_id, now),
    )
    return noted.rowcount == 1
