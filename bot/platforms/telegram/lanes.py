"""Which updates must wait for one another: those of one person, or of one chat, keep their order."""

from collections import deque
from collections.abc import Sequence
from typing import Any, TypeAlias, TypeGuard

Raw: TypeAlias = dict[str, Any]
Lane: TypeAlias = deque[object]

OWNERS = (
    ("callback_query", "from", "id"),
    ("message", "chat", "id"),
    ("my_chat_member", "chat", "id"),
    ("chat_member", "chat", "id"),
)
"""Where an update says whose it is. In a private chat the person's id is the chat's."""


def is_update(received: object) -> TypeGuard[Raw]:
    """Whether it has what every update has: an id to confirm it by."""
    return isinstance(received, dict) and type(received.get("update_id")) is int


def lanes(batch: Sequence[object]) -> list[Lane]:
    """What was received, in lanes: in each, in the order received, what must not overtake."""
    by_owner: dict[object, Lane] = {}
    for at, received in enumerate(batch):
        by_owner.setdefault(_owner(received, at), deque()).append(received)
    return list(by_owner.values())


def _owner(received: object, at: int) -> object:
    for path in OWNERS:
        found = received
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, int):
            return found
    return "nobody", at
