"""`prove`: everything that can be said of a dialog over all of its answers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from bot.core.dialog.answers import Answers
from bot.core.dialog.model import Dialog
from bot.proofs.betrayals import find_betrayals
from bot.proofs.bounds import Tick
from bot.proofs.claims import Claims
from bot.proofs.counting import Flows, count_flows
from bot.proofs.diagram import Leaf, build_diagram
from bot.proofs.effects import RuleFormulas
from bot.proofs.endings import Ends, options
from bot.proofs.equivalent_options import find_equivalent_options
from bot.proofs.findings import find_problems
from bot.proofs.gauges import measure_scales, measure_thresholds
from bot.proofs.idle_weights import find_idle_weights
from bot.proofs.monotonicity import find_losses
from bot.proofs.neighbours import relabel
from bot.proofs.parts import WrittenCondition
from bot.proofs.promises import Promises
from bot.proofs.proof import Closeness, Constant, Proof, unproved
from bot.proofs.silence import find_silence_that_pays
from bot.proofs.space import complete_answers, sample_answers

KNOWN = 200
"""Answer sets that are tried before all of them are."""

Progress: TypeAlias = Callable[[str, int], None]
"""Told what is being proved, and how many states were looked at for it."""


class ProofStopped(Exception):
    """The proof was given up because `should_stop` said so."""


def prove(
    dialog: Dialog, on_progress: Progress | None = None, should_stop: Callable[[], bool] | None = None
) -> Proof:
    """What holds for all complete answer sets of a dialog; exact, never a sample.

    Raises:
        DialogError: it has too many states to be proved (E53); the problem names the question to split.
        ProofStopped: should_stop became true.
    """
    return Prover(dialog, on_progress, should_stop).proof()


class Prover:
    """Proves a dialog part by part; each part stays proved when a later one is interrupted.

    What is asked in groups only decides nothing, and is left out.
    """

    def __init__(
        self,
        dialog: Dialog,
        on_progress: Progress | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self.dialog = _asked_alone(dialog)
        self.on_progress = on_progress
        self.should_stop = should_stop
        self._proof = unproved(dialog)
        self._constants: tuple[tuple[WrittenCondition, Constant], ...] = ()

    def so_far(self) -> Proof:
        """What is proved by now, and what that finds wrong; the rest stands under `unproved`."""
        return replace(self._proof, problems=find_problems(self.dialog, self._proof, self._constants))

    def proof(self) -> Proof:
        """All of it.

        Raises:
            DialogError, ProofStopped: as `prove`.
        """
        rules = RuleFormulas(self.dialog)
        targets = tuple(rules.condition_formula(outcome.when) for outcome in self.dialog.outcomes)
        diagram = build_diagram(rules, targets, self._tick("outcomes"))
        reached = count_flows(diagram)
        ends = Ends(self.dialog, reached)
        self._prove_ends(ends, diagram.nodes)
        known = [*self._witnesses(reached), *sample_answers(self.dialog, KNOWN)]
        self._prove_claims(rules, known)
        by_alternative = relabel(diagram, self._alternative)
        self._keep(losses=tuple(find_losses(rules, by_alternative, self._tick("more points"))))
        self._keep(silences=tuple(find_silence_that_pays(self.dialog, by_alternative, self._tick("silence"))))
        self._keep(betrayals=tuple(find_betrayals(self.dialog, by_alternative)))
        by_outcome = relabel(diagram, _outcome)
        self._keep(alike=tuple(find_equivalent_options(rules, by_outcome, known, self._tick("options"))))
        self._keep(idle_weights=tuple(find_idle_weights(rules, known, self._tick("weights"))))
        self._keep(gauges=tuple(measure_scales(rules, self._tick("scales"))))
        self._keep(closeness=self._closeness(rules, ends))
        return self.so_far()

    def _keep(self, **parts: Any) -> None:  # Any: each part has a type of its own, which `replace` checks
        left = tuple(each for each in self._proof.unproved if each not in parts)
        self._proof = replace(self._proof, unproved=left, **parts)

    def _prove_ends(self, ends: Ends, nodes: int) -> None:
        outcomes = tuple(ends.outcomes())
        questions = tuple(ends.questions())
        self._keep(
            total=ends.total,
            nodes=nodes,
            endings=outcomes,
            alternatives=tuple(ends.alternatives()),
            fallback=outcomes[-1].share,
            overlaps=tuple(ends.overlaps()),
            shadows=tuple(ends.shadows()),
            questions=questions,
            options=tuple(options(self.dialog, questions)),
            lengths=ends.lengths(),
        )

    def _prove_claims(self, rules: RuleFormulas, known: list[Answers]) -> None:
        decided = frozenset(each.outcome for each in self._proof.endings if each.count)
        claims = Claims(rules, decided, known, self._tick("conditions"))
        self._constants = tuple(claims.constants())
        self._keep(constants=tuple(constant for _, constant in self._constants))
        self._keep(asks=tuple(claims.asks()), facts=tuple(claims.facts()))
        self._keep(lines=tuple(claims.line_claims()))
        self._keep(unreasoned=tuple(claims.outcomes_without_reason()))
        promises = Promises(rules, decided, known, self._tick("promises"))
        self._keep(claims=tuple(promises.claims()), broken=tuple(promises.broken()))

    def _witnesses(self, reached: Flows) -> list[Answers]:
        return [complete_answers(self.dialog, reached.shortest(leaf)) for leaf in range(len(reached.ends))]

    def _alternative(self, leaf: Leaf) -> str:
        return self.dialog.outcomes[_outcome(leaf)].alternative

    def _closeness(self, rules: RuleFormulas, ends: Ends) -> Closeness:
        listed, count = measure_thresholds(rules, self._tick("thresholds"))
        return Closeness(count, ends.share(count), listed)

    def _tick(self, what: str) -> Tick:
        def tick(states: int) -> None:
            if self.should_stop is not None and self.should_stop():
                raise ProofStopped(f"the proof of {self.dialog.id} was given up")
            if self.on_progress is not None:
                self.on_progress(what, states)

        return tick


def _asked_alone(dialog: Dialog) -> Dialog:
    asked = {name: each for name, each in dialog.questions.items() if not each.group.only}
    return replace(dialog, questions=asked)


def _outcome(leaf: Leaf) -> int:
    """The place of the outcome that a leaf of all rules leads to."""
    return leaf.index(True)
