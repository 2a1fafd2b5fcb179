"""What was called in the last minute counts on after a restart."""

from bot.core.screen.surface import Urgency
from bot.outbox.call_log import Ledger
from bot.outbox.limits import MOST, WINDOW
from bot.stores.sqlite.store import SqliteStore

TEAM, ANN = -1001, 1001


class Time:
    """A clock and the ticks of a process, which begin at 0."""

    def __init__(self, clock: float) -> None:
        self.clock, self.ticks = clock, 0.0

    def passes(self, seconds: float) -> None:
        self.clock += seconds
        self.ticks += seconds


def opened(store: SqliteStore, time: Time) -> Ledger:
    return Ledger(store, lambda: time.clock, lambda: time.ticks)


async def test_a_new_process_knows_what_was_called_before_it() -> None:
    store, before = SqliteStore.in_memory(), Time(1_800_000_000.0)
    ledger = opened(store, before)
    for _ in range(MOST):
        await ledger.spend(TEAM)
    after = Time(before.clock + 20)

    again = opened(store, after)
    await again.recall()

    assert again.wait(TEAM, Urgency.STAGE, 1) == WINDOW - 20
    after.passes(WINDOW - 20)
    assert again.wait(TEAM, Urgency.STAGE, 1) == 0


async def test_a_clock_that_was_put_back_makes_nobody_wait_longer_than_a_window() -> None:
    store, before = SqliteStore.in_memory(), Time(1_800_000_000.0)
    for _ in range(MOST):
        await opened(store, before).spend(TEAM)

    again = opened(store, Time(before.clock - 3600))
    await again.recall()

    assert again.wait(TEAM, Urgency.STAGE, 1) == WINDOW


async def test_only_calls_to_groups_are_kept_and_only_for_a_window() -> None:
    store, time = SqliteStore.in_memory(), Time(1_800_000_000.0)
    ledger = opened(store, time)
    for chat in (ANN, TEAM):
        await ledger.spend(chat)
    time.passes(WINDOW + 1)

    await ledger.spend(TEAM)

    assert await store.calls_since(0) == ((TEAM, time.clock),)
