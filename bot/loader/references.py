"""References by name outside conditions: what they name must exist.

They are checked in the file as written, so that another mistake in a part hides none of them.
"""

from collections.abc import Container, Iterable

from bot.core.dialog.conditions import OPERATORS
from bot.loader.findings import Findings
from bot.loader.names import Names
from bot.loader.nodes import Node, Scalar, Table
from bot.loader.rules import LINES
from bot.loader.scalars import JUDGEMENT, as_written
from bot.loader.suggestions import did_you_mean


def check_references(node: Table, names: Names, findings: Findings) -> None:
    """Check that sections, alternatives, scales, options, facts, outcomes, crosstabs and sources exist."""
    check = _Check(names, findings)
    for question in node.tables("questions"):
        check.question(question)
    alternatives = node.table("alternatives")
    for key in alternatives.nodes:
        check.one("scale", alternatives.table(key), names.scales)
    for outcome in node.tables("outcomes"):
        check.one("alternative", outcome, names.alternatives)
        check.one("hand_over", outcome, node.table("hand_overs").nodes)
        for line in (each for key in LINES for each in outcome.tables(key)):
            check.sources(line)

    for tally in names.tallies.values():
        check.each("fact", tally.items("of"), names.facts)
    outcomes = [outcome.text("id") for outcome in node.tables("outcomes")]
    for claim in node.tables("claims"):
        check.each("outcome", claim.items("never"), outcomes)

    hand_overs = node.table("hand_overs")
    for key in hand_overs.nodes:
        check.hand_over(hand_overs.table(key).table("answers"))


class _Check:
    def __init__(self, names: Names, findings: Findings) -> None:
        self._names = names
        self._findings = findings

    def question(self, question: Table) -> None:
        self.one("section", question, self._names.sections)
        self.sources(question)
        for option in question.tables("options"):
            score = option.table("score")
            scales = [Scalar(*each) for each in score.keys.items()]
            self.each("scale", scales, self._names.scales, taken=score.keys)
        self.each("question", question.table("group").items("crosstabs"), self._names.questions)
        options = [option.text("id") for option in question.tables("options")]
        for near in question.table("group").lists("near"):
            self.each("option", near, options)
        replaced = question.table("replaces")
        for old in replaced.nodes:
            self.each("option", replaced.table(old).nodes.values(), options)

    def hand_over(self, answers: Table) -> None:
        """Check the questions here, and their options; what is there is another file's."""
        for sources in map(answers.table, answers.nodes):
            for name, place in sources.keys.items():
                self.each("question", [Scalar(name, place)], self._names.questions)
                known = self._names.questions[name].options if name in self._names.questions else ()
                options = sources.table(name).keys if known else {}
                self.each("option", (Scalar(*each) for each in options.items()), known)

    def one(self, key: str, table: Table, known: Iterable[str]) -> None:
        """Check the name under a key that is called after what it names."""
        if key in table.nodes:
            self.each(key, [table.nodes[key]], known)

    def sources(self, table: Table) -> None:
        written = table.nodes.get("source")
        cited = [written] if isinstance(written, Scalar) else table.items("source")
        self.each("source", cited, {*self._names.sources, JUDGEMENT})

    def each(
        self, noun: str, nodes: Iterable[Node], known: Iterable[str], taken: Container[str] = ()
    ) -> None:
        """Check names of one kind of thing. taken: names that can be there only once, and are."""
        for node in nodes:
            if isinstance(node, Scalar) and node.text not in known:
                said = f"unknown {noun} {as_written(node.text)}"
                code = "E23" if noun == "option" else "E20"
                fitting = [
                    name for name in known if name not in OPERATORS
                ]  # whatever is called so must not be
                self._findings.add(node.place, code, said, did_you_mean(node.text, fitting, taken))
