"""How a kind of question declares its own YAML keys, and what it objects to in a question.

Declarations only: the loader turns them into shapes, findings and a part of the JSON Schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Generic, Protocol, TypeAlias, TypeVar, cast

T = TypeVar("T", covariant=True)

Setting: TypeAlias = str | int | Fraction | None
"""The value of one key: a line of text, a whole number, a switch (bool), an exact number, or nothing."""


class Holds(Enum):
    """What can be written as the value of a key."""

    LINE = "line"
    WHOLE = "whole"
    NUMBER = "number"
    SWITCH = "switch"


class HasSettings(Protocol):
    """A question or an option."""

    @property
    def settings(self) -> Mapping[str, Setting]:
        """Key -> value; a key left out has its default."""


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """One key that a kind adds to its questions or to their options.

    description: for editors, in the JSON Schema.
    least, most: bounds of a whole number; most: also the most characters of a line; None for none.
    is_wording: whether it is only shown, so that a change of it changes no decision.
    is_unique: whether at most one question of a dialog may have it.
    """

    name: str
    holds: Holds
    default: T
    description: str
    least: int | None = None
    most: int | None = None
    is_wording: bool = False
    is_unique: bool = False

    def of(self, part: HasSettings) -> T:
        """Return the key's value in a question or an option."""
        return cast("T", part.settings.get(self.name, self.default))


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a question as it was written that its kind cannot use.

    path: keys and positions that lead from the question to the place; at_key: whether the place is the last
    key itself, not its value.
    """

    code: str
    problem: str
    hint: str = ""
    path: tuple[str | int, ...] = ()
    at_key: bool = False
