"""The small language of forms, and that each form finds the text it was written for."""

import re
from collections.abc import Callable

import pytest

from bot.core.typed.clean import key_of
from bot.core.typed.distress import OF_DANGER, is_danger
from bot.core.typed.figures import FIGURES, NOT_MEANT
from bot.core.typed.forms import Wording, any_of, read_forms, spaced
from bot.core.typed.plain_talk import in_plain_words, once_each
from bot.core.typed.weights import OF_FEAR, OF_LOWNESS, OF_ONESELF_ALONE


def finds(form: str, text: str, **names: str) -> bool:
    return any_of(read_forms(form, names)).search(spaced(text)) is not None


def is_found(form: Wording, words: Callable[[str], str]) -> bool:
    """Whether a form finds its example. words: what is done to a key before."""
    return any_of([form]).search(spaced(words(key_of(form.example)))) is not None


@pytest.mark.parametrize(
    ("form", "found", "passed_over"),
    [
        ("want|wish to die", "i wish to die", "want"),
        ("suicid*", "suicidal", "a suicid"[:4]),
        ("want [just|so] die", "want so die", "want now die"),
        ("want [to|be]2 die", "want to be die", "want to be to die"),
        ("(carry on|live) now", "carry on now", "carry now"),
        ("no ..2 reason", "no good other reason", "no very good other reason"),
        ("dead _ end", "dead sure end", "dead end"),
        ("live !(in|at)", "live long", "live in town"),
        ("^ die", "die", "to die"),
        ("die $", "to die", "die hard"),
        ("end DAYS", "end my days", "end my day"),
        ("a b", "a b", "a bc"),
        ("die", "die", "diet"),
    ],
)
def test_a_form_finds_what_it_says(form: str, found: str, passed_over: str) -> None:
    assert finds(form, found, DAYS="(my days|all)")
    assert not finds(form, passed_over, DAYS="(my days|all)")


def test_a_name_may_use_those_before_it() -> None:
    assert finds("BOTH now", "good day now", DAY="(day|night)", BOTH="good|bad DAY")


def test_a_form_goes_on_where_the_next_line_is_indented() -> None:
    forms = read_forms("want to\n    (die|go)   # to die\nso be it # what it is\n")

    assert [each.example for each in forms] == ["to die", "what it is"]
    assert re.search(forms[0].pattern, spaced("want to go"))


def test_each_form_of_danger_finds_its_example() -> None:
    missed = [
        each.example for each in OF_DANGER if not (is_found(each, in_plain_words) and is_danger(each.example))
    ]

    assert missed == []


def test_each_figure_of_speech_finds_its_example_and_is_no_danger() -> None:
    figures = (*NOT_MEANT, *FIGURES)

    assert [
        each.example for each in figures if not is_found(each, in_plain_words) or is_danger(each.example)
    ] == []


def test_each_form_of_a_weight_finds_its_example() -> None:
    assert [
        each.example for each in (*OF_FEAR, *OF_LOWNESS, *OF_ONESELF_ALONE) if not is_found(each, str)
    ] == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("i jus really wanna fucking die lol", "i want to die"),
        ("I'd never ever be around any longer", "i would not ever be around anymore"),
        ("no one would miss my self", "nobody would miss myself"),
        ("sucide", "suicide"),
        ("i want want to dieeee", "i want to die"),
    ],
)
def test_plain_talk_has_one_word_for_each_thing(text: str, plain: str) -> None:
    assert in_plain_words(key_of(text)) == plain


def test_what_is_drawn_out_is_said_once() -> None:
    assert once_each("noooo i want want to") == "no i want to"
