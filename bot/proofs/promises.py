"""What a dialog promises to everybody, and the answers for which it breaks its word.

Its author's claims; that a line takes nothing for granted which is not so; that a title has what fills it;
that nothing on show sets another alternative ahead without a word; that there is always a case against.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import Condition, fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import ONCE, Alternative, Dialog, Outcome, Reason
from bot.core.dialog.source import Place
from bot.proofs.bounds import Tick
from bot.proofs.effects import Bound, RuleFormulas
from bot.proofs.formulas import HOLDS, UNKNOWN
from bot.proofs.parts import OutcomeLine, outcome_lines
from bot.proofs.proof import BrokenPromise, ProvedClaim
from bot.proofs.reach import Reach, Test

UNTRUE_CLAIM = "E55"
UNTRUE_LINE = "E56"
TRAILING = "E57"
UNFILLED = "E47"
UNCONTESTED = "W76"


@dataclass(frozen=True, slots=True)
class _Promise:
    """A promise. breach: the formula of the answers that break it."""

    code: str
    said: str
    place: Place
    breach: int


class Promises:
    """All promises of one dialog, put to the proof.

    reached: ids of the outcomes that answers lead to. known: answer sets to try first.
    """

    def __init__(
        self, rules: RuleFormulas, reached: frozenset[str], known: Iterable[Answers], tick: Tick
    ) -> None:
        self._rules = rules
        self._dialog: Dialog = rules.dialog
        self._reach = Reach(rules, tick)
        self._outcomes = [each for each in self._dialog.outcomes if each.id in reached]
        self._claims = [(claim.say, self._claim(claim.when, claim.never)) for claim in self._dialog.claims]
        self._promises = [*self._lines(), *self._titles(), *self._scales(), *self._cases_against()]
        self._reach.settle(known)

    def claims(self) -> Iterator[ProvedClaim]:
        """Every claim, with the answers that refute it, if any."""
        for say, breach in self._claims:
            yield ProvedClaim(say, self._reach.witness(breach))

    def broken(self) -> Iterator[BrokenPromise]:
        """Every other promise that some answers break."""
        for each in self._promises:
            witness = self._reach.witness(each.breach)
            if witness is not None:
                yield BrokenPromise(each.code, each.said, each.place, witness)

    # --- what would break them ----------------------------------------------------------

    def _breach(self, outcome: Outcome, parts: Iterable[int], test: Test) -> int:
        """The formula of answers that lead to an outcome, and for which all parts hold."""
        formula = self._rules.formulas.every([self._rules.outcome_formula(outcome), *parts])
        return self._reach.claim(
            formula, lambda evidence, decided: decided is outcome and test(evidence, decided)
        )

    def _claim(self, when: Condition | None, never: tuple[str, ...]) -> int:
        outcomes = [self._rules.outcome_formula(each) for each in self._outcomes if each.id in never]
        formulas = self._rules.formulas
        formula = formulas.every([self._rules.condition_formula(when), formulas.at_least(1, outcomes)])
        return self._reach.claim(
            formula, lambda evidence, decided: decided.id in never and fires(when, evidence)
        )

    def _lines(self) -> Iterator[_Promise]:
        for line in outcome_lines(self._dialog):
            if line.needs is not None and line.outcome in self._outcomes:
                where = f"`{line.part}` {line.number} of the outcome `{line.outcome.id}`"
                said = f"{where} takes for granted what is not so: {line.needs.words(self._dialog)}"
                yield _Promise(UNTRUE_LINE, said, line.place, self._untrue(line))

    def _untrue(self, line: OutcomeLine) -> int:
        """The breach that a line is said, and what it needs is not so; of "watch for" one line is said."""
        earlier = line.outcome.watch_for[: line.number - 1] if line.part == "watch_for" else ()
        negate, read = self._rules.formulas.negate, self._rules.condition_formula
        unsaid = [negate(read(each.when)) for each in earlier]

        def is_untrue(evidence: Evidence, _: Outcome) -> bool:
            is_said = fires(line.when, evidence) and not any(fires(each.when, evidence) for each in earlier)
            return is_said and not fires(line.needs, evidence)

        return self._breach(line.outcome, [read(line.when), negate(read(line.needs)), *unsaid], is_untrue)

    def _titles(self) -> Iterator[_Promise]:
        for outcome in self._outcomes:
            if ONCE in outcome.title:
                said = f"nothing fills {ONCE} in the title of `{outcome.id}`"
                yield _Promise(UNFILLED, said, outcome.place, self._silent(outcome, outcome.once))

    def _cases_against(self) -> Iterator[_Promise]:
        for outcome in self._outcomes:
            if outcome.but:
                said = f"none of the lines under `but` of `{outcome.id}` holds"
                yield _Promise(UNCONTESTED, said, outcome.place, self._silent(outcome, outcome.but))

    def _silent(self, outcome: Outcome, lines: tuple[Reason, ...]) -> int:
        """The breach that no line of a kind is said."""
        negate, read = self._rules.formulas.negate, self._rules.condition_formula
        return self._breach(
            outcome,
            [negate(read(each.when)) for each in lines],
            lambda evidence, _: not any(fires(each.when, evidence) for each in lines),
        )

    def _scales(self) -> Iterator[_Promise]:
        for outcome in self._outcomes:
            mine = self._dialog.alternatives[outcome.alternative]
            for other in self._dialog.alternatives.values():
                if mine.scale and other.scale and other.scale != mine.scale and not outcome.outweighs:
                    said = f"`{outcome.id}` can be advised where `{other.id}` fits better by its scale"
                    yield _Promise(TRAILING, said, outcome.place, self._trails(outcome, mine, other))

    def _trails(self, outcome: Outcome, mine: Alternative, other: Alternative) -> int:
        formulas, own = self._rules.formulas, mine.scale
        ahead = formulas.literal(self._rules.bound(Bound(other.scale, True, own)), HOLDS)
        has_points = formulas.literal(self._rules.bound(Bound(other.scale, True, Fraction(0))), HOLDS)
        has_none = formulas.literal(self._rules.bound(Bound(own, False, Fraction(0))), UNKNOWN)
        either = formulas.at_least(1, [ahead, formulas.every([has_points, has_none])])
        return self._breach(outcome, [either], lambda evidence, _: is_behind(evidence, own, other.scale))


def is_behind(evidence: Evidence, scale: str, other: str) -> bool:
    """Whether one scale has less than another; none at all is less than anything but nothing."""
    return (evidence.scale(other) or 0) > (evidence.scale(scale) or 0)
