"""SQLite's connection, with the locks that SQL of ours asks for: one writer needs none."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any


class SqliteConnection(sqlite3.Connection):
    """See `Connection`."""

    def lock_chat(self, chat: int) -> None:
        """See `Connection.lock_chat`."""

    def locking(self, table: str, *, is_shared: bool = False) -> str:
        """See `Connection.locking`."""
        return ""

    def skipping(self, table: str) -> str:
        """See `Connection.skipping`."""
        return ""

    def add_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """See `Connection.add_rows`."""
        marks = ", ".join("?" * len(columns))
        self.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    def count_on_from_rows(self) -> None:
        """See `Connection.count_on_from_rows`: AUTOINCREMENT does."""

    def common_time(self, own: float) -> float:
        """See `Connection.common_time`: nobody else uses it."""
        return own

    def must_be_alone(self) -> None:
        """See `Connection.must_be_alone`."""
