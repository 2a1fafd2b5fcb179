"""The message about a promised step: when to write, what was agreed, the reminder, and a second look."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import score
from bot.core.screen.button import Button, Rows, in_rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo import events
from bot.core.solo.events import FollowUp, LookAgain, TellZone
from bot.core.solo.follow_up import promised_step
from bot.core.solo.promise import Promise, PromiseEnd, PromiseStage, local, zones_by_time
from bot.core.solo.result import copy_button
from bot.core.solo.session import Session
from bot.core.words import follow_up
from bot.core.words.phrase import Phrase, Words

ZONES_A_ROW = 5

ENDINGS = {
    PromiseEnd.NO_MESSAGE: follow_up.ended_without(),
    PromiseEnd.DROPPED: follow_up.ended_dropped(),
    PromiseEnd.DONE: follow_up.ended_done(),
    PromiseEnd.LOOKING: follow_up.ended_looking(),
    PromiseEnd.NEWER: follow_up.ended_newer(),
    PromiseEnd.MISSED: follow_up.ended_missed(),
}
NAMES_STEP = frozenset({PromiseEnd.NO_MESSAGE, PromiseEnd.MISSED})
"""Endings after which the step is named once more."""


def render_promise(dialog: Dialog, session: Session, words: Words) -> Screen | None:
    """Return the message about a session's promise; None where there is nothing to say any more."""
    promise = session.promise
    if promise is None:
        return None
    match promise.stage:
        case PromiseStage.WHEN:
            return _ask_when(promise, words)
        case PromiseStage.ZONE:
            return _ask_zone(promise, words)
        case PromiseStage.SET:
            return _with_message(dialog, session, _agreed(promise, session.zone or 0, words), words)
        case PromiseStage.ASKED:
            return _with_message(dialog, session, _remind(promise, words), words)
        case PromiseStage.DID:
            look = Button(words(follow_up.look_again()), LookAgain(session.id))
            return _screen(words, (follow_up.did_it_change(),), ((look, _no(words)),))
        case PromiseStage.AGAIN:
            return _invite(dialog, session, words)
        case PromiseStage.CLOSED:
            return _end(promise, session.zone or 0, words)


def _ask_when(promise: Promise, words: Words) -> Screen:
    row = (
        _button(words, follow_up.morning(), events.MORNING),
        _button(words, follow_up.evening(), events.EVENING),
        _button(words, follow_up.no_message(), events.NO_MESSAGE),
    )
    return _screen(words, (follow_up.when(promise.day),), (row,), follow_up.only_by_consent())


def _ask_zone(promise: Promise, words: Words) -> Screen:
    times = [
        Button(f"{local(promise.asked_at, zone):%H:%M}", TellZone(zone))
        for zone in zones_by_time(promise.asked_at)
    ]
    no = (_button(words, follow_up.no_message(), events.NO_MESSAGE),)
    rows = (*in_rows(times, ZONES_A_ROW), no)
    return _screen(words, (follow_up.what_time(),), rows, follow_up.nearest_time())


def _agreed(promise: Promise, zone: int, words: Words) -> Screen:
    says = [follow_up.promised(promise.day, promise.step)]
    if promise.remind_at is not None:
        at = local(promise.remind_at, zone)
        says.append(follow_up.will_write(at.date(), at.hour))
    says += _will_look(promise, zone)
    rows = (
        *_look_rows(promise, words),
        (
            _button(words, follow_up.another_time(), events.ANOTHER_TIME),
            _button(words, follow_up.do_not_write(), events.NO_MESSAGE),
        ),
    )
    return _screen(words, says, rows)


def _remind(promise: Promise, words: Words) -> Screen:
    later = (_button(words, follow_up.week_later(), events.WEEK_LATER),) if promise.may_repeat else ()
    row = (
        _button(words, follow_up.done(), events.DONE),
        *later,
        _button(words, follow_up.drop(), events.DROP),
    )
    hint = None if promise.may_repeat else follow_up.last_time_asked()
    blocks = (Block(words(follow_up.meant_to(promise.day))), Block(promise.step, Style.TITLE))
    return Screen((*blocks, *_hint(words, hint)), (row,))


def _invite(dialog: Dialog, session: Session, words: Words) -> Screen | None:
    if session.finished_on is None:
        return None
    title = score(dialog, session.settled).title(words)
    row = (Button(words(follow_up.look_again()), LookAgain(session.id)), _no(words))
    return _screen(words, (follow_up.invite(session.finished_on, title),), (row,), follow_up.few_taps())


def _end(promise: Promise, zone: int, words: Words) -> Screen | None:
    """Say why nothing more comes; nothing to somebody who could not be written to."""
    if promise.ending is None:
        return None
    ending = Block(words(ENDINGS[promise.ending]))
    step = (Block(promise.step, Style.TITLE),) if promise.ending in NAMES_STEP else ()
    look = tuple(Block(words(each)) for each in _will_look(promise, zone))
    rows = _look_rows(promise, words) if promise.ending is PromiseEnd.DONE or promise.look_at else ()
    return Screen((ending, *step, *look), rows)


def _with_message(dialog: Dialog, session: Session, screen: Screen, words: Words) -> Screen:
    """Return a screen about the step with the button that copies its message, if it has one."""
    step = promised_step(dialog, session)
    if step is None or session.promise is None or step.do != session.promise.step:
        return screen
    return replace(screen, rows=tuple(filter(None, (copy_button(step, words), *screen.rows))))


# --- parts ----------------------------------------------------------------------------------


def _will_look(promise: Promise, zone: int) -> list[Phrase]:
    if promise.look_at is None:
        return []
    return [follow_up.will_look(local(promise.look_at, zone).date())]


def _look_rows(promise: Promise, words: Words) -> Rows:
    """Return the button that asks for a message about looking again, or takes that back."""
    if promise.look_at is not None:
        return ((_button(words, follow_up.check_no_more(), events.CHECK_NO_MORE),),)
    if promise.again is None or promise.moment is None:
        return ()
    return ((_button(words, follow_up.check_again(promise.again), events.CHECK_AGAIN),),)


def _no(words: Words) -> Button:
    return _button(words, follow_up.nothing_new(), events.UNCHANGED)


def _button(words: Words, label: Phrase, choice: str) -> Button:
    return Button(words(label), FollowUp(choice))


def _hint(words: Words, hint: Phrase | None) -> tuple[Block, ...]:
    return () if hint is None else (Block(words(hint), Style.HINT),)


def _screen(words: Words, says: Sequence[Phrase], rows: Rows, hint: Phrase | None = None) -> Screen:
    return Screen((*(Block(words(each)) for each in says), *_hint(words, hint)), rows)
