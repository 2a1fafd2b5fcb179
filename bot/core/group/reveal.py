"""From closed answers to what everybody may see: the snapshot, the talk, the totals, the results."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Level, Question
from bot.core.group.agenda import OUTCOMES, Does, agenda, can_be_talked_about, question_of
from bot.core.group.coach_context import (
    NOTHING_PENDING,
    CoachContext,
    GroupFields,
    change_group,
    set_clock,
)
from bot.core.group.deadlines import TALK_TIME, group_day
from bot.core.group.group_questions import COMPARED, PAIRS, PLAN_STEP, REASON
from bot.core.group.plan import leaves_out
from bot.core.group.privacy.counting import (
    START,
    answered,
    figures,
    has_advice,
    members_here,
    newest,
    published,
)
from bot.core.group.privacy.distance import is_split
from bot.core.group.privacy.figure import Figure
from bot.core.group.privacy.layout import level_of
from bot.core.group.privacy.snapshot import (
    take_crosstabs,
    take_first,
    take_once,
    take_outcomes,
    take_rounds,
    take_start,
    take_wall,
)
from bot.core.group.seats import finish, is_complete, left_out
from bot.core.group.session import GroupChange, GroupSession, GroupStage, Seat
from bot.core.group.status import board, open_step, step_message, talk_message
from bot.core.screen.surface import Role, ShowGroup, Urgency


def is_to_talk(context: CoachContext) -> bool:
    """Return whether people talk about the open question before its totals: once, where they differ.

    That they differ follows from the figure alone, so a talk tells no more than that.
    """
    step = open_step(context.dialog, context.group)
    if step is None or step.does is not Does.ASK or context.group.round > 1:
        return False
    question = step.question
    rules = question.group
    if rules.discuss == "never" or rules.reveal != "after_discussion" or not can_be_talked_about(question):
        return False
    if rules.discuss == "always" or level_of(question) is Level.SHIELDED:
        return True
    return is_split(question, take_first(context.group, question, context.seats, context.earlier))


def take_snapshot(context: CoachContext, to: GroupStage) -> GroupChange:
    """Count the round once; the figure is published, or people talk first."""
    question = context.steps[context.group.step].question
    taken = (*context.group.taken, take_first(context.group, question, context.seats, context.earlier))
    seats = tuple(_keep_start(context.seats, question)) if question.id in COMPARED else ()
    kept = {seat.member.seat: seat for seat in seats}
    snapshot = replace(
        context,
        group=replace(context.group, taken=taken),
        seats=tuple(kept.get(seat.member.seat, seat) for seat in context.seats),
    )
    if to is GroupStage.TALK:
        talk = (*step_message(context.group), *talk_message(context.group))
        clock = set_clock(context, TALK_TIME)
        change = change_group(snapshot, {"stage": GroupStage.TALK, **NOTHING_PENDING, **clock}, talk)
    else:
        change = reveal(snapshot)
    return replace(change, seats=seats)


def _keep_start(seats: Iterable[Seat], question: Question) -> Iterable[Seat]:
    """Let each seat keep what is compared at the end: in private it can be changed before that."""
    for seat in seats:
        value = seat.value(question.id)
        if value is not None:
            given = {**seat.member.given, f"{START}{question.id}": value}
            yield replace(seat, member=replace(seat.member, given=given))


def reveal(context: CoachContext) -> GroupChange:
    """Publish the totals of the open question, two rounds together; what is compared later waits for that."""
    question = context.steps[context.group.step].question
    group = context.group
    if question.group.reveal != "never":
        group = _with_reasons(context, group if question.id in COMPARED else _with_totals(context, question))
    changes: GroupFields = {
        "stage": GroupStage.SHOWN,
        "taken": group.taken,
        "shown": group.shown,
        **NOTHING_PENDING,
    }
    talked = context.group.stage is GroupStage.TALK
    start = _start_message(context, question) if group.shown != context.group.shown else ()
    talk = talk_message(context.group) if talked else ()
    step = step_message(context.group, below=talked)
    return change_group(context, changes, (*step, *start, *talk))


def _start_message(context: CoachContext, question: Question) -> tuple[ShowGroup, ...]:
    """Return the message of the step at the start whose totals come with those of a question."""
    asked = PAIRS.get(question.id)
    return tuple(
        ShowGroup(Role.STEP, str(at))
        for at, step in enumerate(context.steps)
        if asked is not None and any(each.id == asked for each in step.questions)
    )


def _with_totals(context: CoachContext, question: Question) -> GroupSession:
    group = _publish(context.group, take_rounds(context.group, question, context.seats, context.earlier))
    newest = figures(group, question.id)[-1]
    return _publish(group, take_crosstabs(context.dialog, group, question, newest, context.seats))


def _with_reasons(context: CoachContext, group: GroupSession) -> GroupSession:
    """Publish which reasons people chose in the talk, if anybody did; none where the answers are shielded."""
    if level_of(context.steps[group.step].question) is Level.SHIELDED:
        return group
    asked = question_of(context.dialog, f"{REASON}{context.steps[group.step].question.id}")
    if asked is None or not answered(context.seats, asked.id):
        return group
    return _publish(group, (take_once(group, asked, context.seats, context.earlier),))


def _publish(group: GroupSession, told: tuple[Figure, ...]) -> GroupSession:
    """Publish figures in the place of what was counted of their questions so far."""
    names = tuple(dict.fromkeys(figure.question for figure in told))
    taken = (*(each for each in group.taken if each.question not in names), *told)
    shown = (*(each for each in group.shown if each not in names), *names)
    return replace(group, taken=taken, shown=shown)


def show_results(context: CoachContext, before: tuple[ShowGroup, ...]) -> GroupChange:
    """Give everybody their advice, whole in an open private chat, and publish how it is spread."""
    seats, finished = _finished(context)
    whole = finished if leaves_out(context.dialog, context.group) else with_outcomes(finished)
    changes: GroupFields = {"stage": GroupStage.RESULTS, **NOTHING_PENDING}
    change = change_group(whole, changes, (*before, *step_message(context.group), *board()))
    results = tuple(seat.session.id for seat in seats if seat.member.private)
    return replace(change, seats=seats, results=results)


def _finished(context: CoachContext) -> tuple[tuple[Seat, ...], CoachContext]:
    """Return the seats that get their advice now, and the context with them.

    Where questions were left out, each answers theirs in private first, and asks for the result after that.
    """
    dialog, day = context.dialog, group_day(context.group, context.at)
    is_short = bool(leaves_out(dialog, context.group))
    ready = [each for each in context.seats if _gets_advice(dialog, each)]
    if is_short:
        ready = [each for each in ready if each.member.private]
    done = {each.member.seat: finish(dialog, each, day) for each in ready}
    seats = tuple(done.get(each.member.seat, each) for each in context.seats)
    return tuple(done.values()), replace(context, seats=seats)


def _gets_advice(dialog: Dialog, seat: Seat) -> bool:
    """Return whether the advice is made now; whoever is on the way in the private chat finishes there."""
    is_alone = seat.member.private and not is_complete(dialog, seat)
    is_new = seat.session.finished_on is None or bool(seat.session.advised)
    return has_advice(dialog, seat) and is_new and not is_alone


def with_outcomes(context: CoachContext) -> CoachContext:
    """Publish how the advice is spread, once: advice that changed since would tell whose it is.

    Where questions were left out it counts who has answered those that are for everybody, or has a result.
    Who has a result would not do by itself: it comes at once to those whom no other left-out question
    concerns, so their number would tell how many it does concern.
    """
    dialog, group = context.dialog, context.group
    if OUTCOMES in group.shown:
        return context
    counted = [each for each in context.seats if _is_counted(dialog, group, each)]
    spread = take_outcomes(dialog, group, counted, context.earlier, context.outcomes)
    spread = replace(spread, of=len(members_here(context.seats)))
    return replace(context, group=_publish(group, (spread,)))


def tell_spread(context: CoachContext) -> tuple[tuple[ShowGroup, ...], CoachContext]:
    """Publish how the advice is spread; return what shows it, in a new message if that is news."""
    after = with_outcomes(context)
    told = newest(published(after.group, OUTCOMES))
    is_news = after is not context and told is not None and bool(told.cells)
    return step_message(context.group, below=is_news), after


def _is_counted(dialog: Dialog, group: GroupSession, seat: Seat) -> bool:
    missing = (dialog.questions[each] for each in left_out(dialog, group, seat))
    return seat.session.finished_on is not None or all(each.is_conditional for each in missing)


def _with_starts(context: CoachContext) -> tuple[CoachContext, tuple[ShowGroup, ...]]:
    """Publish alone what was asked to be compared at the end, and never was; return whose messages change."""
    group, show = context.group, []
    for at, step in enumerate(agenda(context.dialog)):
        for question in step.questions:
            if question.id in COMPARED and figures(group, question.id) and question.id not in group.shown:
                group = _publish(group, (take_start(group, question, context.seats, context.earlier),))
                show.append(ShowGroup(Role.STEP, str(at), below=True))
    return replace(context, group=group), tuple(show)


def _with_wall(context: CoachContext) -> CoachContext:
    """Publish the first steps that stand on the wall without a name, all at once."""
    question = question_of(context.dialog, PLAN_STEP)
    if question is None:
        return context
    figure = take_wall(context.group, question, context.seats, context.earlier)
    return replace(context, group=_publish(context.group, (figure,)) if figure.answered else context.group)


def end(context: CoachContext) -> GroupChange:
    """End the session: results for everybody who has none yet, and the files for the coach."""
    seats, all_ = _finished(context)
    here = step_message(context.group)
    if any(has_advice(context.dialog, seat) for seat in all_.seats):
        shown, all_ = tell_spread(all_)
        here = shown if context.group.rests_at is GroupStage.RESULTS else here
    all_, starts = _with_starts(all_)
    leader = next(iter(context.group.coaches), 0)
    changes: GroupFields = {
        **NOTHING_PENDING,
        "stage": GroupStage.ENDED,
        "away": False,
        "acted_at": context.at,
        "reminded": 0,
        "took_part": len(members_here(context.seats)),
    }
    last = talk_message(context.group) if context.group.rests_at is GroupStage.TALK else ()
    if context.group.rests_at is GroupStage.PLAN:
        all_, last = _with_wall(all_), (ShowGroup(Role.WALL),)
    show = (*here, *starts, *last, *board(Urgency.STAGE), *files(leader))
    change = change_group(all_, changes, show)
    results = tuple(seat.session.id for seat in seats if seat.member.private)
    return replace(change, seats=seats, results=results)


def files(coach: int) -> tuple[ShowGroup, ...]:
    """Return the two files of a session, for a coach's private chat."""
    if not coach:
        return ()
    return (
        ShowGroup(Role.TABLE, str(coach), coach, Urgency.RESULT),
        ShowGroup(Role.SUMMARY, str(coach), coach, Urgency.RESULT),
    )
