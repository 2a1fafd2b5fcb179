"""Where a group can go from where it stands: one `transitions` machine for all groups, every guard named.

Only whether and where to is decided here. What a transition changes is in `coach_moves`.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, cast

from transitions import EventData, Machine

from bot.core.group.agenda import AgendaStep, Does
from bot.core.group.session import GroupSession, GroupStage, Pending

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

RUNNING = (
    GroupStage.LOBBY,
    GroupStage.OPEN,
    GroupStage.TALK,
    GroupStage.SHOWN,
    GroupStage.RESULTS,
    GroupStage.PLAN,
)
"""The stages that a session can rest in, and come back to."""
CAN_PLAN = (GroupStage.LOBBY, GroupStage.OPEN, GroupStage.TALK, GroupStage.SHOWN, GroupStage.RESULTS)
"""The stages in which something is still to come that can be planned."""
NOT_ENDED = tuple(stage for stage in GroupStage if stage is not GroupStage.ENDED)


@dataclass(slots=True)
class Cursor:
    """What the machine moves for one event; thrown away after it.

    following: the step after the open one; None after the last.
    is_split: the answers to the open question are to be talked about first.
    """

    state: GroupStage
    group: GroupSession
    following: AgendaStep | None
    is_split: bool = False


def next_stage(trigger: str, cursor: Cursor) -> GroupStage | None:
    """Move the cursor, and return the stage that a trigger leads to; None where it leads nowhere now."""
    event = machine().events[trigger]
    if cursor.state.name not in event.transitions or not event.trigger(cursor):
        return None
    return cursor.state


def can(trigger: str, group: GroupSession, following: AgendaStep | None) -> bool:
    """Return whether a trigger leads anywhere now. following: as of `Cursor`."""
    return next_stage(trigger, Cursor(group.stage, group, following)) is not None


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
    return _cursor(event).following is None


def _next_does(event: EventData, does: Does) -> bool:
    following = _cursor(event).following
    return following is not None and following.does is does


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

    def __init__(self, stage: GroupStage) -> None:
        self.stage = stage

    def __call__(self, event: EventData) -> bool:
        return _cursor(event).group.before is self.stage


# --- the machine ----------------------------------------------------------------------------


@cache
def machine() -> Machine:
    """The stages of a session; holds none, so it serves any number at once."""
    logging.getLogger("transitions").setLevel(logging.WARNING)  # it logs what it moves at INFO
    built = Machine(
        model=None, states=GroupStage, initial=GroupStage.LOBBY, auto_transitions=False, send_event=True
    )
    add = built.add_transition
    add(CLOSE, GroupStage.OPEN, GroupStage.CLOSING)
    add(SKIP, GroupStage.OPEN, GroupStage.CLOSING)
    add(REVOTE, GroupStage.TALK, GroupStage.OPEN)
    add(REVEAL, GroupStage.TALK, GroupStage.SHOWN)
    _onward(built, START, (GroupStage.LOBBY,))
    _onward(built, NEXT, (GroupStage.SHOWN, GroupStage.RESULTS))
    add(ELAPSE, GroupStage.CLOSING, GroupStage.TALK, conditions=[is_revealing, is_to_be_discussed])
    add(ELAPSE, GroupStage.CLOSING, GroupStage.SHOWN, conditions=is_revealing)
    _onward(built, ELAPSE, (GroupStage.CLOSING,), also=[is_skipping])
    add(ELAPSE, GroupStage.CLOSING, GroupStage.ENDED, conditions=is_ending)
    add(ATTACH, GroupStage.DETACHED, GroupStage.PAUSED, conditions=was_paused)
    for stage in RUNNING:
        add(END, stage, GroupStage.CLOSING)
        add(PAUSE, stage, GroupStage.PAUSED)
        add(DETACH, stage, GroupStage.DETACHED)
        add(CANCEL, GroupStage.CLOSING, stage, conditions=CameFrom(stage))
        add(RESUME, GroupStage.PAUSED, stage, conditions=CameFrom(stage))
        add(ATTACH, GroupStage.DETACHED, stage, conditions=CameFrom(stage))
    add(END, GroupStage.PAUSED, GroupStage.ENDED)
    add(END, GroupStage.DETACHED, GroupStage.ENDED)
    add(DETACH, [GroupStage.CLOSING, GroupStage.PAUSED], GroupStage.DETACHED)
    return built


def _onward(
    built: Machine, trigger: str, sources: tuple[GroupStage, ...], also: Sequence[Guard] = ()
) -> None:
    """To whatever the agenda says next; a lobby stands before its first step."""
    for guard, stage in (
        (next_asks, GroupStage.OPEN),
        (next_shows_results, GroupStage.RESULTS),
        (next_plans, GroupStage.PLAN),
        (nothing_is_next, GroupStage.ENDED),
    ):
        built.add_transition(trigger, list(sources), stage, conditions=[*also, guard])
