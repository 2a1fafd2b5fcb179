"""From closed answers to what everybody may see: the snapshot, the talk, the totals, the results."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES, Does, gives_reasons, question_of
from bot.core.group.coach_context import NOTHING_PENDING, Led, saved
from bot.core.group.group_questions import REASON
from bot.core.group.privacy.counting import (
    answered,
    count,
    crossed,
    fewest,
    figures,
    has_advice,
    is_split,
    movement,
    outcomes,
    pivots,
)
from bot.core.group.privacy.tally import Figure
from bot.core.group.screens.endings import nameless
from bot.core.group.seats import finished, is_complete
from bot.core.group.session import GroupChange, Seat, Stage
from bot.core.group.status import board, open_step, step_message, talk_message
from bot.core.screen.surface import Role, ShowGroup, Urgency


def is_to_talk(led: Led) -> bool:
    """Whether the open question is talked about before its totals: the first time, where people differ."""
    step = open_step(led.dialog, led.group)
    if step is None or step.does is not Does.ASK or led.group.round > 1:
        return False
    question = step.question
    rules = question.group
    if rules.discuss == "never" or rules.reveal != "after_discussion" or not gives_reasons(question):
        return False
    too_few = answered(led.seats, question.id) < fewest(led.group, question)
    return rules.discuss == "always" or too_few or is_split(question, led.seats)


def counted(led: Led, to: Stage) -> GroupChange:
    """One snapshot of the round; it is published, or talked about first."""
    question = led.steps[led.group.step].question
    taken = (*led.group.taken, count(led.group, question, led.seats))
    counted = replace(led, group=replace(led.group, taken=taken))
    if to is Stage.TALK:
        talk = (*step_message(led.group), *talk_message(led.group))
        return saved(counted, {"stage": Stage.TALK, **NOTHING_PENDING}, talk)
    return revealed(counted)


def revealed(led: Led) -> GroupChange:
    """The totals of the open question, for everybody; with a second round, how many changed."""
    question = led.steps[led.group.step].question
    taken, shown = led.group.taken, led.group.shown
    if question.group.reveal != "never":
        shown = (*shown, question.id)
        if len(figures(led.group, question.id)) > 1:
            moved = movement(led.group, question, led.seats)
            taken = (*taken, moved) if moved is not None else taken
        if (reasons := _reasons(led, question)) is not None:
            taken, shown = (*taken, reasons), (*shown, reasons.question)
        if (newest := figures(led.group, question.id)[-1:]) and newest[0].cells:
            beside = crossed(led.dialog, led.group, question, newest[0], led.seats)
            taken, shown = (*taken, *beside), (*shown, *(each.question for each in beside))
    changes = {"stage": Stage.SHOWN, "taken": taken, "shown": shown, **NOTHING_PENDING}
    talked = led.group.stage is Stage.TALK or led.group.round > 1
    return saved(led, changes, (*step_message(led.group), *(talk_message(led.group) if talked else ())))


def _reasons(led: Led, question: Question) -> Figure | None:
    """Which reasons spoke to people while they talked; None where they did not, or nobody said."""
    asked = question_of(led.dialog, f"{REASON}{question.id}")
    if asked is None or not answered(led.seats, asked.id):
        return None
    return count(led.group, asked, led.seats)


def told_results(led: Led, before: tuple[ShowGroup, ...]) -> GroupChange:
    """Advice for each, and how it is spread; whose private chat is open gets the whole of it there."""
    day = datetime.fromtimestamp(led.at, UTC).date()
    seats = [finished(led.dialog, seat, day) for seat in led.seats if _gets_advice(led.dialog, seat)]
    told = {seat.member.seat: seat for seat in seats}
    all_ = tuple(told.get(seat.member.seat, seat) for seat in led.seats)
    whole = _with_outcomes(replace(led, seats=all_))
    changes = {"stage": Stage.RESULTS, **NOTHING_PENDING}
    change = saved(whole, changes, (*before, *step_message(led.group), *board()))
    results = tuple(seat.session.id for seat in seats if seat.member.private)
    return replace(change, seats=tuple(seats), results=results)


def _gets_advice(dialog: Dialog, seat: Seat) -> bool:
    """Who is on the way in the private chat finishes there."""
    is_alone = seat.member.private and not is_complete(dialog, seat)
    is_new = seat.session.finished_on is None or bool(seat.session.advised)
    return has_advice(dialog, seat) and is_new and not is_alone


def _with_outcomes(led: Led) -> Led:
    """With the spread of the advice, and of what decides it."""
    spread = outcomes(led.dialog, led.group, led.seats)
    group = replace(
        led.group,
        taken=(*led.group.taken, spread, *pivots(led.dialog, led.group, led.seats)),
        shown=(*led.group.shown, spread.question),
    )
    return replace(led, group=group)


def ended(led: Led) -> GroupChange:
    """The end: results for who has none yet, and the files for the coach."""
    day = datetime.fromtimestamp(led.at, UTC).date()
    seats = [finished(led.dialog, seat, day) for seat in led.seats if _gets_advice(led.dialog, seat)]
    done = {seat.member.seat: seat for seat in seats}
    all_ = replace(led, seats=tuple(done.get(seat.member.seat, seat) for seat in led.seats))
    if OUTCOMES not in led.group.shown and any(has_advice(led.dialog, seat) for seat in all_.seats):
        all_ = _with_outcomes(all_)  # counted once: advice that changed since would tell whose it is
    leader = next(iter(led.group.coaches), 0)
    changes = {**NOTHING_PENDING, "stage": Stage.ENDED, "away": False, "acted_at": led.at, "reminded": 0}
    last = talk_message(led.group) if led.group.rests_at is Stage.TALK else ()
    if led.group.rests_at is Stage.PLAN:
        changes, last = {**changes, "wall": nameless(led.dialog, led.seats)}, (ShowGroup(Role.WALL),)
    show = (*step_message(led.group), *last, *board(Urgency.STAGE), *files(leader))
    change = saved(all_, changes, show)
    results = tuple(seat.session.id for seat in seats if seat.member.private)
    return replace(change, seats=tuple(seats), results=results)


def files(coach: int) -> tuple[ShowGroup, ...]:
    """The two files of a session, for a coach's private chat."""
    if not coach:
        return ()
    return (
        ShowGroup(Role.TABLE, str(coach), coach, Urgency.RESULT),
        ShowGroup(Role.SUMMARY, str(coach), coach, Urgency.RESULT),
    )
