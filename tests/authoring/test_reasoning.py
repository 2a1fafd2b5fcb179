"""How answers become advice, step by step."""

from bot.authoring.pages import Item, Section
from bot.authoring.reasoning import reasoning_page
from bot.core.dialog.progress import REVIEW
from bot.core.solo.engine import here
from bot.core.solo.events import Finish, Say
from tests.core.solo.test_engine import TO_REVIEW
from tests.example import READY, after, dog


def sections() -> dict[str, Section]:
    done = after(*TO_REVIEW, Finish())
    return {each.heading: each for each in reasoning_page(dog(), done.answers).sections}


def test_each_answer_shows_the_points_it_gave() -> None:
    asked = sections()["What was asked"].items

    assert asked[1] == Item(
        "What draws you to a dog? → A companion",
        (Item("Ready for a dog: 2 of 2"), Item("Better to borrow one: 1 of 2")),
    )


def test_a_question_that_was_not_asked_says_why() -> None:
    wish_kids = {**READY, "wish": "the children"}
    texts = (text for question, text in wish_kids.items() if question != "walk")
    session = after(TO_REVIEW[0], *(Say(text) for text in texts))
    assert here(dog(), session) == REVIEW

    asked = reasoning_page(dog(), session.answers).sections[0].items

    assert asked[3] == Item(
        "Not asked: How much do you like walking in the rain? — if:",
        (Item("✗ “What draws you to a dog?” is “A companion” or “Someone to run with”"),),
    )


def test_rules_are_shown_as_tried_up_to_the_one_that_decided() -> None:
    rules = sections()["Which rules were tried"].items

    assert [each.text for each in rules] == ["✓ get_it: Your answers lean towards getting a dog."]
    assert [each.text for each in rules[0].items[0].items] == [
        "✓ “Ready for a dog” is at least 70",
        "✓ “Somebody is at home much of the day.” is true",
    ]


def test_what_is_not_said_shows_the_condition_that_failed() -> None:
    said = sections()["What is said"].items

    assert [each.text[0] for each in said] == ["✓"] * len(said)
