"""What typed texts do to a conversation: echo, undo, asking back, wishes, and what weighs on people."""

from fractions import Fraction
from itertools import pairwise

import pytest

from bot.core.dialog.answers import Silence
from bot.core.kinds.answering import Answer, Pick
from bot.core.screen.surface import Tell
from bot.core.solo.engine import CARD, CARD_BELOW, StepResult, here, step
from bot.core.solo.events import (
    Amend,
    AskWhy,
    Back,
    Begin,
    Edit,
    Explain,
    Finish,
    Say,
    SessionEvent,
    SomethingElse,
    Stop,
    TakeMaybe,
    Undo,
)
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.words import kinds, menus, toasts, typed
from bot.core.words.english import ENGLISH
from bot.core.words.other_languages import LINES
from bot.core.words.phrase import Phrase, verbatim
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import AT, after, dog

AT_WISH = (Begin(), Answer("leaning", "get"))
TO_TEXT = TO_REVIEW[:-1]
AT_HOURS = (*TO_GARDEN, Pick("garden", "me"), Say("done"), Answer("walk", "w2"))


def card(session: Session) -> str:
    screen = render_card(dog(), session, None, ENGLISH)
    rows = "\n".join(" ".join(f"[{each.label}]" for each in row) for row in screen.rows)
    return "\n".join((*(block.text for block in screen.blocks), rows))


@pytest.mark.parametrize("text", ["Who's behind this?", "whos behind this"])
def test_typing_the_button_of_the_welcome_opens_its_page(text: str) -> None:
    assert after(Say(text)).page is ShownPage.ABOUT
    assert after(Say(text), Say("back")).page is ShownPage.FRONT


def test_a_typed_answer_is_echoed_and_can_be_undone() -> None:
    session = after(*AT_WISH, Say("a compannion please"))

    assert session.answers["wish"] == "friend"
    assert "Taken as: A companion" in card(session)
    assert "[↩ Undo]" in card(session)

    undone = after(Undo(), session=session)

    assert here(dog(), undone) == "wish"
    assert undone.answers == {"leaning": "get"}
    assert "[✓ A companion]" in card(undone)
    assert "Undo" not in card(undone)


def test_a_tapped_answer_is_not_echoed_and_goes_back_as_ever() -> None:
    session = after(*AT_WISH, Answer("wish", "friend"))

    assert session.echoed == ""
    assert "[‹ Back]" in card(session)


def test_an_answer_typed_while_editing_is_undone_by_asking_again() -> None:
    session = after(*TO_REVIEW, Edit("wish"), Say("b"))

    assert "Taken as: " in card(session)
    assert here(dog(), after(Undo(), session=session)) == "wish"


def test_a_text_that_may_mean_one_answer_is_asked_about_and_counts_for_nothing() -> None:
    session = after(*AT_WISH, Say("not a companion but a child"))

    assert session.answers == {"leaning": "get"}
    assert session.remark == typed.did_you_mean()
    assert session.maybe == ("kids",)
    assert "[The children ask for it]" in card(session)
    assert "[Something else]" in card(session)
    assert "[A companion]" not in card(session)


def test_what_was_asked_about_is_taken_by_a_tap_or_by_its_place() -> None:
    asked = after(*AT_WISH, Say("not a companion but a child"))

    tapped = after(TakeMaybe("0"), session=asked)
    by_place = after(Say("1"), session=asked)

    assert tapped.answers["wish"] == by_place.answers["wish"] == "kids"
    assert (tapped.maybe, by_place.maybe) == ((), ())


def test_something_else_shows_all_answers_again() -> None:
    asked = after(*AT_WISH, Say("not a companion but a child"))
    again = after(SomethingElse("wish"), session=asked)

    assert (again.maybe, again.remark, again.answers) == ((), None, asked.answers)
    assert "[A companion]" in card(again)


