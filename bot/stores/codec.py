"""What every stored form is made of: compact JSON, and its parts, each checked when it is read.

Nothing is taken for what it is not. No message here quotes a stored value, for it may be somebody's answer.
"""

import json
from collections.abc import Mapping
from datetime import date
from math import inf, isfinite
from typing import Final, TypeVar

from bot.stores.unreadable import ItemKind, UnreadableRow

T = TypeVar("T")

_CALLED: Final[Mapping[type, str]] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}

# ASCII only: a text may contain lone surrogates and zeros, which databases reject.
dumps: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Wrong(Exception):
    """A stored value does not have the expected form; str() says where, and what was expected."""

    def __init__(self, problem: str, *path: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path = path

    def __str__(self) -> str:
        return f"{'.'.join(self.path) or 'body'}: {self.problem}"

    def within(self, name: str) -> "Wrong":
        """Return it as what is wrong with a part of that name."""
        self.path = (name, *self.path)
        return self


def parse_object(text: object) -> dict[str, object]:
    """Parse a JSON object.

    Raises:
        Wrong: the text is none.
    """
    try:
        raw = json.loads(as_text(text))
    except (ValueError, RecursionError):
        raise Wrong("not JSON") from None
    return exactly(dict, raw)


def as_text(raw: object) -> str:
    """Return text that was valid UTF-8 on the disk; other bytes were read as lone surrogates."""
    text = exactly(str, raw)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Wrong("not text") from None
    return text


def exactly(type_: type[T], raw: object) -> T:
    """Return the value if it has exactly that type."""
    # `type is`, not isinstance: True is an instance of int.
    if type(raw) is not type_:
        raise Wrong(f"not {_CALLED[type_]}")
    return raw


def of_length(raw: object, least: int, most: int) -> list[object]:
    """Return the parts of a list that has so many."""
    parts = exactly(list, raw)
    if not least <= len(parts) <= most:
        raise Wrong(f"not {least if least == most else f'{least} to {most}'} parts")
    return parts


def number(raw: object) -> float:
    """Return the value as a float if it is a number."""
    try:
        value = float(raw) if type(raw) is int else exactly(float, raw)
    except OverflowError:
        value = inf
    if not isfinite(value):
        raise Wrong("out of range")
    return value


def day(raw: object) -> date:
    """Return the day that a text names."""
    try:
        return date.fromisoformat(exactly(str, raw))
    except ValueError:
        raise Wrong("not a day") from None


def one_of(table: Mapping[str, T], raw: object) -> T:
    """Return the table's entry for a word."""
    if not isinstance(raw, str) or raw not in table:
        raise Wrong("not one that this version knows")
    return table[raw]


def complaint(what: str, wrong: Wrong, item: ItemKind | None = None, *key: int) -> UnreadableRow:
    """Return the error about a stored row. what: its name, such as "session 7"."""
    return UnreadableRow(
        f"{what} cannot be read ({wrong}): it was damaged, or written by a newer version;"
        " run that version, or restore a backup",
        item,
        key,
    )
