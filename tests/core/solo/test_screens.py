"""Cards, results and menus, as a person reads them."""

from dataclasses import replace

from bot.core.dialog.answers import Silence
from bot.core.kinds.answering import Answer, Done, Pick
from bot.core.screen.button import Button
from bot.core.screen.screen import Screen, Style
from bot.core.solo import menus
from bot.core.solo.events import Back, Begin, Edit, Finish, Lean, Resume, Review, Say, SessionEvent, Stop
from bot.core.solo.result import result
from bot.core.solo.screens import card
from bot.core.solo.session import Session
from bot.loader.reading import load_dialog
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import DOG, after, dog


def read(screen: Screen) -> str:
    """A screen as plain text: headings on a line of their own, buttons in brackets."""
    blocks = [f"{block.heading}\n{block.text}" if block.heading else block.text for block in screen.blocks]
    rows = [" ".join(f"[{button.label}]" for button in row) for row in screen.rows]
    return "\n\n".join([*blocks, *(["\n".join(rows)] if rows else [])])


def shown(*events: SessionEvent) -> str:
    return read(card(dog(), after(*events)))


def test_the_welcome_says_who_wrote_it_who_paid_and_what_nobody_knows() -> None:
    assert (
        shown()
        == """\
Is a dog right for me?

About 2 minutes. Short questions, each with answers to choose from. You can go back, stop, and come back \
later. At the end you get advice with its reasons.

What we look at: Bring a dog home this spring.

Written by A. Coach, Tue 1 Sep 2026. Paid for by: none. Rests on opinion. \
What nobody knows for sure: How a given dog will turn out.
Your answers are yours alone: /privacy

[Begin]"""
    )


def test_a_question_says_where_it_stands_and_why_it_is_asked() -> None:
    assert (
        shown(*TO_GARDEN, Pick("garden", "me"))
        == """\
Your home · 3 of about 7

Who would look after it?

A dog is never one person's work alone.

Tick all that fit, then choose Done; or type their numbers, as 1, 2.

[☑ I myself]
[☐ My partner]
[☐ Nobody yet]
[Done (1)]
[‹ Back] [Skip]"""
    )


def test_a_remark_stands_above_the_question() -> None:
    assert card(dog(), after(*TO_GARDEN)).blocks[1].text == "Many say that."


def test_the_first_question_has_no_way_back() -> None:
    assert shown(Begin()).endswith("[Get a dog]\n[Borrow a dog]\n[Not sure]")


def test_a_question_gone_back_to_shows_the_earlier_answer() -> None:
    assert "[✓ A companion]" in shown(*TO_GARDEN, Back())


def test_an_edit_says_so_and_leads_back_to_the_review() -> None:
    screen = shown(*TO_REVIEW, Edit("wish"))

    assert screen.startswith("Your home · changing one answer")
    assert screen.endswith("[‹ Back to my answers]")


def test_a_typed_question_says_that_it_takes_text() -> None:
    assert card(dog(), after(*TO_REVIEW[:5])).takes_text
    assert not card(dog(), after(*TO_GARDEN)).takes_text


def test_the_review_lists_every_answer_with_a_number_to_change_it() -> None:
    assert (
        shown(*TO_REVIEW)
        == """\
Your answers

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

Choose a number to change that answer.

[1] [2] [3] [4] [5] [6]
[Get my advice]"""
    )


def test_a_review_on_the_way_leads_on() -> None:
    assert shown(*TO_GARDEN, Review()).endswith("[1] [2]\n[Go on]")
    assert shown(Begin(), Review()).endswith("No answers yet.\n\n[Go on]")


def test_a_conversation_put_aside_says_what_is_kept() -> None:
    assert (
        shown(*TO_GARDEN, Stop())
        == """\
Is a dog right for me?

Put aside. 2 answers kept; go on whenever you like.

[Go on]
[Start again]"""
    )


def test_answers_gone_back_over_are_kept_too() -> None:
    assert "2 answers kept" in shown(*TO_GARDEN, Back(), Back(), Stop())


def done(*events: SessionEvent) -> Session:
    return after(*TO_REVIEW, *events, Finish())


def test_a_finished_card_points_at_the_result() -> None:
    assert (
        read(card(dog(), done()))
        == "Is a dog right for me?\n\nAll answered. Your result is a message of its own."
    )


def test_the_result_says_the_answer_first_and_folds_the_rest() -> None:
    assert (
        read(result(dog(), done()))
        == """\
Your answers lean towards getting a dog.

You have the time and the will.

Why
• Somebody is at home much of the day.
• Rain does not stop you.

How sure this is
Leaning: a slightly different answer could tip it, so take it as a direction.

What speaks against it
Borrow a dog: Try it first.

What would change it
Soon: if you answered “4 hours” to “How many hours is somebody at home?”, it would read: \
Not now; come back to it.
In time: if you answered “1 of 3: Not at all” to “How much do you like walking in the rain?”, \
it would read: Your answers lean towards borrowing a dog first.

One step to begin with
By Mon 30 Nov: Visit the shelter

More
Then:
• By Mon 7 Dec: Share out the walks

How far each way fits your answers:
• Get a dog: 90 of 100
• Borrow a dog: 20 of 100

What counted most:
What draws you to a dog?

To read:
• First weeks with a dog

What you added (kept, not scored):
• We live by a wood.

Look at it again:
on Sun 21 Feb 2027; a few answers may have changed by then.

Written by:
A. Coach. Paid for by: none.

At the start you leaned to “Get a dog”. Where do you lean now?

[Get a dog]
[Borrow a dog]
[Change an answer] [Start again]"""
    )


