"""The numbers of a walk, all in one integer: a field for each comparison, and for each scale's points.

Fields are signed and simply added up, so an answer adds one integer to all of them at once.
"""

from collections.abc import Callable
from typing import TypeAlias

from bot.proofs.contexts import Contexts, WalkContext
from bot.proofs.effects import NO_GAIN, Bound, Branch, QuestionStep, RuleFormulas
from bot.proofs.formulas import FAILS, HOLDS, UNKNOWN
from bot.proofs.outlook import slack_of

Land: TypeAlias = Callable[[int], tuple[WalkContext, int]]
"""From numbers as they were added up to the context and the numbers that stand for them."""


class Numbers:
    """Where each field lies, and how wide all of them are."""

    def __init__(
        self, rules: RuleFormulas, steps: tuple[QuestionStep, ...], targets: tuple[int, ...]
    ) -> None:
        self._bounds = rules.bounds_of(targets)
        names: list[int | str] = [*self._bounds]
        names += dict.fromkeys(scale for bound in self._bounds.values() for scale in bound.scales())
        width = _largest(self._bounds, steps).bit_length() + 2
        self._shifts = {name: at * width for at, name in enumerate(names)}
        self._middle = 1 << (width - 1)
        self._mask = (1 << width) - 1
        self._lift = sum(self._middle << shift for shift in self._shifts.values())

    def first(self, context: WalkContext) -> int:
        """The numbers before the first answer: "more than" needs one more than "at least"."""
        return sum(-1 << self._shifts[atom] for atom, _, _ in context.bounds if self._bounds[atom].is_strict)

    def add(self, context: WalkContext, branch: Branch | None) -> int:
        """What an answer adds to the numbers of a context."""
        if branch is None or not branch.gains:
            return 0
        gains = branch.gains
        total = 0
        for atom, _, _ in context.bounds:
            slack = slack_of(self._bounds[atom], context.weights.get(atom, (1, 1)))
            total += slack(gains) << self._shifts[atom]
        for scale in context.open:
            total += gains.get(scale, NO_GAIN).points << self._shifts[scale]
        return total

    def lander(self, before: WalkContext, context: WalkContext, contexts: Contexts) -> Land:
        """How numbers of one context come to stand in the one that follows it."""
        slacks = [
            (
                atom,
                self._slack(atom, before, context),
                self._shifts[atom],
                sums.judge,
                0 if is_sure else UNKNOWN,
            )
            for atom, sums, is_sure in context.bounds
        ]
        lift = self._lift

        def land(numbers: int) -> tuple[WalkContext, int]:
            lifted = numbers + lift
            kept = []
            known = []
            for atom, slack, shift, judged, unknown in slacks:
                can_be, least = judged(slack(lifted))
                if can_be != HOLDS | FAILS:
                    known.append((atom, can_be | unknown))
                kept.append((atom, least << shift))
            after = contexts.narrow(context, tuple(known)) if known else context
            alive = after.atoms
            total = sum([part for atom, part in kept if atom in alive])
            for scale in after.open:
                total += self._field(lifted, scale) << self._shifts[scale]
            return after, total

        return land

    def _slack(self, atom: int, before: WalkContext, context: WalkContext) -> Callable[[int], int]:
        """How the slack of a comparison is read from lifted numbers; it may just have become linear."""
        bound = self._bounds[atom]
        if isinstance(bound.to, str) and atom not in before.weights:
            one, two, (mine, its) = bound.scale, bound.to, context.weights[atom]
            least = int(bound.is_strict)
            return lambda lifted: mine * self._field(lifted, one) - its * self._field(lifted, two) - least
        shift, mask, middle = self._shifts[atom], self._mask, self._middle
        return lambda lifted: ((lifted >> shift) & mask) - middle

    def _field(self, lifted: int, name: str) -> int:
        return ((lifted >> self._shifts[name]) & self._mask) - self._middle


def _largest(bounds: dict[int, Bound], steps: tuple[QuestionStep, ...]) -> int:
    """More than any number in any field can get."""
    scales = {scale for bound in bounds.values() for scale in bound.scales()}
    gains = {
        scale: [[each.gains.get(scale, NO_GAIN) for each in step.branches] for step in steps]
        for scale in scales
    }
    most = max(
        (sum(max(max(gain.points, gain.most) for gain in step) for step in each) for each in gains.values()),
        default=0,
    )
    numbers = [bound.to for bound in bounds.values() if not isinstance(bound.to, str)]
    factors = [abs(number.numerator) + 100 * number.denominator for number in numbers]
    return (most + 1) * max(most + 1, *factors, 1) * 2
