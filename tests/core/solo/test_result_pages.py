"""The pages of a result, as a person reads them, and the way there and back."""

from dataclasses import replace

import pytest

from bot.core.dialog.model import Dialog, Verdict
from bot.core.screen.button import Button
from bot.core.screen.surface import Notice, Role, Show
from bot.core.solo import events, menus
from bot.core.solo.engine import StepResult, step
from bot.core.solo.events import Doubt, Edit, Exclude, Include, OpenPage, Review, StartAgain
from bot.core.solo.result import render_result
from bot.core.solo.session import ShownPage, Stage
from bot.core.solo.sharing import shared_picture, shared_text
from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.core.words.sharing import private_points
from bot.loader.reading import load_dialog
from tests.boat import BOAT, boat
from tests.core.solo.test_engine import TO_GARDEN
from tests.core.solo.test_result import done, labels, sailing, shown
from tests.core.solo.test_screens import read
from tests.example import AT, DOG, after, dog, replies

BACK = Button("‹ Back to the answer", OpenPage("front"))
OF_RESULT = [each.value for each in ShownPage if each not in (ShownPage.FRONT, ShownPage.ABOUT)]


def page(name: str) -> str:
    return read(shown(after(OpenPage(name), session=done())))


# --- the way there and back -----------------------------------------------------------------


@pytest.mark.parametrize("name", OF_RESULT)
def test_a_page_stands_in_place_of_the_front_and_leads_back(name: str) -> None:
    front = done()
    opened = after(OpenPage(name), session=front)

    assert replies(front, OpenPage(name)) == (Show(Role.RESULT),)
    assert BACK in shown(opened).rows[-1]
    assert shown(after(OpenPage("front"), session=opened)) == shown(front)


@pytest.mark.parametrize("name", OF_RESULT)
@pytest.mark.parametrize("text", ["back", "go back please"])
def test_typing_back_on_a_page_leads_to_the_front(name: str, text: str) -> None:
    session = after(OpenPage(name), events.Say(text), session=done())

    assert (session.stage, session.reviewing, session.page) == (Stage.DONE, False, ShownPage.FRONT)
    assert shown(session) == shown(done())


@pytest.mark.parametrize("name", OF_RESULT)
def test_a_doubled_tap_on_a_page_changes_nothing(name: str) -> None:
    opened = after(OpenPage(name), session=done())

    assert step(dog(), opened, OpenPage(name), AT) == StepResult(opened)


def test_buttons_of_a_result_stay_valid_while_its_pages_are_turned() -> None:
    assert after(OpenPage("sources"), OpenPage("front"), session=done()).turn == done().turn


def test_there_are_no_pages_of_a_result_before_there_is_one() -> None:
    asked = after(*TO_GARDEN)

    assert step(dog(), asked, OpenPage("sources"), AT) == StepResult(asked)
    assert after(OpenPage("sources")).page is ShownPage.FRONT


def test_a_new_result_shows_its_front() -> None:
    shared = after(OpenPage("share"), Include("wish"), session=done())
    again = after(Review(), Edit("wish"), events.Say("sport"), events.Finish(), session=shared)

    assert (again.page, again.picks) == (ShownPage.FRONT, ())


# --- what stands there ----------------------------------------------------------------------


def test_all_reasons_are_given_with_the_case_against_and_every_step() -> None:
    assert (
        page("reasons")
        == """\
Your answers lean towards getting a dog.

You have the time and the will.

Why
• Somebody is at home much of the day.
• Rain does not stop you.

The case against
• Borrow a dog: Try it first

How sure this is
It hangs on “How many hours is somebody at home?”.

What mattered most
How many hours is somebody at home?

Next steps
• By Mon 30 Nov: Visit the shelter
• By Mon 7 Dec: Share out the walks

When to check again
On Sun 21 Feb 2027. Some of your answers may have changed by then.

[‹ Back to the answer]"""
    )


