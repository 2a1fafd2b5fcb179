import pytest

from bot.loader.reading import examine
from bot.loader.signs import explain_difference, hidden_in, named, plain_name
from tests.loader.kayak import PATH, kayak


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\U0001f3fd\u200d\U0001f680 \u2764\ufe0f\u200d\U0001f525 1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937 \u0995\u09cd\u200c",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        "\u05e9\u05dc\u05d5\u05dd\u200f!",
        "caf\u00e9 cafe\u0301",
        "10\u00a0km\u202f!",
        "\u0421\u043e\u0440\u043e\u043a \u03bcm \uff21\uff29",
    ],
    ids=["emoji", "flag", "persian", "indic", "hebrew", "mark", "accents", "spaces", "scripts"],
)
def test_what_a_script_or_an_emoji_needs_is_no_finding(text: str) -> None:
    examined = examine(kayak(("Where would you paddle?", text)), PATH)

    assert (examined.dialog is not None, examined.problems) == (True, ())


@pytest.mark.parametrize(
    "sign",
    "\xad\u034f\u061c\u115f\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u2800\u3164\uffa0\ufe0f\U000e0041",
    ids=named,
)
def test_a_sign_that_nobody_sees_is_found_between_latin_letters(sign: str) -> None:
    assert list(hidden_in(f"ab{sign}c")) == [2]


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("water", "water"),
        ("w\u0430t\u0435r", "water"),
        ("\u03bfne", "one"),
        ("\uff4c\uff41\uff4b\uff45", "lake"),
        ("la\u200bke\xa0", "lake"),
        ("2026\u201106\u201101", "2026-06-01"),
        ("caf\u00e9", "caf\u00e9"),
        ("\u0441\u043b\u043e\u043d", "\u0441\u043b\u043e\u043d"),
        ("\u200b", "\u200b"),
    ],
)
def test_a_name_is_read_as_it_looks(word: str, plain: str) -> None:
    assert plain_name(word) == plain


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Cafe\u0301", "Caf\u00e9", "U+0065 LATIN SMALL LETTER E + U+0301 COMBINING ACUTE ACCENT against "
         "U+00E9 LATIN SMALL LETTER E WITH ACUTE"),
        ("Caf\u00e9", "Caf\u00e9", ""),
        ("Cafe", "Caf\u00e9", ""),
    ],
)  # fmt: skip
def test_twins_are_told_apart_by_their_first_different_sign(one: str, other: str, difference: str) -> None:
    assert explain_difference(one, other) == difference


def test_a_sign_without_a_name_is_named_by_its_code_point() -> None:
    assert [named(sign) for sign in "\x01\u200b"] == ["U+0001", "U+200B ZERO WIDTH SPACE"]
