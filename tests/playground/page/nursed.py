"""The playground's bot as a fork of a process that has imported everything, which starts much sooner."""

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryDirectory

from tests.e2e.nurseries import Nursery, nursery


class NursedProcess:
    """A bot of a nursery, used like a process of one's own."""

    def __init__(self, kept: Nursery, pid: int, stdout: asyncio.StreamReader) -> None:
        self._nursery = kept
        self.pid = pid
        self.stdout: asyncio.StreamReader | None = stdout

    def send_signal(self, signal: int) -> None:
        """It can be sent until the end was waited for."""
        os.kill(self.pid, signal)

    def kill(self) -> None:
        """kill -9."""
        self.send_signal(SIGKILL)

    async def wait(self) -> int:
        """The exit status, negative for a signal."""
        return int(await self._nursery.ask(f"wait {self.pid}"))


async def start_nursed(environment: Mapping[str, str], ahead: float) -> NursedProcess:
    """Fork a bot whose clock on the wall is ahead by so many seconds; returns before it is ready."""
    kept = nursery(haste=1.0)
    kept.wall.put(ahead)
    with TemporaryDirectory(prefix="nursed-") as folder:
        lines = Path(folder) / "lines"
        os.mkfifo(lines)
        reading = os.open(lines, os.O_RDONLY | os.O_NONBLOCK)
        pid = int(await kept.ask(f"start {json.dumps({**environment, 'BOT_LOG': str(lines)})}"))
    stdout = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(reading, "rb", 0)
    )
    return NursedProcess(kept, pid, stdout)
