"""Few and very many stored sessions: how long taps wait while some are deleted and backed up; start, stop."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, time
from typing import Final

from bot.core.solo.session import Session
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.server import serve
from bot.stores.session_codec import encode_body
from bot.stores.sqlite.store import SqliteStore
from tests.bench.crowd import PATIENCE, Tapping, arrived
from tests.bench.figures import number, percentile, table
from tests.bench.processes import OURS, ROOT, Bot, running

FIRST_CHAT: Final = 10_000_000
DAY: Final = 86_400.0
UNUSED: Final = 50
"""One of how many sessions has passed its retention time."""
PEOPLE: Final = 30
"""Who tap in turn: a chat takes one call a second."""
WIPING: Final = 20.0
"""Seconds for which the wiping of what was deleted is watched."""

QUIET: Final = "nothing else"
"""What the waits beside everything else are compared with."""


@dataclass(frozen=True, slots=True)
class Life:
    """One bot and its sessions. mebibytes: of the database. waits: seconds of each tap, by what went on.

    started, stopped: seconds to the first poll, and from SIGTERM to the end. starting: processor time.
    """

    mebibytes: float
    waits: Mapping[str, Sequence[float]]
    started: float
    starting: float
    stopped: float


async def million(sample: Session, counts: Sequence[int], folder: Path | None = None) -> list[str]:
    """The table, a column for each count of sessions. sample: one of a common size.

    folder: where the databases are written.
    """
    return [_table({count: await _lived(sample, count, folder) for count in counts})]


async def _lived(sample: Session, sessions: int, folder: Path | None) -> Life:
    with TemporaryDirectory(dir=folder) as name:
        database = Path(name) / "coach.db"
        await SqliteStore.open(database).close()
        _store(database, sample, sessions)
        mebibytes = database.stat().st_size / 2**20
        async with serve(FakeTelegram(records=False, slows_repeats=False)) as telegram:
            return await _live(telegram, database, mebibytes)


def _store(database: Path, sample: Session, sessions: int) -> None:
    now, body = time(), encode_body(sample)

    def rows() -> Iterator[tuple[object, ...]]:
        for at in range(sessions):
            chat = FIRST_CHAT + at
            used = now - (200 * DAY if at % UNUSED == 0 else DAY)
            yield chat, chat, chat, sample.dialog_id, sample.logic_hash, "asking", 1, body, 1, used, used

    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany(
            "INSERT INTO sessions (id, chat, person, dialog_id, logic_hash, stage, revision, body, used,"
            " used_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows(),
        )
    with database.open("rb") as file:
        os.fsync(file.fileno())  # else the first taps wait until the system has written all of this


async def _live(telegram: FakeTelegram, database: Path, mebibytes: float) -> Life:
    async with running(telegram, database.parent, *OURS) as bot:
        people = [await arrived(telegram, f"P{each}") for each in range(PEOPLE)]
        bob = people.pop()
        tapping = Tapping(people)
        copy = database.with_name("backup.db")
        waits = {
            QUIET: await tapping.during(lambda: asyncio.sleep(10)),
            "a purge, and wiping": await tapping.during(lambda: _purged(database)),
            "/forgetme, and wiping": await tapping.during(lambda: _forgotten(bob[0])),
            "a backup": await tapping.during(lambda: _backed_up(database, copy)),
        }
        return Life(mebibytes, waits, bot.started, bot.starting, await _stopped(bot))


def _table(lives: Mapping[int, Life]) -> str:
    every = list(lives.values())
    rows = [
        (f"tap to its answer beside {what}", *(_spread(life, what) for life in every))
        for what in every[0].waits
    ]
    rows.append(("seconds from the start to the first poll", *(number(life.started) for life in every)))
    rows.append(("of them, of processor time", *(number(life.starting) for life in every)))
    rows.append(("seconds from SIGTERM to the end", *(number(life.stopped) for life in every)))
    heads = [f"{count:,} sessions, {number(life.mebibytes)} MiB" for count, life in lives.items()]
    title = f"p50 / p99 / longest in ms, and the longest as a multiple of the p50 beside {QUIET}"
    return table(title, ("", *heads), rows)


def _spread(life: Life, what: str) -> str:
    p50, p99, longest = (percentile(life.waits[what], share) for share in (0.5, 0.99, 1.0))
    told = " / ".join(number(1000 * each) for each in (p50, p99, longest))
    return f"{told} (x {number(longest / percentile(life.waits[QUIET], 0.5))})"


async def _purged(database: Path) -> None:
    """Wait until the bot has deleted what has passed its time, and for some of the wiping after it."""
    while not await asyncio.to_thread(_is_purged, database):  # noqa: ASYNC110  # a file rings no bell
        await asyncio.sleep(1)
    await asyncio.sleep(WIPING)


def _is_purged(database: Path) -> bool:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        old = "SELECT 1 FROM sessions WHERE used_at < ? LIMIT 1"
        return connection.execute(old, (time() - 190 * DAY,)).fetchone() is None


async def _forgotten(bob: Person) -> None:
    bob.sends("/forgetme")
    asked = await bob.sees(label="Delete everything", timeout=PATIENCE)
    await bob.taps("Delete everything", message=asked).answered(PATIENCE)
    await bob.sees("I've deleted everything I kept about you", timeout=PATIENCE)
    await asyncio.sleep(WIPING)


async def _backed_up(database: Path, copy: Path) -> None:
    """Make a backup as an operator does."""
    command = (sys.executable, "-m", "bot", "backup", str(copy))
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": str(database)},
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0


async def _stopped(bot: Bot) -> float:
    begun = perf_counter()
    os.kill(bot.pid, signal.SIGTERM)
    while _is_running(bot):  # noqa: ASYNC110  # nor does a process
        await asyncio.sleep(0.01)
    return perf_counter() - begun


def _is_running(bot: Bot) -> bool:
    try:
        os.kill(bot.pid, 0)
    except ProcessLookupError:
        return False
    return True
