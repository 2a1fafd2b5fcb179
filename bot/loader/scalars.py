"""What the texts of a file may mean: ids, sentences, numbers, days, `true` and `false`.

Each refuses in plain words, without its key's name, which `faults` puts first.
"""

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, LiteralString

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.core.dialog.conditions import OPERATORS
from bot.core.dialog.model import LEANING
from bot.core.dialog.progress import RESULT, REVIEW, START
from bot.loader.signs import plain_name
from bot.loader.suggestions import listed

_TRUTHS = frozenset({"true", "false", "yes", "no", "on", "off", "null"})
"""What other readers of YAML take for something else than a word."""
RESERVED = OPERATORS | {START, REVIEW, RESULT, LEANING} | _TRUTHS
"""Words that no id may be, in upper or lower case."""
JUDGEMENT = "judgement"
"""What a `source` says when it is the author's own judgement."""

_ID = re.compile(r"[a-z][a-z0-9_-]{0,15}")
_SOURCE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,15}")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,4})?")
_DAYS = re.compile(r"([1-9][0-9]{0,3})d")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fault(code: LiteralString, problem: str, hint: str = "") -> PydanticCustomError:
    """Return a refusal: its code, what is wrong with the value ("must be ..."), and what to do."""
    return PydanticCustomError(code, "{problem}", {"problem": problem, "hint": hint})


def as_written(value: object) -> str:
    """Return a value as it was written, for a message: short, and on one line."""
    if isinstance(value, str):
        value = " ".join(value.split())
        return f"`{value}`" if len(value) <= 40 else f"`{value[:39]}…`"
    return "a list" if isinstance(value, list) else "a mapping"


def _read(pattern: re.Pattern[str], value: object, wanted: str) -> re.Match[str]:
    found = pattern.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise fault("E12", f"must be {wanted}, not {as_written(value)}", _retyped(pattern, value))
    return found


def _retyped(pattern: re.Pattern[str], value: object) -> str:
    """Return what to write instead of a value that only looks right; "" for any other."""
    plain = plain_name(value) if isinstance(value, str) else ""
    return f"write `{plain}` with plain signs" if pattern.fullmatch(plain) else ""


def read_whole(value: object) -> int:
    """Read a whole number, written in decimal without leading zeros."""
    return int(_read(_WHOLE, value, "a whole number")[0])


def read_number(value: object) -> Fraction:
    """Read an exact number with at most four decimal places."""
    return Fraction(_read(_NUMBER, value, "a number such as 60 or 2.5")[0])


def _read_days(value: object) -> int:
    return int(_read(_DAYS, value, "a number of days such as 7d")[1])


def _read_day(value: object) -> date:
    written = _read(_DAY, value, "a date such as 2026-11-30")[0]
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise fault("E12", f"must be a date that exists, not {as_written(value)}") from None


def _read_switch(value: object) -> bool:
    if value not in ("true", "false"):
        raise fault("E12", f"must be `true` or `false`, not {as_written(value)}")
    return value == "true"


def check_id(value: str) -> str:
    """Check one of our ids; it becomes part of a button's 64 bytes, so it is short."""
    if not _ID.fullmatch(value):
        raise fault(
            "E13", f"cannot be {as_written(value)}", "an id has 1-16 of a-z 0-9 _ - and begins with a letter"
        )
    return _unreserved(value)


def check_source_id(value: str) -> str:
    """Check an id of a source or of one of its points."""
    if not _SOURCE_ID.fullmatch(value):
        raise fault(
            "E13",
            f"cannot be {as_written(value)}",
            "an id has 1-16 of A-Z a-z 0-9 _ - and begins with a letter",
        )
    if value == JUDGEMENT:
        raise fault("E13", f"cannot be `{value}`", "the word means that there is no source")
    return _unreserved(value)


def _unreserved(value: str) -> str:
    if value.lower() in RESERVED:
        used = "YAML takes the word for true, false or nothing"
        why = used if value.lower() in _TRUTHS else "the word has a meaning of its own here"
        raise fault("E13", f"cannot be `{value}`", f"{why}; choose another")
    return value


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _paragraphs(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _sources_or_judgement(value: list[str]) -> list[str]:
    if JUDGEMENT in value and len(value) > 1:
        raise fault("E12", f"is either {listed([JUDGEMENT])} or sources, not both")
    return value


def _read_replaced(value: object) -> object:
    """Read the ids of earlier questions; or a table of their options, old id -> new id, of each."""
    is_table = isinstance(value, dict)
    if isinstance(value, dict):
        tables = list(value.values())
        is_table = all(isinstance(each, dict) for each in tables)
        is_table = is_table and all(isinstance(new, str) for each in tables for new in each.values())
    if not is_table and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        raise fault("E12", "must be a list of ids, or {old question: {old option: new option}}")
    for each in value if isinstance(value, list | dict) else ():
        check_id(each)
    return value


Id = Annotated[str, AfterValidator(check_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})]
SourceId = Annotated[
    str, AfterValidator(check_source_id), Field(json_schema_extra={"pattern": f"^{_SOURCE_ID.pattern}$"})
]
Switch = Annotated[bool, BeforeValidator(_read_switch)]
Whole = Annotated[int, BeforeValidator(read_whole)]
Number = Annotated[Fraction, BeforeValidator(read_number), WithJsonSchema({"type": "number"})]
Day = Annotated[date, BeforeValidator(_read_day)]
Days = Annotated[
    int, BeforeValidator(_read_days), WithJsonSchema({"type": "string", "pattern": f"^{_DAYS.pattern}$"})
]
_TEXT = StringConstraints(min_length=1)
Line = Annotated[str, BeforeValidator(_one_line), _TEXT]
Paragraphs = Annotated[str, BeforeValidator(_paragraphs), _TEXT]
Points = Annotated[Whole, Field(ge=0, le=100)]
Citation = Annotated[
    list[str],
    BeforeValidator(_one_or_more),
    AfterValidator(_sources_or_judgement),
    Field(min_length=1),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
    ),
]
"""`judgement`, or ids of sources and points; whether they exist is not checked here."""

_OPTIONS = {"type": "object", "additionalProperties": {"type": "string"}}
Replaced = Annotated[
    Any,  # a list of ids, or id -> old option -> new option
    BeforeValidator(_read_replaced),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"type": "string"}},
                {"type": "object", "additionalProperties": _OPTIONS},
            ]
        }
    ),
]
"""Whether the new options exist is not checked here."""

CONDITION_SCHEMA = {"x-condition": True}
"""Stands in a shape's JSON Schema where a condition stands in the file: their own schema has a loop."""
RawCondition = Annotated[
    Any,  # dict, list and str as written: `conditions` reads it with its places
    WithJsonSchema(CONDITION_SCHEMA),
]
