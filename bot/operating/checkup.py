"""What a look at one thing came to, as one line for an operator."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from bot.stores.inspection import Inspection


class Mark(Enum):
    """FAIL: the bot cannot run so, or loses something. WARNING: it can, and somebody should look at it."""

    OK = "OK"
    WARNING = "WARNING"
    FAIL = "FAIL"


class Checkup(NamedTuple):
    """subject: one word. said: what is the case, and unless all is well, what to do."""

    mark: Mark
    subject: str
    said: str

    def __str__(self) -> str:
        return f"{self.mark.value:<8} {self.subject:<10} {self.said}"


def checkups_of(subject: str, found: Inspection) -> Iterator[Checkup]:
    """Yield what an inspection found, the worst first; its summary if all is well."""
    yield from (Checkup(Mark.FAIL, subject, each) for each in found.faults)
    yield from (Checkup(Mark.WARNING, subject, each) for each in found.warnings)
    if not found.faults and not found.warnings:
        yield Checkup(Mark.OK, subject, found.summary)


def exit_code(checkups: Iterable[Checkup]) -> int:
    """Return 1 if anything has failed, else 0."""
    return int(any(each.mark is Mark.FAIL for each in checkups))
