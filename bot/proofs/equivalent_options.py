"""Options that never lead to different advice: to no other outcome, and to no other line of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import LEANING
from bot.core.dialog.progress import REVIEW, walk
from bot.core.dialog.question import Option, Question
from bot.core.dialog.scoring import decide
from bot.proofs.bounds import Tick
from bot.proofs.diagram import Diagram, build_diagram
from bot.proofs.effects import QuestionStep, RuleFormulas
from bot.proofs.neighbours import group_equal_branches
from bot.proofs.parts import lines_of_outcome, outcome_lines
from bot.proofs.proof import EquivalentOptions

Swap = tuple[Value, Value]


def find_equivalent_options(
    rules: RuleFormulas, by_outcome: Diagram, known: Iterable[Answers], tick: Tick
) -> Iterator[EquivalentOptions]:
    """Options in groups that could be one; of questions that are to lead somewhere.

    The leaning and icebreakers are asked for reflection only. known: answer sets to try first.
    """
    search = _AdviceLines(rules, tuple(known), tick)
    for question in rules.dialog.questions.values():
        if question.id == LEANING or question.group.icebreaker or len(question.options) < 2:
            continue
        places = _places(by_outcome, question)
        groups: list[list[Option]] = []
        for option in question.options.values() if places else ():
            for group in groups:
                swaps = _swaps(question, places, group[0], option)
                is_same = swaps and all(places[one] == places[two] for one, two in swaps)
                if is_same and search.is_same(question, swaps):
                    group.append(option)
                    break
            else:
                groups.append([option])
        yield from (
            EquivalentOptions(question.id, tuple(option.id for option in group))
            for group in groups
            if len(group) > 1
        )


def _places(diagram: Diagram, question: Question) -> dict[Value, int]:
    """Answer -> a number that it shares with those that lead to the same; none where it is never asked."""
    layer, step = _find(diagram, question)
    return {
        value: at
        for at, group in enumerate(group_equal_branches(diagram, layer))
        for branch in group
        for value in step.branches[branch].values
        if not isinstance(value, Silence)
    }


def _find(diagram: Diagram, question: Question) -> tuple[int, QuestionStep]:
    return next((at, step) for at, step in enumerate(diagram.steps) if step.question.id == question.id)


def _swaps(question: Question, values: Iterable[Value], one: Option, two: Option) -> list[Swap]:
    """Return the answers with the one option, each beside the same answer with the other in its place.

    None at all where an answer has no such counterpart: then the two are not the same sort of option.
    """
    answers = {frozenset(question.kind.options_of(question, value)): value for value in values}
    swaps = []
    for options, value in answers.items():
        if (one.id in options) != (two.id in options):
            counterpart = answers.get(options ^ {one.id, two.id})
            if counterpart is None:
                return []
            if one.id in options:
                swaps.append((value, counterpart))
    return swaps


@dataclass(slots=True)
class _AdviceLines:
    """Whether answers that lead to the same outcomes lead to the same lines, too."""

    rules: RuleFormulas
    known: tuple[Answers, ...]
    tick: Tick
    _looks: Mapping[str, QuestionStep] = field(default_factory=dict)
    _diagrams: dict[int, Diagram] = field(default_factory=dict)

    def is_same(self, question: Question, swaps: list[Swap]) -> bool:
        """Whether all of these swaps leave all lines as they are."""
        parted = [swap for swap in swaps if not self._is_alike_to_all(question, swap)]
        if not parted:
            return True
        if any(self._differs(question, swap) for swap in parted):
            return False
        return all(self._keeps(formula, question, parted) for formula in self._said(question))

    def _is_alike_to_all(self, question: Question, swap: Swap) -> bool:
        """Whether no condition and no scale of a line can tell the two answers apart."""
        if not self._looks:
            conditions = [
                self.rules.condition_formula(each.when) for each in outcome_lines(self.rules.dialog)
            ]
            steps = self.rules.steps(tuple(conditions), is_counted=True, is_weighed=False)
            self._looks = {step.question.id: step for step in steps}
        return any(set(swap) <= set(branch.values) for branch in self._looks[question.id].branches)

    def _differs(self, question: Question, swap: Swap) -> bool:
        """Whether one of the known answer sets says different lines with the two answers."""
        for answers in self.known:
            if question.id in answers:
                one, two = (self._lines({**answers, question.id: value}) for value in swap)
                if one is not None and two is not None and one != two:
                    return True
        return False

    def _lines(self, answers: Answers) -> tuple[bool, ...] | None:
        position = walk(self.rules.dialog, answers)
        if position.here != REVIEW:
            return None
        evidence = Evidence(self.rules.dialog, position.answers)
        outcome = decide(self.rules.dialog, evidence)
        return tuple(fires(line.when, evidence) for line in lines_of_outcome(outcome))

    def _said(self, question: Question) -> Iterator[int]:
        """Per line that looks at a question or a scale it scores, the formula that says when it is said."""
        scored = {scale for option in question.options.values() for scale in option.score}
        for line in outcome_lines(self.rules.dialog):
            when = line.when
            if when is not None and (question.id in when.questions() or scored & when.scales()):
                yield self.rules.formulas.every(
                    [self.rules.outcome_formula(line.outcome), self.rules.condition_formula(when)]
                )

    def _keeps(self, formula: int, question: Question, swaps: list[Swap]) -> bool:
        if formula not in self._diagrams:
            self._diagrams[formula] = build_diagram(self.rules, (formula,), self.tick)
        places = _places(self._diagrams[formula], question)
        return all(places[one] == places[two] for one, two in swaps)
