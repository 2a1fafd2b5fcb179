"""Where the work stands at any moment, and dying there: what crash tests aim at. Knows no work itself."""

import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

Tell: TypeAlias = Callable[[str], None]
"""Told each point that is passed: fetched, committed, before_send, sent_not_recorded, recorded, answered."""


def kill_point(environment: Mapping[str, str]) -> Tell:
    """What kills the process (SIGKILL) at the point that DECISION_COACH_KILL_AT names, if it names one.

    `committed:3` is the third commit of the process. The path of a file instead arms the process while it
    runs: it dies at the point that stands in the file, counted from when it appeared there.
    """
    wanted = environment.get("DECISION_COACH_KILL_AT", "")
    if not wanted:
        return lambda point: None
    return _Armed(Path(wanted)) if "/" in wanted else _Aimed(wanted)


class _Aimed:
    def __init__(self, wanted: str) -> None:
        self._label, _, number = wanted.partition(":")
        self._left = int(number or 1)

    def __call__(self, point: str) -> None:
        if point == self._label:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class _Armed:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._aimed: _Aimed | None = None

    def __call__(self, point: str) -> None:
        if self._aimed is None and self._file.exists():
            self._aimed = _Aimed(self._file.read_text(encoding="utf-8"))
        if self._aimed is not None:
            self._aimed(point)
