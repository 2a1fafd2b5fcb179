"""What a shape says about a node, in plain words and at the node's place."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.core.dialog.source import Place
from bot.loader.findings import Findings
from bot.loader.kind_shapes import foreign_keys
from bot.loader.nodes import Items, Node, Path, Table, node_data
from bot.loader.outcome_shapes import OutcomeShape, clashing_keys
from bot.loader.scalars import as_written
from bot.loader.shape import MetaShape
from bot.loader.suggestions import LONGEST_NAME, did_you_mean, listed

S = TypeVar("S", bound=BaseModel)

_MISSING_CODES: Mapping[tuple[type, str], str] = MappingProxyType(
    {(MetaShape, key): "E60" for key, field in MetaShape.model_fields.items() if field.is_required()}
)
"""Keys whose absence says more than that a key is absent."""

_SAID: Mapping[str, str] = MappingProxyType(
    {
        "string_too_long": "has {length} characters; at most {max_length} fit",
        "string_too_short": "is empty",
        "too_short": "needs {min_length} or more entries",
        "too_long": "has {actual_length} entries; at most {max_length} fit",
        "greater_than_equal": "must be {ge} or more, not {given}",
        "less_than_equal": "must be {le} or less, not {given}",
        "string_pattern_mismatch": "cannot be {given}",
        "string_type": "must be a text, not {given}",
        "list_type": "must be a list, not {given}",
        "dict_type": "must be a mapping, not {given}",
        "model_type": "must be a mapping, not {given}",
    }
)
"""pydantic's type of an error -> what is wrong with the value."""


_PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "lang": "two or three small letters, such as en",
        "url": "begin it with https:// and leave out spaces",
        "id": "use 1-40 of a-z 0-9 _ - and begin with a letter",
    }
)
"""Key -> what would fit its pattern; the ids of a dialog are checked elsewhere."""


def fit(model: type[S], node: Node, findings: Findings, name: str) -> S | None:
    """Return a node in its shape; None if it does not fit, and the findings say why.

    name: the key that the node stands under, for a message about the node as a whole.
    """
    try:
        return model.model_validate(node_data(node))
    except ValidationError as error:
        for each in error.errors(include_url=False):
            _Fault(each, node, model, name).tell(findings)
        return None


def keys_of(model: type[BaseModel]) -> dict[str, bool]:
    """Return the keys of a shape as they are written, and whether each is required."""
    return {field.alias or name: field.is_required() for name, field in model.model_fields.items()}


def missing_key(table: Table, key: str, findings: Findings, model: type | None = None) -> None:
    """Report that a key is missing, unless it has no value, which was reported already."""
    if key not in table.void:
        findings.add(table.place, _MISSING_CODES.get((model or object, key), "E11"), f"`{key}` is missing")


class _Fault:
    """One of pydantic's errors, and where it belongs."""

    def __init__(self, error: ErrorDetails, node: Node, model: type[BaseModel], name: str) -> None:
        self._type = error["type"]
        self._input: object = error["input"]
        self._limits: dict[str, Any] = error.get("ctx", {})
        self._is_key = error["loc"][-1:] == ("[key]",)
        self._path: Path = error["loc"][:-1] if self._is_key else error["loc"]
        self._node = node
        self._model = model
        self._name = name

    def tell(self, findings: Findings) -> None:
        if self._type == "missing":
            holder = _at(self._node, self._path[:-1])
            if isinstance(holder, Table):
                missing_key(holder, str(self._path[-1]), findings, self._holder_model())
        elif self._type == "extra_forbidden":
            key = str(self._path[-1])
            hint = did_you_mean(key, self._fitting_keys(), taken=self._keys_beside())
            findings.add(self._key_place(), "E10", f"unknown key {as_written(key)}", hint)
        else:
            place = self._key_place() if self._is_key else _at(self._node, self._path).place
            code, problem, hint = self._explained()
            findings.add(place, code, f"{self._subject()} {problem}", hint)

    def _key_place(self) -> Place:
        return self._node.key_at(*self._path) if isinstance(self._node, Table) else self._node.place

    def _fitting_keys(self) -> set[str]:
        """Return the keys of the shape that go with what its holder has: its kind, its other keys."""
        model = self._holder_model() or BaseModel
        if not isinstance(self._node, Table):
            return set(keys_of(model))
        clashing = clashing_keys(self._node) if model is OutcomeShape else frozenset()
        return keys_of(model).keys() - foreign_keys(model, self._node.text("kind")) - clashing

    def _keys_beside(self) -> Collection[str]:
        holder = _at(self._node, self._path[:-1])
        return holder.keys if isinstance(holder, Table) else ()

    def _holder_model(self) -> type[BaseModel] | None:
        return model_at(self._model, self._path[:-1])

    def _subject(self) -> str:
        if self._is_key:
            return "an id"
        if self._path and isinstance(self._path[-1], str):
            return f"`{self._path[-1]}`"
        names = [step for step in self._path if isinstance(step, str)] or [self._name]
        if self._path:
            return f"an item of `{names[-1]}`"
        return f"`{self._name}`" if self._name else "this"

    def _explained(self) -> tuple[str, str, str]:
        """Return the code, what is wrong, and what to do."""
        limits = self._limits
        if "problem" in limits:
            return self._type, limits["problem"], limits["hint"]
        if self._type == "literal_error":
            choices = str(limits["expected"]).split("'")[1::2]
            hint = did_you_mean(self._input, choices) if isinstance(self._input, str) else ""
            wanted = f"must be {listed(choices, 'or')}, not {as_written(self._input)}"
            return "E12", wanted, hint if hint.startswith("did") else ""
        if self._type == "string_pattern_mismatch":
            return "E12", self._plain_words(), _PATTERNS.get(str(self._path[-1]) if self._path else "", "")
        return "E12", self._plain_words(), self._as_list()

    def _as_list(self) -> str:
        """Return how to write the value as a list; "" where something else is wrong."""
        if self._type != "list_type" or not isinstance(self._input, str):
            return ""
        is_short = len(self._input) <= LONGEST_NAME and not set(self._input) & set("[]{}:#\"'")
        return f"write [{self._input}]" if is_short else "write each on a line that begins with `- `"

    def _plain_words(self) -> str:
        is_blank = isinstance(self._input, str) and not self._input.strip()
        kind = "string_too_short" if is_blank and self._type == "too_short" else self._type
        said = _SAID.get(kind, "cannot be {given}")
        length = len(self._input.strip()) if isinstance(self._input, str) else 0
        given = as_written(self._input if isinstance(self._input, str | list | dict) else str(self._input))
        return said.format(**self._limits, given=given, length=length)


def model_at(model: Any, path: Iterable[str | int]) -> type[BaseModel] | None:
    """Return the shape at the end of a path below a shape; None if there is none."""
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = fields.get(str(step))
        else:
            arguments = get_args(model)
            model = arguments[-1] if arguments else None
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _at(node: Node, path: Path) -> Node:
    for step in path:
        if isinstance(node, Table) and str(step) in node.nodes:
            node = node.nodes[str(step)]
        elif isinstance(node, Items) and isinstance(step, int):
            node = node.nodes[step]
    return node