def test_a_number_that_is_not_sure_is_asked_about() -> None:
    asked = after(*AT_HOURS, Say("5-6"))

    assert asked.maybe == ("5", "6")
    assert "[5 hours]" in card(asked)
    assert after(TakeMaybe("1"), session=asked).answers["hours"] == Fraction(6)


def test_ticks_that_are_not_sure_wait_for_done() -> None:
    asked = after(*TO_GARDEN, Say("i myself, the neighbours and my partner"))

    assert "garden" not in asked.answers
    assert asked.drafts["garden"] == ("me", "partner")
    assert asked.remark == typed.did_you_mean_these()


@pytest.mark.parametrize("text", ["a cat", "not a companion", "no"])
def test_what_is_not_understood_is_answered_with_help(text: str) -> None:
    session = after(*AT_WISH, Say(text))

    assert session.answers == {"leaning": "get"}
    assert "[What does this mean?] [Why this question?]" in card(session)


def test_the_same_line_is_never_said_twice() -> None:
    session = after(*AT_WISH)
    said = []
    for text in ("a cat", "a cat", "a dragon", "why?", "why?", "why?", "a cat"):
        session = after(Say(text), session=session)
        said.append(session.remark)

    assert all(one != next_ for one, next_ in pairwise(said))


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("what do you mean?", typed.no_explanation("The wish decides which kind of dog fits.")),
        ("Why do you ask", typed.reason("The wish decides which kind of dog fits.")),
        ("help", typed.help_here()),
        ("thanks", typed.welcome()),
        ("are you human?", typed.no_human()),
        ("who sees this", menus.what_is_kept()),
        ("stupid bot", typed.annoyed()),
        ("do you speak French", typed.only_english_with(LINES["fr"])),
        ("change the language", typed.only_english()),
        ("none of these", typed.take_the_nearest()),
        ("ok", typed.which_then()),
        ("could you go back to the one before", typed.offer_back()),
    ],
)
def test_wishes_are_answered_on_the_card_and_change_no_answer(text: str, remark: Phrase) -> None:
    before = after(*AT_WISH)
    session = after(Say(text), session=before)

    asked = dog().questions["wish"]
    wanted = remark if remark.id not in ("typed.reason", "typed.no_explanation") else None
    if wanted is None:
        assert session.remark is not None
        assert session.remark.id == remark.id
        assert dict(session.remark.args)["why"] == asked.why
    else:
        assert session.remark == wanted
    assert (session.answers, session.stage) == (before.answers, before.stage)


def test_the_buttons_of_the_help_explain_the_question() -> None:
    session = after(*AT_WISH, Say("a cat"))
    why = dog().questions["wish"].why

    assert step(dog(), session, AskWhy("wish"), AT).session.remark == typed.reason(why)
    explained = step(dog(), session, Explain("wish"), AT)
    assert explained.session.remark == typed.no_explanation(why)
    assert explained.replies == (CARD,)


def test_a_rude_text_offers_to_stop() -> None:
    session = after(*AT_WISH, Say("fuck off"))

    assert "[Stop here]" in card(session)
    assert after(Stop(), session=session).stage is Stage.STOPPED


@pytest.mark.parametrize("events", [AT_WISH, TO_GARDEN, TO_TEXT, TO_REVIEW], ids=len)
@pytest.mark.parametrize("text", ["start over", "Restart please", "can I begin again?"])
def test_somebody_who_types_to_start_over_gets_the_button_for_it_and_loses_nothing(
    events: tuple[SessionEvent, ...], text: str
) -> None:
    before = after(*events)
    session = after(Say(text), session=before)

    assert "[Continue]\n[Start over]" in card(session)
    assert session.answers == before.answers


STAGES: list[tuple[SessionEvent, ...]] = [
    (),
    AT_WISH,
    TO_GARDEN,
    AT_HOURS,
    (*AT_HOURS, Say("10"), Answer("pause", "read")),
    TO_REVIEW,
    (*TO_GARDEN, Stop()),
    (*TO_REVIEW, Finish()),
]


