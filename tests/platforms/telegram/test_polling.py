import asyncio
import logging
from collections.abc import Sequence

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.platforms.telegram import polling
from bot.platforms.telegram.calls import date_of
from bot.platforms.telegram.failures import (
    LONGEST_CONFLICT,
    LONGEST_REFUSAL,
    SLOWEST,
    RevokedToken,
    SecondInstance,
)
from bot.platforms.telegram.polling import LONG_POLL, LONGEST_SLOWDOWN, STAND_BY, Intake, asking
from bot.platforms.telegram.transport import AiohttpRequest, NotReached
from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.stores.protocol import StoreError
from tests.platforms.telegram.updates import Raw, message


class Line:
    """Telegram by a script: each poll takes the next of the answers, and the last one stops the loop.

    offsets: what was asked for. pauses: seconds that were waited; the clock goes on by them.
    waits_for_another: how often it is told that another worker polls.
    """

    def __init__(self, *answers: Sequence[object] | TelegramError) -> None:
        self._answers = list(answers)
        self.offsets: list[int] = []
        self.handled: list[int] = []
        self.buried: list[int] = []
        self.pauses: list[float] = []
        self.now = 1000.0
        self.store_is_down = 0
        self.waits_for_another = 0
        self.intake = Intake(
            self._ask,
            self._handle,
            self._bury,
            clock=lambda: self.now,
            sleep=self._sleep,
            may_poll=self._may_poll,
        )

    def _may_poll(self) -> bool:
        self.waits_for_another -= 1
        return self.waits_for_another < 0

    async def _ask(self, offset: int, _hold: int) -> Sequence[object]:
        self.offsets.append(offset)
        self.now += 1
        if not self._answers:
            self.intake.stop()
            return []
        answer = self._answers.pop(0)
        if isinstance(answer, TelegramError):
            raise answer
        return answer

    async def _handle(self, raw: Raw) -> None:
        if self.store_is_down:
            self.store_is_down -= 1
            raise StoreError("the disk is full: make room")
        if "message" not in raw:
            raise ValueError
        self.handled.append(raw["update_id"])

    async def _bury(self, update_id: int, _raw: str, _problem: str) -> None:
        self.buried.append(update_id)

    async def _sleep(self, pause: float) -> None:
        self.pauses.append(pause)
        self.now += pause
        await asyncio.sleep(0)


def text(update_id: int) -> Raw:
    return message(update_id=update_id, text="x")


# --- confirming ---------------------------------------------------------------------------


async def test_a_batch_is_confirmed_when_all_of_it_is_handled() -> None:
    line = Line([text(7), text(8)], [text(9)])

    await line.intake.run()

    assert (line.handled, line.offsets) == ([7, 8, 9], [0, 9, 10])


async def test_nothing_is_confirmed_while_the_store_is_down() -> None:
    line = Line([text(7), text(8)])
    line.store_is_down = 4

    await line.intake.run()

    assert (line.handled, line.offsets) == ([7, 8], [0, 9])
    assert line.pauses == [1.0, 2.0, 4.0, 4.0]


async def test_a_bad_update_is_put_aside_and_its_neighbours_are_handled() -> None:
    line = Line([text(7), {"update_id": 8}, "nonsense", text(9)])

    await line.intake.run()

    assert (line.handled, sorted(line.buried), line.offsets) == ([7, 9], [0, 8], [0, 10])


async def test_what_cannot_be_confirmed_is_not_asked_for_in_a_hurry() -> None:
    line = Line(["nonsense"])

    await line.intake.run()

    assert (line.offsets, line.pauses) == ([0, 0], [1.0])


async def test_ids_may_begin_anew() -> None:
    line = Line([text(900)], [text(5)])

    await line.intake.run()

    assert line.offsets == [0, 901, 6]


async def test_when_stopped_in_a_batch_nothing_of_it_is_confirmed() -> None:
    line = Line([text(7)])
    line.intake.stop()

    await line.intake.run()

    assert line.offsets == []


# --- confirming at the end ----------------------------------------------------------------


class StoppedLine(Line):
    """A line that is stopped while the last of its updates is handled, and then tells what it was asked.

    holds: for how long each poll was to be held. last: how the poll after the stop ends.
    """

    def __init__(self, *answers: Sequence[object] | TelegramError, last: TelegramError | None = None) -> None:
        super().__init__(*answers)
        self.holds: list[int] = []
        self.last = last

    async def _ask(self, offset: int, hold: int) -> Sequence[object]:
        self.holds.append(hold)
        if self._answers:
            return await super()._ask(offset, hold)
        self.offsets.append(offset)
        if self.last is not None:
            raise self.last
        return [text(99)]

    async def _handle(self, raw: Raw) -> None:
        await super()._handle(raw)
        if not self._answers:
            self.intake.stop()


async def test_what_was_handled_last_is_confirmed_at_the_stop_and_nothing_more_is_taken() -> None:
    line = StoppedLine([text(7)], [text(8)])

    await line.intake.run()

    assert (line.handled, line.offsets, line.holds) == ([7, 8], [0, 8, 9], [LONG_POLL, LONG_POLL, 0])


