"""A dialog file taken apart: each part in its shape beside the node it was read from.

Part by part, so that one mistake hides no other: a part that does not fit is left out,
and the checks of the others go on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from bot.core.dialog.model import LEANING
from bot.loader.faults import fit, keys_of, missing_key
from bot.loader.findings import Findings
from bot.loader.kind_shapes import dialog_shape, option_shape, question_shape
from bot.loader.nodes import Items, Node, Table, node_data
from bot.loader.outcome_shapes import OutcomeShape
from bot.loader.scalars import as_written, check_id
from bot.loader.shape import (
    AlternativeShape,
    FactShape,
    GroupShape,
    HeadShape,
    QuestionShape,
    ScaleShape,
)
from bot.loader.suggestions import did_you_mean

S = TypeVar("S", bound=BaseModel)

_HEAD = frozenset(keys_of(HeadShape))


@dataclass(frozen=True, slots=True)
class DraftPart(Generic[S]):
    """A part that fits its shape, and its node."""

    shape: S
    node: Table


@dataclass(frozen=True, slots=True)
class Draft:
    """What of a file fits its shape.

    head: None if it does not fit. is_whole: nothing was left out.
    leaning: the question that the `leaning` block and the alternatives make.
    """

    node: Table
    head: HeadShape | None
    scales: Mapping[str, DraftPart[ScaleShape]]
    alternatives: Mapping[str, DraftPart[AlternativeShape]]
    facts: Mapping[str, DraftPart[FactShape]]
    questions: tuple[DraftPart[QuestionShape], ...]
    outcomes: tuple[DraftPart[OutcomeShape], ...]
    leaning: QuestionShape
    is_whole: bool


def read_draft(node: Table, findings: Findings) -> Draft:
    """Take a file apart; the findings say what does not fit."""
    _check_keys(node, findings)
    head = Table(
        {key: each for key, each in node.nodes.items() if key in _HEAD}, node.keys, node.void, node.place
    )
    alternatives = _named(AlternativeShape, "alternatives", node, findings)
    shape = fit(HeadShape, head, findings, "")
    return Draft(
        node=node,
        head=shape,
        scales=_named(ScaleShape, "scales", node, findings),
        alternatives=alternatives,
        facts=_named(FactShape, "facts", node, findings),
        questions=_listed(question_shape(), "questions", node, findings),
        outcomes=_listed(OutcomeShape, "outcomes", node, findings),
        leaning=_leaning(shape, alternatives, node),
        is_whole=not findings.is_refusal,
    )


def _check_keys(node: Table, findings: Findings) -> None:
    known = keys_of(dialog_shape())
    for key in node.nodes:
        if key not in known:
            hint = did_you_mean(key, known, taken=node.keys)
            findings.add(node.key_at(key), "E10", f"unknown key {as_written(key)}", hint)
    for key, is_required in known.items():
        if is_required and key not in node.nodes and key not in _HEAD:
            missing_key(node, key, findings)


def _named(model: type[S], name: str, node: Table, findings: Findings) -> dict[str, DraftPart[S]]:
    """Return the parts of a mapping whose keys are ids."""
    table = node.nodes.get(name)
    if not isinstance(table, Table):
        _refuse(table, f"`{name}` must be a mapping", findings)
        return {}
    parts = {}
    for key, each in table.nodes.items():
        is_id = _check_key(key, table, findings)
        shape = fit(model, each, findings, key)
        if shape is not None and is_id and isinstance(each, Table):
            parts[key] = DraftPart(shape, each)
    return parts


def _listed(model: type[S], name: str, node: Table, findings: Findings) -> tuple[DraftPart[S], ...]:
    """Return the parts of a list."""
    items = node.nodes.get(name)
    if not isinstance(items, Items):
        _refuse(items, f"`{name}` must be a list", findings)
        return ()
    if not items.nodes:
        findings.add(items.place, "E12", f"`{name}` is empty")
    parts = []
    for each in items.nodes:
        shape = fit(model, each, findings, name.removesuffix("s"))
        if shape is not None and isinstance(each, Table):
            parts.append(DraftPart(shape, each))
    return tuple(parts)


def _refuse(node: Node | None, problem: str, findings: Findings) -> None:
    if node is not None:
        findings.add(node.place, "E12", f"{problem}, not {as_written(node_data(node))}")


def _check_key(key: str, table: Table, findings: Findings) -> bool:
    try:
        check_id(key)
    except PydanticCustomError as error:
        context = error.context or {}
        findings.add(table.key_at(key), "E13", f"an id {context['problem']}", context["hint"])
        return False
    return True


def _leaning(
    head: HeadShape | None, parts: Mapping[str, DraftPart[AlternativeShape]], node: Table
) -> QuestionShape:
    alternatives = node.nodes.get("alternatives")
    ids = list(alternatives.nodes) if isinstance(alternatives, Table) else []
    return question_shape().model_construct(
        id=LEANING,
        ask=head.leaning.ask if head else "",
        why=head.leaning.why if head else "",
        about="value",
        allow=["unsure"],
        changeable="never",
        group=GroupShape.model_construct(only=head is not None and head.leaning.group.only),
        options=[
            option_shape().model_construct(id=key, text=parts[key].shape.label if key in parts else key)
            for key in ids
        ],
    )
