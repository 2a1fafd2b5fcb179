"""How long taps wait while calls to others are slow, and while others' rows cannot be read."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.playground.engine import FakeTelegram
from bot.playground.faults import silence
from bot.playground.people import Person
from bot.playground.server import serve
from bot.playground.world import ChatMessage
from tests.bench.crowd import Tapping, arrived
from tests.bench.figures import number, percentile, table
from tests.bench.processes import OURS, running
from tests.e2e.test_broken_rows import DAMAGES

PEOPLE: Final = 30
SLOW: Final = 10.0
"""Seconds that a call takes."""
SECONDS: Final = 15.0
"""For which taps are watched beside each fault."""
CALLS: Final = ("editMessageText", "sendMessage", "getChatMember")


async def faults(seconds: float = SECONDS, folder: Path | None = None) -> list[str]:
    """The table. folder: where the database is written."""
    with TemporaryDirectory(dir=folder) as name:
        database = Path(name) / "coach.db"
        telegram = FakeTelegram(records=False, slows_repeats=False)
        async with serve(telegram), running(telegram, database.parent, *OURS):
            tapping = Tapping([await arrived(telegram, f"P{each}") for each in range(PEOPLE)])
            works: dict[str, Callable[[], Awaitable[object]]] = {
                "nothing else": lambda: asyncio.sleep(seconds)
            }
            for method in CALLS:
                works[f"{method} slow in one chat"] = await _slow(telegram, method, seconds)
            for kind in DAMAGES:
                others = [await arrived(telegram, f"{kind} {each}") for each in range(5)]
                works[f"a row with {kind}"] = _broken(database, kind, others, seconds)
            return [_table({what: await tapping.during(work) for what, work in works.items()})]


async def _slow(telegram: FakeTelegram, method: str, seconds: float) -> Callable[[], Awaitable[object]]:
    ann, card = await arrived(telegram, f"Ann, {method}")
    team = telegram.group("Team", ann, supergroup=True)

    async def work() -> None:
        telegram.faults.plan(
            method, silence(SLOW, processed=False), chat=team.id if "Chat" in method else ann.id
        )
        match method:
            case "editMessageText":
                ann.taps(card.buttons[0][0], message=card)
            case "sendMessage":
                ann.sends("a promotion")
            case _:
                ann.at(team).sends("/coach ai-cert")
        await asyncio.sleep(seconds)
        assert not list(telegram.faults.left())

    return work


def _broken(
    database: Path, kind: str, others: Sequence[tuple[Person, ChatMessage]], seconds: float
) -> Callable[[], Awaitable[object]]:
    statement, value = DAMAGES[kind]

    async def work() -> None:
        for person, card in others:
            await asyncio.to_thread(_damage, database, statement, value, person.id)
            person.taps(card.buttons[0][0], message=card)
            person.sends("hello")
            await asyncio.sleep(seconds / len(others))

    return work


def _damage(database: Path, statement: str, value: object, chat: int) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement, (value, chat))


def _table(waits: Mapping[str, Sequence[float]]) -> str:
    shares = (0.5, 0.99, 1.0)
    rows = [
        (f"beside {what}", str(len(each)), *(number(1000 * percentile(each, share)) for share in shares))
        for what, each in waits.items()
    ]
    return table("A tap to its answer, in ms", ("", "taps", "p50", "p99", "longest"), rows)