@pytest.mark.parametrize("problem", [TimedOut(), NotReached("no line"), Conflict("other getUpdates")])
async def test_a_last_poll_that_fails_is_no_matter(
    problem: TelegramError, caplog: pytest.LogCaptureFixture
) -> None:
    line = StoppedLine([text(7)], last=problem)

    with caplog.at_level(logging.WARNING):
        await line.intake.run()

    assert (line.offsets, caplog.records) == ([0, 8], [])


async def test_the_stop_waits_for_no_telegram_that_hangs() -> None:
    line = StoppedLine([text(7)])
    asked = line._ask

    async def ask(offset: int, hold: int) -> Sequence[object]:
        if hold == 0:
            await asyncio.sleep(3600)
        return await asked(offset, hold)

    line.intake._ask = ask

    await asyncio.wait_for(line.intake.run(), 20)

    assert line.offsets == [0]


async def test_what_the_store_could_not_take_is_not_confirmed_at_the_stop() -> None:
    line = StoppedLine([text(7)])
    line.store_is_down = 1

    async def stop_while_the_store_is_down(_pause: float) -> None:
        line.intake.stop()
        await asyncio.sleep(0)

    line.intake._handling._sleep = stop_while_the_store_is_down
    await line.intake.run()

    assert (line.handled, line.offsets) == ([], [0, 7])


@pytest.mark.parametrize(
    ("error", "offsets"),
    [(TimedOut(), [0, 8, 8]), (Conflict("other"), [0, 8]), (InvalidToken("Unauthorized"), [0, 8])],
    ids=["out of reach", "somebody else polls", "token refused"],
)
async def test_after_a_poll_that_failed_it_is_tried_at_the_stop_unless_somebody_else_polls(
    error: TelegramError, offsets: list[int]
) -> None:
    line = Line([text(7)], error)

    async def stop_in_the_pause(_pause: float) -> None:
        line.intake.stop()
        await asyncio.sleep(0)

    line.intake._sleep = stop_in_the_pause
    await line.intake.run()

    assert (line.handled, line.offsets) == ([7], offsets)


async def test_a_stop_that_took_its_time_confirms_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "LONGEST_STOP", 0.0)
    line = StoppedLine([text(7)])

    await line.intake.run()

    assert (line.handled, line.offsets) == ([7], [0])


class SlowLine(Line):
    """A line on which updates of one person take until they are let go."""

    def __init__(self, *answers: Sequence[object] | TelegramError) -> None:
        super().__init__(*answers)
        self.gate = asyncio.Event()

    async def _handle(self, raw: Raw) -> None:
        if raw["message"]["chat"]["id"] == SLOW:
            await self.gate.wait()
        await super()._handle(raw)


SLOW = 3003


def slow(update_id: int) -> Raw:
    return message(update_id=update_id, text="x", chat={"id": SLOW, "type": "private"})


async def test_while_one_lane_is_busy_others_are_handled_and_nothing_of_it_is_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polling, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(polling, "SAME_OFFSET", 0.01)
    line = SlowLine([text(6), slow(7), text(8)], [slow(7), text(8), text(9)], [slow(7), text(8), text(9)])
    running = asyncio.create_task(line.intake.run())

    await asyncio.wait_for(running, 5)

    assert line.handled == [6, 8, 9]
    assert line.offsets == [0, 7, 7, 7]


async def test_what_was_handled_behind_a_busy_lane_is_confirmed_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polling, "LONGEST_WAIT", 0.01)
    line = SlowLine([slow(7), text(8)], [slow(7), text(8)], [])
    running = asyncio.create_task(line.intake.run())
    await asyncio.sleep(0.05)

    line.gate.set()
    await asyncio.wait_for(running, 5)

    assert (line.handled, line.offsets[-1]) == ([8, 7], 9)


# --- trouble ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        NotReached("no line"),
        TimedOut(),
        NetworkError("Bad Gateway"),
        InvalidToken("Unauthorized"),
        TelegramError("odd"),
    ],
)
async def test_trouble_slows_the_polling_down_and_never_ends_it(error: TelegramError) -> None:
    line = Line(*[error] * 8, [text(7)])

    await line.intake.run()

    wanted = [min(SLOWEST, 2.0**each) for each in range(8)]
    assert line.handled == [7]
    assert all(0.75 * most <= pause <= most for pause, most in zip(line.pauses, wanted, strict=True))


async def test_after_trouble_the_pauses_begin_anew() -> None:
    line = Line(*[TimedOut()] * 5, [], TimedOut())

    await line.intake.run()

    assert line.pauses[-1] <= 1.0


async def test_telegram_says_itself_how_long_to_wait() -> None:
    line = Line(RetryAfter(17), [text(7)])

    await line.intake.run()

    assert (line.pauses, line.handled) == ([17.0], [7])


async def test_a_passing_conflict_is_waited_out() -> None:
    line = Line(Conflict("other getUpdates"), Conflict("other getUpdates"), [text(7)], Conflict("x"))

    await line.intake.run()

    assert line.handled == [7]


