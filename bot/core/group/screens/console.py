"""The coach's console in the private chat: who takes part, who has answered (never what), what to do."""

from collections.abc import Sequence

from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import score
from bot.core.group import stages
from bot.core.group.actions import Action
from bot.core.group.agenda import OUTCOMES, Does, agenda
from bot.core.group.coach_moves import TRIGGERS
from bot.core.group.coach_tools import waiting
from bot.core.group.deadlines import has_clock
from bot.core.group.events import Lead
from bot.core.group.leverage import points
from bot.core.group.privacy.counting import answered, has_advice, here, is_enough, published
from bot.core.group.screens.figures_text import hidden, in_words, newest
from bot.core.group.session import GroupSession, Seat, Stage
from bot.core.group.status import open_step, stands
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import group_words as words
from bot.core.words.words import bullets, lasting, shortened

MOST_NAMES = 15
"""Names in a list; of more it is told how many there are."""
LAST_LINES = 3
"""Lines of the log."""

MOST_PROMPTS = 2
"""Questions of the author for the coach to ask."""

ROWS: tuple[tuple[Action, ...], ...] = (
    (Action.START, Action.INVITE),
    (Action.RESUME,),
    (Action.CANCEL, Action.EXTEND),
    (Action.CLOSE, Action.NUDGE),
    (Action.REVOTE, Action.REVEAL),
    (Action.NEXT,),
    (Action.SKIP, Action.PAUSE, Action.END),
    (Action.RETRY, Action.GENERAL),
    (Action.IN_PRIVATE,),
    (Action.TAKE_OVER,),
    (Action.FILES, Action.DELETE),
)
"""The buttons in their places; those that do not fit where the group stands are left out."""


def console(dialog: Dialog, group: GroupSession, seats: Sequence[Seat], coach: int) -> Screen:
    """What one coach sees, or somebody who was one."""
    if coach not in group.coaches:
        return Screen((Block(f"You lead “{group.place}” no more."),))
    blocks = [
        Block(f"{group.place or 'The group'} · {dialog.title}", Style.TITLE),
        Block(_stands(dialog, group)),
        Block(_roster(dialog, group, seats)),
        Block(_told(dialog, group)),
        Block(_agenda(dialog, group), heading="Worth talking about"),
        Block(_prompts(dialog, group), heading="Questions for the group"),
        Block(_shared(dialog, seats, coach) if coach == group.coach else "", heading="Shared with you"),
        Block(_log(group), Style.HINT),
    ]
    return Screen(tuple(block for block in blocks if block.text), _rows(dialog, group, coach))


def _stands(dialog: Dialog, group: GroupSession) -> str:
    lines = [stands(dialog, group)]
    step = open_step(dialog, group)
    if step is not None and step.does is Does.ASK:
        lines.append(step.question.ask)
    match group.stage:
        case Stage.CLOSING:
            lines.append("“Cancel” takes it back.")
        case Stage.TALK:
            ways = [_name(dialog, group, action) for action in (Action.REVOTE, Action.REVEAL)]
            lines.append("Talk first; then “{}”, or “{}”.".format(*ways))
        case Stage.DETACHED:
            lines.append(_way_back(group))
    if group.late:
        lines.append(f"I was away for {lasting(group.late)}, so there is more time.")
    return "\n".join(lines)


def _way_back(group: GroupSession) -> str:
    if group.thread is None:
        return "Add me to the group again, or let me write there, and we go on; or send people into private."
    return "Reopen the topic, or add me to the group again, and try again; or go on elsewhere."


def _roster(dialog: Dialog, group: GroupSession, seats: Sequence[Seat]) -> str:
    """Who, never what."""
    present = here(seats)
    lines = [f"Taking part: {_names(present)}" if present else "Nobody has joined yet."]
    step = open_step(dialog, group)
    if step is not None and step.does is not Does.RESULTS and group.takes_answers:
        question = step.question.id
        late = waiting(dialog, tuple(seats), question)
        done = answered(seats, question)
        lines = [f"✔ {done} of {len(present)}"]
        if late:
            lines.append(f"Waiting for {_names(late)}")
        elif present:
            lines.append("Everybody has answered.")
    if len(present) < group.k and group.stage is not Stage.ENDED:
        lines.append((words.FEW_YET if group.stage is Stage.LOBBY else words.FEW).format(k=group.k))
    return "\n".join(lines)


