"""How far apart a group is, by what is published of it alone, so that a talk tells no more than that."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Final

from bot.core.dialog.answers import Silence
from bot.core.dialog.question import Question
from bot.core.group.privacy.figure import Figure, Form

FEW: Final = 8
"""People below which a talk does not depend on their answers: it would tell too much of them."""
SILENT: Final = frozenset(each.value for each in Silence)
"""Answers that are none; no pole of a group lies there."""
AGREED: Final = (Form.MOST, Form.HALF)
"""Forms by which more than half gave one answer."""


def is_split(question: Question, figure: Figure) -> bool:
    """Return whether the answers are so far apart that the question's author wants people to talk.

    Of few people, and where hardly anything may be told, they always are.
    """
    if len(figure.people) < FEW or not figure.cells:
        return True
    if figure.form is not Form.COUNTS:
        return figure.form not in AGREED
    return distance(question, figure) >= question.group.split_at


def distance(question: Question, figure: Figure) -> Fraction:
    """Return how far apart a group is, 0 to 1, by its published figure; 0 where that shows nothing.

    In an order: Leik's D over cumulative shares, 1 for two poles. Otherwise 1 less the sum of squared
    shares, over its most. Answers told together are one answer, and of several ticks each counts.
    """
    said = [
        cell.highest
        for cell in figure.cells
        if cell.is_exact and figure.form is Form.COUNTS and not set(cell.options) <= SILENT
    ]
    total, most = sum(said), len(said)
    if not total or most < 2:
        return Fraction(0)
    if question.kind.has_order(question):
        return _ordered(said, total)
    return (1 - sum(Fraction(each, total) ** 2 for each in said)) / (1 - Fraction(1, most))


def _ordered(said: Sequence[int], total: int) -> Fraction:
    below = [Fraction(each, total) for each in accumulate(said)][:-1]
    return Fraction(2, len(said) - 1) * sum(min(each, 1 - each) for each in below)