async def test_who_polls_instead_of_another_worker_begins_with_what_that_one_left() -> None:
    line = Line([text(7)], [text(9)])
    line.waits_for_another = 2
    asked = line._ask

    async def ask(offset: int, hold: int) -> Sequence[object]:
        if line.handled == [7] and len(line.offsets) == 1:
            line.waits_for_another = 1
        return await asked(offset, hold)

    line.intake._ask = ask
    await line.intake.run()

    assert (line.handled, line.offsets) == ([7, 9], [0, 8, 0])
    assert line.pauses[:2] == [STAND_BY, STAND_BY]


async def test_a_lasting_conflict_is_a_second_instance() -> None:
    line = Line(*[Conflict("terminated by other getUpdates request")] * 40)

    with pytest.raises(SecondInstance, match=r"Another process .*other getUpdates.*Stop that one"):
        await line.intake.run()

    assert LONGEST_CONFLICT <= line.now - 1000 <= LONGEST_CONFLICT + SLOWEST + 2


async def test_a_token_that_is_refused_for_long_was_revoked() -> None:
    line = Line([text(7)], *[InvalidToken("Unauthorized")] * 40)

    with pytest.raises(RevokedToken, match=r"no longer accepts this bot's token.*@BotFather"):
        await line.intake.run()

    assert line.handled == [7]
    assert LONGEST_REFUSAL <= line.now - 1000 <= LONGEST_REFUSAL + SLOWEST + 3


@pytest.mark.parametrize("error", [Conflict("other"), InvalidToken("Unauthorized")])
async def test_what_something_else_interrupts_does_not_last(error: TelegramError) -> None:
    line = Line(*[*[error] * 6, TimedOut()] * 6, [text(7)])

    await line.intake.run()

    assert line.handled == [7]


async def test_a_slowdown_for_hours_is_reported_and_tried_before(caplog: pytest.LogCaptureFixture) -> None:
    line = Line(RetryAfter(10_072), [text(7)])

    await line.intake.run()

    assert (line.pauses, line.handled) == ([LONGEST_SLOWDOWN], [7])
    assert "wants no poll for 10072 s" in caplog.text


async def test_the_last_successful_poll_is_known() -> None:
    line = Line([], TimedOut(), TimedOut())
    assert line.intake.heard_at is None

    await line.intake.run()

    assert line.intake.heard_at == line.now


# --- over the wire ------------------------------------------------------------------------


async def test_updates_come_as_they_are(request_: AiohttpRequest, ann: Person) -> None:
    ask = asking(request_)

    updates = await ask(0, 0)

    assert [each["message"]["text"] for each in updates if isinstance(each, dict)] == ["/start"]


async def test_only_what_is_read_is_asked_for(
    request_: AiohttpRequest, ann: Person, telegram: FakeTelegram
) -> None:
    await asking(request_)(0, 0)

    assert telegram.calls[-1].given["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat_member",
    ]


async def test_an_answer_without_updates_is_trouble(request_: AiohttpRequest, telegram: FakeTelegram) -> None:
    telegram.faults.plan("getUpdates", faults.Fault(200, {"ok": True, "result": {"a": 1}}))

    with pytest.raises(NetworkError):
        await asking(request_)(0, 0)


async def test_stopping_does_not_wait_for_the_poll(request_: AiohttpRequest, telegram: FakeTelegram) -> None:
    line = Line()
    intake = Intake(asking(request_), line._handle, line._bury)
    running = asyncio.create_task(intake.run())
    await asyncio.sleep(0.05)

    intake.stop()

    await asyncio.wait_for(running, 1)


async def test_a_cut_line_is_survived(request_: AiohttpRequest, telegram: FakeTelegram, ann: Person) -> None:
    line = Line()
    intake = Intake(asking(request_), line._handle, line._bury, sleep=lambda _: asyncio.sleep(0.01))
    running = asyncio.create_task(intake.run())

    telegram.cut_off()
    await asyncio.sleep(0.05)
    telegram.reconnect()
    ann.sends("hello")
    await telegram.settles()
    intake.stop()
    await running

    assert len(line.handled) == 2


async def test_what_time_it_is_comes_with_the_answers(
    request_: AiohttpRequest, ann: Person, telegram: FakeTelegram
) -> None:
    assert request_.time is None

    await asking(request_)(0, 0)

    assert request_.time is not None
    assert abs(request_.time - telegram.now()) < 60


def test_a_server_that_names_no_date_is_believed_by_its_updates() -> None:
    request = AiohttpRequest("token")
    for date in (date_of(text(1)), date_of({"update_id": 2, "callback_query": {"id": "1"}}), date_of("x")):
        if date is not None:
            request.note_time(date)

    assert request.time is not None
    assert 0 <= request.time - 1_790_000_000 < 60


def test_an_update_that_took_long_puts_no_clock_back() -> None:
    request = AiohttpRequest("token")

    request.note_time(2000.0)
    request.note_time(1000.0)

    assert request.time is not None
    assert request.time >= 2000.0
