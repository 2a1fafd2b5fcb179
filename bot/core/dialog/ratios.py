"""How low and how high a scale can be while answers are open or weights can move; exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from bot.core.dialog.model import Missing, Scale

WeightRange: TypeAlias = tuple[int, int]
"""The least and the most that a question can weigh."""
RatioPart: TypeAlias = tuple[int, int]
"""What one question adds to the points of a scale, and to the most possible ones."""


@dataclass(frozen=True, slots=True)
class ScaleGain:
    """What one answer does to one scale, unweighted. is_blocked: it leaves the scale without a value."""

    points: int = 0
    most: int = 0
    is_answer: bool = False
    is_blocked: bool = False

    @staticmethod
    def of_silence(most: int, missing: Missing) -> "ScaleGain":
        """Return what a question that was left out does."""
        return ScaleGain(most=most if missing is Missing.ZERO else 0, is_blocked=missing is Missing.BLOCK)


@dataclass(frozen=True, slots=True)
class ScaleRange:
    """What a scale can be. ends: its only value, or its lowest and highest; none where it has none."""

    ends: tuple[Fraction, ...] = ()
    can_be_missing: bool = False

    @property
    def is_missing(self) -> bool:
        """Return whether it has no value in any case."""
        return not self.ends


def range_of_scale(scale: Scale, gains: Sequence[tuple[WeightRange, tuple[ScaleGain, ...]]]) -> ScaleRange:
    """Return what a scale can be. gains: of each question, its weight and what its answers can do."""
    exact = _exactly(scale, gains)
    if exact is not None:
        return exact
    at_most = sum(any(each.is_answer for each in choices) for _, choices in gains)
    surely = sum(all(each.is_answer for each in choices) for _, choices in gains)
    is_blocked = any(all(each.is_blocked for each in choices) for _, choices in gains)
    if is_blocked or at_most < scale.min_answered:
        return ScaleRange()
    shares = [_shares(weight, choices) for weight, choices in gains]
    highest, lowest = _extreme(shares, 1), _extreme(shares, -1)
    if highest is None or lowest is None:
        return ScaleRange()
    can_be_missing = (
        surely < scale.min_answered
        or any(each.is_blocked for _, choices in gains for each in choices)
        or not sum(min(most for _, most in each) for each in shares)
    )
    return ScaleRange((lowest, highest), can_be_missing)


def _exactly(scale: Scale, gains: Sequence[tuple[WeightRange, tuple[ScaleGain, ...]]]) -> ScaleRange | None:
    """Return the one value of a scale; None while something is open or can move. The same, but fast."""
    points = most = answered = 0
    for (weight, heaviest), choices in gains:
        gain = choices[0]
        if len(choices) > 1 or weight != heaviest:
            return None
        if gain.is_blocked:
            return ScaleRange()
        points += weight * gain.points
        most += weight * gain.most
        answered += gain.is_answer
    if answered < scale.min_answered or not most:
        return ScaleRange()
    return ScaleRange((Fraction(100 * points, most),))


def _shares(weight: WeightRange, choices: Iterable[ScaleGain]) -> list[RatioPart]:
    weights = weight if weight[0] < weight[1] else weight[:1]
    counting = [each for each in choices if not each.is_blocked]
    return [(by * each.points, by * each.most) for each in counting for by in weights]


def _extreme(shares: Sequence[Sequence[RatioPart]], sign: int) -> Fraction | None:
    """Return the highest ratio that one choice of each question makes, or with -1 the lowest.

    None where nothing is possible. Step by step (Dinkelbach's method): from any ratio, the choices that do
    best against it make a better one, until none does; there are only so many.
    """
    points, most = _sum([max(each, key=lambda share: share[1]) for each in shares])
    if not most:
        return None
    while any(len(each) > 1 for each in shares):
        picked = [
            max(each, key=lambda share: sign * (share[0] * most - points * share[1])) for each in shares
        ]
        better = _sum(picked)
        if sign * (better[0] * most - points * better[1]) <= 0:
            break
        points, most = better
    return Fraction(100 * points, most)


def _sum(shares: Sequence[RatioPart]) -> RatioPart:
    return sum(points for points, _ in shares), sum(most for _, most in shares)


def range_of_lead(parts: Sequence[tuple[WeightRange, ScaleGain, ScaleGain]]) -> tuple[int, int]:
    """Return how low and how high the lead of one scale over another can be; they weigh the same questions.

    parts: of each question, its weight and what its answer gives the one and the other. The lead is the
    difference of the two ratios times both of what is most possible. How it changes with the weights is exact
    to the first order; the small rest is bounded. So it is exact where weights stand still.
    """
    middles = [(low + high) // 2 for (low, high), _, _ in parts]
    reaches = [max(high - each, each - low) for each, ((low, high), _, _) in zip(middles, parts, strict=True)]
    one, its_most = _sum(
        [(by * own.points, by * own.most) for by, (_, own, _) in zip(middles, parts, strict=True)]
    )
    other, most = _sum(
        [(by * own.points, by * own.most) for by, (_, _, own) in zip(middles, parts, strict=True)]
    )
    lead, spread = one * most - other * its_most, 0
    moved = [(by, mine, its) for by, (_, mine, its) in zip(reaches, parts, strict=True) if by]
    for by, mine, its in moved:
        slope = mine.points * most + one * its.most - its.points * its_most - other * mine.most
        both = [also * abs(mine.points * that.most - its.points * this.most) for also, this, that in moved]
        spread += by * (abs(slope) + sum(both))
    return lead - spread, lead + spread
