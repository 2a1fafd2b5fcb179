"""What the platform is asked beside the handling of updates, and how it comes back."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app.asked import encode_asked
from bot.app.lookups import LONG_UNANSWERED, PAUSES, WORTH_ASKING, WORTH_LEADING, Lookups
from bot.app.update import CoachTap, GroupCommand, LeadTap, LookedUp, Opened, Sender, Update
from bot.core.group.coach_actions import START
from bot.core.group.events import Coach, HelpLead, TakeOver
from bot.outbox.chat_port import GroupInfo, MemberStatus
from bot.platforms.telegram.group_buttons import PackedAction
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore
from bot.stores.workers import Duty
from tests.rehearsal import ANN, TEA, Clock, RecordingChat, stage
from tests.stores.circle import PLACE
from tests.workers import FakeWorkers, Shared

COMMAND = GroupCommand(PLACE, None, "Circle", "coach", "ai-cert")
ASKED = Update(7, 1000.0, Sender(ANN, "Ann"), COMMAND)
INFO = GroupInfo("Circle", 9, is_super=True, can_pin=True, sees_leaving=True)


class Asked(RecordingChat):
    """Says who somebody is when it is let go."""

    def __init__(self, status: MemberStatus) -> None:
        super().__init__()
        self.status = status
        self.gate = asyncio.Event()
        self.infos = 0

    async def member_status(self, chat: int, person: int) -> MemberStatus:
        await self.gate.wait()
        return self.status

    async def group_info(self, chat: int) -> GroupInfo | None:
        self.infos += 1
        return INFO


class Desk:
    """Keeps what came back; the store fails so often first."""

    def __init__(self, failures: int = 0) -> None:
        self.back: list[Update] = []
        self.pauses: list[float] = []
        self.failures = failures

    async def handle(self, update: Update) -> None:
        if self.failures:
            self.failures -= 1
            raise StoreError("locked")
        self.back.append(update)

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def looked_up(status: MemberStatus, desk: Desk, *, needs_info: bool = True) -> Asked:
    tasks: list[asyncio.Task[None]] = []

    def start(call: Coroutine[Any, Any, None]) -> None:
        tasks.append(asyncio.create_task(call))

    chat, store = Asked(status), SqliteStore.in_memory()
    lookups = Lookups(chat, store, start, desk.handle, desk.sleep)
    await lookups.ask_who_leads(ASKED, COMMAND, needs_info=needs_info)
    assert desk.back == []
    assert [update_id for update_id, _ in await store.asked()] == [7]
    chat.gate.set()
    await asyncio.gather(*tasks)
    assert await store.asked() == ()
    return chat


async def test_it_comes_back_under_the_same_id() -> None:
    desk = Desk()

    await looked_up(MemberStatus.ADMIN, desk)

    assert desk.back == [Update(7, 1000.0, Sender(ANN, "Ann"), LookedUp(COMMAND, MemberStatus.ADMIN, INFO))]


async def test_of_nobodys_group_nothing_else_is_asked() -> None:
    member, admin = Desk(), Desk()

    asked = await looked_up(MemberStatus.MEMBER, member)
    spared = await looked_up(MemberStatus.ADMIN, admin, needs_info=False)

    assert (asked.infos, spared.infos) == (0, 0)
    assert [each.what for each in member.back] == [LookedUp(COMMAND, MemberStatus.MEMBER)]
    assert [each.what for each in admin.back] == [LookedUp(COMMAND, MemberStatus.ADMIN)]


async def test_whether_somebody_is_in_the_chat_of_a_link_is_asked_beside_it() -> None:
    desk, tasks = Desk(), list[asyncio.Task[None]]()
    chat = Asked(MemberStatus.MEMBER)
    opened = replace(ASKED, what=Opened(5))

    def start(call: Coroutine[Any, Any, None]) -> None:
        tasks.append(asyncio.create_task(call))

    lookups = Lookups(chat, SqliteStore.in_memory(), start, desk.handle, desk.sleep)
    await lookups.ask_whether_in_chat(opened, Opened(5), PLACE)
    assert desk.back == []
    chat.gate.set()
    await asyncio.gather(*tasks)

    assert desk.back == [replace(opened, what=LookedUp(Opened(5), MemberStatus.MEMBER))]


async def test_a_coach_waits_for_a_platform_that_does_not_answer_only_so_long() -> None:
    desk = Desk()
    tap = CoachTap(ANN, "q", 1, 5, 0, START, PackedAction(5, 0, START))
    lookups = Lookups(
        Asked(MemberStatus.ADMIN), SqliteStore.in_memory(), lambda _: None, desk.handle, longest_wait=0.0
    )

    await lookups.ask_whether_admin(replace(ASKED, what=tap), tap, PLACE, needs_info=True)

    assert desk.back == [replace(ASKED, what=LookedUp(tap, MemberStatus.UNKNOWN))]


async def test_a_store_that_is_down_for_a_moment_loses_nothing() -> None:
    desk = Desk(failures=len(PAUSES))

    await looked_up(MemberStatus.ADMIN, desk)

    assert (len(desk.back), desk.pauses) == (1, list(PAUSES))


async def test_what_outlasts_all_tries_is_asked_again_once_the_store_is_back() -> None:
    store, desk, clock = SqliteStore.in_memory(), Desk(failures=len(PAUSES) + 1), Clock()
    chat, tasks = Asked(MemberStatus.ADMIN), list[asyncio.Task[None]]()

    def start(call: Coroutine[Any, Any, None]) -> None:
        tasks.append(asyncio.create_task(call))

    asked = replace(ASKED, at=clock.now)
    lookups = Lookups(chat, store, start, desk.handle, clock.sleep)
    await lookups.ask_who_leads(asked, COMMAND, needs_info=False)
    chat.gate.set()
    await clock.advance(sum(PAUSES))
    await asyncio.gather(*tasks)
    given_up = list(desk.back)
    keeping = asyncio.create_task(lookups.keep(None, clock))
    await clock.advance(LONG_UNANSWERED)

    assert (given_up, desk.back) == ([], [asked])
    keeping.cancel()


TAPS = tuple(
    LeadTap(PLACE, "", None, event, thread=3, title="Circle", topic="Red")
    for event in (Coach("ai-cert"), TakeOver(5), HelpLead(5))
)


@pytest.mark.parametrize("asked", [COMMAND, replace(COMMAND, thread=3), Opened(5), *TAPS])
async def test_what_a_process_that_ended_had_asked_is_asked_again(
    asked: GroupCommand | Opened | LeadTap,
) -> None:
    store, desk = SqliteStore.in_memory(), Desk()
    update = replace(ASKED, what=asked)
    text = encode_asked(update)
    assert text is not None
    await store.keep_asked(7, text, update.at)

    await Lookups(RecordingChat(), store, lambda _: None, desk.handle, desk.sleep).resume(update.at + 60)

    assert desk.back == [update]
    assert await store.asked() == ()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"person":1,"name":"A","at":1}',
        '{"person":1,"name":"A","at":1,"command":[1]}',
        '{"person":1,"name":"A","at":1,"opened":"x"}',
    ],
)
async def test_what_cannot_be_asked_again_is_dropped(text: str) -> None:
    store, desk = SqliteStore.in_memory(), Desk()
    await store.keep_asked(7, text, 1.0)

    await Lookups(RecordingChat(), store, lambda _: None, desk.handle, desk.sleep).resume(2.0)

    assert (desk.back, await store.asked()) == ([], ())


async def test_what_cannot_be_acted_on_stops_no_start_and_nothing_behind_it() -> None:
    store, back = SqliteStore.in_memory(), list[int | None]()

    async def handle(update: Update) -> None:
        if update.id == 7:
            raise OverflowError("Python int too large to convert to SQLite INTEGER")
        back.append(update.id)

    for update_id in (7, 8):
        await store.keep_asked(update_id, encode_asked(ASKED) or "", ASKED.at + update_id)

    await Lookups(RecordingChat(), store, lambda _: None, handle).resume(ASKED.at + 60)

    assert (back, await store.asked()) == ([8], ())


async def test_a_store_that_is_down_at_the_start_loses_nothing_of_what_was_asked() -> None:
    store, desk = SqliteStore.in_memory(), Desk(failures=1)
    await store.keep_asked(7, encode_asked(ASKED) or "", ASKED.at)

    with pytest.raises(StoreError):
        await Lookups(RecordingChat(), store, lambda _: None, desk.handle).resume(ASKED.at + 60)

    assert [update_id for update_id, _ in await store.asked()] == [7]


async def test_what_was_asked_by_a_clock_that_is_ahead_is_asked_again() -> None:
    store, desk = SqliteStore.in_memory(), Desk()
    await store.keep_asked(7, encode_asked(ASKED) or "", ASKED.at)

    await Lookups(RecordingChat(), store, lambda _: None, desk.handle).resume(ASKED.at - 30)

    assert (desk.back, await store.asked()) == ([ASKED], ())


async def test_what_a_newer_worker_had_asked_is_left_to_it() -> None:
    store, desk, clock = SqliteStore.in_memory(), Desk(), Clock()
    worker = FakeWorkers(Shared(store, clock.ticks))
    worker.duties.add(Duty.TIME)
    worker.is_mixed = True
    await store.keep_asked(7, '{"person":1,"name":"A","at":1.0,"wish":"of tomorrow"}', 1.0)
    lookups = Lookups(RecordingChat(), store, lambda _: None, desk.handle, clock.sleep)
    keeping = asyncio.create_task(lookups.keep(worker, clock))

    await clock.advance(LONG_UNANSWERED)
    beside = len(await store.asked())
    worker.is_mixed = False
    await clock.advance(LONG_UNANSWERED)

    assert (beside, await store.asked()) == (1, ())
    keeping.cancel()


@pytest.mark.parametrize(("asked", "after"), [(COMMAND, WORTH_ASKING), (TAPS[1], WORTH_LEADING)])
async def test_what_was_asked_long_ago_is_not_asked_again(
    asked: GroupCommand | LeadTap, after: float
) -> None:
    store, desk = SqliteStore.in_memory(), Desk()
    await store.keep_asked(7, encode_asked(replace(ASKED, what=asked)) or "", ASKED.at)

    lookups = Lookups(RecordingChat(), store, lambda _: None, desk.handle, desk.sleep)
    await lookups.resume(ASKED.at + after)

    assert (desk.back, await store.asked()) == ([], ())


async def test_of_several_workers_one_asks_again_what_another_that_ended_had_asked() -> None:
    store, desk, clock = SqliteStore.in_memory(), Desk(), Clock()
    worker = FakeWorkers(Shared(store, clock.ticks))
    for update_id, age in ((7, 20.0), (8, -2 * LONG_UNANSWERED)):
        await store.keep_asked(update_id, encode_asked(replace(ASKED, at=clock.now - age)) or "", 1.0)
    lookups = Lookups(RecordingChat(), store, lambda _: None, desk.handle, clock.sleep)
    keeping = asyncio.create_task(lookups.keep(worker, clock))
    await clock.advance(LONG_UNANSWERED)
    before = len(desk.back)
    worker.duties.add(Duty.TIME)

    await clock.advance(LONG_UNANSWERED)

    assert (before, [each.id for each in desk.back]) == (0, [7])
    assert [update_id for update_id, _ in await store.asked()] == [8]
    keeping.cancel()


async def test_whoever_wants_to_lead_holds_up_nothing(tmp_path: Path) -> None:
    shell = await stage(tmp_path, TEA)
    gate = asyncio.Event()

    async def slow(chat: int, person: int) -> MemberStatus:
        await gate.wait()
        return MemberStatus.MEMBER

    shell.chat.member_status = slow  # type: ignore[method-assign]  # the one call that is slow here
    await shell.update(GroupCommand(PLACE, None, "Circle", "coach"))
    await shell.say("/start")
    assert shell.chat.told(PLACE) == ()
    assert shell.chat.told(ANN) == ("Tea or coffee?",)

    gate.set()
    await shell.clock.advance(2)

    assert len(shell.chat.told(PLACE)) == 1
