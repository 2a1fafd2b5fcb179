"""Who is missing at an open question: of those here, who has not answered, or not looked at it again.

Which answer somebody gave plays no part in it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.core.dialog.question import Question
from bot.core.group.privacy.counting import AGAIN, FIRST_ROUND, START, members_here
from bot.core.group.session import GroupSession, Seat

KEPT_OF_ALL: Final = (FIRST_ROUND, START)
"""Names under which a seat keeps answers that were given in the group or in private."""
SETTLED: Final = 10.0
"""Seconds after the last tick at which somebody who can tick several is done."""


def unanswered(group: GroupSession, question: Question, seats: Iterable[Seat]) -> list[Seat]:
    """Return who is here and has not answered; in a second round, who has not looked again."""
    is_missing = _has_not_looked if group.round > 1 else _has_not_answered
    return [seat for seat in members_here(seats) if is_missing(seat, question.id)]


def waiting(group: GroupSession, question: Question, seats: Iterable[Seat]) -> list[Seat]:
    """Return who of them may be named, and reminded: whoever surely has the step.

    Whoever goes at their own pace may be in the room all the same, and answer there. So no question counts
    them as having answered, or closes by itself before they have.
    """
    missing = unanswered(group, question, seats)
    return [seat for seat in missing if _is_asked_of(seat, question.id)]


def _is_asked_of(seat: Seat, question: str) -> bool:
    """Return whether somebody has that step: whoever goes at their own pace has none of the group's.

    The ids of what only a group is asked hold a dot. Most open the private chat some time, as to read their
    result: who has tapped in the group goes along with it all the same.
    """
    is_alone = seat.session.chat == seat.member.person and not seat.member.is_remote
    return "." not in question or not is_alone or _has_tapped_in_group(seat)


def _has_tapped_in_group(seat: Seat) -> bool:
    """Return whether a seat keeps what can only be told there; less than all of it is kept."""
    is_told = (each for each in seat.member.given if "." in each and not each.startswith(KEPT_OF_ALL))
    return bool(seat.member.tapped[0]) or any(is_told)


def _has_not_answered(seat: Seat, question: str) -> bool:
    return seat.value(question) in (None, ())


def _has_not_looked(seat: Seat, question: str) -> bool:
    """Return whether somebody has tapped no answer, and not that theirs shall stand, in a second round.

    An answer that is changed in private counts, and is no such tap: whoever is seen in private only would be
    known to have changed it.
    """
    return AGAIN not in seat.member.given


def note_second_look(group: GroupSession, seat: Seat) -> Seat:
    """Return the seat of somebody who has answered, or kept an answer: in a second round it is noted."""
    if group.round == 1 or AGAIN in seat.member.given:
        return seat
    return replace(seat, member=replace(seat.member, given={**seat.member.given, AGAIN: "looked"}))


def has_settled(question: Question, seats: Iterable[Seat], at: float) -> bool:
    """Return whether nobody is likely to be ticking still. at: seconds since 1970."""
    if not question.kind.is_ticked:
        return True
    taps = (seat.member.tapped for seat in members_here(seats))
    return all(at - when >= SETTLED for what, when in taps if what.startswith(f"{question.id} "))
