"""What every stored form is made of: compact JSON, and how its parts are stored, each checked when read.

Nothing is taken for what it is not. No message here quotes a stored value, for it may be somebody's answer.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from math import inf, isfinite
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

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


# --- codings ----------------------------------------------------------------------------

Encode: TypeAlias = Callable[[Any], object]
Decode: TypeAlias = Callable[[Any], Any]


class Coding(NamedTuple):
    """How values of one type are stored."""

    encode: Encode
    decode: Decode


def as_is(value: Any) -> Any:
    """Return the same."""
    return value


_EXACT: Final = (str, int, bool)
PLAIN: Final[Mapping[type, Coding]] = {
    **{type_: Coding(as_is, partial(exactly, type_)) for type_ in _EXACT},
    float: Coding(as_is, number),
    date: Coding(date.isoformat, day),
}
"""How values of types that JSON has, and days, are stored."""
TEXT: Final = Coding(str, as_text)
"""A text in a column, where a damaged one is no text."""


def by_value(words: Iterable[Enum]) -> Coding:
    """Return how some members of an enumeration are stored: by their values."""
    return Coding(attrgetter("value"), partial(one_of, {each.value: each for each in words}))


def optional(inner: Coding) -> Coding:
    """Return how values are stored that may be None."""
    return Coding(
        lambda value: None if value is None else inner.encode(value),
        lambda raw: None if raw is None else inner.decode(raw),
    )


def list_of(
    type_: Any, inner: Coding, made: Callable[[Any], Any], listed: Callable[[Any], list[Any]]
) -> Coding:
    """Return how several values of one type are stored: as a list. made, listed: from a list, and to one."""
    encode, decode = inner

    def decode_exact(raw: object) -> Any:
        parts = exactly(list, raw)
        if {*map(type, parts)} - {type_}:
            return made([decode(each) for each in parts])  # which says what is wrong
        return made(parts)

    if type_ in _EXACT:  # a figure has hundreds of them
        return Coding(listed, decode_exact)
    return Coding(
        lambda values: [encode(each) for each in listed(values)],
        lambda raw: made([decode(each) for each in exactly(list, raw)]),
    )


def tuple_of(inner: Sequence[Coding]) -> Coding:
    """Return how a tuple is stored that has so many values, each of its own type."""

    def decode(raw: object) -> tuple[Any, ...]:
        parts = of_length(raw, len(inner), len(inner))
        return tuple(each.decode(part) for each, part in zip(inner, parts, strict=True))

    return Coding(
        lambda values: [each.encode(value) for each, value in zip(inner, values, strict=True)], decode
    )


def mapping_of(key: type, inner: Coding) -> Coding:
    """Return how a mapping is stored: as an object, whose keys are texts."""

    def decode(raw: object) -> dict[Any, Any]:
        stored = {name: inner.decode(each) for name, each in exactly(dict, raw).items()}
        try:
            return {key(name): each for name, each in stored.items()}
        except ValueError:
            raise Wrong("not a number") from None

    return Coding(lambda table: {str(name): inner.encode(each) for name, each in table.items()}, decode)
