"""The fault of one stored row, told apart from the faults of the whole store."""

from enum import Enum


class ItemKind(Enum):
    """What can be unreadable on its own. The values are names of tables."""

    SESSION = "sessions"
    GROUP = "group_sessions"
    SEAT = "members"


class UnreadableRow(Exception):
    """One stored row cannot be decoded: it was damaged, or written by a newer version.

    The rest of the store is usable, so this is no `StoreError`: whoever waits for the store to come back must
    not wait for one row.

    item: what the row is; None for a rendering, of which nothing is lost. key: its id; of a seat, the id of
    the group and the seat's number.
    """

    def __init__(self, problem: str, item: ItemKind | None = None, key: tuple[int, ...] = ()) -> None:
        super().__init__(problem)
        self.item = item
        self.key = key
