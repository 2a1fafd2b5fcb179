"""Cards, results and menus, as a person reads them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.dialog.answers import Silence
from bot.core.kinds.answering import Answer, Done, Pick
from bot.core.screen.button import Button
from bot.core.screen.screen import Screen
from bot.core.solo import menus
from bot.core.solo.events import Back, Begin, Edit, Finish, OpenPage, Resume, Review, SessionEvent, Stop
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words
from bot.loader.reading import load_dialog
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import DOG, after, dog


def read(screen: Screen) -> str:
    """A screen as plain text: headings on a line of their own, buttons in brackets."""
    blocks = [f"{block.heading}\n{block.text}" if block.heading else block.text for block in screen.blocks]
    rows = [" ".join(f"[{button.label}]" for button in row) for row in screen.rows]
    return "\n\n".join([*blocks, *(["\n".join(rows)] if rows else [])])


def shown(*events: SessionEvent) -> str:
    return read(render_card(dog(), after(*events), None, ENGLISH))


def test_the_welcome_reaches_the_first_question_in_two_paragraphs() -> None:
    assert (
        shown()
        == """\
Is a dog right for me?

About 2 minutes, then advice and why.
Your answers are private: /privacy

Where do you lean today?

We compare it at the end.

[Get a dog]
[Borrow a dog]
[Not sure]
[Who's behind this?]"""
    )


def test_who_is_behind_a_dialog_is_one_tap_from_its_welcome() -> None:
    assert (
        shown(OpenPage("about"))
        == """\
Is a dog right for me?

What it's about: Bring a dog home this spring

Written by A. Coach, Tue 1 Sep 2026
Paid for by: none
Based on the author's judgement, not on studies
What no one knows for sure: How a given dog will turn out.

You can go back, change any answer, take a break and come back later.

[‹ Back]"""
    )
    assert shown(OpenPage("about"), OpenPage("front")) == shown()


def test_a_question_says_where_it_stands_and_why_it_is_asked() -> None:
    assert (
        shown(*TO_GARDEN, Pick("garden", "me"))
        == """\
Your home · 3 of about 7

Who would look after it?

A dog is never one person's work alone.

Tick everything that applies, then tap Done. You can also type: “1, 2” means the first two.

[☑ I myself]
[☐ My partner]
[☐ Nobody yet]
[Done (1)]
[‹ Back] [Skip]"""
    )


def test_a_remark_stands_above_the_question() -> None:
    assert render_card(dog(), after(*TO_GARDEN), None, ENGLISH).blocks[1].text == "Many say that."


def test_the_first_question_has_no_way_back() -> None:
    assert shown(Begin()).endswith("[Get a dog]\n[Borrow a dog]\n[Not sure]")


def test_a_question_gone_back_to_shows_the_earlier_answer() -> None:
    assert "[✓ A companion]" in shown(*TO_GARDEN, Back())


def test_an_edit_says_so_and_leads_back_to_the_review() -> None:
    screen = shown(*TO_REVIEW, Edit("wish"))

    assert screen.startswith("Your home · changing an answer")
    assert screen.endswith("[‹ Back to my answers]")


def test_a_typed_question_says_that_it_takes_text() -> None:
    assert render_card(dog(), after(*TO_REVIEW[:5]), None, ENGLISH).takes_text
    assert not render_card(dog(), after(*TO_GARDEN), None, ENGLISH).takes_text


def test_the_review_lists_every_answer_with_a_number_to_change_it() -> None:
    assert (
        shown(*TO_REVIEW)
        == """\
Your answers

Taken as: We live by a wood.

1. Where do you lean today?
→ Get a dog

2. What draws you to a dog?
→ A companion

3. Who would look after it?
→ I myself, My partner

4. How much do you like walking in the rain?
→ 3 of 3: A lot

5. How many hours is somebody at home?
→ 10 hours

6. Anything we did not ask?
→ We live by a wood.

Tap a number to change that answer.

[1] [2] [3] [4] [5] [6]
[↩ Undo]
[Get my advice]"""
    )


def test_a_review_on_the_way_leads_on() -> None:
    assert shown(*TO_GARDEN, Review()).endswith("[1] [2]\n[Continue]")
    assert shown(Begin(), Review()).endswith("No answers yet.\n\n[Continue]")


def test_a_conversation_put_aside_says_what_is_kept() -> None:
    assert (
        shown(*TO_GARDEN, Stop())
        == """\
Is a dog right for me?

On hold. I've kept your 2 answers. Continue whenever you like.

[Continue]
[Start over]"""
    )


def test_answers_gone_back_over_are_kept_too() -> None:
    assert "kept your 2 answers" in shown(*TO_GARDEN, Back(), Back(), Stop())


def done(*events: SessionEvent) -> Session:
    return after(*TO_REVIEW, *events, Finish())


def test_a_finished_card_points_at_the_result() -> None:
    assert (
        read(render_card(dog(), done(), None, ENGLISH))
        == "Is a dog right for me?\n\nYou've answered everything. Your result is in a separate message."
    )


