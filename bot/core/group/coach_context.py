"""What coaches and the clock act on, and the parts that everything they do is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypedDict

from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import OutcomeFinder, find_outcomes
from bot.core.group.agenda import AgendaStep, Does, agenda
from bot.core.group.deadlines import (
    CROWD,
    KEPT_OPEN,
    LOOK,
    LOOK_CLOSELY,
    MINUTE,
    with_deadline,
    with_time_left,
)
from bot.core.group.own_question import OwnQuestion
from bot.core.group.own_sketch import Sketch
from bot.core.group.privacy.counting import members_here
from bot.core.group.privacy.figure import Figure
from bot.core.group.session import Entry, FoundGroup, GroupChange, GroupSession, GroupStage, Pending, Seat
from bot.core.group.status import board, consoles, open_step, remote_messages, step_message
from bot.core.screen.surface import ShowGroup, Urgency
from bot.core.words.phrase import Phrase, Words

LONGEST_LOG: Final = 200
NOTICED_STAGES: Final = (GroupStage.OPEN, GroupStage.TALK, GroupStage.RESULTS, GroupStage.PLAN)
"""The stages in which there is something to do: whoever is not in the chat gets a new message for each."""


class GroupFields(TypedDict, total=False):
    """The fields of a group session that a move changes, by the names they have there."""

    stage: GroupStage
    before: GroupStage | None
    pending: Pending | None
    step: int
    round: int
    taken: tuple[Figure, ...]
    shown: tuple[str, ...]
    closes_at: float | None
    clock: int
    clock_left: int
    looks_at: float | None
    closes_alone: bool
    looked: int
    acted_at: float
    away: bool
    was_paused: bool
    reminded: int
    late: float
    big_screen: int
    thread: int | None
    coach: int
    coach_name: str
    co_coaches: Mapping[int, str]
    wall: tuple[Phrase, ...]
    plan: tuple[str, ...]
    pages: Mapping[int, str]
    lets_in: bool
    place: str
    topic: str
    zone: int | None
    took_part: int
    kept: tuple[str, ...]
    offered: Mapping[str, tuple[str, ...]]
    own: tuple[OwnQuestion, ...]
    offered_own: tuple[OwnQuestion, ...]
    sketches: Mapping[int, Sketch]


NOTHING_PENDING: Final[GroupFields] = {
    "pending": None,
    "before": None,
    "closes_at": None,
    "clock": 0,
    "clock_left": 0,
    "looks_at": None,
    "late": 0.0,
}


@dataclass(frozen=True, slots=True)
class CoachContext:
    """A dialog, its group with all seats; who acts, and when (seconds since 1970).

    by: a name; "" for the bot itself. words: the language of messages that are sent once.
    person: who acts; 0 for the clock and the platform. earlier: sessions that this one's totals have to stand
    beside, newest first. outcomes: what answer sets lead to. about: the step that it is about, by its name in
    a plan; "" for none. number: a seat or a page that it is about, 0 for none. is_typed: it was a command.
    """

    dialog: Dialog
    group: GroupSession
    seats: tuple[Seat, ...]
    by: str
    at: float
    words: Words
    person: int = 0
    earlier: tuple[FoundGroup, ...] = ()
    outcomes: OutcomeFinder = find_outcomes
    about: str = ""
    number: int = 0
    is_typed: bool = False

    @property
    def steps(self) -> tuple[AgendaStep, ...]:
        """The agenda."""
        return agenda(self.dialog)


def mark_present(context: CoachContext) -> CoachContext:
    """Note that a coach is there. Once the session has ended, `acted_at` is when it did."""
    if context.group.stage is GroupStage.ENDED:
        return context
    group = replace(context.group, acted_at=context.at, away=False, reminded=0)
    return replace(context, group=group)


def add_to_log(context: CoachContext, what: Phrase | None) -> CoachContext:
    """Add a line to the log; None adds nothing."""
    if what is None:
        return context
    entry = Entry(context.at, context.by, what, context.person)
    log = (*context.group.log, entry)[-LONGEST_LOG:]
    return replace(context, group=replace(context.group, log=log))


def is_recent(context: CoachContext, what: Phrase) -> bool:
    """Return whether the log has that line within the last minute."""
    return any(entry.what == what and context.at - entry.at < MINUTE for entry in context.group.log)


def has_just_asked(context: CoachContext, what: Phrase) -> bool:
    """Return whether this very person asked for that within the last minute, and nothing was done since."""
    if not is_recent(context, what):
        return False
    last = context.group.log[-1]
    return last.what == what and last.person == context.person


def change_group(context: CoachContext, changes: GroupFields, show: Sequence[ShowGroup]) -> GroupChange:
    """Save the group with these fields, and show these surfaces, every console, and its step in private.

    Where something has come below the console of whoever acts, that follows; not below the question that they
    are just writing.
    """
    group = replace(context.group, revision=context.group.revision + 1, **changes)
    far = remote_messages(context.seats, below=changes.get("stage") in NOTICED_STAGES)
    sketch = changes.get("sketches", {}).get(context.person)
    follower = context.person if sketch is None or sketch.asleep else 0
    here = (replace(each, follows=each.chat == follower) for each in consoles(group))
    return GroupChange(group=with_deadline(group), show=(*show, *here, *far))


def announce(context: CoachContext, pending: Pending, seconds: float, why: Phrase | None) -> GroupChange:
    """Announce what is done in so many seconds; until then it can be undone."""
    changes: GroupFields = {
        **NOTHING_PENDING,
        "stage": GroupStage.CLOSING,
        "before": context.group.stage,
        "pending": pending,
        "closes_at": context.at + seconds,
        "clock": context.group.clock if pending is Pending.END else 0,
        "clock_left": with_time_left(context.group, context.at).clock,
    }
    show = board(Urgency.STAGE) if pending is Pending.END else step_message(context.group)
    return change_group(add_to_log(context, why), changes, show)


def set_clock(context: CoachContext, seconds: int) -> GroupFields:
    """Return a clock that runs for so long, once it is on show."""
    return {"clock": seconds, "closes_at": None, "looks_at": context.at + LOOK}


def timer(context: CoachContext) -> GroupFields:
    """Return the clock of an open question, and when it is looked at whether people still answer."""
    step = open_step(context.dialog, context.group)
    if step is None or step.does is not Does.ASK:
        return {}
    if step.question.group.timer is not None:
        return set_clock(context, step.question.group.timer)
    seconds = look_after(context)
    return {} if seconds is None else {"looks_at": context.at + seconds}


def look_after(context: CoachContext) -> float | None:
    """Return the seconds until the next look at an open question; None where only a coach closes it."""
    if context.group.looked == KEPT_OPEN:
        return None
    if closes_when_quiet(context):
        return LOOK
    return LOOK_CLOSELY if context.group.closes_alone else None


def closes_when_quiet(context: CoachContext) -> bool:
    """Return whether the open question closes once most have answered, and nobody does any more.

    Not in a second round, in which everybody has answered from the start; nor where it is for some people
    only: when they have all answered would tell who they are. That everybody has tapped tells nothing.
    """
    question = context.steps[context.group.step].question
    is_big = len(members_here(context.seats)) > CROWD
    return is_big and context.group.round == 1 and not question.is_conditional


def suspend(context: CoachContext, to: GroupStage) -> GroupChange:
    """Pause or detach the group; what was announced is cancelled. A clock keeps what is left of its time."""
    stage = context.group.stage
    before = context.group.before if stage in (GroupStage.CLOSING, GroupStage.PAUSED) else stage
    was_paused = to is GroupStage.DETACHED and (stage is GroupStage.PAUSED or context.group.was_paused)
    now = with_time_left(context.group, context.at)
    changes: GroupFields = {
        **NOTHING_PENDING,
        "stage": to,
        "before": before,
        "was_paused": was_paused,
        "clock": now.clock_left if stage is GroupStage.CLOSING else now.clock,
    }
    if to is GroupStage.DETACHED:  # nothing can be shown there; coaches find it in their consoles
        return change_group(
            context, changes, tuple(replace(each, below=True) for each in consoles(context.group))
        )
    return change_group(context, changes, (*step_message(context.group), *board(Urgency.STAGE)))
