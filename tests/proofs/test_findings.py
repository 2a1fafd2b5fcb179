"""Each kind of finding, seeded in a small dialog; and in the shipped one, made worse."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bot.core.dialog.model import Dialog
from bot.core.dialog.source import DialogError
from bot.loader.reading import load_dialog
from bot.proofs import bounds, diagram
from bot.proofs.effects import RuleFormulas
from bot.proofs.neighbours import relabel
from bot.proofs.prover import ProofStopped, Prover, prove
from bot.proofs.silence import find_silence_that_pays
from tests.bench.synthetic import made_up

AI_CERT = (Path(__file__).parents[1] / "fixtures/ai-cert-2/dialog.yml").read_text(encoding="utf-8")

BOAT = """\
format: 1
id: boat
version: 1
lang: en
title: Is a boat right for me?
decision: Buy a boat this summer
leaning: {ask: Where do you lean, why: We compare it at the end}
meta:
  updated: 2026-06-01
  review_by: 2027-06-01
  author: A. Coach
  funding: none
  evidence: opinion
  unsure_about: How the summer will be
scales:
  keen: {label: Keen to sail}
  hire: {label: Better to hire}
alternatives:
  buy: {label: Buy one, pros: [Always there], cons: [Costs a lot], scale: keen}
  rent: {label: Hire one, pros: [Cheap at first], cons: [Often booked], scale: hire}
questions:
  - id: water
    ask: Where would you sail?
    why: Some waters are close.
    about: value
    source: judgement
    options:
      - {id: lake, text: On a lake, score: {keen: 1, hire: 2}}
      - {id: sea, text: On the sea, score: {keen: 2, hire: 0}}
  - id: gear
    ask: What do you own already?
    why: What you have needs not be bought.
    ask_if: {water: sea}
    allow: [skip]
    source: judgement
    options:
      - {id: vest, text: A vest, score: {keen: 2, hire: 0}}
      - {id: nothing, text: Nothing, score: {keen: 0, hire: 2}}
facts:
  fitted: {when: {gear: vest}, say: You have the gear}
outcomes:
  - id: buy_it
    alternative: buy
    when: {all: [{keen: {gt: hire}}, fitted]}
    title: Your answers lean towards a boat.
    advice: You have the gear and the will.
    because: [{say: You like it, source: judgement}]
  - id: hire_one
    alternative: rent
    otherwise: true
    title: Your answers lean towards hiring.
    advice: Hire for one summer.
    because: [{say: Hiring shows how it feels, source: judgement}]
"""

MIDDLE = """\
  - id: middle
    alternative: rent
    when: {%s}
    title: Something else.
    advice: Something else.
    because: [{say: It is so, source: judgement}]
  - id: hire_one
