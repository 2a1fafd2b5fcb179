"""What a dialog has named: what a reference can mean, and names that are taken twice.

Taken from the file as written, so that a reference to a part with a mistake in it is
not reported as a reference to nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.model import LEANING
from bot.core.places import Place
from bot.loader.document import Items, Node, Scalar, Table
from bot.loader.draft import Draft
from bot.loader.findings import Findings
from bot.loader.shape import QuestionShape


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that something else can name.

    questions: in the order they are asked, the leaning first; None where the shape is
        wrong or the name taken twice.
    sources: ids of sources and of their points.
    """

    questions: Mapping[str, QuestionShape | None]
    scales: frozenset[str]
    facts: frozenset[str]
    alternatives: frozenset[str]
    sections: frozenset[str]
    sources: frozenset[str]

    @property
    def in_conditions(self) -> list[str]:
        """What the single key of a condition may be, operators apart."""
        return [*self.questions, *self.scales, *self.facts]


def read_names(draft: Draft, findings: Findings) -> Names:
    """Collect the names; those that are taken twice are among the findings."""
    node = draft.node
    compared = [*_listed(node, "questions"), *_keyed(node, "scales"), *_keyed(node, "facts")]
    taken = _check_twice(compared, findings)
    shapes = {part.shape.id: part.shape for part in draft.questions if part.shape.id not in taken}
    _check_twice(_listed(node, "outcomes"), findings)
    _check_twice([*_keyed(node, "sources"), *_points(node)], findings)
    _check_replaced(draft, findings)
    for part in draft.questions:
        _check_twice(_listed(part.node, "options"), findings)
    return Names(
        questions={LEANING: draft.leaning, **{key: shapes.get(key) for key, _ in _listed(node, "questions")}},
        scales=frozenset(key for key, _ in _keyed(node, "scales")),
        facts=frozenset(key for key, _ in _keyed(node, "facts")),
        alternatives=frozenset(key for key, _ in _keyed(node, "alternatives")),
        sections=frozenset(key for key, _ in _keyed(node, "sections")),
        sources=frozenset(key for key, _ in [*_keyed(node, "sources"), *_points(node)]),
    )


def _check_twice(names: list[tuple[str, Place]], findings: Findings) -> set[str]:
    """The names that are there more than once."""
    taken = set()
    first: dict[str, Place] = {}
    for name, place in sorted(names, key=lambda each: (each[1].line, each[1].column)):
        if name in first:
            findings.add(place, "E13", f"the id `{name}` is taken", f"by line {first[name].line}")
            taken.add(name)
        first.setdefault(name, place)
    return taken


def _check_replaced(draft: Draft, findings: Findings) -> None:
    replaced = [
        (old, part.node.at("replaces", index))
        for part in draft.questions
        for index, old in enumerate(part.shape.replaces)
    ]
    _check_twice(replaced, findings)
    present = {part.shape.id for part in draft.questions}
    for old, place in replaced:
        if old in present:
            findings.add(place, "E13", f"the question `{old}` is still here", "replace only what is gone")


def _keyed(node: Table, name: str) -> list[tuple[str, Place]]:
    table = node.nodes.get(name)
    return list(table.keys.items()) if isinstance(table, Table) else []


def _listed(node: Table, name: str) -> list[tuple[str, Place]]:
    items = node.nodes.get(name)
    nodes: tuple[Node, ...] = items.nodes if isinstance(items, Items) else ()
    ids = [each.nodes.get("id") for each in nodes if isinstance(each, Table)]
    return [(each.text, each.place) for each in ids if isinstance(each, Scalar)]


def _points(node: Table) -> Iterator[tuple[str, Place]]:
    sources = node.nodes.get("sources")
    for source in sources.nodes.values() if isinstance(sources, Table) else ():
        if isinstance(source, Table):
            yield from _keyed(source, "points")
