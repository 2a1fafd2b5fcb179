"""Several workers on one database: taps reach any of them, some are killed, and nobody notices."""

import asyncio
import os
import random
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.solo.session import Stage
from bot.playground.engine import FakeTelegram
from bot.playground.flood import Limits, Rate, Window
from bot.playground.server import serve
from bot.playground.world import ChatMessage
from tests.bench.processes import children
from tests.e2e.balancer import balancing
from tests.e2e.bots import AFTER_A_KILL, Bot, nursed
from tests.e2e.newer_bot import ADDED
from tests.e2e.test_crashes import REMARKS, all_arrive, made_calls, travellers
from tests.e2e.test_webhook import SECRET
from tests.e2e.travellers import Traveller
from tests.e2e.walk import START, begun, kept, tap
from tests.platforms.telegram.servers import free_port
from tests.postgres import USER, Server, own_server, runs_as

PATIENCE = 60.0
"""Seconds for which something of another process is waited for; on a busy machine a start takes many."""


@pytest.fixture
def server() -> Iterator[Server]:
    with own_server() as private:
        private.create_database("coach")
        yield private


async def until(look: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not look():  # noqa: ASYNC110  # what happens to other processes rings no bell
            await asyncio.sleep(0.05)


@contextmanager
def pooling(server: Server) -> Iterator[str]:
    """The address of the server's database behind PgBouncer, which gives each transaction a connection."""
    program = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
    if not Path(program).exists():
        reason = "PgBouncer is not installed; `apt install pgbouncer` brings it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder, port = server.folder / "pooler", free_port()
    folder.mkdir()
    (folder / "users").write_text(f'"{USER}" ""\n', encoding="utf-8")
    settings = folder / "pooler.ini"
    settings.write_text(
        f"[databases]\ncoach = host={server.folder} user={USER}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
        f"listen_port = {port}\nunix_socket_dir =\nauth_type = trust\nauth_file = {folder / 'users'}\n"
        "pool_mode = transaction\ndefault_pool_size = 4\nignore_startup_parameters = extra_float_digits\n",
        encoding="utf-8",
    )
    if (user := runs_as()) is not None:
        shutil.chown(folder, user)
    running = subprocess.Popen((program, str(settings)), user=user, stderr=subprocess.DEVNULL)
    try:
        yield f"postgresql://{USER}@127.0.0.1:{port}/coach"
    finally:
        running.terminate()
        running.wait()


@dataclass
class Fleet:
    """Workers that run beside each other. each: one of them, of which any can be asked for what is stored."""

    server: Server
    workers: list[Bot]

    @property
    def each(self) -> Bot:
        return self.workers[0]

    @property
    def telegram(self) -> FakeTelegram:
        return self.each.telegram

    async def start(self) -> None:
        """Start them all, and wait until they run: one that starts without a server ends at once."""
        for worker in self.workers:
            await worker.start()
        await until(lambda: self.each.log.count(" is up with ") == len(self.workers))

    async def stop(self) -> list[int]:
        return [await worker.stop() for worker in self.workers if worker.pid]


@asynccontextmanager
async def fleet(
    server: Server, folder: Path, number: int, *, polls: bool = False, calls: int = 30, pooler: str = ""
) -> AsyncIterator[Fleet]:
    """So many workers behind a load balancer, or (polls) of which one asks for updates; not started yet.

    calls: a second that Telegram takes; whoever sends more, or more to a group than we do, is refused and
    counted. pooler: the address of the database behind one.
    """
    limits = Limits(Rate(1000, 0.001), Window(most=18, seconds=60.0), Rate(burst=calls, seconds=1 / calls))
    telegram = FakeTelegram(slows_repeats=False, local=True, floods=limits, answer_within=PATIENCE)
    front, ports = free_port(), [free_port() for _ in range(number)]
    async with (
        balancing(front, ports, random.Random(1)),
        serve(telegram, first_pause=0.1),
        nursed(telegram, folder) as bot,
    ):
        bot.settings = {"DATABASE_URL": pooler or server.url("coach"), "CALLS_PER_SECOND": str(calls)}
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{front}/telegram", "WEBHOOK_SECRET": SECRET}
        settings = [{} if polls else {**hook, "WEBHOOK_LISTEN": f"127.0.0.1:{port}"} for port in ports]
        several = Fleet(server, [bot.another(**each) for each in settings])
        try:
            yield several
        finally:
            for worker in several.workers:
                if worker.pid:
                    await worker.kill()
    assert "Traceback" not in bot.log
    assert telegram.token not in bot.log
    assert [each for each in telegram.counts if each[1] == 429] == []


async def kill_one_after_the_other(
    several: Fleet, everybody: list[Traveller], chance: random.Random, seconds: float
) -> None:
    """Kill a worker by chance each second, and start it again when the next one is killed.

    Between two deaths people notice something of the bot, however busy the machine is.
    """
    down: Bot | None = None
    until = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < until:
        await asyncio.sleep(1.0)
        if down is not None:
            await down.start()
        if all(each.is_there for each in everybody):
            return
        await made_calls(several.each, 1)
        down = chance.choice(several.workers)
        await down.kill()
        for each in everybody:
            each.kills += each.is_under_way
    if down is not None:
        await down.start()


async def must_be_whole(several: Fleet, everybody: list[Traveller]) -> None:
    """All answers are there once; a person sees a message twice for each death on their way at most.

    A remark that answers what was typed too late is no copy of another.
    """
    await several.telegram.settles()
    assert set(await several.stop()) == {0}
    async with several.each.store() as store:
        for each in everybody:
            finished = [one for one in await store.sessions(each.person.id) if one.stage is Stage.DONE]
            assert [dict(one.answers) for one in finished] == [dict(each.answers)]
    assert {each.kind for each in several.telegram.finish()} <= {"answers-late", *AFTER_A_KILL}
    for each in everybody:
        ours = [message.text for message in each.person.chat.messages.values() if message.sender.is_bot]
        said = [text for text in ours if text not in REMARKS]
        assert len(said) - len(set(said)) <= each.kills, each.person.chat.transcript()


async def survives(
    server: Server,
    folder: Path,
    workers: int,
    people: int,
    seconds: float,
    *,
    at_once: int = 40,
    calls: int = 30,
    pooler: str = "",
) -> None:
    """at_once: so many of the people are under way at any moment. seconds: for which workers are killed."""
    chance = random.Random(workers)
    room = asyncio.Semaphore(at_once)

    async def travels(each: Traveller) -> ChatMessage:
        async with room:
            return await each.travel()

    async with fleet(server, folder, workers, calls=calls, pooler=pooler) as several:
        everybody = travellers(several.each, chance, people)
        await several.start()
        walks = [asyncio.create_task(travels(each)) for each in everybody]
        await kill_one_after_the_other(several, everybody, chance, seconds)
        await all_arrive(walks, everybody, PATIENCE)

        await must_be_whole(several, everybody)


async def test_of_two_workers_one_is_killed_each_second_and_no_answer_is_lost(
    server: Server, tmp_path: Path
) -> None:
    await survives(server, tmp_path, workers=2, people=6, seconds=4)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [2, 4])
