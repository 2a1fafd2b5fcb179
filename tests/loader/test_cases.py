from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.source import DialogError, Place
from bot.core.kinds.note import READ
from bot.loader.cases import Persona, load_answers, load_cases
from bot.loader.reading import load_dialog
from tests.loader.kayak import KAYAK

DIALOG = load_dialog(KAYAK, "kayak.yml")
WAY = "{leaning: rent, water: sea, gear: [paddle, vest], metres: 2.5, more: I live by a lake}"

CASES = f"""\
dialog: kayak
cases:
  - id: rower
    about: Rows already
    answers: {WAY}
    outcome: hire_one
    firmness: firm
    because: Hiring shows
  - id: silent-where-it-can-be
    about: Says little
    answers: {{leaning: unsure, water: lake, metres: unsure, more: skipped}}
    outcome: hire_one
"""


def test_answers_are_read_as_their_questions_mean_them() -> None:
    assert load_answers(WAY, "a.yml", DIALOG) == {
        "leaning": "rent",
        "water": "sea",
        "gear": ("vest", "paddle"),
        "metres": Fraction(5, 2),
        "hello": READ,
        "more": "I live by a lake",
    }


def test_personas_are_read_with_what_they_are_to_be_told() -> None:
    cases = load_cases(CASES, "cases.yml", DIALOG)

    silent: Answers = {
        "leaning": Silence.UNSURE,
        "water": "lake",
        "metres": Silence.UNSURE,
        "more": Silence.SKIPPED,
        "hello": READ,
    }
    assert cases == (
        Persona(
            id="rower",
            about="Rows already",
            answers=load_answers(WAY, "a.yml", DIALOG),
            outcome="hire_one",
            firmness="firm",
            because="Hiring shows",
            place=Place("cases.yml", 3, 5),
        ),
        Persona(
            id="silent-where-it-can-be",
            about="Says little",
            answers=silent,
            outcome="hire_one",
            firmness="",
            because="",
            place=Place("cases.yml", 9, 5),
        ),
    )


def test_one_option_of_several_needs_no_list() -> None:
    answers = load_answers(WAY.replace("[paddle, vest]", "nothing"), "a.yml", DIALOG)

    assert answers["gear"] == ("nothing",)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("water: sea", "watr: sea", ["1:17: E20: unknown question `watr` (did you mean `water`?)"]),
        ("water: sea", "water: see", ["1:24: E23: `water` has no option `see` (did you mean `sea`?)"]),
        ("water: sea", "water: [sea]", ["1:24: E12: `water` takes one answer, not a list"]),
        (
            "water: sea",
            "water: skipped",
            ["1:24: E25: `water` cannot be skipped (its `allow` does not list it)"],
        ),
        (
            "metres: 2.5",
            "metres: skipped",
            ["1:59: E25: `metres` cannot be skipped (its `allow` does not list it)"],
        ),
        (
            "metres: 2.5",
            "metres: 21",
            ["1:59: E12: `metres` cannot be `21` (It has to be from 0 to 20 metres.)"],
        ),
        (
            "[paddle, vest]",
            "[paddle, boat]",
            ["1:44: E23: `gear` has no option `boat` (use `nothing`, `paddle` or `vest`)"],
        ),
        (
            "[paddle, vest]",
            "[paddle, nothing]",
            [
                "1:35: E12: these options of `gear` cannot stand together "
                "(one is written twice, or is exclusive)"
            ],
        ),
        (
            "[paddle, vest]",
            "[vest, vest]",
            [
                "1:35: E12: these options of `gear` cannot stand together "
                "(one is written twice, or is exclusive)"
            ],
        ),
        ("[paddle, vest]", "[]", ["1:35: E12: `gear` needs one option or more"]),
        ("[paddle, vest]", "[[vest]]", ["1:36: E12: an option of `gear` is one word"]),
        (
            "water: sea",
            "water: sea, hello: hi",
            ["1:36: E12: the only answer to a note is `read` (leave it out)"],
        ),
        (
            "water: sea",
            "water: lake",
            ["1:30: E93: `gear` is not asked with these answers (leave it out)"],
        ),
        (
            "metres: 2.5, ",
            "",
            [
                "1:1: E93: no answer to `metres`, which is asked here "
                "(answer it; `skipped` and `unsure` count where it allows them)"
            ],
        ),
        (
            "water: sea, gear",
            "water: see, gaer",
            [
                "1:24: E23: `water` has no option `see` (did you mean `sea`?)",
                "1:29: E20: unknown question `gaer` (did you mean `gear`?)",
            ],
        ),
        (
            "water: sea",
            "water: No",
            ["1:24: E23: `water` has no option `No` (use `lake` or `sea`)"],
        ),
        (
            "water: sea",
            "water: ",
            ["1:17: E04: `water` has no value (if it belongs to the text before it, put the text in quotes)"],
        ),
    ],
)
def test_answers_that_do_not_go_with_the_dialog_are_refused(old: str, new: str, found: list[str]) -> None:
    with pytest.raises(DialogError) as raised:
        load_answers(WAY.replace(old, new), "a.yml", DIALOG)

    assert str(raised.value).splitlines() == [f"a.yml:{each}" for each in found]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("dialog: kayak", "dialog: canoe", "1:9: E20: these are cases of `canoe`, not of `kayak`"),
        (
            "outcome: hire_one\n    firm",
            "outcome: hire_on\n    firm",
            "6:14: E20: unknown outcome `hire_on` (did you mean `hire_one`?)",
        ),
        (
            "because: Hiring shows",
            "because: Hiring is dear",
            "8:14: E20: no reason of the outcome `hire_one` says this (copy it from there)",
        ),
        (
            "firmness: firm",
            "firmness: sure",
            "7:15: E12: `firmness` must be `firm`, `hangs` or `close`, not `sure`",
        ),
        ("id: silent-where-it-can-be", "id: rower", "9:9: E13: the id `rower` is taken (on line 3)"),
        (
            "id: rower",
            "id: The rower",
            "3:9: E12: `id` cannot be `The rower` (use 1-40 of a-z 0-9 _ - and begin with a letter)",
        ),
        ("    about: Rows already\n", "", "3:5: E11: `about` is missing"),
        (
            "    about: Rows already",
            "    abuot: x\n    about: Rows",
            "4:5: E10: unknown key `abuot` (`about` is here already; remove one of the two)",
        ),
        (f"answers: {WAY}", "answers: all", "5:14: E12: `answers` must be a mapping, not `all`"),
        (
            "gear: [paddle, vest]",
            "gear: [paddle, vets]",
            "5:57: E23: `gear` has no option `vets` (did you mean `vest`?)",
        ),
    ],
)
def test_a_case_that_is_none_is_refused(old: str, new: str, found: str) -> None:
    assert CASES.count(old) == 1

    with pytest.raises(DialogError) as raised:
        load_cases(CASES.replace(old, new), "cases.yml", DIALOG)

    assert str(raised.value) == f"cases.yml:{found}"


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, len(CASES)),
    st.integers(0, 12),
    st.text(alphabet="ab:,{}[]'\"#-?&*!\n 0~", max_size=8),
)
def test_damaged_cases_are_cases_or_a_list_of_mistakes(at: int, length: int, other: str) -> None:
    text = CASES[:at] + other + CASES[at + length :]

    with suppress(DialogError):
        assert load_cases(text, "cases.yml", DIALOG)
