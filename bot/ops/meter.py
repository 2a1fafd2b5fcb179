"""What is measured while the bot works; only where somebody can read it there is a meter.

Labels are of a fixed few: no person, chat, dialog or answer is ever one.
"""

from enum import Enum
from typing import Final, Protocol


class TimedPart(Enum):
    """A part of an update's way that is timed."""

    # Reading what came; then deciding about it until it is on disk; and all of it, with what it waited for.
    READ = "read"
    COMMIT = "commit"
    WHOLE = "whole"


class Meter(Protocol):
    """Takes note of what has just ended."""

    def note_part(self, part: TimedPart, seconds: float) -> None:
        """Take note of a part of an update's way."""

    def note_call(self, method: str, status: int | None, seconds: float) -> None:
        """Take note of a call. method: of the Bot API. status: of HTTP; None where no answer came."""


INSTALL_METRICS: Final = "Measuring needs a library: pip install 'decision-coach[metrics]'\n"
