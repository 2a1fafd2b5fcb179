"""How large a proof may get, and which question makes it so: measured, where it is refused."""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final, TypeAlias

from bot.core.dialog.question import Question
from bot.core.dialog.source import DialogError, Problem
from bot.proofs.effects import QuestionStep

Edges: TypeAlias = tuple[int, ...]
"""Per branch the node it leads to; where nothing is asked a single one, as -1 - node."""

Tick: TypeAlias = Callable[[int], None]
"""Told how many states there are, again and again; may raise to stop."""

MOST_STATES: Final = 30_000_000
"""In the memory of an edge each, some 24 bytes: about 700 megabytes."""
NUMBER: Final = 5
"""What is kept for numbers that a walk came to, as edges."""
COMPANY: Final = 7
"""What is kept for ways that are compared, as edges."""
SET_OF_NODES: Final = 38
"""What is kept for a comparison with a set of nodes, as edges: about 900 bytes."""

MEASURED: Final = 300_000
"""So many edges are looked at to measure what questions add."""
NAMED: Final = 2
"""So many questions are named."""


def child_of(edge: int) -> int:
    """The node an edge leads to."""
    return edge if edge >= 0 else -1 - edge


def refuse_too_many_states(
    states: int, steps: Sequence[QuestionStep], layers: Sequence[Sequence[Edges]]
) -> None:
    """Refuse more states than can be kept.

    layers: of the first questions, the edges that were built.

    Raises:
        DialogError: they are too many; the problem names the questions without which they are fewest.
    """
    if states > MOST_STATES:
        heavy = sorted(_share_without_each(steps, layers), key=lambda each: each[1])[:NAMED]
        widest = max(steps, key=lambda step: len(step.branches)).question
        place = (heavy[0][0] if heavy else widest).place
        told = [
            f"`{question.id}` (without it {share:.0%} of the states are left)" for question, share in heavy
        ]
        said = "too many states to prove anything about all answers"
        hint = f"split, leave out or score by fewer scales {' or '.join(told) or f'`{widest.id}`'}"
        raise DialogError((Problem(place.path, place.line, place.column, "E53", said, hint),))


def _share_without_each(
    steps: Sequence[QuestionStep], layers: Sequence[Sequence[Edges]]
) -> Iterable[tuple[Question, float]]:
    """Each question, and the share of the states that are reached with one answer to it."""
    sizes = accumulate(sum(map(len, layer)) for layer in layers)
    looked_at = [layer for layer, size in zip(layers, sizes, strict=True) if size <= MEASURED]
    if len(looked_at) > 1:
        every = _count_reached(looked_at, 0, None)
        for at, step in enumerate(steps[: len(looked_at)]):
            if len(step.branches) > 1:
                yield step.question, _count_reached(looked_at, at, 1) / every


def _count_reached(layers: Sequence[Sequence[Edges]], first: int, answers: int | None) -> int:
    """How many nodes are reached with so many answers to a question, None for all, and all to later ones."""
    nodes: Iterable[int] = range(len(layers[first]))
    for at, layer in enumerate(layers[first:]):
        kept = answers if at == 0 else None
        nodes = {child_of(edge) for node in nodes for edge in layer[node][:kept]}
    return len(set(nodes))
