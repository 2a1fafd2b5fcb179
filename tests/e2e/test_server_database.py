"""The bot on PostgreSQL: it is killed, and its server is stopped and killed, while people answer."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.e2e.bots import Bot
from tests.e2e.test_crashes import (
    all_arrive,
    made_calls,
    must_be_clean,
    must_have_arrived,
    survives,
    travellers,
)
from tests.e2e.test_workers import until
from tests.postgres import Server, own_server, shared_server


@pytest.fixture
async def on_server(bot: Bot, request: pytest.FixtureRequest) -> AsyncIterator[Bot]:
    """A bot whose database is on the server that all tests share."""
    server, name = shared_server(), f"bot_{abs(hash(request.node.nodeid))}"
    bot.settings["DATABASE_URL"] = server.create_database(name)
    async with bot.store():  # with its tables, for a start is not waited for long
        pass
    yield bot
    server.run_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def server() -> Iterator[Server]:
    with own_server() as private:
        private.create_database("coach")
        yield private


async def test_6_kills_over_8_running_sessions_cost_no_answer(on_server: Bot) -> None:
    await survives(on_server, 1, people=8, kills=6)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 5), ids="seed {}".format)
async def test_200_kills_cost_no_answer(on_server: Bot, seed: int) -> None:
    await survives(on_server, seed, people=30, kills=200)


@pytest.mark.parametrize("mode", ["immediate", pytest.param("fast", marks=pytest.mark.slow)])
async def test_a_server_that_is_away_for_a_while_costs_no_answer(bot: Bot, server: Server, mode: str) -> None:
    bot.settings["DATABASE_URL"] = server.url("coach")
    everybody = travellers(bot, random.Random(mode), 3)
    await bot.start()
    walks = [asyncio.create_task(each.travel()) for each in everybody]
    await made_calls(bot, 12)
    await asyncio.to_thread(server.stop, mode)
    await until(lambda: "the store cannot be used, trying again: the database coach on" in bot.log)
    await asyncio.sleep(0.7)
    await asyncio.to_thread(server.start, "-c", "fsync=off")
    for traveller in everybody:  # who taps on meanwhile is told once that this was a lot
        traveller.kills += not traveller.is_there
    await all_arrive(walks, everybody)

    await must_have_arrived(bot, everybody)
    must_be_clean(bot, everybody)
