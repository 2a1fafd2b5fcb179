"""Chats that come to look as their sessions say, whatever the platform and the store do."""

import asyncio
import logging
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from bot.core.dialog.answers import Answers
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice
from bot.core.solo import session as sessions
from bot.core.solo.engine import begin
from bot.core.solo.events import Begin
from bot.core.solo.session import Session
from bot.outbox.call_limits import BULK_BURST, BURST
from bot.outbox.chat_port import (
    ChatGone,
    ChatMoved,
    DeliveryError,
    Destination,
    EditRefused,
    MessageGone,
    NotSent,
    RateLimited,
    Refused,
    Unconfirmed,
)
from bot.outbox.chat_queue import LAST_SEND_AFTER
from bot.outbox.chat_queues import REMEMBERED
from bot.outbox.courier import BATCH, MOST_BUSY, Courier
from bot.outbox.deliver import MOST_TASKS
from bot.stores.protocol import Address, Change, Committed, StoreError, Surface
from bot.stores.sqlite.store import SqliteStore
from tests.crash_points import watch_chat
from tests.rehearsal import (
    ANN,
    BEN,
    CARD,
    CARD_BELOW,
    NOW,
    RESULT_BELOW,
    TEA,
    RecordingChat,
    Stage,
    committed,
    rest,
    stage,
)

ASKING = sessions.Stage.ASKING
ANSWERS: Answers = {"leaning": "tea", "mood": "tea", "word": "warm"}
LEANING, MOOD = "Tea or coffee? · 1 of about 3", "Tea or coffee? · 2 of about 3"


@pytest.fixture
async def shell(tmp_path: Path) -> Stage:
    return await stage(tmp_path, TEA)


def session(chat: int = ANN, number: int | None = None, **changes: object) -> Session:
    fresh = begin(TEA, chat if number is None else number, chat, chat)
    return replace(fresh, **changes)  # type: ignore[arg-type]  # names are checked by replace


def at_question(count: int, chat: int = ANN) -> Session:
    """A session with so many answers."""
    answers = dict(list(ANSWERS.items())[:count])
    return session(chat, stage=ASKING, answers=answers, turn=count + 1, revision=count + 1)


async def mark(
    shell: Stage, told: Session, *shows: object, tell: tuple[Screen, ...] = ()
) -> Committed[Change]:
    shell.update_id += 1
    return await committed(shell.store, shell.update_id, told, *(shows or (CARD,)), tell=tell)  # type: ignore[arg-type]  # shows


async def show(shell: Stage, told: Session, *shows: object, tell: tuple[Screen, ...] = ()) -> None:
    """Mark, hand over, and let everything happen that needs no time."""
    shell.courier.hand_over(await mark(shell, told, *shows, tell=tell))
    await rest()


async def due(shell: Stage) -> tuple[Surface, ...]:
    return tuple(each.surface for each in await shell.store.due(shell.clock.now + 10**6, 100))


def sentence(text: str) -> Screen:
    return Screen((Block(text),))


# --- one surface ----------------------------------------------------------------------------


async def test_a_new_card_is_sent_and_recorded(shell: Stage) -> None:
    await show(shell, session())

    assert shell.chat.calls == [("send", ANN, "Tea or coffee?")]
    assert await due(shell) == ()


async def test_a_changed_card_is_edited_in_place(shell: Stage) -> None:
    await show(shell, session())
    await show(shell, at_question(0))

    assert shell.chat.calls[1:] == [("edit", ANN, 1, LEANING)]


async def test_a_card_that_looks_the_same_is_not_sent(shell: Stage) -> None:
    await show(shell, session())
    await show(shell, session(revision=1))

    assert len(shell.chat.calls) == 1
    assert await due(shell) == ()


async def test_only_the_newest_state_is_shown(shell: Stage) -> None:
    for count in range(3):
        shell.courier.hand_over(await mark(shell, at_question(count)))
    await rest()

    assert shell.chat.calls == [("send", ANN, "Tea or coffee? · 3 of about 3")]


async def test_a_change_during_a_send_edits_what_was_sent(shell: Stage) -> None:
    gate = shell.chat.gates[ANN] = asyncio.Event()
    await show(shell, at_question(0))
    await show(shell, at_question(1))

    gate.set()
    await rest()

    assert shell.chat.calls == [("send", ANN, LEANING), ("edit", ANN, 1, MOOD)]
    assert await due(shell) == ()


