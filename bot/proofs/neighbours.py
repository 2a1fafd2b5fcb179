"""What comparisons of answer sets that differ in one answer have in common.

Nodes that lead to the same are the same node, so one comparison of two nodes stands for
all the answer sets that pass them.
"""

from collections.abc import Callable, Hashable
from typing import Final, TypeAlias

from bot.core.dialog.answers import Value
from bot.core.dialog.question import Question
from bot.proofs.bounds import child_of
from bot.proofs.diagram import Diagram, Leaf, fold, is_asking

Choices: TypeAlias = tuple[int, ...]
"""Per question from some layer on, the branch that the answer is in."""

NOW_AND_THEN: Final = 1_000
"""After so many comparisons it is told how many there were."""


def relabel(diagram: Diagram, label: Callable[[Leaf], Hashable]) -> Diagram:
    """The diagram of something that the leaves tell, folded further."""
    return fold(diagram.steps, diagram.layers, [(label(leaf),) for leaf in diagram.leaves])


def points_of(question: Question, value: Value) -> dict[str, int]:
    """Scale -> the points an answer gives it, unweighted."""
    points: dict[str, int] = {}
    for option in question.kind.options_of(question, value):
        for scale, number in question.options[option].score.items():
            points[scale] = points.get(scale, 0) + number
    return points


def choose_answers(diagram: Diagram, layer: int, node: int, choices: Choices) -> dict[str, Value]:
    """The answers that choices stand for."""
    answers = {}
    for at, branch in enumerate(choices, layer):
        edges = diagram.layers[at][node]
        if is_asking(edges):
            step = diagram.steps[at]
            answers[step.question.id] = step.branches[branch].values[0]
        node = child_of(edges[branch if is_asking(edges) else 0])
    return answers


def group_equal_branches(diagram: Diagram, layer: int) -> list[list[int]]:
    """The branches of answers to a question in groups that lead to the same, whatever else is answered."""
    asked = [edges for edges in diagram.layers[layer] if is_asking(edges)]
    groups: dict[tuple[int, ...], list[int]] = {}
    for branch, column in enumerate(zip(*asked, strict=True)):
        groups.setdefault(column, []).append(branch)
    return list(groups.values())
