"""What a coach does: each action is one transition of `stages`, so what does not fit changes nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core.group import stages
from bot.core.group.actions import Action
from bot.core.group.agenda import Does
from bot.core.group.coach_context import (
    NOTHING_PENDING,
    Led,
    announced,
    asked_before,
    logged,
    put_aside,
    saved,
    timer,
)
from bot.core.group.deadlines import KEPT_OPEN, UNDO
from bot.core.group.group_questions import GUESS
from bot.core.group.privacy.counting import FIRST_ROUND, answered, here
from bot.core.group.reveal import counted, ended, is_to_talk, revealed, told_results
from bot.core.group.session import GroupChange, Pending, Seat, Stage
from bot.core.group.status import afresh, board, stands, step_message, talk_message
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.words import group_words as words
from bot.core.words.phrase import verbatim

TRIGGERS: Final[Mapping[Action, str]] = {
    Action.START: stages.START,
    Action.CLOSE: stages.CLOSE,
    Action.CANCEL: stages.CANCEL,
    Action.REVOTE: stages.REVOTE,
    Action.REVEAL: stages.REVEAL,
    Action.NEXT: stages.NEXT,
    Action.SKIP: stages.SKIP,
    Action.PAUSE: stages.PAUSE,
    Action.RESUME: stages.RESUME,
    Action.END: stages.END,
    Action.RETRY: stages.ATTACH,
    Action.GENERAL: stages.ATTACH,
}
"""The actions that move the group. The others leave it where it stands."""

ASKED_TO_END: Final = "asked to end the session"
"""Where nothing is announced, and so nothing could be taken back, an end is asked for twice."""

ANNOUNCED: Final[Mapping[str, Pending]] = {
    stages.CLOSE: Pending.REVEAL,
    stages.SKIP: Pending.SKIP,
    stages.END: Pending.END,
}


def act(led: Led, action: Action) -> GroupChange:
    """What one action of a coach does; one that does not fit says so, and changes nothing."""
    trigger = TRIGGERS.get(action)
    if trigger is None:
        raise ValueError(f"{action} moves no group")
    thread = None if action is Action.GENERAL else led.group.thread
    acted = replace(led, group=replace(led.group, acted_at=led.at, away=False, reminded=0, thread=thread))
    if (
        action is Action.END
        and led.group.stage in (Stage.PAUSED, Stage.DETACHED)
        and not asked_before(led, ASKED_TO_END)
    ):
        asked = saved(logged(led, ASKED_TO_END), {}, ())
        return replace(asked, notice=Notice(verbatim(words.ASKING_TO_END), alert=True))
    if action is Action.CLOSE and led.group.stage is Stage.OPEN and not _has_answers(led):
        return GroupChange(notice=Notice(verbatim(words.NOBODY_ANSWERED), alert=True))
    change = triggered(acted, trigger, words.BUTTONS[action.name.lower()].strip("▶› "))
    if change is None:
        return GroupChange(notice=Notice(verbatim(words.NOT_NOW.format(now=stands(led.dialog, led.group)))))
    return change


def _has_answers(led: Led) -> bool:
    """Whether there is anything to reveal; a group that was not shown the question yet has said nothing."""
    return bool(answered(led.seats, led.steps[led.group.step].question.id))


def triggered(led: Led, trigger: str, why: str) -> GroupChange | None:
    """What a trigger of `stages` does; None where it leads nowhere. why: for the log, "" for nothing."""
    cursor = stages.Cursor(led.group.stage, led.group, led.steps, is_to_talk(led))
    to = stages.moved(trigger, cursor)
    if to is None:
        return None
    if trigger in ANNOUNCED and to is Stage.CLOSING:
        return announced(led, ANNOUNCED[trigger], UNDO, why)
    return _entered(logged(led, why), trigger, to)


def _entered(led: Led, trigger: str, to: Stage) -> GroupChange:
    """The group in another stage, with what that brings."""
    match trigger:
        case stages.CANCEL:
            kept = replace(led, group=replace(led.group, looked=KEPT_OPEN)) if to is Stage.OPEN else led
            back = {**NOTHING_PENDING, **_clock(kept, to), "stage": to}
            return saved(kept, back, (*step_message(led.group), *board()))
        case stages.REVOTE:
            return _again(led)
        case stages.REVEAL:
            return revealed(led)
        case stages.PAUSE | stages.DETACH:
            return put_aside(led, to)
        case stages.RESUME | stages.ATTACH:
            return _resumed(led, to)
        case stages.END:
            return ended(led)
        case stages.ELAPSE if led.group.pending is Pending.REVEAL:
            return counted(led, to)
        case stages.ELAPSE if led.group.pending is Pending.END:
            return ended(led)
    return _onward(led, to)


def _clock(led: Led, to: Stage) -> Mapping[str, object]:
    """The clock of a question that is open again."""
    return timer(led) if to is Stage.OPEN else {}


def _onward(led: Led, to: Stage) -> GroupChange:
    """The next step of the agenda."""
    before = step_message(led.group) if led.group.stage is Stage.CLOSING else ()  # it was skipped
    forward = replace(led, group=replace(led.group, step=_next(led), round=1))
    seats = tuple(_without_first(seat) for seat in led.seats if FIRST_ROUND in seat.member.given)
    match to:
        case Stage.ENDED:
            return ended(forward)
        case Stage.RESULTS:
            return told_results(forward, before)
    wall = (ShowGroup(Role.WALL, urgency=Urgency.WALL),) if to is Stage.PLAN else ()
    change = saved(
        forward,
        {"stage": to, **NOTHING_PENDING, **timer(forward), "looked": 0},
        (*before, *step_message(forward.group), *wall, *board()),
    )
    return replace(change, seats=seats)


def _next(led: Led) -> int:
    """The step after this one; what the room will answer is not guessed where too few are here to tell it."""
    after = led.group.step + 1
    step = led.steps[after] if after < len(led.steps) else None
    is_guess = step is not None and step.does is Does.ASK and step.question.id.startswith(GUESS)
    return after + 1 if is_guess and len(here(led.seats)) < led.group.k else after


def _again(led: Led) -> GroupChange:
    """A second round: each one's first answer is remembered, and stands unless it is changed."""
    question = led.steps[led.group.step].question.id
    seats = []
    for seat in led.seats:
        value = seat.value(question)
        if value is not None:
            given = {**seat.member.given, FIRST_ROUND: value}
            seats.append(replace(seat, member=replace(seat.member, given=given)))
    changes = {
        "stage": Stage.OPEN,
        "round": led.group.round + 1,
        **NOTHING_PENDING,
        **timer(replace(led, group=replace(led.group, round=led.group.round + 1))),
    }
    change = saved(led, {**changes, "looked": 0}, (*step_message(led.group), *talk_message(led.group)))
    return replace(change, seats=tuple(seats))


def _without_first(seat: Seat) -> Seat:
    given = {name: value for name, value in seat.member.given.items() if name != FIRST_ROUND}
    return replace(seat, member=replace(seat.member, given=given))


def _resumed(led: Led, to: Stage) -> GroupChange:
    """On where it was, in messages of its own at the end of the chat."""
    changes = {**NOTHING_PENDING, "stage": to, "was_paused": False}
    changes |= _clock(led, to)
    if to is Stage.PAUSED:
        changes = {**changes, "before": led.group.before}
    fresh = afresh(replace(led.group, stage=to))
    return saved(led, changes, fresh)
