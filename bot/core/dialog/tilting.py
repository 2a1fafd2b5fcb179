"""Whether the weights of the questions, all moved by up to 20 % at once, would lead elsewhere.

Exact: a box of weights is halved until each part is seen to lead to one side only, or one of its points is
seen to lead to the other. Most boxes need no cut: how far a scale reaches within one is known exactly.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import permutations
from typing import Final, TypeAlias

from bot.core.dialog.answers import Answers
from bot.core.dialog.evidence import scorers
from bot.core.dialog.model import Outcome
from bot.core.dialog.rulebook import Rulebook, RuleView, WeightRanges

UNIT: Final = 5 << 12
"""A weight of 1, so that a fifth of it can be halved a dozen times."""
MOST_BOXES: Final = 24
TILTED: Final = 2
"""In so many boxes the corners are tried as well: where they lead elsewhere, the first one shows it."""

OtherSide: TypeAlias = Callable[[Outcome], bool]


def can_weights_turn(
    rules: Rulebook, answers: Answers, left_open: frozenset[str], is_other: OtherSide
) -> bool:
    """Return whether some weights within 20 % lead to the other side; what cannot be told counts as that."""
    scored = {name for by in scorers(rules.dialog).values() for name in by if name in answers}
    usual = {name: weight * UNIT for name, (weight, _) in rules.usual.items()}
    boxes: list[WeightRanges] = [
        {name: _around(weight, is_moved=name in scored) for name, weight in usual.items()}
    ]

    def leads(weights: WeightRanges) -> bool:
        return any(map(is_other, rules.outcomes(rules.view(answers, left_open, weights))))

    tried = 0
    while boxes:
        box = boxes.pop()
        if leads(box):
            corners = _corners(rules, answers, left_open, box) if tried < TILTED else ()
            if leads(_middle(box)) or any(map(leads, corners)):
                return True
            boxes += _halves(box)
        tried += 1
        if tried == MOST_BOXES:
            return bool(boxes)
    return False


def _around(weight: int, *, is_moved: bool) -> tuple[int, int]:
    fifth = weight // 5 if is_moved else 0
    return weight - fifth, weight + fifth


def _middle(box: WeightRanges) -> WeightRanges:
    return {name: ((low + high) // 2,) * 2 for name, (low, high) in box.items()}


def _corners(
    rules: Rulebook, answers: Answers, left_open: frozenset[str], box: WeightRanges
) -> Iterator[WeightRanges]:
    """Yield the corners of a box in which one scale does best beside another."""
    view = rules.view(answers, left_open, _middle(box))
    pulls: list[Mapping[str, Fraction]] = [{}, *(_pulls(view, scale) for scale in rules.dialog.scales)]
    for up, down in permutations(pulls, 2):
        yield {name: (ends[up.get(name, 0) > down.get(name, 0)],) * 2 for name, ends in box.items()}


def _pulls(view: RuleView, scale: str) -> dict[str, Fraction]:
    """Return question -> how much more weight of it moves a scale."""
    gains = {name: each[scale][0] for name, each in view.gains if scale in each}
    points = sum(view.weights[name][0] * gain.points for name, gain in gains.items())
    most = sum(view.weights[name][0] * gain.most for name, gain in gains.items())
    if not most:
        return {}
    return {name: Fraction(gain.points * most - points * gain.most, most**2) for name, gain in gains.items()}


def _halves(box: WeightRanges) -> Iterator[WeightRanges]:
    """Yield both halves of a box, cut where it is widest."""
    name = max(box, key=lambda each: box[each][1] - box[each][0])
    low, high = box[name]
    middle = (low + high) // 2
    yield {**box, name: (low, middle)}
    yield {**box, name: (middle, high)}
