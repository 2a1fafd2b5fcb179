import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest

from bot.ops.meter import TimedPart
from bot.platforms.telegram import handling
from bot.platforms.telegram.calls import date_of, is_update, owner_of
from bot.platforms.telegram.handling import PAUSES, Handling, unless
from bot.platforms.telegram.reading import Malformed
from bot.stores.protocol import StoreError
from bot.stores.unreadable import UnreadableRow
from tests.ops.counting import Kept
from tests.platforms.telegram.updates import ANN, GROUP, PRIVATE, Raw, membership, message, moved, tap

DOWN = StoreError("the disk is full: make room")


def update(number: int, person: int = 1) -> Raw:
    return {"update_id": number, "message": {"chat": {"id": person}, "text": "private words"}}


class Desk:
    """Handles updates by a script, and keeps what happened. pauses: seconds that were waited."""

    def __init__(self, script: Callable[[int], Awaitable[None]] | None = None) -> None:
        self.stop = asyncio.Event()
        self.handled: list[int] = []
        self.buried: list[tuple[int, object, str]] = []
        self.pauses: list[float] = []
        self.bury_fails: list[Exception] = []
        self._script = script
        self.now = 0.0
        self.meter = Kept()
        self.handling = Handling(
            self._handle, self._bury, self.stop, self._sleep, clock=lambda: self.now, meter=self.meter
        )

    async def work_off(self, batch: Sequence[object]) -> bool:
        """Take a batch; whether all of it was settled, rather than stopped before."""
        settled = [self.handling.take(each) for each in batch]
        if settled:
            await unless(self.stop, asyncio.wait(settled))
        await self.handling.end()
        return all(each.done() and each.result() for each in settled)

    async def _handle(self, raw: Raw) -> None:
        if self._script is not None:
            await self._script(raw["update_id"])
        self.handled.append(raw["update_id"])

    async def _bury(self, update_id: int, raw: str, problem: str) -> None:
        if self.bury_fails:
            raise self.bury_fails.pop(0)
        self.buried.append((update_id, json.loads(raw), problem))

    async def _sleep(self, pause: float) -> None:
        self.pauses.append(pause)
        await asyncio.sleep(0)


def failing(number: int, *problems: BaseException) -> Callable[[int], Awaitable[None]]:
    """One update fails so often; the rest is fine."""
    left = list(problems)

    async def script(update_id: int) -> None:
        if update_id == number and left:
            raise left.pop(0)

    return script


async def test_how_long_updates_took_and_wait_is_known() -> None:
    async def script(update_id: int) -> None:
        if update_id == 2:
            desk.now += 3.0

    desk = Desk(script)
    assert desk.handling.waiting_since is None
    settled = [desk.handling.take(update(1))]
    desk.now = 4.0
    settled.append(desk.handling.take(update(2)))

    assert desk.handling.waiting_since == 0.0
    await asyncio.wait(settled)

    assert desk.handling.waiting_since is None
    assert desk.meter.parts == [(TimedPart.WHOLE, 4.0), (TimedPart.WHOLE, 3.0)]


# --- a batch ------------------------------------------------------------------------------


async def test_a_batch_is_handled_whole() -> None:
    desk = Desk()

    assert await desk.work_off([update(1), update(2, person=2), update(3)]) is True
    assert sorted(desk.handled) == [1, 2, 3]


async def test_one_persons_updates_keep_their_order_while_others_overtake() -> None:
    gate = asyncio.Event()

    async def script(number: int) -> None:
        if number == 1:
            await gate.wait()
        if number == 4:
            gate.set()

    desk = Desk(script)

    await desk.work_off([update(1), update(2), update(3, person=2), update(4, person=2)])

    assert desk.handled == [3, 4, 1, 2]


async def test_an_empty_batch_is_done() -> None:
    assert await Desk().work_off([]) is True


# --- updates that fail --------------------------------------------------------------------


async def test_an_update_that_fails_is_tried_again() -> None:
    desk = Desk(failing(1, ValueError(), KeyError()))

    await desk.work_off([update(1), update(2)])

    assert (desk.handled, desk.buried, desk.pauses) == ([1, 2], [], list(PAUSES))


