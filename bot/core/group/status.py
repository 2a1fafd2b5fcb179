"""Where a group stands on its agenda, which of its surfaces show that, and what buttons carry of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from zlib import crc32

from bot.core.dialog.model import Dialog
from bot.core.group.agenda import AgendaStep, Does, agenda
from bot.core.group.plan import number_of, reached
from bot.core.group.privacy.counting import has_totals
from bot.core.group.session import GroupSession, GroupStage, Pending, Seat
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.core.words import group_status
from bot.core.words.phrase import Phrase


def open_step(dialog: Dialog, group: GroupSession) -> AgendaStep | None:
    """Return the step the group is at; None before the first and after the last."""
    steps = agenda(dialog)
    return steps[group.step] if 0 <= group.step < len(steps) else None


def status(dialog: Dialog, group: GroupSession) -> Phrase:
    """Say in one sentence where the group stands."""
    if group.pending is Pending.END:
        return group_status.ends_soon()
    if (fixed := _FIXED.get(group.stage)) is not None:
        return fixed
    step, shown = open_step(dialog, group), _AT_STEP[group.stage]
    if group.stage is GroupStage.SHOWN and step is not None and not has_totals(group, step.question):
        shown = group_status.closed_step
    return shown(*number_of(dialog, group, group.step))


_FIXED: Final[Mapping[GroupStage, Phrase]] = {
    GroupStage.LOBBY: group_status.lobby(),
    GroupStage.RESULTS: group_status.results(),
    GroupStage.PLAN: group_status.plan(),
    GroupStage.ENDED: group_status.ended(),
    GroupStage.PAUSED: group_status.paused(),
    GroupStage.DETACHED: group_status.detached(),
}
_AT_STEP: Final[Mapping[GroupStage, Callable[[int, int], Phrase]]] = {
    GroupStage.OPEN: group_status.open_step,
    GroupStage.CLOSING: group_status.closing_step,
    GroupStage.TALK: group_status.talk,
    GroupStage.SHOWN: group_status.totals,
}


def has_results(dialog: Dialog, group: GroupSession) -> bool:
    """Return whether the group has come to its results, so that everybody may see their own."""
    came = (agenda(dialog)[at] for at in reached(dialog, group))
    return group.stage is GroupStage.ENDED or any(step.does is Does.RESULTS for step in came)


def counters(group: GroupSession) -> tuple[ShowGroup, ...]:
    """Return what shows how many have answered: the open step and every console."""
    step = (ShowGroup(Role.STEP, str(group.step), urgency=Urgency.COUNTER),) if group.takes_answers else ()
    return (*step, *consoles(group, Urgency.COUNTER))


def consoles(group: GroupSession, urgency: Urgency = Urgency.STAGE) -> tuple[ShowGroup, ...]:
    """Return the console of each coach, in the coach's private chat."""
    return tuple(ShowGroup(Role.CONSOLE, str(coach), coach, urgency) for coach in group.coaches)


def board(urgency: Urgency = Urgency.COUNTER) -> tuple[ShowGroup, ...]:
    """Return the message that says who takes part and how far the group is."""
    return (ShowGroup(Role.BOARD, urgency=urgency),)


def who_takes_part(group: GroupSession) -> tuple[ShowGroup, ...]:
    """Return what changes with who takes part: how many are counted, and whose steps are on the wall."""
    wall = (ShowGroup(Role.WALL, urgency=Urgency.WALL),) if group.rests_at is GroupStage.PLAN else ()
    return (*counters(group), *board(), *wall)


def remote_messages(seats: Iterable[Seat], below: bool = False) -> tuple[ShowGroup, ...]:
    """Return the step of the group as those see it in private who are not in its chat."""
    far = [seat.member.person for seat in seats if seat.member.is_remote and seat.member.here]
    return tuple(ShowGroup(Role.REMOTE, str(person), person, Urgency.RESULT, below) for person in far)


def new_messages(group: GroupSession) -> tuple[ShowGroup, ...]:
    """Return all that is in use now, as new messages at the end of the chat; after the end only the board."""
    if group.stage is GroupStage.ENDED:
        return (ShowGroup(Role.BOARD, below=True),)
    more: tuple[ShowGroup, ...] = ()
    if group.stands_at is GroupStage.TALK:
        more = talk_message(group, below=True)
    elif group.stands_at is GroupStage.PLAN:
        more = (ShowGroup(Role.WALL, below=True),)
    return (ShowGroup(Role.BOARD, below=True), *step_message(group, below=True), *more)


def talk_message(group: GroupSession, below: bool = False) -> tuple[ShowGroup, ...]:
    """Return the message with the reasons to talk about."""
    return (ShowGroup(Role.TALK, str(group.step), below=below),)


def clock_message(group: GroupSession) -> tuple[ShowGroup, ...]:
    """Return the message that shows the clock."""
    return talk_message(group) if group.stage is GroupStage.TALK else step_message(group)


def step_message(group: GroupSession, below: bool = False) -> tuple[ShowGroup, ...]:
    """Return the message of the step the group is at."""
    return (ShowGroup(Role.STEP, str(group.step), below=below),) if group.step >= 0 else ()


# --- stamps of buttons ------------------------------------------------------------------
# What a button carries of where its group stood, so that one of before does nothing now.


def stamp(group: GroupSession) -> int:
    """What a member's button carries of where the group stood, 32 bits: step and round."""
    return (group.step + 1) << 8 | group.round


def lead_stamp(group: GroupSession) -> int:
    """Return what a coach's button carries of where the group stood, 32 bits.

    It changes with everything that coaches do and with each stage, but not when a clock merely looks: so a
    button goes stale only when the group has moved on. It rests on codes, so no wording can change it.
    """
    last = [(entry.at, entry.who, entry.what.id) for entry in group.log[-1:]]
    return crc32(repr((*stood(group), last)).encode())


def stood(group: GroupSession) -> tuple[object, ...]:
    """Return where the group stands, apart from its log."""
    return group.stage.value, group.pending and group.pending.value, group.step, group.round