"""


def boat(*changes: tuple[str, str]) -> Dialog:
    """The dialog with some of its text replaced; each old text is there exactly once."""
    text = BOAT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_dialog(text, "boat.yml")


def said(dialog: Dialog, code: str) -> list[str]:
    """The findings of one code, without their hints."""
    return [
        f"{each.line}:{each.column} {each.problem}" for each in prove(dialog).problems if each.code == code
    ]


@pytest.mark.parametrize(
    ("code", "changes", "finding"),
    [
        pytest.param(
            "E40",
            [("ask_if: {water: sea}", "ask_if: {all: [{water: sea}, {water: lake}]}")],
            "30:5 the question `gear` is never asked",
            id="a question that is never asked",
        ),
        pytest.param(
            "E42",
            [("{all: [{keen: {gt: hire}}, fitted]}", "{all: [{hire: {gte: 60}}, fitted]}")],
            "42:5 no answers lead to the outcome `buy_it`",
            id="an outcome that nothing leads to",
        ),
        pytest.param(
            "E43",
            [("  - id: hire_one\n", MIDDLE % "all: [{keen: {gte: 90}}, {gear: vest}]")],
            "48:5 the outcome `middle` is never reached: `buy_it` takes all that its rule fits",
            id="a rule that an earlier one shadows",
        ),
        pytest.param(
            "E44",
            [("when: {gear: vest}", "when: {all: [{gear: vest}, {answered: water}]}")],
            "40:3 the fact `fitted`: “Where would you sail?” is answered is always true",
            id="a part that is always true",
        ),
        pytest.param(
            "E44",
            [("{say: Hiring shows", "{if: fitted, say: Hiring shows"), ("fitted]}", "{gear: vest}]}")],
            "53:15 `because` 1 of the outcome `hire_one` is never said",
            id="a reason that is never said",
        ),
        pytest.param(
            "E46",
            [("{say: Hiring shows", "{if: {water: lake}, say: Hiring shows")],
            "48:5 the outcome `hire_one` can be reached without any reason",
            id="an outcome without a reason",
        ),
        pytest.param(
            "W34",
            [("keen: {label: Keen to sail}", "keen: {label: Keen to sail, min_answered: 2}")],
            "16:3 the scale `keen` has no value in 50.0 % of all answer sets",
            id="a scale without a value",
        ),
        pytest.param(
            "W35",
            [("    about: value\n", "    about: value\n    weight: 2\n")],
            "22:5 the weight of `water` changes no outcome",
            id="a weight for nothing",
        ),
        pytest.param(
            "W47",
            [],
            "48:5 75.0 % of all answer sets fit no rule and end in `hire_one`",
            id="too much for the last outcome",
        ),
        pytest.param(
            "W48",
            [
                ("{all: [{keen: {gt: hire}}, fitted]}", "{water: sea}"),
                ("  - id: hire_one\n", MIDDLE % "keen: {gte: 50}"),
            ],
            "48:5 75.0 % of what the rule of `middle` fits goes to `buy_it`, by order only",
            id="a rule that loses most by order",
        ),
        pytest.param(
            "W49",
            [("{all: [{keen: {gt: hire}}, fitted]}", "{not: {gear: vest}}")],
            "30:5 `vest` speaks more for `buy` than `nothing`, and yet can lose it",
            id="more for it loses it",
        ),
        pytest.param(
            "W50",
            [("{all: [{keen: {gt: hire}}, fitted]}", "{skipped: gear}")],
            "30:5 `gear` left out can lead to `buy` where no answer to it does",
            id="silence that pays",
        ),
        pytest.param(
            "W80",
            [("ask: Where would you sail?", "group: {sensitive: true}\n    ask: Where would you sail?")],
            "22:5 only the answer `sea` to `water` leads to `buy`",
            id="advice that betrays an answer",
        ),
        pytest.param(
            "W51",
            [("{all: [{keen: {gt: hire}}, fitted]}", "{water: sea}")],
            "30:5 `vest` and `nothing` of `gear` never lead to different advice",
            id="options that are alike",
        ),
        pytest.param(
            "W52",
            [],
            "20:3 75.0 % of all answer sets lead to `rent`",
            id="an alternative for nearly everybody",
        ),
    ],
)
def test_a_seeded_fault_is_found_where_it_is(code: str, changes: list[tuple[str, str]], finding: str) -> None:
    assert finding in said(boat(*changes), code)


def test_advice_to_those_who_were_not_asked_betrays_no_answer() -> None:
    shielded = ("    ask_if: {water: sea}\n", "    ask_if: {water: sea}\n    group: {sensitive: true}\n")

    assert said(boat(shielded, ("{all: [{keen: {gt: hire}}, fitted]}", "{water: lake}")), "W80") == []


def test_an_option_beyond_the_bounds_of_its_number_is_found() -> None:
    hours = load_dialog(
        BOAT.replace("    ask_if: {water: sea}\n", "    kind: number\n    lowest: 0\n")
        .replace("text: A vest, score", "text: A vest, upto: 2, score")
        .replace("[skip]", "[skip]\n    highest: 9"),
        "boat.yml",
    )
    gear = replace(hours.questions["gear"], settings={"lowest": Fraction(0), "highest": Fraction(1)})
    short = replace(hours, questions={**hours.questions, "gear": gear})

    assert said(hours, "E41") == []
    assert [each.split(" ", 1)[1] for each in said(short, "E41")] == [
        "nobody can choose the option `nothing` of `gear`"
    ]


def test_a_finding_shows_the_answers_that_it_is_about() -> None:
    dialog = boat(("{all: [{keen: {gt: hire}}, fitted]}", "{skipped: gear}"))

    (finding,) = [each for each in prove(dialog).problems if each.code == "W50"]

    assert finding.hint == "with {leaning: buy, water: sea}"


TOO_OFTEN = """\
accept:
  - finding: W52
    of: rent
    because: A summer is short.
