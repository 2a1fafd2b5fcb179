"""Where a group can go from where it stands: one `transitions` machine for all groups, every guard named.

Only whether and where to is decided here. What a transition changes is in `coach_moves`.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, cast

from transitions import EventData, Machine

from bot.core.group.agenda import Does, Step
from bot.core.group.session import GroupSession, Pending, Stage

START, CLOSE, SKIP, CANCEL, ELAPSE, REVOTE, REVEAL, NEXT, PAUSE, RESUME, DETACH, ATTACH, END = (
    "start",
    "close",
    "skip",
    "cancel",
    "elapse",
    "revote",
    "reveal",
    "next",
    "pause",
    "resume",
    "detach",
    "attach",
    "end",
)

Guard: TypeAlias = Callable[[EventData], bool]

RUNNING = (Stage.LOBBY, Stage.OPEN, Stage.TALK, Stage.SHOWN, Stage.RESULTS, Stage.PLAN)
"""The stages that a session can rest in, and come back to."""


@dataclass(slots=True)
class Cursor:
    """What the machine moves for one event; thrown away after it.

    steps: the agenda. is_split: the answers to the open question are to be talked about first.
    """

    state: Stage
    group: GroupSession
    steps: tuple[Step, ...]
    is_split: bool = False


def next_stage(trigger: str, cursor: Cursor) -> Stage | None:
    """Move the cursor, and return the stage that a trigger leads to; None where it leads nowhere now."""
    event = machine().events[trigger]
    if cursor.state.name not in event.transitions or not event.trigger(cursor):
        return None
    return cursor.state


def can(trigger: str, group: GroupSession, steps: tuple[Step, ...]) -> bool:
    """Return whether a trigger leads anywhere now."""
    return next_stage(trigger, Cursor(group.stage, group, steps)) is not None


# --- guards ---------------------------------------------------------------------------------


def _cursor(event: EventData) -> Cursor:
    return cast("Cursor", event.model)


def next_asks(event: EventData) -> bool:
    """The next step asks a question."""
    return _next_does(event, Does.ASK)


def next_shows_results(event: EventData) -> bool:
    """The next step shows the advice."""
    return _next_does(event, Does.RESULTS)


def next_plans(event: EventData) -> bool:
    """The next step is for what each will do."""
    return _next_does(event, Does.PLAN)


def nothing_is_next(event: EventData) -> bool:
    """The agenda is done."""
    cursor = _cursor(event)
    return cursor.group.step + 1 >= len(cursor.steps)


def _next_does(event: EventData, does: Does) -> bool:
    cursor = _cursor(event)
    return not nothing_is_next(event) and cursor.steps[cursor.group.step + 1].does is does


def is_revealing(event: EventData) -> bool:
    """A reveal was announced."""
    return _cursor(event).group.pending is Pending.REVEAL


def is_skipping(event: EventData) -> bool:
    """A skip was announced."""
    return _cursor(event).group.pending is Pending.SKIP


def is_ending(event: EventData) -> bool:
    """The end was announced."""
    return _cursor(event).group.pending is Pending.END


def is_to_be_discussed(event: EventData) -> bool:
    """The answers are apart, and this is the first round."""
    return _cursor(event).is_split


def was_paused(event: EventData) -> bool:
    """It was paused when the bot could no longer write."""
    return _cursor(event).group.was_paused


class CameFrom:
    """The group stood in that stage before. Named by its class, compared by its stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def __call__(self, event: EventData) -> bool:
        return _cursor(event).group.before is self.stage


# --- the machine ----------------------------------------------------------------------------


@cache
def machine() -> Machine:
    """The stages of a session; holds none, so it serves any number at once."""
    logging.getLogger("transitions").setLevel(logging.WARNING)  # it logs what it moves at INFO
    built = Machine(model=None, states=Stage, initial=Stage.LOBBY, auto_transitions=False, send_event=True)
    add = built.add_transition
    add(CLOSE, Stage.OPEN, Stage.CLOSING)
    add(SKIP, Stage.OPEN, Stage.CLOSING)
    add(REVOTE, Stage.TALK, Stage.OPEN)
    add(REVEAL, Stage.TALK, Stage.SHOWN)
    _onward(built, START, (Stage.LOBBY,))
    _onward(built, NEXT, (Stage.SHOWN, Stage.RESULTS))
    add(ELAPSE, Stage.CLOSING, Stage.TALK, conditions=[is_revealing, is_to_be_discussed])
    add(ELAPSE, Stage.CLOSING, Stage.SHOWN, conditions=is_revealing)
    _onward(built, ELAPSE, (Stage.CLOSING,), also=[is_skipping])
    add(ELAPSE, Stage.CLOSING, Stage.ENDED, conditions=is_ending)
    add(ATTACH, Stage.DETACHED, Stage.PAUSED, conditions=was_paused)
    for stage in RUNNING:
        add(END, stage, Stage.CLOSING)
        add(PAUSE, stage, Stage.PAUSED)
        add(DETACH, stage, Stage.DETACHED)
        add(CANCEL, Stage.CLOSING, stage, conditions=CameFrom(stage))
        add(RESUME, Stage.PAUSED, stage, conditions=CameFrom(stage))
        add(ATTACH, Stage.DETACHED, stage, conditions=CameFrom(stage))
    add(END, Stage.PAUSED, Stage.ENDED)
    add(END, Stage.DETACHED, Stage.ENDED)
    add(DETACH, [Stage.CLOSING, Stage.PAUSED], Stage.DETACHED)
    return built


def _onward(built: Machine, trigger: str, sources: tuple[Stage, ...], also: Sequence[Guard] = ()) -> None:
    """To whatever the agenda says next; a lobby stands before its first step."""
    for guard, stage in (
        (next_asks, Stage.OPEN),
        (next_shows_results, Stage.RESULTS),
        (next_plans, Stage.PLAN),
        (nothing_is_next, Stage.ENDED),
    ):
        built.add_transition(trigger, list(sources), stage, conditions=[*also, guard])
