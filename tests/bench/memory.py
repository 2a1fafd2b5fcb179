"""What sessions leave behind in the memory of our bot: they are all on disk, so next to nothing."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.core.dialog.model import Dialog
from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from tests.bench.crowd import Crowd, hurry
from tests.bench.figures import number, table
from tests.bench.processes import OURS, running
from tests.bench.routes import pages

ROUTES: Final = 100
THINK: Final = 0.25
"""Seconds before each tap: somebody faster than four taps a second is slowed down."""


async def memory(
    dialog: Dialog, sessions: int = 1000, folder: Path | None = None, taps: int | None = None
) -> list[str]:
    """The table. taps: by each person; None for all, up to the list of answers."""
    routes = [pages(dialog, seed, taps) for seed in range(ROUTES)]
    held: list[tuple[int, float]] = []
    with TemporaryDirectory(dir=folder) as name:
        async with (
            serve(FakeTelegram(records=False)) as telegram,
            running(telegram, Path(name), *OURS) as bot,
        ):
            held.append((0, bot.memory))
            crowd = Crowd(telegram, routes)
            for more in _steps(sessions):
                await hurry(await crowd.gather(more), THINK)
                await telegram.settles()
                held.append((crowd.first, bot.memory))
    return [_table(held)]


def _steps(sessions: int) -> list[int]:
    """How many people come at once: one first, then up to each tenth of all."""
    marks = [1, *(mark for tenth in range(1, 11) if (mark := sessions * tenth // 10) > 1)]
    return [1, *(after - before for before, after in pairwise(marks) if after > before)]


def _table(held: Sequence[tuple[int, float]]) -> str:
    (_, after_one), (sessions, after_all) = held[1], held[-1]
    each = 1024 * (after_all - after_one) / max(1, sessions - 1)
    rows = [(f"after {count:,} sessions", number(mebibytes)) for count, mebibytes in held]
    rows.append(("KiB a session, from the first to the last", number(each)))
    return table("Memory of the bot", ("MiB in memory", "ours"), rows)