scales:
"""


def test_a_finding_that_the_author_accepts_with_a_reason_is_left_out() -> None:
    found = {each.code for each in prove(boat()).problems}

    accepted = {each.code for each in prove(boat(("scales:\n", TOO_OFTEN))).problems}

    assert "W52" in found
    assert accepted == found - {"W52"}


@pytest.mark.parametrize(
    ("finding", "of"), [("W51", "rent"), ("W52", "buy"), ("W52", "canoe")], ids=["code", "place", "nothing"]
)
def test_what_is_accepted_and_does_not_occur_is_a_finding(finding: str, of: str) -> None:
    stale = TOO_OFTEN.replace("W52", finding).replace("rent", of)

    dialog = boat(("scales:\n", stale))

    assert said(dialog, "W54") == [f"16:5 {finding} is accepted for `{of}`, and is not found there"]
    assert len(said(dialog, "W52")) == 1


def test_nothing_is_said_of_what_is_accepted_before_everything_is_proved() -> None:
    dialog = boat(("scales:\n", TOO_OFTEN))

    assert Prover(dialog).so_far().problems == ()


def test_what_is_accepted_changes_neither_what_decides_nor_what_is_said() -> None:
    plain, accepting = boat(), boat(("scales:\n", TOO_OFTEN))

    assert (accepting.logic_hash, accepting.wording_hash) == (plain.logic_hash, plain.wording_hash)


def test_an_error_cannot_be_accepted() -> None:
    with pytest.raises(DialogError, match="E12"):
        boat(("scales:\n", TOO_OFTEN.replace("W52", "E40")))


def test_a_dialog_too_large_to_prove_names_the_question_to_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_STATES", 3_000)

    with pytest.raises(DialogError) as refused:
        prove(made_up(12, 5))

    (problem,) = refused.value.problems
    assert (problem.code, problem.hint) == (
        "E53",
        "split, leave out or score by fewer scales `q8` (without it 11% of the states are left)"
        " or `q3` (without it 41% of the states are left)",
    )


def test_a_dialog_in_which_everybody_may_leave_out_anything_is_proved() -> None:
    proof = prove(made_up(10, 5, "[skip, unsure]"))

    assert (proof.total, proof.losses, proof.silences) == (39_416_436_675, (), ())


def test_comparisons_of_answers_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = made_up(12, 5, allow="[skip]")
    rules = RuleFormulas(dialog)
    built = diagram.build_diagram(
        rules, tuple(rules.condition_formula(each.when) for each in dialog.outcomes), quietly
    )
    by_alternative = relabel(built, lambda leaf: dialog.outcomes[leaf.index(True)].alternative)
    monkeypatch.setattr(bounds, "MOST_STATES", 30_000)

    with pytest.raises(DialogError, match="E53: too many states"):
        list(find_silence_that_pays(dialog, by_alternative, quietly))


def quietly(states: int) -> None:
    """Tell nobody how far it is."""


# --- a dialog as large as those shipped -------------------------------------------------------


def test_a_rule_that_an_earlier_one_swallows_is_found_among_millions_of_answer_sets() -> None:
    text = AI_CERT.replace(
        "when: {all: [purpose, sound_hope, has_place, ahead, good_course]}", "when: {all: [purpose, ahead]}"
    )
    prover = Prover(load_dialog(text, "dialog.yml"), once_outcomes_are_proved)

    with pytest.raises(ProofStopped):
        prover.proof()

    assert [each.problem for each in prover.so_far().problems if each.code == "E43"] == [
        "the outcome `settle` is never reached: `go` takes all that its rule fits"
    ]


def once_outcomes_are_proved(what: str, states: int) -> None:
    """Leave out what takes most of the time."""
    if what != "outcomes":
        raise ProofStopped
