"""A group is coached by two workers that are killed meanwhile: all ends as if it had been one that lived."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.playground.engine import FakeTelegram
from bot.playground.flood import Limits, Rate, Window
from bot.playground.server import serve
from tests.bench.processes import children
from tests.e2e.balancer import balancing
from tests.e2e.bots import AFTER_A_KILL, Bot, nursed
from tests.e2e.grouped import gathering
from tests.e2e.haste import HastyLoop, hasty_time
from tests.e2e.test_group_crashes import RATE, TALKED_ABOUT, Ending, ended, lived, must_end_alike
from tests.e2e.test_webhook import SECRET
from tests.platforms.telegram.servers import free_port
from tests.postgres import own_server

KILLS = {
    "joining": 0,
    "answering 1/10": 1,
    "closing 2/10": 0,
    "talking": 1,
    "next after 6/10": 0,
    "ending": 1,
}
"""Moments, and which of the two workers is killed in each; both take turns at being the older one."""


@asynccontextmanager
async def coached_by_two(telegram: FakeTelegram, folder: Path, database: str) -> AsyncIterator[Bot]:
    """Both take updates on one port; each request comes by a connection of its own, so to either."""
    front, port = free_port(), free_port()
    async with (
        balancing(front, [port], random.Random(1)),
        serve(telegram),
        nursed(telegram, folder, haste=RATE) as bot,
    ):
        bot.settings = {
            "RUN_WITH": "--workers 2",
            "DATABASE_URL": database,
            "DIALOGS_DIR": str(folder / "dialogs"),
            "WEBHOOK_URL": f"http://127.0.0.1:{front}/telegram",
            "WEBHOOK_SECRET": SECRET,
            "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        }
        await bot.start()
        yield bot


async def lived_over_two(folder: Path, database: str) -> Ending:
    limits = Limits(Rate(1000, 0.001), Window(most=18, seconds=60.0), Rate(1000, 0.001))
    telegram = FakeTelegram(
        now=hasty_time(RATE), slows_repeats=False, local=True, floods=limits, answer_within=150.0
    )
    (folder / "dialogs" / "dog").mkdir(parents=True)
    (folder / "dialogs" / "dog" / "dialog.yml").write_text(TALKED_ABOUT, encoding="utf-8")
    async with coached_by_two(telegram, folder, database) as bot:
        died = []

        @asynccontextmanager
        async def during(moment: str) -> AsyncIterator[None]:
            if moment in KILLS and len(running := children(bot.pid)) == 2:
                os.kill(running[KILLS[moment]], signal.SIGKILL)
                died.append(moment)
            yield

        held = gathering(bot, during)
        await held.goes_through()
        ending = await ended(held)
        assert died == list(KILLS)
        assert {each.kind for each in telegram.finish()} <= {"answers-late", *AFTER_A_KILL}
        assert [each for each in telegram.counts if each[1] == 429] == []
        assert "Traceback" not in bot.log
    return ending


@pytest.mark.slow
def test_6_kills_of_two_workers_in_a_session_lose_no_answer_and_no_final_message(tmp_path: Path) -> None:
    (tmp_path / "killed").mkdir()
    (tmp_path / "undisturbed").mkdir()

    async def both(database: str) -> tuple[Ending, Ending]:
        killed, undisturbed = await asyncio.gather(
            lived_over_two(tmp_path / "killed", database), lived(tmp_path / "undisturbed", {})
        )
        return killed, undisturbed

    with own_server() as server, asyncio.Runner(loop_factory=lambda: HastyLoop(RATE)) as runner:
        server.create_database("coach")
        killed, undisturbed = runner.run(both(server.url("coach")))

    must_end_alike(killed, undisturbed, len(KILLS))
