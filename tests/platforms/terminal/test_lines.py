"""A conversation through a pipe: lines in, plain text out."""

import sys

import pytest

from bot.core.solo.events import Finish, OpenPage
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.solo.session import Stage
from bot.core.words.english import ENGLISH
from bot.platforms.terminal.lines import Lines, screen_text
from bot.stores.protocol import Store
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import after, dog, fresh
from tests.platforms.terminal.terminal import ALL, continued, held


async def test_a_whole_conversation_ends_in_the_advice() -> None:
    session, written = await held(*ALL)

    assert session is not None
    assert session.stage is Stage.DONE
    assert session.answers == after(*TO_REVIEW).answers
    assert "Your answers lean towards getting a dog." in written
    assert "By Mon 30 Nov: Visit the shelter" in written


async def test_a_conversation_left_goes_on_where_it_was(store: Store) -> None:
    await continued(store, *ALL[:4], "quit", "never read")

    session, written = await continued(store, *ALL[4:])

    assert session is not None
    assert "Welcome back. 3 answers kept." in written
    assert session.answers == after(*TO_REVIEW).answers


async def test_a_finished_conversation_is_not_gone_on_with(store: Store) -> None:
    await continued(store, *ALL)

    session, written = await continued(store)

    assert session is not None
    assert (session.stage, "Welcome back" in written) == (Stage.WELCOME, False)


async def test_an_answer_that_is_none_is_explained_and_asked_again() -> None:
    _, written = await held("begin", "purple")

    assert written.count("I didn't find “purple” among the answers.") == 1
    assert written.count("Where do you lean today?") == 3


async def test_a_result_can_be_leaned_on_changed_and_begun_anew() -> None:
    leant, said = await held(*ALL, "where i lean now", "borrow a dog")
    changed, _ = await held(*ALL, "what i told you", "change an answer", "2", "3", "get my advice")
    anew, _ = await held(*ALL, "what i told you", "start over")

    assert leant is not None
    assert changed is not None
    assert anew is not None
    assert leant.leaning_after == "lend"
    assert "Does one of your answers feel wrong?" in said
    assert changed.answers["wish"] == "kids"
    assert anew.stage is Stage.WELCOME


def test_a_screen_is_read_from_top_to_bottom_with_numbered_buttons() -> None:
    text = screen_text(render_card(dog(), after(*TO_GARDEN[:2]), None, ENGLISH))

    assert text.endswith(
        "  1. A companion\n  2. Someone to run with\n  3. The children ask for it\n  [‹ Back]"
    )
    assert screen_text(render_card(dog(), fresh(), None, ENGLISH)).endswith("  [Who's behind this?]")


def test_the_numbers_of_a_review_are_one_line() -> None:
    text = screen_text(render_card(dog(), after(*TO_REVIEW), None, ENGLISH))

    assert text.endswith("\n\n  1-6. Change that answer\n  7. ↩ Undo\n  8. Get my advice")


def test_the_lines_of_a_result_to_doubt_are_chosen_by_number() -> None:
    doubted = after(*TO_REVIEW, Finish(), OpenPage("doubt"))

    assert screen_text(render_result(dog(), doubted, ENGLISH)).endswith(
        "\n\n  1-2. Change that answer\n  3. Something else\n  4. ‹ Back to the answer"
    )


def test_a_closed_output_is_written_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)

    Lines(()).say("Nobody reads this.")