def test_the_ways_stand_side_by_side_the_advised_one_first() -> None:
    assert (
        page("ways")
        == """\
The ways side by side

Get a dog (my advice)
▰▰▰▰▰▰▰▰▰▱ 90 of 100
For: Company all day
Against: Ties you down

Borrow a dog
▰▰▱▱▱▱▱▱▱▱ 20 of 100
For: Try it first
Against: Not your own

[‹ Back to the answer]"""
    )


def trailing(text: str) -> str:
    """The ways side by side, where a dog is advised whatever the points say and a borrowed one has more."""
    dialog = load_dialog(text.replace("{all: [{ready: {gte: 70}}, time]}", "time"), "dog.yml")
    wet = after(OpenPage("ways"), session=done(Edit("walk"), events.Say("1")))
    return read(render_result(dialog, wet, ENGLISH))


def test_a_bar_that_is_longer_than_the_advised_one_is_explained_in_words() -> None:
    unsaid = "".join(line for line in DOG.splitlines(keepends=True) if "outweighs:" not in line)

    assert trailing(unsaid).endswith(
        "“Borrow a dog” has more points. It isn't my advice, because points alone don't decide: "
        "Somebody is at home much of the day.\n\n[‹ Back to the answer]"
    )


def test_an_author_can_say_why_the_highest_points_do_not_win() -> None:
    assert trailing(DOG).endswith(
        "“Borrow a dog” has more points here. Somebody is there for it, and that is what a dog needs."
        "\n\n[‹ Back to the answer]"
    )


def test_results_of_a_dialog_that_counts_are_compared_by_its_counts() -> None:
    good = sailing(water="lake", fee="fair", crew=("bob",), berth="found")
    bad = sailing(water="sea", fee="hard", crew=("nobody",), berth="found")

    assert (
        read(menus.comparison([(boat(), good), (boat(), bad)], boat().id, ENGLISH))
        == """\
Should I buy a boat?

Mon 23 Nov 2026
Yes: buy a boat.
• What speaks against it: 0 of 3

Mon 23 Nov 2026
No, hire one when you feel like it.
• What speaks against it: 2 of 3"""
    )


def test_a_dialog_without_scales_counts_facts_and_draws_no_bars() -> None:
    alone = sailing(water="sea", fee="hard", crew=("nobody",), berth="found")
    screen = read(render_result(boat(), replace(alone, page=ShownPage.WAYS), ENGLISH))

    assert (
        screen
        == """\
The ways side by side

Hire one (my advice)
For: No work in winter
Against: Booked in summer

Buy a boat
For: Always yours
Against: Always yours to mend

What speaks against it: 2 of 3
• The price hurts.
• You would sail alone.

[‹ Back to the answer]"""
    )


def test_what_was_told_can_be_changed_from_where_it_is_listed() -> None:
    screen = shown(after(OpenPage("answers"), session=done()))

    assert read(screen).startswith("What you told me\n\n1. Where do you lean today?\n→ Get a dog\n\n2. What")
    assert screen.rows == (
        (Button("Change an answer", Review()), Button("Start over", StartAgain("dog"))),
        (BACK,),
    )


def test_the_sources_name_what_was_cited_what_to_read_and_who_wrote_it() -> None:
    assert (
        page("sources")
        == """\
Where this comes from

A book about dogs
• Dogs need time

Further reading
• First weeks with a dog

What no source says is the author's own judgement.

Written by A. Coach, Tue 1 Sep 2026
Paid for by: none
Based on the author's judgement, not on studies
What no one knows for sure: How a given dog will turn out.

[‹ Back to the answer]"""
    )