async def test_a_card_below_replaces_the_one_above(shell: Stage) -> None:
    await show(shell, at_question(0))
    await show(shell, at_question(1), CARD_BELOW)

    assert shell.chat.calls[1:] == [("send", ANN, MOOD), ("delete", ANN, 1)]
    assert await due(shell) == ()


async def test_a_result_below_leaves_the_one_above_without_buttons(shell: Stage) -> None:
    done = session(stage=sessions.Stage.DONE, answers=ANSWERS, finished_on=date(2026, 11, 1))
    await show(shell, done, RESULT_BELOW)
    await show(shell, replace(done, revision=1), RESULT_BELOW)

    assert shell.chat.calls[1:] == [("send", ANN, "Tea it is."), ("remove_buttons", ANN, 1)]
    assert shell.chat.armed == {(ANN, 2)}


async def test_a_message_stands_above_the_card_and_the_card_above_the_result(shell: Stage) -> None:
    done = session(stage=sessions.Stage.DONE, answers=ANSWERS, finished_on=date(2026, 11, 1))
    await show(shell, done, RESULT_BELOW, CARD_BELOW, tell=(sentence("one"), sentence("two")))

    assert shell.chat.told(ANN) == ("one", "two", "Tea or coffee?", "Tea it is.")


async def test_a_session_reopened_meanwhile_shows_no_result(shell: Stage) -> None:
    await show(shell, at_question(2), RESULT_BELOW)

    assert shell.chat.calls == []
    assert await due(shell) == ()


async def test_a_surface_of_a_lost_dialog_is_given_up(shell: Stage) -> None:
    await show(shell, session(logic_hash="lost"))

    assert shell.chat.calls == []
    assert await due(shell) == ()


async def test_a_message_put_away_already_is_put_away(shell: Stage) -> None:
    await show(shell, at_question(0))
    shell.chat.faults[ANN] = [None, MessageGone()]
    await show(shell, at_question(1), CARD_BELOW)

    assert await due(shell) == ()


# --- pace -----------------------------------------------------------------------------------


async def test_a_chat_gets_twenty_at_once_and_then_one_a_second(shell: Stage) -> None:
    await show(shell, session(), CARD, tell=tuple(sentence(str(number)) for number in range(22)))

    sent = [len(shell.chat.calls)]
    for _ in range(3):
        await shell.clock.advance(1)
        sent.append(len(shell.chat.calls))

    assert sent == [20, 21, 22, 23]


@pytest.mark.parametrize("jump", [-3600.0, 86_400.0])
async def test_a_clock_that_is_put_changes_no_waiting(shell: Stage, jump: float) -> None:
    shell.chat.faults[ANN] = [RateLimited(7)]
    await show(shell, session())
    shell.clock.put = jump
    await shell.clock.advance(6.9)
    early = len(shell.chat.told(ANN))

    await shell.clock.advance(0.2)

    assert (early, len(shell.chat.told(ANN))) == (0, 1)


async def test_a_busy_chat_delays_no_other(shell: Stage) -> None:
    shell.chat.gates[ANN] = asyncio.Event()
    await show(shell, session(ANN))
    await show(shell, session(BEN))

    assert shell.chat.told(BEN) == ("Tea or coffee?",)


async def test_many_answers_to_taps_never_pile_up(shell: Stage) -> None:
    gate = asyncio.Event()

    class Slow(RecordingChat):
        async def answer_tap(self, query_id: str, notice: Notice | None) -> None:
            await gate.wait()
            await super().answer_tap(query_id, notice)

    chat = Slow()
    courier = Courier(
        chat, shell.store, shell.library, clock=shell.clock, ticks=shell.clock.ticks, sleep=shell.clock.sleep
    )
    for number in range(MOST_TASKS):
        await courier.answer(str(number), None)

    await courier.answer("one too many", None)  # which makes whoever handles the tap wait for nothing
    gate.set()
    await courier.settle()
    await courier.answer("the next", None)
    await courier.settle()

    assert [query for query, _ in chat.taps] == [*map(str, range(MOST_TASKS)), "the next"]


# --- failures -------------------------------------------------------------------------------


