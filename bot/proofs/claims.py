"""What each part of a dialog claims: that its lines are said, and that its conditions decide something."""

from collections.abc import Iterable, Iterator

from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import Condition, FactHolds, fires
from bot.core.dialog.model import Dialog, Outcome
from bot.proofs.bounds import Tick
from bot.proofs.effects import RuleFormulas
from bot.proofs.formulas import FALSE
from bot.proofs.parts import (
    WrittenCondition,
    condition_parts,
    condition_with_parts,
    outcome_lines,
    written_conditions,
)
from bot.proofs.proof import BothSides, Constant, LineSeen, Unreasoned
from bot.proofs.reach import Reach, Test


class Claims:
    """All claims of one dialog, decided.

    reached: ids of the outcomes that answers lead to. known: answer sets to try first.
    """

    def __init__(
        self, rules: RuleFormulas, reached: frozenset[str], known: Iterable[Answers], tick: Tick
    ) -> None:
        self._rules = rules
        self._reached = reached
        self._dialog: Dialog = rules.dialog
        self._reach = Reach(rules, tick)
        self._said = [(line, self._line(line.outcome, line.when)) for line in outcome_lines(self._dialog)]
        self._bare = [(outcome, self._bare_claim(outcome)) for outcome in self._dialog.outcomes]
        for each in written_conditions(self._dialog):
            for part in condition_with_parts(each.condition):
                self._sides(part)
        self._reach.settle(known)

    def _line(self, outcome: Outcome, when: Condition | None) -> int:
        formula = self._rules.formulas.every([self._decided(outcome), self._rules.condition_formula(when)])
        return self._reach.claim(formula, _is_said(outcome, when))

    def _bare_claim(self, outcome: Outcome) -> int:
        """The claim that an outcome is reached without a reason; it had better be refuted."""
        formulas = self._rules.formulas
        silent = [formulas.negate(self._rules.condition_formula(each.when)) for each in outcome.because]
        formula = formulas.every([self._decided(outcome), *silent])
        return self._reach.claim(formula, _is_bare(outcome))

    def _decided(self, outcome: Outcome) -> int:
        return self._rules.outcome_formula(outcome) if outcome.id in self._reached else FALSE

    def _sides(self, condition: Condition) -> tuple[int, int]:
        """The claims that a condition is true for some answers, and is not for others."""
        true = self._rules.condition_formula(condition)
        otherwise = self._rules.formulas.negate(true)
        return (
            self._reach.claim(true, lambda evidence, _: fires(condition, evidence)),
            self._reach.claim(otherwise, lambda evidence, _: not fires(condition, evidence)),
        )

    # --- what came out ----------------------------------------------------------------

    def line_claims(self) -> Iterator[LineSeen]:
        """Every line, and where it is said."""
        for line, claim in self._said:
            witness = self._reach.witness(claim)
            yield LineSeen(line.outcome.id, line.part, line.number, line.text, witness)

    def outcomes_without_reason(self) -> Iterator[Unreasoned]:
        """The outcomes that can come without any reason."""
        for outcome, claim in self._bare:
            witness = self._reach.witness(claim)
            if witness is not None:
                yield Unreasoned(outcome.id, witness)

    def facts(self) -> Iterator[BothSides]:
        """Every fact, both ways."""
        return (self._judge(fact.id, fact.when) for fact in self._dialog.facts.values())

    def asks(self) -> Iterator[BothSides]:
        """Every question with an `ask_if`, both ways."""
        for question in self._dialog.questions.values():
            if question.ask_if is not None:
                yield self._judge(question.id, question.ask_if)

    def _judge(self, name: str, condition: Condition) -> BothSides:
        true, otherwise = self._sides(condition)
        return BothSides(name, self._reach.witness(true), self._reach.witness(otherwise))

    def constants(self) -> Iterator[tuple[WrittenCondition, Constant]]:
        """The smallest parts of each condition that are the same for all answers."""
        for each in written_conditions(self._dialog):
            for part, is_true in self._constant(each.condition):
                yield each, Constant(each.where, part.words(self._dialog), is_true)

    def _constant(self, condition: Condition) -> Iterator[tuple[Condition, bool]]:
        below = [found for part in condition_parts(condition) for found in self._constant(part)]
        yield from below
        true, otherwise = (self._reach.witness(side) for side in self._sides(condition))
        if not below and not isinstance(condition, FactHolds) and None in (true, otherwise):
            yield condition, otherwise is None


def _is_said(outcome: Outcome, when: Condition | None) -> Test:
    return lambda evidence, decided: decided is outcome and fires(when, evidence)


def _is_bare(outcome: Outcome) -> Test:
    return lambda evidence, decided: (
        decided is outcome and not any(fires(each.when, evidence) for each in outcome.because)
    )