def test_an_address_stands_once_with_what_was_cited_or_with_the_reading() -> None:
    book = 'A book about dogs, url: "https://dogs.example",'
    shelf = '  shelf: {title: A shelf, url: "https://shelf.example", points: {S1: Dogs like books}}\n'
    linked = DOG.replace("A book about dogs,", book).replace("sources:\n", f"sources:\n{shelf}")
    other = linked.replace("title: First weeks with a dog, source: [D1]", "title: First weeks, source: [S1]")
    sources = after(OpenPage("sources"), session=done())

    same, apart = (
        read(render_result(load_dialog(each, "d.yml"), sources, ENGLISH)) for each in (linked, other)
    )

    assert "• Dogs need time\nhttps://dogs.example\n\nFurther reading\n• First weeks with a dog\n" in same
    assert same.count("https://dogs.example") == 1
    assert "Further reading\n• First weeks\nhttps://shelf.example" in apart
    assert "A shelf" not in apart


# --- not quite right ------------------------------------------------------------------------


def both() -> Dialog:
    """A dialog whose first reason rests on two answers."""
    first = "{if: time, say: Somebody is at home much of the day., source: [D1]}"
    assert first in DOG
    reason = "{if: {all: [time, {garden: {has: me}}]}, say: You are at home and care for it., source: [D1]}"
    return load_dialog(DOG.replace(first, reason), "dog.yml")


def test_a_line_that_rests_on_one_answer_opens_its_question() -> None:
    screen = shown(after(OpenPage("doubt"), session=done()))

    assert (
        read(screen)
        == """\
Which line isn't right?

1. Somebody is at home much of the day.

2. Rain does not stop you.

Tap its number, and I'll ask again what it rests on.

[1] [2]
[Something else]
[‹ Back to the answer]"""
    )
    assert [button.event for row in screen.rows[:2] for button in row] == [
        Edit("hours"),
        Edit("walk"),
        Review(),
    ]


def test_a_condition_of_the_answer_is_doubted_as_a_whole_sentence() -> None:
    session = replace(sailing(water="lake", fee="hard", crew=("bob",)), page=ShownPage.DOUBT)

    assert ". Yes, once the price no longer hurts.\n" in read(render_result(boat(), session, ENGLISH))


def test_a_line_that_rests_on_several_answers_shows_them_first() -> None:
    doubted = after(OpenPage("doubt"), Doubt("0"), session=done())
    screen = render_result(both(), doubted, ENGLISH)

    assert (
        read(screen)
        == """\
“You are at home and care for it.”

1. Who would look after it?
→ I myself, My partner

2. How many hours is somebody at home?
→ 10 hours

It rests on these answers. Tap a number to change one.

[1] [2]
[‹ Back]"""
    )
    assert after(OpenPage("doubt"), session=doubted).picks == ()


def test_a_question_opened_from_the_result_leads_back_to_it() -> None:
    reopened = after(Edit("hours"), session=done())

    assert (reopened.stage, reopened.editing) == (Stage.ASKING, "hours")
    assert after(events.Back(), events.Back(), session=reopened).stage is Stage.DONE
    assert after(events.Say("10"), session=reopened).reviewing


def test_a_question_that_was_not_answered_cannot_be_opened_from_the_result() -> None:
    unanswered = {each: value for each, value in done().answers.items() if each != "walk"}
    without = replace(done(), answers=unanswered)

    assert replies(without, Edit("walk")) == (Notice(toasts.finished()),)


# --- sharing --------------------------------------------------------------------------------

LINK = "https://t.me/coach_bot?start=dog"


def shared(*turns: OpenPage | Include | Exclude, of: Dialog | None = None) -> str:
    return read(render_result(of or dog(), after(*turns, session=done()), ENGLISH, LINK))


def private() -> Dialog:
    """A dialog in which how long somebody is at home is nobody's business."""
    marked = DOG.replace("    ask: How many hours", "    group: {sensitive: true}\n    ask: How many hours")
    return load_dialog(marked, "dog.yml")


