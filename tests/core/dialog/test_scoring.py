"""The shared scoring module: from answers to advice."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.model import Reason
from bot.core.dialog.scoring import Rule, Tallied, score
from bot.core.words.english import ENGLISH
from tests.boat import boat
from tests.core.solo.test_engine import TO_REVIEW
from tests.example import after, dog

KIDS: Answers = {
    "leaning": Silence.UNSURE,
    "wish": "kids",
    "garden": ("me",),
    "hours": Fraction(12),
    "pause": "read",
    "else": Silence.SKIPPED,
}


def test_the_first_outcome_whose_rule_holds_is_the_advice() -> None:
    advice = score(dog(), after(*TO_REVIEW).answers)

    assert advice.outcome is dog().outcomes[0]
    assert advice.scales == {"ready": Fraction(900, 10), "borrow": Fraction(100, 5)}
    assert advice.fits == {"get": Fraction(900, 10), "lend": Fraction(100, 5)}


def test_only_reasons_and_steps_that_hold_are_given() -> None:
    advice = score(dog(), after(*TO_REVIEW).answers)

    assert [each.say for each in advice.because] == [
        "Somebody is at home much of the day.",
        "Rain does not stop you.",
    ]
    assert [each.do for each in advice.next_steps] == ["Visit the shelter", "Share out the walks"]
    assert [each.title for each in advice.readings] == ["First weeks with a dog"]


def test_the_trace_tells_every_rule_that_was_tried() -> None:
    advice = score(dog(), {"wish": "kids"})

    assert advice.outcome.id == "later"
    assert advice.trace == (
        Rule(
            "get_it",
            "(“Ready for a dog” is at least 70 and “Somebody is at home much of the day.” is true)",
            None,
        ),
        Rule(
            "try_it",
            "(“How much do you like walking in the rain?” is “Not at all” or “A bit” "
            "or “Better to borrow one” is more than “Ready for a dog”)",
            None,
        ),
        Rule("later", "no rule before fits", True),
    )


def test_the_same_answers_give_the_same_advice() -> None:
    assert score(dog(), KIDS) == score(dog(), dict(reversed(list(KIDS.items()))))


def test_silence_alone_fits_nothing() -> None:
    advice = score(dog(), {"leaning": Silence.UNSURE, "garden": Silence.SKIPPED})

    assert advice.fits == {"get": None, "lend": None}
    assert advice.outcome.id == "later"


def test_a_tally_counts_the_facts_that_hold_and_none_that_cannot_be_told() -> None:
    facts = boat().facts

    advice = score(boat(), {"water": "lake", "fee": "hard", "crew": ("ann",)})

    assert advice.tallies == {"brakes": Tallied((facts["dear"],), (facts["alone"], facts["no_berth"]))}


def test_without_scales_nothing_says_how_far_an_alternative_fits() -> None:
    advice = score(boat(), {"water": "lake", "fee": "fair", "crew": ("ann",)})

    assert (advice.outcome.id, advice.title(ENGLISH), advice.fits, advice.scales) == (
        "buy",
        "Yes: buy a boat.",
        {},
        {},
    )


def test_the_title_names_the_condition_that_is_open() -> None:
    advice = score(boat(), {"water": "lake", "fee": "hard", "crew": ("ann",)})

    assert advice.title(ENGLISH) == "Yes, once the price no longer hurts."
    assert [each.say for each in advice.once] == ["the price no longer hurts"]
    assert [each.say for each in advice.but] == ["It costs more than you have.", "A list moves slowly."]


@pytest.mark.parametrize(
    ("open_", "title"),
    [
        ((), "Yes."),
        (("a",), "Yes, once a."),
        (("a", "b"), "Yes, once a and b."),
        (("a", "b", "c", "d"), "Yes, once a, b, c and d."),
    ],
)
def test_several_open_conditions_are_named_in_one_sentence(open_: tuple[str, ...], title: str) -> None:
    once = replace(boat().outcomes[1], when=None, once=tuple(map(Reason, open_)))

    assert score(replace(boat(), outcomes=(once,)), {}).title(ENGLISH) == title
