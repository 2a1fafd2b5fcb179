"""The workers that run now, in PostgreSQL: rows that lapse by themselves, by the server's clock.

Nothing of it needs a connection of its own, and no lock outlives its transaction: a session's locks and
LISTEN do not pass a pooler in transaction mode. So a worker finds out by looking, twice a second.
"""

import asyncio
import logging
import os
import secrets
from collections.abc import Awaitable, Callable
from functools import cache, partial
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple, NoReturn

from bot.ops import logs
from bot.stores.postgres import claims
from bot.stores.postgres.connection import NOW
from bot.stores.postgres.runner import PostgresRunner
from bot.stores.protocol import StoreError
from bot.stores.sql.connection import Connection
from bot.stores.workers import CallRate, ClaimedChat, Duty, Grant, Pace

LEASE: Final = 5.0
"""Seconds for which a worker counts as running: so long others wait for one on another machine that ended."""
BEAT: Final = 0.8
"""Seconds between two times that it says so: several may fail before it lapses."""
SWEEPS: Final = 64
"""Beats between two times that what dead workers left is deleted."""

_NOW: Final = NOW
_RUNS: Final = claims.RUNS
_STAY: Final = f"UPDATE workers SET until = {_NOW} + ? WHERE id = ? AND {_RUNS}"  # noqa: S608
_JOIN: Final = f"INSERT INTO workers (id, build, place, pid, until) VALUES (?, ?, ?, ?, {_NOW} + ?)"  # noqa: S608
_NEIGHBOURS: Final = f"SELECT id, pid FROM workers WHERE place = ? AND {_RUNS}"  # noqa: S608
_END: Final = "DELETE FROM workers WHERE id = ?"
_OTHERS: Final = f"SELECT count(*) FROM workers WHERE {_RUNS} AND build <> ?"  # noqa: S608
_TAKEN: Final = f"""
    SELECT duty, worker FROM duties JOIN workers ON workers.id = duties.worker AND {_RUNS}
"""  # noqa: S608
_TAKE: Final = f"""
    INSERT INTO duties (duty, worker) VALUES (?, ?)
    ON CONFLICT (duty) DO UPDATE SET worker = excluded.worker
    WHERE NOT EXISTS (SELECT 1 FROM workers WHERE workers.id = duties.worker AND {_RUNS})
"""  # noqa: S608
_STEP_DOWN: Final = "DELETE FROM duties WHERE worker = ?"
_LEAVE: Final = (
    _STEP_DOWN,
    "UPDATE claims SET worker = 0 WHERE worker = ?",
    _END,
)
_SWEEP: Final = (
    f"DELETE FROM workers WHERE until NOT BETWEEN {_NOW} - 600 AND {_NOW} + 600",  # noqa: S608
    f"""
    DELETE FROM claims WHERE at < {_NOW} - 600 AND rest_until < {_NOW}
        AND NOT EXISTS (SELECT 1 FROM workers WHERE workers.id = claims.worker)
    """,  # noqa: S608
)

log = logging.getLogger(__name__)


class _Heard(NamedTuple):
    """duties: its own. is_mixed: others run other code."""

    duties: frozenset[Duty]
    is_mixed: bool


