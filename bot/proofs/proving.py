"""`prove`: everything that can be said of a dialog over all of its answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.core.answers import Answers
from bot.core.model import Dialog
from bot.proofs.alike import alike
from bot.proofs.claims import Claims
from bot.proofs.counting import Flows, flows
from bot.proofs.diagram import Leaf, Tick, build
from bot.proofs.effects import Rules
from bot.proofs.endings import Ends, options
from bot.proofs.findings import findings
from bot.proofs.gauges import gauges, thresholds
from bot.proofs.neighbours import losses, relabelled, silences
from bot.proofs.proof import Closeness, Proof
from bot.proofs.space import completed, pool
from bot.proofs.weighing import idle_weights

KNOWN = 200
"""Answer sets that are tried before all of them are."""

Progress: TypeAlias = Callable[[str, int], None]
"""Told what is being proved, and how many states were looked at for it."""


class Stopped(Exception):
    """The proof was given up because `should_stop` said so."""


def prove(
    dialog: Dialog, on_progress: Progress | None = None, should_stop: Callable[[], bool] | None = None
) -> Proof:
    """What holds for all complete answer sets of a dialog; exact, never a sample.

    Raises:
        DialogError: it has too many states to be proved (E53); the problem names the question to split.
        Stopped: should_stop became true.
    """
    return _Prover(dialog, on_progress, should_stop).proof()


@dataclass(slots=True)
class _Prover:
    dialog: Dialog
    on_progress: Progress | None
    should_stop: Callable[[], bool] | None

    def proof(self) -> Proof:
        """All of it; what is found wrong is said last."""
        rules = Rules(self.dialog)
        targets = tuple(rules.true(outcome.when) for outcome in self.dialog.outcomes)
        diagram = build(rules, targets, self._tick("outcomes"))
        reached = flows(diagram)
        ends = Ends(self.dialog, reached)
        known = [*self._witnesses(reached), *pool(self.dialog, KNOWN)]
        outcomes = tuple(ends.outcomes())
        decided = frozenset(each.outcome for each in outcomes if each.count)
        claims = Claims(rules, decided, known, self._tick("conditions"))
        by_alternative = relabelled(diagram, self._alternative)
        questions = tuple(ends.questions())
        constants = tuple(claims.constants())
        proof = Proof(
            dialog=self.dialog.id,
            logic_hash=self.dialog.logic_hash,
            total=ends.total,
            nodes=diagram.nodes,
            endings=outcomes,
            alternatives=tuple(ends.alternatives()),
            fallback=outcomes[-1].share,
            overlaps=tuple(ends.overlaps()),
            shadows=tuple(ends.shadows()),
            questions=questions,
            options=tuple(options(self.dialog, questions)),
            asks=tuple(claims.asks()),
            facts=tuple(claims.facts()),
            lines=tuple(claims.said()),
            constants=tuple(constant for _, constant in constants),
            losses=tuple(losses(self.dialog, by_alternative, self._tick("more points"))),
            silences=tuple(silences(self.dialog, by_alternative, self._tick("silence"))),
            alike=tuple(alike(rules, relabelled(diagram, _outcome), known, self._tick("options"))),
            idle_weights=tuple(idle_weights(rules, known, self._tick("weights"))),
            gauges=tuple(gauges(rules, self._tick("scales"))),
            closeness=self._closeness(rules, ends),
            lengths=ends.lengths(),
            unreasoned=tuple(claims.unreasoned()),
        )
        return replace(proof, problems=findings(self.dialog, proof, constants))

    def _witnesses(self, reached: Flows) -> list[Answers]:
        return [completed(self.dialog, reached.shortest(leaf)) for leaf in range(len(reached.ends))]

    def _alternative(self, leaf: Leaf) -> str:
        return self.dialog.outcomes[_outcome(leaf)].alternative

    def _closeness(self, rules: Rules, ends: Ends) -> Closeness:
        listed, count = thresholds(rules, self._tick("thresholds"))
        return Closeness(count, ends.share(count), listed)

    def _tick(self, what: str) -> Tick:
        def tick(states: int) -> None:
            if self.should_stop is not None and self.should_stop():
                raise Stopped(f"the proof of {self.dialog.id} was given up")
            if self.on_progress is not None:
                self.on_progress(what, states)

        return tick


def _outcome(leaf: Leaf) -> int:
    """The place of the outcome that a leaf of all rules leads to."""
    return leaf.index(True)
