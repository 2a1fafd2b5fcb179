"""Several couriers on one store: each message is there once, and the limits are those of one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.group.session import GroupChange
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.outbox.call_limits import BURST, GROUP_CALLS
from bot.outbox.chat_port import RateLimited, Unconfirmed
from bot.outbox.chat_queues import REMEMBERED, SWEEP
from bot.outbox.courier import Courier
from bot.stores.protocol import StoreError
from bot.stores.workers import ClaimedChat
from tests.gathering import Team, team
from tests.groups import CHAT
from tests.outbox.test_courier import at_question, mark, session
from tests.rehearsal import ANN, CARD_BELOW, TEA, Stage, rest, stage
from tests.workers import FakeWorkers, Shared

STEP = ShowGroup(Role.STEP, "0")
COUNTER = replace(STEP, urgency=Urgency.COUNTER)
FIRST, SECOND = "Tea or coffee? · 1 of about 3", "Tea or coffee? · 2 of about 3"


class Fleet:
    """Couriers of so many workers, all on the store and in the chats of one stage."""

    def __init__(self, shell: Stage, number: int = 2) -> None:
        self.shell = shell
        self.shared = Shared(shell.store, shell.clock.ticks)
        self.workers = [FakeWorkers(self.shared) for _ in range(number)]
        self.couriers = [self._courier(each) for each in self.workers]

    def _courier(self, workers: FakeWorkers) -> Courier:
        shell = self.shell
        courier = Courier(
            shell.chat,
            shell.store,
            shell.library,
            clock=shell.clock,
            ticks=shell.clock.ticks,
            sleep=shell.clock.sleep,
            drain=0.05,
            workers=workers,
        )
        workers.on_lapse = courier.lose_chats
        return courier

    async def passes(self, seconds: float) -> None:
        await self.shell.clock.advance(seconds)


@asynccontextmanager
async def fleet(shell: Stage, number: int = 2) -> AsyncIterator[Fleet]:
    """They sweep as long as the block lasts."""
    several = Fleet(shell, number)
    for courier in several.couriers:
        await courier.recover()
    yield several
    for courier in several.couriers:
        await courier.stop()


@pytest.fixture
async def shell(tmp_path: Path) -> Stage:
    return await stage(tmp_path, TEA)


async def test_taps_that_reach_one_worker_after_the_other_change_one_card(shell: Stage) -> None:
    async with fleet(shell) as two:
        for number in range(3):
            two.couriers[number % 2].hand_over(await mark(shell, at_question(number)))
            await rest()
        await two.passes(5)

    assert [call[0] for call in shell.chat.calls] == ["send", "edit", "edit"]
    assert shell.chat.told(ANN) == ("Tea or coffee? · 3 of about 3",)


async def test_taps_that_reach_two_workers_at_once_send_one_card(shell: Stage) -> None:
    gate = shell.chat.gates[ANN] = asyncio.Event()
    async with fleet(shell) as two:
        two.couriers[0].hand_over(await mark(shell, at_question(0)))
        await rest()
        two.couriers[1].hand_over(await mark(shell, at_question(1)))
        await rest()
        gate.set()
        await two.passes(SWEEP)

    assert shell.chat.calls == [("send", ANN, FIRST), ("edit", ANN, 1, SECOND)]


async def test_a_card_that_goes_below_goes_there_once(shell: Stage) -> None:
    async with fleet(shell) as two:
        two.couriers[0].hand_over(await mark(shell, at_question(0)))
        await rest()
        two.couriers[1].hand_over(await mark(shell, at_question(1), CARD_BELOW))
        await rest()
        two.couriers[0].hand_over(await mark(shell, at_question(2)))
        await two.passes(5)

    assert [call[0] for call in shell.chat.calls] == ["send", "send", "delete", "edit"]


async def test_what_nobody_handed_over_is_shown_once_by_whoever_sweeps_first(shell: Stage) -> None:
    async with fleet(shell, 4) as four:
        for chat in range(1, 9):
            await mark(shell, session(chat))
        await four.passes(5)

    assert sorted(call[1] for call in shell.chat.calls) == list(range(1, 9))  # type: ignore[type-var]  # chats


async def test_a_lapsed_worker_shows_nothing_more_and_another_goes_on(shell: Stage) -> None:
    async with fleet(shell) as two:
        shell.chat.faults[ANN] = [RateLimited(30)]
        two.couriers[0].hand_over(await mark(shell, at_question(0)))
        await rest()
        two.workers[0].lapses()
        await mark(shell, at_question(1))
        await two.passes(31)

    assert shell.chat.calls == [("send", ANN, FIRST), ("send", ANN, SECOND)]


async def test_a_chat_told_to_wait_waits_whoever_goes_on_in_it(shell: Stage) -> None:
    shell.chat.faults[ANN] = [RateLimited(7)]
    async with fleet(shell) as two:
        two.couriers[0].hand_over(await mark(shell, at_question(0)))
        await two.passes(3)
        two.couriers[1].hand_over(await mark(shell, at_question(1)))
        await two.passes(3.9)
        early = len(shell.chat.calls)
        await two.passes(1)

    assert early == 1
    assert shell.chat.told(ANN) == (SECOND,)


async def test_a_send_that_nobody_confirmed_is_repeated_once_by_all_workers_together(shell: Stage) -> None:
    shell.chat.after[ANN] = [Unconfirmed(), Unconfirmed(), Unconfirmed()]
    async with fleet(shell) as two:
        two.couriers[0].hand_over(await mark(shell, session()))
        await two.passes(100)

    assert len(shell.chat.calls) == 2


async def test_all_workers_together_make_as_many_calls_as_one(shell: Stage) -> None:
    async with fleet(shell, 3) as three:
        for chat in range(1, 301):
            three.couriers[chat % 3].hand_over(await mark(shell, session(chat)))
        await rest()
        at_once = len(shell.chat.calls)
        await three.passes(4)

        assert at_once <= BURST
        assert at_once + 4 * 25 - 5 <= len(shell.chat.calls) <= BURST + 4 * 30


async def test_a_store_that_is_away_for_long_is_tried_again_soon(shell: Stage) -> None:
    class Away(FakeWorkers):
        until = 40.0

        async def claim(self, chat: int, now: float, window: float) -> ClaimedChat | None:
            if self.shared.ticks() < begun + self.until:
                raise StoreError("the server is starting; wait for it")
            return await super().claim(chat, now, window)

    begun = shell.clock.ticks()
    several = Fleet(shell, 1)
    several.workers = [Away(several.shared)]
    several.couriers = [several._courier(several.workers[0])]
    await several.couriers[0].recover()
    several.couriers[0].hand_over(await mark(shell, session()))
    await several.passes(40)
    early = len(shell.chat.calls)
    await several.passes(2)
    await several.couriers[0].stop()

    assert (early, shell.chat.told(ANN)) == (0, ("Tea or coffee?",))


# --- groups ---------------------------------------------------------------------------------


async def marked(group: Team, courier: Courier, *shows: ShowGroup) -> None:
    courier.hand_over(await group.commits(GroupChange(show=shows)))
    await rest()


async def test_a_group_is_shown_by_one_worker_at_its_pace_whoever_takes_the_taps(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    async with fleet(group.shell, 3) as three:
        await marked(group, three.couriers[0], STEP)
        for number in range(40):
            await marked(group, three.couriers[number % 3], COUNTER)
            await three.passes(0.1)
        await three.passes(4)

    calls = group.chat.counted()
    assert 2 <= len(calls) <= 4  # a counter stands for four seconds
    assert set(three.shared.owners) == {CHAT}


async def test_a_change_of_stage_that_another_worker_took_is_shown_within_a_second(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    async with fleet(group.shell) as two:
        await marked(group, two.couriers[0], STEP)
        await marked(group, two.couriers[1], STEP)
        await two.passes(SWEEP)

    assert len(group.chat.counted()) == 2


async def test_a_group_left_to_another_worker_has_no_more_calls_for_that(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    async with fleet(group.shell) as two:
        for number in range(GROUP_CALLS + 6):
            await marked(group, two.couriers[number % 2], STEP)
            if number == GROUP_CALLS // 2:
                two.workers[0].lapses()
            await two.passes(0.5)
        await two.passes(40)
        first = len(group.chat.counted())
        await two.passes(60)

    assert first == GROUP_CALLS
    assert len(group.chat.counted()) > GROUP_CALLS


async def test_a_quiet_group_is_left_to_any_worker(tmp_path: Path) -> None:
    group = await team(tmp_path)
    async with fleet(group.shell) as two:
        await marked(group, two.couriers[0], STEP)
        await two.passes(REMEMBERED + 3)

        assert two.shared.owners == {}