async def test_a_chat_told_to_wait_waits_exactly_that_long_and_no_other_does(shell: Stage) -> None:
    shell.chat.faults[ANN] = [RateLimited(7)]
    await show(shell, session(ANN))
    await show(shell, session(BEN))
    await shell.clock.advance(6.9)
    early = len(shell.chat.told(ANN))

    await shell.clock.advance(0.2)

    assert (early, shell.chat.told(ANN), shell.chat.told(BEN)) == (
        0,
        ("Tea or coffee?",),
        ("Tea or coffee?",),
    )


async def test_a_chat_told_to_wait_gets_the_newest_state_after_it(shell: Stage) -> None:
    shell.chat.faults[ANN] = [RateLimited(7)]
    await show(shell, at_question(0))
    await show(shell, at_question(1))

    await shell.clock.advance(8)

    assert shell.chat.calls == [("send", ANN, LEANING), ("send", ANN, MOOD)]


async def test_what_was_surely_not_sent_is_tried_ever_more_slowly(shell: Stage) -> None:
    shell.chat.faults[ANN] = [NotSent()] * 8
    await show(shell, session())

    tries = []
    for _ in range(100):
        await shell.clock.advance(1)
        tries.append(len(shell.chat.calls))

    moments = [second + 1 for second in range(1, 100) if tries[second] > tries[second - 1]]
    assert moments == [3, 7, 15, 31, 61, 91]


async def test_the_wait_until_a_retry_outlives_the_process(shell: Stage) -> None:
    shell.chat.faults[ANN] = [RateLimited(7)]
    await show(shell, session())

    (row,) = await due(shell)

    assert (row.not_before, row.attempts) == (NOW + 7, 1)


async def test_an_edit_of_unknown_outcome_is_repeated_until_it_is_known(shell: Stage) -> None:
    await show(shell, session())
    shell.chat.faults[ANN] = [Unconfirmed(), Unconfirmed(), Unconfirmed()]
    await show(shell, at_question(0))
    await shell.clock.advance(60)

    assert shell.chat.told(ANN) == (LEANING,)
    assert await due(shell) == ()


async def test_a_send_of_unknown_outcome_makes_one_copy_at_once_and_one_later_at_most(shell: Stage) -> None:
    shell.chat.after[ANN] = [Unconfirmed() for _ in range(9)]
    await shell.courier.recover()
    await show(shell, session(), CARD, tell=(sentence("one"),))
    copies = []
    for seconds in (60, LAST_SEND_AFTER - 90, 60, 900):
        await shell.clock.advance(seconds)
        copies.append(sorted(shell.chat.told(ANN)))

    twice, thrice = (sorted(("one", "Tea or coffee?") * times) for times in (2, 3))

    assert copies == [twice, twice, thrice, thrice]
    assert await due(shell) == ()
    await shell.courier.stop()


async def test_what_an_outage_of_the_platform_held_up_is_not_due_meanwhile_and_shown_after_it(
    shell: Stage,
) -> None:
    shell.chat.faults[ANN] = [Unconfirmed(), Unconfirmed()]
    await shell.courier.recover()
    await show(shell, session())
    await shell.clock.advance(60)
    meanwhile = (await shell.store.condition(shell.clock.now)).oldest_due
    await shell.clock.advance(LAST_SEND_AFTER)

    assert meanwhile is None
    assert shell.chat.told(ANN) == ("Tea or coffee?",)
    assert await due(shell) == ()
    await shell.courier.stop()


async def test_a_send_given_up_is_tried_again_when_the_session_changes(shell: Stage) -> None:
    shell.chat.faults[ANN] = [Unconfirmed(), Unconfirmed()]
    await show(shell, session())
    await shell.clock.advance(60)

    await show(shell, at_question(0))

    assert shell.chat.told(ANN) == (LEANING,)


async def test_a_message_that_is_gone_is_sent_afresh(shell: Stage) -> None:
    await show(shell, session())
    shell.chat.messages[ANN].clear()

    await show(shell, at_question(0))

    assert shell.chat.told(ANN) == (LEANING,)
    assert await due(shell) == ()


async def test_a_chat_that_is_gone_is_tried_once_and_revived_by_its_next_update(shell: Stage) -> None:
    shell.chat.faults[ANN] = [ChatGone()]
    await shell.courier.recover()
    await show(shell, session(), CARD, tell=(sentence("one"),))
    await shell.clock.advance(600)
    tried = len(shell.chat.calls)

    await show(shell, at_question(0), CARD_BELOW)
    await shell.clock.advance(10)

    assert tried == 1
    assert set(shell.chat.told(ANN)) == {"one", LEANING}
    await shell.courier.stop()


