"""Weights that change nothing: without one, every answer set leads to the same outcome as before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.core.dialog.answers import Answers, Value
from bot.core.dialog.evidence import FIFTHS, Evidence
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.dialog.scoring import decide
from bot.proofs.bounds import Tick, child_of
from bot.proofs.diagram import Diagram, build_diagram, is_asking
from bot.proofs.effects import RuleFormulas


def find_idle_weights(rules: RuleFormulas, known: Iterable[Answers], tick: Tick) -> Iterator[str]:
    """Questions whose weight could be 1 as well; known: answer sets to try first."""
    dialog = rules.dialog
    tried = list(known)
    for question in dialog.questions.values():
        if question.weight != 1 and not _is_seen(dialog, question, tried):
            plain = replace(dialog, questions={**dialog.questions, question.id: replace(question, weight=1)})
            if _Twins(_by_outcome(dialog, tick), _by_outcome(plain, tick)).are_alike():
                yield question.id


def _is_seen(dialog: Dialog, question: Question, tried: Iterable[Answers]) -> bool:
    return any(
        question.id in answers
        and decide(dialog, Evidence(dialog, answers))
        is not decide(dialog, Evidence(dialog, answers, {question.id: FIFTHS}))
        for answers in tried
    )


def _by_outcome(dialog: Dialog, tick: Tick) -> Diagram:
    """The diagram of the rules, its questions in an order that does not hang on weights."""
    rules = RuleFormulas(dialog)
    targets = tuple(rules.condition_formula(outcome.when) for outcome in dialog.outcomes)
    return build_diagram(rules, targets, tick, is_weighed=False)


@dataclass(slots=True)
class _Twins:
    """The search for an answer set that two diagrams of the same questions take to different outcomes."""

    one: Diagram
    two: Diagram
    _seen: set[tuple[int, int, int]] = field(default_factory=set)

    def are_alike(self) -> bool:
        """Whether there is none."""
        shared = [self._shared(layer) for layer in range(len(self.one.steps))]
        return self._agree(0, 0, 0, shared)

    def _shared(self, layer: int) -> set[tuple[int, int]]:
        """Classes of the one and of the other that hold the same answer."""
        two: dict[Value, int] = {
            value: at for at, each in enumerate(self.two.steps[layer].branches) for value in each.values
        }
        branches = self.one.steps[layer].branches
        return {(at, two[value]) for at, each in enumerate(branches) for value in each.values}

    def _agree(self, layer: int, one: int, two: int, shared: list[set[tuple[int, int]]]) -> bool:
        if (layer, one, two) in self._seen:
            return True
        if layer == len(shared):
            return self.one.leaves[one].index(True) == self.two.leaves[two].index(True)
        self._seen.add((layer, one, two))
        left, right = self.one.layers[layer][one], self.two.layers[layer][two]
        if not is_asking(left):
            return self._agree(layer + 1, child_of(left[0]), child_of(right[0]), shared)
        return all(self._agree(layer + 1, left[mine], right[its], shared) for mine, its in shared[layer])
