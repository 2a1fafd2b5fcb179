"""The front of a result: the answer first, in few lines; and the leaning, where it was asked before."""

from dataclasses import replace

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.insight import explain
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role, Show
from bot.core.solo.engine import begin
from bot.core.solo.events import Edit, Finish, Lean, NotSure, OpenPage, Say, SessionEvent
from bot.core.solo.insight_text import way_up
from bot.core.solo.result import MOST_WORDS, count_words, render_result
from bot.core.solo.session import Session, Stage
from bot.core.words.english import ENGLISH
from bot.loader.reading import load_dialog
from tests.boat import boat
from tests.core.solo.test_engine import TO_REVIEW
from tests.core.solo.test_screens import read
from tests.example import ANN, AT, DOG, after, dog, replies


def done(*events: SessionEvent) -> Session:
    """A session with its advice, after these events before it was asked for."""
    return after(*TO_REVIEW, *events, Finish())


def shown(session: Session) -> Screen:
    return render_result(dog(), session, ENGLISH)


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def test_the_result_says_the_answer_first_and_the_rest_is_a_tap_away() -> None:
    assert (
        read(shown(done()))
        == """\
Your answers lean towards getting a dog.

• Somebody is at home much of the day.
• Rain does not stop you.

But for “Borrow a dog”: Try it first

By Mon 30 Nov: Visit the shelter

It hangs on “How many hours is somebody at home?”.

You added: “We live by a wood.” I kept it; it isn't scored.

[I'll do it]
[Where I lean now]
[All reasons] [Compare the ways]
[What I told you] [Sources]
[Share] [Not quite right]
[Keep as PDF]"""
    )


def test_a_long_text_of_the_person_is_repeated_in_part() -> None:
    wordy = done(Edit("else"), Say("We live by a wood, " * 10))

    assert "You added: “We live by a wood, We live by a wood,…” I kept it" in read(shown(wordy))


def test_a_name_that_a_person_gave_is_no_text_that_they_added() -> None:
    named = load_dialog(DOG.replace("    longest: 200\n", "    names: true\n"), "dog.yml")

    assert "You added" not in read(render_result(named, done(), ENGLISH))


# --- where the person leans -----------------------------------------------------------------


def leaning(*events: SessionEvent) -> Screen:
    """The page about the leaning, after these events."""
    return shown(after(OpenPage("leaning"), *events, session=done()))


def test_who_said_where_they_lean_is_asked_once_more() -> None:
    assert (
        read(leaning())
        == """\
Where are you leaning now?

At the start, you were leaning towards “Get a dog”.

[Get a dog]
[Borrow a dog]
[Not sure]
[‹ Back to the answer]"""
    )


def test_a_leaning_that_agrees_is_told_so() -> None:
    screen = leaning(Lean("get"))

    assert screen.blocks[-1].text == "Now you're leaning towards “Get a dog”, and so do your answers."
    assert labels(screen) == ["‹ Back to the answer"]


def test_a_leaning_that_differs_is_explored_and_not_argued_with() -> None:
    assert leaning(Lean("lend")).blocks[-1].text == (
        "Now you're leaning towards “Borrow a dog”, but your answers point to “Get a dog”. Your gut may know "
        "something I didn't ask about. Does one of your answers feel wrong? You can change it."
    )


def test_nobody_has_to_lean_after_the_advice() -> None:
    assert after(NotSure("leaning"), session=done()).leaning_after is Silence.UNSURE
    assert replies(done(), NotSure("leaning")) == (Show(Role.RESULT),)
    assert leaning(NotSure("leaning")).blocks[-1].text == (
        "You're not sure where you lean. That's fine: the first step doesn't need you to be."
    )


def test_who_was_not_sure_before_is_told_so() -> None:
    unsure = replace(done(), answers={**done().answers, "leaning": Silence.UNSURE})

    assert "At the start, you weren't sure where you were leaning." in read(
        shown(after(OpenPage("leaning"), session=unsure))
    )


def test_who_was_not_asked_where_they_lean_is_not_asked_afterwards() -> None:
    answers = {each: value for each, value in done().answers.items() if each != "leaning"}

    assert "Where I lean now" in labels(shown(done()))
    assert "Where I lean now" not in labels(shown(replace(done(), answers=answers)))


# --- what lies around the advice --------------------------------------------------------------


def sailing(**answers: Value) -> Session:
    """A session that has its advice about a boat."""
    begun = begin(boat(), 7, ANN, ANN)
    return replace(begun, stage=Stage.DONE, answers=answers, finished_on=AT.date())


def lines(session: Session) -> list[str]:
    return [block.text for block in render_result(boat(), session, ENGLISH).blocks]


def test_what_the_person_can_bring_about_for_a_yes_stands_on_the_front() -> None:
    assert lines(sailing(water="lake", fee="hard", crew=("bob",))) == [
        "Yes, once the price no longer hurts.",
        "• There is water.",
        "But: It costs more than you have.",
        "If the club gave you one, this would be a yes.",
        "By Mon 30 Nov: Ask at the harbour",
        "It hangs on who comes along.",
    ]


def test_a_yes_that_would_have_conditions_names_them() -> None:
    alone = lines(sailing(water="lake", fee="hard", crew=("nobody",)))

    assert "If the club gave you one, I'd say: “Yes, once somebody comes along.”" in alone


def test_a_yes_whose_conditions_are_not_known_yet_says_that_there_are_some() -> None:
    insight = explain(boat(), sailing(water="lake", fee="hard", crew=("nobody",)).settled)
    assert insight.upward is not None
    unknown = replace(insight, upward=replace(insight.upward, once=None))

    assert (
        way_up(unknown, ENGLISH) == "If the club gave you one, this would be a yes, once the rest is settled."
    )


def test_where_the_person_can_do_nothing_the_front_says_what_to_watch_for() -> None:
    assert lines(sailing(water="none", fee="fair", crew=("ann",))) == [
        "No, hire one when you feel like it.",
        "• There is no water near you.",
        "But for “Buy a boat”: Ann comes along.",
        "If you move to the water, look again.",
        "By Wed 23 Dec: Hire one for a day",
        "Firm: no answer next to yours would turn it.",
    ]


def test_the_advice_hangs_on_questions_by_their_short_names() -> None:
    assert lines(sailing(water="sea", fee="fair", crew=("ann",), berth="found"))[-1] == (
        "Firm: no answer next to yours would turn it."
    )
    assert lines(sailing(water="sea", fee="hard", crew=("ann",), berth="found"))[-1] == (
        "It hangs on who comes along, and the berth."
    )


def test_a_close_call_is_called_one() -> None:
    session = done(Edit("garden"), Say("i myself"), Edit("walk"), Say("2"), Edit("hours"), Say("24"))

    assert any(each.text.startswith("A close call: ") for each in shown(session).blocks)


def test_a_long_front_leaves_its_last_reasons_to_their_page() -> None:
    word = "Rain does not stop you."
    wordy = load_dialog(DOG.replace(word, "Rain does not stop you " + "nor does wind " * 18), "dog.yml")
    front = render_result(wordy, done(), ENGLISH)

    assert "• Somebody is at home much of the day." in [block.text for block in front.blocks]
    assert sum(count_words(block.text) for block in front.blocks) <= MOST_WORDS
    assert "nor does wind" in read(render_result(wordy, after(OpenPage("reasons"), session=done()), ENGLISH))
