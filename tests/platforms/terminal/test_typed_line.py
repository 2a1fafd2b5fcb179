"""What a typed line means: commands, buttons, and words."""

import pytest

from bot.app.update import Command
from bot.core.kinds.answering import Answer, Done
from bot.core.screen.screen import Screen
from bot.core.solo import menus
from bot.core.solo.events import Back, Edit, Finish, Lean, OpenPage, Say, StartAgain
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.words.english import ENGLISH
from bot.platforms.terminal.typed_line import TypedAct, is_leaving, read_line, review_line, terminal_help
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import after, dog

WISH = render_card(dog(), after(*TO_GARDEN[:2]), None, ENGLISH)
GARDEN = render_card(dog(), after(*TO_GARDEN), None, ENGLISH)
COMMENT = render_card(dog(), after(*TO_REVIEW[:-1]), None, ENGLISH)
REVIEW = render_card(dog(), after(*TO_REVIEW), None, ENGLISH)
ADVICE = render_result(dog(), after(*TO_REVIEW, Finish()), ENGLISH)
LEANING = render_result(dog(), after(*TO_REVIEW, Finish(), OpenPage("leaning")), ENGLISH)
TOLD = render_result(dog(), after(*TO_REVIEW, Finish(), OpenPage("answers")), ENGLISH)


@pytest.mark.parametrize(
    ("screen", "text", "act"),
    [
        (WISH, "a companion", Answer("wish", "friend")),
        (WISH, "help", Command("help")),
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
        (COMMENT, "/back", Back()),
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
