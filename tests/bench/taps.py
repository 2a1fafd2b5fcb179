"""Many people tapping at once: our bot as it is run, with every commit on disk, and the floor below it.

Both are processes of their own, so that neither the people nor the Bot API they talk to count.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, TypeAlias, TypeVar

from bot.core.dialog.model import Dialog
from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from tests.bench.contenders import CONTENDERS, FLOOR, LIMITED, Contender
from tests.bench.crowd import Crowd, Route, Wait, hurry, keep_pace
from tests.bench.figures import number, percentile, table, told
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
    """What one part of one run took. cpu, seconds: for all its taps. waits: of each tap."""

    cpu: float
    seconds: float
    waits: tuple[Wait, ...]

    def milliseconds(self, share: float) -> Wait:
        """Return what this share of the taps did not exceed, to the answer and to the next question."""
        toasts, cards = [each.toast for each in self.waits], [each.card for each in self.waits]
        return Wait(1000 * percentile(toasts, share), 1000 * percentile(cards, share))

    @property
    def cpu_per_tap(self) -> float:
        """Milliseconds."""
        return 1000 * self.cpu / len(self.waits)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one bot. hurried: everybody as fast as they can. steady: at a fixed rate.

    started: seconds from its start until it took updates. memory: MiB when all was done.
    """

    hurried: Part
    steady: Part
    started: float
    memory: float


Made = TypeVar("Made")

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


async def limited(
    dialog: Dialog, load: Load, folder: Path | None = None, contenders: Sequence[Contender] = LIMITED
) -> list[str]:
    """The table of what a limit of calls does to people who keep a pace; one run of each bot."""
    routes = [pages(dialog, seed, load.steady) for seed in range(ROUTES)]
    made: dict[str, Sequence[Part]] = {}
    for each in contenders:
        async with _playing(routes, folder, each) as (telegram, bot):
            made[each.name] = (await _part(telegram, bot, routes, load.people, load.rate),)
    rows = [
        (f"{bot}: {name}", number(figure(part)))
        for bot, (part,) in made.items()
        for name, figure in FIGURES
        if "ms to" in name
    ]
    title = f"Ours, {load.people} people, {load.rate:g} taps a second in all"
    return [table(title, ("by what it may send", "measured"), rows)]


@asynccontextmanager
async def _playing(
    routes: Sequence[Route], folder: Path | None, contender: Contender
) -> AsyncIterator[tuple[FakeTelegram, Bot]]:
    """A bot with a database and people of its own, which breaks no rule of the Bot API."""
    with TemporaryDirectory(dir=folder) as name:
        fresh = Path(name)
        async with (
            serve(FakeTelegram(records=False, local=True)) as telegram,
            running(telegram, fresh, *contender.command(routes, fresh), **contender.environment()) as bot,
        ):
            yield telegram, bot
            if breaches := telegram.finish():
                raise RuntimeError(f"not what a correct bot does: {breaches[0]}")


async def _run(routes: Sequence[Route], load: Load, folder: Path | None, contender: Contender) -> Run:
    short = [route[: load.steady + 1] for route in routes]
    async with _playing(routes, folder, contender) as (telegram, bot):
        hurried = await _part(telegram, bot, routes, load.people, None)
        steady = await _part(telegram, bot, short, load.people, load.rate)
        return Run(hurried, steady, bot.started, bot.memory)


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
    ("p50 ms to the answer", lambda part: part.milliseconds(0.50).toast),
    ("p99 ms to the answer", lambda part: part.milliseconds(0.99).toast),
    ("p50 ms to the card", lambda part: part.milliseconds(0.50).card),
    ("p99 ms to the card", lambda part: part.milliseconds(0.99).card),
)
WHOLE: Final[tuple[tuple[str, Callable[[Run], float]], ...]] = (
    ("seconds from the start to the first poll", lambda run: run.started),
    ("MiB in memory in the end", lambda run: run.memory),
)


def _tables(load: Load, runs: Runs) -> Iterator[str]:
    hurried = {name: [run.hurried for run in made] for name, made in runs.items()}
    steady = {name: [run.steady for run in made] for name, made in runs.items()}
    count = f"{len(hurried[FLOOR.name][0].waits):,} taps a run, runs of each: {load.rounds}"
    yield _table(
        f"{load.people} people, each taps as soon as the next question is seen: {count}", FIGURES, hurried
    )
    count = f"{len(steady[FLOOR.name][0].waits):,} taps a run"
    yield _table(f"{load.people} people, {load.rate:g} taps a second in all: {count}", FIGURES, steady)
    yield _table("Each bot as a whole", WHOLE, runs)


def _table(
    title: str, figures: Sequence[tuple[str, Callable[[Made], float]]], bots: Mapping[str, Sequence[Made]]
) -> str:
    """A row for each bot and figure, each beside what the floor made in the same round."""
    rows = [
        (
            f"{bot}: {name}",
            told([figure(each) for each in made]),
            told([figure(each) / figure(least) for each, least in zip(made, bots[FLOOR.name], strict=True)]),
        )
        for bot, made in bots.items()
        for name, figure in figures
    ]
    return table(title, ("median (least-most)", "measured", "x floor"), rows)
