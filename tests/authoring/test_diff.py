"""What a new version changes, in sentences."""

import pytest

from bot.authoring.diff import difference_page, find_version_mistakes
from bot.authoring.pages import page_as_text
from bot.core.dialog.model import Dialog
from bot.loader.reading import load_dialog
from bot.proofs.version_difference import compare_versions
from tests.core.solo.test_migrate import PETS, version
from tests.example import DOG, dog


def told(new: Dialog) -> str:
    return page_as_text(difference_page(dog(), new, compare_versions(dog(), new)), 200)


def test_the_answer_sets_that_lead_elsewhere_are_told_with_an_example() -> None:
    text = told(version(("{ready: {gte: 70}}", "{ready: {gte: 50}}")))

    assert " answer sets that both versions take, " in text
    assert "try_it → get_it: " in text
    assert "such as {leaning: " in text
    assert "They stay on version 1, and their card offers to move to version 2." in text


def test_shares_are_told_as_people_write_them() -> None:
    renamed = [(f"- id: {each}\n", f"- id: {each}_now\n") for each in ("get_it", "try_it", "later")]

    text = told(version(*renamed))

    assert "Of 810 answer sets that both versions take, 810 lead elsewhere (100.0 %)." in text


def test_new_words_alone_change_nobody_s_advice() -> None:
    text = told(load_dialog(DOG.replace("A companion", "A friend"), "dog.yml"))

    assert " 0 lead elsewhere." in text
    assert "Only words change" in text


def test_questions_that_came_and_went_are_told() -> None:
    text = told(
        version(("\nfacts:\n", f"{PETS}facts:\n"), ("- id: else\n", "- id: more\n    replaces: [else]\n"))
    )

    assert "New: Do other animals live with you? (pets)" in text
    assert "Gone: else, replaced by more" in text
    assert "Who moves is asked 2 new questions at most." in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((("gte: 70", "gte: 60"),), ["All answers go along."]),
        (
            (("- id: else\n", "- id: more\n"),),
            ["Answers to what is gone no longer count: else.", "Every other answer goes along."],
        ),
        ((("- id: else\n", "- id: more\n    replaces: [else]\n"),), ["All answers go along."]),
        (
            (("- {id: kids, text: The children ask for it", "- {id: family, text: The family asks for it"),),
            ["may be asked again: wish.", "Every other answer goes along."],
        ),
    ],
    ids=["a rule", "a question gone", "one replaced", "an option gone"],
)
def test_what_becomes_of_answers_under_way_is_told(
    changes: tuple[tuple[str, str], ...], said: list[str]
) -> None:
    text = told(version(*changes))

    assert [each for each in said if each not in text] == []
    assert ("All answers go" in text) != ("Every other answer" in text)


def test_what_cannot_be_counted_says_why() -> None:
    text = told(version(("ask_if: {wish: [friend, sport]}", "ask_if: {wish: sport}")))

    assert "This cannot be counted: walk" in text
    assert "may be asked again: walk." in text


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ((("gte: 70", "gte: 60"), ("version: 2", "version: 1")), ["E80"]),
        ((("    kind: scale\n", "    kind: one\n"),), ["E81"]),
        ((("- id: else\n", "- id: more\n"),), ["W82"]),
        ((("gte: 70", "gte: 60"),), []),
        ((("    kind: scale\n", "    kind: one\n    replaces: {walk: {w1: w1, w2: w2, w3: w3}}\n"),), []),
    ],
    ids=["same version", "another kind", "gone", "sound", "another kind with a table"],
)
def test_what_no_new_version_may_do_is_told_where_it_stands(
    changes: tuple[tuple[str, str], ...], found: list[str]
) -> None:
    new = version(*changes)

    problems = find_version_mistakes(dog(), new)

    assert [(each.code, each.path) for each in problems] == [(code, "dog.yml") for code in found]
    key = {"E80": "version:", "E81": "- id: walk", "W82": "questions:"}
    lines = new.text.splitlines()
    assert [lines[each.line - 1].strip().startswith(key[each.code]) for each in problems] == [True] * len(
        found
    )
