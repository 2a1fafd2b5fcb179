"""Two fingerprints of a dialog: of what decides, and of what is said.

A session stays with the logic it began with, and gets new wording at once; so a change
of one must never show in the fingerprint of the other. `version`, `format`, `accept`, `claims` and `needs`
are in neither: they describe the file, and decide nothing.
"""

import hashlib
import json
from collections.abc import Mapping, Set
from datetime import date
from fractions import Fraction

from pydantic import BaseModel

from bot.loader.kind_shapes import wording_keys
from bot.loader.shape import DialogShape

WORDING = frozenset(
    {
        "advice", "also", "answer", "ask", "coach_prompt", "cons", "core", "decision", "do", "doable",
        "hand_over", "hand_overs", "help", "label", "lang", "like", "message", "meta", "near", "note",
        "outweighs", "pros", "reasons", "say", "section", "sections", "short", "source", "sources", "text",
        "title", "wall", "watch_for", "why",
    }
)  # fmt: skip
"""Fields of shapes that are said, shown or cited, the keys of kinds apart; all others decide."""
NEITHER = frozenset({"accept", "claims", "format", "needs", "version"})

NO_LOGIC = frozenset({"group", "leaning"})
"""Parts that mostly decide nothing; they had no place in the fingerprint before they could."""


def logic_hash(shape: DialogShape) -> str:
    """Return the fingerprint of what decides, as hex."""
    wording = WORDING | wording_keys()
    return _digest({"alternatives": list(shape.alternatives), "dialog": _logic(shape, wording)})


def wording_hash(shape: DialogShape) -> str:
    """Return the fingerprint of what is said, as hex."""
    return _digest(_wording(shape, WORDING | wording_keys()))


def _digest(value: object) -> str:
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _logic(value: object, wording: Set[str]) -> object:
    if isinstance(value, BaseModel):
        fields = {name: each for name, each in _fields(value).items() if name not in wording}
        decides = {name: _logic(each, wording) for name, each in fields.items()}
        return {name: each for name, each in decides.items() if each != {} or name not in NO_LOGIC}
    if isinstance(value, Mapping):
        return {key: _logic(each, wording) for key, each in value.items()}
    if isinstance(value, list):
        return [_logic(each, wording) for each in value]
    return _plain(value)


def _wording(value: object, wording: Set[str]) -> object:
    """Return only what is said, under its keys and positions; None for nothing."""
    if isinstance(value, BaseModel):
        said = {
            name: _all(each) if name in wording else _wording(each, wording)
            for name, each in _fields(value).items()
        }
        return {name: each for name, each in said.items() if each is not None} or None
    if isinstance(value, Mapping):
        found = {key: _wording(part, wording) for key, part in value.items()}
        return {key: each for key, each in found.items() if each} or None
    if isinstance(value, list):
        parts = [_wording(each, wording) for each in value]
        return parts if any(parts) else None
    return None


def _all(value: object) -> object:
    if isinstance(value, BaseModel):
        return {name: _all(each) for name, each in _fields(value).items()}
    if isinstance(value, Mapping):
        return {key: _all(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_all(each) for each in value]
    return _plain(value)


def _fields(shape: BaseModel) -> dict[str, object]:
    """Return the fields that are not at their default, so that a new key changes no old fingerprint."""
    fields = type(shape).model_fields
    return {name: value for name, value in shape if name not in NEITHER and value != fields[name].default}


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
