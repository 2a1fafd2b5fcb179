"""What a typed line means: commands, buttons, and words."""

import pytest

from bot.app.update import Command
from bot.core.kinds.answering import Answer, Done
from bot.core.screen.button import Button
from bot.core.screen.screen import Screen
from bot.core.solo import menus
from bot.core.solo.events import Back, Edit, Finish, Lean, OpenPage, Say, StartAgain, Undo
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.words.english import ENGLISH
from bot.platforms.terminal.typed_line import (
    TypedAct,
    button_lines,
    is_leaving,
    read_line,
    review_line,
    terminal_help,
)
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import after, dog

WISH = render_card(dog(), after(*TO_GARDEN[:2]), None, ENGLISH)
PRIVATE = Screen((), ((Button("Privacy", Answer("wish", "privacy")),),))
GARDEN = render_card(dog(), after(*TO_GARDEN), None, ENGLISH)
COMMENT = render_card(dog(), after(*TO_REVIEW[:-1]), None, ENGLISH)
REVIEW = render_card(dog(), after(*TO_REVIEW), None, ENGLISH)
ADVICE = render_result(dog(), after(*TO_REVIEW, Finish()), ENGLISH)
LEANING = render_result(dog(), after(*TO_REVIEW, Finish(), OpenPage("leaning")), ENGLISH)
TOLD = render_result(dog(), after(*TO_REVIEW, Finish(), OpenPage("answers")), ENGLISH)


@pytest.mark.parametrize(
    ("screen", "text", "act"),
    [
        (WISH, "a companion", Say("a companion")),
        (WISH, "2", Say("2")),
        (WISH, "back", Back()),
        (WISH, "help", Say("help")),
        (REVIEW, "help", Command("help")),
        (WISH, "who sees this?", Command("privacy")),
        (REVIEW, "privacy", Command("privacy")),
        (PRIVATE, "privacy", Say("privacy")),
        (COMMENT, "who sees this?", Say("who sees this?")),
        (WISH, "/START now", Command("start")),
        (WISH, "/nonsense", Command("nonsense")),
        (GARDEN, "1", Say("1")),
        (GARDEN, "done", Done("garden")),
        (GARDEN, "something else", Say("something else")),
        (REVIEW, "3", Edit("garden")),
        (LEANING, "get a dog", Lean("get")),
        (ADVICE, "sources", OpenPage("sources")),
        (TOLD, "start over", StartAgain("dog")),
        (COMMENT, "1", Say("1")),
        (COMMENT, "skip", Say("skip")),
        (COMMENT, "help", Say("help")),
        (COMMENT, "/help", Command("help")),
        (COMMENT, "/back", Undo()),
        (COMMENT, "/review", Command("review")),
        (COMMENT, "/stop", Command("stop")),
    ],
)
def test_a_line_is_a_command_a_button_or_words(screen: Screen, text: str, act: TypedAct) -> None:
    assert read_line(screen, text) == act


@pytest.mark.parametrize(
    ("text", "is_end"), [("quit", True), ("Exit.", True), ("/quit", True), ("back", False)]
)
def test_some_words_leave(text: str, is_end: bool) -> None:
    assert is_leaving(text) is is_end


def test_a_number_of_the_review_stands_for_its_question() -> None:
    assert (review_line(REVIEW, "2"), review_line(REVIEW, "99")) == ("2. What draws you to a dog?", "")


def test_help_lists_every_command() -> None:
    listed = "\n".join(block.text for block in terminal_help().blocks)

    assert all(f"/{name} — {ENGLISH(what)}" in listed for name, what in menus.COMMANDS.items())


def test_only_the_answers_of_a_question_have_numbers() -> None:
    assert button_lines(WISH) == [
        "  1. A companion",
        "  2. Someone to run with",
        "  3. The children ask for it",
        "  [‹ Back]",
    ]


def test_answers_that_hold_digits_have_letters() -> None:
    rows = tuple((Button(text, Answer("rooms", text)),) for text in ("1 or 2", "3 or more"))

    assert button_lines(Screen((), rows)) == ["  a. 1 or 2", "  b. 3 or more"]


def test_a_menu_has_numbers_throughout() -> None:
    assert [line[:5] for line in button_lines(ADVICE)][:2] == ["  1. ", "  2. "]
