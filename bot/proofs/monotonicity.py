"""More for an alternative never loses it: where it does, two answer sets between which that happens."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Alternative, Dialog
from bot.proofs.bounds import COMPANY, Edges, Tick, child_of, refuse_too_many_states
from bot.proofs.counting import count_flows
from bot.proofs.diagram import Diagram, Leaf, is_asking
from bot.proofs.effects import Branch, QuestionStep, RuleFormulas
from bot.proofs.formulas import FAILS, FALSE, HOLDS, TRUE
from bot.proofs.neighbours import NOW_AND_THEN, Choices, choose_answers, points_of, relabel
from bot.proofs.proof import Loss
from bot.proofs.space import complete_answers
from bot.proofs.sweeps import Company, leaves_reached_apart

BranchPick: TypeAlias = tuple[int, Value]
"""A branch, and one of its answers."""


def find_losses(rules: RuleFormulas, by_alternative: Diagram, tick: Tick) -> Iterator[Loss]:
    """For each alternative and question, two answer sets between which more for it loses it."""
    dialog = rules.dialog
    for alternative in (each for each in dialog.alternatives.values() if each.scale):
        diagram = relabel(by_alternative, _is_for(alternative.id))
        better = _in_question(rules, diagram.steps, alternative)
        search = _DivergingAnswers(diagram, tick)
        for layer in _parting_layers(diagram, better, tick):
            step, pairs = diagram.steps[layer], better[layer]
            found = next(_parted(search, layer, pairs), None)
            if found is not None:
                node, (one, two), rest = found
                way = count_flows(diagram).answers_to(layer, node)
                after = choose_answers(diagram, layer + 1, diagram.layers[layer][node][one[0]], rest)
                yield Loss(
                    step.question.id,
                    alternative.id,
                    complete_answers(dialog, {**way, step.question.id: one[1], **after}),
                    complete_answers(dialog, {**way, step.question.id: two[1], **after}),
                )


def _only_rises(rules: RuleFormulas, alternative: Alternative) -> bool:
    """Whether more for an alternative, and less for others, can only make what recommends it true.

    Read off the rules: each comparison that this can make true helps, and each that it can make false hurts.
    """
    scale = alternative.scale
    rivals = {each.scale for each in rules.dialog.alternatives.values()} - {scale}
    for atom, among in rules.formulas.literals(rules.alternative_formula(alternative.id)):
        bound = rules.bounds.get(atom)
        if bound is not None:
            can_rise = bound.scale == scale or bound.to in rivals
            can_fall = bound.scale in rivals or bound.to == scale
            if (can_rise and among & FAILS and not among & HOLDS) or (
                can_fall and among & HOLDS and not among & FAILS
            ):
                return False
    return True


def _in_question(
    rules: RuleFormulas, steps: Sequence[QuestionStep], alternative: Alternative
) -> list[list[tuple[BranchPick, BranchPick]]]:
    """Per question, the pairs of answers that have to be compared: for others the rules say enough."""
    rises = _only_rises(rules, alternative)
    asked = [step.asked for step in steps]
    return [
        [
            (low, high)
            for low, high in _better(rules.dialog, step, alternative.scale)
            if _is_compared(rules, step.branches[low[0]], step.branches[high[0]], asked, rises=rises)
        ]
        for step in steps
    ]


def _is_compared(
    rules: RuleFormulas, low: Branch, high: Branch, asked: Sequence[int], *, rises: bool
) -> bool:
    """Whether two answers may part; not where one more question is surely asked after only one of them."""
    if low.truths == high.truths:
        return not rises
    return not any(
        {rules.formulas.restrict(each, low.opens), rules.formulas.restrict(each, high.opens)} == {TRUE, FALSE}
        for each in asked
    )


def _parting_layers(
    diagram: Diagram, better: Sequence[Sequence[tuple[BranchPick, BranchPick]]], tick: Tick
) -> Iterator[int]:
    """The layers of the questions in which more for it loses it for somebody."""
    begun = {
        layer + 1: {
            (edges[low], edges[high])
            for (low, _), (high, _) in pairs
            for edges in diagram.layers[layer]
            if is_asking(edges)
        }
        for layer, pairs in enumerate(better)
    }

    def parted(begun: Mapping[int, Iterable[Company]]) -> bool:
        left = leaves_reached_apart(diagram, begun, _is_apart, _not_compared, tick)
        return any(diagram.leaves[yes][0] and not diagram.leaves[no][0] for yes, no in left)

    if parted(begun):
        yield from (at for at in range(len(better)) if parted({at + 1: begun[at + 1]}))


def _is_apart(company: Company) -> bool:
    return company[0] != company[1]


def _not_compared(_layer: int, _edges: Sequence[Edges]) -> Iterable[Company]:
    """Two ways of which only one is asked are not two answer sets that differ in one answer."""
    return ()


def _is_for(alternative: str) -> Callable[[Leaf], bool]:
    return lambda leaf: leaf == (alternative,)


def _better(dialog: Dialog, step: QuestionStep, scale: str) -> list[tuple[BranchPick, BranchPick]]:
    """Answers in different branches, of which the second gives the scale more, and nothing else more.

    Scales of other alternatives may get less; those of no alternative get the same. Of three such
    answers in a row that have the same questions asked, the outer two follow from the others.
    """
    rivals = {each.scale for each in dialog.alternatives.values()} - {scale}
    listed: list[tuple[BranchPick, dict[str, int]]] = []
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


def _parted(
    search: "_DivergingAnswers", layer: int, pairs: list[tuple[BranchPick, BranchPick]]
) -> Iterator[tuple[int, tuple[BranchPick, BranchPick], Choices]]:
    for node, edges in enumerate(search.diagram.layers[layer]):
        if is_asking(edges):
            for pair in pairs:
                rest = search.parts(layer + 1, edges[pair[0][0]], edges[pair[1][0]])
                if rest is not None:
                    yield node, pair, rest


@dataclass(slots=True)
class _DivergingAnswers:
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
            self.tick(len(self._safe))
            refuse_too_many_states(COMPANY * len(self._safe), self.diagram.steps, self.diagram.layers)
        return None
