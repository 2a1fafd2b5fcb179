"""After a result, from a tap or a deadline to what stands in the chat."""

import json
from pathlib import Path
from shutil import rmtree

import pytest

from bot.app.update import Blocked, ShutOut
from bot.core.solo import session as sessions
from bot.core.solo.events import (
    CHECK_AGAIN,
    DONE,
    MORNING,
    UNCHANGED,
    Begin,
    DoIt,
    Finish,
    FollowUp,
    KeepPage,
    LookAgain,
    Review,
    StartAgain,
    TakeAlong,
    TellZone,
    UseAnswers,
)
from bot.core.solo.promise import DAY, HOUR, PromiseEnd, PromiseStage
from bot.core.words import follow_up, toasts
from bot.loader.reading import load_dialog
from bot.outbox.chat_port import ChatGone
from bot.stores.sqlite.store import SqliteStore
from tests.example import DOG, READY, dog
from tests.rehearsal import ANN, NOW, Stage, press, stage, tea

COCOA = tea(id="cocoa", title="Cocoa?", logic_hash="cocoa-1", text="cocoa 1")
RESULT = "Your answers lean towards getting a dog."
WHEN = "I'd write once, on Fri 22 Jan. When?"
AGREED = "By Fri 22 Jan: Visit the shelter"
REMINDER = "You meant to do this by Fri 22 Jan:"
INVITATION = "On Fri 15 Jan, the advice was: Your answers lean towards getting a dog."
DUE = NOW + 7 * DAY + HOUR
"""NOW is Fri 15 Jan 2027, 8:00; the step is due a week later, and morning is at 9:00."""


@pytest.fixture
async def shell(tmp_path: Path) -> Stage:
    return await stage(tmp_path, dog())


async def advised(shell: Stage) -> Stage:
    await shell.say("/start dog")
    await shell.tap(Begin())
    for text in READY.values():
        await shell.say(text)
    await shell.tap(Finish())
    return shell


async def promised(shell: Stage, *choices: str) -> Stage:
    await advised(shell)
    await shell.tap(DoIt())
    await shell.tap(FollowUp(MORNING))
    await shell.tap(TellZone(0))
    for choice in choices:
        await shell.tap(FollowUp(choice))
    return shell


async def wait_until(shell: Stage, at: float) -> None:
    """Let the clock be put forward, and the deadlines be looked at."""
    shell.clock.put = at - shell.clock.now
    await shell.app.tick(shell.clock())
    await shell.clock.advance(2)


def newest(shell: Stage) -> str:
    return shell.chat.told(ANN)[-1]


async def test_a_step_is_promised_on_one_message_below_the_result(shell: Stage) -> None:
    await promised(shell)

    assert shell.chat.told(ANN)[1:] == (RESULT, AGREED)
    assert (await shell.session()).deadline == DUE


async def test_a_reminder_comes_at_its_time_below_everything_and_once(shell: Stage) -> None:
    await promised(shell)

    await wait_until(shell, DUE - 1)
    assert newest(shell) == AGREED
    for _ in range(3):
        await wait_until(shell, DUE)

    assert shell.chat.told(ANN)[1:] == (RESULT, AGREED, REMINDER)


async def test_the_alarm_wakes_by_itself_for_a_promise(shell: Stage) -> None:
    await promised(shell)

    assert await shell.store.next_deadline() == DUE


async def test_a_reminder_is_sent_by_a_bot_that_was_started_again(tmp_path: Path) -> None:
    before = await promised(await stage(tmp_path, dog(), store=SqliteStore.open(tmp_path / "coach.db")))
    await before.store.close()

    shell = await stage(tmp_path, dog(), store=SqliteStore.open(tmp_path / "coach.db"))
    await wait_until(shell, DUE + 3 * HOUR)

    assert shell.chat.told(ANN) == (REMINDER,)
    await shell.store.close()


async def test_what_is_typed_after_a_reminder_is_for_the_session_that_is_open(tmp_path: Path) -> None:
    shell = await promised(await stage(tmp_path, dog(), COCOA))
    reminded = (await shell.session()).id
    await shell.say("/start cocoa")

    await wait_until(shell, DUE)

    assert [each.dialog_id for each in await shell.store.sessions(ANN)] == ["cocoa", "dog"]
    tap = press(FollowUp(DONE), reminded, 0)
    await shell.update(tap)
    assert (await shell.session()).dialog_id == "cocoa"


async def test_a_tap_of_an_earlier_message_about_the_promise_changes_nothing(shell: Stage) -> None:
    await promised(shell)
    before = await shell.session()

    await shell.tap(FollowUp(MORNING), turn=0)

    assert await shell.session() == before
    assert shell.notices[-1] == toasts.closed()


async def test_the_buttons_of_a_result_work_on_while_its_promise_goes_on(shell: Stage) -> None:
    await promised(shell)

    await shell.tap(Review())

    assert (await shell.session()).stage is sessions.Stage.ASKING


