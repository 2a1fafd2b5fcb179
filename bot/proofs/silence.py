"""Silence never pays: where it does, an answer set in which it leads where no answer in its place does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.core.dialog.answers import Silence
from bot.core.dialog.model import Dialog
from bot.proofs.bounds import SET_OF_NODES, Edges, Tick, child_of, refuse_too_many_states
from bot.proofs.counting import Flows, count_flows
from bot.proofs.diagram import Diagram, is_asking
from bot.proofs.effects import NO_GAIN, QuestionStep
from bot.proofs.neighbours import NOW_AND_THEN, Choices, choose_answers
from bot.proofs.proof import SilenceThatPays
from bot.proofs.space import complete_answers
from bot.proofs.sweeps import Company, leaves_reached_apart

FEW = 4


def find_silence_that_pays(dialog: Dialog, by_alternative: Diagram, tick: Tick) -> Iterator[SilenceThatPays]:
    """For each question and silence, an answer set that leads where no answer in its place does; if any."""
    search = _Silence(by_alternative, tick)
    reached: Flows | None = None
    for layer in _lonely_layers(dialog, by_alternative, tick):
        step = by_alternative.steps[layer]
        real = _real(step)
        for branch, each in enumerate(step.branches):
            for silence in (value for value in each.values if isinstance(value, Silence)):
                found = search.first(layer, branch, real)
                if found is not None:
                    node, leaf, rest = found
                    reached = reached or count_flows(by_alternative)
                    child = by_alternative.layers[layer][node][branch]
                    answers = {
                        **reached.answers_to(layer, node),
                        step.question.id: silence,
                        **choose_answers(by_alternative, layer + 1, child, rest),
                    }
                    yield SilenceThatPays(
                        step.question.id,
                        silence,
                        str(by_alternative.leaves[leaf][0]),
                        complete_answers(dialog, answers),
                    )


def _lonely_layers(dialog: Dialog, diagram: Diagram, tick: Tick) -> Iterator[int]:
    """The layers of the questions in which a silence may end where no answer in its place does.

    Tried with a few answers in its place first: the best for each alternative. Where one of them always
    ends like the silence, no other is needed.
    """
    best = [_best(dialog, step) for step in diagram.steps]
    begun = {
        layer + 1: {
            (edges[silent], *(edges[each] for each in best[layer]))
            for silent in _silent(step)
            for edges in diagram.layers[layer]
            if is_asking(edges)
        }
        for layer, step in enumerate(diagram.steps)
    }

    def onward(layer: int, edges: Sequence[Edges]) -> Iterable[Company]:
        for branch, silent in enumerate(edges[0]):
            kept = branch if is_asking(edges[0]) else None
            yield (
                child_of(silent),
                *(
                    child_of(each[(own if kept is None else kept) if is_asking(each) else 0])
                    for own, each in zip(best[layer], edges[1:], strict=True)
                ),
            )

    if leaves_reached_apart(diagram, begun, _is_lonely, onward, tick):
        for layer in range(len(best)):
            if leaves_reached_apart(diagram, {layer + 1: begun[layer + 1]}, _is_lonely, onward, tick):
                yield layer


def _silent(step: QuestionStep) -> list[int]:
    return [
        at for at, each in enumerate(step.branches) if any(isinstance(one, Silence) for one in each.values)
    ]


def _real(step: QuestionStep) -> list[int]:
    return [at for at, each in enumerate(step.branches) if not isinstance(each.values[0], Silence)]


def _best(dialog: Dialog, step: QuestionStep) -> tuple[int, ...]:
    """For each alternative, the branch with the most points for it and the fewest for others.

    Where no points are given, the first few branches, and always as many of them.
    """
    scales = [each.scale for each in dialog.alternatives.values() if each.scale]
    if not scales:
        real = _real(step)
        return tuple(real[at % len(real)] for at in range(FEW))
    points = {
        at: {scale: step.branches[at].gains.get(scale, NO_GAIN).points for scale in scales}
        for at in _real(step)
    }
    return tuple(
        max(points, key=lambda at: 2 * points[at][scale] - sum(points[at].values())) for scale in scales
    )


def _is_lonely(company: Company) -> bool:
    return company[0] not in company[1:]


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
            self.tick(len(self._safe))
            refuse_too_many_states(SET_OF_NODES * len(self._safe), self.diagram.steps, self.diagram.layers)
        return None


def _kept(edges: Edges, branch: int | None) -> Edges:
    """Where a way goes on that keeps an answer; any answer where the other way is not asked."""
    if not is_asking(edges):
        return (child_of(edges[0]),)
    return edges if branch is None else (edges[branch],)
