"""Counts over a diagram: how many answer sets end where, how long they are, and a shortest one for each."""

from dataclasses import dataclass

from bot.core.dialog.answers import Value
from bot.proofs.diagram import Diagram, is_asking


@dataclass(slots=True)
class Flow:
    """All ways that reach one node.

    ways: how many. asked: questions on them, all ways together. shortest, longest: questions on one way.
    came: the node and the branch that a shortest way comes from.
    """

    ways: int = 0
    asked: int = 0
    shortest: int = 0
    longest: int = 0
    came: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Flows:
    """The ways to every node of a diagram.

    layers: per layer, per node; the last are the leaves.
    """

    diagram: Diagram
    layers: tuple[tuple[Flow, ...], ...]

    @property
    def ends(self) -> tuple[Flow, ...]:
        """The ways to each leaf."""
        return self.layers[-1]

    def shortest(self, leaf: int) -> dict[str, Value]:
        """A shortest answer set that ends at a leaf."""
        return self.answers_to(len(self.diagram.layers), leaf)

    def answers_to(self, layer: int, node: int) -> dict[str, Value]:
        """The answers on a shortest way to a node."""
        answers: dict[str, Value] = {}
        for at in range(layer - 1, -1, -1):
            node, branch = self.layers[at + 1][node].came
            if is_asking(self.diagram.layers[at][node]):
                step = self.diagram.steps[at]
                answers[step.question.id] = step.branches[branch].values[0]
        return answers


def count_flows(diagram: Diagram) -> Flows:
    """The ways to every node."""
    layers: list[tuple[Flow, ...]] = [(Flow(ways=1),)]
    sizes = [len(layer) for layer in diagram.layers[1:]] + [len(diagram.leaves)]
    for step, nodes, size in zip(diagram.steps, diagram.layers, sizes, strict=True):
        below = tuple(Flow() for _ in range(size))
        counts = [len(each.values) for each in step.branches]
        for node, (edges, flow) in enumerate(zip(nodes, layers[-1], strict=True)):
            if not is_asking(edges):
                _pour(flow, below[-1 - edges[0]], 1, 0, (node, 0))
                continue
            for branch, child in enumerate(edges):
                _pour(flow, below[child], counts[branch], 1, (node, branch))
        layers.append(below)
    return Flows(diagram, tuple(layers))


def _pour(flow: Flow, into: Flow, times: int, asked: int, came: tuple[int, int]) -> None:
    if not into.ways or flow.shortest + asked < into.shortest:
        into.shortest, into.came = flow.shortest + asked, came
    into.longest = max(into.longest, flow.longest + asked)
    into.ways += times * flow.ways
    into.asked += times * (flow.asked + asked * flow.ways)


def count_ways_on(diagram: Diagram) -> list[list[int]]:
    """Per layer, per node, in how many ways it goes on to the end."""
    layers = [[1] * len(diagram.leaves)]
    for step, nodes in zip(reversed(diagram.steps), reversed(diagram.layers), strict=True):
        below, counts = layers[-1], [len(each.values) for each in step.branches]
        layers.append(
            [
                sum(count * below[child] for count, child in zip(counts, edges, strict=True))
                if is_asking(edges)
                else below[-1 - edges[0]]
                for edges in nodes
            ]
        )
    return layers[::-1]
