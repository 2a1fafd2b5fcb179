"""Where a group's next minute is best spent: what is split, and decides the advice of many.

All of it comes from published figures, so a coach learns nothing here that the group was not shown.
"""

from dataclasses import dataclass
from fractions import Fraction

from bot.core.dialog.model import Dialog
from bot.core.group.privacy.counting import PIVOT, TURNS, apart, base, figures, newest, published
from bot.core.group.session import GroupSession


@dataclass(frozen=True, slots=True)
class Point:
    """A question worth talking about.

    apart: 0 (all alike) to 1. turns: people whose advice one other answer to it would change; of: of
    how many; both None where that would tell too much. leverage: what they come to together.
    """

    question: str
    apart: Fraction
    turns: int | None
    of: int | None
    leverage: Fraction


def points(dialog: Dialog, group: GroupSession) -> tuple[Point, ...]:
    """The published questions, those that deserve a talk most first; those that deserve none left out."""
    found = [_point(dialog, group, each) for each in group.shown if each in dialog.questions]
    return tuple(sorted((each for each in found if each.leverage), key=lambda each: -each.leverage))


def _point(dialog: Dialog, group: GroupSession, question_id: str) -> Point:
    question = dialog.questions[question_id]
    figure = newest(published(group, question_id))
    distance = Fraction(0) if figure is None else apart(question, figure)
    pivot = newest(figures(group, f"{PIVOT}{question_id}"))
    turns = next((c for c in pivot.cells if c.options == (TURNS,)), None) if pivot is not None else None
    if turns is None or pivot is None or turns.lowest != turns.highest:
        return Point(question_id, distance, None, None, distance * question.weight / 10)
    of = base(pivot)
    share = Fraction(turns.highest, of)
    return Point(question_id, distance, turns.highest, of, distance * (1 + share) * question.weight / 10)
