"""A meter that keeps what it is told, for tests."""

from dataclasses import dataclass, field

from bot.ops.meter import TimedPart


@dataclass
class Kept:
    """parts: in the order in which they ended. calls: the same, method and HTTP status."""

    parts: list[tuple[TimedPart, float]] = field(default_factory=list)
    calls: list[tuple[str, int | None]] = field(default_factory=list)

    def note_part(self, part: TimedPart, seconds: float) -> None:
        self.parts.append((part, seconds))

    def note_call(self, method: str, status: int | None, _seconds: float) -> None:
        self.calls.append((method, status))
