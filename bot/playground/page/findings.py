"""The author's view: dialogs are checked again whenever one of their files was saved."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Final

from bot.authoring.check import check_files
from bot.core.dialog.source import Problem
from bot.library.reload import file_stamps
from bot.playground.refusals import Json

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
        return not any(each.is_error for each in self.found)

    def view(self) -> list[Json]:
        """For the panel: where, what, and whether the bot refuses it."""
        return [
            {
                "place": f"{self._named(each.path)}:{each.line}:{each.column}",
                "words": f"{each.code}: {each.problem}" + (f" ({each.hint})" if each.hint else ""),
                "stops": each.is_error,
            }
            for each in self.found
        ]

    async def follow(self, tell: Callable[[], None]) -> None:
        """Check now, and after every change, for ever. tell: called after each check.

        Proving a big dialog takes seconds, and nobody who pressed Ctrl-C wants them. So a check ends soon
        after this is cancelled, as it is at Ctrl-C. Its thread is never left behind: the interpreter would
        end it, and where it is in a library that is not Python then, the whole process with it.
        """
        ended = Event()

        def go_on(_: str) -> None:
            if ended.is_set():
                raise KeyboardInterrupt

        before: object = None
        try:
            while True:
                now = await asyncio.to_thread(file_stamps, self.folder, "*/*.yml")
                if now != before:
                    before = now
                    today = datetime.fromtimestamp(self._clock(), UTC).date()
                    self.found, _ = await asyncio.to_thread(check_files, [self.folder], today, go_on)
                    tell()
                await asyncio.sleep(INTERVAL)
        finally:
            ended.set()

    def _named(self, path: str) -> str:
        within = Path(path)
        return str(within.relative_to(self.folder)) if within.is_relative_to(self.folder) else path
