"""What can happen at all: a claim is shown by one answer set, or refuted by all of them.

Some hundred answer sets show most claims. Only those that are left need a diagram, and only
a diagram says that something never happens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.core.dialog.answers import Answers
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Outcome
from bot.core.dialog.scoring import decide
from bot.proofs.bounds import Tick
from bot.proofs.counting import count_flows
from bot.proofs.diagram import build_diagram
from bot.proofs.effects import RuleFormulas
from bot.proofs.formulas import FALSE
from bot.proofs.space import complete_answers, sample_answers

POOL: Final = 400

Test: TypeAlias = Callable[[Evidence, Outcome], bool]
"""Whether one answer set, with its outcome, shows a claim."""


@dataclass(slots=True)
class _Claim:
    test: Test
    witness: Answers | None = None


class Reach:
    """Claims that something happens for some answer set; each a formula."""

    def __init__(self, rules: RuleFormulas, tick: Tick) -> None:
        self._rules = rules
        self._tick = tick
        self._claims: dict[int, _Claim] = {}

    def claim(self, formula: int, test: Test) -> int:
        """Put a claim; test says the same as the formula. Its formula stands for it afterwards."""
        self._claims.setdefault(formula, _Claim(test))
        return formula

    def witness(self, formula: int) -> Answers | None:
        """An answer set that shows a claim; None where none does."""
        return self._claims[formula].witness

    def settle(self, known: Iterable[Answers]) -> None:
        """Decide all claims; known: answer sets to try first."""
        dialog = self._rules.dialog
        open_ = {formula: claim for formula, claim in self._claims.items() if formula != FALSE}
        for answers in (*known, *sample_answers(dialog, POOL)):
            evidence = Evidence(dialog, answers)
            outcome = decide(dialog, evidence)
            shown = [formula for formula, claim in open_.items() if claim.test(evidence, outcome)]
            for formula in shown:
                open_.pop(formula).witness = answers
        for formula, claim in open_.items():
            claim.witness = find_answers(self._rules, formula, self._tick)


def find_answers(rules: RuleFormulas, formula: int, tick: Tick) -> Answers | None:
    """A complete answer set for which a formula holds; None where there is none."""
    diagram = build_diagram(rules, (formula,), tick, is_counted=False)
    if (True,) not in diagram.leaves:
        return None
    return complete_answers(rules.dialog, count_flows(diagram).shortest(diagram.leaves.index((True,))))
