"""The real command as an operator starts it: every mistake ends in a sentence and an exit code."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.playground.engine import TOKEN, FakeTelegram
from bot.playground.server import serve
from tests.e2e.bots import Bot
from tests.e2e.nurseries import ROOT
from tests.e2e.walk import begun

WRONG_TOKEN = "987654321:AAanother-token-of-nobody-000000000000"


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended. told: everything it wrote."""

    code: int
    told: str


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with serve(FakeTelegram()) as telegram:
        yield telegram


async def ended(telegram: FakeTelegram, folder: Path, *words: str, **environment: str) -> End:
    """Run the command until it ends by itself."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_BASE": telegram.url,
            "DATABASE_URL": str(folder / "coach.db"),
            "LOG_LEVEL": "DEBUG",
            **environment,
        },
    )
    async with asyncio.timeout(30):
        told, _ = await process.communicate()
    return End(process.returncode or 0, told.decode())


def must_be_clean(end: End) -> None:
    """Whatever went wrong is told in sentences, and without a secret."""
    assert "Traceback" not in end.told
    assert [token for token in (TOKEN, WRONG_TOKEN) if token.partition(":")[2] in end.told] == []


async def test_a_token_that_telegram_does_not_know(telegram: FakeTelegram, tmp_path: Path) -> None:
    end = await ended(telegram, tmp_path, "run", TELEGRAM_BOT_TOKEN=WRONG_TOKEN)

    must_be_clean(end)
    assert (end.code, "Copy it again from @BotFather" in end.told) == (2, True)


async def test_running_without_a_token_tells_how_to_get_one(telegram: FakeTelegram, tmp_path: Path) -> None:
    end = await ended(telegram, tmp_path, "run", TELEGRAM_BOT_TOKEN="")

    must_be_clean(end)
    assert (end.code, "@BotFather" in end.told) == (2, True)


async def test_wrong_settings_are_told_all_at_once(telegram: FakeTelegram, tmp_path: Path) -> None:
    end = await ended(
        telegram,
        tmp_path,
        TELEGRAM_BOT_TOKEN="nonsense",
        RETENTION_DAYS="soon",
        LOG_LEVEL="LOUD",
        TELEGRAM_API_BAS="x",
    )

    must_be_clean(end)
    assert end.code == 2
    assert [
        name
        for name in ("TELEGRAM_BOT_TOKEN", "RETENTION_DAYS", "LOG_LEVEL", "TELEGRAM_API_BAS")
        if name not in end.told
    ] == []


async def test_broken_dialogs_are_told_with_every_place(telegram: FakeTelegram, tmp_path: Path) -> None:
    for name, text in (("one", "format: 1\nid: one\n"), ("two", "a: [\n")):
        (tmp_path / "dialogs" / name).mkdir(parents=True)
        (tmp_path / "dialogs" / name / "dialog.yml").write_text(text, encoding="utf-8")

    end = await ended(telegram, tmp_path, "run", DIALOGS_DIR=str(tmp_path / "dialogs"))

    must_be_clean(end)
    assert end.code == 1
    assert "one/dialog.yml:1:1: E11" in end.told
    assert "two/dialog.yml:2:" in end.told


async def test_a_database_that_cannot_be_used(telegram: FakeTelegram, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "letter.db").write_text("Dear database, " * 1000, encoding="utf-8")

    for name in ("folder", "letter.db"):
        end = await ended(telegram, tmp_path, "run", DATABASE_URL=str(tmp_path / name))

        must_be_clean(end)
        assert (end.code, name in end.told) == (1, True)


async def test_a_damaged_database_is_refused_and_left_as_it_is(bot: Bot) -> None:
    await bot.start()
    await begun(bot)
    assert await bot.stop() == 0
    pages = bytearray(bot.database.read_bytes())
    pages[4096:8192] = b"?" * 4096
    bot.database.write_bytes(pages)

    end = await ended(bot.telegram, bot.folder, "run")

    must_be_clean(end)
    assert (end.code, "backup" in end.told) == (1, True)
    assert bot.database.read_bytes() == pages


async def test_a_database_of_a_kind_that_is_not_known(telegram: FakeTelegram, tmp_path: Path) -> None:
    end = await ended(telegram, tmp_path, "run", DATABASE_URL="mysql://root:secret-word@localhost/coach")

    must_be_clean(end)
    assert end.code in (1, 2)
    assert "DATABASE_URL" in end.told
    assert "secret-word" not in end.told


async def is_called(bot: Bot, method: str, status: int) -> None:
    """Wait until the bot has made such a call; on a busy machine, a start alone takes many seconds."""
    counts = bot.telegram.counts
    assert await bot.telegram.updates.progress.until(lambda: counts[method, status] or None, 60), bot.log


async def test_a_stop_while_telegram_is_out_of_reach(bot: Bot) -> None:
    bot.telegram.cut_off()
    await bot.launch(LOG_LEVEL="DEBUG")
    await is_called(bot, "getMe", 0)

    async with asyncio.timeout(5):
        assert await bot.stop() == 0


async def test_a_second_instance(bot: Bot) -> None:
    await bot.start()
    await is_called(bot, "getMe", 200)

    end = await ended(bot.telegram, bot.folder, "run")

    must_be_clean(end)
    assert (end.code, "in use by another running Decision Coach" in end.told) == (3, True)


async def test_a_stop_under_load_is_quick_and_loses_nothing(bot: Bot) -> None:
    people = [bot.telegram.person(f"P{number}") for number in range(200)]
    await bot.start()
    for person in people:
        person.sends("/start ai-cert")
    await is_called(bot, "sendMessage", 200)

    async with asyncio.timeout(5):
        assert await bot.stop() == 0
    await bot.start()

    for person in people:
        await person.sees(label="Who's behind this?", timeout=30)
