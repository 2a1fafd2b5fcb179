"""What a member tells the coach without a name: kept with the member's seat, so that it goes with them.

It comes to the coach in no order, and only once everybody has seen the session move on since: so neither the
order nor the moment tells who wrote it. In a small group, what somebody writes can still give them away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2s
from math import inf
from typing import TYPE_CHECKING, Final

from bot.core.typed.one_line import clean_line, disarm_links
from bot.core.words import log
from bot.core.words import whispers as words
from bot.core.words.phrase import Phrase

if TYPE_CHECKING:
    from bot.core.group.session import GroupSession, Seat

MOST_WHISPERS: Final = 5
"""Of a person in a session."""
LONGEST_WHISPER: Final = 500
_MOVES: Final = frozenset(
    {
        log.started(),
        log.closed(),
        log.closing_by_itself(),
        log.asked_again(),
        log.revealed(),
        log.went_on(),
        log.skipped(),
        log.paused(),
        log.paused_by_silence(),
        log.resumed(),
        log.ended(),
        log.ended_by_silence(),
    }
)
"""Lines of the log with which a session moves on, for all to see.

With anything else, a coach could choose the moment at which what was written is shown.
"""


class Fate(Enum):
    """What became of it."""

    WAITING = "waiting"
    PUT = "put"  # to the group
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Whisper:
    """What somebody told the coach. at: seconds since 1970; nobody is shown it."""

    text: str
    at: float
    fate: Fate = Fate.WAITING


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What somebody is writing. text: "" until it is written. is_warned: what they wrote first was heavy,
    nothing of it was kept, and they know that it was not passed on.
    """

    text: str = ""
    is_warned: bool = False


@dataclass(frozen=True, slots=True)
class ToCoach:
    """What one member tells the coach. unsaid: None for nothing. muted: the coach takes no more."""

    whispers: tuple[Whisper, ...] = ()
    unsaid: Unsaid | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A whisper that a coach can see. name: on buttons; it tells nothing. at: its place among the seat's."""

    name: str
    seat: "Seat"
    at: int

    @property
    def whisper(self) -> Whisper:
        """Return what was told."""
        return self.seat.member.to_coach.whispers[self.at]


def heard(group: "GroupSession", seats: "Iterable[Seat]") -> tuple[Heard, ...]:
    """Return what a coach can see and has done nothing about, in an order that tells nothing."""
    return tuple(sorted(_heard(group, seats), key=lambda each: each.name))


def _heard(group: "GroupSession", seats: "Iterable[Seat]") -> "Iterator[Heard]":
    moved = _moved_at(group)
    for seat in seats:
        for at, whisper in enumerate(seat.member.to_coach.whispers):
            if whisper.fate is Fate.WAITING and whisper.at < moved:
                secret = f"{group.id} {seat.session.id} {at} {whisper.at}"
                yield Heard(f"whisper.{blake2s(secret.encode(), digest_size=8).hexdigest()}", seat, at)


def _moved_at(group: "GroupSession") -> float:
    """Return when the session moved on last; nothing is written once it has ended."""
    moves = [entry.at for entry in group.log if entry.what in _MOVES]
    return inf if group.is_over else max(moves, default=0.0)


def read_whisper(text: str) -> str | Phrase:
    """Return a typed text as a coach will see it, or what is wrong with it."""
    line = disarm_links(clean_line(text))
    if not line:
        return words.nothing_to_read()
    return words.too_long(LONGEST_WHISPER, len(line)) if len(line) > LONGEST_WHISPER else line
