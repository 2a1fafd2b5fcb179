"""What is published of a question: cells of people, and how they are to be read."""

from dataclasses import dataclass
from enum import Enum

LEAST = 3
"""People in the smallest number that may be published: of two, each knows the other."""


class Form(Enum):
    """How the cells of a figure are to be read.

    COUNTS: numbers of people, or ranges of them. ROUGH: the same in words only. MOST, HALF: its one cell
    holds three quarters or more, or more than half. TOP: no answer was given more often than its one cell's.
    """

    COUNTS = "counts"
    ROUGH = "rough"
    MOST = "most"
    HALF = "half"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people gave one of these answers.

    options: ids of options, or `skipped` and `unsure`. lowest, highest: people; equal where the
    figure gives a number; a range where the number would reveal too much.
    """

    options: tuple[str, ...]
    lowest: int
    highest: int

    @property
    def is_exact(self) -> bool:
        """Whether it gives a number."""
        return self.lowest == self.highest


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of answers: cells, and how they are to be read. No cells: nothing."""

    form: Form
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is published of one question in one round, once.

    answered: people who answered. of: people who could have. cells: empty where nothing may be told.
    people: seats of those whom it counts; never shown. form: how to read the cells. kept: of these people,
    how many are counted with an answer from before. asks: what a dialog's question asks, see `asked_as`.
    """

    question: str
    round: int
    answered: int
    of: int
    cells: tuple[Cell, ...]
    people: frozenset[int]
    form: Form = Form.COUNTS
    kept: int = 0
    asks: str = ""

    @property
    def told(self) -> Told:
        """What it tells."""
        return Told(self.form, self.cells)
