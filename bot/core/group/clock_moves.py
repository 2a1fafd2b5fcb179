"""What is done in a group when a time has come, and nobody asked."""

from dataclasses import replace

from bot.core.group import stages
from bot.core.group.check_in import checked
from bot.core.group.coach_context import Led, announced, logged, put_aside, saved, timer
from bot.core.group.coach_moves import triggered
from bot.core.group.deadlines import AWAY, ENOUGH, LAST_CALL, LATE, LOOK, RESTS, UNDO, timed
from bot.core.group.privacy.counting import answered, here
from bot.core.group.reveal import ended
from bot.core.group.session import GroupChange, Pending, Stage
from bot.core.group.status import board, consoles, open_step, step_message
from bot.core.screen.surface import Urgency

BY_CLOCK = "announced the close"


def elapsed(led: Led) -> GroupChange:
    """What is due by now, if anything; what came due while nobody could see it is put off."""
    group = led.group
    if group.stage is Stage.ENDED:
        return checked(led)
    if group.closes_at is not None and group.closes_at <= led.at:
        if led.at - group.closes_at > LATE and (group.stage is Stage.CLOSING or not _looks(led)):
            return _put_off(led)
        if group.stage is Stage.CLOSING:
            return triggered(led, stages.ELAPSE, "") or GroupChange()
        if group.stage is Stage.OPEN:
            return _looked(led) if _looks(led) else _timed_out(led)
    return _rested(led)


def _looks(led: Led) -> bool:
    """Whether the time is that of a look, and not of a timer."""
    step = open_step(led.dialog, led.group)
    return led.group.stage is Stage.OPEN and step is not None and step.question.group.timer is None


def _timed_out(led: Led) -> GroupChange:
    """A question's own time is over; one that nobody has answered gets it once more."""
    if answered(led.seats, led.steps[led.group.step].question.id):
        return announced(led, Pending.REVEAL, UNDO, BY_CLOCK)
    again = replace(led.group, revision=led.group.revision + 1, **timer(led))  # type: ignore[arg-type]  # names are checked by replace
    return GroupChange(group=timed(again))


def _looked(led: Led) -> GroupChange:
    """A big group closes a step when most have answered and nobody answers any more."""
    question = led.steps[led.group.step].question
    now = answered(led.seats, question.id)
    if now == led.group.looked and 100 * now >= ENOUGH * len(here(led.seats)):
        return announced(led, Pending.REVEAL, LAST_CALL, BY_CLOCK)
    group = replace(led.group, looked=now, closes_at=led.at + LOOK, revision=led.group.revision + 1)
    return GroupChange(group=timed(group), show=consoles(group, Urgency.COUNTER))


def _put_off(led: Led) -> GroupChange:
    """The bot was away when it was due: people get the time again, and are told."""
    assert led.group.closes_at is not None  # noqa: S101  # the caller looked
    missed = led.at - led.group.closes_at
    again = UNDO if led.group.stage is Stage.CLOSING else LAST_CALL
    return saved(led, {"closes_at": led.at + again, "late": missed}, step_message(led.group))


def _rested(led: Led) -> GroupChange:
    """What long silence of the coaches brings."""
    group, silent = led.group, led.at - led.group.acted_at
    due = [at for at in RESTS[group.reminded :] if silent >= at]
    if due:
        # One at a time: a bot that was away for weeks must not end what nobody was asked about.
        counted = replace(group, reminded=group.reminded + 1, acted_at=led.at - due[0])
        return _reminded(replace(led, group=counted), due[0])
    if silent >= AWAY and not group.away:
        return saved(led, {"away": True}, board(Urgency.STAGE))
    return GroupChange()


def _reminded(led: Led, rest: float) -> GroupChange:
    """A day of silence pauses, a week asks again, a month ends."""
    if rest >= RESTS[-1]:
        return ended(logged(led, "ended after a month of silence"))
    if rest == RESTS[0] and led.group.stage not in (Stage.PAUSED, Stage.DETACHED, Stage.LOBBY):
        return put_aside(logged(led, "paused after a day of silence"), Stage.PAUSED)
    return saved(led, {}, tuple(replace(each, below=True) for each in consoles(led.group)))
