"""A database that is locked, a disk that takes nothing more, power that fails: nothing is lost."""

import asyncio
import os
import resource
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest

from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.server import serve
from bot.playground.world import ChatMessage
from bot.stores.sqlite.store import SqliteStore
from tests.e2e.bots import Bot, nursed
from tests.e2e.walk import START, begun, stored, tap

TROUBLE = "the store cannot be used"


async def taps_meanwhile(bot: Bot, people: list[tuple[Person, ChatMessage]]) -> None:
    """Everybody taps; the bot notices that it can keep none of it, and confirms none."""
    seen = bot.log.count(TROUBLE)
    for person, card in people:
        person.taps("A promotion", message=card)
    async with asyncio.timeout(30):
        while bot.log.count(TROUBLE) == seen:  # noqa: ASYNC110  # a file rings no bell
            await asyncio.sleep(0.1)
    assert len(bot.telegram.updates) == len(people)
    assert [person for person, card in people if card is not person.chat.messages[card.message_id]] == []


async def must_all_arrive(bot: Bot, people: list[tuple[Person, ChatMessage]]) -> None:
    """Once the trouble is over, every tap counts, and its update is confirmed."""
    for person, card in people:
        await person.sees("How well can you see", after=card, timeout=30)
    await bot.telegram.settles(10)
    assert await bot.stop() == 0
    assert bot.telegram.finish() == ()
    async with bot.store() as store:
        kept = [dict(each.answers) for one, _ in people for each in await store.sessions(one.id)]
    assert kept == [{**START, "goal": "promotion"}] * len(people)


# --- the lock -----------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0, pytest.param(30, marks=pytest.mark.slow)])
async def test_a_database_locked_by_another_program_loses_no_tap(bot: Bot, seconds: int) -> None:
    await bot.start()
    people = [await begun(bot, f"P{each}") for each in range(3)]
    await bot.telegram.settles()

    with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        await taps_meanwhile(bot, people)
        await asyncio.sleep(seconds)
        assert len(bot.telegram.updates) == len(people)

    await must_all_arrive(bot, people)


# --- the disk -----------------------------------------------------------------------------


@contextmanager
def no_file_grows(pid: int, size: int) -> Iterator[None]:
    """Let no file of a process be written beyond a size, as on a full disk; 0: nowhere at all."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("is_read_only", [False, True], ids=["full", "read-only"])
async def test_a_disk_that_takes_nothing_more_loses_no_tap(bot: Bot, is_read_only: bool) -> None:
    await bot.start()
    people = [await begun(bot, f"P{each}") for each in range(3)]
    await bot.telegram.settles()
    log = bot.database.with_name("coach.db-wal")

    with no_file_grows(bot.pid, 0 if is_read_only else log.stat().st_size):
        for person, card in people:
            person.taps("A promotion", message=card)
        await asyncio.sleep(2)  # what it logs may find no room either
        assert len(bot.telegram.updates) == len(people)

    await must_all_arrive(bot, people)


@asynccontextmanager
async def on_a_small_disk(folder: Path) -> AsyncIterator[Bot]:
    """A bot with its database on a file system of 2 MiB of its own."""
    disk = folder / "disk"
    with mounted(disk):
        (folder / "coach.db").symlink_to(disk / "coach.db")
        async with serve(FakeTelegram(slows_repeats=False)) as telegram, nursed(telegram, folder) as bot:
            yield bot


@contextmanager
def mounted(disk: Path) -> Iterator[None]:
    disk.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=2m", "none", str(disk)):
        reason = "only root can mount a small file system"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    try:
        yield
    finally:
        subprocess.run(["/usr/bin/umount", "-l", disk], check=True)


def mount(*words: str) -> bool:
    return not subprocess.run(["/usr/bin/mount", *words], check=False).returncode


def fill(file: Path) -> None:
    """Write until there is no room."""
    with file.open("wb", buffering=0) as opened:
        while opened.write(bytes(512)) == 512:
            pass


@pytest.mark.slow
async def test_a_small_disk_that_is_full_loses_no_tap(tmp_path: Path) -> None:
    async with on_a_small_disk(tmp_path) as bot:
        await bot.start()
        people = [await begun(bot, f"P{each}") for each in range(3)]
        await bot.telegram.settles()
        filler = bot.folder / "disk" / "filler"
        with pytest.raises(OSError, match="No space left"):
            fill(filler)
        for person, card in people:
            person.taps("A promotion", message=card)
        await asyncio.sleep(10)
        waited = len(bot.telegram.updates)
        filler.unlink()

        await must_all_arrive(bot, people)
        assert waited == len(people)
        assert "Traceback" not in bot.log


@pytest.mark.slow
async def test_a_read_only_disk_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    async with on_a_small_disk(tmp_path) as bot:
        await bot.start()
        ann, card = await begun(bot)
        await tap(ann, "A promotion", card)
        await bot.telegram.settles()
        assert await bot.stop() == 0
        disk = bot.folder / "disk"
        assert mount("-o", "remount,ro", str(disk))
        await bot.start()
        assert await bot.ends() == 1
        assert mount("-o", "remount,rw", str(disk))

        assert f"{disk / 'coach.db'}" in bot.log.splitlines()[-1]
        assert "Traceback" not in bot.log
        await bot.start()
        await tap(ann, "‹ Back", await ann.sees("How well can you see"))
        assert await stored(bot, ann) == START


# --- power --------------------------------------------------------------------------------

FRAME, HEAD = 24 + 4096, 32
"""Bytes of a frame of the write-ahead log with its page, and of what stands before the first."""


async def test_after_a_loss_of_power_no_acknowledged_answer_is_missing(bot: Bot, tmp_path: Path) -> None:
    await bot.start()
    ann, card = await begun(bot)
    log = bot.database.with_name("coach.db-wal")
    acknowledged: list[int] = []
    for label in ("A promotion", "I can name the step", "Marketing", "In the next few weeks"):
        press = ann.taps(label, message=card)
        await press.answered()
        acknowledged.append(log.stat().st_size)
        card = await ann.sees(after=card)
    await bot.telegram.settles()
    await bot.kill()
    database, written = bot.database.read_bytes(), log.read_bytes()

    found = []
    for cut in range(HEAD, len(written) + 1, FRAME):
        copy = copied(tmp_path / str(cut), database, written[:cut])
        answers = await answers_in(copy, ann.id)
        assert answers >= sum(size <= cut for size in acknowledged)
        found.append(answers)

    assert found == sorted(found)
    assert found[-1] == len(acknowledged)


def copied(folder: Path, database: bytes, log: bytes) -> Path:
    folder.mkdir()
    copy = folder / "coach.db"
    copy.write_bytes(database)
    copy.with_name("coach.db-wal").write_bytes(log)
    return copy


async def answers_in(database: Path, chat: int) -> int:
    """How many answers to the questions of the goal a store finds there."""
    store = SqliteStore.open(database)
    try:
        return sum(len(set(each.answers) - set(START)) for each in await store.sessions(chat))
    finally:
        await store.close()
