"""Delete what has passed its time: functions of a connection, each of which a tap can wait for."""

from typing import Final, TypeAlias

from bot.stores.sql.connection import Connection

CHUNK: Final = 100
"""Most rows that a purge deletes in one transaction, so that taps need not wait."""

WalkedTo: TypeAlias = tuple[float, int]
"""Where a walk through the sessions stands: when one was used, and its id."""
START: Final[WalkedTo] = (float("-inf"), 0)

UNUSED: Final = """
    SELECT used_at, id FROM sessions
    WHERE used_at < :before AND (used_at > :used_at OR (used_at = :used_at AND id > :id))
    ORDER BY used_at, id LIMIT :most
"""
UNUSED_COUNT: Final = "SELECT count(*) FROM (SELECT 1 FROM sessions WHERE used_at < ? LIMIT ?) AS unused"
_DELETE: Final = """
    DELETE FROM sessions WHERE id = ? AND used_at < ? AND deadline IS NULL
      AND NOT EXISTS (SELECT 1 FROM members WHERE members.session = sessions.id)
"""
# Ids of updates rise with time, but after a quiet week: then the older ones go two days later.
DELETE_SOME: Final = {
    "updates": "DELETE FROM updates WHERE at < ? AND update_id IN"
    " (SELECT update_id FROM updates ORDER BY update_id LIMIT ?)",
    "buried": "DELETE FROM buried WHERE update_id IN (SELECT update_id FROM buried WHERE at < ? LIMIT ?)",
    "set_aside": "DELETE FROM set_aside WHERE id IN (SELECT id FROM set_aside WHERE at < ? LIMIT ?)",
    "surfaces": "DELETE FROM surfaces WHERE id IN"
    " (SELECT id FROM surfaces INDEXED BY surfaces_once"
    " WHERE session IS NULL AND group_session IS NULL AND since < ? LIMIT ?)",
}


def count_unused(connection: Connection, before: float, most: int) -> int:
    """Return how many sessions were not used since; it stops counting at `most`."""
    (number,) = connection.execute(UNUSED_COUNT, (before, most)).fetchone()
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
    found = connection.execute(UNUSED, place).fetchall()
    deleted = connection.executemany(_DELETE, ((number, before) for _, number in found)).rowcount
    return deleted, found[-1] if len(found) == CHUNK else None


def delete_some(connection: Connection, table: str, before: float) -> int:
    """Delete older rows of a table, at most `CHUNK`; return how many. Of surfaces: messages sent once."""
    return connection.execute(DELETE_SOME[table], (before, CHUNK)).rowcount
