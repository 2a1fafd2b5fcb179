"""Where answer sets end, which rules win by order only, and what is asked on the way."""

from collections.abc import Iterator
from fractions import Fraction

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.model import Dialog
from bot.proofs.counting import Flows, count_ways_on
from bot.proofs.diagram import is_asking
from bot.proofs.proof import AnswerShare, Ending, Lengths, OptionSeen, Overlap, Shadow
from bot.proofs.space import complete_answers, values_of


class Ends:
    """The leaves of the diagram of all rules: which of them fit, and for how many answer sets."""

    def __init__(self, dialog: Dialog, reached: Flows) -> None:
        self._dialog = dialog
        self._reached = reached
        self._leaves = [
            (tuple(map(bool, leaf)), flow)
            for leaf, flow in zip(reached.diagram.leaves, reached.ends, strict=True)
        ]
        self.total = sum(flow.ways for _, flow in self._leaves)

    def share(self, count: int) -> Fraction:
        """A number of answer sets as a share of all."""
        return Fraction(count, self.total)

    def outcomes(self) -> Iterator[Ending]:
        """Every outcome, in the order they are tried."""
        for at, outcome in enumerate(self._dialog.outcomes):
            mine = [leaf for leaf, (fits, _) in enumerate(self._leaves) if _first(fits) == at]
            count = sum(self._leaves[leaf][1].ways for leaf in mine)
            yield Ending(
                outcome=outcome.id,
                alternative=outcome.alternative,
                count=count,
                fitting=sum(flow.ways for fits, flow in self._leaves if fits[at]),
                share=self.share(count),
                witness=self._shortest(mine),
            )

    def alternatives(self) -> Iterator[AnswerShare]:
        """Every alternative, and how many answer sets lead to it."""
        for alternative in self._dialog.alternatives:
            mine = [
                leaf
                for leaf, (fits, _) in enumerate(self._leaves)
                if self._dialog.outcomes[_first(fits)].alternative == alternative
            ]
            count = sum(self._leaves[leaf][1].ways for leaf in mine)
            yield AnswerShare(alternative, count, self.share(count), self._shortest(mine))

    def _shortest(self, leaves: list[int]) -> Answers | None:
        if not leaves:
            return None
        best = min(leaves, key=lambda leaf: self._leaves[leaf][1].shortest)
        return complete_answers(self._dialog, self._reached.shortest(best))

    def overlaps(self) -> Iterator[Overlap]:
        """Every two rules of which the later one fits where the first of all decides."""
        outcomes = self._dialog.outcomes
        for first in range(len(outcomes) - 1):
            for later in range(first + 1, len(outcomes) - 1):
                mine = [
                    leaf
                    for leaf, (fits, _) in enumerate(self._leaves)
                    if fits[later] and _first(fits) == first
                ]
                count = sum(self._leaves[leaf][1].ways for leaf in mine)
                witness = self._shortest(mine)
                if witness is not None:
                    yield Overlap(outcomes[first].id, outcomes[later].id, count, self.share(count), witness)

    def shadows(self) -> Iterator[Shadow]:
        """The rules that fit somewhere, and decide nowhere."""
        outcomes = self._dialog.outcomes
        for at, outcome in enumerate(outcomes[:-1]):
            mine = [fits for fits, _ in self._leaves if fits[at]]
            if mine and all(_first(fits) < at for fits in mine):
                alone = [by for by in range(at) if all(fits[by] for fits in mine)]
                by = alone[:1] or sorted({_first(fits) for fits in mine})
                yield Shadow(outcome.id, tuple(outcomes[each].id for each in by))

    def lengths(self) -> Lengths:
        """How many questions there are on the way."""
        flows = [flow for _, flow in self._leaves]
        return Lengths(
            shortest=min(flow.shortest for flow in flows),
            mean=self.share(sum(flow.asked for flow in flows)),
            longest=max(flow.longest for flow in flows),
        )

    # --- on the way ---------------------------------------------------------------------

    def questions(self) -> Iterator[AnswerShare]:
        """Every question, and in how many answer sets it is asked."""
        diagram, onward = self._reached.diagram, count_ways_on(self._reached.diagram)
        found = {}
        for layer, step in enumerate(diagram.steps):
            asked = [node for node, edges in enumerate(diagram.layers[layer]) if is_asking(edges)]
            count = sum(self._reached.layers[layer][node].ways * onward[layer][node] for node in asked)
            witness = (
                complete_answers(self._dialog, self._reached.answers_to(layer, asked[0])) if asked else None
            )
            found[step.question.id] = AnswerShare(step.question.id, count, self.share(count), witness)
        yield from (found[question] for question in self._dialog.questions)


def _first(fits: tuple[bool, ...]) -> int:
    """The place of the rule that decides."""
    return fits.index(True)


def options(dialog: Dialog, questions: tuple[AnswerShare, ...]) -> Iterator[OptionSeen]:
    """Every option, and an answer set with it."""
    for part, question in zip(questions, dialog.questions.values(), strict=True):
        for option in question.options:
            chosen = (
                value
                for value in values_of(question)
                if not isinstance(value, Silence) and option in question.kind.options_of(question, value)
            )
            value = next(chosen, None) if part.witness is not None else None
            witness = (
                None if value is None else complete_answers(dialog, {**(part.witness or {}), part.id: value})
            )
            yield OptionSeen(part.id, option, witness)
