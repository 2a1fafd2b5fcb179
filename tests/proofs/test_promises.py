"""What a dialog promises to everybody: its claims, true lines, filled titles, a case against."""

import re

import pytest

from bot.loader.reading import load_dialog
from bot.proofs.prover import prove
from tests.boat import BOAT, boat
from tests.example import DOG

FOUND = ("E44", "E47", "E55", "E56", "E57", "W76")


def findings(text: str, *changes: tuple[str, str]) -> list[str]:
    """The findings about promises, without their places and the answers that show them."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    problems = prove(load_dialog(text, "boat.yml")).problems
    return [f"{each.code}: {each.problem}" for each in problems if each.code in FOUND]


def test_a_dialog_that_keeps_its_promises_has_no_finding() -> None:
    proof = prove(boat())

    assert findings(BOAT) == []
    assert [(each.say, each.witness) for each in proof.claims] == [
        ("Nobody pays for a boat on dry land", None)
    ]
    assert proof.broken == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            "if: {not: wet}, never: [buy, once]",
            "if: dear, never: [once, buy]",
            "E55: this claim does not hold: Nobody pays for a boat on dry land",
        ),
        (
            "needs: wet",
            "needs: {crew: {has: ann}}",
            "E56: `because` 1 of the outcome `buy` takes for granted what is not so: "
            "“Who comes along?” is “Ann”",
        ),
        (
            "      - {if: no_berth, say: there is a berth}\n",
            "",
            "E47: nothing fills {once} in the title of `once`",
        ),
        (
            "      - {say: A list moves slowly., source: judgement}\n",
            "",
            "W76: none of the lines under `but` of `once` holds",
        ),
        (
            "doable: [{if: {water: lake}, say",
            "doable: [{if: {all: [{water: lake}, {water: sea}]}, say",
            "E44: `doable` 1 of the option `gift` of `fee`: (“Which water is near you?” is “A lake” and "
            "“Which water is near you?” is “The sea”) is never true",
        ),
    ],
    ids=["claim", "line", "title", "case against", "way that nobody has"],
)
def test_a_broken_promise_is_found_with_answers_that_show_it(old: str, new: str, found: str) -> None:
    assert findings(BOAT, (old, new)) == [found]


def test_the_answers_that_break_a_claim_are_shown() -> None:
    proof = prove(load_dialog(BOAT.replace("if: {not: wet}, never", "if: dear, never"), "boat.yml"))

    (claim,) = proof.claims
    assert claim.witness == {"water": "lake", "fee": "hard", "crew": ("ann",)}


def test_of_lines_to_watch_for_only_the_first_that_holds_is_said() -> None:
    both = '      - {if: wet, say: "If two of them change, look again."}\n'
    later = "      - {say: Look at the map., needs: {water: none}}\n"

    assert findings(BOAT, (both, both + later)) == []
    assert len(findings(BOAT, (both, later + both))) == 1


def test_an_outcome_that_trails_on_a_scale_says_what_outweighs_it() -> None:
    trailing = [
        "E57: `get_it` can be advised where `lend` fits better by its scale",
        "E57: `later` can be advised where `get` fits better by its scale",
        "E57: `try_it` can be advised where `get` fits better by its scale",
    ]
    silent = re.sub(" *outweighs: .*\n", "", DOG)

    assert sorted(findings(silent)) == trailing
    assert findings(DOG) == []
