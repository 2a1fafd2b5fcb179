"""What is measured while the bot works, and by whom; without `/metrics`, by nobody.

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


class CallOutcome(Enum):
    """What became of a call to the platform. FAILED: no answer came, or the server is in trouble."""

    DONE = "done"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    FAILED = "failed"


class Meter(Protocol):
    """Takes note of what has just ended."""

    def note_part(self, part: TimedPart, seconds: float) -> None:
        """Take note of a part of an update's way."""

    def note_call(self, method: str, outcome: CallOutcome, seconds: float) -> None:
        """Take note of a call. method: of the Bot API."""


class NoMeter:
    """See `Meter`; keeps nothing."""

    def note_part(self, part: TimedPart, seconds: float) -> None:
        """See `Meter.note_part`."""

    def note_call(self, method: str, outcome: CallOutcome, seconds: float) -> None:
        """See `Meter.note_call`."""


UNMETERED: Final = NoMeter()
INSTALL_METRICS: Final = "Measuring needs a library: pip install 'decision-coach[metrics]'\n"


def outcome_of(status: int) -> CallOutcome:
    """Return what an HTTP status of the Bot API says of a call."""
    if status < 300:
        return CallOutcome.DONE
    if status == 429:
        return CallOutcome.RATE_LIMITED
    return CallOutcome.FAILED if status >= 500 else CallOutcome.REFUSED
