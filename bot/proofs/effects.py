"""What each answer does to the rules that are watched: truths it settles, points it gives.

Answers that do the same form one branch of a diagram.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.conditions import AtLeast, CompareScale, CompareTally, Condition, FactHolds, Not
from bot.core.dialog.evidence import Evidence, scorers
from bot.core.dialog.model import Dialog, Fact, Missing, Outcome
from bot.core.dialog.question import Question
from bot.proofs.formulas import FAILS, FALSE, HOLDS, TRUE, Formulas, Known, bit
from bot.proofs.space import values_of


@dataclass(frozen=True, slots=True)
class Gain:
    """What one answer does to one scale.

    points, most: added to its points, and to the most possible ones, times the question's weight.
    answered: 1 where it counts as an answer. is_blocked: it leaves the scale without a value.
    """

    points: int = 0
    most: int = 0
    answered: int = 0
    is_blocked: bool = False


NO_GAIN: Final = Gain()


@dataclass(frozen=True, slots=True)
class Branch:
    """Answers to one question that nothing watched can tell apart.

    truths: atom -> what it is with them; opens: those that decide what is asked.
    gains: scale -> what they do to it.
    """

    values: tuple[Value, ...]
    truths: Known
    opens: Known
    gains: Mapping[str, Gain]


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """One question in the order of a diagram.

    asked: formula that says when it is asked. unasked: its atoms where it is not.
    """

    question: Question
    asked: int
    branches: tuple[Branch, ...]
    unasked: Known


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison of scales as an atom: scale >= to, or scale > to."""

    scale: str
    is_strict: bool
    to: Fraction | str

    def scales(self) -> tuple[str, ...]:
        """Ids of the scales it compares."""
        return (self.scale, self.to) if isinstance(self.to, str) else (self.scale,)


