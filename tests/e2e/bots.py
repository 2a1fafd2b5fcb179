"""The real bot as a process, talking HTTP to the strict fake of the Bot API."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.playground.engine import FakeTelegram
from bot.stores.opening import open_store
from bot.stores.protocol import Store
from tests.e2e.haste import WallClock
from tests.e2e.nurseries import ROOT, Nursery
from tests.e2e.nurseries import nursery as kept_nursery

DIALOGS = ROOT / "tests" / "kept"
"""Dialogs that stay as they are, whatever becomes of the shipped ones."""
AFTER_A_KILL = {"not-modified", "answers-twice", "deletes-unknown"}
"""What a bot cannot know it did before it was killed, it may do again."""
PATIENCE = 150.0
"""Seconds for which an end is waited for: the slowest of them takes two minutes."""


@dataclass(slots=True)
class Bot:
    """One bot of a nursery, on one database.

    pid: 0 while none runs. haste: see `nursed`. settings: further environment of every start.
    """

    nursery: Nursery
    telegram: FakeTelegram
    folder: Path
    pid: int = 0
    haste: float = 1.0
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def wall(self) -> WallClock:
        """The clock that it looks at for the date and the time of day."""
        return self.nursery.wall

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
        """Begin to run, at once; returns before it is ready. extra: further environment."""
        self.pid = int(await self._ask(f"start {json.dumps(self._environment(extra))}"))

    async def launch(self, **extra: str) -> None:
        """The same through the whole command line, `python -m bot run`, as an operator starts it."""
        self.pid = int(await self._ask(f"launch {json.dumps(self._environment(extra))}"))

    async def ends(self) -> int:
        """Wait for the end; the exit status, negative for a signal."""
        async with asyncio.timeout(PATIENCE * self.haste):
            status = int(await self._ask(f"wait {self.pid}"))
        self.pid = 0
        if status == -signal.SIGKILL:
            self.telegram.lose_taps()
        return status

    async def kill(self) -> int:
        """kill -9."""
        assert self.pid, "it does not run; 0 would be this process and its group"
        os.kill(self.pid, signal.SIGKILL)
        return await self.ends()

    async def stop(self) -> int:
        """SIGTERM."""
        assert self.pid, "it does not run; 0 would be this process and its group"
        os.kill(self.pid, signal.SIGTERM)
        return await self.ends()

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """What is on disk, while the bot does not run."""
        store = open_store(self.settings.get("DATABASE_URL", str(self.database)))
        try:
            yield store
        finally:
            await store.close()

    def _environment(self, extra: dict[str, str]) -> dict[str, str]:
        return {
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_BASE": self.telegram.url,
            "DATABASE_URL": str(self.database),
            "DIALOGS_DIR": str(DIALOGS),
            "BACKUP_DIR": "off",
            "BOT_LOG": str(self.folder / "bot.log"),
            **self.settings,
            **extra,
        }

    def another(self, **settings: str) -> "Bot":
        """A second one on the same database; what it writes goes into the same log."""
        return replace(self, pid=0, settings={**self.settings, **settings})

    async def _ask(self, line: str) -> str:
        answer = await self.nursery.ask(line)
        assert answer, f"the nursery is gone:\n{self.log}"
        return answer


@asynccontextmanager
async def nursed(telegram: FakeTelegram, folder: Path, haste: float = 1.0) -> AsyncIterator[Bot]:
    """A bot that can be started and killed at will; whatever runs at the end is killed.

    haste: how many times faster than the machine's its time passes.
    """
    nursery = kept_nursery(haste)
    bot = Bot(nursery, telegram, folder, haste=haste)
    try:
        yield bot
    finally:
        if bot.pid:  # not waited for yet, so nobody else can have its number
            os.kill(bot.pid, signal.SIGKILL)
        if nursery.is_asked:  # an end was not waited for to the end
            nursery.end()
        elif bot.pid:
            await bot.ends()
