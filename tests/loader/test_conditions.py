from fractions import Fraction

import pytest

from bot.core.dialog.answers import Silence
from bot.core.dialog.conditions import (
    Answered,
    AtLeast,
    Chosen,
    CompareScale,
    Condition,
    Count,
    FactHolds,
    HasAll,
    Not,
    Silent,
    every,
    some,
)
from bot.loader.reading import load_dialog
from tests.loader.kayak import PATH, kayak

SEA = Chosen("water", ("sea",))


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{water: sea}", SEA),
        ("{water: [sea, lake]}", Chosen("water", ("sea", "lake"))),
        ("{gear: vest}", Chosen("gear", ("vest",))),
        ("{gear: {has: vest}}", Chosen("gear", ("vest",))),
        ("{gear: {has_all: [vest, paddle]}}", HasAll("gear", ("vest", "paddle"))),
        ("{gear: {count: {gte: 2}}}", Count("gear", "gte", 2)),
        ("{metres: little}", Chosen("metres", ("little",))),
        ("{leaning: rent}", Chosen("leaning", ("rent",))),
        ("{keen: {gte: 60}}", CompareScale("keen", "gte", Fraction(60))),
        ("{keen: {lt: 62.5}}", CompareScale("keen", "lt", Fraction(125, 2))),
        ("{keen: {gt: hire}}", CompareScale("keen", "gt", "hire")),
        ("{answered: more}", Answered("more")),
        ("{skipped: more}", Silent("more", Silence.SKIPPED)),
        ("{unsure: leaning}", Silent("leaning", Silence.UNSURE)),
        ("{not: {water: sea}}", Not(SEA)),
        ("{all: [{water: sea}, {answered: more}]}", every(SEA, Answered("more"))),
        ("{any: [{water: sea}, {answered: more}]}", some(SEA, Answered("more"))),
        ("{at_least: {n: 1, of: [{water: sea}]}}", AtLeast(1, (SEA,))),
        ("{not: {any: [{not: {water: sea}}]}}", Not(some(Not(SEA)))),
    ],
)
def test_an_operator_becomes_its_condition(written: str, condition: Condition) -> None:
    dialog = load_dialog(kayak(("{if: ready,", f"{{if: {written},")), PATH)

    assert dialog.outcomes[0].because[0].when == condition


def test_a_fact_is_used_by_its_name_also_in_later_facts() -> None:
    dialog = load_dialog(kayak(), PATH)

    roomy, ready = dialog.facts["roomy"], dialog.facts["ready"]

    assert roomy.when == Chosen("metres", ("enough",))
    assert ready.when == every(FactHolds(roomy), Chosen("gear", ("vest",)))
    assert dialog.outcomes[0].because[0].when == FactHolds(ready)


def test_a_question_can_be_asked_only_after_an_earlier_one() -> None:
    dialog = load_dialog(
        kayak(("ask_if: {water: sea}", "ask_if: {all: [{water: sea}, {leaning: buy}]}")), PATH
    )

    assert dialog.questions["gear"].ask_if == every(SEA, Chosen("leaning", ("buy",)))