async def test_newer_advice_ends_the_promise_of_the_advice_before(shell: Stage) -> None:
    await promised(shell)
    await shell.tap(Review())
    await shell.say("4")
    await shell.say("2")
    await shell.tap(Finish())

    session = await shell.session()
    assert session.stage is sessions.Stage.DONE
    assert session.promise is not None
    assert (session.promise.ending, session.deadline) == (PromiseEnd.NEWER, None)


# --- people who cannot be written to ----------------------------------------------------------


async def test_who_blocks_the_bot_is_not_written_to_even_when_they_come_back(shell: Stage) -> None:
    await promised(shell)

    await shell.update(Blocked())
    assert (await shell.session()).deadline is None
    await wait_until(shell, DUE)
    await shell.say("/help")

    assert REMINDER not in shell.chat.told(ANN)


async def test_a_reminder_that_cannot_be_delivered_ends_the_promise(shell: Stage) -> None:
    await promised(shell, CHECK_AGAIN)
    shell.chat.faults[ANN] = [ChatGone()]

    await wait_until(shell, DUE)

    session = await shell.session()
    assert (session.deadline, session.promise and session.promise.stage) == (None, PromiseStage.CLOSED)
    shell.clock.put = 0
    await shell.say("/help")
    assert REMINDER not in shell.chat.told(ANN)


async def test_a_deadline_does_not_open_a_chat_that_is_closed(shell: Stage) -> None:
    await promised(shell)
    await shell.store.undeliverable(ANN)
    calls = len(shell.chat.calls)

    await wait_until(shell, DUE)

    assert [call for call in shell.chat.calls[calls:] if call[0] == "edit"] == []


async def test_who_is_shut_out_of_is_counted_out_of_every_promise(shell: Stage) -> None:
    await promised(shell)

    await shell.update(ShutOut(ANN, None), person=0)

    assert (await shell.session()).deadline is None


# --- a second look --------------------------------------------------------------------------


async def look_again(shell: Stage) -> None:
    await promised(shell, CHECK_AGAIN)
    await wait_until(shell, NOW + 90 * DAY + HOUR)
    assert newest(shell) == INVITATION
    await shell.choose(LookAgain((await shell.session()).id))


async def test_a_second_look_fills_everything_in_and_asks_what_may_turn_the_advice(shell: Stage) -> None:
    await look_again(shell)

    second, first = await shell.store.sessions(ANN)
    assert second.answers == first.answers
    assert second.recheck is not None
    assert second.recheck.title == RESULT
    assert 0 < len(second.recheck.ask) < len(first.answers)
    assert first.promise is not None
    assert first.promise.ending is PromiseEnd.LOOKING


async def test_a_doubled_tap_looks_again_once(shell: Stage) -> None:
    await look_again(shell)

    first = (await shell.store.sessions(ANN))[1]
    await shell.choose(LookAgain(first.id))

    assert len(await shell.store.sessions(ANN)) == 2


async def test_a_promise_stays_where_another_session_is_under_way_instead_of_a_second_look(
    shell: Stage,
) -> None:
    await promised(shell)
    first = await shell.session()
    await wait_until(shell, DUE)
    await shell.tap(FollowUp(DONE))
    await shell.say("/start dog")
    await shell.choose(StartAgain("dog"))
    await shell.tap(Begin())
    await shell.say("get")

    await shell.choose(LookAgain(first.id))

    (again,) = [each for each in await shell.store.sessions(ANN) if each.id == first.id]
    assert shell.notices[-1] == toasts.under_way()
    assert again.promise is not None
    assert again.promise.stage is PromiseStage.DID


async def test_an_unchanged_second_look_says_that_the_advice_holds(shell: Stage) -> None:
    await look_again(shell)
    second = await shell.session()
    assert second.recheck is not None
    for _ in second.recheck.ask:
        await shell.say("keep")
    await shell.tap(Finish())

    whole = shell.chat.messages[ANN][shell.card_id()].whole
    texts = [block.text for block in whole.blocks]
    assert f"Last time, on Fri 15 Jan: {RESULT}\nNothing has changed since, so it still holds." in texts
    assert len(await shell.store.sessions(ANN)) == 2


async def test_a_second_look_cannot_begin_where_the_dialog_is_gone(tmp_path: Path) -> None:
    shell = await promised(await stage(tmp_path, dog(), COCOA))
    rmtree(tmp_path / "dog")
    await shell.library.read(NOW)

    await shell.choose(LookAgain((await shell.session()).id))

    assert shell.notices[-1] == toasts.not_offered()


async def test_somebody_elses_result_cannot_be_looked_at_again(shell: Stage) -> None:
    await advised(shell)

    await shell.choose(LookAgain(424242))

    assert shell.notices[-1] == toasts.gone()


# --- on to another dialog ---------------------------------------------------------------------

CAT_TEXT = DOG.replace("id: dog", "id: cat").replace("Is a dog right", "Is a cat right")
WAY_TEXT = DOG.replace(
    "outcomes:\n",
    "hand_overs: {cat: {label: Think of a cat, answers: {wish: {wish: {friend: sport}}}}}\noutcomes:\n",
).replace("revisit_after: 90d", "revisit_after: 90d\n    hand_over: cat")


