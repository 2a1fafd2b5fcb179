"""`python -m tests.bench [PART]`: what the bot costs, each figure beside a yardstick.

Nothing here fails for being slow: figures are read by people, and depend on the machine.
"""

import asyncio
from pathlib import Path
from random import Random
from typing import Final

import click

from bot.core.dialog.model import Dialog
from bot.loader.reading import load_dialog
from bot.ops.settings import shipped_dialogs
from tests.bench.contenders import CONTENDERS, OTHERS
from tests.bench.core import core as measure_core
from tests.bench.faults import SECONDS
from tests.bench.faults import faults as measure_faults
from tests.bench.group import Crowd
from tests.bench.group import group as measure_group
from tests.bench.memory import memory as measure_memory
from tests.bench.million import million as measure_million
from tests.bench.proofs import SHIPPED
from tests.bench.proofs import proofs as measure_proofs
from tests.bench.routes import journey
from tests.bench.store import store as measure_store
from tests.bench.synthetic import made_up
from tests.bench.taps import Load
from tests.bench.taps import limited as measure_limited
from tests.bench.taps import taps as measure_taps
from tests.bench.telling import telling as measure_telling
from tests.bench.tokens import MINUTES
from tests.bench.tokens import tokens as measure_tokens
from tests.bench.typed import typed as measure_typed
from tests.bench.workers import workers as measure_workers

OPTIONS: Final = 5
"""Of each question of a made-up dialog."""

USUAL: Final = Load()
HALL: Final = Crowd()

on_disk = click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where databases are written: on the disk that is to be measured.",
)


@click.group(invoke_without_command=True)
@click.pass_context
def bench(context: click.Context) -> None:
    """Measure what the bot costs; without a command, all of it (about five minutes)."""
    if context.invoked_subcommand is None:
        context.invoke(everything)


@bench.command()
@click.option("--people", default=200, show_default=True, help="Who tap at once.")
@click.option("--rounds", default=5, show_default=True, help="Runs of each bot, in turn.")
@click.option("--rate", default=100.0, show_default=True, help="Taps a second where they keep a pace.")
@click.option("--most", default=USUAL.taps, show_default=True, help="Taps by each where they hurry.")
@click.option("--steady", default=USUAL.steady, show_default=True, help="The same where they keep a pace.")
@click.option("--others", is_flag=True, help="Beside bots on other frameworks, too.")
@on_disk
def taps(
    people: int, rounds: int, rate: float, most: int, steady: int, others: bool, folder: Path | None
) -> None:
    """Many people tapping: our bot as a process, beside a bot that keeps nothing."""
    load = Load(people, rounds, most, steady, rate)
    contenders = (*CONTENDERS, *OTHERS) if others else CONTENDERS
    _show(asyncio.run(measure_taps(_shipped(), load, folder, contenders)))


@bench.command()
@click.option("--people", default=200, show_default=True, help="Who tap in turn.")
@click.option("--rate", default=100.0, show_default=True, help="Taps a second.")
@click.option("--steady", default=USUAL.steady, show_default=True, help="Taps by each.")
@on_disk
def limits(people: int, rate: float, steady: int, folder: Path | None) -> None:
    """How long a tap waits for its answer and for its card, by how much the bot may send."""
    _show(asyncio.run(measure_limited(_shipped(), Load(people, steady=steady, rate=rate), folder)))


@bench.command()
@click.option("--rounds", default=20, show_default=True, help="Of which the best counts.")
def core(rounds: int) -> None:
    """Steps, cards, scoring and loading, beside JSON and YAML of the same."""
    walked = _shipped(), made_up(20, OPTIONS)
    _show(measure_core(walked, (*walked, made_up(100, OPTIONS)), rounds))


@bench.command()
@click.option("--updates", default=2000, show_default=True, help="Of each kind in each round.")
@click.option("--rounds", default=5, show_default=True)
@on_disk
def store(updates: int, rounds: int, folder: Path | None) -> None:
    """Updates a second on disk, beside bare SQLite."""
    *_, last = journey(_shipped(), Random(0))
    _show(asyncio.run(measure_store(last.session, updates, rounds, folder)))