async def test_workers_are_killed_each_second_for_a_minute_while_a_thousand_people_answer(
    server: Server, tmp_path: Path, workers: int
) -> None:
    await survives(server, tmp_path, workers, people=1000, seconds=60, calls=100)


@pytest.mark.slow
async def test_while_people_answer_workers_are_replaced_by_those_of_a_newer_schema(
    server: Server, tmp_path: Path
) -> None:
    async with fleet(server, tmp_path, 3) as several:
        first, second, newer = several.workers
        everybody = travellers(several.each, random.Random(5), 4)
        await first.start()
        await second.start()
        walks = [asyncio.create_task(each.travel()) for each in everybody]
        await made_calls(first, 8)
        await newer.start(IS_NEWER="1")
        await until(lambda: first.log.count(" is up with ") == 3)
        assert await first.stop() == 0
        await made_calls(newer, 4)
        await first.start()  # by whoever watches it, before it is replaced
        await until(lambda: first.log.count(" is up with ") == 4)
        assert [await first.stop(), await second.stop()] == [0, 0]
        await all_arrive(walks, everybody, PATIENCE)

        await must_be_whole(several, everybody)
        assert server.run_sql("SELECT schema FROM decision_coach", "coach") == str(ADDED.number)
        assert f"has schema {ADDED.number}; this version knows {ADDED.number - 1}" in first.log
        assert [line for line in first.log.splitlines() if " ERROR " in line] == []


