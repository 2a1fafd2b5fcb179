"""Chats that one worker alone writes to, and the budget of all calls: functions of a connection."""

from math import floor
from typing import Final, TypeVar

from bot.stores.postgres.connection import NOW
from bot.stores.sql import surface_rows
from bot.stores.sql.connection import Connection
from bot.stores.workers import CallRate, ClaimedChat, Grant, Pace

T = TypeVar("T")

LONGEST_LEASE: Final = 15.0
"""Seconds for which a worker of any version may count as running: more are of a clock that was put back."""
RUNS: Final = f"workers.until BETWEEN {NOW} AND {NOW} + {LONGEST_LEASE}"
"""Of workers, those that run."""
HAIR: Final = 1e-6
"""Of a call: what sums of fractions leave."""

_CLAIM: Final = f"""
    INSERT INTO claims (chat, worker) VALUES (?, ?)
    ON CONFLICT (chat) DO UPDATE SET worker = excluded.worker
    WHERE claims.worker = excluded.worker
        OR NOT EXISTS (SELECT 1 FROM workers WHERE workers.id = claims.worker AND {RUNS})
    RETURNING debt, at, rest_until, {NOW}
"""  # noqa: S608
_RELEASE: Final = f"""
    UPDATE claims SET worker = 0, debt = ?, at = {NOW}, rest_until = {NOW} + ? WHERE chat = ? AND worker = ?
"""  # noqa: S608
UNCLAIMED: Final = f"""
    AND NOT EXISTS (
        SELECT 1 FROM claims JOIN workers ON workers.id = claims.worker AND {RUNS}
        WHERE claims.chat = surfaces.chat AND claims.worker <> ?)
"""  # noqa: S608
"""Of surfaces, those in a chat that no other worker has."""
_CALLS_TO: Final = "SELECT at FROM calls WHERE chat = ? AND at >= ? ORDER BY at"
_IS_RUNNING: Final = f"SELECT 1 FROM workers WHERE id = ? AND {RUNS}"  # noqa: S608
_BUDGET: Final = f"SELECT calls_at, bulk_at, held_until, {NOW} FROM budget WHERE id = 1 FOR UPDATE"  # noqa: S608
_SPEND: Final = "UPDATE budget SET calls_at = ?, bulk_at = ? WHERE id = 1"
_HOLD: Final = f"UPDATE budget SET held_until = greatest(held_until, {NOW} + ?) WHERE id = 1"  # noqa: S608


def claim_chat(
    connection: Connection, worker: int, chat: int, now: float, window: float, *, gives_up: bool
) -> ClaimedChat | None:
    """See `Workers.claim`. gives_up: what is due and cannot be decoded is given up."""
    row = connection.execute(_CLAIM, (chat, worker)).fetchone()
    if row is None:
        return None
    debt, at, rest_until, here = row
    calls = _calls_to(connection, chat, now, window) if chat < 0 else ()
    due = surface_rows.due_in_chat(connection, chat, now, gives_up=gives_up)
    since = max(0.0, here - at)  # the server's clock may have been put back
    pace = Pace(max(0.0, debt - since), max(0.0, rest_until - at - since), calls)
    return ClaimedChat(due, pace)


def _calls_to(connection: Connection, chat: int, now: float, window: float) -> tuple[float, ...]:
    """Return how many seconds ago each call to a chat was, of those in the window; the oldest first."""
    now = connection.common_time(now)
    return tuple(max(0.0, now - at) for (at,) in connection.execute(_CALLS_TO, (chat, now - window)))


def release_chat(connection: Connection, worker: int, chat: int, pace: Pace) -> None:
    """See `Workers.release`."""
    connection.execute(_RELEASE, (pace.debt, pace.rest, chat, worker))


def take_calls(
    connection: Connection, worker: int, rate: CallRate, wanted: int, *, is_bulk: bool
) -> Grant | None:
    """See `Workers.take_calls`; None for a worker that does not count as running, which may call nobody."""
    if connection.execute(_IS_RUNNING, (worker,)).fetchone() is None:
        return None
    calls_at, bulk_at, held_until, now = _locked_budget(connection)
    if held_until > now:
        return Grant(0, held_until - now)
    calls_at = _near(calls_at, now, rate.burst / rate.rate)
    free = (now - calls_at) * rate.rate
    if is_bulk:
        bulk_at = _near(bulk_at, now, rate.bulk_burst / rate.bulk_rate)
        free_bulk = (now - bulk_at) * rate.bulk_rate
    else:
        free_bulk = float(wanted)
    granted = min(wanted, floor(free + HAIR), floor(free_bulk + HAIR))
    if granted <= 0:
        return Grant(0, max((1 - free) / rate.rate, (1 - free_bulk) / rate.bulk_rate))
    used_bulk = granted / rate.bulk_rate if is_bulk else 0.0
    connection.execute(_SPEND, (calls_at + granted / rate.rate, bulk_at + used_bulk))
    return Grant(granted)


def spend_calls(connection: Connection, rate: CallRate, calls: int) -> None:
    """See `Workers.spend_calls`."""
    calls_at, bulk_at, _, now = _locked_budget(connection)
    calls_at = _near(calls_at, now, rate.burst / rate.rate)
    connection.execute(_SPEND, (calls_at + calls / rate.rate, bulk_at))


def hold_calls(connection: Connection, seconds: float) -> None:
    """See `Workers.hold_calls`."""
    _locked_budget(connection)
    connection.execute(_HOLD, (seconds,))


def _near(moment: float, now: float, seconds: float) -> float:
    """Return a moment at most so far from now: later ones are of a clock that has been put back since."""
    return min(max(moment, now - seconds), now + seconds)


def _locked_budget(connection: Connection) -> tuple[float, float, float, float]:
    row = connection.execute(_BUDGET).fetchone()
    if row is None:  # the first call, or the first after a crash of the server
        connection.execute("INSERT INTO budget (id) VALUES (1) ON CONFLICT (id) DO NOTHING")
        row = connection.execute(_BUDGET).fetchone()
    calls_at, bulk_at, held_until, now = row
    return calls_at, bulk_at, held_until, now