@bench.command()
@click.option("--sessions", default=1000, show_default=True)
@click.option("--most", type=int, help="Taps by each person; as many as there are when left out.")
@on_disk
def memory(sessions: int, most: int | None, folder: Path | None) -> None:
    """Memory of the bot as sessions come."""
    _show(asyncio.run(measure_memory(_shipped(), sessions, folder, most)))


@bench.command()
@click.option("--people", default=HALL.people, show_default=True, help="Members of the group.")
@click.option("--seconds", default=HALL.seconds, show_default=True, help="In which all of them tap.")
@on_disk
def group(people: int, seconds: float, folder: Path | None) -> None:
    """A big group that answers all at once, and what it costs."""
    _show(asyncio.run(measure_group(Crowd(people, seconds), folder)))


@bench.command()
@click.option("--most", default=24, show_default=True, help="Questions that a made-up dialog may have.")
@click.option("--dialog", "shipped", multiple=True, default=SHIPPED, show_default=True, help="Its id.")
def proofs(most: int, shipped: tuple[str, ...]) -> None:
    """Proofs of the shipped dialogs and of made-up ones, each in a process of its own."""
    _show(measure_proofs(most, shipped))


@bench.command()
@click.option("--rounds", default=3, show_default=True, help="Of which the best counts.")
def typed(rounds: int) -> None:
    """Reading typed texts: usual ones, and the worst there are."""
    _show(measure_typed(rounds))


@bench.command()
@click.option("--draws", default=20, show_default=True, help="Made-up answers for each number of people.")
def telling(draws: int) -> None:
    """Working out what a group may be told of a question."""
    _show(measure_telling(draws))


@bench.command()
@click.option(
    "--sessions",
    multiple=True,
    default=(10, 100_000, 1_000_000),
    show_default=True,
    help="Stored before the bot starts; several make columns of one table.",
)
@on_disk
def million(sessions: tuple[int, ...], folder: Path | None) -> None:
    """How long taps wait among very many sessions, while some are deleted and backed up (some minutes)."""
    *_, last = journey(_shipped(), Random(0))
    _show(asyncio.run(measure_million(last.session, sessions, folder)))


@bench.command()
@click.option("--seconds", default=SECONDS, show_default=True, help="Beside each fault.")
@on_disk
def faults(seconds: float, folder: Path | None) -> None:
    """How long taps wait while calls to others are slow, and while others' rows cannot be read."""
    _show(asyncio.run(measure_faults(seconds, folder)))


@bench.command()
@click.option("--people", default=80, show_default=True, help="Who tap at once.")
@click.option("--most", default=USUAL.taps, show_default=True, help="Taps by each.")
@on_disk
def workers(people: int, most: int, folder: Path | None) -> None:
    """One, two and four workers on one PostgreSQL server, which is started for it."""
    _show(asyncio.run(measure_workers(_shipped(), Load(people, taps=most), folder)))


@bench.command()
@click.option("--minutes", default=MINUTES, show_default=True, help="For which people come.")
@click.option("--seed", default=1, show_default=True, help="Of chance: the same gives the same figures.")
def tokens(minutes: float, seed: int) -> None:
    """How long a card waits by how many people come to how many bot tokens: simulated."""
    _show(measure_tokens(_shipped(), minutes, seed))


@bench.command("all")
@click.pass_context
def everything(context: click.Context) -> None:
    """Everything, as it is without options."""
    for command in (core, typed, telling, proofs, store, memory, taps, limits, group):
        context.invoke(command)


def _shipped() -> Dialog:
    path = shipped_dialogs() / "ai-cert" / "dialog.yml"
    return load_dialog(path.read_text(encoding="utf-8"), str(path))


def _show(tables: list[str]) -> None:
    for each in tables:
        click.echo(each)


if __name__ == "__main__":
    bench(prog_name="python -m tests.bench")
