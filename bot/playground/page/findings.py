"""The author's view: dialogs are checked again whenever one of their files was saved."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Final, TypeVar

from bot.authoring.check import check_files
from bot.core.dialog.source import Problem
from bot.library.reload import file_stamps
from bot.playground.refusals import Json

T = TypeVar("T")

INTERVAL: Final = 0.7
"""Seconds between looks; one costs a few stats."""


class DialogFindings:
    """What is wrong with the dialogs of a folder, as of now."""

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self.folder, self._clock = folder, clock
        self.found: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """The bot can run on what is there; warnings are none of its business."""
        return not any(each.code.startswith("E") for each in self.found)

    def view(self) -> list[Json]:
        """For the panel: where, what, and whether the bot refuses it."""
        return [
            {
                "place": f"{self._named(each.path)}:{each.line}:{each.column}",
                "words": f"{each.code}: {each.problem}" + (f" ({each.hint})" if each.hint else ""),
                "stops": each.code.startswith("E"),
            }
            for each in self.found
        ]

    async def follow(self, tell: Callable[[], None]) -> None:
        """Check now, and after every change, for ever. tell: called after each check."""
        before: object = None
        while True:
            now = await asyncio.to_thread(file_stamps, self.folder, "*/*.yml")
            if now != before:
                before = now
                today = datetime.fromtimestamp(self._clock(), UTC).date()
                self.found, _ = await _beside(partial(check_files, [self.folder], today))
                tell()
            await asyncio.sleep(INTERVAL)

    def _named(self, path: str) -> str:
        within = Path(path)
        return str(within.relative_to(self.folder)) if within.is_relative_to(self.folder) else path


async def _beside(work: Callable[[], T]) -> T:
    """Return the result of work in a thread for which the end of the process does not wait.

    Proving a big dialog takes seconds, and nobody who pressed Ctrl-C wants them.
    """
    result: Future[T] = Future()
    Thread(target=_do, args=(work, result), name="findings", daemon=True).start()
    return await asyncio.wrap_future(result)


def _do(work: Callable[[], T], result: Future[T]) -> None:
    if not result.set_running_or_notify_cancel():
        return
    try:
        result.set_result(work())
    except Exception as problem:  # noqa: BLE001 - whoever awaits the result gets it
        result.set_exception(problem)
