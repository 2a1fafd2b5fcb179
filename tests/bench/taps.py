"""Many people tapping at once: our bot as it is run, with every commit on disk, and the floor below it.

Both are processes of their own, so that neither the people nor the Bot API they talk to count.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, TypeAlias

from bot.core.dialog.model import Dialog
from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from tests.bench.contenders import CONTENDERS, FLOOR, Contender
from tests.bench.crowd import Crowd, Route, hurry, keep_pace
from tests.bench.figures import percentile, table, told
from tests.bench.processes import Bot, running
from tests.bench.routes import pages

ROUTES: Final = 200
"""Ways through the dialog: as many as people usually, so that nobody profits from what others did."""
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


Runs: TypeAlias = Mapping[str, Sequence[Run]]
"""The runs of each bot, by its name; those of one place in all lists were made right after each other."""


async def taps(
    dialog: Dialog,
    load: Load,
    folder: Path | None = None,
    contenders: Sequence[Contender] = CONTENDERS,
) -> list[str]:
    """The tables. folder: where databases are written; on the disk that is to be measured."""
    routes = [pages(dialog, seed, load.taps) for seed in range(ROUTES)]
    able = [FLOOR, *(each for each in contenders if each.is_installed)]
    runs: dict[str, list[Run]] = {each.name: [] for each in able}
    for _ in range(load.rounds):
        for each in able:
            runs[each.name].append(await _run(routes, load, folder, each))
    return list(_tables(load, runs))


async def _run(routes: Sequence[Route], load: Load, folder: Path | None, contender: Contender) -> Run:
    """One run of one bot, with a database and people of its own."""
    short = [route[: load.steady + 1] for route in routes]
    with TemporaryDirectory(dir=folder) as name:
        fresh = Path(name)
        async with (
            serve(FakeTelegram(records=False, local=True)) as telegram,
            running(telegram, fresh, *contender.command(routes, fresh), **contender.environment()) as bot,
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


def _tables(load: Load, runs: Runs) -> Iterator[str]:
    hurried = {name: [run.hurried for run in made] for name, made in runs.items()}
    steady = {name: [run.steady for run in made] for name, made in runs.items()}
    yield _table(f"{load.people} people, each taps as soon as the next question is seen", hurried)
    yield _table(f"{load.people} people, {load.rate:g} taps a second in all", steady)


def _table(title: str, parts: Mapping[str, Sequence[Part]]) -> str:
    floor = parts[FLOOR.name]
    rows = [
        (
            f"{bot}: {name}",
            told([figure(part) for part in made]),
            told([figure(part) / figure(least) for part, least in zip(made, floor, strict=True)]),
        )
        for bot, made in parts.items()
        for name, figure in FIGURES
    ]
    heads = ("median (least-most)", "measured", "x floor")
    return table(f"{title}: {len(floor[0].waits):,} taps a run, runs of each: {len(floor)}", heads, rows)
