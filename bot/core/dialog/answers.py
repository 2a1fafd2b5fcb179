"""Answers: what a person can say to a question."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import TypeAlias


class Silence(Enum):
    """The two ways of not answering; "not asked" is absence from the answers."""

    SKIPPED = "skipped"
    UNSURE = "unsure"


# One option id; several; a number; a text (which question tells); or silence.
Value: TypeAlias = str | tuple[str, ...] | Fraction | Silence
Answers: TypeAlias = Mapping[str, Value]
