"""From closed answers to what everybody may see: the snapshot, the talk, the totals, the results."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES, Does, gives_reasons, question_of
from bot.core.group.coach_context import NOTHING_PENDING, CoachContext, GroupFields, change_group
from bot.core.group.group_questions import REASON
from bot.core.group.privacy.counting import (
    answered,
    count_figure,
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
from bot.core.group.seats import finish, is_complete
from bot.core.group.session import GroupChange, GroupStage, Seat
from bot.core.group.status import board, open_step, step_message, talk_message
from bot.core.group.wall import unnamed_steps
from bot.core.screen.surface import Role, ShowGroup, Urgency


def is_to_talk(context: CoachContext) -> bool:
    """Return whether people talk about the open question before its totals: once, where they differ."""
    step = open_step(context.dialog, context.group)
    if step is None or step.does is not Does.ASK or context.group.round > 1:
        return False
    question = step.question
    rules = question.group
    if rules.discuss == "never" or rules.reveal != "after_discussion" or not gives_reasons(question):
        return False
    too_few = answered(context.seats, question.id) < fewest(context.group, question)
    return rules.discuss == "always" or too_few or is_split(question, context.seats)


def take_snapshot(context: CoachContext, to: GroupStage) -> GroupChange:
    """Count the round once; the figure is published, or people talk first."""
    question = context.steps[context.group.step].question
    taken = (*context.group.taken, count_figure(context.group, question, context.seats))
    snapshot = replace(context, group=replace(context.group, taken=taken))
    if to is GroupStage.TALK:
        talk = (*step_message(context.group), *talk_message(context.group))
        return change_group(snapshot, {"stage": GroupStage.TALK, **NOTHING_PENDING}, talk)
    return reveal(snapshot)


def reveal(context: CoachContext) -> GroupChange:
    """Publish the totals of the open question; after a second round, also how many changed their answer."""
    question = context.steps[context.group.step].question
    taken, shown = context.group.taken, context.group.shown
    if question.group.reveal != "never":
        shown = (*shown, question.id)
        if len(figures(context.group, question.id)) > 1:
            moved = movement(context.group, question, context.seats)
            taken = (*taken, moved) if moved is not None else taken
        if (reasons := _reasons(context, question)) is not None:
            taken, shown = (*taken, reasons), (*shown, reasons.question)
        if (newest := figures(context.group, question.id)[-1:]) and newest[0].cells:
            beside = crossed(context.dialog, context.group, question, newest[0], context.seats)
            taken, shown = (*taken, *beside), (*shown, *(each.question for each in beside))
    changes: GroupFields = {"stage": GroupStage.SHOWN, "taken": taken, "shown": shown, **NOTHING_PENDING}
    talked = context.group.stage is GroupStage.TALK or context.group.round > 1
    return change_group(
        context, changes, (*step_message(context.group), *(talk_message(context.group) if talked else ()))
    )


def _reasons(context: CoachContext, question: Question) -> Figure | None:
    """Count the reasons that people chose in the talk; None where nobody did."""
    asked = question_of(context.dialog, f"{REASON}{question.id}")
    if asked is None or not answered(context.seats, asked.id):
        return None
    return count_figure(context.group, asked, context.seats)


def show_results(context: CoachContext, before: tuple[ShowGroup, ...]) -> GroupChange:
    """Give everybody their advice, whole in an open private chat, and publish how it is spread."""
    day = datetime.fromtimestamp(context.at, UTC).date()
    seats = [
        finish(context.dialog, seat, day) for seat in context.seats if _gets_advice(context.dialog, seat)
    ]
    done = {seat.member.seat: seat for seat in seats}
    all_ = tuple(done.get(seat.member.seat, seat) for seat in context.seats)
    whole = _with_outcomes(replace(context, seats=all_))
    changes: GroupFields = {"stage": GroupStage.RESULTS, **NOTHING_PENDING}
    change = change_group(whole, changes, (*before, *step_message(context.group), *board()))
    results = tuple(seat.session.id for seat in seats if seat.member.private)
    return replace(change, seats=tuple(seats), results=results)


def _gets_advice(dialog: Dialog, seat: Seat) -> bool:
    """Return whether the advice is made now; whoever is on the way in the private chat finishes there."""
    is_alone = seat.member.private and not is_complete(dialog, seat)
    is_new = seat.session.finished_on is None or bool(seat.session.advised)
    return has_advice(dialog, seat) and is_new and not is_alone


def _with_outcomes(context: CoachContext) -> CoachContext:
    """Add how the advice is spread, and what decides it."""
    spread = outcomes(context.dialog, context.group, context.seats)
    group = replace(
        context.group,
        taken=(*context.group.taken, spread, *pivots(context.dialog, context.group, context.seats)),
        shown=(*context.group.shown, spread.question),
    )
    return replace(context, group=group)


def end(context: CoachContext) -> GroupChange:
    """End the session: results for everybody who has none yet, and the files for the coach."""
    day = datetime.fromtimestamp(context.at, UTC).date()
    seats = [
        finish(context.dialog, seat, day) for seat in context.seats if _gets_advice(context.dialog, seat)
    ]
    done = {seat.member.seat: seat for seat in seats}
    all_ = replace(context, seats=tuple(done.get(seat.member.seat, seat) for seat in context.seats))
    if OUTCOMES not in context.group.shown and any(has_advice(context.dialog, seat) for seat in all_.seats):
        all_ = _with_outcomes(all_)  # counted once: advice that changed since would tell whose it is
    leader = next(iter(context.group.coaches), 0)
    changes: GroupFields = {
        **NOTHING_PENDING,
        "stage": GroupStage.ENDED,
        "away": False,
        "acted_at": context.at,
        "reminded": 0,
    }
    last = talk_message(context.group) if context.group.rests_at is GroupStage.TALK else ()
    if context.group.rests_at is GroupStage.PLAN:
        changes, last = (
            {**changes, "wall": unnamed_steps(context.dialog, context.seats)},
            (ShowGroup(Role.WALL),),
        )
    show = (*step_message(context.group), *last, *board(Urgency.STAGE), *files(leader))
    change = change_group(all_, changes, show)
    results = tuple(seat.session.id for seat in seats if seat.member.private)
    return replace(change, seats=tuple(seats), results=results)


def files(coach: int) -> tuple[ShowGroup, ...]:
    """Return the two files of a session, for a coach's private chat."""
    if not coach:
        return ()
    return (
        ShowGroup(Role.TABLE, str(coach), coach, Urgency.RESULT),
        ShowGroup(Role.SUMMARY, str(coach), coach, Urgency.RESULT),
    )
