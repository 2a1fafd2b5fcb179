"""Whom buried updates are about; they are kept as they came, so every number in them may be a person."""

import re
import sqlite3
from collections.abc import Iterator
from math import inf


def buried_about(connection: sqlite3.Connection, chat: int, until: float = inf) -> list[tuple[int, str]]:
    """Update id and raw text of the buried updates that name a person, before a moment."""
    rows = connection.execute("SELECT update_id, raw, problem FROM buried WHERE at < ?", (until,))
    return [(number, raw) for number, raw, problem in rows if names(raw, problem, chat)]


def names(raw: str, problem: str, chat: int) -> bool:
    """Whether a buried update names a person."""
    return chat in numbers(f"{raw} {problem}")


def numbers(text: str) -> Iterator[int]:
    """Every number of the length that ids have."""
    return (int(number) for number in re.findall(r"(?<![0-9])[0-9]{1,19}(?![0-9])", text))
