"""References by name outside conditions: what they name must be there."""

from collections.abc import Collection

from bot.core.places import Place
from bot.loader.document import Path, Table
from bot.loader.draft import Draft
from bot.loader.findings import Findings
from bot.loader.names import Names
from bot.loader.scalars import JUDGEMENT, as_written
from bot.loader.shape import QuestionShape
from bot.loader.suggestions import did_you_mean

_CITING = ("because", "next_steps", "readings")


def check_references(draft: Draft, names: Names, findings: Findings) -> None:
    """Sections, alternatives, scales, crosstabs and sources exist."""
    for part in draft.questions:
        _check_question(part.shape, part.node, names, findings)
    for alternative in draft.alternatives.values():
        place = alternative.node.at("scale")
        _check("scale", alternative.shape.scale, names.scales, place, findings)
    for outcome in draft.outcomes:
        place = outcome.node.at("alternative")
        _check("alternative", outcome.shape.alternative, names.alternatives, place, findings)
        for key in _CITING:
            for index, line in enumerate(getattr(outcome.shape, key)):
                _check_sources(line.source, outcome.node, (key, index, "source"), names, findings)


def _check_question(question: QuestionShape, node: Table, names: Names, findings: Findings) -> None:
    if question.section is not None:
        _check("section", question.section, names.sections, node.at("section"), findings)
    for index, option in enumerate(question.options):
        for scale in option.score:
            place = node.key_at("options", index, "score", scale)
            _check("scale", scale, names.scales, place, findings)
    for index, other in enumerate(question.group.crosstabs):
        _check("question", other, names.questions, node.at("group", "crosstabs", index), findings)
    _check_sources(question.source, node, ("source",), names, findings)


def _check_sources(
    cited: list[str] | None, node: Table, path: Path, names: Names, findings: Findings
) -> None:
    for index, name in enumerate(cited or ()):
        if name != JUDGEMENT:
            _check("source", name, names.sources, node.at(*path, index), findings)


def _check(noun: str, name: str, known: Collection[str], place: Place, findings: Findings) -> None:
    if name not in known:
        findings.add(place, "E20", f"no {noun} {as_written(name)}", did_you_mean(name, known))
