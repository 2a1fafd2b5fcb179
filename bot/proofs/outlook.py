"""What the questions that are still to come can do to a scale, or to a comparison of scales."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.proofs.effects import NO_GAIN, Bound, Gain, QuestionStep
from bot.proofs.formulas import FAILS, FALSE, HOLDS, TRUE

MOST_SUMS: Final = 1500
"""With more different sums to come only the lowest and the highest are kept."""

Asks: TypeAlias = tuple[int, ...]
"""For each question to come, the formula that says when it is asked."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What can still be added to the slack of a comparison: at least 0 in the end means it holds.

    sums: all of them, sorted, and `is_whole`; or else only the lowest and the highest.
    """

    sums: tuple[int, ...]
    is_whole: bool

    def judge(self, slack: int) -> tuple[int, int]:
        """What the comparison can still be, and the least slack with the very same future."""
        sums = self.sums
        at = bisect_left(sums, -slack)
        if at == 0:
            return HOLDS, -sums[0]
        if at == len(sums):
            return FAILS, -sums[-1] - 1
        return HOLDS | FAILS, -sums[at] if self.is_whole else slack


@dataclass(frozen=True, slots=True)
class Answering:
    """How far a scale will be answered: in any case, and at most.

    gives_most, can_give_most: something is added to its most possible points for sure, or perhaps.
    can_block: an answer may leave it without a value.
    """

    surely: int = 0
    at_most: int = 0
    gives_most: bool = False
    can_give_most: bool = False
    can_block: bool = False


class Outlook:
    """The future, layer by layer; layer n lies before question n."""

    def __init__(self, steps: tuple[QuestionStep, ...]) -> None:
        self._steps = steps
        self._sums: dict[tuple[object, ...], Sums] = {}
        self._answering: dict[tuple[object, ...], Answering] = {}
        self._scorers: dict[tuple[str, ...], tuple[int, ...]] = {}

    def sums(self, layer: int, asks: Asks, bound: Bound, weights: tuple[int, int]) -> Sums:
        """What can still be added to a comparison.

        weights: what the points of its second scale, and of its first, count in it; unused for a number.
        """
        if layer == len(self._steps):
            return Sums((0,), is_whole=True)
        key = (layer, bound, weights, self._statuses(layer, asks, bound.scales()))
        found = self._sums.get(key)
        if found is None:
            rest = self.sums(layer + 1, asks[1:], bound, weights)
            found = self._sums[key] = _added(self._slacks(layer, asks[0], bound, weights), rest)
        return found

    def _slacks(self, layer: int, asked: int, bound: Bound, weights: tuple[int, int]) -> set[int]:
        if asked == FALSE:
            return {0}
        adds = slack_of(bound, weights)
        slacks = {adds(each.gains) for each in self._steps[layer].branches}
        return slacks if asked == TRUE else slacks | {0}

    def answering(self, layer: int, asks: Asks, scale: str) -> Answering:
        """How far a scale will be answered by the questions to come."""
        if layer == len(self._steps):
            return Answering()
        key = (layer, scale, self._statuses(layer, asks, (scale,)))
        found = self._answering.get(key)
        if found is None:
            rest = self.answering(layer + 1, asks[1:], scale)
            gains = [each.gains.get(scale, NO_GAIN) for each in self._steps[layer].branches]
            found = self._answering[key] = _and(rest, gains, asks[0])
        return found

    def most(self, layer: int, asks: Asks, scale: str) -> int | None:
        """What will be added to the most possible points of a scale; None while answers decide that."""
        total = 0
        for step, asked in zip(self._steps[layer:], asks, strict=True):
            gains = [each.gains.get(scale, NO_GAIN) for each in step.branches]
            mosts = {gain.most for gain in gains if not gain.is_blocked}
            if asked == FALSE or mosts == {0}:
                continue
            if asked != TRUE or len(mosts) > 1:
                return None
            total += mosts.pop()
        return total

    def _statuses(self, layer: int, asks: Asks, scales: tuple[str, ...]) -> tuple[int, ...]:
        """Whether each question to come that scores the scales is asked: no, yes, or still open."""
        return tuple([min(asks[at - layer], TRUE + 1) for at in self._scoring(scales) if at >= layer])

    def _scoring(self, scales: tuple[str, ...]) -> tuple[int, ...]:
        """The places of the questions that score one of these scales."""
        if scales not in self._scorers:
            self._scorers[scales] = tuple(
                at
                for at, step in enumerate(self._steps)
                if any(scale in each.gains for each in step.branches for scale in scales)
            )
        return self._scorers[scales]


def slack_of(bound: Bound, weights: tuple[int, int]) -> Callable[[Mapping[str, Gain]], int]:
    """What one answer's gains add to the slack of a comparison."""
    scale, to = bound.scale, bound.to
    if isinstance(to, str):
        mine, its = weights
        return lambda gains: mine * gains.get(scale, NO_GAIN).points - its * gains.get(to, NO_GAIN).points
    points, most = 100 * to.denominator, to.numerator
    return lambda gains: points * gains.get(scale, NO_GAIN).points - most * gains.get(scale, NO_GAIN).most


def _added(slacks: Iterable[int], rest: Sums) -> Sums:
    here = sorted(slacks)
    if rest.is_whole:
        sums = tuple(sorted({one + two for one in here for two in rest.sums}))
        if len(sums) <= MOST_SUMS:
            return Sums(sums, is_whole=True)
    return Sums((here[0] + rest.sums[0], here[-1] + rest.sums[-1]), is_whole=False)


def _and(rest: Answering, gains: list[Gain], asked: int) -> Answering:
    if asked == FALSE:
        return rest
    is_sure = asked == TRUE
    return Answering(
        surely=rest.surely + (is_sure and min(gain.answered for gain in gains)),
        at_most=rest.at_most + max(gain.answered for gain in gains),
        gives_most=rest.gives_most or (is_sure and all(gain.most for gain in gains)),
        can_give_most=rest.can_give_most or any(gain.most for gain in gains),
        can_block=rest.can_block or any(gain.is_blocked for gain in gains),
    )
