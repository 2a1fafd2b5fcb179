import subprocess
import sys

import pytest

from bot.loader.fingerprints import NEITHER, WORDING
from bot.loader.kind_shapes import option_shape, question_shape, wording_keys
from bot.loader.outcome_shapes import NextStepShape, OutcomeShape, ReadingShape, ReasonShape
from bot.loader.reading import load_dialog
from bot.loader.shape import (
    AlternativeShape,
    FactShape,
    GroupShape,
    HeadShape,
    LeaningShape,
    MetaShape,
    ScaleShape,
    SourceShape,
    TallyShape,
    TogetherShape,
)
from tests.loader.kayak import KAYAK, PATH, kayak

SHAPES = (
    HeadShape, ScaleShape, AlternativeShape, option_shape(), GroupShape, question_shape(), FactShape,
    ReasonShape, NextStepShape, ReadingShape, OutcomeShape, LeaningShape, TallyShape,
    TogetherShape,
)  # fmt: skip
ONLY_SAID = (MetaShape, SourceShape)
"""Shapes that stand under a key of wording, so that none of their own keys decides."""


def hashes(text: str) -> tuple[str, str]:
    dialog = load_dialog(text, PATH)
    return dialog.logic_hash, dialog.wording_hash


@pytest.mark.parametrize(
    "change",
    [
        ("title: Is a kayak right for me?", "title: A kayak for me?"),
        ("decision: Buy a kayak", "decision: Get a kayak"),
        ("lang: en", "lang: en-GB"),
        ("{ask: Where do you lean,", "{ask: Where do you stand,"),
        ("author: A. Coach", "author: B. Coach"),
        ("review_by: 2027-06-01", "review_by: 2028-06-01"),
        ("B1: Water is cold", "B1: Water is very cold"),
        ("label: Keen to paddle", "label: Keen on it"),
        ("label: Buy one", "label: Buy it"),
        ("pros: [Always there]", "pros: [Right there]"),
        ("{you: About you}", "{you: You}"),
        ("    section: you\n", ""),
        ("    kind: text\n", "    kind: text\n    names: true\n"),
        ("ask: Where would you paddle?", "ask: Which water?"),
        ("why: A boat is long.", "why: Boats are long."),
        ("unit: metres", "unit: m"),
        ("text: On a lake", "text: A lake"),
        ("text: On a lake", "note: Good, text: On a lake"),
        ("text: On a lake", "reasons: [Calm], text: On a lake"),
        ("source: B2", "source: B1"),
        ("say: There is room", "say: There is space"),
        ("advice: Hire for one summer.", "advice: Hire first."),
        ("say: You like it, source", "say: You do like it, source"),
        ("do: Try two", "do: Try three"),
        ("{title: Small boats, source: book}", "{title: Boats, source: book}"),
        ("    revisit_after: 60d", "    coach_prompt: What then?\n    revisit_after: 60d"),
    ],
    ids=lambda change: change[1],
)
def test_new_wording_leaves_the_logic_as_it_was(change: tuple[str, str]) -> None:
    logic, wording = hashes(KAYAK)

    after = hashes(kayak(change))

    assert (after[0] == logic, after[1] == wording) == (True, False)


@pytest.mark.parametrize(
    "change",
    [
        ("hire: {label: Better to hire}", "hire: {label: Better to hire, missing: block}"),
        ("hire: {label: Better to hire}", "hire: {label: Better to hire, min_answered: 2}"),
        ("cons: [Often booked], scale: hire", "cons: [Often booked], scale: keen"),
        ("    kind: many", "    kind: many\n    weight: 3"),
        ("    kind: many", "    kind: many\n    changeable: now"),
        ("    kind: many", "    kind: many\n    group: {k_min: 7}"),
        ("    kind: many", "    kind: many\n    replaces: [old]"),
        ("    about: value", "    about: value\n    allow: [skip]"),
        ("    about: value\n", "    allow: []\n"),
        ("    ask_if: {water: sea}\n", ""),
        ("    ask_if: {water: sea}", "    ask_if: {water: lake}"),
        ("exclusive: true, ", ""),
        ("upto: 2.5", "upto: 3"),
        ("highest: 20", "highest: 30"),
        ("{keen: 3, hire: 0}", "{keen: 3, hire: 1}"),
        ("{when: {metres: enough}", "{when: {answered: metres}"),
        ("{gte: 60}", "{gte: 61}"),
        ("{if: ready, say", "{if: roomy, say"),
        ("by: 7d", "by: 8d"),
        ("revisit_after: 60d", "revisit_after: 90d"),
    ],
    ids=lambda change: change[1],
)
def test_new_logic_leaves_the_wording_as_it_was(change: tuple[str, str]) -> None:
    logic, wording = hashes(KAYAK)

    after = hashes(kayak(change))

    assert (after[0] == logic, after[1] == wording) == (False, True)


@pytest.mark.parametrize(
    "change",
    [
        ("version: 3", "version: 4"),
        ("    kind: many", "    kind: many\n    weight: 1"),
        ("  - id: water", "  # the sea is colder\n  - id: water"),
        ("title: Is a kayak right for me?", 'title: "Is a kayak right for me?"'),
        ("hire: {label: Better to hire}", "hire: {missing: rescale, label: Better to hire}"),
        ("{id: little, text: Too little, upto: 2.5", "{id: little, upto: '2.50', text: Too little"),
    ],
    ids=lambda change: change[1],
)
def test_what_neither_decides_nor_is_said_changes_no_fingerprint(change: tuple[str, str]) -> None:
    assert hashes(kayak(change)) == hashes(KAYAK)


def test_the_order_of_alternatives_decides() -> None:
    lines = KAYAK.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("  buy:"))
    lines[at], lines[at + 1] = lines[at + 1], lines[at]

    assert hashes("".join(lines))[0] != hashes(KAYAK)[0]


def test_fingerprints_are_the_same_in_every_process() -> None:
    script = (
        "import sys; from bot.loader.reading import load_dialog as load;"
        "dialog = load(sys.stdin.read(), 'k'); print(dialog.logic_hash, dialog.wording_hash)"
    )

    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=KAYAK,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert said == {" ".join(hashes(KAYAK)) + "\n"}


def test_a_new_key_has_to_be_told_apart_before_it_can_be_used() -> None:
    decides = {name for shape in SHAPES for name in shape.model_fields} - WORDING - wording_keys() - NEITHER

    assert decides == {
        "about", "allow", "alternative", "ask_if", "because", "but", "by", "changeable", "crosstabs",
        "discuss", "exclusive", "group", "guess", "highest", "icebreaker", "id", "k_min", "kind", "leaning",
        "level", "longest", "lowest", "min_answered", "missing", "next_steps", "of", "once", "only",
        "options", "ordered", "otherwise", "outsiders", "readings", "replaces", "reveal", "revisit_after",
        "scale", "score", "sensitive", "split_at", "tallies", "timer", "upto", "weight", "when",
    }  # fmt: skip
