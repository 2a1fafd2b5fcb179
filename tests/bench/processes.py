"""A bot as a process of its own, and what the system says of it. Linux only."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from compileall import compile_dir
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot.playground.engine import FakeTelegram

ROOT: Final = Path(__file__).parents[2]
OURS: Final = ("-m", "bot", "run")
"""What Python is run with for this project's bot."""

STARTS_WITHIN: Final = 180.0
STOPS_WITHIN: Final = 10.0


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot.

    started: seconds from the start of its process until it took updates. starting: those of processor time.
    """

    pid: int
    started: float
    starting: float

    @classmethod
    def begun(cls, pid: int, at: float) -> "Bot":
        """Return a bot that has just begun to take updates. at: when its process was started."""
        return cls(pid, time.perf_counter() - at, cpu_of(pid))

    @property
    def cpu(self) -> float:
        """See `cpu_of`."""
        return cpu_of(self.pid)

    @property
    def memory(self) -> float:
        """MiB of it that are in memory."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        line = next(each for each in status.splitlines() if each.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process and all that it started used so far, with the kernel's."""
    # What clock_getcpuclockid(3) gives on Linux; exact, where /proc counts in hundredths.
    own = time.clock_gettime(~pid << 3 | 2)
    ended = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[13:15]
    return own + sum(map(int, ended)) / os.sysconf("SC_CLK_TCK") + sum(map(cpu_of, children(pid)))


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@cache
def compile_all() -> None:
    """Compile the project, as whoever installs it does: no start that is measured shall do so."""
    compile_dir(ROOT / "bot", quiet=1)


@asynccontextmanager
async def running(telegram: FakeTelegram, folder: Path, *arguments: str, **extra: str) -> AsyncIterator[Bot]:
    """Python run with these arguments, once it takes updates; it is stopped when the block is left.

    Raises:
        RuntimeError: it does not poll; the text holds what it wrote.
    """
    compile_all()
    log, begun = folder / "bot.log", time.perf_counter()
    with log.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=ROOT,
            env={**_environment(telegram, folder), **extra},
            stdout=file,
            stderr=file,
        )
    try:
        polls = await telegram.updates.progress.until(
            lambda: telegram.updates.is_polled or telegram.world.profile.get("webhook"), STARTS_WITHIN
        )
        if not polls:
            raise RuntimeError(f"{' '.join(arguments)} does not poll:\n{log.read_text(encoding='utf-8')}")
        yield Bot.begun(process.pid, begun)
    finally:
        await _ended(process)


def _environment(telegram: FakeTelegram, folder: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_BASE": telegram.url,
        "DATABASE_URL": str(folder / "coach.db"),
        "LOG_LEVEL": "WARNING",
        "CALLS_PER_SECOND": "1000",
    }


async def _ended(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOPS_WITHIN)
    except TimeoutError:
        process.kill()
        await process.wait()