class PostgresWorkers:
    """See `Workers`. clock: monotonic seconds.

    build: tells versions of the code apart; "" for the digest of this one's.
    """

    def __init__(
        self,
        runner: PostgresRunner,
        build: str = "",
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._runner = runner
        self._build = build
        self._clock = clock
        self._sleep = sleep
        self._id = 0
        self._runs_until = float("-inf")
        self._wanted: frozenset[Duty] = frozenset()
        self._duties: frozenset[Duty] = frozenset()
        self._steps_down = False
        self._beats = 0
        self.is_mixed = False
        self.on_lapse: Callable[[], None] = lambda: None

    @property
    def id(self) -> int:
        """Another one after each lapse; 0 before it joined."""
        return self._id

    # --- being there ----------------------------------------------------------------------

    async def join(self, wanted: frozenset[Duty]) -> None:
        """See `Workers.join`."""
        self._wanted = wanted
        self._build = self._build or await asyncio.to_thread(digest_of_code)
        await self._beat()

    async def keep(self) -> NoReturn:
        """See `Workers.keep`."""
        while True:
            await self._sleep(BEAT)
            try:
                await self._beat()
            except StoreError as problem:
                log.warning("the other workers cannot be told that this one runs: %s", problem)
            except Exception as problem:  # noqa: BLE001  # the boundary: after a bug, too, it goes on
                log.error("the other workers were not told that this one runs: %s", logs.place(problem))
            if self._id and self._clock() >= self._runs_until:
                self._lapse()

    async def leave(self) -> None:
        """See `Workers.leave`."""
        self._duties = frozenset()
        number, self._id = self._id, 0
        try:
            await self._in_thread(partial(_run_each, statements=_LEAVE, values=(number,)))
        except StoreError as problem:
            log.warning("the other workers take over in %.0f s: %s", LEASE, problem)

    def has(self, duty: Duty) -> bool:
        """See `Workers.has`."""
        return duty in self._duties and self._clock() < self._runs_until

    def step_down(self) -> None:
        """See `Workers.step_down`."""
        self._steps_down = True
        self._duties = frozenset()

    async def _beat(self) -> None:
        """Say that it runs, and learn which duties are its own."""
        begun, number = self._clock(), self._id
        heard = await self._in_thread(partial(self._say, number=number)) if number else None
        if heard is None:
            if self._id:
                self._lapse()
            begun, number = self._clock(), secrets.randbits(62) + 1
            heard = await self._in_thread(partial(self._say, number=number, is_new=True))
        assert heard is not None  # noqa: S101  # a new one runs
        self._id, self._runs_until, self.is_mixed = number, begun + LEASE, heard.is_mixed
        self._steps_down &= self.is_mixed
        for duty in sorted(heard.duties - self._duties):
            log.info("this worker does for all: %s", duty.value)
        self._duties = frozenset() if self._steps_down else heard.duties

    def _lapse(self) -> None:
        log.warning("the other workers could not be told in time that this one runs; it begins anew")
        self._id, self._duties, self._runs_until = 0, frozenset(), float("-inf")
        self.on_lapse()

    def _say(self, connection: Connection, number: int, *, is_new: bool = False) -> _Heard | None:
        """Return what it learns; None if it does not count as running any more."""
        if is_new:
            place = (place_of_processes(), os.getpid())
            connection.execute(_JOIN, (number, self._build, *place, LEASE))
        elif connection.execute(_STAY, (LEASE, number)).rowcount == 0:
            return None
        _end_dead_neighbours(connection)
        self._beats += 1
        if self._beats % SWEEPS == 0:
            _run_each(connection, _SWEEP, ())
        if self._steps_down:
            connection.execute(_STEP_DOWN, (number,))
        taken = dict(connection.execute(_TAKEN).fetchall())
        (others,) = connection.execute(_OTHERS, (self._build,)).fetchone()
        mine = {duty for duty in self._wanted if taken.get(duty.value) == number}
        for duty in () if self._steps_down else self._wanted:
            if duty.value not in taken and connection.execute(_TAKE, (duty.value, number)).rowcount:
                mine.add(duty)
        return _Heard(frozenset(mine), others > 0)

    # --- chats and calls ------------------------------------------------------------------

    async def claim(self, chat: int, now: float, window: float) -> ClaimedChat | None:
        """See `Workers.claim`."""
        if not (number := self._id):
            return None
        claim = partial(claims.claim_chat, worker=number, chat=chat, now=now, window=window)
        claimed = await self._runner.run_soon(partial(claim, gives_up=not self.is_mixed))
        return claimed if self._id == number else None  # it may have lapsed meanwhile

    async def release(self, chat: int, pace: Pace) -> None:
        """See `Workers.release`."""
        await self._runner.post(partial(claims.release_chat, worker=self._id, chat=chat, pace=pace))

    async def take_calls(self, rate: CallRate, wanted: int, *, is_bulk: bool) -> Grant:
        """See `Workers.take_calls`."""
        work = partial(claims.take_calls, worker=self._id, rate=rate, wanted=wanted, is_bulk=is_bulk)
        grant = await self._runner.run_soon(work)
        return Grant(0, BEAT) if grant is None else grant

    async def spend_calls(self, rate: CallRate, calls: int) -> None:
        """See `Workers.spend_calls`."""
        await self._runner.run_soon(partial(claims.spend_calls, rate=rate, calls=calls))

    async def hold_calls(self, seconds: float) -> None:
        """See `Workers.hold_calls`."""
        await self._runner.run_soon(partial(claims.hold_calls, seconds=seconds))

    async def _in_thread(self, work: Callable[[Connection], claims.T]) -> claims.T:
        """Do work in a thread that no tap waits for: a worker must not lapse because it is busy."""
        return await asyncio.to_thread(self._runner.run_here, work)


def _run_each(connection: Connection, statements: tuple[str, ...], values: tuple[object, ...]) -> None:
    for statement in statements:
        connection.execute(statement, values)


@cache
def digest_of_code() -> str:
    """Return what workers have in common that run the same code."""
    digest = blake2b(digest_size=8)
    for path, file in sorted(_modules("", files("bot"))):
        digest.update(path.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _modules(path: str, folder: Traversable) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for each in folder.iterdir():
        if each.is_dir():
            found += _modules(f"{path}/{each.name}", each)
        elif each.name.endswith((".py", ".sql")):
            found.append((f"{path}/{each.name}", each))
    return found


# --- on the same machine ----------------------------------------------------------------
# Of those processes it is known at once when one has ended.

_BOOT, _NUMBERS = Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")


@cache
def place_of_processes() -> str:
    """Return what processes have in common that see each other's numbers; "" where that is unknown.

    Containers on one machine number their processes each for itself.
    """
    try:
        return f"{_BOOT.read_text().strip()} {os.readlink(_NUMBERS)}"
    except OSError:  # not Linux, or hidden
        return ""


def has_ended(pid: int) -> bool:
    """Whether a process of this place is there no more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:  # somebody else's, and there
        return False
    return False


def _end_dead_neighbours(connection: Connection) -> None:
    """Take over at once from a worker of this machine that ended without a word."""
    if place := place_of_processes():
        for number, pid in connection.execute(_NEIGHBOURS, (place,)).fetchall():
            if has_ended(pid):
                connection.execute(_END, (number,))
