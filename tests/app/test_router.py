"""One update at a time, from what came in to what stands in the chat."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.app.update import Blocked, Command, Edited, ForeignTap, GroupCommand, SoloTap, Text, Unreadable
from bot.core.dialog import model
from bot.core.kinds.answering import Answer, WriteAgain
from bot.core.screen.chart import Picture
from bot.core.screen.surface import Notice
from bot.core.solo import session as sessions
from bot.core.solo.engine import OUT_OF_PLACE
from bot.core.solo.events import (
    Back,
    Begin,
    Compare,
    Finish,
    ForgetMe,
    KeepMe,
    MoveOver,
    OpenDialog,
    OpenPage,
    OpenResult,
    OpenSession,
    Review,
    SendPicture,
    SendShared,
    StartAgain,
)
from bot.core.words import buttons, menus, toasts, typed, unreadable
from bot.core.words.english import ENGLISH
from bot.library.library import Library
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore
from tests.rehearsal import ANN, BEN, NOW, TEA, Stage, loads, pick, press, stage, tea

WELCOME, LEANING, MOOD, WORD = "Tea or coffee?", "Where do you lean?", "How do you feel?", "In a word?"
COCOA = tea(id="cocoa", title="Cocoa?", logic_hash="cocoa-1", text="cocoa 1")


@pytest.fixture
async def shell(tmp_path: Path) -> Stage:
    return await stage(tmp_path, TEA)


@pytest.fixture
async def two(tmp_path: Path) -> Stage:
    return await stage(tmp_path, TEA, COCOA)


async def begun(shell: Stage) -> Stage:
    """At the first question."""
    await shell.say("/start")
    await shell.tap(Begin())
    return shell


async def finished(shell: Stage) -> Stage:
    await begun(shell)
    await shell.tap(Answer("leaning", "tea"))
    await shell.tap(Answer("mood", "tea"))
    await shell.say("warm")
    await shell.tap(Finish())
    return shell


def asked(shell: Stage) -> str:
    """The question on the newest message."""
    sheet = shell.chat.messages[ANN][shell.card_id()]
    return next(
        (block.text for block in sheet.whole.blocks if block.text in (LEANING, MOOD, WORD)), sheet.says
    )


# --- the way through ------------------------------------------------------------------------


async def test_start_opens_the_welcome_card_of_the_only_dialog(shell: Stage) -> None:
    await shell.say("/start")

    assert shell.chat.told(ANN) == (WELCOME,)


async def test_taps_lead_through_one_card_to_the_result(shell: Stage) -> None:
    await finished(shell)

    assert shell.chat.told(ANN) == (WELCOME, "Tea it is.")
    assert (await shell.session()).stage is sessions.Stage.DONE


async def test_each_tap_is_answered_once(shell: Stage) -> None:
    await finished(shell)

    assert [query for query, _ in shell.chat.taps] == ["q2", "q3", "q4", "q6"]
    assert shell.notices == (None,) * 4


async def test_a_typed_answer_moves_the_card_below_it(shell: Stage) -> None:
    await begun(shell)
    above = shell.card_id()

    await shell.say("tea")

    assert asked(shell) == MOOD
    assert list(shell.chat.messages[ANN]) == [shell.card_id()]
    assert shell.card_id() > above


async def test_a_text_from_before_the_question_is_no_answer_to_it(shell: Stage) -> None:
    await begun(shell)

    await shell.update(Text(shell.card_id() - 1, "tea"))

    assert (await shell.session()).answers == {}
    assert (await shell.session()).remark == toasts.sent_too_early()


async def test_a_text_sent_while_the_card_was_changing_is_no_answer(shell: Stage) -> None:
    await begun(shell)
    session = await shell.session()
    card = shell.card_id()
    await shell.handle(press(Answer("leaning", "tea"), session.id, session.turn, message_id=card), 90)

    await shell.handle(Text(999, "coffee"), 91)

    assert (await shell.session()).answers == {"leaning": "tea"}


async def test_a_text_without_a_conversation_opens_the_door(shell: Stage) -> None:
    await shell.say("hello?")

    assert shell.chat.told(ANN) == (WELCOME,)


# --- taps that change nothing ---------------------------------------------------------------


async def test_a_stale_tap_changes_nothing(shell: Stage) -> None:
    await begun(shell)
    before = await shell.session()
    calls = len(shell.chat.calls)

    await shell.tap(Begin(), turn=0)

    assert await shell.session() == before
    assert shell.notices[-1] == toasts.closed()
    assert len(shell.chat.calls) == calls


async def test_a_doubled_tap_answers_one_question(shell: Stage) -> None:
    await begun(shell)
    session = await shell.session()
    tap = press(Answer("leaning", "tea"), session.id, session.turn, message_id=shell.card_id())

    for number in (50, 51):
        await shell.handle(tap, number)
    await shell.clock.advance(2)

    assert (await shell.session()).answers == {"leaning": "tea"}
    assert shell.notices[-2:] == (None, toasts.closed())
    assert [call[0] for call in shell.chat.calls] == ["send", "edit", "edit"]


async def test_a_redelivered_tap_is_answered_and_changes_nothing(shell: Stage) -> None:
    await begun(shell)
    session = await shell.session()
    tap = press(Back(), session.id, session.turn, query="again", message_id=shell.card_id())

    await shell.update(tap, update_id=70)
    await shell.update(tap, update_id=70)

    assert shell.notices[-2:] == (toasts.first_question(), None)


async def test_a_card_far_above_a_stale_tap_comes_down_once_in_three_seconds(shell: Stage) -> None:
    await begun(shell)
    session = await shell.session()
    below = press(Begin(), session.id, 0, message_id=shell.card_id() + 50)
    calls = len(shell.chat.calls)

    for number in range(5):
        await shell.handle(below, 60 + number)
    await shell.clock.advance(1)

    assert [call[0] for call in shell.chat.calls[calls:]] == ["send", "delete"]


async def test_a_stranger_gets_a_notice_and_nothing_else(shell: Stage) -> None:
    await begun(shell)
    before = await shell.session()
    calls = len(shell.chat.calls)
    tap = press(Answer("leaning", "tea"), before.id, before.turn, message_id=shell.card_id())

    await shell.update(tap, person=BEN)

    assert shell.notices[-1] == toasts.not_yours()
    assert (await shell.session(), len(shell.chat.calls)) == (before, calls)


@pytest.mark.parametrize(
    "tap",
    [ForeignTap(ANN, "q", 1), press(Begin(), 4711), press(None, 4711), press(Begin(), 0)],
    ids=["forged", "another chat's session", "no such event", "no session"],
)
async def test_a_button_of_nothing_is_closed(shell: Stage, tap: SoloTap | ForeignTap) -> None:
    await shell.update(tap)

    assert shell.notices == (toasts.gone(),)
    assert shell.chat.calls == []


async def test_a_button_of_another_version_is_stale(shell: Stage) -> None:
    await begun(shell)

    await shell.tap(None)

    assert shell.notices[-1] == toasts.closed()


async def test_a_stale_tap_on_a_finished_session_leaves_the_result(shell: Stage) -> None:
    await finished(shell)
    calls = len(shell.chat.calls)

    await shell.tap(Answer("mood", "coffee"), turn=1)

    assert shell.notices[-1] == OUT_OF_PLACE[sessions.Stage.DONE]
    assert len(shell.chat.calls) == calls


async def test_a_button_that_its_dialog_does_not_have_changes_nothing(shell: Stage) -> None:
    await begun(shell)

    session = await shell.session()

    await shell.tap(None)

    assert await shell.session() == session
    assert shell.notices[-1] == toasts.closed()


# --- commands -------------------------------------------------------------------------------


async def test_start_brings_a_running_card_down(shell: Stage) -> None:
    await begun(shell)

    await shell.say("/start")

    assert asked(shell) == LEANING
    assert len(shell.chat.messages[ANN]) == 1


async def test_start_after_a_result_begins_anew(shell: Stage) -> None:
    await finished(shell)

    await shell.say("/start")

    assert shell.chat.told(ANN)[-1] == WELCOME
    assert len(await shell.store.sessions(ANN)) == 2


async def test_start_with_several_dialogs_lets_choose(two: Stage) -> None:
    await two.say("/start")
    await two.choose(OpenDialog("cocoa"))

    assert two.chat.told(ANN) == ("What would you like to decide?", "Cocoa?")


async def test_start_goes_on_with_what_was_used_last(two: Stage) -> None:
    await two.say("/start cocoa")

    await two.say("/start")

    assert two.chat.told(ANN) == ("Cocoa?",)


async def test_start_finds_what_was_put_aside_before_a_later_result(two: Stage) -> None:
    await two.say("/start cocoa")
    await two.tap(Begin())
    await two.say("/stop")
    await two.say("/start tea")
    await two.tap(Begin())
    for text in ("tea", "tea", "warm"):
        await two.say(text)
    await two.tap(Finish())

    await two.say("/start")

    assert two.chat.told(ANN)[-1] == "Cocoa?"
    assert len(await two.store.sessions(ANN)) == 2


async def test_start_reaches_a_session_whose_dialog_is_not_offered_any_more(
    two: Stage, tmp_path: Path
) -> None:
    await two.say("/start cocoa")
    await two.tap(Begin())
    await two.say("tea")
    (tmp_path / "cocoa" / "dialog.yml").unlink()
    (tmp_path / "cocoa").rmdir()
    await two.library.read(NOW)

    await two.say("/start")

    assert asked(two) == MOOD
    assert [each.dialog_id for each in await two.store.sessions(ANN)] == ["cocoa"]
    await two.say("/dialogs")
    labels = two.chat.messages[ANN][two.chat.last].labels
    assert labels == ("Continue: Cocoa? (1 answer)", "Tea or coffee?")


async def test_each_of_two_unfinished_sessions_of_a_dialog_can_be_gone_on_with(shell: Stage) -> None:
    await begun(shell)
    await shell.say("tea")
    await shell.say("/stop")
    await shell.choose(StartAgain("tea"))
    await shell.tap(Begin())
    for _ in range(2):
        await shell.say("tea")

    await shell.say("/dialogs")

    assert shell.chat.messages[ANN][shell.chat.last].labels == (
        "Continue: Tea or coffee? (2 answers)",
        "Continue: Tea or coffee? (1 answer)",
    )


async def test_a_link_opens_its_dialog(two: Stage) -> None:
    await two.say("/start cocoa")

    assert two.chat.told(ANN) == ("Cocoa?",)


@pytest.mark.parametrize("payload", ["nothing", "../tea", "{x}", "tealeaf"])
async def test_a_link_to_nothing_is_a_normal_start(two: Stage, payload: str) -> None:
    await two.say(f"/start {payload}")

    assert two.chat.told(ANN) == ("What would you like to decide?",)


async def test_a_dialog_that_is_not_offered_cannot_be_opened(two: Stage) -> None:
    await two.choose(OpenDialog("milk"))

    assert two.notices[-1] is not None
    assert await two.store.sessions(ANN) == ()


async def test_back_takes_the_last_answer_back_below_the_command(shell: Stage) -> None:
    await begun(shell)
    await shell.tap(Answer("leaning", "tea"))

    await shell.say("/back")

    assert asked(shell) == LEANING
    assert len(shell.chat.messages[ANN]) == 1


async def test_back_at_the_first_question_says_so_above_the_card(shell: Stage) -> None:
    await begun(shell)

    await shell.say("/back")

    assert shell.chat.told(ANN)[0] == ENGLISH(toasts.first_question())
    assert asked(shell) == LEANING


@pytest.mark.parametrize("command", ["/back", "/review", "/stop"])
async def test_a_step_without_a_conversation_says_so(shell: Stage, command: str) -> None:
    await shell.say(command)

    assert shell.chat.told(ANN) == ("Nothing is open right now. Send /start to begin.",)


async def welcomed(shell: Stage) -> Stage:
    await shell.say("/start")
    return shell


@pytest.mark.parametrize(
    ("reach", "then"),
    [
        (welcomed, sessions.Stage.STOPPED),
        (begun, sessions.Stage.STOPPED),
        (finished, sessions.Stage.DONE),
    ],
)
async def test_stop_works_everywhere(
    shell: Stage, reach: Callable[[Stage], Awaitable[Stage]], then: sessions.Stage
) -> None:
    await reach(shell)

    await shell.say("/stop")

    assert (await shell.session()).stage is then


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("/help", "What you can do here"),
        ("/privacy", "Your privacy"),
        ("/language", "I speak: English. More languages will come with more dialogs."),
        ("/sing", "I don't know /sing."),
    ],
)
async def test_something_to_read_stands_above_what_is_open(shell: Stage, command: str, says: str) -> None:
    await begun(shell)

    await shell.say(command)

    assert shell.chat.told(ANN)[0] == says
    assert asked(shell) == LEANING


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("/dialogs", "What would you like to decide?"),
        ("/history", "No results yet. Send /start to begin."),
        ("/forgetme", "Delete everything I keep about you?"),
    ],
)
async def test_something_to_choose_from_stays_the_last_message(shell: Stage, command: str, says: str) -> None:
    await begun(shell)

    await shell.say(command)

    assert shell.chat.told(ANN)[-1] == says


async def test_what_cannot_be_read_gets_a_kind_sentence_and_the_card(shell: Stage) -> None:
    await begun(shell)

    await shell.update(Unreadable(unreadable.photo()))

    assert shell.chat.told(ANN)[0] == "I can't read a photo. Please type text, or tap a button."
    assert asked(shell) == LEANING


async def test_an_old_result_opens_again_from_the_history(shell: Stage) -> None:
    await finished(shell)
    await shell.say("/history")

    await shell.choose(OpenResult((await shell.session()).id))

    assert shell.chat.told(ANN) == (WELCOME, "Tea it is.", "Your results", "Tea it is.")


async def test_two_results_of_a_dialog_are_compared_below(shell: Stage) -> None:
    await finished(shell)
    await shell.choose(StartAgain("tea"))
    await shell.tap(Begin())
    await shell.tap(Answer("leaning", "tea"))
    await shell.tap(Answer("mood", "tea"))
    await shell.say("cold")
    await shell.tap(Finish())

    await shell.choose(Compare("tea"))

    assert shell.chat.told(ANN)[-1] == "Tea or coffee?"


async def test_a_single_result_is_compared_with_nothing(shell: Stage) -> None:
    await finished(shell)

    await shell.choose(Compare("tea"))

    assert shell.chat.told(ANN)[-1].startswith("There aren't two results")


async def test_a_result_that_is_not_there_cannot_be_opened(shell: Stage) -> None:
    await begun(shell)

    await shell.choose(OpenResult(4711))

    assert shell.notices[-1] == toasts.gone()


async def test_a_result_being_changed_stays_in_the_history(shell: Stage) -> None:
    await finished(shell)
    await shell.say("/review")
    await shell.say("/history")

    await shell.choose(OpenResult((await shell.session()).id))

    assert shell.chat.told(ANN)[-2:] == ("Your results", "Tea it is.")


async def test_going_on_with_a_reopened_session_shows_its_answers(shell: Stage) -> None:
    await finished(shell)
    await shell.say("/review")
    await shell.say("/dialogs")

    await shell.choose(OpenSession((await shell.session()).id))

    assert shell.chat.told(ANN)[-1] == "Your answers"


async def test_a_result_opened_while_its_answers_are_gone_over_has_no_dead_buttons(shell: Stage) -> None:
    await finished(shell)
    await shell.say("/review")

    await shell.choose(OpenResult((await shell.session()).id))
    opened = shell.chat.messages[ANN][shell.card_id()]

    assert "What I told you" in opened.labels
    await shell.tap(OpenPage("answers"))
    await shell.tap(Review())
    assert shell.chat.told(ANN)[-1] == "Your answers"


async def test_a_number_typed_under_a_menu_is_no_answer(shell: Stage) -> None:
    await begun(shell)
    await shell.say("/history")

    await shell.say("1")

    assert (await shell.session()).answers == {}
    assert shell.chat.told(ANN)[-1] == "Tea or coffee? · 1 of about 3"
    await shell.say("1")
    assert (await shell.session()).answers == {"leaning": "tea"}


async def test_a_card_that_a_stale_tap_brought_down_takes_what_is_typed_below_it(shell: Stage) -> None:
    await begun(shell)
    card = shell.card_id()
    await shell.say("/history")
    session = await shell.session()

    below = shell.chat.last
    await shell.update(press(Answer("leaning", "tea"), session.id, session.turn - 1, message_id=below))
    assert shell.card_id() > card
    await shell.say("tea")

    assert (await shell.session()).answers == {"leaning": "tea"}


async def test_what_is_typed_under_an_opened_result_is_no_answer_to_a_card_above(shell: Stage) -> None:
    await finished(shell)
    await shell.say("/review")
    await shell.choose(OpenResult((await shell.session()).id))

    await shell.say("1")

    assert (await shell.session()).editing is None
    assert (await shell.session()).remark == toasts.sent_too_early()


async def test_a_card_tapped_above_another_comes_down(two: Stage) -> None:
    await two.say("/start tea")
    await two.tap(Begin())
    first = await two.session()
    card = two.card_id()
    await two.say("/start cocoa")

    await two.update(press(Answer("leaning", "tea"), first.id, first.turn, message_id=card))

    assert asked(two) == MOOD
    assert two.card_id() > card


async def test_an_earlier_question_whether_to_forget_deletes_nothing_begun_later(shell: Stage) -> None:
    await begun(shell)
    await shell.say("/forgetme")
    asked_at = int(shell.clock.now)
    await shell.choose(ForgetMe(asked_at))
    await begun(shell)

    await shell.choose(ForgetMe(asked_at))
    await shell.choose(KeepMe(asked_at))

    assert len(await shell.store.sessions(ANN)) == 1
    assert shell.notices[-2:] == (toasts.old_question(), toasts.old_question())


async def test_a_question_asked_after_everything_was_deleted_can_be_answered_either_way(
    shell: Stage,
) -> None:
    await begun(shell)
    await shell.choose(ForgetMe(int(shell.clock.now)))
    await begun(shell)

    await shell.choose(KeepMe(int(shell.clock.now)))
    assert shell.chat.told(ANN)[-1] == "OK, I've kept everything as it is."
    await shell.choose(ForgetMe(int(shell.clock.now)))

    assert await shell.store.sessions(ANN) == ()


async def test_an_offer_that_was_taken_back_goes_from_the_card(shell: Stage) -> None:
    await begun(shell)

    await shell.tap(MoveOver())

    assert shell.notices[-1] == toasts.closed()
    assert ENGLISH(buttons.move_over()) not in shell.chat.messages[ANN][shell.card_id()].labels


async def test_an_unfinished_session_opens_as_its_card(shell: Stage) -> None:
    await begun(shell)

    await shell.choose(OpenSession((await shell.session()).id))

    assert asked(shell) == LEANING


async def test_starting_again_finds_a_fresh_card_far_above(shell: Stage) -> None:
    await shell.say("/start")
    await shell.say("/history")

    await shell.choose(StartAgain("tea"))

    assert shell.chat.told(ANN)[-1] == WELCOME
    assert len(await shell.store.sessions(ANN)) == 1


async def test_starting_again_twice_begins_once(shell: Stage) -> None:
    await finished(shell)

    for number in (80, 81):
        await shell.handle(pick(StartAgain("tea"), message_id=shell.card_id()), number)
    await shell.clock.advance(2)

    assert len(await shell.store.sessions(ANN)) == 2
    assert shell.chat.told(ANN)[-1] == WELCOME


async def test_an_old_start_again_does_not_put_a_running_session_aside(shell: Stage) -> None:
    await begun(shell)

    await shell.choose(StartAgain("tea"))

    assert len(await shell.store.sessions(ANN)) == 1
    assert shell.notices[-1] == toasts.under_way()


# --- what is kept ---------------------------------------------------------------------------


async def test_an_export_is_a_file_of_everything(shell: Stage) -> None:
    await begun(shell)
    await shell.tap(Answer("leaning", "tea"))

    await shell.say("/export")

    (session,) = json.loads(shell.chat.documents[0])["sessions"]
    assert (session["title"], session["answers"]) == (WELCOME, [{"question": LEANING, "answer": "Tea"}])
    assert asked(shell) == MOOD


async def test_forgetting_is_asked_first_and_then_complete(shell: Stage) -> None:
    await begun(shell)
    await shell.say("/forgetme")

    await shell.choose(ForgetMe(int(NOW)))

    assert await shell.store.sessions(ANN) == ()
    assert shell.chat.told(ANN)[-1].startswith("Done. I've deleted everything I kept about you.")


async def test_the_question_whether_to_forget_is_answered_once(shell: Stage) -> None:
    await begun(shell)
    await shell.say("/forgetme")
    question = shell.chat.last

    await shell.choose(ForgetMe(int(NOW)))

    assert ("remove_buttons", ANN, question) in shell.chat.calls


async def test_an_earlier_question_does_not_count_in_another_process_either(
    shell: Stage, tmp_path: Path
) -> None:
    await begun(shell)
    asked_at = int(shell.clock.now)
    await shell.choose(ForgetMe(asked_at))
    await begun(shell)
    other = await stage(tmp_path, TEA, store=shell.store)

    await other.update(pick(ForgetMe(asked_at)), 900)

    assert len(await shell.store.sessions(ANN)) == 1
    assert other.notices[-1:] == (toasts.old_question(),)


async def test_an_old_question_whether_to_forget_deletes_nothing(shell: Stage) -> None:
    await begun(shell)

    await shell.choose(ForgetMe(int(shell.clock.now) - 601))

    assert len(await shell.store.sessions(ANN)) == 1
    assert shell.notices[-1] == toasts.old_question()


async def test_keeping_deletes_nothing(shell: Stage) -> None:
    await begun(shell)
    await shell.say("/forgetme")

    await shell.choose(KeepMe(int(NOW)))

    assert len(await shell.store.sessions(ANN)) == 1
    assert shell.chat.told(ANN)[-1] == "OK, I've kept everything as it is."


async def test_nobody_else_can_have_a_person_forgotten(shell: Stage) -> None:
    await begun(shell)

    await shell.update(pick(ForgetMe(int(NOW))), person=BEN)

    assert len(await shell.store.sessions(ANN)) == 1
    assert shell.notices[-1] == toasts.not_yours()


async def test_a_blocked_chat_is_left_alone_until_its_next_update(shell: Stage) -> None:
    await begun(shell)

    await shell.update(Blocked())
    await shell.say("/start")

    assert asked(shell) == LEANING


async def test_commands_in_a_group_are_answered_a_few_at_a_time(shell: Stage) -> None:
    for number in range(9):
        await shell.handle(GroupCommand(-5, None, "Team", "coach"), 900 + number)
    await shell.clock.advance(60)

    assert shell.chat.told(-5) == ("Only a group admin can coach a session.",) * 3


# --- trouble --------------------------------------------------------------------------------


class Broken(Exception):
    pass


@pytest.mark.parametrize(
    ("trouble", "answers"),
    [(StoreError("locked"), []), (Broken(), [("q", Notice(toasts.failed()))])],
    ids=["store", "bug"],
)
async def test_a_tap_is_answered_when_it_fails_for_good_and_not_when_it_is_tried_again(
    shell: Stage, monkeypatch: pytest.MonkeyPatch, trouble: Exception, answers: list[tuple[str, Notice]]
) -> None:
    await begun(shell)
    before, answered = await shell.session(), len(shell.chat.taps)

    async def fail(*arguments: object) -> None:
        raise trouble

    monkeypatch.setattr(shell.store, "update", fail)
    tap = press(Answer("leaning", "tea"), before.id, before.turn)
    with pytest.raises(type(trouble)):
        await shell.handle(tap, 99)
    await shell.clock.advance(0)

    assert shell.chat.taps[answered:] == answers
    assert await shell.session() == before


async def test_a_flood_of_taps_is_told_each_time_that_it_is_too_fast(shell: Stage) -> None:
    for number in range(30):
        await shell.handle(ForeignTap(ANN, f"q{number}", 1), number)
    await shell.clock.advance(0)

    assert shell.notices == (toasts.gone(),) * 20 + (toasts.too_fast(),) * 10


async def test_a_flood_of_texts_gets_one_warning(shell: Stage) -> None:
    for number in range(60):
        await shell.handle(Text(number, "x"), number)
    await shell.clock.advance(60)

    assert shell.chat.told(ANN) == (ENGLISH(toasts.too_fast()), WELCOME)


async def test_somebody_in_danger_is_answered_however_fast_they_type(shell: Stage) -> None:
    for number in range(60):
        await shell.handle(Text(number, "x"), number)
    await shell.handle(Text(60, "I want to die"), 60)
    await shell.handle(Edited(3, "I want to kill myself"), 61)
    await shell.clock.advance(60)

    assert shell.chat.told(ANN).count(ENGLISH(typed.danger())) == 2


async def test_an_answer_with_words_of_danger_is_kept_once_its_writer_says_so(shell: Stage) -> None:
    await begun(shell)
    await shell.tap(Answer("leaning", "tea"))
    await shell.tap(Answer("mood", "tea"))
    before = await shell.session()

    await shell.say("I want to die")
    assert await shell.session() == before
    await shell.choose(WriteAgain(before.id))
    await shell.say("I want to die")

    assert (await shell.session()).answers["word"] == "I want to die"
    assert shell.chat.told(ANN).count(ENGLISH(typed.danger())) == 1


async def test_a_text_changed_into_one_of_danger_is_heard_where_nothing_is_open(shell: Stage) -> None:
    await shell.update(Edited(1, "I want to die"))

    assert shell.chat.told(ANN) == (ENGLISH(typed.danger()),)


async def test_a_wish_typed_below_a_menu_is_answered_and_other_texts_are_not_counted(two: Stage) -> None:
    await two.say("/start tea")
    await two.say("/dialogs")
    await two.say("who can read this?")
    assert (await two.session()).remark == menus.what_is_kept()

    await two.say("/dialogs")
    await two.say("tea")
    assert (await two.session()).answers == {}


async def test_somebody_who_asks_for_help_all_the_time_is_not_drowned_in_it(shell: Stage) -> None:
    for number in range(50):
        await shell.handle(Unreadable(unreadable.photo()), number, at=shell.clock.now + number / 5)
    await shell.clock.advance(120)

    assert len(shell.chat.messages[ANN]) <= 30


async def test_a_session_goes_on_in_the_version_it_began_with(shell: Stage, tmp_path: Path) -> None:
    await begun(shell)
    newer = tea(version=2, logic_hash="tea-2", text="tea 2", title="Newer")
    (tmp_path / "tea" / "dialog.yml").write_text("tea 2")
    later = await stage_on(shell, tmp_path, {"tea 1": TEA, "tea 2": newer})

    await later.tap(Answer("leaning", "tea"))

    assert (await later.session()).logic_hash == "tea-1"
    assert asked(later) == MOOD


async def test_a_session_can_move_to_a_newer_version_and_keeps_its_answers(
    shell: Stage, tmp_path: Path
) -> None:
    await begun(shell)
    await shell.tap(Answer("leaning", "tea"))
    newer = tea(version=2, logic_hash="tea-2", text="tea 2", title="Newer")
    (tmp_path / "tea" / "dialog.yml").write_text("tea 2")
    later = await stage_on(shell, tmp_path, {"tea 1": TEA, "tea 2": newer})
    await later.say("/start")
    assert later.chat.messages[ANN][later.card_id()].labels[-1] == ENGLISH(buttons.move_over())

    await later.tap(MoveOver())

    session = await later.session()
    assert (session.logic_hash, session.answers) == ("tea-2", {"leaning": "tea"})
    assert ENGLISH(buttons.move_over()) not in later.chat.messages[ANN][later.card_id()].labels
    await later.tap(MoveOver())
    assert later.notices[-1] == toasts.closed()


async def test_a_session_whose_version_is_lost_makes_room_for_a_new_one(shell: Stage, tmp_path: Path) -> None:
    await begun(shell)
    newer = tea(version=2, logic_hash="tea-2", text="tea 2", title="Newer")
    (tmp_path / "tea" / "dialog.yml").write_text("tea 2")
    later = await stage_on(shell, tmp_path, {"tea 2": newer})

    await later.say("hello")

    assert (await later.session()).logic_hash == "tea-2"
    assert later.chat.told(ANN)[-1] == "Newer"


async def stage_on(shell: Stage, folder: Path, known: dict[str, model.Dialog]) -> Stage:
    """The same store and chat after a restart with other files."""
    library = Library(folder, shell.store, loads(known))
    await library.read(shell.clock.now)
    later = Stage(shell.store, library, shell.chat, shell.clock)
    later.update_id = 500
    return later


async def test_a_file_keeps_what_memory_keeps(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "coach.db")
    (tmp_path / "dialogs").mkdir()
    shell = await stage(tmp_path / "dialogs", TEA, store=store)

    await shell.handle(Command("start"), 1)
    await shell.courier.settle()
    session = await shell.session()
    for update_id in (2, 2, 3):
        await shell.handle(press(Begin(), session.id, session.turn), update_id)
    await shell.courier.settle()

    assert shell.notices == (None, None, toasts.closed())
    assert asked(shell) == LEANING
    await store.close()


async def test_the_points_of_one_tap_come_in_order(shell: Stage) -> None:
    await shell.say("/start")

    assert shell.points == ["fetched", "committed", "before_send", "sent_not_recorded", "recorded"]


# --- a result is shared -----------------------------------------------------------------------


async def test_what_others_would_see_is_sent_once_ready_to_forward(shell: Stage) -> None:
    await finished(shell)
    await shell.tap(OpenPage("share"))

    await shell.tap(SendShared())
    await shell.tap(SendShared())

    texts = [sheet.whole.blocks[0].text for sheet in shell.chat.messages[ANN].values()]
    (shared,) = [text for text in texts if "Opinion, no guarantee." in text]
    title, _, foot = shared.split("\n")
    assert title == TEA.title
    assert foot == f"Opinion, no guarantee. Try it: https://t.me/coach_bot?start={TEA.id}"
    assert (await shell.session()).page is sessions.ShownPage.FRONT


async def test_what_others_would_see_is_sent_once_as_a_picture_with_the_same_text(shell: Stage) -> None:
    await finished(shell)
    await shell.tap(OpenPage("share"))

    await shell.tap(SendPicture())
    await shell.tap(SendPicture())

    sheets = [sheet.whole for sheet in shell.chat.messages[ANN].values()]
    ((picture, text),) = [(each.picture, each.blocks[0].text) for each in sheets if each.picture]
    over, title, foot = text.split("\n")
    assert picture == Picture(title, note=foot, over=over)
    assert (await shell.session()).page is sessions.ShownPage.FRONT