def test_what_others_would_see_is_said_before_anything_is_shared() -> None:
    assert (
        shared(OpenPage("share"))
        == """\
Others see:
Is a dog right for me?
Your answers lean towards getting a dog.
Opinion, no guarantee. Try it: https://t.me/coach_bot?start=dog

[✓ Answer only] [With reasons]
[Send it, ready to forward]
[Send it as a picture]
[‹ Back to the answer]"""
    )


def test_reasons_are_shared_when_they_are_wanted() -> None:
    told = shared(OpenPage("share"), OpenPage("share_reasons"))

    assert "\nWhat the bot told me:\n• Somebody is at home" in told
    assert "• Rain does not stop you.\nOpinion" in told


def test_a_picture_shows_what_the_text_says() -> None:
    session = after(OpenPage("share"), OpenPage("share_reasons"), session=done())
    picture = shared_picture(dog(), session, LINK, ENGLISH)
    said = [picture.over, picture.title, *picture.lines, picture.note]

    assert "\n".join(said) == ENGLISH(shared_text(dog(), session, LINK, ENGLISH))


def test_a_reason_that_rests_on_something_private_is_shared_only_when_it_is_ticked() -> None:
    reasons = OpenPage("share_reasons")
    kept = shared(reasons, of=private())
    told = shared(reasons, Include("hours"), of=private())

    assert "at home" not in kept.split("\n\n")[0]
    assert "[☐ How many hours is somebody at home?]" in kept
    assert "• Somebody is at home much of the day." in told
    assert "[☑ How many hours is somebody at home?]" in told
    assert shared(reasons, Include("hours"), Exclude("hours"), of=private()) == kept


def test_a_private_condition_of_a_yes_is_only_counted_until_it_is_ticked() -> None:
    hidden = load_dialog(
        BOAT.replace("    ask: How does", "    group: {sensitive: true}\n    ask: How does"), "b"
    )
    session = replace(sailing(water="lake", fee="hard", crew=("bob",)), page=ShownPage.SHARE)
    kept = read(render_result(hidden, session, ENGLISH))
    told = read(render_result(hidden, replace(session, picks=("fee",)), ENGLISH))

    assert "\nYes, once one private point is settled.\n" in kept
    assert "[☐ The price]" in kept
    assert "\nYes, once the price no longer hurts.\n" in told


def test_a_private_condition_that_an_answer_can_do_without_is_left_out() -> None:
    text = BOAT.replace("    ask: How does", "    group: {sensitive: true}\n    ask: How does")
    hidden = load_dialog(text, "b")
    once = hidden.outcomes[1]
    talk = replace(once, title="Not yet: one talk comes first, {once}.", answer=Verdict.NOT_YET)
    asked = replace(hidden, outcomes=(hidden.outcomes[0], talk, *hidden.outcomes[2:]))
    session = replace(sailing(water="lake", fee="hard", crew=("bob",)), page=ShownPage.SHARE)

    assert "\nNot yet: one talk comes first.\n" in read(render_result(asked, session, ENGLISH))


def test_every_private_condition_is_counted() -> None:
    assert ENGLISH(private_points(2)) == "2 private points are settled"


def test_ticks_stay_while_reasons_are_left_out_and_taken_in() -> None:
    session = after(
        OpenPage("share_reasons"),
        Include("hours"),
        OpenPage("share"),
        OpenPage("share_reasons"),
        session=done(),
    )

    assert session.picks == ("hours",)


def test_the_same_tick_twice_is_one_tick_of_what_is_shared() -> None:
    once = after(OpenPage("share_reasons"), Include("hours"), session=done())

    assert step(dog(), once, Include("hours"), AT) == StepResult(once)


def test_without_an_address_the_foot_is_only_that_it_is_an_opinion() -> None:
    screen = render_result(dog(), after(OpenPage("share"), session=done()), ENGLISH)

    assert screen.blocks[0].text.endswith("\nOpinion, no guarantee.")
    assert "Send it, ready to forward" in labels(screen)
