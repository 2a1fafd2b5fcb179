"""References by name outside conditions: what they name must exist.

They are checked in the file as written, so that another mistake in a part hides none of them.
"""

from collections.abc import Iterable

from bot.loader.findings import Findings
from bot.loader.names import Names
from bot.loader.nodes import Node, Scalar, Table
from bot.loader.scalars import JUDGEMENT, as_written
from bot.loader.suggestions import did_you_mean

_CITING = ("because", "next_steps", "readings")


def check_references(node: Table, names: Names, findings: Findings) -> None:
    """Check that sections, alternatives, scales, crosstabs and sources exist."""
    check = _Check(names, findings)
    for question in node.tables("questions"):
        check.question(question)
    alternatives = node.table("alternatives")
    for key in alternatives.nodes:
        check.one("scale", alternatives.table(key), names.scales)
    for outcome in node.tables("outcomes"):
        check.one("alternative", outcome, names.alternatives)
        for line in (each for key in _CITING for each in outcome.tables(key)):
            check.sources(line)


class _Check:
    def __init__(self, names: Names, findings: Findings) -> None:
        self._names = names
        self._findings = findings

    def question(self, question: Table) -> None:
        self.one("section", question, self._names.sections)
        self.sources(question)
        for option in question.tables("options"):
            score = option.table("score")
            self._known("scale", (Scalar(*each) for each in score.keys.items()), self._names.scales)
        self._known("question", question.table("group").items("crosstabs"), self._names.questions)

    def one(self, key: str, table: Table, known: Iterable[str]) -> None:
        """Check the name under a key that is called after what it names."""
        if key in table.nodes:
            self._known(key, [table.nodes[key]], known)

    def sources(self, table: Table) -> None:
        written = table.nodes.get("source")
        cited = [written] if isinstance(written, Scalar) else table.items("source")
        self._known("source", cited, {*self._names.sources, JUDGEMENT})

    def _known(self, noun: str, nodes: Iterable[Node], known: Iterable[str]) -> None:
        for node in nodes:
            if isinstance(node, Scalar) and node.text not in known:
                said = f"unknown {noun} {as_written(node.text)}"
                self._findings.add(node.place, "E20", said, did_you_mean(node.text, known))
