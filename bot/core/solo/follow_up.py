"""What follows a result by the person's consent: a promised step, a reminder of it, one look back. Pure.

Nobody is written to who did not choose a time. A step brings at most two messages, a look back one; what
could not be sent in time waits for the next waking hour, or is given up.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from bot.core.dialog.model import Dialog, NextStep
from bot.core.dialog.scoring import score
from bot.core.screen.surface import Notice, Reply, Role, Show
from bot.core.solo import events
from bot.core.solo.promise import (
    DAY,
    TOO_LATE,
    ZONE_ASKED,
    ZONES,
    Moment,
    Promise,
    PromiseEnd,
    PromiseStage,
    local,
    moment_on,
    waking_time,
)
from bot.core.solo.session import Session
from bot.core.words import follow_up as words
from bot.core.words import toasts

USUAL_DAYS: Final = 7
"""Days for a step of which the dialog does not say until when."""

MESSAGE: Final = Show(Role.FOLLOW_UP)
MESSAGE_BELOW: Final = Show(Role.FOLLOW_UP, below=True)

Followed: TypeAlias = tuple[Session, tuple[Reply, ...]]
"""The session after a move, and what is to be shown."""
PromiseMove: TypeAlias = Callable[[Promise, int | None, float], Promise]
"""(promise, zone, now) -> the promise after an answer; the same one where the answer does not fit."""


def promised_step(dialog: Dialog, session: Session) -> NextStep | None:
    """Return the step that can be promised after a result; None where there is none.

    A group asks its members itself what comes of their first step.
    """
    if session.finished_on is None or session.place:
        return None
    return next(iter(score(dialog, session.settled).next_steps), None)


def make_promise(dialog: Dialog, session: Session, at: datetime) -> Followed:
    """Ask when to write about the first step; what is promised already is shown."""
    step = promised_step(dialog, session)
    if step is None or session.finished_on is None:
        return session, (Notice(toasts.closed()),)
    before = session.promise
    if before is not None and before.stage not in (PromiseStage.AGAIN, PromiseStage.CLOSED):
        return session, (MESSAGE, Notice(words.promised_already()))
    tomorrow = at.date() + timedelta(days=1)
    by = timedelta(days=USUAL_DAYS if step.by is None else step.by)
    day = session.finished_on + by
    promise = Promise(
        step=step.do,
        day=day if day >= tomorrow else max(tomorrow, at.date() + by),
        again=_day_to_look_again(dialog, session, at.date()),
        look_at=None if before is None else before.look_at,
        moment=None if before is None else before.moment,
        turn=0 if before is None else before.turn + 1,
    )
    return _keep(session, promise), (MESSAGE_BELOW,)


def _day_to_look_again(dialog: Dialog, session: Session, today: date) -> date | None:
    days = score(dialog, session.settled).outcome.revisit_after
    if days is None or session.finished_on is None:
        return None
    day = session.finished_on + timedelta(days=days)
    return day if day > today else None


def answer_follow_up(session: Session, choice: str, at: datetime) -> Followed:
    """Apply an answer to a message about a promise."""
    promise, now = session.promise, at.timestamp()
    move = None if promise is None else MOVES[promise.stage].get(choice)
    if promise is None or move is None:
        return session, (MESSAGE, Notice(toasts.closed()))
    ahead = _only_ahead(promise, session.zone or 0, now)
    after = move(ahead, session.zone, now)
    if after is promise:
        return session, (MESSAGE, Notice(toasts.closed()))
    return _keep(session, after), (MESSAGE, *(() if after is not ahead else (Notice(toasts.closed()),)))


def take_zone(session: Session, zone: int, at: datetime) -> Followed:
    """Take the person's zone; an answer to times that are no longer right is asked for again."""
    promise, now = session.promise, at.timestamp()
    if promise is None or promise.stage is not PromiseStage.ZONE or zone not in ZONES:
        return session, (MESSAGE, Notice(toasts.closed()))
    if now - promise.asked_at > ZONE_ASKED:
        return _keep(session, replace(promise, asked_at=now)), (MESSAGE, Notice(words.times_moved_on()))
    return _keep(replace(session, zone=zone), _set(promise, zone, now)), (MESSAGE,)


def come_due(session: Session, at: float, *, is_offered: bool) -> Followed:
    """Write what is due: about looking again, or else about the step. Nothing is due twice.

    is_offered: the dialog can be begun, so its answers can be looked at again.
    """
    promise, zone = session.promise, session.zone or 0
    if promise is None or promise.deadline is None or promise.deadline > at:
        return session, ()
    is_look_due = promise.look_at is not None and promise.look_at <= at
    if is_look_due and not is_offered:
        return _keep(session, replace(promise, look_at=None)), ()
    if not is_look_due and at - promise.deadline > TOO_LATE:
        return _keep(session, _close(promise, PromiseEnd.MISSED)), (MESSAGE,)
    waking = waking_time(at, zone)
    if waking > at:
        return _keep(session, _postpone(promise, at, waking)), ()
    if is_look_due:
        invited = replace(promise, stage=PromiseStage.AGAIN, again=None, remind_at=None, look_at=None)
        return _keep(session, invited), (MESSAGE_BELOW,)
    asked = replace(promise, stage=PromiseStage.ASKED, remind_at=None, sent=promise.sent + 1)
    return _keep(session, asked), (MESSAGE_BELOW,)


def forget_dates(session: Session) -> Session:
    """Forget every date to write to somebody who cannot be written to; what waits to be sent goes, too."""
    promise = session.promise
    if promise is None or (promise.stage is PromiseStage.CLOSED and promise.deadline is None):
        return session
    return _keep(session, replace(_close(promise, None), look_at=None))


