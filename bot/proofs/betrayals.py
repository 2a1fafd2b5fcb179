"""Advice that betrays an answer: totals of advice are told, and those of what is shielded are not.

Where only one answer to a shielded question leads to an alternative, whoever gets this advice gave it. So the
total of the advice tells of a number that the group was promised never to learn.
"""

from collections.abc import Iterator, Mapping

from bot.core.dialog.answers import Silence
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Level
from bot.core.group.privacy.layout import level_of
from bot.proofs.bounds import child_of
from bot.proofs.diagram import Diagram, is_asking
from bot.proofs.proof import Betrayal

Reached = frozenset[str]
"""Alternatives that some answers lead to."""
NOT_ASKED = ""
"""In the place of an answer: the question was not asked. Where that alone leads to advice, no answer did."""


def find_betrayals(dialog: Dialog, by_alternative: Diagram) -> Iterator[Betrayal]:
    """Yield each alternative that only one answer to a shielded question leads to."""
    below = _reached_below(by_alternative)
    for layer, step in enumerate(by_alternative.steps):
        question = dialog.questions[step.question.id]
        if question.kind.is_counted and level_of(question) is Level.SHIELDED:
            leading = _leading(by_alternative, layer, below[layer + 1])
            for alternative, answers in leading.items():
                if len(answers) == 1 and NOT_ASKED not in answers:
                    yield Betrayal(question.id, next(iter(answers)), alternative)


def _reached_below(diagram: Diagram) -> list[list[Reached]]:
    """Return the alternatives that each node of each layer leads to, the leaves last."""
    found = [[frozenset(str(each) for each in leaf) for leaf in diagram.leaves]]
    for nodes in reversed(diagram.layers):
        after = found[0]
        found.insert(
            0, [frozenset[str]().union(*(after[child_of(edge)] for edge in edges)) for edges in nodes]
        )
    return found


def _leading(diagram: Diagram, layer: int, after: list[Reached]) -> Mapping[str, set[str]]:
    """Return alternative -> answers to a layer's question that lead there; not being asked is one, too."""
    leading: dict[str, set[str]] = {}
    branches = diagram.steps[layer].branches
    for edges in diagram.layers[layer]:
        for at, edge in enumerate(edges):
            values = {_name(each) for each in branches[at].values} if is_asking(edges) else {NOT_ASKED}
            for alternative in after[child_of(edge)]:
                leading.setdefault(alternative, set()).update(values)
    return leading


def _name(value: object) -> str:
    if isinstance(value, Silence):
        return value.value
    return "+".join(map(str, value)) if isinstance(value, tuple) else str(value)