def test_the_rest_of_the_result_is_folded() -> None:
    folded = [block.heading for block in result(dog(), done()).blocks if block.style is Style.FOLDED]

    assert folded == ["More"]


def test_a_leaning_that_agrees_is_told_so() -> None:
    screen = result(dog(), after(Lean("get"), session=done()))

    assert screen.blocks[-1].text == (
        "At the start you leaned to “Get a dog”. Now you lean to “Get a dog”, as your answers do."
    )
    assert [button.label for row in screen.rows for button in row] == ["Change an answer", "Start again"]


def test_a_leaning_that_differs_is_explored_and_not_argued_with() -> None:
    screen = result(dog(), after(Lean("lend"), session=done()))

    assert screen.blocks[-1].text.endswith(
        "Now you lean to “Borrow a dog”; your answers point to “Get a dog”. "
        "Your gut may know something we did not ask. Which answer feels wrong? You can change it."
    )


def test_a_close_call_names_both() -> None:
    session = after(
        *TO_REVIEW,
        Edit("garden"),
        Say("i myself"),
        Edit("walk"),
        Say("2"),
        Edit("hours"),
        Say("24"),
        Finish(),
    )

    assert "A close call between “Get a dog” and “Borrow a dog”." in read(result(dog(), session))


def test_the_dialogs_say_which_is_begun() -> None:
    begun = [(dog(), after(*TO_GARDEN))]
    assert read(menus.dialogs([dog()], begun)).endswith("[Go on: Is a dog right for me? (2 answers)]")
    assert read(menus.dialogs([], begun)).endswith("[Go on: Is a dog right for me? (2 answers)]")
    assert read(menus.dialogs([dog()], [])).endswith("[Is a dog right for me?]")
    assert read(menus.dialogs([], [])) == "There is no dialog here yet. Please come back later."


def test_the_history_opens_earlier_results() -> None:
    assert (
        read(menus.history([(dog(), done())]))
        == """\
Your results

Is a dog right for me?
1. Mon 23 Nov 2026
Your answers lean towards getting a dog.

[Open 1]"""
    )
    assert read(menus.history([])) == "No results yet. /start begins one."


def test_results_that_have_a_name_are_told_apart_and_compared() -> None:
    named = load_dialog(DOG.replace("    longest: 200\n", "    names: true\n"), "dog.yml")
    answers = done().answers
    mia = replace(done(), answers={**answers, "else": "Mia"})
    wary = replace(done(), answers={**answers, "else": "Rex  the\nfirst", "walk": "w1"})
    unnamed = replace(done(), answers={**answers, "else": Silence.SKIPPED})

    listed = read(menus.history([(named, mia), (dog(), done()), (named, wary), (named, unnamed)]))
    beside = read(menus.compared([(named, mia), (named, wary), (named, unnamed)], "dog"))

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
• Get a dog: 90 of 100
• Borrow a dog: 20 of 100

Rex the first · Mon 23 Nov 2026
Your answers lean towards borrowing a dog first.
• Get a dog: 60 of 100
• Borrow a dog: 80 of 100

Mon 23 Nov 2026
Your answers lean towards getting a dog.
• Get a dog: 90 of 100
• Borrow a dog: 20 of 100

What stands under “Why” in a result can weigh more than its numbers."""
    )


def test_what_is_compared_is_of_one_dialog_and_more_than_one() -> None:
    alone = "There are no two results of this to compare. /history shows what there is."

    assert read(menus.compared([(dog(), done())], "dog")) == alone
    assert read(menus.compared([(dog(), done()), (dog(), done())], "cat")) == alone
    assert menus.compared([(dog(), done()), (dog(), done())], "dog").rows == ()


def test_the_help_names_every_command() -> None:
    assert [name for name, _ in menus.COMMANDS if f"/{name} — " not in read(menus.help_())] == []


def test_an_unknown_command_is_answered_with_those_there_are() -> None:
    assert read(menus.unknown("fly")).startswith("I do not know /fly.\n\nWhat you can do here")


def test_the_privacy_page_says_when_things_go() -> None:
    assert "What you leave alone for 180 days is deleted by itself." in read(menus.privacy(180))
    assert "for 1 day is" in read(menus.privacy(1))


def test_buttons_of_a_screen_carry_events() -> None:
    assert card(dog(), after(*TO_GARDEN, Stop())).rows[0] == (Button("Go on", Resume()),)
    assert Answer("wish", "kids") in [
        button.event for row in card(dog(), after(Begin(), Answer("leaning", "get"))).rows for button in row
    ]
    assert Done("garden") in [button.event for row in card(dog(), after(*TO_GARDEN)).rows for button in row]
