"""JSON in and out, checked piece by piece: nothing is taken for what it is not.

No message here quotes a stored value: it may be somebody's answer.
"""

import json
from collections.abc import Mapping
from typing import Final, TypeVar

from bot.stores.protocol import StoreError

T = TypeVar("T")

# ASCII only: a text may hold lone surrogates and zeros, which no database takes as they are.
dumps: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Unreadable(StoreError):
    """One stored thing does not decode: it was damaged, or written by a newer version.

    The rest of the store is usable.
    """


class Wrong(Exception):
    """Something in a stored form is not what it must be; str() is where and what."""


def parse(text: str) -> dict[str, object]:
    """The object that a text holds."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise Wrong("not JSON") from None
    return exactly(dict, raw, "body")


def exactly(type_: type[T], raw: object, where: str) -> T:
    """The value, if it is of that very type."""
    # `type is`, not isinstance: to isinstance True is an int.
    if type(raw) is not type_:
        raise Wrong(f"{where}: not a {type_.__name__}")
    return raw


def optional(type_: type[T], raw: object, where: str) -> T | None:
    """The value, if it is of that type or null."""
    return None if raw is None else exactly(type_, raw, where)


def number(raw: object, where: str) -> float:
    """The value, if it is a number; a whole one is as good."""
    return float(raw) if type(raw) is int else exactly(float, raw, where)


def one_of(table: Mapping[str, T], raw: object, where: str) -> T:
    """What a word stands for."""
    if not isinstance(raw, str) or raw not in table:
        raise Wrong(f"{where}: not one that this version knows")
    return table[raw]


def nothing_left(rest: Mapping[str, object], where: str) -> None:
    """Refuse keys that nobody took: what they mean would be lost when it is saved again."""
    if rest:
        raise Wrong(f"{where}: more keys than this version knows")


def complaint(what: str, wrong: Wrong) -> Unreadable:
    """The error about a stored thing."""
    return Unreadable(
        f"{what} cannot be read ({wrong}): it was damaged, or written by a newer version;"
        " run that version, or restore a backup"
    )