async def test_an_update_that_fails_three_times_is_put_aside(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(failing(1, *[ValueError("private words")] * 9))

    await desk.work_off([update(1), update(2)])

    assert desk.handled == [2]
    assert [(number, raw) for number, raw, _ in desk.buried] == [(1, update(1))]
    assert desk.buried[0][2].startswith("ValueError in ")
    assert "private words" not in caplog.text + desk.buried[0][2]


async def test_a_malformed_update_is_put_aside_at_once() -> None:
    desk = Desk(failing(1, Malformed("no date")))

    await desk.work_off([update(1), update(2)])

    assert (desk.handled, desk.buried, desk.pauses) == ([2], [(1, update(1), "no date")], [])


async def test_an_update_about_a_broken_row_is_put_aside_at_once() -> None:
    desk = Desk(failing(1, UnreadableRow("session 7 cannot be read")))

    assert await desk.work_off([update(1), update(2)]) is True

    assert (desk.handled, desk.buried, desk.pauses) == ([2], [(1, update(1), "session 7 cannot be read")], [])


@pytest.mark.parametrize("received", ["text", 7, None, [], {}, {"update_id": "1"}])
async def test_what_has_no_id_is_put_aside(received: object) -> None:
    desk = Desk()

    await desk.work_off([received, update(2)])

    assert (desk.handled, desk.buried) == ([2], [(0, received, "it has no id")])


async def test_an_update_that_takes_forever_is_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handling, "LONGEST_TRY", 0.01)

    async def script(number: int) -> None:
        if number == 1:
            await asyncio.Event().wait()

    desk = Desk(script)

    await desk.work_off([update(1), update(2)])

    assert desk.handled == [2]
    assert desk.buried[0][2].startswith("TimeoutError")


async def test_an_update_that_cannot_be_put_aside_stands_in_nobodys_way(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk(failing(1, Malformed("no date")))
    desk.bury_fails = [TypeError("private words")]

    assert await desk.work_off([update(1), update(2)]) is True
    assert desk.handled == [2]
    assert "could not even be put aside" in caplog.text
    assert "private words" not in caplog.text


async def test_an_update_that_takes_forever_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handling, "LONGEST_TRY", 0.01)
    tried: list[int] = []

    async def script(number: int) -> None:
        tried.append(number)
        await asyncio.Event().wait()

    await Desk(script).work_off([update(1)])

    assert tried == [1]


async def test_one_persons_updates_keep_their_order_when_they_come_one_by_one() -> None:
    gate = asyncio.Event()

    async def script(number: int) -> None:
        if number == 1:
            await gate.wait()

    desk = Desk(script)
    first, second = desk.handling.take(update(1)), desk.handling.take(update(2))
    await asyncio.wait((desk.handling.take(update(3, person=2)),))
    assert desk.handled == [3]

    gate.set()
    await asyncio.wait((first, second))

    assert desk.handled == [3, 1, 2]


# --- a store that fails -------------------------------------------------------------------


async def test_while_the_store_is_down_the_same_updates_are_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk(failing(1, *[DOWN] * 5))

    assert await desk.work_off([update(1), update(2), update(3, person=2)]) is True
    assert desk.handled == [3, 1, 2]
    assert desk.pauses == [1.0, 2.0, 4.0, 4.0, 4.0]
    assert "the disk is full: make room" in caplog.text


async def test_who_asks_waits_until_the_store_is_back() -> None:
    desk = Desk(failing(1, *[DOWN] * 3))
    settled = desk.handling.take(update(1))
    await asyncio.sleep(0)

    while not settled.done():
        await desk.handling.ready()
        await asyncio.sleep(0)

    assert (desk.handled, desk.pauses) == ([1], [1.0, 2.0, 4.0])


async def test_many_who_meet_a_store_that_is_down_say_so_once(caplog: pytest.LogCaptureFixture) -> None:
    left = [DOWN] * 20

    async def script(number: int) -> None:
        if left:
            raise left.pop()

    await Desk(script).work_off([update(number, person=number) for number in range(1, 11)])

    assert len([each for each in caplog.messages if "cannot be used" in each]) == 2