def _names(seats: Sequence[Seat]) -> str:
    names = [seat.member.name for seat in seats[:MOST_NAMES]]
    more = len(seats) - len(names)
    return ", ".join(names) + (f", and {more} more" if more else "")


def _told(dialog: Dialog, group: GroupSession) -> str:
    """The totals of the open question, the same that the group sees."""
    step = open_step(dialog, group)
    if step is None or step.does is not Does.ASK or group.stage is not Stage.SHOWN:
        return ""
    rounds = published(group, step.question.id)
    figure = newest(rounds)
    told = () if figure is None else (in_words(step.question, figure), hidden(rounds))
    return "\n".join(each for each in told if each)


def _agenda(dialog: Dialog, group: GroupSession) -> str:
    if group.stage not in (Stage.RESULTS, Stage.PLAN, Stage.ENDED):
        return ""
    lines = []
    for point in points(dialog, group)[:3]:
        split = f"split {float(point.apart):.2f}"
        decides = "" if not point.turns else f", decides the advice of {point.turns} of {point.of}"
        lines.append(f"{shortened(dialog.questions[point.question].ask, 80)} ({split}{decides})")
    return bullets(lines)


def _prompts(dialog: Dialog, group: GroupSession) -> str:
    """What the author would ask those with the most given advice; of published advice alone."""
    figure = newest(published(group, OUTCOMES))
    if figure is None or group.stage is not Stage.RESULTS:
        return ""
    told = {cell.options[0]: cell.lowest for cell in figure.cells if len(cell.options) == 1 and cell.lowest}
    most = sorted((each for each in dialog.outcomes if each.id in told), key=lambda each: -told[each.id])
    return bullets(each.coach_prompt for each in most[:MOST_PROMPTS] if each.coach_prompt)


def _shared(dialog: Dialog, seats: Sequence[Seat], coach: int) -> str:
    """The advice, with its first reason, of those who want it seen by this coach."""
    lines = []
    sharing = [seat for seat in here(seats) if seat.member.shared_with == coach and has_advice(dialog, seat)]
    for seat in sharing[:MOST_NAMES]:
        advice = score(dialog, seat.session.settled)
        reason = f" ({advice.because[0].say})" if advice.because else ""
        lines.append(f"{seat.member.name}: {advice.outcome.title}{reason}")
    return bullets(lines)


def _log(group: GroupSession) -> str:
    return "\n".join(f"{entry.who}: {entry.what}" for entry in group.log[-LAST_LINES:])


def _rows(dialog: Dialog, group: GroupSession, coach: int) -> Rows:
    fitting = (tuple(action for action in row if _fits(dialog, group, action, coach)) for row in ROWS)
    return tuple(
        tuple(Button(_name(dialog, group, action), Lead(action)) for action in row) for row in fitting if row
    )


def _name(dialog: Dialog, group: GroupSession, action: Action) -> str:
    """The name of a coach's button: of few people there are no totals to show."""
    step = open_step(dialog, group)
    if action is Action.REVEAL and step is not None and not is_enough(group, step.question):
        return words.END_TALK
    return words.BUTTONS[action.name.lower()]


def _fits(dialog: Dialog, group: GroupSession, action: Action, coach: int) -> bool:
    if action is Action.GENERAL and group.thread is None:
        return False
    if action in TRIGGERS:
        return stages.can(TRIGGERS[action], group, agenda(dialog))
    match action:
        case Action.TAKE_OVER:
            return coach != group.coach and group.stage is not Stage.ENDED
        case Action.INVITE:
            return group.stage is Stage.LOBBY
        case Action.NUDGE:
            return group.stage is Stage.OPEN
        case Action.EXTEND:
            return group.stands_at is Stage.OPEN and group.closes_at is not None and has_clock(group)
        case Action.IN_PRIVATE:
            return group.stage is Stage.DETACHED
        case Action.FILES | Action.DELETE:
            return group.stage is Stage.ENDED
    return False
