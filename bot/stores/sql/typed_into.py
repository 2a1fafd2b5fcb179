"""Which message of a chat takes what is typed below it: a question in SQL, within a transaction."""

from typing import Final

from bot.core.screen.surface import ROLE_RULES
from bot.stores.protocol import Surface
from bot.stores.sql.connection import Connection
from bot.stores.sql.surface_rows import COLUMNS, surface_of

_ROLES: Final = ", ".join(f"'{role.value}'" for role, rules in ROLE_RULES.items() if rules.takes_text)
_NEWEST: Final = f"""
    SELECT {COLUMNS} FROM surfaces WHERE chat = ? AND message_id IS NOT NULL AND role IN ({_ROLES})
    ORDER BY message_id DESC LIMIT 1
"""  # noqa: S608 - made of constants


def awaiting_text(connection: Connection, chat: int) -> Surface | None:
    """Return the newest message of a chat below which something is written; None for none."""
    row = connection.execute(_NEWEST, (chat,)).fetchone()
    return None if row is None else surface_of(tuple(row))
