"""Answer sets that differ in one answer, compared over a whole diagram at once.

Nodes that lead to the same are the same node, so one comparison of two nodes stands for
all the answer sets that pass them.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final, TypeAlias

from bot.core.answers import Silence, Value
from bot.core.model import Dialog
from bot.core.question import Question
from bot.proofs.counting import Flows, flows
from bot.proofs.diagram import Diagram, Edges, Leaf, Tick, bounded, child_of, folded, is_asking
from bot.proofs.effects import Step
from bot.proofs.proof import Lost, Silenced
from bot.proofs.space import completed

Choices: TypeAlias = tuple[int, ...]
"""Per question from some layer on, the branch that the answer is in."""


NOW_AND_THEN: Final = 1_000
"""After so many comparisons it is told how many there were."""
SET_OF_NODES: Final = 8
"""A comparison with a set of nodes takes the memory of so many edges: about 900 bytes."""


def relabelled(diagram: Diagram, label: Callable[[Leaf], Hashable]) -> Diagram:
    """The diagram of something that the leaves tell, folded further."""
    return folded(diagram.steps, diagram.layers, [(label(leaf),) for leaf in diagram.leaves])


# --- more for it never loses it ---------------------------------------------------------


def losses(dialog: Dialog, by_alternative: Diagram, tick: Tick) -> Iterator[Lost]:
    """For each alternative and question, two answer sets between which more for it loses it."""
    for alternative in dialog.alternatives.values():
        diagram = relabelled(by_alternative, _is_for(alternative.id))
        search = _Parting(diagram, tick)
        for layer, step in enumerate(diagram.steps):
            pairs = _better(dialog, step, alternative.scale)
            found = next(_parted(search, layer, pairs), None) if pairs else None
            if found is not None:
                node, (one, two), rest = found
                way = flows(diagram).way(layer, node)
                after = _chosen(diagram, layer + 1, diagram.layers[layer][node][one[0]], rest)
                yield Lost(
                    step.question.id,
                    alternative.id,
                    completed(dialog, {**way, step.question.id: one[1], **after}),
                    completed(dialog, {**way, step.question.id: two[1], **after}),
                )


def _is_for(alternative: str) -> Callable[[Leaf], bool]:
    return lambda leaf: leaf == (alternative,)


Pick: TypeAlias = tuple[int, Value]
"""A branch, and one of its answers."""


def _better(dialog: Dialog, step: Step, scale: str) -> list[tuple[Pick, Pick]]:
    """Answers in different branches, of which the second gives the scale more, and nothing else more.

    Scales of other alternatives may get less; those of no alternative get the same. Of three such
    answers in a row that have the same questions asked, the outer two follow from the others.
    """
    rivals = {each.scale for each in dialog.alternatives.values()} - {scale}
    listed: list[tuple[Pick, dict[str, int]]] = []
    for branch, each in enumerate(step.branches):
        for value in each.values:
            points = {} if isinstance(value, Silence) else points_of(step.question, value)
            if points and (branch, points) not in [(pick[0], known) for pick, known in listed]:
                listed.append(((branch, value), points))
    more = {
        (low[0], high[0])
        for low, high in product(listed, repeat=2)
        if _is_more(low[1], high[1], scale, rivals)
    }
    between = [pick for pick, _ in listed]
    opens = [each.opens for each in step.branches]
    return [
        (low, high)
        for low, high in sorted(more, key=lambda pair: (between.index(pair[0]), between.index(pair[1])))
        if low[0] != high[0]
        and not any(
            opens[pick[0]] == opens[low[0]] == opens[high[0]] and (low, pick) in more and (pick, high) in more
            for pick in between
        )
    ]


def _is_more(low: dict[str, int], high: dict[str, int], scale: str, rivals: set[str]) -> bool:
    others = {each: high.get(each, 0) - low.get(each, 0) for each in low.keys() | high.keys()}
    gained = others.pop(scale, 0)
    return gained > 0 and all(n == 0 or (n < 0 and each in rivals) for each, n in others.items())


def points_of(question: Question, value: Value) -> dict[str, int]:
    """Scale -> the points an answer gives it, unweighted."""
    points: dict[str, int] = {}
    for option in question.kind.options_of(question, value):
        for scale, number in question.options[option].score.items():
            points[scale] = points.get(scale, 0) + number
    return points


def _parted(
    search: "_Parting", layer: int, pairs: list[tuple[Pick, Pick]]
) -> Iterator[tuple[int, tuple[Pick, Pick], Choices]]:
    for node, edges in enumerate(search.diagram.layers[layer]):
        if is_asking(edges):
            for pair in pairs:
                rest = search.parts(layer + 1, edges[pair[0][0]], edges[pair[1][0]])
                if rest is not None:
                    yield node, pair, rest


@dataclass(slots=True)
class _Parting:
    """The search for answers after which one node ends in yes and another in no."""

    diagram: Diagram
    tick: Tick
    _safe: set[tuple[int, int, int]] = field(default_factory=set)

    def parts(self, layer: int, yes: int, no: int) -> Choices | None:
        """Answers from a layer on, asked in both ways alike; None where there are none."""
        if yes == no or (layer, yes, no) in self._safe:
            return None
        if layer == len(self.diagram.layers):
            return () if self.diagram.leaves[yes][0] else None
        nodes = self.diagram.layers[layer]
        one, two = nodes[yes], nodes[no]
        if is_asking(one) == is_asking(two):
            for branch, (left, right) in enumerate(zip(one, two, strict=True)):
                rest = self.parts(layer + 1, child_of(left), child_of(right))
                if rest is not None:
                    return branch, *rest
        self._safe.add((layer, yes, no))
        if len(self._safe) % NOW_AND_THEN == 0:
            bounded(len(self._safe), self.diagram.steps, self.tick)
        return None


def _chosen(diagram: Diagram, layer: int, node: int, choices: Choices) -> dict[str, Value]:
    """The answers that choices stand for."""
    answers = {}
    for at, branch in enumerate(choices, layer):
        edges = diagram.layers[at][node]
        if is_asking(edges):
            step = diagram.steps[at]
            answers[step.question.id] = step.branches[branch].values[0]
        node = child_of(edges[branch if is_asking(edges) else 0])
    return answers


# --- silence never pays -----------------------------------------------------------------


def silences(dialog: Dialog, by_alternative: Diagram, tick: Tick) -> Iterator[Silenced]:
    """For each question and silence, an answer set that leads where no answer in its place does; if any."""
    search = _Silence(by_alternative, tick)
    reached: Flows | None = None
    for layer, step in enumerate(by_alternative.steps):
        real = [at for at, each in enumerate(step.branches) if not isinstance(each.values[0], Silence)]
        for branch, each in enumerate(step.branches):
            for silence in (value for value in each.values if isinstance(value, Silence)):
                found = search.first(layer, branch, real)
                if found is not None:
                    node, leaf, rest = found
                    reached = reached or flows(by_alternative)
                    child = by_alternative.layers[layer][node][branch]
                    answers = {
                        **reached.way(layer, node),
                        step.question.id: silence,
                        **_chosen(by_alternative, layer + 1, child, rest),
                    }
                    yield Silenced(
                        step.question.id,
                        silence,
                        str(by_alternative.leaves[leaf][0]),
                        completed(dialog, answers),
                    )


@dataclass(slots=True)
class _Silence:
    """The search for answers with which a silence ends where no answer in its place can."""

    diagram: Diagram
    tick: Tick
    _safe: set[tuple[int, int, frozenset[int]]] = field(default_factory=set)

    def first(self, layer: int, silent: int, real: list[int]) -> tuple[int, int, Choices] | None:
        """The node where it happens, the leaf it ends in, and the answers after it."""
        for node, edges in enumerate(self.diagram.layers[layer]):
            if is_asking(edges):
                found = self._lonely(layer + 1, edges[silent], frozenset(edges[each] for each in real))
                if found is not None:
                    return node, *found
        return None

    def _lonely(self, layer: int, silent: int, real: frozenset[int]) -> tuple[int, Choices] | None:
        if silent in real or (layer, silent, real) in self._safe:
            return None
        if layer == len(self.diagram.layers):
            return silent, ()
        nodes = self.diagram.layers[layer]
        edges = nodes[silent]
        for branch, edge in enumerate(edges):
            after = frozenset(
                child for each in real for child in _kept(nodes[each], branch if is_asking(edges) else None)
            )
            found = self._lonely(layer + 1, child_of(edge), after)
            if found is not None:
                return found[0], (branch, *found[1])
        self._safe.add((layer, silent, real))
        if len(self._safe) % NOW_AND_THEN == 0:
            bounded(SET_OF_NODES * len(self._safe), self.diagram.steps, self.tick)
        return None


def _kept(edges: Edges, branch: int | None) -> Edges:
    """Where a way goes on that keeps an answer; any answer where the other way is not asked."""
    if not is_asking(edges):
        return (child_of(edges[0]),)
    return edges if branch is None else (edges[branch],)


# --- options that lead to the same ----------------------------------------------------------


def same(diagram: Diagram, layer: int) -> list[list[int]]:
    """The branches of answers to a question in groups that lead to the same, whatever else is answered."""
    asked = [edges for edges in diagram.layers[layer] if is_asking(edges)]
    groups: dict[tuple[int, ...], list[int]] = {}
    for branch, column in enumerate(zip(*asked, strict=True)):
        groups.setdefault(column, []).append(branch)
    return list(groups.values())