def test_the_dialogs_say_which_is_begun() -> None:
    begun = [(dog(), after(*TO_GARDEN))]
    assert read(menus.dialogs([dog()], begun, 0, ENGLISH)).endswith(
        "[Continue: Is a dog right for me? (2 answers)]"
    )
    assert read(menus.dialogs([], begun, 0, ENGLISH)).endswith(
        "[Continue: Is a dog right for me? (2 answers)]"
    )
    assert read(menus.dialogs([dog()], [], 0, ENGLISH)).endswith("[Is a dog right for me?]")
    assert read(menus.dialogs([], [], 0, ENGLISH)) == "There's nothing here yet. Please come back later."


def test_the_history_opens_earlier_results() -> None:
    assert (
        read(menus.history([(dog(), done())], 0, ENGLISH))
        == """\
Your results

Is a dog right for me?
1. Mon 23 Nov 2026
Your answers lean towards getting a dog.

[Open 1]"""
    )
    assert read(menus.history([], 0, ENGLISH)) == "No results yet. Send /start to begin."


def test_what_a_menu_does_not_list_is_counted() -> None:
    begun = [(dog(), after(*TO_GARDEN))]

    assert "You have 1 more under way. Finish one of these to see it here." in read(
        menus.dialogs([dog()], begun, 1, ENGLISH)
    )
    assert "3 older results are not listed. /export sends them with everything else." in read(
        menus.history([(dog(), done())], 3, ENGLISH)
    )


def test_results_that_have_a_name_are_told_apart_and_compared() -> None:
    named = load_dialog(DOG.replace("    longest: 200\n", "    names: true\n"), "dog.yml")
    answers = done().answers
    mia = replace(done(), answers={**answers, "else": "Mia"})
    wary = replace(done(), answers={**answers, "else": "Rex  the\nfirst", "walk": "w1"})
    unnamed = replace(done(), answers={**answers, "else": Silence.SKIPPED})

    listed = read(menus.history([(named, mia), (dog(), done()), (named, wary), (named, unnamed)], 0, ENGLISH))
    beside = read(menus.comparison([(named, mia), (named, wary), (named, unnamed)], "dog", ENGLISH))

    assert "Is a dog right for me? · Mia\n1. Mon 23 Nov 2026" in listed
    assert "Is a dog right for me?\n2. Mon" in listed
    assert "Is a dog right for me? · Rex the first\n3. Mon" in listed
    assert listed.endswith("[Open 4]\n[Compare 1, 2, 3, 4]")
    assert (
        beside
        == """\
Is a dog right for me?

Mia · Mon 23 Nov 2026
Your answers lean towards getting a dog.
• Get a dog: 90 out of 100
• Borrow a dog: 20 out of 100

Rex the first · Mon 23 Nov 2026
Your answers lean towards borrowing a dog first.
• Get a dog: 60 out of 100
• Borrow a dog: 80 out of 100

Mon 23 Nov 2026
Your answers lean towards getting a dog.
• Get a dog: 90 out of 100
• Borrow a dog: 20 out of 100"""
    )


def test_what_is_compared_is_of_one_dialog_and_more_than_one() -> None:
    alone = "There aren't two results of this to compare. Send /history to see your results."

    assert read(menus.comparison([(dog(), done())], "dog", ENGLISH)) == alone
    assert read(menus.comparison([(dog(), done()), (dog(), done())], "cat", ENGLISH)) == alone
    assert menus.comparison([(dog(), done()), (dog(), done())], "dog", ENGLISH).rows == ()


def test_the_help_names_every_command() -> None:
    assert [name for name in menus.COMMANDS if f"/{name} — " not in read(menus.help_screen(ENGLISH))] == []


def test_an_unknown_command_is_answered_with_those_there_are() -> None:
    assert read(menus.unknown_command("fly", ENGLISH)).startswith(
        "I don't know /fly.\n\nWhat you can do here"
    )


def test_the_privacy_page_says_when_things_go() -> None:
    assert "Anything you don't use for 180 days is deleted automatically." in read(
        menus.privacy(180, 0, ENGLISH)
    )
    assert "for 1 day is" in read(menus.privacy(1, 0, ENGLISH))


@pytest.mark.parametrize(
    "page",
    [menus.privacy, menus.forget, lambda _, days, words: menus.everything_deleted(days, words)],
    ids=["privacy", "asked", "done"],
)
def test_whatever_tells_of_deleting_says_when_backups_follow(
    page: Callable[[int, int, Words], Screen],
) -> None:
    soon, later = (read(page(180, days, ENGLISH)) for days in (0, 7))

    assert "Any copies in my backups will be gone within a few minutes." in soon
    assert "Any copies in my backups will be gone within 7 days." in later
    assert soon.replace("a few minutes", "7 days") == later


def test_buttons_of_a_screen_carry_events() -> None:
    assert render_card(dog(), after(*TO_GARDEN, Stop()), None, ENGLISH).rows[0] == (
        Button("Continue", Resume()),
    )
    assert Answer("wish", "kids") in [
        button.event
        for row in render_card(dog(), after(Begin(), Answer("leaning", "get")), None, ENGLISH).rows
        for button in row
    ]
    assert Done("garden") in [
        button.event for row in render_card(dog(), after(*TO_GARDEN), None, ENGLISH).rows for button in row
    ]
