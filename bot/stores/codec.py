"""What every stored form is made of: compact JSON, answers, phrases.

JSON is checked piece by piece when it is read: nothing is taken for what it is not. No message here quotes a
stored value, for it may be somebody's answer. Phrases are stored as codes with arguments.
"""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import inf, isfinite
from typing import Final, TypeVar

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.words.catalogue import CATALOGUE
from bot.core.words.phrase import Argument, Phrase, verbatim
from bot.stores.unreadable import ItemKind, UnreadableRow

T = TypeVar("T")

# ASCII only: a text may contain lone surrogates and zeros, which databases reject.
dumps: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Wrong(Exception):
    """A stored value does not have the expected form; str() says where, and what was expected."""


class UnknownPhrase(Wrong):
    """A stored phrase is one that this version does not have: it was renamed, or is of a newer version."""


def parse_object(text: str) -> dict[str, object]:
    """Parse a JSON object."""
    try:
        raw = json.loads(as_text(text, "body"))
    except (ValueError, RecursionError):
        raise Wrong("not JSON") from None
    return exactly(dict, raw, "body")


def as_text(text: str, where: str) -> str:
    """Return text that was valid UTF-8 on the disk; other bytes were read as lone surrogates."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Wrong(f"{where}: not text") from None
    return text


def exactly(type_: type[T], raw: object, where: str) -> T:
    """Return the value if it has exactly that type."""
    # `type is`, not isinstance: True is an instance of int.
    if type(raw) is not type_:
        raise Wrong(f"{where}: not a {type_.__name__}")
    return raw


def optional(type_: type[T], raw: object, where: str) -> T | None:
    """Return the value if it has exactly that type or is null."""
    return None if raw is None else exactly(type_, raw, where)


def number(raw: object, where: str) -> float:
    """Return the value as a float if it is a number."""
    try:
        value = float(raw) if type(raw) is int else exactly(float, raw, where)
    except OverflowError:
        value = inf
    if not isfinite(value):
        raise Wrong(f"{where}: out of range")
    return value


def one_of(table: Mapping[str, T], raw: object, where: str) -> T:
    """Return the table's entry for a word."""
    if not isinstance(raw, str) or raw not in table:
        raise Wrong(f"{where}: not one that this version knows")
    return table[raw]


def nothing_left(rest: Mapping[str, object], where: str) -> None:
    """Refuse unknown keys: their values would be lost when the row is saved again."""
    if rest:
        raise Wrong(f"{where}: more keys than this version knows")


def complaint(what: str, wrong: Wrong, item: ItemKind | None = None, *key: int) -> UnreadableRow:
    """Return the error about a stored row. what: its name, such as "session 7"."""
    return UnreadableRow(
        f"{what} cannot be read ({wrong}): it was damaged, or written by a newer version;"
        " run that version, or restore a backup",
        item,
        key,
    )


_DAY: Final = "day"


def encode_phrase(phrase: Phrase) -> object:
    """Return a phrase as JSON-able data."""
    return [phrase.id, {name: _stored_argument(value) for name, value in phrase.args}]


def decode_phrase(raw: object, where: str) -> Phrase:
    """Return the phrase that was encoded, or that repeats a sentence of an earlier version.

    Raises:
        UnknownPhrase: this version does not have it.
        Wrong: it is neither.
    """
    if isinstance(raw, str):
        return verbatim(raw)
    parts = exactly(list, raw, where)
    if len(parts) != 2:
        raise Wrong(f"{where}: not a phrase")
    id_, args = exactly(str, parts[0], where), exactly(dict, parts[1], where)
    decoded = tuple((name, _argument(value, where)) for name, value in args.items())
    if id_ not in CATALOGUE or {name: type(value) for name, value in decoded} != CATALOGUE[id_].parameters:
        raise UnknownPhrase(f"{where}: not a phrase that this version knows")
    return Phrase(id_, decoded)


def _stored_argument(value: Argument) -> object:
    if isinstance(value, Phrase):
        return encode_phrase(value)
    return {_DAY: value.isoformat()} if isinstance(value, date) else value


def _argument(raw: object, where: str) -> Argument:
    if isinstance(raw, list):
        return decode_phrase(raw, where)
    if isinstance(raw, dict):
        try:
            return date.fromisoformat(exactly(str, raw.get(_DAY), where))
        except ValueError:
            raise Wrong(f"{where}: not a day") from None
    return raw if isinstance(raw, str) else exactly(int, raw, where)


_SILENCE: Final = {silence.value: silence for silence in Silence}


def stored_answers(answers: Answers) -> dict[str, object]:
    """Encode answers as JSON-able data.

    Raises:
        TypeError: one is of a type that no question produces.
    """
    return {question: stored_value(value) for question, value in answers.items()}


def stored_value(value: Value) -> object:
    """Encode one answer as JSON-able data.

    Raises:
        TypeError: it is of a type that no question produces.
    """
    kind = type(value)
    if kind is str or kind is tuple:
        return value
    if isinstance(value, Fraction):
        return {"number": [value.numerator, value.denominator]}
    if isinstance(value, Silence):
        return {"silence": value.value}
    raise TypeError(f"an answer cannot be a {kind.__name__}")


def read_answers(raw: object, where: str) -> Answers:
    """Decode answers; None gives no answers.

    Raises:
        Wrong: they have another form.
    """
    if raw is None:
        return {}
    answers = exactly(dict, raw, where)
    return {
        question: stored if type(stored) is str else read_value(stored, f"{where}.{question}")
        for question, stored in answers.items()
    }


def read_value(stored: object, where: str) -> Value:
    """Decode one answer.

    Raises:
        Wrong: it has another form.
    """
    match stored:
        case str():
            return stored
        case list() if all(type(part) is str for part in stored):
            return tuple(stored)
        case {"number": [top, bottom], **rest} if (
            type(top) is type(bottom) is int and bottom > 0 and not rest
        ):
            return Fraction(top, bottom)
        case {"silence": str(word), **rest} if not rest:
            return one_of(_SILENCE, word, where)
        case _:
            raise Wrong(f"{where}: not the form of an answer")


def read_day(raw: object, where: str) -> date | None:
    """Return a day; None for none."""
    text = optional(str, raw, where)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise Wrong(f"{where}: not a day") from None
