"""The JSON Schema of a dialog file, from the loader's own shapes: editors complete, check and explain by it.

It knows what a part may hold, not whether what it names exists; `check` knows both.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.core.dialog.conditions import COMPARISONS
from bot.loader.kind_shapes import dialog_shape
from bot.loader.scalars import CONDITION_SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CONDITION = {"$ref": "#/$defs/Condition"}
CONDITIONS = {"type": "array", "items": CONDITION, "minItems": 1}
BOUNDS = {"ge": "minimum", "le": "maximum"}
"""What pydantic leaves as it is where a number is read by a function of ours."""


def dialog_schema() -> dict[str, Any]:
    """The schema of `dialog.yml`, JSON-able."""
    schema = _tidied(dialog_shape().model_json_schema())
    schema["$defs"]["Condition"] = _condition()
    return {"$schema": DIALECT, "title": "A dialog of Decision Coach", **schema}


def _tidied(node: Any) -> Any:
    """Without titles made of names, and without the `null` that no file can hold."""
    if isinstance(node, list):
        return [_tidied(each) for each in node]
    if not isinstance(node, dict):
        return node
    if CONDITION_SCHEMA.items() <= node.items():
        return CONDITION | {"description": node["description"]}
    if choices := [each for each in node.get("anyOf", ()) if each != {"type": "null"}]:
        if len(choices) < len(node["anyOf"]):
            node = {key: value for key, value in node.items() if key != "default"}
        if len(choices) == 1:
            return _tidied({**{key: value for key, value in node.items() if key != "anyOf"}, **choices[0]})
    return dict(_parts(node))


def _parts(node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if key in ("properties", "$defs"):
            yield key, {name: _tidied(each) for name, each in value.items()}
        elif key != "title":
            yield BOUNDS.get(key, key), _tidied(value)


def _condition() -> dict[str, Any]:
    """Exactly one key, a word of the grammar or the id of what it looks at; or the name of a fact."""
    option = {"type": ["string", "number", "array"], "items": {"type": ["string", "number"]}}
    words = {
        "all": CONDITIONS | {"description": "All of these hold."},
        "any": CONDITIONS | {"description": "At least one of these holds."},
        "not": CONDITION | {"description": "This does not hold."},
        "at_least": {
            "type": "object",
            "required": ["n", "of"],
            "additionalProperties": False,
            "properties": {"n": {"type": "integer", "minimum": 1}, "of": CONDITIONS},
            "description": "At least n of these hold.",
        },
        "answered": {"type": "string", "description": "This question was asked and answered."},
        "skipped": {"type": "string", "description": "This question was left out."},
        "unsure": {"type": "string", "description": "This question was answered “not sure”."},
    }
    rule = _only(words, "A rule about answers, scales, tallies and facts.")
    rule["additionalProperties"] = {"anyOf": [option, _compared()]}
    return {"anyOf": [{"type": "string", "description": "The name of a fact."}, rule]}


def _compared() -> dict[str, Any]:
    compared = {
        name: {"type": ["number", "string"], "description": f"The scale or tally is {words} this."}
        for name, (_, words) in COMPARISONS.items()
    }
    ticked = {
        "has": {"type": "string", "description": "This option is ticked."},
        "has_all": {"type": "array", "items": {"type": "string"}, "description": "All of these are ticked."},
        "count": _only({key: {"type": "number"} for key in COMPARISONS}, "How many are ticked."),
    }
    return _only({**compared, **ticked}, "How a scale, a tally, or what was ticked, compares.")


def _only(properties: Mapping[str, Any], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": dict(properties),
        "description": description,
    }