async def test_what_cannot_be_buried_now_is_buried_later() -> None:
    desk = Desk(failing(1, Malformed("no date"), Malformed("no date")))
    desk.bury_fails = [DOWN]

    await desk.work_off([update(1)])

    assert desk.buried == [(1, update(1), "no date")]


# --- stopping -----------------------------------------------------------------------------


async def test_when_stopped_nothing_more_is_begun() -> None:
    async def script(number: int) -> None:
        if number == 1:
            desk.stop.set()

    desk = Desk(script)

    assert await desk.work_off([update(1), update(2)]) is False
    assert desk.handled == [1]


async def test_when_stopped_while_the_store_is_down_the_rest_is_left() -> None:
    async def script(_number: int) -> None:
        desk.stop.set()
        raise DOWN

    desk = Desk(script)

    assert await desk.work_off([update(1)]) is False


async def test_what_runs_when_stopped_has_a_moment_to_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handling, "LONGEST_STOP", 0.2)

    async def script(number: int) -> None:
        desk.stop.set()
        await asyncio.sleep(0.01 if number == 1 else 30)

    desk = Desk(script)

    assert await desk.work_off([update(1), update(2, person=2)]) is False
    assert desk.handled == [1]


async def test_work_is_done_unless_stopped() -> None:
    async def work() -> str:
        await asyncio.sleep(0)
        return "done"

    async def forever() -> str:
        await asyncio.Event().wait()
        return "never"

    stop = asyncio.Event()

    assert await unless(stop, work()) == "done"
    stop.set()
    assert await unless(stop, forever()) is None


async def test_what_the_work_raises_is_raised() -> None:
    async def work() -> None:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        await unless(asyncio.Event(), work())


async def test_cancelling_cancels_the_work() -> None:
    ended: list[Any] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    task = asyncio.create_task(unless(asyncio.Event(), work()))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert ended == [True]
    assert task.cancelled()


# --- what an update says of itself ------------------------------------------------------

BOB = {"id": 2002, "is_bot": False, "first_name": "Bob"}


def test_what_one_person_does_stays_in_order() -> None:
    batch = [message(text="/start"), tap("a"), membership("kicked"), tap("b"), message(text="x")]

    assert len({owner_of(each) for each in batch}) == 1


def test_different_people_do_not_wait_for_one_another() -> None:
    hers, his = tap("a"), tap("b", sender=BOB)

    assert [owner_of(hers), owner_of(his)] == [ANN["id"], BOB["id"]]


def test_people_of_one_group_tap_side_by_side() -> None:
    ours = {"message_id": 6, "date": 1, "chat": GROUP, "text": "x"}
    hers, his = tap("a", message=ours), tap("b", message=ours, sender=BOB)

    assert owner_of(hers) != owner_of(his)


def test_what_becomes_of_a_group_stays_in_order() -> None:
    batch = [message(chat=GROUP, text="/coach@coach_bot"), membership("kicked", GROUP), moved("left")]

    assert len({owner_of(each) for each in batch}) == 1


def test_what_belongs_to_nobody_waits_for_nobody() -> None:
    batch = [{"update_id": 1, "poll": {}}, {"update_id": 2}, "nonsense", None, {"message": {"chat": [ANN]}}]

    assert [owner_of(each) for each in batch] == [None] * len(batch)


@pytest.mark.parametrize(
    ("received", "known"),
    [
        ({"update_id": 1}, True),
        ({"update_id": True}, False),
        ({"update_id": "1"}, False),
        ({"message": PRIVATE}, False),
        ("update", False),
        (None, False),
    ],
)
def test_an_update_is_what_can_be_confirmed(received: object, known: bool) -> None:
    assert is_update(received) is known


@pytest.mark.parametrize(
    ("date", "seconds"),
    [(1_790_000_000, 1_790_000_000.0), (10**400, None), ("1790000000", None), (True, None), (None, None)],
)
def test_a_date_is_a_number_that_can_be_one(date: object, seconds: float | None) -> None:
    assert date_of({"update_id": 1, "message": {"date": date}}) == seconds
