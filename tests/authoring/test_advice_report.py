"""The advice with its whole trace, as text and as data."""

import json

from bot.authoring.advice_report import data_report, text_report
from bot.core.dialog.answers import Answers, Silence
from tests.boat import boat
from tests.core.dialog.test_scoring import KIDS
from tests.core.solo.test_engine import TO_REVIEW
from tests.example import after, dog


def test_the_text_tells_scales_rules_reasons_and_what_would_change_it() -> None:
    assert (
        text_report(dog(), after(*TO_REVIEW).answers)
        == """\
Your answers lean towards getting a dog.
You have the time and the will.

Outcome:
get_it → Get a dog

How sure:
hangs; on “How many hours is somebody at home?”

Scales, 0 to 100:
• Ready for a dog: 90
• Better to borrow one: 20

Rules, in the order they were tried:
✓ get_it: (“Ready for a dog” is at least 70 and “Somebody is at home much of the day.” is true)

Why:
• Somebody is at home much of the day.
• Rain does not stop you.

The case against:
• Try it first

What mattered most:
How many hours is somebody at home?

Next steps:
• Visit the shelter
• Share out the walks

Further reading:
• First weeks with a dog"""
    )


def test_a_rule_that_cannot_be_told_is_marked_so() -> None:
    answers = {**KIDS, "garden": Silence.SKIPPED, "hours": Silence.SKIPPED}

    assert "? get_it: " in text_report(dog(), answers)


def test_the_data_is_the_same_and_exact() -> None:
    data = json.loads(json.dumps(data_report(dog(), after(*TO_REVIEW).answers)))

    assert (data["outcome"], data["alternative"], data["firmness"]) == ("get_it", "get", "hangs")
    assert data["scales"] == {
        "ready": {"exact": "90", "rounded": 90.0},
        "borrow": {"exact": "20", "rounded": 20.0},
    }
    assert data["answers"]["hours"] == "10"
    assert data["rules"][0]["held"] is True
    assert (data["hinges"], data["untried"], data["rests_on_weights"]) == (["hours"], [], False)
    assert (data["but"], data["rival"], data["upward"]) == (["Try it first"], "lend", None)
    assert data["next_steps"][0] == {"do": "Visit the shelter", "by_days": 7, "message": ""}


def test_what_has_no_value_says_so() -> None:
    data = data_report(dog(), KIDS)

    assert data["answers"]["leaning"] == "unsure"
    assert data["scales"]["borrow"] == {"exact": "100", "rounded": 100.0}


def test_a_dialog_of_facts_tells_what_counts_and_what_would_make_it_a_yes() -> None:
    answers: Answers = {"water": "lake", "fee": "hard", "crew": ("ann",)}

    text, data = text_report(boat(), answers), data_report(boat(), answers)

    assert "Tallies:\n• What speaks against it: 1 (The price hurts.)" in text
    assert (
        "What would make it a yes:\n"
        "if the club gave you one (“How does the price feel?” → “3 of 3: It is a gift”): "
        "buy, Yes: buy a boat."
    ) in text
    assert data["tallies"] == {"brakes": {"count": 1, "holding": ["dear"]}}
    assert data["title"] == "Yes, once the price no longer hurts."
    assert data["upward"] == {
        "answers": {"fee": "gift"},
        "if": ["the club gave you one"],
        "outcome": "buy",
        "title": "Yes: buy a boat.",
    }
