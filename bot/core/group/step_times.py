"""How long steps take, and what the logs of earlier sessions say about how long they really took."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, NamedTuple

from bot.core.words import log
from bot.core.words.phrase import Phrase

ENOUGH: Final = 3
"""Sessions from which on what they took is believed."""
LONGEST: Final = 1200
"""Seconds of a step beyond which a group was not at work on it."""
FACTOR: Final = 2
"""A learned time is at most so many times the usual one, and at least the same part of it."""
ROUNDED: Final = 5
"""Seconds to which learned times are rounded."""


@dataclass(frozen=True, slots=True)
class StepTimes:
    """Seconds that a group takes.

    answering: from a question to its totals, looked at together. talking: for a talk, with the second round
    after it. closing: for the results; and as long again for a first step and the wall.
    """

    answering: int = 60
    talking: int = 300
    closing: int = 180


USUAL: Final = StepTimes()
"""Where nothing is known."""


class _Took(NamedTuple):
    """What one session took, in seconds: a number for each step of a kind."""

    answering: list[float]
    talking: list[float]
    closing: list[float]


def learn_step_times(logs: Iterable[Sequence[tuple[float, Phrase]]]) -> StepTimes:
    """Return what sessions took, by the medians of their steps; the usual where too few tell.

    logs: for each session when something was done, in seconds since 1970, and what.
    """
    sessions = [_took(each) for each in logs]
    return StepTimes(
        *(
            _learned([each[kind] for each in sessions if each[kind]], usual)
            for kind, usual in enumerate((USUAL.answering, USUAL.talking, USUAL.closing))
        )
    )


def _learned(sessions: Sequence[list[float]], usual: int) -> int:
    if len(sessions) < ENOUGH:
        return usual
    seconds = median(each for session in sessions for each in session)
    return round(min(max(seconds, usual / FACTOR), usual * FACTOR) / ROUNDED) * ROUNDED


def _took(entries: Sequence[tuple[float, Phrase]]) -> _Took:
    took = _Took([], [], [])
    for step in _steps(entries):
        *between, end = step
        begun, closed = step[0][0], next((at for at, what in between if what in _CLOSES), None)
        if closed is None:
            took.closing.append(end[0] - begun)
        elif any(what in _TALKED for _, what in between):
            took.talking.append(end[0] - closed)
        else:
            took.answering.append(end[0] - begun)
    return took


def _steps(entries: Sequence[tuple[float, Phrase]]) -> Iterator[list[tuple[float, Phrase]]]:
    """Yield each step that went through without a break, from what opened it to what led on."""
    step: list[tuple[float, Phrase]] = []
    for entry in entries:
        if step and entry[1] in _LEADS_ON and entry[0] - step[0][0] <= LONGEST:
            yield [*step, entry]
        if entry[1] in _OPENS:
            step = [entry]
        elif entry[1] in _BREAKS:
            step = []
        elif step:
            step.append(entry)


_LEADS_ON: Final = frozenset({log.went_on(), log.ended()})
_OPENS: Final = frozenset({log.started(), log.went_on(), log.skipped()})
_BREAKS: Final = frozenset({log.paused(), log.paused_by_silence(), log.shut_out(), log.barred(), log.ended()})
_CLOSES: Final = frozenset({log.closed(), log.closing_by_itself()})
_TALKED: Final = frozenset({log.asked_again(), log.revealed()})