def rest_promise(session: Session, at: float) -> Session:
    """Leave somebody alone for a day who may be in danger: what is due within it comes a day later."""
    promise = session.promise
    if promise is None or promise.deadline is None or promise.deadline > at + DAY:
        return session
    later = {
        name: due + DAY
        for name in ("remind_at", "look_at")
        if (due := getattr(promise, name)) is not None and due <= at + DAY
    }
    return _keep(session, replace(promise, **later))


def close_promise(session: Session, ending: PromiseEnd = PromiseEnd.NEWER) -> Followed:
    """End a promise that rests on advice which is no longer the newest, or is being looked at again."""
    promise = session.promise
    if promise is None or (promise.stage is PromiseStage.CLOSED and promise.deadline is None):
        return session, ()
    return _keep(session, replace(_close(promise, ending), look_at=None)), (MESSAGE,)


# --- moves ----------------------------------------------------------------------------------


def _keep(session: Session, promise: Promise) -> Session:
    """Save a changed promise: the buttons of its message before are stale from now on."""
    turn = 0 if session.promise is None else session.promise.turn + 1
    return replace(session, promise=replace(promise, turn=turn), revision=session.revision + 1)


def _only_ahead(promise: Promise, zone: int, now: float) -> Promise:
    """Return the promise without a day to look again that has gone by: nobody is offered that any more."""
    if promise.again is None or promise.look_at is not None or promise.again > local(now, zone).date():
        return promise
    return replace(promise, again=None)


def _close(promise: Promise, ending: PromiseEnd | None) -> Promise:
    return replace(promise, stage=PromiseStage.CLOSED, remind_at=None, ending=ending)


def _postpone(promise: Promise, at: float, until: float) -> Promise:
    """Put off what is due by now to a later time."""
    remind_at, look_at = (
        until if each is not None and each <= at else each for each in (promise.remind_at, promise.look_at)
    )
    return replace(promise, remind_at=remind_at, look_at=look_at)


def _set(promise: Promise, zone: int, now: float) -> Promise:
    """Set every date by the time of the day that was chosen."""
    moment = promise.moment or Moment.MORNING
    remind_at = moment_on(promise.day, moment, zone, now)
    return replace(
        promise,
        stage=PromiseStage.SET,
        remind_at=remind_at,
        look_at=None if promise.look_at is None else _time_to_look(promise, zone, now),
    )


def _time_to_look(promise: Promise, zone: int, now: float) -> float | None:
    if promise.again is None:
        return None
    return moment_on(promise.again, promise.moment or Moment.MORNING, zone, now)


def _choose(moment: Moment) -> PromiseMove:
    def move(promise: Promise, zone: int | None, now: float) -> Promise:
        chosen = replace(promise, moment=moment)
        if zone is None:
            return replace(chosen, stage=PromiseStage.ZONE, asked_at=now)
        return _set(chosen, zone, now)

    return move


def _end(ending: PromiseEnd) -> PromiseMove:
    return lambda promise, zone, now: _close(promise, ending)


def _ask_when(promise: Promise, zone: int | None, now: float) -> Promise:
    return replace(promise, stage=PromiseStage.WHEN, remind_at=None)


def _want_no_message(promise: Promise, zone: int | None, now: float) -> Promise:
    return replace(_close(promise, PromiseEnd.NO_MESSAGE), look_at=None)


def _check_again(promise: Promise, zone: int | None, now: float) -> Promise:
    if zone is None or promise.look_at is not None or (look_at := _time_to_look(promise, zone, now)) is None:
        return promise
    return replace(promise, look_at=look_at)


def _check_no_more(promise: Promise, zone: int | None, now: float) -> Promise:
    return promise if promise.look_at is None else replace(promise, look_at=None)


def _write_in_a_week(promise: Promise, zone: int | None, now: float) -> Promise:
    if not promise.may_repeat:
        return promise
    there = zone or 0
    return _set(replace(promise, day=local(now, there).date() + timedelta(days=7)), there, now)


def _be_done(promise: Promise, zone: int | None, now: float) -> Promise:
    return replace(promise, stage=PromiseStage.DID)


_LOOKING_AGAIN: Final[Mapping[str, PromiseMove]] = {
    events.CHECK_AGAIN: _check_again,
    events.CHECK_NO_MORE: _check_no_more,
}
MOVES: Final[Mapping[PromiseStage, Mapping[str, PromiseMove]]] = {
    PromiseStage.WHEN: {
        events.MORNING: _choose(Moment.MORNING),
        events.EVENING: _choose(Moment.EVENING),
        events.NO_MESSAGE: _want_no_message,
    },
    PromiseStage.ZONE: {events.NO_MESSAGE: _want_no_message},
    PromiseStage.SET: {
        events.ANOTHER_TIME: _ask_when,
        events.NO_MESSAGE: _want_no_message,
        **_LOOKING_AGAIN,
    },
    PromiseStage.ASKED: {
        events.DONE: _be_done,
        events.WEEK_LATER: _write_in_a_week,
        events.DROP: _end(PromiseEnd.DROPPED),
    },
    PromiseStage.DID: {events.UNCHANGED: _end(PromiseEnd.DONE)},
    PromiseStage.AGAIN: {events.UNCHANGED: _end(PromiseEnd.DONE)},
    PromiseStage.CLOSED: _LOOKING_AGAIN,
}
"""What each answer does where a promise stands."""
