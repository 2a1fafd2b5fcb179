"""The advice with its whole trace, as text and as data."""

import json

from bot.authoring.advice_report import data_report, text_report
from bot.core.dialog.answers import Silence
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
leaning

Scales, 0 to 100:
• Ready for a dog: 90
• Better to borrow one: 20

Rules, in the order they were tried:
✓ get_it: (“Ready for a dog” is at least 70 and “Somebody is at home much of the day.” is true)

Why:
• Somebody is at home much of the day.
• Rain does not stop you.

The case against:
Borrow a dog: Try it first

What would change it soon:
“How many hours is somebody at home?” → “4 hours”: later, Not now; come back to it.

What would change it in time:
“How much do you like walking in the rain?” → “1 of 3: Not at all”: try_it, \
Your answers lean towards borrowing a dog first.

What mattered most:
What draws you to a dog?

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

    assert (data["outcome"], data["alternative"], data["firmness"]) == ("get_it", "get", "leaning")
    assert data["scales"] == {
        "ready": {"exact": "90", "rounded": 90.0},
        "borrow": {"exact": "20", "rounded": 20.0},
    }
    assert data["answers"]["hours"] == "10"
    assert data["rules"][0]["held"] is True
    assert data["change_now"] == {"answers": {"hours": "4"}, "outcome": "later"}
    assert data["next_steps"][0] == {"do": "Visit the shelter", "by_days": 7, "message": ""}


def test_what_has_no_value_says_so() -> None:
    data = data_report(dog(), KIDS)

    assert data["answers"]["leaning"] == "unsure"
    assert data["scales"]["borrow"] == {"exact": "100", "rounded": 100.0}
