"""The real bot as a process, talking HTTP to the strict fake of the Bot API."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground.engine import FakeTelegram
from bot.stores.protocol import Store
from bot.stores.sqlite import SqliteStore

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Bot:
    """One bot of a nursery, on one database. extra: further environment of the next start."""

    nursery: asyncio.subprocess.Process
    telegram: FakeTelegram
    folder: Path
    extra: dict[str, str] = field(default_factory=dict)
    pid: int = 0

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "coach.db"

    @property
    def log(self) -> str:
        """Everything that was written to standard output and error so far."""
        file = self.folder / "bot.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    async def start(self, **extra: str) -> None:
        """Begin to run; returns before it is ready."""
        environment = {
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_BASE": self.telegram.url,
            "DATABASE_URL": str(self.database),
            "BOT_LOG": str(self.folder / "bot.log"),
            "DECISION_COACH_KILL_AT": "",
            **extra,
        }
        self.pid = int(await self._ask(f"start {json.dumps(environment)}"))

    async def ends(self) -> int:
        """Wait for the end; the exit status, negative for a signal."""
        return int(await self._ask(f"wait {self.pid}"))

    async def kill(self) -> int:
        """kill -9."""
        os.kill(self.pid, signal.SIGKILL)
        return await self.ends()

    async def stop(self) -> int:
        """SIGTERM."""
        os.kill(self.pid, signal.SIGTERM)
        return await self.ends()

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """What is on disk, while the bot does not run."""
        store = SqliteStore.open(self.database)
        try:
            yield store
        finally:
            await store.close()

    async def _ask(self, line: str) -> str:
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(f"{line}\n".encode())
        await self.nursery.stdin.drain()
        answer = await self.nursery.stdout.readline()
        assert answer, f"the nursery is gone:\n{self.log}"
        return answer.decode().strip()


@asynccontextmanager
async def nursed(telegram: FakeTelegram, folder: Path) -> AsyncIterator[Bot]:
    """A bot that can be started and killed at will; whatever runs at the end is killed."""
    nursery = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.e2e.nursery",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    bot = Bot(nursery, telegram, folder)
    try:
        yield bot
    finally:
        assert nursery.stdin is not None
        if bot.pid:
            with _gone_is_fine():
                os.kill(bot.pid, signal.SIGKILL)
        nursery.stdin.close()
        await nursery.wait()


class _gone_is_fine:  # noqa: N801  # reads as a sentence
    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is ProcessLookupError
