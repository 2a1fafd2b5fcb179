"""Very many stored sessions: how long taps wait while others are deleted and backed up; start and stop."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, time
from typing import Final

from bot.core.solo.session import Session
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.server import serve
from bot.playground.world import ChatMessage
from bot.stores.session_codec import encode_body
from bot.stores.sqlite.store import SqliteStore
from tests.bench.figures import number, percentile, table
from tests.bench.processes import OURS, ROOT, Bot, running

FIRST_CHAT: Final = 10_000_000
DAY: Final = 86_400.0
UNUSED: Final = 50
"""One of how many sessions has passed its retention time."""
PAUSE: Final = 0.1
"""Seconds between two taps that are measured."""
PEOPLE: Final = 30
"""Who tap in turn: a chat takes one call a second."""
WIPING: Final = 20.0
"""Seconds for which the wiping of what was deleted is watched."""
PATIENCE: Final = 60.0


async def million(sample: Session, sessions: int, folder: Path | None = None) -> list[str]:
    """The table. sample: a session of a common size. folder: where the database is written."""
    with TemporaryDirectory(dir=folder) as name:
        database = Path(name) / "coach.db"
        await SqliteStore.open(database).close()
        _store(database, sample, sessions)
        title = f"{sessions:,} stored sessions, {database.stat().st_size / 2**20:,.0f} MiB"
        async with serve(FakeTelegram(records=False, slows_repeats=False)) as telegram:
            return [await _lived(telegram, database, title)]


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


async def _lived(telegram: FakeTelegram, database: Path, title: str) -> str:
    begun = perf_counter()
    async with running(telegram, database.parent, *OURS) as bot:
        started = perf_counter() - begun
        people = [await _arrived(telegram, f"P{each}") for each in range(PEOPLE)]
        bob = people.pop()
        tapping = Tapping(people)
        copy = database.with_name("backup.db")
        waits = {
            "nothing else": await tapping.during(lambda: asyncio.sleep(10)),
            "a purge, and wiping": await tapping.during(lambda: _purged(database)),
            "/forgetme, and wiping": await tapping.during(lambda: _forgotten(bob[0])),
            "a backup": await tapping.during(lambda: _backed_up(database, copy)),
        }
        stopped = await _stopped(bot)
    rows = [(f"tap to its answer during {what}, ms", *_spread(each)) for what, each in waits.items()]
    rows.append(("seconds from the start to the first poll", number(started), "", ""))
    rows.append(("seconds from SIGTERM to the end", number(stopped), "", ""))
    return table(title, ("", "p50", "p99", "longest"), rows)


def _spread(waits: list[float]) -> tuple[str, str, str]:
    p50, p99, longest = (number(1000 * percentile(waits, share)) for share in (0.5, 0.99, 1.0))
    return p50, p99, longest


class Tapping:
    """People who tap in turn, forward and back between two questions."""

    def __init__(self, people: list[tuple[Person, ChatMessage]]) -> None:
        self._cards = dict(people)
        self._turns = cycle([person for person, _ in people])

    async def during(self, work: Callable[[], Awaitable[object]]) -> list[float]:
        """Seconds that each tap waited for its answer while the work was done."""
        waits: list[float] = []
        working = asyncio.ensure_future(work())
        while not working.done():
            waits.append(await self._tap(next(self._turns)))
            await asyncio.sleep(PAUSE)
        await working
        return waits

    async def _tap(self, person: Person) -> float:
        card = self._cards[person]
        labels = [label for row in card.buttons for label in row]
        begun = perf_counter()
        await person.taps("‹ Back" if "‹ Back" in labels else labels[0], message=card).answered(PATIENCE)
        waited = perf_counter() - begun
        self._cards[person] = await person.sees(after=card, timeout=PATIENCE)
        return waited


async def _arrived(telegram: FakeTelegram, name: str) -> tuple[Person, ChatMessage]:
    person = telegram.person(name)
    person.sends("/start ai-cert")
    return person, await person.sees(timeout=PATIENCE)


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
    await bob.sees("I no longer keep anything about you", timeout=PATIENCE)
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
