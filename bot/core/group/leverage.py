"""Where a group's next minute is best spent: what it is split on, and what weighs much.

All of it comes from published figures, so a coach learns nothing here that the group was not shown.
"""

from dataclasses import dataclass
from fractions import Fraction

from bot.core.dialog.model import Dialog
from bot.core.group.privacy.counting import newest, published
from bot.core.group.privacy.distance import distance
from bot.core.group.session import GroupSession


@dataclass(frozen=True, slots=True)
class Point:
    """A question worth talking about.

    apart: 0 (all alike) to 1. leverage: that, by the weight its author gives it.
    """

    question: str
    apart: Fraction
    leverage: Fraction


def points(dialog: Dialog, group: GroupSession) -> tuple[Point, ...]:
    """The published questions, those that deserve a talk most first; those that deserve none left out."""
    found = [_point(dialog, group, each) for each in group.shown if each in dialog.questions]
    return tuple(sorted((each for each in found if each.leverage), key=lambda each: -each.leverage))


def _point(dialog: Dialog, group: GroupSession, question_id: str) -> Point:
    question = dialog.questions[question_id]
    figure = newest(published(group, question_id))
    apart = Fraction(0) if figure is None or question.kind.is_ticked else distance(question, figure)
    return Point(question_id, apart, apart * question.weight / 10)
