"""A dialog whose every text is as long as the loader lets an author write it."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.authoring.schema import dialog_schema
from bot.core.dialog.model import Dialog
from bot.loader.reading import load_dialog

DIALOGS = Path(__file__).parent.parent / "dialogs"
NEVER_SHOWN = ("also", "claims", "accept")
"""Keys that stay as they are: no message shows them, and a file has its limit, too."""
PADDING = " and more words that say nothing but are there to be read" * 20


@cache
def longest_dialog(name: str) -> Dialog:
    """Return a shipped dialog with every text stretched to the most that its key allows."""
    path = DIALOGS / name / "dialog.yml"
    written = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # texts alone
    schema = dialog_schema()
    stretched = _stretched(written, schema, schema["$defs"])
    return load_dialog(json.dumps(stretched, ensure_ascii=False), str(path))


def _stretched(node: Any, schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        schema = shapes[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        kind = "string" if isinstance(node, str) else "array" if isinstance(node, list) else "object"
        schema = next(each for each in schema["anyOf"] if "$ref" in each or each.get("type") == kind)
        return _stretched(node, schema, shapes)
    if isinstance(node, list):
        return [_stretched(each, schema.get("items", {}), shapes) for each in node]
    if isinstance(node, dict):
        named = schema.get("properties", {})
        other: Any = next(iter(schema.get("patternProperties", {}).values()), {})
        return {
            key: each if key in NEVER_SHOWN else _stretched(each, named.get(key, other), shapes)
            for key, each in node.items()
        }
    most = 0 if "pattern" in schema else schema.get("maxLength", 0)
    return f"{node}{PADDING}"[:most].rstrip().ljust(most, "x") if most > len(node) else node