@pytest.fixture
async def leading(tmp_path: Path) -> Stage:
    """A shell in which the advice to get a dog leads on to a cat."""
    dialogs = [load_dialog(text, "dialog.yml") for text in (WAY_TEXT, CAT_TEXT)]
    return await stage(tmp_path, *dialogs)


async def test_answers_are_taken_along_only_if_the_person_says_so(leading: Stage) -> None:
    await advised(leading)
    result = await leading.session()

    await leading.tap(TakeAlong())
    assert newest(leading) == "I'd take these answers along:"
    assert len(await leading.store.sessions(ANN)) == 1
    for _ in range(2):
        await leading.choose(UseAnswers(result.id))

    cat, dog_ = await leading.store.sessions(ANN)
    assert (cat.dialog_id, cat.answers, dog_) == ("cat", {"wish": "sport"}, result)


async def test_a_dialog_under_way_is_not_begun_again_with_answers_of_another(leading: Stage) -> None:
    await advised(leading)
    result = await leading.session()
    await leading.say("/start cat")
    await leading.tap(Begin())
    await leading.say("get")

    await leading.choose(UseAnswers(result.id))

    assert (await leading.session()).answers == {"leaning": "get"}
    assert leading.notices[-1] == toasts.under_way()


async def test_a_way_to_a_dialog_that_is_gone_says_so(leading: Stage, tmp_path: Path) -> None:
    await advised(leading)
    rmtree(tmp_path / "cat")
    await leading.library.read(NOW)

    await leading.tap(TakeAlong())
    await leading.choose(UseAnswers((await leading.session()).id))

    assert leading.notices[-2:] == (toasts.not_offered(), toasts.not_offered())


# --- the page, and everything that is kept ----------------------------------------------------


async def test_the_result_is_sent_as_a_page_once(shell: Stage) -> None:
    await advised(shell)

    await shell.tap(KeepPage())
    await shell.courier.settle()

    assert [call[2] for call in shell.chat.calls if call[0] == "document"] == ["dog-2027-01-15.pdf"]
    assert shell.chat.documents[0].startswith(b"%PDF")


async def test_everything_about_a_promise_is_in_the_export_and_goes_with_the_person(shell: Stage) -> None:
    await promised(shell, CHECK_AGAIN)

    kept = json.dumps(await shell.store.export(ANN))
    assert "Visit the shelter" in kept
    await shell.app.tick(NOW)
    await shell.store.forget(ANN, None, shell.chat.messages[ANN][shell.card_id()].whole, NOW)

    assert await shell.store.sessions(ANN) == ()
    assert await shell.store.next_deadline() is None
    await wait_until(shell, DUE)
    assert REMINDER not in shell.chat.told(ANN)


async def test_a_session_with_a_promise_outlives_the_retention_until_that_is_kept(shell: Stage) -> None:
    await promised(shell)

    assert await shell.store.purge(NOW + 365 * DAY, NOW, NOW) == 0
    await wait_until(shell, DUE)
    await shell.tap(FollowUp(DONE))
    await shell.tap(FollowUp(UNCHANGED))
    assert await shell.store.purge(NOW + 365 * DAY, NOW, NOW) == 1


async def test_words_of_danger_move_what_is_due_by_a_day_and_nothing_else(shell: Stage) -> None:
    await promised(shell)
    before = await shell.session()
    assert before.promise is not None
    shell.clock.now = DUE - HOUR

    await shell.say("I want to die")

    after = await shell.session()
    assert after.promise is not None
    assert after.promise.remind_at == (before.promise.remind_at or 0) + DAY
    assert (after.answers, after.remark, after.stage) == (before.answers, before.remark, before.stage)


async def test_whoever_starts_over_beside_a_promise_is_told_that_it_stands(shell: Stage) -> None:
    await promised(shell)
    first = await shell.session()

    await shell.choose(StartAgain("dog"))

    (kept,) = [each for each in await shell.store.sessions(ANN) if each.id == first.id]
    assert shell.notices[-1] == follow_up.promise_stands("Visit the shelter")
    assert (kept.promise, (await shell.session()).id == first.id) == (first.promise, False)
    await wait_until(shell, DUE)
    assert newest(shell) == REMINDER


async def test_whoever_starts_over_with_nothing_promised_is_told_nothing(shell: Stage) -> None:
    await advised(shell)
    before = len(shell.notices)

    await shell.choose(StartAgain("dog"))

    assert [each for each in shell.notices[before:] if each is not None] == []


async def test_a_promise_that_is_done_with_is_not_spoken_of(shell: Stage) -> None:
    await promised(shell)
    await wait_until(shell, DUE)
    await shell.tap(FollowUp(DONE))
    await shell.tap(FollowUp(UNCHANGED))

    await shell.choose(StartAgain("dog"))

    assert shell.notices[-1] != follow_up.promise_stands("Visit the shelter")
