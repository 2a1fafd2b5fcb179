"""Updates of sessions a second, beside single commits of a bare SQLite: both on disk, synchronous=FULL."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bot.core.solo.engine import CARD
from bot.core.solo.session import Session
from bot.stores.protocol import Address, Change, Found, Store
from bot.stores.session_codec import encode_body
from bot.stores.sqlite.store import SqliteStore
from tests.bench.figures import number, table, told

CROWDS: Final = (1, 100)
"""How many update at the same time, each a session of their own."""


async def store(
    sample: Session, updates: int = 2000, rounds: int = 5, folder: Path | None = None
) -> list[str]:
    """The table. sample: a session of a common size. updates: of each kind in each round."""
    bare: list[float] = []
    ours: dict[int, list[float]] = {crowd: [] for crowd in CROWDS}
    for _ in range(rounds):
        with TemporaryDirectory(dir=folder) as name:
            bare.append(_bare(Path(name) / "bare.db", sample, updates))
            for crowd in CROWDS:
                ours[crowd].append(await _ours(Path(name) / f"{crowd}.db", sample, crowd, updates))
    rows = [("one row, one commit, bare sqlite3", told(bare), number(1.0))]
    for crowd, rates in ours.items():
        ratios = [rate / each for rate, each in zip(rates, bare, strict=True)]
        rows.append((f"Store.update, {crowd} at once", told(rates), told(ratios)))
    return [table("Updates on disk", ("median (least-most)", "a second", "of bare"), rows)]


def _bare(path: Path, sample: Session, updates: int) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE sessions (id INTEGER PRIMARY KEY, body TEXT, turn INTEGER)")
        connection.execute("INSERT INTO sessions VALUES (1, '', 0)")
        body = encode_body(sample)
        begun = perf_counter()
        for turn in range(updates):  # SQLite writes nothing for a row that stays as it is
            connection.execute("UPDATE sessions SET body = ?, turn = ? WHERE id = 1", (body, turn))
        return updates / (perf_counter() - begun)


async def _ours(path: Path, sample: Session, crowd: int, updates: int) -> float:
    held = SqliteStore.open(path)
    numbers = count(1)
    try:
        for chat in range(1, crowd + 1):
            fresh = replace(sample, id=chat, chat=chat, person=chat)
            await held.update(Address(chat), next(numbers), partial(_saved, fresh), 0.0)
        begun = perf_counter()
        async with asyncio.TaskGroup() as group:
            for chat in range(1, crowd + 1):
                group.create_task(_keep_updating(held, chat, numbers, updates // crowd))
        return updates // crowd * crowd / (perf_counter() - begun)
    finally:
        await held.close()


async def _keep_updating(held: Store, chat: int, numbers: Iterator[int], updates: int) -> None:
    for _ in range(updates):
        await held.update(Address(chat, session=chat), next(numbers), _turned, 0.0)


def _turned(found: Found) -> Change:
    """What a tap does to a session, apart from its answers."""
    session = found.session
    assert session is not None
    return Change(replace(session, turn=session.turn + 1, revision=session.revision + 1), (CARD,))


def _saved(session: Session, _found: Found) -> Change:
    return Change(session, (CARD,))