@pytest.mark.parametrize("events", STAGES, ids=len)
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I want to die", typed.danger()),
        ("I lost my job", typed.job_fear()),
        ("I feel so lost", typed.hard_day()),
    ],
)
def test_what_weighs_on_somebody_is_answered_and_leaves_no_trace(
    events: tuple[SessionEvent, ...], text: str, answer: Phrase
) -> None:
    before = after(*events)
    is_text = here(dog(), before) == "else" and before.stage is Stage.ASKING

    if is_text and answer != typed.danger():
        assert after(Say(text), session=before).answers["else"] == text
    else:
        for seen in (True, False):
            done = step(dog(), before, Say(text, seen), AT)
            assert done.session is before
            assert [each.text for each in done.replies if isinstance(each, Tell)] == [answer]


def test_the_operator_s_line_is_named_to_somebody_in_danger() -> None:
    session = after(*AT_WISH)
    said = step(dog(), session, Say("I want to die", safety_line="the Samaritans, 116 123"), AT)

    assert said.replies == (Tell(typed.danger_with_line("the Samaritans, 116 123")),)


def test_a_card_that_moved_shows_neither_echo_nor_question_back() -> None:
    echoed = after(*AT_WISH, Say("a companion"))

    assert after(Say("a cat"), session=echoed).echoed == ""
    assert after(Back(), session=echoed).remark is None


def test_a_long_text_is_echoed_in_one_line() -> None:
    session = after(*AT_HOURS, Say("10"), Answer("pause", "read"), Say("by a wood " * 15))

    assert session.remark is not None
    assert len(ENGLISH(session.remark)) < 110


def test_a_note_of_the_author_follows_the_echo() -> None:
    assert typed.taken_as_with_note(verbatim("A lot"), "Good shoes help.") is not None
    assert ENGLISH(typed.taken_as_with_note(kinds.not_sure(), "Hm.")) == "Taken as: not sure\nHm."


def test_a_button_of_an_answered_question_back_is_closed() -> None:
    session = after(*AT_WISH)

    for event in (TakeMaybe("0"), SomethingElse("wish"), Undo()):
        done = step(dog(), session, event, AT)
        assert done.session == session
        assert ENGLISH(done.replies[0].text) == ENGLISH(toasts.closed())  # type: ignore[union-attr]


def test_a_typed_silence_is_echoed_too() -> None:
    session = after(*TO_GARDEN, Say("I'd rather not say"))

    assert session.answers["garden"] is Silence.SKIPPED
    assert session.remark == typed.taken_as(kinds.skipped())
    assert CARD_BELOW in step(dog(), after(*TO_GARDEN), Say("skip"), AT).replies


def test_a_changed_text_changes_the_answer_while_nothing_was_done_since() -> None:
    session = after(*AT_WISH, Say("a companion", message=5))
    changed = step(dog(), session, Amend("the children", 5), AT)

    assert changed.session.answers["wish"] == "kids"
    assert changed.session.remark == typed.taken_as(verbatim("The children ask for it"))
    assert changed.replies == (CARD_BELOW,)


def test_a_changed_text_that_was_not_understood_is_read_again() -> None:
    session = after(*AT_WISH, Say("a cat", message=5), Amend("a companion", 5))

    assert session.answers["wish"] == "friend"


@pytest.mark.parametrize("since", [(Answer("garden", "me"), Pick("garden", "me"), Say("done")), (Back(),)])
def test_once_something_was_done_since_the_first_text_counts(since: tuple[SessionEvent, ...]) -> None:
    session = after(*AT_WISH, Say("a companion", message=5), *since)

    assert step(dog(), session, Amend("the children", 5), AT) == StepResult(
        session, (Tell(typed.first_text_counts()),)
    )


def test_a_changed_text_of_somebody_in_danger_is_heard() -> None:
    session = after(*AT_WISH, Say("a companion", message=5))

    assert step(dog(), session, Amend("I want to die", 5), AT) == StepResult(session, (Tell(typed.danger()),))


