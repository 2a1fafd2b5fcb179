"""Several workers on one PostgreSQL, beside one process on SQLite and beside the floor, all in one run.

Everything is on one machine: people and the Bot API take processor time of it, too. So taps a second say
how far this machine goes, and CPU per tap what a worker more is worth.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import aiohttp

from bot.core.dialog.model import Dialog
from bot.ops.addresses import READY
from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from tests.bench.contenders import FLOOR_BY_WEBHOOK, OURS_BY_WEBHOOK, Contender
from tests.bench.crowd import Crowd, Route, hurry
from tests.bench.figures import number, percentile, table
from tests.bench.processes import Bot, cpu_of, running
from tests.bench.routes import pages
from tests.bench.taps import ROUTES, SETTLES_WITHIN, Load
from tests.platforms.telegram.servers import free_row
from tests.postgres import Server, own_server

COUNTS: Final = (1, 2, 4)
STARTS_WITHIN: Final = 180.0


@dataclass(frozen=True, slots=True)
class Work:
    """What the taps of one bot took. cpu, server_cpu: seconds, of the bot and of the database server."""

    taps: int
    seconds: float
    cpu: float
    server_cpu: float
    calls: int
    cards: Sequence[float]


async def workers(dialog: Dialog, load: Load, folder: Path | None = None) -> list[str]:
    """The table; of the load, people and taps count. folder: where databases are written."""
    routes = [pages(dialog, seed, load.taps) for seed in range(ROUTES)]
    done: dict[str, Work] = {}
    for each in (FLOOR_BY_WEBHOOK, OURS_BY_WEBHOOK):
        async with _playing(routes, folder, each) as (telegram, bot):
            done[each.name] = await _measured(telegram, bot, routes, load.people)
    for many in COUNTS:
        with own_server() as server:
            several = Contender(f"{many} on PostgreSQL", by_webhook=True, workers=many)
            address = server.create_database("coach")
            async with _playing(routes, folder, several, DATABASE_URL=address) as (telegram, bot):
                done[several.name] = await _measured(telegram, bot, routes, load.people, server)
    return [_table(load, done)]


@asynccontextmanager
async def _playing(
    routes: Sequence[Route], folder: Path | None, contender: Contender, **extra: str
) -> AsyncIterator[tuple[FakeTelegram, Bot]]:
    """A bot of which all workers take updates."""
    with TemporaryDirectory(dir=folder) as name:
        fresh, first = Path(name), free_row(contender.workers)
        settings = {**contender.environment(), **extra, "HEALTH_LISTEN": f"127.0.0.1:{first}"}
        command = contender.command(routes, fresh)
        async with (
            serve(FakeTelegram(records=False, local=True)) as telegram,
            running(telegram, fresh, *command, **settings) as bot,
        ):
            if contender.workers > 1:
                await _all_ready(range(first, first + contender.workers))
            yield telegram, bot


async def _all_ready(ports: Iterable[int]) -> None:
    """Wait until workers take updates: a connection that is made before stays with whoever took it."""
    async with asyncio.timeout(STARTS_WITHIN), aiohttp.ClientSession() as http:
        for port in ports:
            url = f"http://127.0.0.1:{port}{READY}"
            while not await _is_ready(http, url):  # noqa: ASYNC110  # another process rings no bell
                await asyncio.sleep(0.2)


async def _is_ready(http: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with http.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientConnectionError:
        return False


async def _measured(
    telegram: FakeTelegram, bot: Bot, routes: Sequence[Route], people: int, server: Server | None = None
) -> Work:
    def server_cpu() -> float:
        return 0.0 if server is None else cpu_of(server.pid)

    walkers = await Crowd(telegram, routes).gather(people)
    await telegram.settles(SETTLES_WITHIN)
    before, calls, begun = (bot.cpu, server_cpu()), telegram.counts.total(), perf_counter()
    waits = await hurry(walkers)
    seconds = perf_counter() - begun
    await telegram.settles(SETTLES_WITHIN)
    return Work(
        len(waits),
        seconds,
        bot.cpu - before[0],
        server_cpu() - before[1],
        telegram.counts.total() - calls,
        [each.card for each in waits],
    )


def _table(load: Load, done: dict[str, Work]) -> str:
    floor = done[FLOOR_BY_WEBHOOK.name]
    rows = []
    for name, work in done.items():
        cpu = 1000 * work.cpu / work.taps
        rows.append(
            (
                name,
                number(work.taps / work.seconds),
                number(cpu),
                number(cpu / (1000 * floor.cpu / floor.taps)),
                number(1000 * work.server_cpu / work.taps),
                number(work.calls / work.taps),
                number(1000 * percentile(work.cards, 0.99)),
            )
        )
    heads = (
        "by webhook",
        "taps a second",
        "CPU ms per tap",
        "x floor",
        "of the server",
        "calls and toasts",
        "p99 ms",
    )
    title = f"{load.people} people, each taps as soon as the next question is seen, on one machine"
    return table(title, heads, rows)
