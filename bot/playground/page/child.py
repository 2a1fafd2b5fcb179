"""The bot as a process of its own: `python -m bot run`, as an operator starts it."""

import asyncio
import os
import signal
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import bot
from bot.playground.bells import Bell

LINES_KEPT: Final = 400
CHUNK: Final = 65_536
PATIENCE: Final = 8.0
"""Seconds for an orderly end, after which the process is killed."""
LEASH: Final = "bot.playground.page.leash"

SOURCES = Path(bot.__file__).parent.parent


class BotProcess(Protocol):
    """A process, as `asyncio.subprocess.Process` is one. stdout: all that it writes, errors too."""

    @property
    def pid(self) -> int: ...

    stdout: asyncio.StreamReader | None

    def send_signal(self, signal: int) -> None:
        """Raises ProcessLookupError where it has ended."""

    def kill(self) -> None:
        """The same with SIGKILL."""

    async def wait(self) -> int:
        """The status of its end, negative for a signal."""


StartProcess: TypeAlias = Callable[[Mapping[str, str], float], Awaitable[BotProcess]]
"""Starts a bot with more environment, and a clock that runs so many seconds ahead of the machine's."""


async def start_process(environment: Mapping[str, str], ahead: float) -> BotProcess:
    """Run the whole command line in a Python of its own; returns before the bot is ready."""
    paths = (str(SOURCES), os.environ.get("PYTHONPATH", ""))
    # -P: a folder named `bot` in the current folder must not come before ours.
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", LEASH, str(ahead)),
        env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        stdin=asyncio.subprocess.PIPE,  # the leash: it ends with us, however we end
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C is for the playground, which then ends the bot in order
    )


class Child:
    """One bot, started and ended as often as one likes.

    state: stopped, running or stopping. status: of its last end, negative for a signal.
    lines, told: what it wrote last, and how many lines it wrote in all.
    """

    def __init__(self, bell: Bell, start: StartProcess) -> None:
        self._bell = bell
        self._start = start
        self._process: BotProcess | None = None
        self._watching: asyncio.Task[None] | None = None
        self.state = "stopped"
        self.status: int | None = None
        self.lines: deque[str] = deque(maxlen=LINES_KEPT)
        self.told = 0

    @property
    def pid(self) -> int:
        """Of the process; 0 while none runs."""
        return self._process.pid if self._process else 0

    async def start(self, environment: Mapping[str, str], ahead: float = 0.0) -> None:
        """Run the bot, unless it runs already; returns before it is ready.

        environment: what it is given beside that of this process.
        ahead: seconds by which its clock runs ahead of the machine's.
        """
        if self._process is not None:
            return
        self._process = await self._start(environment, ahead)
        self._become("running", None)
        self._watching = asyncio.create_task(self._watch(self._process))

    async def stop(self) -> None:
        """SIGTERM, and wait."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """kill -9, and wait."""
        await self._end(signal.SIGKILL)

    def since(self, told: int) -> list[str]:
        """The lines after so many, as far as they are kept."""
        new = min(self.told - told, len(self.lines))
        return list(islice(self.lines, len(self.lines) - new, None))

    def tell(self, line: str) -> None:
        """Add a line to what the bot wrote."""
        self.lines.append(line)
        self.told += 1
        self._bell.ring()

    async def _end(self, number: signal.Signals) -> None:
        process, watching = self._process, self._watching
        if process is None or watching is None:
            return
        self._become("stopping", None)
        with suppress(ProcessLookupError):
            process.send_signal(number)
        _, late = await asyncio.wait({watching}, timeout=PATIENCE)
        if late:
            with suppress(ProcessLookupError):
                process.kill()
            await watching

    async def _watch(self, process: BotProcess) -> None:
        assert process.stdout is not None  # noqa: S101  # it is a pipe
        rest = b""
        while chunk := await process.stdout.read(CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.tell(line.decode(errors="replace").rstrip())
            rest = rest[-CHUNK:]  # of a line without an end, its end
        status = await process.wait()
        self._process = None
        self._become("stopped", status)

    def _become(self, state: str, status: int | None) -> None:
        self.state, self.status = state, status
        words = f"the bot is {state}" + ("" if status is None else f" ({self._ending(status)})")
        self.tell(f"— {words}")

    @staticmethod
    def _ending(status: int) -> str:
        return signal.Signals(-status).name if status < 0 else f"exit code {status}"
