"""A meter that keeps what it is told, for tests."""

from dataclasses import dataclass, field

from bot.ops.meter import CallOutcome, TimedPart


@dataclass
class Kept:
    """parts: in the order in which they ended. calls: the same, without the seconds they took."""

    parts: list[tuple[TimedPart, float]] = field(default_factory=list)
    calls: list[tuple[str, CallOutcome]] = field(default_factory=list)

    def note_part(self, part: TimedPart, seconds: float) -> None:
        self.parts.append((part, seconds))

    def note_call(self, method: str, outcome: CallOutcome, _seconds: float) -> None:
        self.calls.append((method, outcome))
