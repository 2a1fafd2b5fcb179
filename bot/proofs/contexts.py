"""Where a walk through the questions stands, numbers apart: what is still to be decided, and by what.

Two walks in the same context with the same numbers have the same future. All that can no
longer change what is decided is forgotten, so that as many walks as can be stand alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import gcd
from typing import TypeAlias

from bot.core.dialog.model import Dialog
from bot.proofs.effects import NO_GAIN, Bound, Branch, Gain, QuestionStep, RuleFormulas
from bot.proofs.formulas import TRUE, UNKNOWN, Known
from bot.proofs.outlook import Asks, Outlook, Sums

Weights: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ScaleState:
    """What is known of one scale.

    needed: answers it lacks to have a value; 0 where it will have them. is_empty: nothing possible was
        added yet, and it is not sure that something will be.
    most: its most possible points so far; 0 where they do not matter, or not any more.
    """

    needed: int
    is_empty: bool
    most: int

    def after(self, gain: Gain) -> "ScaleState":
        """What is known of it after an answer."""
        return ScaleState(
            max(self.needed - gain.answered, 0), self.is_empty and not gain.most, self.most + gain.most
        )


@dataclass(slots=True)
class WalkContext:
    """Where a walk stands before a question, numbers apart.

    targets, asks: formulas as far as they are decided. standings: of the scales that matter.
    weights: of the comparisons of two scales that have become linear.
    bounds: linear comparisons, each with its atom, its future, and whether its scales will surely have a
        value. atoms: those of them.
    open: scales whose points are kept, because a comparison with another one is not linear yet.
    after: what becomes of it once some of its comparisons are decided.
    """

    layer: int
    targets: tuple[int, ...]
    asks: Asks
    standings: Mapping[str, ScaleState]
    weights: Mapping[int, Weights]
    bounds: tuple[tuple[int, Sums, bool], ...] = ()
    atoms: frozenset[int] = frozenset()
    open: frozenset[str] = frozenset()
    after: dict[Known, "WalkContext"] = field(default_factory=dict)


class Contexts:
    """All contexts of one diagram; two that are alike are one."""

    def __init__(self, rules: RuleFormulas, steps: tuple[QuestionStep, ...]) -> None:
        self._rules = rules
        self._formulas = rules.formulas
        self._dialog: Dialog = rules.dialog
        self._outlook = Outlook(steps)
        self._known: dict[object, WalkContext] = {}

    def context(
        self,
        layer: int,
        targets: tuple[int, ...],
        asks: Asks,
        standings: Mapping[str, ScaleState],
        weights: Mapping[int, Weights],
    ) -> WalkContext:
        """The context of a walk, with all forgotten that does not matter."""
        targets, atoms, answering = self._without_unknowable(layer, targets, asks, standings)
        linear = self._linear(layer, asks, atoms, standings, weights)
        open_ = frozenset(
            scale for atom in atoms - linear.keys() for scale in self._rules.bounds[atom].scales()
        )
        kept = {
            scale: ScaleState(
                0 if is_sure else standings[scale].needed,
                not is_sure and standings[scale].is_empty,
                standings[scale].most if scale in open_ else 0,
            )
            for scale, is_sure in sorted(answering.items())
        }
        pairs = {atom: each for atom, each in linear.items() if isinstance(self._rules.bounds[atom].to, str)}
        key = (layer, targets, asks, tuple(kept.items()), tuple(pairs.items()))
        if key not in self._known:
            futures = tuple(
                (
                    atom,
                    self._outlook.sums(layer, asks, self._rules.bounds[atom], each),
                    all(answering[scale] for scale in self._rules.bounds[atom].scales()),
                )
                for atom, each in linear.items()
            )
            self._known[key] = WalkContext(
                layer, targets, asks, kept, pairs, futures, frozenset(linear), open_
            )
        return self._known[key]

    def _linear(
        self,
        layer: int,
        asks: Asks,
        atoms: frozenset[int],
        standings: Mapping[str, ScaleState],
        weights: Mapping[int, Weights],
    ) -> dict[int, Weights]:
        """The comparisons that are linear by now, by atom, with what points count in them."""
        linear = {}
        for atom in sorted(atoms):
            found = weights.get(atom) or self._weights(layer, asks, self._rules.bounds[atom], standings)
            if found is not None:
                linear[atom] = found
        return linear

    def _without_unknowable(
        self, layer: int, targets: tuple[int, ...], asks: Asks, standings: Mapping[str, ScaleState]
    ) -> tuple[tuple[int, ...], frozenset[int], dict[str, bool]]:
        """Targets without what stays unknown; their comparisons; scale -> surely has a value."""
        while True:
            atoms = self._comparisons_in(targets)
            scales = {scale for atom in atoms for scale in self._rules.bounds[atom].scales()}
            answering: dict[str, bool] = {}
            never = set()
            for scale in scales:
                future, now = self._outlook.answering(layer, asks, scale), standings[scale]
                if now.needed > future.at_most or (now.is_empty and not future.can_give_most):
                    never.add(scale)
                is_filled = not now.is_empty or future.gives_most
                answering[scale] = now.needed <= future.surely and is_filled and not future.can_block
            if not never:
                return targets, atoms, answering
            targets = self.drop_scales(targets, never)

    def _comparisons_in(self, targets: Iterable[int]) -> frozenset[int]:
        used = frozenset().union(*(self._formulas.atoms[target] for target in targets))
        return used & self._rules.bounds.keys()

    def drop_scales(self, targets: tuple[int, ...], scales: set[str]) -> tuple[int, ...]:
        """The targets where these scales have no value."""
        known = tuple(
            (atom, UNKNOWN)
            for atom, bound in self._rules.bounds.items()
            if scales.intersection(bound.scales())
        )
        return self.restrict(targets, known)

    def restrict(self, targets: tuple[int, ...], known: Known) -> tuple[int, ...]:
        """Formulas with more known of their atoms."""
        return tuple(self._formulas.restrict(target, known) for target in targets) if known else targets

    def _weights(
        self, layer: int, asks: Asks, bound: Bound, standings: Mapping[str, ScaleState]
    ) -> Weights | None:
        """What points will count in a comparison; None while answers to come decide that."""
        if not isinstance(bound.to, str):
            return 1, 1
        mosts = []
        for scale in bound.scales():
            future = self._outlook.most(layer, asks, scale)
            if future is None:
                return None
            mosts.append(standings[scale].most + future)
        shared = gcd(*mosts) or 1
        return mosts[1] // shared, mosts[0] // shared

    def advance(self, context: WalkContext, branch: Branch | None, unasked: Known) -> WalkContext:
        """The context after an answer; None for a question that is not asked."""
        known = unasked if branch is None else branch.truths
        targets = self.restrict(context.targets, known)
        asks = self.restrict(context.asks[1:], known)
        standings = context.standings
        if branch is not None and branch.gains:
            gains = branch.gains
            standings = {
                scale: standing.after(gains.get(scale, NO_GAIN)) for scale, standing in standings.items()
            }
            blocked = {scale for scale in standings if gains.get(scale, NO_GAIN).is_blocked}
            if blocked:
                targets = self.drop_scales(targets, blocked)
        return self.context(context.layer + 1, targets, asks, standings, context.weights)

    def narrow(self, context: WalkContext, known: Known) -> WalkContext:
        """The context once some of its comparisons are decided."""
        found = context.after.get(known)
        if found is None:
            targets = self.restrict(context.targets, known)
            found = context.after[known] = self.context(
                context.layer, targets, context.asks, context.standings, context.weights
            )
        return found

    def initial(self, targets: tuple[int, ...], asks: Asks) -> WalkContext:
        """The context before the first question."""
        standings = {
            scale.id: ScaleState(max(scale.min_answered, 0), True, 0)
            for scale in self._dialog.scales.values()
        }
        return self.context(0, targets, asks, standings, {})


def is_asked(context: WalkContext) -> bool:
    """Whether the next question is asked."""
    return context.asks[0] == TRUE
