"""What a member asks about themselves: their answers, their result, their first step, and to share it.

Every answer goes to that member alone.
"""

from dataclasses import replace

from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group import check_in as afterwards
from bot.core.group import events as group_events
from bot.core.group.agenda import agenda
from bot.core.group.deadlines import group_day
from bot.core.group.events import MemberEvent, Who
from bot.core.group.group_questions import PLAN_STEP
from bot.core.group.plan import leaves_out
from bot.core.group.privacy.counting import has_advice
from bot.core.group.question_texts import ask_of, group_answer_text, set_below
from bot.core.group.seats import finish, first_step, left_out
from bot.core.group.session import GroupChange, GroupSession, Seat
from bot.core.group.status import consoles, has_results, status
from bot.core.group.wall import picked_step
from bot.core.screen.surface import Notice, Urgency
from bot.core.words import group_toasts
from bot.core.words.phrase import Phrase

TWICE = 0.7
"""Seconds within which a second tap is the first one once more: clients send one twice."""
SHARING, SURE = "share", 60.0
"""What the first tap leaves behind, and the seconds within which a second one counts."""
LEFT_OUT = "left_out"
"""What the first tap leaves behind of somebody who has questions to answer before the result."""
LONGEST_ASK = 90
"""Letters of a question that is repeated above its answer."""


def show_own(dialog: Dialog, group: GroupSession, seat: Seat, event: MemberEvent, who: Who) -> GroupChange:
    """Do what only a member can: look at their own answers and result."""
    match event:
        case group_events.Mine(step):
            return say(_my_answers(dialog, seat, step), alert=True)
        case group_events.MyResult():
            return _my_result(dialog, group, seat, who)
        case group_events.MyStep():
            return say(_my_step(dialog, group, seat), alert=True)
        case group_events.Choose(question, option):
            return afterwards.record_outcome(dialog, group, seat, question, option)
        case group_events.Share():
            return _share(dialog, group, seat, who)
    return say(group_toasts.no_answer_yet())


def _my_answers(dialog: Dialog, seat: Seat, step: int) -> Phrase:
    asked = [each for at in agenda(dialog)[step : step + 1] for each in at.questions]
    return set_below(_my_answer(dialog, seat, each) for each in asked) or group_toasts.no_answer_yet()


def _my_answer(dialog: Dialog, seat: Seat, question: Question) -> Phrase:
    value = seat.value(question.id)
    answer = None if value is None else group_answer_text(question, value)
    if question.id == PLAN_STEP:
        answer = picked_step(dialog, seat)
    ask = ask_of(dialog, question) if len(question.ask) < LONGEST_ASK else group_toasts.your_answer()
    return group_toasts.asked_and_answered(ask, answer or group_toasts.nothing_yet())


def _lacks_result(dialog: Dialog, group: GroupSession, seat: Seat) -> Phrase | None:
    """Return why a member has no result to show; None where they have one."""
    if not has_results(dialog, group):
        return group_toasts.no_result_yet(status(dialog, group))
    return None if has_advice(dialog, seat) else group_toasts.too_little()


def _my_result(dialog: Dialog, group: GroupSession, seat: Seat, who: Who) -> GroupChange:
    """Show the advice in an alert; and all of it in the private chat, where that is open."""
    if (asked := _ask_the_rest(dialog, group, seat, who)) is not None:
        return asked
    if (lacks := _lacks_result(dialog, group, seat)) is not None:
        return say(lacks, alert=True)
    if leaves_out(dialog, group) and seat.session.finished_on is None:
        day = group_day(group, who.at)
        finished = finish(dialog, seat, day)
        return replace(_result_alert(dialog, finished, who), seats=(finished,))
    return _result_alert(dialog, seat, who)


def _result_alert(dialog: Dialog, seat: Seat, who: Who) -> GroupChange:
    """Show the advice to its member; see `_my_result`."""
    insight = explain(dialog, seat.session.settled)
    because, title = insight.advice.because, insight.advice.title(who.words)
    result = group_toasts.result_because(title, because[0].say) if because else group_toasts.result(title)
    alert = say(result, alert=True)
    is_there = seat.session.chat == seat.member.person
    if seat.session.finished_on is None or is_there or not seat.is_known:
        return alert
    there = replace(seat.session, chat=seat.member.person, revision=seat.session.revision + 1)
    return replace(alert, seats=(replace(seat, session=there),), results=(seat.session.id,))


def _ask_the_rest(dialog: Dialog, group: GroupSession, seat: Seat, who: Who) -> GroupChange | None:
    """Ask for the answers that were left out, before the result; None where none is missing.

    Whoever wants no private chat gets the result without them, at a second tap.
    """
    last, when = seat.member.tapped
    has_advice_now = has_results(dialog, group) and has_advice(dialog, seat)
    if not has_advice_now or not _has_more_to_answer(dialog, group, seat):
        return None
    if last == LEFT_OUT and TWICE <= who.at - when <= SURE:
        return None
    asked = replace(seat, member=replace(seat.member, tapped=(LEFT_OUT, who.at)))
    return replace(
        say(group_toasts.left_for_you(len(left_out(dialog, group, seat))), alert=True), seats=(asked,)
    )


def _share(dialog: Dialog, group: GroupSession, seat: Seat, who: Who) -> GroupChange:
    """Share the advice with the coach, after a second tap that is no echo of the first."""
    if (lacks := _lacks_result(dialog, group, seat)) is not None:
        return say(lacks, alert=True)
    if _has_more_to_answer(dialog, group, seat):
        return say(group_toasts.result_first(), alert=True)
    if not group.coach:
        return say(group_toasts.no_coach())
    if not seat.member.here:
        return say(group_toasts.left())
    if seat.member.shared_with == group.coach:
        return say(group_toasts.shared(group.coach_name))
    asking = f"{SHARING} {group.coach}"
    last, when = seat.member.tapped
    if last != asking or not TWICE <= who.at - when <= SURE:
        asked = replace(seat, member=replace(seat.member, tapped=(asking, who.at)))
        return replace(say(group_toasts.ask_to_share(group.coach_name), alert=True), seats=(asked,))
    done = replace(seat, member=replace(seat.member, shared_with=group.coach))
    notice = Notice(group_toasts.shared(group.coach_name))
    return GroupChange(seats=(done,), show=consoles(group, Urgency.COUNTER), notice=notice)


def _has_more_to_answer(dialog: Dialog, group: GroupSession, seat: Seat) -> bool:
    """Return whether somebody has no result yet, because of what the group left out."""
    return seat.session.finished_on is None and bool(left_out(dialog, group, seat))


def _my_step(dialog: Dialog, group: GroupSession, seat: Seat) -> Phrase:
    if not has_advice(dialog, seat):
        return group_toasts.too_little()
    if _has_more_to_answer(dialog, group, seat):
        return group_toasts.result_first()
    return group_toasts.first_step(first_step(dialog, seat))


def say(text: Phrase, alert: bool = False) -> GroupChange:
    """Answer the tap, and change nothing."""
    return GroupChange(notice=Notice(text, alert))
