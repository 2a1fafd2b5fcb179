"""Points and scales: which questions score what, and which values a scale can have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from bot.core.dialog.conditions import COMPARISONS, AtLeast, CompareScale, Condition, FactHolds
from bot.core.dialog.question import Question
from bot.loader.build import build_question
from bot.loader.draft import Draft
from bot.loader.findings import Findings
from bot.loader.nodes import Table
from bot.loader.scalars import as_written
from bot.loader.shape import QuestionShape, ScaleShape
from bot.loader.suggestions import listed

MOST = 100
"""A scale's value is 0..100, and its best answers always give 100."""


@dataclass(frozen=True, slots=True)
class Span:
    """The values a scale can have: none is below `low`, and none above 100."""

    low: Fraction

    def decides(self, operator: str, number: Fraction) -> str:
        """Return "never" or "always" for a comparison that decides nothing; "" if it may decide."""
        compares = COMPARISONS[operator][0]
        held = compares(self.low, number), compares(Fraction(MOST), number)
        if not any(held):
            return "never"
        return "" if 0 <= number <= MOST else "always"

    def __str__(self) -> str:
        low = self.low if self.low.denominator == 1 else f"about {float(self.low):.1f}"
        return f"{low} to {MOST}"


def check_points(draft: Draft, findings: Findings) -> None:
    """Check that the options of a question score the same scales, and that every scale is scored."""
    for question in draft.node.tables("questions"):
        scores = [
            (option, option.table("score").keys.keys())
            for option in question.tables("options")
            if isinstance(option.nodes.get("score"), Table | None)  # anything else was said already
        ]
        scales = {scale for _, score in scores for scale in score} & draft.node.table("scales").keys.keys()
        for option, score in scores:
            without = sorted(scales - score)
            if without:
                said = f"the option {as_written(option.text('id'))} has no points for {listed(without)}"
                findings.add(option.place, "E30", said, f"write {without[0]}: 0")
    if draft.is_whole:
        options = [option for part in draft.questions for option in part.shape.options]
        for name in draft.scales:
            if not any(option.score.get(name) for option in options):
                place = draft.node.key_at("scales", name)
                said = f"no option gives the scale `{name}` any points"
                findings.add(place, "E31", said, "score it, or remove it")


def spans(draft: Draft) -> dict[str, Span]:
    """Return scale -> the values it can have; empty while a part of the file does not fit its shape."""
    if not draft.is_whole:
        return {}
    questions = [(part.shape, build_question(part.shape)) for part in draft.questions]
    found = {name: _lowest(name, part.shape, questions) for name, part in draft.scales.items()}
    return {name: Span(low) for name, low in found.items() if low is not None}


def _lowest(
    name: str, scale: ScaleShape, questions: Iterable[tuple[QuestionShape, Question]]
) -> Fraction | None:
    """Return the lowest value; None for a scale that no question scores.

    Counts the questions that always count, then those of the others that pull the value down.
    """
    points = most = 0
    others: list[tuple[int, int]] = []
    for shape, question in questions:
        best = question.weight * question.kind.most_points(question, name)
        if not best:
            continue
        worst = question.weight * min(option.score.get(name, 0) for option in shape.options)
        if question.allow and scale.missing == "zero":
            worst = 0
        if shape.ask_if is None and (not question.allow or scale.missing != "rescale"):
            points, most = points + worst, most + best
        else:
            others.append((worst, best))
    for worst, best in sorted(others, key=lambda pair: Fraction(*pair)):
        if not most or worst * most < points * best:
            points, most = points + worst, most + best
    return Fraction(100 * points, most) if most else None


def clash(parts: Iterable[Condition]) -> str:
    """Return, in words, two bounds on one scale that exclude each other; "" for none."""
    bounds: dict[str, list[CompareScale]] = {}
    for bound in _bounds(parts):
        others = bounds.setdefault(bound.scale, [])
        for other in others:
            if _exclude(other, bound):
                return f"{_in_words(other)} and {_in_words(bound)} on `{bound.scale}`"
        others.append(bound)
    return ""


def _bounds(parts: Iterable[Condition]) -> Iterator[CompareScale]:
    """Yield the comparisons with a number that all must hold, also inside facts."""
    for part in parts:
        if isinstance(part, FactHolds):
            yield from _bounds([part.fact.when])
        elif isinstance(part, AtLeast) and part.n == len(part.parts):
            yield from _bounds(part.parts)
        elif isinstance(part, CompareScale) and isinstance(part.to, Fraction):
            yield part


def _exclude(one: CompareScale, two: CompareScale) -> bool:
    upper, lower = (one, two) if one.operator in ("lt", "lte") else (two, one)
    if upper.operator not in ("lt", "lte") or lower.operator not in ("gt", "gte"):
        return False
    high, low = upper.to, lower.to
    if isinstance(high, str) or isinstance(low, str):
        return False
    return low > high or (low == high and (upper.operator, lower.operator) != ("lte", "gte"))


def _in_words(bound: CompareScale) -> str:
    return f"{COMPARISONS[bound.operator][1]} {bound.to}"
