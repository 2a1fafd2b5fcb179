"""The real bot with a webhook: nothing is accepted that is not on disk, and nothing is lost."""

import asyncio
import json
import random
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from pathlib import Path

import aiohttp
import pytest

from bot.platforms.telegram.webhook import SECRET_HEADER
from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from bot.playground.webhooks import Webhook
from tests.crash_points import POINTS
from tests.e2e.bots import AFTER_A_KILL, Bot, nursed
from tests.e2e.test_crashes import all_arrive, must_be_clean, must_have_arrived, survives, travellers
from tests.e2e.walk import START, begun, kept, tap, typed
from tests.platforms.telegram.servers import free_port

SECRET = "the-secret-of-nobody-0123456789-abcdef"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """A bot with a webhook, whose log never holds a secret or a traceback."""
    telegram = FakeTelegram(slows_repeats=False, local=True)
    async with serve(telegram, first_pause=0.1), nursed(telegram, tmp_path) as bot:
        port = free_port()
        bot.settings = {
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
            "WEBHOOK_SECRET": SECRET,
            "LOG_LEVEL": "DEBUG",
        }
        yield bot
    assert [each for each in (telegram.token, SECRET, "Traceback") if each in bot.log] == []


async def asked(bot: Bot, path: str) -> tuple[int, dict[str, object]]:
    """What a health check says."""
    status, text = await read_text(bot, path)
    return status, json.loads(text)


async def read_text(bot: Bot, path: str) -> tuple[int, str]:
    url = f"http://{bot.settings['WEBHOOK_LISTEN']}{path}"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return answer.status, await answer.text()


async def failed(bot: Bot, words: str) -> None:
    """Wait until an update was given back with these words."""

    def look() -> bool | None:
        hook: Webhook | None = bot.telegram.world.profile.get("webhook")
        return (hook is not None and words in hook.failure) or None

    assert await bot.telegram.updates.progress.until(look, 15), bot.log


async def test_a_conversation_costs_no_call_for_an_answer_to_a_tap(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    card = await tap(ann, "A promotion", card)
    await typed(ann, "I can name the step", card)

    (status, facts), ready = await asked(bot, "/health"), await asked(bot, "/ready")

    assert (status, ready) == (200, (200, {"status": "ok", "takes_updates": True, "store_answers": True}))
    assert (facts["failing"], facts["dead_letters"], facts["store_answers"]) == ([], 0, True)
    assert await kept(bot, ann) == {**START, "goal": "promotion", "link": "clear"}
    answers = bot.telegram.counts["answerCallbackQuery", 200]
    assert bot.telegram.replies == {"answerCallbackQuery": answers}
    assert answers == 3
    assert bot.telegram.counts["getUpdates", 200] == 0


async def test_a_bot_goes_over_to_polling_and_back(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    assert await bot.stop() == 0
    await bot.start(WEBHOOK_URL="")
    card = await tap(ann, "A promotion", card)
    assert bot.telegram.world.profile["webhook"] is None
    await bot.telegram.settles()
    assert await bot.stop() == 0

    await bot.start()
    await tap(ann, "I can name the step", card)

    # What was answered and not confirmed when polling ended is brought once more.
    assert await kept(bot, ann, "answers-twice") == {**START, "goal": "promotion", "link": "clear"}


async def test_who_does_not_know_the_secret_changes_nothing(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    update = bot.telegram.history[-1].update
    forged = {**update, "update_id": update["update_id"] + 1}
    async with (
        aiohttp.ClientSession() as http,
        http.post(bot.settings["WEBHOOK_URL"], json=forged, headers={SECRET_HEADER: "x" * 38}) as answer,
    ):
        assert answer.status == 403

    await tap(ann, "A promotion", card)

    assert await kept(bot, ann) == {**START, "goal": "promotion"}


async def test_kills_while_updates_come_cost_no_answer(bot: Bot) -> None:
    await survives(bot, seed=9, people=5, kills=5)


@pytest.mark.slow
async def test_many_kills_while_updates_come_cost_no_answer(bot: Bot) -> None:
    await survives(bot, seed=10, people=30, kills=100)


@pytest.mark.slow
async def test_a_kill_at_every_point_costs_no_answer(bot: Bot) -> None:
    everybody = travellers(bot, random.Random("webhook"), 2)
    walks = [asyncio.create_task(each.travel()) for each in everybody]
    for point in POINTS:
        await bot.start(DIES_AT=f"{point}:3")
        assert await bot.ends() == -9
        for traveller in everybody:
            traveller.kills += 1
    await bot.start()
    await all_arrive(walks, everybody)

    await must_have_arrived(bot, everybody)
    must_be_clean(bot, everybody)


@pytest.mark.slow
async def test_while_the_store_is_locked_nothing_is_accepted(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        ann.taps("A promotion", message=card)
        await failed(bot, "503")
        ready = await asked(bot, "/ready")
        other.execute("ROLLBACK")

    await ann.sees("How well can you see", after=card, timeout=15)

    assert ready == (503, {"status": "failing", "takes_updates": True, "store_answers": False})
    assert await kept(bot, ann, "answers-late", *AFTER_A_KILL) == {**START, "goal": "promotion"}


@pytest.mark.slow
async def test_a_stop_under_load_is_quick_and_loses_nothing(bot: Bot) -> None:
    people = [bot.telegram.person(f"P{number}") for number in range(200)]
    await bot.start()
    for person in people:
        person.sends("/start ai-cert")
    assert await bot.telegram.updates.progress.until(
        lambda: bot.telegram.counts["sendMessage", 200] or None, 10
    )

    async with asyncio.timeout(5):
        assert await bot.stop() == 0
    await bot.start()

    for person in people:
        await person.sees(label="Who's behind this?", timeout=30)


async def test_an_address_in_use_is_told_before_telegram_is_asked(bot: Bot) -> None:
    port = int(bot.settings["WEBHOOK_LISTEN"].rpartition(":")[2])
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", port)
    async with server:
        await bot.start()
        assert await bot.ends() == 2

    assert f"WEBHOOK_LISTEN: cannot listen on 127.0.0.1:{port}" in bot.log
    assert bot.telegram.counts["getMe", 200] == 0


def received(manager: socket.socket) -> Iterator[bytes]:
    """What was told to whoever started the bot, which has ended."""
    manager.setblocking(False)
    with manager, suppress(BlockingIOError):
        while True:
            yield manager.recv(99)


async def test_a_bot_that_polls_has_health_checks_too(bot: Bot, tmp_path: Path) -> None:
    bot.settings = {"HEALTH_LISTEN": bot.settings["WEBHOOK_LISTEN"]}
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(str(tmp_path / "systemd"))
    await bot.start(NOTIFY_SOCKET=str(tmp_path / "systemd"), WATCHDOG_USEC="2000000")
    ann, _ = await begun(bot)
    bot.settings["WEBHOOK_LISTEN"] = bot.settings["HEALTH_LISTEN"]

    health, ready = await asked(bot, "/health"), await asked(bot, "/ready")

    assert (health[0], health[1]["failing"], ready[0]) == (200, [], 200)
    status, metrics = await read_text(bot, "/metrics")
    assert status == 200
    assert 'decision_coach_update_seconds_count{part="whole"} 3.0' in metrics
    assert 'decision_coach_sessions{of="solo",stage="asking"} 1.0' in metrics
    assert [word for word in (str(ann.id), "Ann", "ai-cert") if word in metrics] == []
    assert await bot.stop() == 0
    states = list(received(manager))
    assert (states[:2], states[-1]) == ([b"READY=1", b"WATCHDOG=1"], b"STOPPING=1")