@pytest.mark.slow
async def test_behind_a_pooler_in_transaction_mode_no_answer_is_lost_either(
    server: Server, tmp_path: Path
) -> None:
    with pooling(server) as address:
        await survives(server, tmp_path, workers=2, people=6, seconds=8, pooler=address)


@pytest.mark.parametrize("seconds", [2.0, pytest.param(30.0, marks=pytest.mark.slow)])
async def test_while_the_server_is_down_nothing_is_taken_and_all_goes_on_after(
    server: Server, tmp_path: Path, seconds: float
) -> None:
    async with fleet(server, tmp_path, 2) as several:
        everybody = travellers(several.each, random.Random(3), 4)
        await several.start()
        walks = [asyncio.create_task(each.travel()) for each in everybody]
        await made_calls(several.each, 8)
        await asyncio.to_thread(server.stop, "immediate")
        await asyncio.sleep(seconds)
        await asyncio.to_thread(server.start, "-c", "fsync=off")
        await all_arrive(walks, everybody, PATIENCE)

        for each in everybody:
            each.kills = 1  # a call may have been made, and not been recorded
        await must_be_whole(several, everybody)


async def test_another_worker_polls_when_the_one_that_did_is_killed_or_stopped(
    server: Server, tmp_path: Path
) -> None:
    async with fleet(server, tmp_path, 3, polls=True) as several:
        first, second, third = several.workers
        await first.start()
        ann, card = await begun(first)
        await second.start()
        await third.start()
        await first.kill()
        card = await tap(ann, "A promotion", card)
        await second.stop()
        card = await tap(ann, "I can name the step", card)

        assert await kept(third, ann, "answers-late", *AFTER_A_KILL) == {
            **START,
            "goal": "promotion",
            "link": "clear",
        }


# --- started together -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "polls", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["webhook", "polling"]
)
async def test_one_command_runs_two_workers_and_starts_again_what_ends(
    server: Server, tmp_path: Path, polls: bool
) -> None:
    async with fleet(server, tmp_path, 1, polls=polls) as several:
        together = several.each
        together.settings["RUN_WITH"] = "--workers 2"
        await together.start()
        ann, card = await begun(together)
        first = children(together.pid)
        os.kill(first[0], signal.SIGKILL)
        card = await tap(ann, "A promotion", card)
        await until(lambda: len(children(together.pid)) == 2 and first[0] not in children(together.pid))
        os.kill(first[1], signal.SIGKILL)
        await tap(ann, "I can name the step", card)

        async with asyncio.timeout(5 * 4):  # this machine is busy with other tests
            assert await kept(together, ann, "answers-late", *AFTER_A_KILL) == {
                **START,
                "goal": "promotion",
                "link": "clear",
            }
        assert "worker 1 INFO" in together.log
        assert "was ended by signal 9; it is started again in" in together.log


@pytest.mark.slow
async def test_what_no_other_start_mends_ends_all_workers(server: Server, tmp_path: Path) -> None:
    async with fleet(server, tmp_path, 1) as several:
        several.each.settings |= {"RUN_WITH": "--workers 2", "TELEGRAM_BOT_TOKEN": "123456:" + "x" * 35}
        await several.each.start()

        assert await several.each.ends() == 2
        several.telegram.breaches.clear()
    assert "ended with code 2, which another start does not mend" in several.each.log


async def test_several_workers_are_refused_on_sqlite(bot: Bot) -> None:
    await bot.start(RUN_WITH="--workers 2")

    assert await bot.ends() == 2
    assert "set DATABASE_URL to a PostgreSQL database" in bot.log
