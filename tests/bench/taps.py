"""Many people tapping at once: our bot as it is run, with every commit on disk, and the floor below it.

Both are processes of their own, so that neither the people nor the Bot API they talk to count.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, TypeAlias

from bot.core.dialog.model import Dialog
from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from tests.bench.crowd import Crowd, Route, hurry, keep_pace
from tests.bench.figures import percentile, table, told
from tests.bench.processes import OURS, Bot, running
from tests.bench.routes import pages

ROUTES: Final = 20
TAPS: Final = 18
"""By each person: with the card that they start from fewer than the 20 that go out to a chat at once."""
SETTLES_WITHIN: Final = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """How hard and how long.

    rounds: runs of each bot, in turn. taps: by each person in the hurried part, at most.
    steady: the same in the steady part. rate: taps a second of the steady part.
    """

    people: int = 200
    rounds: int = 5
    taps: int = TAPS
    steady: int = 6
    rate: float = 100.0


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of one run took. cpu, seconds: for all its taps. waits: seconds from tap to question."""

    cpu: float
    seconds: float
    waits: tuple[float, ...]

    @property
    def cpu_per_tap(self) -> float:
        """Milliseconds."""
        return 1000 * self.cpu / len(self.waits)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one bot. hurried: everybody as fast as they can. steady: at a fixed rate."""

    hurried: Part
    steady: Part


Both: TypeAlias = tuple[Run, Run]
"""Ours, and the floor's right after it."""

Command: TypeAlias = Callable[[Sequence[Route], Path], Sequence[str]]
"""Routes and a folder -> what Python is run with."""


async def taps(dialog: Dialog, load: Load, folder: Path | None = None) -> list[str]:
    """The tables. folder: where databases are written; on the disk that is to be measured."""
    routes = [pages(dialog, seed, load.taps) for seed in range(ROUTES)]
    runs = [
        (await _run(routes, load, folder, _ours), await _run(routes, load, folder, _floor))
        for _ in range(load.rounds)
    ]
    return list(_tables(load, runs))


def _ours(_routes: Sequence[Route], _folder: Path) -> Sequence[str]:
    return OURS


def _floor(routes: Sequence[Route], folder: Path) -> Sequence[str]:
    cards = folder / "cards.json"
    cards.write_text(json.dumps([[asdict(page) for page in route] for route in routes]), encoding="utf-8")
    return "-m", "tests.bench.floor", str(cards)


async def _run(routes: Sequence[Route], load: Load, folder: Path | None, command: Command) -> Run:
    """One run of one bot, with a database and people of its own."""
    short = [route[: load.steady + 1] for route in routes]
    with TemporaryDirectory(dir=folder) as name:
        fresh = Path(name)
        async with (
            serve(FakeTelegram(records=False)) as telegram,
            running(telegram, fresh, *command(routes, fresh)) as bot,
        ):
            hurried = await _part(telegram, bot, routes, load.people, None)
            steady = await _part(telegram, bot, short, load.people, load.rate)
            if breaches := telegram.finish():
                raise RuntimeError(f"not what a correct bot does: {breaches[0]}")
    return Run(hurried, steady)


async def _part(
    telegram: FakeTelegram, bot: Bot, routes: Sequence[Route], people: int, rate: float | None
) -> Part:
    crowd = Crowd(telegram, routes, first=len(telegram.world.chats))
    walkers = await crowd.gather(people)
    await telegram.settles(SETTLES_WITHIN)
    cpu, begun = bot.cpu, perf_counter()
    waits = await (hurry(walkers) if rate is None else keep_pace(walkers, rate))
    seconds = perf_counter() - begun
    await telegram.settles(SETTLES_WITHIN)
    return Part(bot.cpu - cpu, seconds, tuple(waits))


# --- tables -----------------------------------------------------------------------------

FIGURES: Final[tuple[tuple[str, Callable[[Part], float]], ...]] = (
    ("CPU ms per tap", lambda part: part.cpu_per_tap),
    ("taps per CPU second", lambda part: 1000 / part.cpu_per_tap),
    ("taps a second", lambda part: len(part.waits) / part.seconds),
    ("p50 ms", lambda part: 1000 * percentile(part.waits, 0.50)),
    ("p99 ms", lambda part: 1000 * percentile(part.waits, 0.99)),
)


def _tables(load: Load, runs: Sequence[Both]) -> Iterator[str]:
    hurried = [(ours.hurried, floor.hurried) for ours, floor in runs]
    steady = [(ours.steady, floor.steady) for ours, floor in runs]
    yield _table(f"{load.people} people, each taps as soon as the next question is seen", hurried)
    yield _table(f"{load.people} people, {load.rate:g} taps a second in all", steady)


def _table(title: str, parts: Sequence[tuple[Part, Part]]) -> str:
    rows = [
        (
            name,
            told([figure(ours) for ours, _ in parts]),
            told([figure(floor) for _, floor in parts]),
            told([figure(ours) / figure(floor) for ours, floor in parts]),
        )
        for name, figure in FIGURES
    ]
    taps_a_run = len(parts[0][0].waits)
    heads = ("median (least-most)", "ours", "floor", "ours / floor")
    return table(f"{title}: {taps_a_run:,} taps a run, runs of each: {len(parts)}", heads, rows)
