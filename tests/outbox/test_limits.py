"""How many calls a chat takes, how far apart; calls of the last minute count on after a restart."""

import pytest

from bot.core.screen.surface import Role, Urgency
from bot.outbox.limits import BURST, GROUP_CALLS, RESERVED, WINDOW, CallLimits, spacing
from bot.stores.sqlite.store import SqliteStore

GROUP, PERSON = -100, 100


class Time:
    """A clock and the ticks of a process, which begin at 0."""

    def __init__(self, clock: float) -> None:
        self.clock, self.ticks = clock, 0.0

    def passes(self, seconds: float) -> None:
        self.clock += seconds
        self.ticks += seconds


def limits(store: SqliteStore, time: Time) -> CallLimits:
    return CallLimits(store, lambda: time.clock, lambda: time.ticks)


async def spent(chat: int, calls: int, seconds: float = 0.0) -> CallLimits:
    """Limits after so many calls, the last of them so many seconds ago."""
    time = Time(1_800_000_000.0)
    used = limits(SqliteStore.in_memory(), time)
    for _ in range(calls):
        await used.spend(chat)
    time.passes(seconds)
    return used


@pytest.mark.parametrize(
    ("urgency", "calls"),
    [
        (Urgency.STAGE, GROUP_CALLS),
        (Urgency.RESULT, GROUP_CALLS),
        (Urgency.WALL, GROUP_CALLS - RESERVED),
        (Urgency.COUNTER, GROUP_CALLS - RESERVED),
    ],
)
async def test_a_group_takes_so_many_calls_a_minute(urgency: Urgency, calls: int) -> None:
    used = [await spent(GROUP, each, 1.0) for each in (calls - 1, calls)]

    assert [each.wait(GROUP, urgency) for each in used] == [0.0, 59.0]


@pytest.mark.parametrize(("calls", "wait"), [(1, 0.0), (2, 59.0), (3, 59.0)])
async def test_calls_in_a_row_wait_until_all_of_them_fit(calls: int, wait: float) -> None:
    assert (await spent(GROUP, GROUP_CALLS - 1, 1.0)).wait(GROUP, Urgency.STAGE, calls) == wait


async def test_a_private_chat_takes_a_burst_and_then_one_a_second_however_urgent() -> None:
    used = await spent(PERSON, BURST)

    waits = {used.wait(PERSON, urgency, 3) for urgency in Urgency}

    assert waits == {1.0}


async def test_chats_do_not_share() -> None:
    used = await spent(GROUP, GROUP_CALLS)

    assert (used.wait(GROUP - 1, Urgency.COUNTER), used.wait(PERSON, Urgency.COUNTER)) == (0, 0)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("urgency", [Urgency.STAGE, Urgency.RESULT])
def test_a_change_of_stage_and_a_result_rest_for_nothing(role: Role, urgency: Urgency) -> None:
    assert spacing(role, urgency, 200) == 0.0


@pytest.mark.parametrize(
    ("role", "people", "seconds"),
    [
        (Role.STEP, 20, 4.0),
        (Role.STEP, 21, 8.0),
        (Role.BOARD, 0, 4.0),
        (Role.WALL, 5, 15.0),
        (Role.WALL, 200, 15.0),
        (Role.CONSOLE, 200, 3.0),
    ],
)
@pytest.mark.parametrize("urgency", [Urgency.WALL, Urgency.COUNTER])
def test_a_counter_rests(role: Role, people: int, seconds: float, urgency: Urgency) -> None:
    assert spacing(role, urgency, people) == seconds


# --- after a restart --------------------------------------------------------------------------


async def test_a_new_process_knows_what_was_called_before_it() -> None:
    store, before = SqliteStore.in_memory(), Time(1_800_000_000.0)
    used = limits(store, before)
    for _ in range(GROUP_CALLS):
        await used.spend(GROUP)
    after = Time(before.clock + 20)

    again = limits(store, after)
    await again.recall()

    assert again.wait(GROUP, Urgency.STAGE, 1) == WINDOW - 20
    after.passes(WINDOW - 20)
    assert again.wait(GROUP, Urgency.STAGE, 1) == 0


async def test_a_clock_that_was_put_back_makes_nobody_wait_longer_than_a_window() -> None:
    store, before = SqliteStore.in_memory(), Time(1_800_000_000.0)
    for _ in range(GROUP_CALLS):
        await limits(store, before).spend(GROUP)

    again = limits(store, Time(before.clock - 3600))
    await again.recall()

    assert again.wait(GROUP, Urgency.STAGE, 1) == WINDOW


async def test_only_calls_to_groups_are_kept_and_only_for_a_window() -> None:
    store, time = SqliteStore.in_memory(), Time(1_800_000_000.0)
    used = limits(store, time)
    for chat in (PERSON, GROUP):
        await used.spend(chat)
    time.passes(WINDOW + 1)

    await used.spend(GROUP)

    assert await store.calls_since(0) == ((GROUP, time.clock),)
