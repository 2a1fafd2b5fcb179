"""The shapes of questions and options with what the kinds of questions add: their names and their keys.

Made from the table of kinds, so that a kind which is added there can be written in a file at once.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from bot.core.dialog.keys import Holds, Key
from bot.core.dialog.kind import Kind
from bot.core.kinds import KINDS
from bot.loader.scalars import Line, Number, Switch, Whole
from bot.loader.shape import DialogShape, OptionShape, QuestionShape

_TYPES = {Holds.LINE: Line, Holds.WHOLE: Whole, Holds.NUMBER: Number, Holds.SWITCH: Switch}


def default_kind() -> str:
    """Return what a question is without a `kind`."""
    return next(iter(KINDS))


def question_shape() -> type[QuestionShape]:
    """Return the shape of a question of any kind."""
    return _question_shape(tuple(KINDS.values()))


def option_shape() -> type[OptionShape]:
    """Return the shape of an option of any kind of question."""
    return _option_shape(tuple(KINDS.values()))


def dialog_shape() -> type[DialogShape]:
    """Return the shape of a whole file."""
    return _dialog_shape(tuple(KINDS.values()))


def wording_keys() -> frozenset[str]:
    """Return the keys of kinds that are only shown, and decide nothing."""
    keys = (key for kind in KINDS.values() for key in (*kind.keys, *kind.option_keys))
    return frozenset(key.name for key in keys if key.is_wording)


def kinds_with_key() -> dict[str, list[Kind]]:
    """Return the keys that not every kind has, each with the kinds that do."""
    with_options = [kind for kind in KINDS.values() if kind.takes_options]
    answered = [kind for kind in KINDS.values() if kind.expects_answer]
    own = _by_key((key, kind) for kind in KINDS.values() for key in kind.keys)
    return own | {"options": with_options, "weight": with_options, "allow": answered}


def kinds_with_option_key() -> dict[str, list[Kind]]:
    """Return the keys of options that not every kind has, each with the kinds that do."""
    return _by_key((key, kind) for kind in KINDS.values() for key in kind.option_keys)


def _by_key(declared: Iterable[tuple[Key[object], Kind]]) -> dict[str, list[Kind]]:
    found: dict[str, list[Kind]] = {}
    for key, kind in declared:
        found.setdefault(key.name, []).append(kind)
    return found


def foreign_keys(shape: type[BaseModel], kind_name: str) -> set[str]:
    """Return the keys of a shape of a question or an option that a kind of question has not."""
    kind = KINDS.get(kind_name or default_kind())
    if kind is None or not issubclass(shape, QuestionShape | OptionShape):
        return set()
    having = kinds_with_key() if issubclass(shape, QuestionShape) else kinds_with_option_key()
    return {key for key, kinds in having.items() if kind not in kinds}


@lru_cache(maxsize=16)
def _option_shape(kinds: tuple[Kind, ...]) -> type[OptionShape]:
    fields = _fields(OptionShape, [key for kind in kinds for key in kind.option_keys])
    return create_model("OptionShape", __base__=OptionShape, __doc__=OptionShape.__doc__, **fields)


@lru_cache(maxsize=16)
def _question_shape(kinds: tuple[Kind, ...]) -> type[QuestionShape]:
    fields = _fields(QuestionShape, [key for kind in kinds for key in kind.keys])
    summaries = [kind.summary for kind in kinds]
    described = f"{', '.join(summaries[:-1])}, or {summaries[-1]}.".capitalize()
    names: Any = Literal[tuple(kind.name for kind in kinds)]
    fields["kind"] = names, Field(default_kind(), description=described)
    option: Any = _option_shape(kinds)
    fields["options"] = list[option], Field([], description="The possible answers, in order.")
    return create_model("QuestionShape", __base__=QuestionShape, __doc__=QuestionShape.__doc__, **fields)


@lru_cache(maxsize=16)
def _dialog_shape(kinds: tuple[Kind, ...]) -> type[DialogShape]:
    question: Any = _question_shape(kinds)
    described = DialogShape.model_fields["questions"].description
    return create_model(
        "DialogShape",
        __base__=DialogShape,
        __doc__=DialogShape.__doc__,
        questions=(list[question], Field(description=described)),
    )


def _fields(base: type[BaseModel], keys: Iterable[Key[object]]) -> dict[str, Any]:
    """Return the fields that some keys add to a shape; kinds may share a key if they declare the same one.

    Raises:
        ValueError: two kinds declare a key in different ways, or every kind has it.
    """
    declared: dict[str, Key[object]] = {}
    for key in keys:
        if key.name in base.model_fields:
            raise ValueError(f"`{key.name}` is a key of every kind of question")
        if declared.setdefault(key.name, key) != key:
            raise ValueError(f"two kinds of questions declare `{key.name}` in different ways")
    return {key.name: _field(key) for key in declared.values()}


def _field(key: Key[object]) -> tuple[Any, Any]:
    held: Any = _TYPES[key.holds]
    bounds: dict[str, Any] = (
        {"max_length": key.most} if key.holds is Holds.LINE else {"ge": key.least, "le": key.most}
    )
    given = {name: bound for name, bound in bounds.items() if bound is not None}
    is_optional = key.default is None
    return held | None if is_optional else held, Field(key.default, description=key.description, **given)
