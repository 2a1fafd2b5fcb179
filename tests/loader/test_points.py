from collections.abc import Iterator
from fractions import Fraction

import pytest

from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import CompareScale, every, fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.loader.document import read_document
from bot.loader.draft import read_draft
from bot.loader.findings import Findings
from bot.loader.points import Span, clash, spans
from bot.loader.reading import load_dialog
from tests.example import DOG
from tests.loader.kayak import KAYAK, PATH, kayak


def spans_of(text: str) -> dict[str, Span]:
    findings = Findings()
    node = read_document(text, PATH, findings)
    assert node is not None
    return spans(read_draft(node, findings))


def answer_sets(dialog: Dialog) -> Iterator[Answers]:
    """Every set of answers that a person can give."""
    sets: list[Answers] = [{}]
    for question in dialog.questions.values():
        values = [*question.kind.values(question), *question.allow]
        longer: list[Answers] = []
        for answers in sets:
            if values and fires(question.ask_if, Evidence(dialog, answers)):
                longer += [{**answers, question.id: value} for value in values]
            else:
                longer.append(answers)
        sets = longer
    yield from sets


@pytest.mark.parametrize(
    "text",
    [
        KAYAK,
        DOG,
        kayak(("hire: {label: Better to hire}", "hire: {label: Better to hire, missing: zero}")),
        kayak(("hire: {label: Better to hire}", "hire: {label: Better to hire, missing: block}")),
        kayak(("{keen: 2, hire: 1}", "{keen: 2, hire: 3}"), ("{hire: 0}}", "{hire: 1}}")),
        kayak(("    kind: many", "    kind: many\n    weight: 7")),
    ],
    ids=["kayak", "dog", "zero", "block", "points", "weight"],
)
def test_no_answers_give_a_scale_a_value_outside_its_span(text: str) -> None:
    dialog = load_dialog(text, PATH)

    found = spans_of(text)

    for answers in answer_sets(dialog):
        for scale, span in found.items():
            value = Evidence(dialog, answers).scale(scale)
            assert value is None or span.low <= value <= 100


@pytest.mark.parametrize(
    ("changes", "low"),
    [
        ([], "40 to 100"),  # a lake, and nothing owned: 2 + 0 of 3 + 2
        ([("    kind: many", "    kind: many\n    weight: 5")], "about 15.4 to 100"),  # 2 of 3 + 5 x 2
        ([("{keen: 2, hire: 1}", "{keen: 0, hire: 1}")], "0 to 100"),
        ([("exclusive: true, score: {keen: 0}", "exclusive: true, score: {keen: 4}")], "about 42.9 to 100"),
    ],
)
def test_a_span_reaches_from_the_worst_answers_to_the_best(changes: list[tuple[str, str]], low: str) -> None:
    assert str(spans_of(kayak(*changes))["keen"]) == low


@pytest.mark.parametrize(
    ("low", "operator", "number", "decides"),
    [
        (40, "gte", 100, ""),
        (40, "gte", 101, "never"),
        (40, "gt", 100, "never"),
        (40, "gte", 0, ""),
        (40, "gte", -1, "always"),
        (40, "lt", 40, "never"),
        (40, "lt", 41, ""),
        (40, "lte", 40, ""),
        (40, "lte", 39, "never"),
        (40, "lte", 101, "always"),
    ],
)
def test_a_threshold_decides_only_within_the_span(low: int, operator: str, number: int, decides: str) -> None:
    assert Span(Fraction(low)).decides(operator, Fraction(number)) == decides


@pytest.mark.parametrize(
    ("lower", "upper", "is_clash"),
    [
        (("gte", 60), ("lt", 40), True),
        (("gte", 60), ("lt", 60), True),
        (("gt", 60), ("lte", 60), True),
        (("gt", 60), ("lt", 60), True),
        (("gte", 60), ("lte", 60), False),
        (("gte", 40), ("lt", 60), False),
        (("gte", 40), ("gt", 60), False),
    ],
)
def test_bounds_clash_when_nothing_lies_between(
    lower: tuple[str, int], upper: tuple[str, int], is_clash: bool
) -> None:
    one, two = (CompareScale("keen", operator, Fraction(number)) for operator, number in (lower, upper))

    assert bool(clash([one, two])) is is_clash
    assert bool(clash([two, one])) is is_clash
    assert bool(clash([two, every(one)])) is is_clash
    assert clash([one, CompareScale("hire", two.operator, two.to)]) == ""
