"""A decision diagram: from all answers to what the targets are, alike futures merged.

Built question by question from the front, and then folded from the back, so that two nodes
of one layer are the same exactly when they lead to the same from there on, whatever is answered.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.proofs.bounds import NUMBER, Edges, Tick, refuse_too_many_states
from bot.proofs.contexts import Contexts, WalkContext, is_asked
from bot.proofs.effects import Branch, QuestionStep, RuleFormulas
from bot.proofs.formulas import TRUE
from bot.proofs.numbers import Land, Numbers

Leaf: TypeAlias = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """All answer sets, folded.

    layers: per question, in the order of the steps, the edges of each node; the first has one node.
    leaves: what the nodes after the last question stand for; as built, which of the targets hold.
    """

    steps: tuple[QuestionStep, ...]
    layers: tuple[tuple[Edges, ...], ...]
    leaves: tuple[Leaf, ...]

    @property
    def nodes(self) -> int:
        """How many nodes it has."""
        return sum(map(len, self.layers)) + len(self.leaves)


def is_asking(edges: Edges) -> bool:
    """Whether the question is asked at a node with these edges."""
    return edges[0] >= 0


def build_diagram(
    rules: RuleFormulas,
    targets: tuple[int, ...],
    tick: Tick,
    *,
    is_counted: bool = True,
    is_weighed: bool = True,
) -> Diagram:
    """The diagram of some formulas.

    is_counted: over all questions, also those that the targets do not hang on. is_weighed: in the order
        that is best for the weights of the questions; without, in one that does not hang on them.

    Raises:
        DialogError: it gets too large (E53).
    """
    steps = rules.steps(targets, is_counted=is_counted, is_weighed=is_weighed)
    contexts = Contexts(rules, steps)
    numbers = Numbers(rules, steps, targets)
    first = contexts.initial(targets, tuple(step.asked for step in steps))
    after, start = numbers.lander(first, first, contexts)(numbers.first(first))
    front = _Front()
    front.node(after, start)
    layers: list[list[Edges]] = []
    built = 0
    for step in steps:
        layer = _Layer(step, front, contexts, numbers)
        for edges in layer.edges():
            built += edges
            tick(built)
            refuse_too_many_states(built + NUMBER * layer.numbers, steps, layers)
        layers.append(layer.made)
        front = layer.following
    return fold(steps, layers, front.leaves())


def fold(
    steps: tuple[QuestionStep, ...], layers: Sequence[Sequence[Edges]], leaves: Iterable[Leaf]
) -> Diagram:
    """The diagram with all nodes as one that lead to the same."""
    ends: dict[Leaf, int] = {}
    new = [ends.setdefault(leaf, len(ends)) for leaf in leaves]
    kept = []
    for nodes in reversed(layers):
        known: dict[Edges, int] = {}
        above = []
        for edges in nodes:
            now = tuple([new[child] for child in edges]) if edges[0] >= 0 else (-1 - new[-1 - edges[0]],)
            above.append(known.setdefault(now, len(known)))
        new = above
        kept.append(tuple(known))
    return Diagram(steps, tuple(reversed(kept)), tuple(ends))


class _Front:
    """The nodes of one layer while it is built: per context, numbers -> node."""

    def __init__(self) -> None:
        self.contexts: dict[int, tuple[WalkContext, dict[int, int]]] = {}
        self.size = 0

    def node(self, context: WalkContext, numbers: int) -> int:
        """The node of a walk that stands there."""
        known = self.contexts.get(id(context))
        if known is None:
            known = self.contexts[id(context)] = (context, {})
        node = known[1].get(numbers)
        if node is None:
            node = known[1][numbers] = self.size
            self.size += 1
        return node

    def leaves(self) -> list[Leaf]:
        """Per node, which targets hold; for the last layer."""
        leaves: list[Leaf] = [()] * self.size
        for context, nodes in self.contexts.values():
            for node in nodes.values():
                leaves[node] = tuple(target == TRUE for target in context.targets)
        return leaves


class _Layer:
    """All edges of one question.

    made: per node of the layer, its edges. following: the layer they lead to.
    numbers: how many numbers its walks came to.
    """

    def __init__(self, step: QuestionStep, front: _Front, contexts: Contexts, numbers: Numbers) -> None:
        self._step = step
        self._front = front
        self._contexts = contexts
        self._numbers = numbers
        self._landings: dict[tuple[int, frozenset[int]], tuple[dict[int, int], Land]] = {}
        self.made: list[Edges] = [()] * front.size
        self.following = _Front()
        self.numbers = 0

    def edges(self) -> Iterable[int]:
        """Make them; yields how many there are, context by context."""
        for context, nodes in self._front.contexts.values():
            is_here = is_asked(context)
            branches = self._step.branches if is_here else (None,)
            moves = [(self._numbers.add(context, each), *self._landing(context, each)) for each in branches]
            for numbers, node in nodes.items():
                out = []
                for added, seen, land in moves:
                    raw = numbers + added
                    child = seen.get(raw)
                    if child is None:
                        child = seen[raw] = self.following.node(*land(raw))
                        self.numbers += 1
                    out.append(child)
                self.made[node] = tuple(out) if is_here else (-1 - out[0],)
            yield len(moves) * len(nodes)

    def _landing(self, context: WalkContext, branch: Branch | None) -> tuple[dict[int, int], Land]:
        """The nodes that were reached through the context after an answer, and how to reach more."""
        after = self._contexts.advance(context, branch, self._step.unasked)
        key = id(after), frozenset(after.weights.keys() - context.weights.keys())
        if key not in self._landings:
            self._landings[key] = ({}, self._numbers.lander(context, after, self._contexts))
        return self._landings[key]
