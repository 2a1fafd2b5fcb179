"""A dialog in sentences."""

from bot.authoring.explain import explanation_page
from bot.authoring.pages import Item, Section, page_as_text
from bot.core.dialog.model import Dialog
from tests.boat import boat
from tests.example import dog


def section(dialog: Dialog, heading: str) -> Section:
    return next(each for each in explanation_page(dialog).sections if each.heading.startswith(heading))


def test_everything_that_decides_is_on_the_page() -> None:
    text = page_as_text(explanation_page(dog()), 1000)

    said = [each.ask for each in dog().questions.values()]
    said += [option.text for each in dog().questions.values() for option in each.options.values()]
    said += [each.label for each in dog().scales.values()]
    said += [each.say for each in dog().facts.values()]
    said += [each.title for each in dog().outcomes]
    said += [reason.say for each in dog().outcomes for reason in each.because]
    assert [each for each in said if each not in text] == []


def test_a_question_says_when_it_is_asked_and_what_its_options_score() -> None:
    walk = section(dog(), "What is asked").items[3]

    assert walk == Item(
        "4. How much do you like walking in the rain?",
        (
            Item(
                "Asked — if:",
                (Item("“What draws you to a dog?” is “A companion” or “Someone to run with”"),),
            ),
            Item("Also possible: unsure."),
            Item("“Not at all”: 0 for Ready for a dog, 3 for Better to borrow one"),
            Item("“A bit”: 1 for Ready for a dog, 2 for Better to borrow one"),
            Item("“A lot”: 3 for Ready for a dog, 0 for Better to borrow one"),
        ),
    )


def test_a_rule_is_told_part_by_part() -> None:
    outcomes = section(dog(), "What is advised").items
    rules = [item for outcome in outcomes for item in outcome.items if item.text == "Taken when:"]

    assert [each.items[0].text for each in rules][-1] == "any of:"
    assert outcomes[-1].items[0] == Item("Taken when none before it fits.")


def test_a_dialog_of_facts_says_what_counts_what_can_be_done_and_what_is_claimed() -> None:
    text = page_as_text(explanation_page(boat()), 1000)

    assert [
        each
        for each in (
            "What speaks against it: how many of these are true",
            "Asked in groups only.",
            "Possible if the club gave you one",
            "Its first sentence answers: once.",
            "It takes for granted:",
            "Nobody pays for a boat on dry land: never buy or once",
        )
        if each not in text
    ] == []
    assert "What is measured" not in text
