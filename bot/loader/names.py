"""The names in a dialog: what a reference can mean, and names that are used twice.

Taken from the file as written, so that a reference to a part with a mistake in it is
not reported as a reference to nothing.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from bot.core.dialog.kind import Kind
from bot.core.dialog.model import LEANING
from bot.core.dialog.source import Place
from bot.core.kinds import KINDS
from bot.loader.findings import Findings
from bot.loader.kind_shapes import default_kind
from bot.loader.nodes import Scalar, Table


@dataclass(frozen=True, slots=True)
class Outline:
    """What a condition needs to know about a question, as it was written.

    kind: None where it is unknown: the word is no kind, or two questions share the id. allow: words such
        as `skip`. is_for_groups: it is asked in groups only.
    """

    id: str
    kind: Kind | None
    allow: frozenset[str]
    options: tuple[str, ...]
    is_for_groups: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that another part of a file can refer to.

    questions: in the order they are asked, the leaning first.
    tallies: each as it was written.
    sources: ids of sources and of their points.
    """

    questions: Mapping[str, Outline]
    scales: Set[str]
    facts: Set[str]
    tallies: Mapping[str, Table]
    alternatives: Set[str]
    sections: Set[str]
    sources: Set[str]


def read_names(node: Table, findings: Findings) -> Names:
    """Collect the names; the findings list those that are used twice."""
    questions = node.tables("questions")
    named = [name for kind in ("scales", "tallies", "facts") for name in _keys(node, kind)]
    taken = check_twice([*ids_in(questions), *named], findings)
    check_twice(ids_in(node.tables("outcomes")), findings)
    sources = [*_keys(node, "sources"), *_points(node)]
    check_twice(sources, findings)
    for question in questions:
        check_twice(ids_in(question.tables("options")), findings)
    _check_replaced(questions, findings)
    alternatives = tuple(node.table("alternatives").keys)
    is_for_groups = _is_for_groups(node.table("leaning"))
    leaning = Outline(LEANING, KINDS[default_kind()], frozenset({"unsure"}), alternatives, is_for_groups)
    outlines = [_outline(each, is_taken=each.text("id") in taken) for each in questions]
    return Names(
        questions={each.id: each for each in (leaning, *outlines) if each.id},
        scales=node.table("scales").keys.keys(),
        facts=node.table("facts").keys.keys(),
        tallies={name: node.table("tallies").table(name) for name in node.table("tallies").nodes},
        alternatives=node.table("alternatives").keys.keys(),
        sections=node.table("sections").keys.keys(),
        sources={name for name, _ in sources},
    )


def _outline(question: Table, *, is_taken: bool) -> Outline:
    kind = KINDS.get(question.text("kind") or default_kind())
    return Outline(
        id=question.text("id"),
        kind=None if is_taken else kind,
        allow=frozenset(each.text for each in question.items("allow") if isinstance(each, Scalar)),
        options=tuple(name for name, _ in ids_in(question.tables("options"))),
        is_for_groups=_is_for_groups(question),
    )


def _is_for_groups(question: Table) -> bool:
    return question.table("group").text("only") == "true"


def check_twice(names: list[tuple[str, Place]], findings: Findings) -> set[str]:
    """Report the names that occur more than once, and return them."""
    taken = set()
    first: dict[str, Place] = {}
    for name, place in sorted(names, key=lambda each: (each[1].line, each[1].column)):
        if name in first:
            findings.add(place, "E13", f"the id `{name}` is taken", f"on line {first[name].line}")
            taken.add(name)
        first.setdefault(name, place)
    return taken


def _check_replaced(questions: tuple[Table, ...], findings: Findings) -> None:
    replaced = [
        (old.text, old.place)
        for question in questions
        for old in question.items("replaces")
        if isinstance(old, Scalar)
    ]
    tabled = [
        (*old, question.text("id"))
        for question in questions
        for old in question.table("replaces").keys.items()
    ]
    replaced += [(old, place) for old, place, by in tabled if old != by]
    check_twice(replaced, findings)
    present = {question.text("id") for question in questions}
    for old, place in replaced:
        if old in present:
            findings.add(
                place, "E13", f"the question `{old}` still exists", "replace only questions that are gone"
            )


def _keys(node: Table, name: str) -> list[tuple[str, Place]]:
    return list(node.table(name).keys.items())


def ids_in(tables: Iterable[Table]) -> list[tuple[str, Place]]:
    """Return the ids of parts of a file, each with its place."""
    return [(table.text("id"), table.at("id")) for table in tables if table.text("id")]


def _points(node: Table) -> list[tuple[str, Place]]:
    sources = node.table("sources")
    return [point for name in sources.nodes for point in _keys(sources.table(name), "points")]
