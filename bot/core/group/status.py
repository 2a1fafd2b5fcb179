"""Where a group stands on its agenda, and which of its surfaces show that."""

from bot.core.dialog.model import Dialog
from bot.core.group.agenda import Does, Step, agenda
from bot.core.group.privacy.counting import has_totals
from bot.core.group.session import GroupSession, Pending, Stage
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.core.words import group_words as words


def open_step(dialog: Dialog, group: GroupSession) -> Step | None:
    """The step the group is at; None before the first and after the last."""
    steps = agenda(dialog)
    return steps[group.step] if 0 <= group.step < len(steps) else None


def stands(dialog: Dialog, group: GroupSession) -> str:
    """Where the group stands, in one sentence."""
    if group.pending is Pending.END:
        return words.ENDS_SOON
    step = open_step(dialog, group)
    told = words.STANDS[group.stage.value]
    if group.stage is Stage.SHOWN and step is not None and not has_totals(group, step.question):
        told = words.CLOSED_STEP
    return told.format(step=f"{group.step + 1} of {len(agenda(dialog))}")


def has_results(dialog: Dialog, group: GroupSession) -> bool:
    """Whether the group has come to its results, so that each may see theirs."""
    reached = agenda(dialog)[: group.step + 1]
    return group.stage is Stage.ENDED or any(step.does is Does.RESULTS for step in reached)


def counters(group: GroupSession) -> tuple[ShowGroup, ...]:
    """What shows how many have answered: the open step, and every console."""
    step = (ShowGroup(Role.STEP, str(group.step), urgency=Urgency.COUNTER),) if group.takes_answers else ()
    return (*step, *consoles(group, Urgency.COUNTER))


def consoles(group: GroupSession, urgency: Urgency = Urgency.STAGE) -> tuple[ShowGroup, ...]:
    """The console of each coach, in the coach's private chat."""
    return tuple(ShowGroup(Role.CONSOLE, str(coach), coach, urgency) for coach in group.coaches)


def board(urgency: Urgency = Urgency.COUNTER) -> tuple[ShowGroup, ...]:
    """The message that says who takes part and how far the group is."""
    return (ShowGroup(Role.BOARD, urgency=urgency),)


def afresh(group: GroupSession) -> tuple[ShowGroup, ...]:
    """All that is in use now, in messages of its own at the end of the chat; at last the board alone."""
    if group.stage is Stage.ENDED:
        return (ShowGroup(Role.BOARD, below=True),)
    more: tuple[ShowGroup, ...] = ()
    if group.stands_at is Stage.TALK:
        more = talk_message(group, below=True)
    elif group.stands_at is Stage.PLAN:
        more = (ShowGroup(Role.WALL, below=True),)
    return (ShowGroup(Role.BOARD, below=True), *step_message(group, below=True), *more)


def talk_message(group: GroupSession, below: bool = False) -> tuple[ShowGroup, ...]:
    """The message that a group talks by."""
    return (ShowGroup(Role.TALK, str(group.step), below=below),)


def step_message(group: GroupSession, below: bool = False) -> tuple[ShowGroup, ...]:
    """The message of the step the group is at."""
    return (ShowGroup(Role.STEP, str(group.step), below=below),) if group.step >= 0 else ()
