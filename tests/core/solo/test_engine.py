"""One person's conversation, an event at a time."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.progress import REVIEW
from bot.core.kinds.answering import Answer, Done, Pick, Unpick
from bot.core.screen.surface import Notice, Role, Show, Tell
from bot.core.solo.engine import OUT_OF_PLACE, StepResult, begin, bring_card_below, cover_card, here, step
from bot.core.solo.events import (
    Back,
    Begin,
    Edit,
    Finish,
    Lean,
    NotSure,
    Resume,
    Review,
    Say,
    SessionEvent,
    Skip,
    Stop,
)
from bot.core.solo.session import Session, Stage
from bot.core.words import kinds, toasts, typed
from bot.core.words.phrase import Phrase, verbatim
from tests.boat import boat
from tests.example import ANN, AT, READY, SESSION_ID, after, dog, fresh, replies

TO_GARDEN: tuple[SessionEvent, ...] = (Begin(), Answer("leaning", "get"), Answer("wish", "friend"))
TO_REVIEW: tuple[SessionEvent, ...] = (Begin(), *(Say(text) for text in READY.values()))
CARD = Show(Role.CARD)
BELOW = Show(Role.CARD, below=True)


def test_a_conversation_begins_with_the_leaning() -> None:
    session = after(Begin())

    assert (session.stage, here(dog(), session)) == (Stage.ASKING, "leaning")


def test_an_answer_moves_the_card_on() -> None:
    done = step(dog(), after(Begin()), Answer("leaning", "get"), AT)

    assert done.session.answers == {"leaning": "get"}
    assert here(dog(), done.session) == "wish"
    assert done.replies == (CARD,)


def test_the_note_of_an_option_is_shown_with_the_next_question() -> None:
    assert after(*TO_GARDEN).remark == verbatim("Many say that.")


@pytest.mark.parametrize(
    "event",
    [
        Begin(),
        Answer("wish", "sport"),
        Answer("walk", "w1"),
        Pick("wish", "sport"),
        Done("wish"),
        Skip("hours"),
        Finish(),
        Resume(),
        Edit("wish"),
        Lean("get"),
    ],
)
def test_an_event_that_does_not_fit_changes_nothing(event: SessionEvent) -> None:
    session = after(*TO_GARDEN)

    assert step(dog(), session, event, AT) == StepResult(session, (Notice(toasts.closed()),))
    assert step(dog(), session, event, AT).session is session


def test_a_question_that_needs_an_answer_cannot_be_left_out() -> None:
    session = after(Begin(), Answer("leaning", "get"))

    assert step(dog(), session, Skip("wish"), AT) == StepResult(session, (Notice(toasts.must_answer()),))
    assert step(dog(), session, NotSure("wish"), AT) == StepResult(session, (Notice(toasts.must_answer()),))


def test_skipped_and_not_sure_are_answers_of_their_own() -> None:
    session = after(*TO_GARDEN, Skip("garden"), NotSure("walk"))

    assert session.answers["garden"] is Silence.SKIPPED
    assert session.answers["walk"] is Silence.UNSURE


def test_the_same_tick_twice_is_one_tick() -> None:
    once = after(*TO_GARDEN, Pick("garden", "me"))

    assert step(dog(), once, Pick("garden", "me"), AT) == StepResult(once)


def test_ticks_leave_the_card_s_buttons_valid() -> None:
    asked = after(*TO_GARDEN)
    ticked = after(
        Pick("garden", "partner"), Pick("garden", "me"), Unpick("garden", "partner"), session=asked
    )

    assert ticked.turn == asked.turn
    assert after(Done("garden"), session=ticked).answers["garden"] == ("me",)


def test_a_remark_is_shown_once_also_where_the_card_is_only_ticked() -> None:
    assert after(*TO_GARDEN, Say("nonsense"), Pick("garden", "me")).remark is None


def test_an_exclusive_tick_stands_alone() -> None:
    session = after(*TO_GARDEN, Pick("garden", "me"), Pick("garden", "nobody"))

    assert session.drafts["garden"] == ("nobody",)


def test_done_without_a_tick_asks_for_one() -> None:
    session = after(*TO_GARDEN)

    assert step(dog(), session, Done("garden"), AT) == StepResult(session, (Notice(toasts.pick_one_first()),))


def test_back_offers_the_earlier_answer_again() -> None:
    session = after(*TO_GARDEN, Back())

    assert here(dog(), session) == "wish"
    assert session.answers == {"leaning": "get"}
    assert session.drafts == {"wish": "friend"}


def test_there_is_nothing_before_the_first_question() -> None:
    session = after(Begin())

    assert step(dog(), session, Back(), AT) == StepResult(session, (Notice(toasts.first_question()),))


def test_back_passes_over_what_a_group_was_asked() -> None:
    answered: Answers = {"leaning": "hire", "pair": "sea", "water": "lake"}
    session = replace(begin(boat(), SESSION_ID, ANN, ANN), stage=Stage.ASKING, answers=answered)

    back = step(boat(), session, Back(), AT).session

    assert (here(boat(), back), back.answers) == ("water", {"leaning": "hire", "pair": "sea"})
    assert step(boat(), back, Back(), AT) == StepResult(back, (Notice(toasts.first_question()),))


def test_complete_answers_are_reviewed_and_then_advised_on() -> None:
    session = after(*TO_REVIEW)
    done = step(dog(), session, Finish(), AT)

    assert here(dog(), session) == REVIEW
    assert (done.session.stage, done.session.finished_on) == (Stage.DONE, AT.date())
    assert done.replies == (CARD, Show(Role.RESULT, below=True))


def test_an_edit_keeps_every_later_answer() -> None:
    session = after(*TO_REVIEW, Edit("wish"), Answer("wish", "sport"))

    assert here(dog(), session) == REVIEW
    assert session.answers == {**after(*TO_REVIEW).answers, "wish": "sport"}


def test_an_edit_can_be_left_without_a_change() -> None:
    before = after(*TO_REVIEW)
    session = after(Edit("wish"), Back(), session=before)

    shown_before = replace(session, remark=before.remark, echoed=before.echoed)
    assert replace(shown_before, turn=before.turn, revision=before.revision) == before


def test_an_answer_that_is_no_longer_relevant_is_parked_and_comes_back_as_a_suggestion() -> None:
    away = after(*TO_REVIEW, Edit("wish"), Answer("wish", "kids"))
    back = after(Edit("wish"), Answer("wish", "friend"), session=away)

    assert "walk" not in away.answers
    assert away.drafts == {"walk": "w3"}
    assert here(dog(), back) == "walk"
    assert after(Answer("walk", "w3"), session=back).answers == after(*TO_REVIEW).answers


def test_the_answers_can_be_looked_at_on_the_way() -> None:
    looking = after(*TO_GARDEN, Review())
    on = after(Resume(), session=looking)

    assert here(dog(), looking) == REVIEW
    assert here(dog(), on) == "garden"


def test_incomplete_answers_get_no_advice() -> None:
    session = after(*TO_GARDEN, Review())

    assert step(dog(), session, Finish(), AT) == StepResult(session, (Notice(toasts.closed()),))


@pytest.mark.parametrize("events", [(), (Begin(),), TO_GARDEN, TO_REVIEW, (*TO_GARDEN, Review())])
def test_stopping_works_everywhere_and_loses_nothing(events: tuple[SessionEvent, ...]) -> None:
    session = after(*events)
    stopped = after(Stop(), session=session)

    assert stopped.stage is Stage.STOPPED
    assert stopped.answers == session.answers
    resumed = after(Resume(), session=stopped)
    assert resumed.answers == session.answers
    assert resumed.stage is (Stage.ASKING if session.answers else Stage.WELCOME)


@pytest.mark.parametrize(
    ("events", "does_not_fit"),
    [((Stop(),), Back()), ((Stop(),), Stop()), ((*TO_REVIEW, Finish()), Stop())],
)
def test_what_does_not_fit_is_told_where_the_conversation_stands(
    events: tuple[SessionEvent, ...], does_not_fit: SessionEvent
) -> None:
    session = after(*events)

    assert replies(session, does_not_fit) == (Notice(OUT_OF_PLACE[session.stage]),)


def test_a_text_after_the_result_is_told_what_can_be_done_there() -> None:
    done = after(*TO_REVIEW, Finish())

    assert step(dog(), done, Say("hm"), AT) == StepResult(done, (Tell(OUT_OF_PLACE[Stage.DONE]),))


def test_a_result_can_be_changed_in_a_card_below_it() -> None:
    done = after(*TO_REVIEW, Finish())
    reopened = step(dog(), done, Review(), AT)

    assert reopened.replies == (BELOW,)
    assert here(dog(), reopened.session) == REVIEW


def test_a_result_stands_until_the_next_advice() -> None:
    done = after(*TO_REVIEW, Finish())
    changed = after(Review(), Edit("wish"), Answer("wish", "sport"), session=done)

    assert (changed.settled, changed.finished_on) == (done.answers, done.finished_on)
    again = after(Finish(), session=changed)
    assert (again.settled, again.advised) == (changed.answers, {})


def test_back_from_answers_that_were_only_looked_at_leads_to_the_result() -> None:
    done = after(*TO_REVIEW, Finish())
    back = step(dog(), after(Review(), session=done), Back(), AT)

    assert back.session == replace(done, turn=done.turn + 2, revision=done.revision + 2)
    assert back.replies == (CARD, Show(Role.RESULT, below=True))


def test_back_from_answers_that_were_changed_drops_none_of_them() -> None:
    done = after(*TO_REVIEW, Finish())
    changed = after(Review(), Edit("wish"), Answer("wish", "sport"), session=done)

    assert step(dog(), changed, Back(), AT) == StepResult(changed, (Notice(toasts.changed_since()),))


def test_the_leaning_after_the_advice_is_kept_without_closing_other_buttons() -> None:
    done = after(*TO_REVIEW, Finish())
    leant = step(dog(), done, Lean("lend"), AT)

    assert leant.session.leaning_after == "lend"
    assert leant.session.turn == done.turn
    assert leant.replies == (Show(Role.RESULT),)
    assert step(dog(), leant.session, Lean("lend"), AT) == StepResult(leant.session)


def test_a_typed_answer_moves_the_card_below_it() -> None:
    assert replies(after(Begin()), Say("get a dog")) == (BELOW,)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("a cat", typed.not_found("a cat")),
        ("skip", toasts.must_answer()),
        ("not sure", toasts.must_answer()),
    ],
)
def test_a_typed_text_that_is_no_answer_is_explained_on_the_card(text: str, remark: Phrase) -> None:
    session = after(Begin(), Answer("leaning", "get"))
    said = step(dog(), session, Say(text), AT)

    assert said.session.remark == remark
    assert said.session.answers == session.answers
    assert said.session.turn == session.turn
    assert said.replies == (BELOW,)


def test_a_text_typed_before_the_question_was_seen_is_not_its_answer() -> None:
    session = after(Begin(), Say("get a dog", seen=False))

    assert session.answers == {}
    assert session.remark == toasts.sent_too_early()


@pytest.mark.parametrize(
    ("events", "text"),
    [
        ((), "yes"),
        (TO_GARDEN, "skip"),
        (TO_GARDEN, "back"),
        ((*TO_GARDEN, Skip("garden")), "not sure"),
        ((*TO_GARDEN, Pick("garden", "me")), "done"),
        (TO_REVIEW, "done"),
        (TO_REVIEW, "2"),
    ],
)
def test_a_word_typed_before_the_card_was_seen_does_nothing_on_it(
    events: tuple[SessionEvent, ...], text: str
) -> None:
    session = after(*events)
    said = after(Say(text, seen=False), session=session)

    assert said == replace(session, remark=toasts.sent_too_early(), echoed="", revision=session.revision + 1)


def test_that_a_text_crossed_with_the_card_is_said_once() -> None:
    said = after(*TO_GARDEN, Say("me", seen=False))

    assert step(dog(), said, Say("me", seen=False), AT) == StepResult(said)


def test_a_card_brought_below_shows_its_remark_no_more() -> None:
    said = after(*TO_GARDEN, Say("nonsense"))

    assert said.remark
    assert bring_card_below(said) == StepResult(
        replace(said, remark=None, revision=said.revision + 1), (BELOW,)
    )


def test_stop_works_also_on_a_card_that_was_not_seen() -> None:
    assert after(*TO_GARDEN, Say("stop", seen=False)).stage is Stage.STOPPED


def test_what_is_typed_after_ticks_is_ticked_with_them() -> None:
    session = after(*TO_GARDEN, Pick("garden", "me"), Say("2"))

    assert here(dog(), session) == "garden"
    assert session.drafts["garden"] == ("me", "partner")


@pytest.mark.parametrize(
    ("events", "text", "event"),
    [
        ((), "yes", Begin()),
        (TO_GARDEN, "back", Back()),
        (TO_GARDEN, "review", Review()),
        (TO_GARDEN, "stop", Stop()),
        (TO_REVIEW, "2", Edit("wish")),
        (TO_REVIEW, "change the second one", Edit("wish")),
        (TO_REVIEW, "undo", Back()),
        (TO_REVIEW, "looks good", Finish()),
        (TO_REVIEW, "show me the result", Finish()),
        ((), "OK, let's go", Begin()),
        ((), "I'm ready", Begin()),
        ((*TO_GARDEN, Review()), "get my advice", Resume()),
        ((*TO_GARDEN, Stop()), "yes please", Resume()),
        ((*TO_GARDEN, Stop()), "back", Resume()),
        ((*TO_REVIEW, Finish()), "back", Review()),
        (TO_REVIEW, "Get my advice!", Finish()),
        ((*TO_GARDEN, Stop()), "go on", Resume()),
        ((*TO_REVIEW, Finish()), "change", Review()),
    ],
)
def test_typed_words_do_what_the_buttons_do(
    events: tuple[SessionEvent, ...], text: str, event: SessionEvent
) -> None:
    session = after(*events)

    assert after(Say(text), session=session) == after(event, session=session)


@pytest.mark.parametrize(
    ("events", "text", "event", "answer"),
    [
        (TO_GARDEN, "Skip", Skip("garden"), kinds.skipped()),
        ((*TO_GARDEN, Skip("garden")), "I don’t know", NotSure("walk"), kinds.not_sure()),
    ],
)
def test_a_typed_silence_is_that_of_the_button_and_is_echoed(
    events: tuple[SessionEvent, ...], text: str, event: SessionEvent, answer: Phrase
) -> None:
    session = after(*events)
    question = here(dog(), session)

    assert after(Say(text), session=session) == replace(
        after(event, session=session), remark=typed.taken_as(answer), echoed=question
    )


@pytest.mark.parametrize(
    ("events", "text", "remark", "again"),
    [
        (TO_REVIEW, "99", typed.how_to_review(), typed.still_how_to_review()),
        ((*TO_GARDEN, Review()), "99", typed.how_to_review_so_far(), typed.still_how_to_review()),
        ((*TO_GARDEN, Stop()), "what", typed.how_to_resume(), toasts.use_the_buttons()),
    ],
)
def test_a_text_where_none_is_expected_is_told_what_works(
    events: tuple[SessionEvent, ...], text: str, remark: Phrase, again: Phrase
) -> None:
    assert after(*events, Say(text)).remark == remark
    assert after(*events, Say(text), Say(text)).remark == again


def test_in_a_free_text_only_what_leads_somewhere_steers() -> None:
    to_text = TO_REVIEW[:-1]

    assert after(*to_text, Say("stop")).stage is Stage.STOPPED
    assert after(*to_text, Say("skip")).answers["else"] is Silence.SKIPPED
    assert here(dog(), after(*to_text, Say("back"))) == "pause"
    assert after(*to_text, Say("done")).answers["else"] == "done"
    assert after(*to_text, Say("not sure")).answers["else"] == "not sure"


def test_going_back_to_own_words_and_keeping_them_loses_none() -> None:
    written = after(*TO_REVIEW[:-1], Say("We live by a wood."), Back())

    assert after(Say("keep"), session=written).answers["else"] == "We live by a wood."
    assert after(Say("back"), session=written).drafts["else"] == "We live by a wood."


def test_what_is_typed_under_something_else_to_choose_from_is_no_answer() -> None:
    hidden = cover_card(after(*TO_GARDEN))
    said = after(Say("1"), session=hidden)

    assert (said.answers, said.remark, said.is_covered) == (hidden.answers, toasts.sent_too_early(), False)
    assert after(Say("1"), Say("1"), session=hidden).drafts == after(Say("1"), session=said).drafts


def test_a_typed_word_that_does_not_fit_points_at_the_buttons() -> None:
    assert after(Begin(), Say("done")).remark == typed.which_then()


def test_an_advice_that_stands_is_not_given_anew() -> None:
    done = after(*TO_REVIEW, Finish(), Lean("lend"))

    assert after(Review(), Finish(), session=done) == replace(
        done, turn=done.turn + 2, revision=done.revision + 2
    )
    assert after(Review(), Stop(), Resume(), Back(), session=done).stage is Stage.DONE


def test_a_number_is_kept_exactly() -> None:
    assert after(*TO_REVIEW[:5], Say("7,25")).answers["hours"] == Fraction(29, 4)


EVENTS = st.sampled_from(
    [
        Begin(),
        Back(),
        Review(),
        Finish(),
        Stop(),
        Resume(),
        Say("2"),
        Say("skip"),
        Say("nonsense"),
        *(Answer("leaning", each) for each in ("get", "lend")),
        *(Answer("wish", each) for each in ("friend", "kids")),
        *(Answer("walk", each) for each in ("w1", "w3")),
        Pick("garden", "me"),
        Unpick("garden", "me"),
        Done("garden"),
        Skip("garden"),
        NotSure("walk"),
        Say("12"),
        Answer("pause", "read"),
        Skip("else"),
        *(Edit(each) for each in ("wish", "walk", "hours")),
    ]
)


@given(st.lists(EVENTS, max_size=40))
def test_whatever_happens_answers_stay_relevant_and_revisions_rise(events: list[SessionEvent]) -> None:
    session: Session = fresh()
    for event in events:
        done = step(dog(), session, event, AT)
        if done.session is not session:
            assert done.session.revision == session.revision + 1
            assert done.session.turn in (session.turn, session.turn + 1)
        session = done.session
        assert not set(session.answers) - set(dog().questions)
        if session.stage is Stage.DONE:
            assert here(dog(), replace(session, editing=None)) == REVIEW


@given(st.lists(EVENTS, max_size=40))
def test_an_answer_is_never_lost_but_by_another_answer(events: list[SessionEvent]) -> None:
    session = fresh()
    for event in events:
        before = set(session.answers) | {question for question, draft in session.drafts.items() if draft}
        session = step(dog(), session, event, AT).session
        after_ = set(session.answers) | set(session.drafts)
        assert before <= after_ or session.editing is None
