"""What one set of answers shows: the chosen options, the exact value of each scale, and the tallies.

A scale's value is 100 x points / most possible points, over the relevant questions that
score it and were answered; questions count by their weight. Points are whole numbers and
weights are counted in fifths, so that a weight moved by 20 % is a whole number too.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.model import Dialog, Missing, Scale, Tally

FIFTHS = 5
"""One unit of `Question.weight` in the unit that scales are added up in."""


class Evidence:
    """One set of answers, as conditions see it.

    answers: relevant questions only. weights: question id -> weight in fifths, for the
    questions that are to count otherwise than their author said.
    """

    __slots__ = ("_scales", "_weights", "answers", "dialog")

    def __init__(self, dialog: Dialog, answers: Answers, weights: Mapping[str, int] | None = None) -> None:
        self.dialog = dialog
        self.answers = answers
        self._weights = weights or {}
        self._scales: dict[str, Fraction | None] = {}

    def chosen(self, question_id: str) -> tuple[str, ...] | None:
        """Return the option ids of an answer; None without one: not asked, skipped or unsure."""
        value = self.answers.get(question_id)
        if value is None or isinstance(value, Silence):
            return None
        question = self.dialog.questions[question_id]
        return question.kind.options_of(question, value)

    def scale(self, scale_id: str) -> Fraction | None:
        """Return the value of a scale, 0..100; None where too much is missing, by the scale's own rule."""
        if scale_id not in self._scales:
            self._scales[scale_id] = self._measure(self.dialog.scales[scale_id])
        return self._scales[scale_id]

    def tally(self, tally: Tally) -> int:
        """Return how many facts of a tally hold; one that cannot be told does not."""
        return sum(fact.when.holds(self) is True for fact in tally.of)

    def _measure(self, scale: Scale) -> Fraction | None:
        points = most = answered = 0
        for question_id, best in scorers(self.dialog)[scale.id].items():
            value = self.answers.get(question_id)
            if value is None:
                continue
            question = self.dialog.questions[question_id]
            weight = self._weights.get(question_id, FIFTHS * question.weight)
            if isinstance(value, Silence):
                if scale.missing is Missing.BLOCK:
                    return None
                if scale.missing is Missing.ZERO:
                    most += weight * best
                continue
            answered += 1
            most += weight * best
            for option_id in self.chosen(question_id) or ():
                points += weight * question.options[option_id].score.get(scale.id, 0)
        if answered < scale.min_answered or not most:
            return None
        return Fraction(100 * points, most)


@lru_cache(maxsize=256)
def scorers(dialog: Dialog) -> Mapping[str, Mapping[str, int]]:
    """Return scale id -> question id -> the most points that one answer can give, unweighted."""
    return {
        scale_id: {
            question.id: question.kind.most_points(question, scale_id)
            for question in dialog.questions.values()
            if any(scale_id in option.score for option in question.options.values())
        }
        for scale_id in dialog.scales
    }
