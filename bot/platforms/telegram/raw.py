"""What an update says of itself before it is read: its id, whose it is, and when it happened.

Nothing here raises: whatever came is taken as it is.
"""

from typing import Any, TypeAlias, TypeGuard

Raw: TypeAlias = dict[str, Any]

OWNERS = (
    ("callback_query", "from", "id"),
    ("message", "chat", "id"),
    ("edited_message", "chat", "id"),
    ("my_chat_member", "chat", "id"),
    ("chat_member", "chat", "id"),
)
"""Where an update says whose it is. In a private chat the person's id is the chat's."""

LAST_DATE = 2**63
"""Beyond it a number is none that a date could be."""


def is_update(received: object) -> TypeGuard[Raw]:
    """Whether it has what every update has: an id to confirm it by."""
    return isinstance(received, dict) and type(received.get("update_id")) is int


def owner_of(received: object) -> int | None:
    """Whose it is: in the order received, what has one owner must not overtake. None for nobody's."""
    for path in OWNERS:
        found = received
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, int):
            return found
    return None


def tap_id_of(received: object) -> str | None:
    """The id by which a tap is answered; None for what is no tap."""
    query = received.get("callback_query") if isinstance(received, dict) else None
    query_id = query.get("id") if isinstance(query, dict) else None
    return query_id if isinstance(query_id, str) else None


def date_of(received: object) -> float | None:
    """When Telegram says that it happened; None where it does not say, as with taps."""
    if not isinstance(received, dict):
        return None
    dates = (part.get("date") for part in received.values() if isinstance(part, dict))
    return next((float(date) for date in dates if type(date) is int and date < LAST_DATE), None)
