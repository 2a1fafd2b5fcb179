"""How long cards wait where more people tap than one bot token may show cards: simulated, in virtual time.

People come by chance, read, tap, and see the next card once the budget of calls lets it through; it is the
budget that the bot uses. Nothing else takes time here: neither processors nor the network are the limit.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.core.dialog.model import Dialog
from bot.outbox.call_limits import RATE, Budget, OwnAllowance, rate_of
from tests.bench.figures import number, percentile, table
from tests.bench.routes import pages
from tests.coached import HurryingLoop

ARRIVALS: Final = (1.0, 2.0, 3.0, 5.0, 8.0)
"""People a second."""
TOKENS: Final = (1, 2, 4)
MINUTES: Final = 5.0
READING: Final = 15.0
"""Seconds between a card and the tap, on average: the first dialog takes about four minutes."""
AFTERWARDS: Final = 2
"""Calls when somebody is done: the result, and the card above it."""
ROUTES: Final = 100


@dataclass(frozen=True, slots=True)
class Rush:
    """people: a second, by chance, to all tokens together. minutes: for which people come."""

    people: float
    tokens: int
    minutes: float = MINUTES


def tokens(dialog: Dialog, minutes: float = MINUTES, seed: int = 1) -> list[str]:
    """The tables: what a person costs, and how long cards wait by how many people come to how many tokens."""
    cards = [len(pages(dialog, each)) + AFTERWARDS for each in range(ROUTES)]
    rows = []
    for people in ARRIVALS:
        waits = [waited(Rush(people, many, minutes), cards, seed) for many in TOKENS]
        hourly = number(people * 3600)
        rows.append((f"{people:g} people a second, {hourly} an hour", *map(_told, waits)))
    each = sum(cards) / len(cards)
    title = (
        f"Seconds that a card waits, p50 / p99: people come for {minutes:g} minutes, {each:.1f} calls each,"
        f" {RATE:g} calls a second by each token"
    )
    heads = ("people who begin", *(f"{each} token{'s' if each > 1 else ''}" for each in TOKENS))
    return [table(title, heads, rows)]


def waited(rush: Rush, cards: Sequence[int], seed: int) -> list[float]:
    """How long each card waited, in seconds; the same for the same seed. cards: how many a person sees."""
    with asyncio.Runner(loop_factory=HurryingLoop) as runner:
        return runner.run(_all_come(rush, cards, Random(seed)))


async def _all_come(rush: Rush, cards: Sequence[int], chance: Random) -> list[float]:
    clock = asyncio.get_running_loop().time
    budgets = [Budget(OwnAllowance(rate_of(RATE), clock), asyncio.sleep) for _ in range(rush.tokens)]
    waits: list[float] = []

    async def comes(at: float, budget: Budget, sees: int, reads: Random) -> None:
        await asyncio.sleep(at)
        for _ in range(sees):
            begun = clock()
            await budget.turn(is_bulk=False)
            waits.append(clock() - begun)
            await asyncio.sleep(reads.expovariate(1 / READING))

    async with asyncio.TaskGroup() as everybody:
        at = chance.expovariate(rush.people)
        while at < rush.minutes * 60:
            person = comes(at, chance.choice(budgets), chance.choice(cards), Random(chance.random()))
            everybody.create_task(person)
            at += chance.expovariate(rush.people)
    return waits


def _told(waits: Sequence[float]) -> str:
    return " / ".join(number(percentile(waits, share)) for share in (0.5, 0.99))
