"""How a running bot stands, in numbers."""

from dataclasses import dataclass
from pathlib import Path

from bot.app.health import CENSUS_KEPT, VitalSigns
from bot.core.screen.screen import Block, Screen
from bot.core.solo.session import Session, Stage
from bot.ops.metrics import GAUGES
from bot.stores.protocol import Address, Change, Store
from bot.stores.sqlite.store import SqliteStore

AT = 1_790_000_000.0


@dataclass
class Source:
    heard_at: float | None = 5.0
    settled_at: float | None = None
    turned_at: float | None = None
    waiting_since: float | None = 7.0
    is_open: bool = True


class Clock:
    now = 0.0

    def wall(self) -> float:
        return AT + self.now

    def ticks(self) -> float:
        return self.now


def signs(store: Store, clock: Clock, folder: Path | None = None) -> VitalSigns:
    return VitalSigns(store, folder, lambda: AT - 60, clock.wall, clock.ticks)


async def add_session(store: Store, number: int) -> None:
    session = Session(id=number, chat=1, person=1, dialog_id="d", logic_hash="h", stage=Stage.ASKING)
    await store.update(Address(1, number), None, lambda _: Change(session), AT)


async def test_everything_is_measured(tmp_path: Path) -> None:
    store, clock = SqliteStore.in_memory(), Clock()
    await store.tell(1, Screen((Block("Hello"),)), AT)
    await store.bury(7, "{}", "nonsense", AT)
    await add_session(store, 3)
    vitals = signs(store, clock, tmp_path)
    vitals.source, clock.now = Source(), 9.0

    gauges, sessions = await vitals.measure()

    assert set(gauges) == set(GAUGES)
    assert (gauges["disk_free_bytes"] or 0) > 0
    assert {name: value for name, value in gauges.items() if name != "disk_free_bytes"} == {
        "platform_heard_timestamp_seconds": AT + 5,
        "oldest_update_seconds": 2.0,
        "store_up": 1.0,
        "store_probe_seconds": 0.0,
        "surfaces_due": 1,
        "oldest_surface_seconds": 9.0,
        "dead_letters": 1,
        "backup_timestamp_seconds": AT - 60,
    }
    assert sessions == {("solo", "asking"): 1}


async def test_what_a_bot_cannot_know_is_left_out() -> None:
    store, clock = SqliteStore.in_memory(), Clock()
    await store.close()

    gauges, sessions = await signs(store, clock, Path("/nowhere/at/all")).measure()

    assert {name: value for name, value in gauges.items() if value is not None} == {
        "store_up": 0.0,
        "backup_timestamp_seconds": AT - 60,
    }
    assert sessions is None


async def test_sessions_are_counted_once_in_a_while() -> None:
    store, clock = SqliteStore.in_memory(), Clock()
    vitals = signs(store, clock)
    await vitals.measure()
    await add_session(store, 3)

    clock.now = CENSUS_KEPT - 1
    assert (await vitals.measure()).sessions == {}
    clock.now = CENSUS_KEPT

    assert (await vitals.measure()).sessions == {("solo", "asking"): 1}
