"""What is led: the means that everything a coach or a clock does is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.group.agenda import Does, Step, agenda
from bot.core.group.deadlines import CROWD, KEPT_OPEN, LOOK, timed
from bot.core.group.privacy.counting import here
from bot.core.group.session import Entry, GroupChange, GroupSession, Pending, Seat, Stage
from bot.core.group.status import board, consoles, open_step, step_message
from bot.core.screen.surface import ShowGroup, Urgency

LONGEST_LOG: Final = 200
MINUTE: Final = 60.0

NOTHING_PENDING: Final[Mapping[str, object]] = {
    "pending": None,
    "before": None,
    "closes_at": None,
    "late": 0.0,
}


@dataclass(frozen=True, slots=True)
class Led:
    """What is led: a dialog, the group, all its seats; by whom, and when (seconds since 1970).

    person: who leads; 0 for the clock and the platform.
    """

    dialog: Dialog
    group: GroupSession
    seats: tuple[Seat, ...]
    by: str
    at: float
    person: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """The agenda."""
        return agenda(self.dialog)


def logged(led: Led, what: str) -> Led:
    """With one line more in the log; "" for none."""
    if not what:
        return led
    log = (*led.group.log, Entry(led.at, led.by, what, led.person))[-LONGEST_LOG:]
    return replace(led, group=replace(led.group, log=log))


def lately(led: Led, what: str) -> bool:
    """Whether the log has that line within the last minute."""
    return any(entry.what == what and led.at - entry.at < MINUTE for entry in led.group.log)


def asked_before(led: Led, what: str) -> bool:
    """Whether the very same person asked for that within the last minute, and nothing was done since."""
    return lately(led, what) and led.group.log[-1].what == what and led.group.log[-1].person == led.person


def saved(led: Led, changes: Mapping[str, object], show: Sequence[ShowGroup]) -> GroupChange:
    """The group with these fields, its surfaces to show, and every console."""
    group = replace(led.group, revision=led.group.revision + 1, **changes)  # type: ignore[arg-type]  # names are checked by replace
    return GroupChange(group=timed(group), show=(*show, *consoles(group)))


def announced(led: Led, pending: Pending, seconds: float, why: str) -> GroupChange:
    """What is to come is said, and can be taken back until then."""
    changes = {
        "stage": Stage.CLOSING,
        "before": led.group.stage,
        "pending": pending,
        "closes_at": led.at + seconds,
        "late": 0.0,
    }
    show = board(Urgency.STAGE) if pending is Pending.END else step_message(led.group)
    return saved(logged(led, why), changes, show)


def timer(led: Led) -> Mapping[str, object]:
    """When an open question closes, or is looked at: in a second round all have answered already."""
    step = open_step(led.dialog, led.group)
    if step is None or step.does is not Does.ASK:
        return {}
    if step.question.group.timer is not None:
        return {"closes_at": led.at + step.question.group.timer}
    is_looked_at = len(here(led.seats)) > CROWD and led.group.round == 1 and led.group.looked != KEPT_OPEN
    return {"closes_at": led.at + LOOK} if is_looked_at else {}


def put_aside(led: Led, to: Stage) -> GroupChange:
    """The group rests, and what was announced is taken back."""
    stage = led.group.stage
    before = led.group.before if stage in (Stage.CLOSING, Stage.PAUSED) else stage
    was_paused = to is Stage.DETACHED and (stage is Stage.PAUSED or led.group.was_paused)
    changes = {**NOTHING_PENDING, "stage": to, "before": before, "was_paused": was_paused}
    if to is Stage.DETACHED:  # nothing can be shown there; coaches hear of it where they notice it
        return saved(led, changes, tuple(replace(each, below=True) for each in consoles(led.group)))
    return saved(led, changes, (*step_message(led.group), *board(Urgency.STAGE)))
