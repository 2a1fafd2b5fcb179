"""Several ways through a diagram at once, layer by layer: does any company of them get to its end apart?

A company is a node for each way. Only the companies of one layer are kept, so a sweep is quick and small;
it does not know on which answers a company came. `neighbours` says what the ways stand for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from bot.proofs.bounds import COMPANY, Edges, Tick, child_of, refuse_too_many_states
from bot.proofs.diagram import Diagram, is_asking

Company: TypeAlias = tuple[int, ...]
"""A node of one layer for each way."""

Onward: TypeAlias = Callable[[int, Sequence[Edges]], Iterable[Company]]
"""From a layer, and the edges of a company of which not all or not none are asked, to where they go on."""

Apart: TypeAlias = Callable[[Company], bool]
"""Whether a company can still come to something."""

AT_ONCE: Final = 20_000
"""So many companies go on before it is told how many there were."""


def leaves_reached_apart(
    diagram: Diagram, begun: Mapping[int, Iterable[Company]], apart: Apart, onward: Onward, tick: Tick
) -> set[Company]:
    """The companies of leaves that are still apart at the end.

    begun: layer -> the companies that begin there.

    Raises:
        DialogError: there are too many of them in one layer (E53).
    """
    company: set[Company] = set()
    met = 0
    for layer, nodes in enumerate(diagram.layers):
        company.update(begun.get(layer, ()))
        is_always_asked = all(map(is_asking, nodes))
        after: set[Company] = set()
        for number, each in enumerate(filter(apart, company), met):
            edges = [nodes[node] for node in each]
            if is_always_asked or all(map(is_asking, edges)):
                after.update(zip(*edges, strict=True))
            elif any(map(is_asking, edges)):
                after.update(onward(layer, edges))
            else:
                after.add(tuple([child_of(each[0]) for each in edges]))
            if number % AT_ONCE == 0:
                tick(number)
                refuse_too_many_states(COMPANY * (len(company) + len(after)), diagram.steps, diagram.layers)
        met += len(company)
        company = after
    company.update(begun.get(len(diagram.layers), ()))
    return set(filter(apart, company))