async def test_a_chat_that_moved_gets_its_card_in_the_new_place(shell: Stage) -> None:
    await shell.courier.recover()
    await show(shell, session(-5))
    shell.chat.faults[-5] = [ChatMoved(-100)]

    await show(shell, at_question(0, -5))
    await shell.clock.advance(3)

    assert shell.chat.told(-100) == (LEANING,)
    await shell.courier.stop()


async def test_what_is_refused_is_dropped_and_logged_with_the_reason(
    shell: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    shell.chat.faults[ANN] = [Refused("Bad Request: BUTTON_DATA_INVALID")]
    await show(shell, session(), tell=())
    await shell.clock.advance(60)

    assert len(shell.chat.calls) == 1
    assert await due(shell) == ()
    assert [record.getMessage() for record in caplog.records] == [
        "surface 1 is given up: Refused: Bad Request: BUTTON_DATA_INVALID"
    ]


async def test_a_bug_in_one_screen_stops_no_other(shell: Stage, caplog: pytest.LogCaptureFixture) -> None:
    unknown = session(stage=ASKING, answers={"leaning": "cocoa"}, reviewing=True)
    await show(shell, unknown, CARD, tell=())
    await show(shell, session(BEN))

    assert shell.chat.calls == [("send", BEN, "Tea or coffee?")]
    assert "cocoa" not in caplog.text


async def test_an_old_card_that_could_not_be_deleted_is_deleted_later(shell: Stage) -> None:
    await show(shell, at_question(0))
    shell.chat.faults[ANN] = [None, NotSent()]
    await show(shell, at_question(1), CARD_BELOW)
    await shell.clock.advance(2)

    assert shell.chat.told(ANN) == (MOOD,)
    assert shell.chat.calls[1:] == [("send", ANN, MOOD), ("delete", ANN, 1), ("delete", ANN, 1)]


async def test_an_export_of_unknown_outcome_is_sent_once_more_at_most(shell: Stage) -> None:
    await show(shell, session())
    shell.chat.after[ANN] = [Unconfirmed(), Unconfirmed(), Unconfirmed()]
    exported = await shell.store.update(Address(ANN), 900, lambda found: Change(export=True), NOW)
    assert exported is not None
    shell.courier.hand_over(exported)
    await shell.clock.advance(600)

    assert len(shell.chat.documents) == 2


# --- the store fails ------------------------------------------------------------------------


class Forgetful(SqliteStore):
    """Fails when told to."""

    broken = False

    async def shown(self, surface: Surface, message_id: int, digest: str, picture: str = "") -> None:
        if self.broken:
            raise StoreError("locked")
        await super().shown(surface, message_id, digest, picture)

    async def postpone(self, surface_id: int, until: float) -> None:
        if self.broken:
            raise StoreError("locked")
        await super().postpone(surface_id, until)


async def test_what_could_not_be_recorded_is_not_sent_again(shell: Stage) -> None:
    store = Forgetful.in_memory()
    store.broken = True
    later = Stage(store, shell.library, shell.chat, shell.clock)
    await show(later, session())
    store.broken = False

    await later.clock.advance(2)

    assert shell.chat.calls == [("send", ANN, "Tea or coffee?")]
    assert await due(later) == ()


async def test_a_store_that_cannot_be_told_stops_nothing(
    shell: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    store = Forgetful.in_memory()
    store.broken = True
    later = Stage(store, shell.library, shell.chat, shell.clock)
    shell.chat.faults[ANN] = [RateLimited(1)]
    with caplog.at_level(logging.ERROR):
        await show(later, session())
        await later.clock.advance(2)

    assert shell.chat.told(ANN) == ("Tea or coffee?",)


# --- after a restart ------------------------------------------------------------------------


async def test_everything_due_is_shown_after_a_restart_at_25_a_second(shell: Stage) -> None:
    for chat in range(1, 2 * BATCH + 11):
        await mark(shell, session(chat))

    await shell.courier.recover()
    sent = []
    for _ in range(3):
        await rest()
        await rest()
        sent.append(len(shell.chat.calls))
        await shell.clock.advance(1)

    assert sent == [BULK_BURST, BULK_BURST + 25, 2 * BATCH + 10]
    assert await due(shell) == ()
    await shell.courier.stop()


async def test_a_crash_before_the_old_card_was_put_away_is_repaired(shell: Stage) -> None:
    (first,) = (await mark(shell, at_question(0))).due
    await shell.store.shown(
        first.surface,
        await shell.chat.send(Destination(ANN), shell.chat.render(ANN, sentence("old"), None, None)),
        "x",
    )
    (second,) = (await mark(shell, at_question(1), CARD_BELOW)).due
    await shell.store.shown(
        second.surface,
        await shell.chat.send(Destination(ANN), shell.chat.render(ANN, sentence("new"), None, None)),
        "y",
    )

    await shell.courier.recover()
    await rest()

    assert shell.chat.told(ANN) == ("new",)
    assert await due(shell) == ()
    await shell.courier.stop()


async def test_a_crash_after_a_send_makes_one_copy_at_most(shell: Stage) -> None:
    class Crash(BaseException):
        pass

    def crash(point: str) -> None:
        if point == "sent_not_recorded":
            raise Crash

    dying = Courier(
        watch_chat(shell.chat, crash),
        shell.store,
        shell.library,
        clock=shell.clock,
        ticks=shell.clock.ticks,
        sleep=shell.clock.sleep,
    )
    dying.hand_over(await mark(shell, session()))
    await rest()
    await dying.stop()

    await shell.courier.recover()
    await rest()

    assert shell.chat.told(ANN) == ("Tea or coffee?",) * 2
    assert await due(shell) == ()
    await shell.courier.stop()


async def test_the_sweeper_finds_what_nobody_handed_over(shell: Stage) -> None:
    await shell.courier.recover()
    await mark(shell, session())

    await shell.clock.advance(3)

    assert shell.chat.told(ANN) == ("Tea or coffee?",)
    await shell.courier.stop()


@pytest.mark.parametrize("trouble", [StoreError("locked"), KeyError()], ids=["store", "bug"])
async def test_the_sweeper_survives_trouble(
    shell: Stage, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    await shell.courier.recover()
    await mark(shell, session())

    async def fail(now: float, limit: int) -> tuple[()]:
        raise trouble

    with monkeypatch.context() as patch:
        patch.setattr(shell.store, "due", fail)
        await shell.clock.advance(3)
    await shell.clock.advance(3)

    assert shell.chat.told(ANN) == ("Tea or coffee?",)
    await shell.courier.stop()


async def test_a_chat_that_waits_does_not_hide_what_is_due_elsewhere(shell: Stage) -> None:
    for chat in range(1, BATCH + 1):
        shell.chat.faults[-chat] = [RateLimited(500)]
        await show(shell, session(-chat))
    await mark(shell, session(999))

    await shell.courier.recover()
    await shell.clock.advance(2)

    assert shell.chat.told(999) == ("Tea or coffee?",)
    await shell.courier.stop()


async def test_the_sweeper_adds_nothing_to_very_many_chats_in_trouble(shell: Stage) -> None:
    for chat in range(1, MOST_BUSY + 1):
        shell.chat.faults[-chat] = [RateLimited(100)]
        shell.courier.hand_over(await mark(shell, session(-chat)))
    await mark(shell, session(9999))
    await shell.courier.recover()

    await shell.clock.advance(90)
    before = shell.chat.told(9999)
    await shell.clock.advance(40)

    assert (before, shell.chat.told(9999)) == ((), ("Tea or coffee?",))
    await shell.courier.stop()


async def test_idle_chats_are_forgotten(shell: Stage) -> None:
    await shell.courier.recover()
    await show(shell, session())

    await shell.clock.advance(REMEMBERED + 5)

    assert len(shell.courier._queues) == 0
    await shell.courier.stop()


# --- the end --------------------------------------------------------------------------------


async def test_stopping_leaves_what_waits_to_the_next_start(shell: Stage) -> None:
    shell.chat.faults[ANN] = [RateLimited(30)]
    await show(shell, session())

    await shell.courier.stop()
    await show(shell, session(BEN))

    assert len(shell.chat.calls) == 1
    assert len(await due(shell)) == 2


async def test_stopping_waits_for_a_call_under_way_but_not_for_ever(shell: Stage) -> None:
    shell.chat.gates[ANN] = asyncio.Event()
    await show(shell, session())

    await shell.courier.stop()

    assert len(await due(shell)) == 1


async def test_stopping_takes_up_nothing_that_would_have_to_wait(shell: Stage) -> None:
    gate = shell.chat.gates[ANN] = asyncio.Event()
    shell.chat.faults[ANN] = [RateLimited(30)]
    await show(shell, session())
    asyncio.get_running_loop().call_soon(gate.set)

    await shell.courier.stop()

    assert len(await due(shell)) == 1
    assert len(shell.chat.calls) == 1


async def test_what_is_forgotten_while_it_fails_is_not_tried_again(shell: Stage) -> None:
    gate = shell.chat.gates[ANN] = asyncio.Event()
    shell.chat.faults[ANN] = [NotSent()]
    await show(shell, session())

    shell.courier.forget(ANN)
    gate.set()
    await shell.clock.advance(60)

    assert len(shell.chat.calls) == 1


@pytest.mark.parametrize(
    "problem", [RateLimited(3), NotSent(), ChatGone(), Refused(), Unconfirmed(), MessageGone(), ChatMoved(5)]
)
def test_no_failure_tells_what_was_said(problem: DeliveryError) -> None:
    assert str(problem) in ("", "wait 3 s", "the chat has another id")


async def test_a_tap_and_its_card_work_after_a_duplicate(shell: Stage) -> None:
    await shell.say("/start")

    await shell.tap(Begin())

    assert shell.chat.told(ANN) == (LEANING,)


# --- everything at once ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(25))
async def test_after_any_faults_each_chat_shows_its_session_once(shell: Stage, seed: int) -> None:
    """Everything but an unknown outcome of a send, which may leave a copy."""
    random = Random(seed)
    chats = range(1, 6)
    counts = dict.fromkeys(chats, 0)
    await shell.courier.recover()
    for chat in chats:
        await show(shell, at_question(0, chat))
    for _ in range(40):
        chat = random.choice(chats)
        faults: list[DeliveryError | None] = [
            None,
            RateLimited(random.randint(1, 9)),
            NotSent(),
            MessageGone(),
        ]
        if random.random() < 0.5:
            shell.chat.faults.setdefault(chat, []).extend(random.choices(faults, (3, 1, 1, 0.5), k=2))
        counts[chat] = random.randint(0, 2)
        change = await mark(shell, at_question(counts[chat], chat), random.choice((CARD, CARD_BELOW)))
        if random.random() < 0.9:  # else the process lost it, and the sweeper finds it
            shell.courier.hand_over(change)
        await shell.clock.advance(random.choice((0, 0, 0.5, 3)))
    await shell.clock.advance(600)

    shown = {chat: tuple(shell.chat.messages[chat].values())[-1].says for chat in chats}
    assert shown == {chat: f"Tea or coffee? · {counts[chat] + 1} of about 3" for chat in chats}
    assert await due(shell) == ()
    await shell.courier.stop()


# --- all chats together ---------------------------------------------------------------------


async def test_who_taps_in_the_middle_of_what_an_outage_left_over_does_not_wait_for_it(shell: Stage) -> None:
    for chat in range(1, 200):
        await mark(shell, session(chat))
    await shell.courier.recover()
    await shell.clock.advance(1)

    await show(shell, session(ANN))
    await shell.clock.advance(0.2)

    assert shell.chat.told(ANN) == ("Tea or coffee?",)
    assert len(shell.chat.calls) < 60
    await shell.courier.stop()


async def test_when_the_whole_bot_is_refused_hardly_anything_is_tried(shell: Stage) -> None:
    for chat in range(1, 100):
        shell.chat.faults[chat] = [RateLimited(7)]
        shell.courier.hand_over(await mark(shell, session(chat)))

    await shell.clock.advance(6.9)
    refused = len(shell.chat.calls)
    await shell.clock.advance(60)

    assert refused <= BURST
    assert [shell.chat.told(chat) for chat in range(1, 100)] == [("Tea or coffee?",)] * 99


async def test_what_a_message_cannot_become_is_sent_in_its_place(shell: Stage) -> None:
    await show(shell, session())
    before = set(shell.chat.messages[ANN])
    shell.chat.faults[ANN] = [EditRefused("Bad Request: odd")]

    await show(shell, at_question(1), CARD)
    await shell.clock.advance(5)

    assert len(shell.chat.messages[ANN]) == 1
    assert set(shell.chat.messages[ANN]) & before == set()
    assert await due(shell) == ()
