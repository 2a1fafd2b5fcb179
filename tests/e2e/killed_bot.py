"""`python -m tests.e2e.killed_bot run`: what `decision-coach run` does, in a process that kills itself.

DIES_AT in the environment says where. `committed:3` is the third commit of the process; the points are those
of `tests.crash_points`. The path of a file instead arms the process while it runs: it dies at the point that
stands in the file, counted from when it appeared there.
"""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, cast
from unittest.mock import patch

from bot import __main__ as command_line
from bot import main as bot_on_telegram
from bot.app.update import Text, Update
from bot.platforms.telegram.connection import Edge, connected
from bot.stores.opening import open_store
from bot.stores.protocol import Store
from tests.crash_points import Handler, OnPoint, watch_edge, watch_store


class Aimed:
    """Kills this process (SIGKILL) at a point. wanted: the point, and which of them: `committed:3`."""

    def __init__(self, wanted: str) -> None:
        self._point, _, number = wanted.partition(":")
        self._left = int(number or 1)

    def __call__(self, point: str) -> None:
        """Count a point that is passed."""
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Armed:
    """The same at the point that stands in a file, from when the file is there."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._aimed: Aimed | None = None

    def __call__(self, point: str) -> None:
        """Count a point that is passed."""
        if self._aimed is None and self._file.exists():
            self._aimed = Aimed(self._file.read_text(encoding="utf-8"))
        if self._aimed is not None:
            self._aimed(point)


async def swallow(update: Update) -> None:
    """Fail on a text that is poison."""
    match update.what:
        case Text(text="poison MemoryError"):
            raise MemoryError
        case Text(text=text) if text.startswith("poison"):
            raise LookupError(text)


class Poisoned:
    """Telegram, with a bug in whatever handles updates."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def __getattr__(self, name: str) -> Any:
        return getattr(self._edge, name)

    def intake(self, handle: Handler, *rest: Any, **named: Any) -> Any:
        """Let the bug come before what handles updates."""

        async def handle_or_fail(update: Update) -> None:
            await swallow(update)
            await handle(update)

        return self._edge.intake(handle_or_fail, *rest, **named)


def main() -> NoReturn:
    """Run the whole command line; only the parts that reach out of the process are watched."""
    dies_at = os.environ["DIES_AT"]
    if dies_at == "poison":
        run_with(connect=connect_poisoned)
    kill: OnPoint = Armed(Path(dies_at)) if "/" in dies_at else Aimed(dies_at)

    def open_watched(url: str) -> Store:
        return watch_store(open_store(url), kill)

    @asynccontextmanager
    async def connect_watched(*what: Any) -> AsyncIterator[Edge]:
        async with connected(*what) as edge:
            yield watch_edge(edge, kill)

    run_with(open_store=open_watched, connect=connect_watched)


@asynccontextmanager
async def connect_poisoned(*what: Any) -> AsyncIterator[Edge]:
    async with connected(*what) as edge:
        yield cast("Edge", Poisoned(edge))


def run_with(**parts: Any) -> NoReturn:
    """Run the command line with other parts."""
    with patch.object(bot_on_telegram, "run", partial(bot_on_telegram.run, **parts)):
        command_line.main()


if __name__ == "__main__":
    main()