def test_ticks_and_earlier_answers_that_are_taken_by_a_word_are_echoed() -> None:
    ticked = after(*TO_GARDEN, Pick("garden", "me"), Say("done"))
    again = after(*AT_WISH, Say("a companion"), Undo(), Say("done"))

    assert ticked.answers["garden"] == ("me",)
    assert (ticked.remark, ticked.echoed) == (typed.taken_as(verbatim("I myself")), "garden")
    assert again.answers["wish"] == "friend"
    assert (again.remark, again.echoed) == (
        typed.taken_as_with_note(verbatim("A companion"), "Many say that."),
        "wish",
    )


def test_a_wish_typed_where_any_text_is_an_answer_can_be_kept_as_one() -> None:
    asked = after(*TO_TEXT, Say("Help!"))

    assert (asked.remark, asked.maybe) == (typed.help_typing(), ("Help!",))
    assert "[Keep it as my answer]" in card(asked)
    tapped = after(TakeMaybe("0"), session=asked)
    said = after(Say("keep it"), session=asked)
    assert tapped.answers["else"] == said.answers["else"] == "Help!"
    assert said.remark == typed.taken_as(verbatim("Help!"))


def test_a_wish_that_is_too_long_for_the_answer_cannot_be_kept() -> None:
    question = dog().questions["else"]

    assert question.kind.as_written(question, "x" * 200) == "x" * 200
    assert question.kind.as_written(question, "x" * 201) is None
    assert question.kind.as_written(question, " ") is None


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("hm", typed.no_hurry()),
        ("ok...", typed.which_then()),
        ("yes?", typed.no_hurry()),
        ("let me think", typed.no_hurry()),
        ("done", typed.which_then()),
        ("I want to change answer 1", typed.offer_review()),
        ("мне нужно подумать", typed.only_english_with(LINES["ru"])),
        ("das weiss ich nicht", typed.only_english_with(LINES["de"])),
    ],
)
def test_somebody_who_says_little_is_led_back_to_the_answers(text: str, remark: Phrase) -> None:
    assert after(*AT_WISH, Say(text)).remark == remark


def test_somebody_who_thinks_where_the_answer_is_typed_is_given_time() -> None:
    assert after(*AT_HOURS, Say("hm")).remark == typed.no_hurry_typing()


@pytest.mark.parametrize(
    ("text", "remark"),
    [("why this?", typed.where_reasons_are()), ("start over", typed.how_to_start_over_later())],
)
def test_wishes_after_the_result_point_at_the_result(text: str, remark: Phrase) -> None:
    done = after(*TO_REVIEW, Finish())

    assert step(dog(), done, Say(text), AT) == StepResult(done, (Tell(remark),))


def test_why_a_question_is_asked_stands_on_its_card_once() -> None:
    why = dog().questions["wish"].why

    for session in (after(*AT_WISH), after(*AT_WISH, Say("why?")), after(*AT_WISH, Say("huh?"))):
        assert card(session).count(why) == 1


@pytest.mark.parametrize(
    ("text", "maybe"), [("1 2", ("friend", "sport")), ("a comp", ("friend",)), ("3 5", ())]
)
def test_places_side_by_side_and_words_cut_short_are_asked_about(text: str, maybe: tuple[str, ...]) -> None:
    session = after(*AT_WISH, Say(text))

    assert session.answers == {"leaning": "get"}
    assert session.maybe == maybe


def test_undo_after_a_change_among_all_answers_keeps_what_was_answered_later() -> None:
    before = after(*TO_REVIEW)
    changed = after(Edit("wish"), Say("someone to run with"), session=before)
    undone = after(Say("undo"), session=changed)

    assert here(dog(), undone) == "wish"
    assert undone.answers == changed.answers
    assert after(Say("a companion"), session=undone).answers == before.answers


def test_a_part_of_a_label_with_a_question_mark_is_asked_about() -> None:
    session = after(*AT_WISH, Say("the children?"))

    assert (session.answers, session.maybe) == ({"leaning": "get"}, ("kids",))
