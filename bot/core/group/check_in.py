"""After the end: whoever wanted to be asked is asked in private what came of the first step.

Only people with a private chat are written to, at the times they chose. What they say is counted like every
answer, and the board shows the totals.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.group.agenda import question_of
from bot.core.group.coach_context import CoachContext, change_group
from bot.core.group.deadlines import CHECKS, DAY, next_waking_time
from bot.core.group.group_questions import (
    CHANGED_MIND,
    DAYS,
    DID,
    DONE,
    NOT_YET,
    OPEN_ENDED,
    PARTLY,
    PLAN_ASK,
)
from bot.core.group.privacy.counting import answered, members_here
from bot.core.group.privacy.snapshot import take_once
from bot.core.group.seats import record_answer
from bot.core.group.session import GroupChange, GroupSession, Seat
from bot.core.group.status import board
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.words import check_in, group_toasts
from bot.core.words.phrase import Phrase

LAST_QUESTION: Final = len(CHECKS) - 2
"""The last of the `CHECKS` at which somebody is asked; at the one after it answers are only counted."""

_REPLIES: Final[Mapping[str, Phrase]] = {
    DONE: check_in.done(),
    PARTLY: check_in.partly(),
    NOT_YET: check_in.not_yet(),
    CHANGED_MIND: check_in.changed(),
}
_ASKED_AGAIN: Final[Mapping[str, Phrase]] = {
    PARTLY: check_in.partly_again(),
    NOT_YET: check_in.not_yet_again(),
}


def ask_what_came_of_it(context: CoachContext) -> GroupChange:
    """Ask everybody who wants to be asked by now; at the last time, count what was said.

    Nobody is asked at night: whoever sleeps is asked in their morning, which `closes_at` keeps meanwhile.
    """
    group, at = context.group, context.at
    due = [check for check in range(group.reminded, len(CHECKS)) if at - group.acted_at >= CHECKS[check]]
    is_morning = group.closes_at is not None and group.closes_at <= at
    if not due and not is_morning:
        return GroupChange()
    now = due[-1] if due else group.reminded - 1
    wanting = [seat for seat in members_here(context.seats) if now <= LAST_QUESTION and _wants(seat, now)]
    mornings = {seat.member.seat: next_waking_time(group, seat, at) for seat in wanting}
    asked = [_note_check(seat, now) for seat in wanting if mornings[seat.member.seat] <= at]
    later = min((morning for morning in mornings.values() if morning > at), default=None)
    counted = _count(context) if now > LAST_QUESTION else context
    change = change_group(counted, {"reminded": now + 1, "closes_at": later}, ())
    show = tuple(_check_in(seat, below=True) for seat in asked)
    return replace(change, seats=tuple(asked), show=(*board(Urgency.COUNTER), *show))


def _note_check(seat: Seat, check: int) -> Seat:
    return replace(seat, member=replace(seat.member, checks=(*seat.member.checks, check)))


def record_outcome(
    dialog: Dialog, group: GroupSession, seat: Seat, question_id: str, option: str
) -> GroupChange:
    """Record what came of a member's first step, or when to ask again; the newest answer counts."""
    question = question_of(dialog, question_id)
    if question is None or option not in question.options:
        return GroupChange(notice=Notice(group_toasts.no_answer_yet()))
    after = record_answer(dialog, seat, question, option)
    asks = after.member.here and after.member.given.get(PLAN_ASK) in DAYS
    is_asked_again = asks and group.reminded <= LAST_QUESTION and option in OPEN_ENDED
    reply = (_ASKED_AGAIN if is_asked_again else _REPLIES).get(option, check_in.asked_no_more())
    return GroupChange(seats=(after,), show=(_check_in(seat),), notice=Notice(reply, alert=True))


def _check_in(seat: Seat, below: bool = False) -> ShowGroup:
    person = seat.member.person
    return ShowGroup(Role.CHECK_IN, str(person), person, Urgency.RESULT, below)


def _wants(seat: Seat, check: int) -> bool:
    """Return whether somebody wants to be asked at a check, and can be: once, and once more at the last."""
    wish, went, checks = seat.member.given.get(PLAN_ASK), seat.member.given.get(DID), seat.member.checks
    is_time = isinstance(wish, str) and wish in DAYS and DAYS[wish] * DAY <= CHECKS[check]
    is_turn = not checks or (check == LAST_QUESTION and check not in checks)
    return seat.is_known and is_time and is_turn and (went is None or went in OPEN_ENDED)


def _count(context: CoachContext) -> CoachContext:
    """Publish what came of the first steps, once, and after everybody was asked.

    Counted again and again, a total would tell what those said who answered in between. It stands beside no
    earlier session's: what is asked is about a step of this one, and a month after it.
    """
    group, question = context.group, question_of(context.dialog, DID)
    if question is None or DID in group.shown or not answered(context.seats, DID):
        return context
    taken = (*group.taken, take_once(group, question, context.seats))
    return replace(context, group=replace(group, taken=taken, shown=(*group.shown, DID)))