class RuleFormulas:
    """Conditions read as formulas; remembers which atom stands for what.

    questions: question -> its atoms. bounds: atom -> the comparison of scales it stands for.
    """

    def __init__(self, dialog: Dialog) -> None:
        self.dialog = dialog
        self.formulas = Formulas()
        self.questions: dict[str, list[tuple[int, Condition]]] = {}
        self.bounds: dict[int, Bound] = {}
        self._atoms: dict[object, int] = {}
        self._facts: dict[tuple[Condition, int], int] = {}
        self._decided: dict[str, int] = {}

    def condition_formula(self, condition: Condition | None) -> int:
        """The formula that says: the condition is true; none always is."""
        return TRUE if condition is None else self._read(condition, HOLDS)

    def outcome_formula(self, outcome: Outcome) -> int:
        """The formula that says: this outcome is the first whose rule holds."""
        if not self._decided:
            earlier: list[int] = []
            for each in self.dialog.outcomes:
                rule = self.condition_formula(each.when)
                self._decided[each.id] = self.formulas.every([*earlier, rule])
                earlier.append(self.formulas.negate(rule))
        return self._decided[outcome.id]

    def alternative_formula(self, alternative: str) -> int:
        """The formula that says: the first outcome whose rule holds recommends this alternative."""
        recommended = FALSE
        for outcome in reversed(self.dialog.outcomes):
            rule = self.condition_formula(outcome.when)
            if outcome.alternative == alternative:
                recommended = self.formulas.at_least(1, [rule, recommended])
            else:
                recommended = self.formulas.every([self.formulas.negate(rule), recommended])
        return recommended

    def _read(self, condition: Condition, wanted: int) -> int:
        match condition:
            case FactHolds(fact):
                return self._read_fact(fact, wanted)
            case Not(part):
                return self._read(part, HOLDS + FAILS - wanted)
            case AtLeast(n, parts):
                read = [self._read(part, wanted) for part in parts]
                return self.formulas.at_least(n if wanted == HOLDS else len(parts) - n + 1, read)
            case CompareTally():
                formula = self._read_tally(condition)
                return formula if wanted == HOLDS else self.formulas.negate(formula)
            case CompareScale(scale, operator, to):
                if operator in ("lt", "lte"):
                    wanted = HOLDS + FAILS - wanted
                atom = self.bound(Bound(scale, operator in ("gt", "lte"), to))
                return self.formulas.literal(atom, wanted)
        return self.formulas.literal(self._asked(condition), wanted)

    def _read_fact(self, fact: Fact, wanted: int) -> int:
        """A fact is read once: rules and lines name the same few again and again.

        Known by its condition: two versions of a dialog may mean different things by one id.
        """
        key = (fact.when, wanted)
        if key not in self._facts:
            self._facts[key] = self._read(fact.when, wanted)
        return self._facts[key]

    def _read_tally(self, compared: CompareTally) -> int:
        """A tally is a number, whatever cannot be told; so its comparison is never unknown."""
        facts = [self._read_fact(fact, HOLDS) for fact in compared.tally.of]
        is_least = compared.operator in ("gte", "gt")
        number = compared.number + (compared.operator in ("gt", "lte"))
        at_least = self.formulas.at_least(number, facts)
        return at_least if is_least else self.formulas.negate(at_least)

    def bound(self, bound: Bound) -> int:
        """The atom that stands for a comparison."""
        atom = self._atoms.setdefault(bound, len(self._atoms))
        self.bounds[atom] = bound
        return atom

    def _asked(self, condition: Condition) -> int:
        atom = self._atoms.get(condition)
        if atom is None:
            atom = self._atoms[condition] = len(self._atoms)
            (question,) = condition.questions()
            self.questions.setdefault(question, []).append((atom, condition))
        return atom

    def bounds_of(self, targets: Iterable[int]) -> dict[int, Bound]:
        """The comparisons of scales in some formulas, by atom."""
        used = frozenset().union(*(self.formulas.atoms[target] for target in targets))
        return {atom: bound for atom, bound in self.bounds.items() if atom in used}

    # --- steps --------------------------------------------------------------------------

    def steps(
        self, targets: tuple[int, ...], *, is_counted: bool, is_weighed: bool
    ) -> tuple[QuestionStep, ...]:
        """The questions that the targets hang on, in an order that keeps a diagram small.

        is_counted: all questions, also those that the targets do not hang on. is_weighed: the order may
            hang on the weights of the questions.
        """
        asked = {each.id: self.condition_formula(each.ask_if) for each in self.dialog.questions.values()}
        watched = frozenset().union(*(self.formulas.atoms[target] for target in targets))
        scales = {scale for bound in self.bounds_of(targets).values() for scale in bound.scales()}
        needed = set(asked) if is_counted else self._needed(watched, scales, asked)
        opening = frozenset().union(*(self.formulas.atoms[asked[question]] for question in needed))
        watched |= opening
        steps = {
            name: self._step(name, asked[name], watched, opening, scales) for name in asked if name in needed
        }
        return _order_steps(steps, self._watchers(asked, needed), is_weighed)

    def _watchers(self, asked: Mapping[str, int], needed: Iterable[str]) -> dict[str, set[str]]:
        """Question -> the questions that its `ask_if` looks at."""
        return {name: self._looked_at(self.formulas.atoms[asked[name]]) for name in needed}

    def _looked_at(self, atoms: frozenset[int]) -> set[str]:
        return {name for name, own in self.questions.items() if any(atom in atoms for atom, _ in own)}

    def _needed(self, watched: frozenset[int], scales: set[str], asked: Mapping[str, int]) -> set[str]:
        needed = self._looked_at(watched)
        for scale in scales:
            needed |= scorers(self.dialog)[scale].keys()
        for name in reversed(list(asked)):  # what an `ask_if` looks at comes earlier
            if name in needed:
                needed |= self._looked_at(self.formulas.atoms[asked[name]])
        return needed

    def _step(
        self, name: str, asked: int, watched: frozenset[int], opening: frozenset[int], scales: set[str]
    ) -> QuestionStep:
        question = self.dialog.questions[name]
        atoms = [each for each in self.questions.get(name, []) if each[0] in watched]
        branches: dict[tuple[Known, tuple[tuple[str, Gain], ...]], list[Value]] = {}
        for value in values_of(question):
            evidence = Evidence(self.dialog, {name: value})
            truths = tuple((atom, bit(condition.holds(evidence))) for atom, condition in atoms)
            gains = tuple((scale, self._gain(question, value, scale)) for scale in sorted(scales))
            branches.setdefault((truths, gains), []).append(value)
        none = Evidence(self.dialog, {})
        return QuestionStep(
            question,
            asked,
            tuple(
                Branch(
                    tuple(values),
                    truths,
                    tuple(each for each in truths if each[0] in opening),
                    {scale: gain for scale, gain in gains if gain != NO_GAIN},
                )
                for (truths, gains), values in branches.items()
            ),
            tuple((atom, bit(condition.holds(none))) for atom, condition in atoms),
        )

    def _gain(self, question: Question, value: Value, scale: str) -> Gain:
        best = scorers(self.dialog)[scale].get(question.id)
        if best is None:
            return NO_GAIN
        most = question.weight * best
        if isinstance(value, Silence):
            missing = self.dialog.scales[scale].missing
            return Gain(most=most if missing is Missing.ZERO else 0, is_blocked=missing is Missing.BLOCK)
        chosen = question.kind.options_of(question, value)
        points = sum(question.options[option].score.get(scale, 0) for option in chosen)
        return Gain(question.weight * points, most, 1)


def _order_steps(
    steps: Mapping[str, QuestionStep], watchers: Mapping[str, set[str]], is_weighed: bool
) -> tuple[QuestionStep, ...]:
    """First what decides which questions are asked and what counts, then small points before large ones."""
    looked_at = {name for watched in watchers.values() for name in watched}
    left = dict(steps)
    order: list[QuestionStep] = []
    while left:
        free = [name for name in left if not watchers[name] & left.keys()]
        name = min(free, key=lambda each: (each not in looked_at, *_grain(left[each], is_weighed)))
        order.append(left.pop(name))
    return tuple(order)


def _grain(step: QuestionStep, is_weighed: bool) -> tuple[bool, int]:
    """Whether all its answers count alike, and the fewest points it gives."""
    scales = {scale for each in step.branches for scale in each.gains}
    gains = {scale: [each.gains.get(scale, NO_GAIN) for each in step.branches] for scale in scales}
    points = {gain.points for each in gains.values() for gain in each} - {0}
    is_even = all(len({gain.most for gain in each}) == 1 for each in gains.values())
    return is_even, min(points, default=0) if is_weighed else 0
