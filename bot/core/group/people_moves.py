"""What a coach does about who takes part: put somebody out, let them back, open the door to others."""

from dataclasses import replace

from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, add_to_log, change_group
from bot.core.group.console_pages import PEOPLE_PAGE
from bot.core.group.names import names_apart
from bot.core.group.seats import leave_seat
from bot.core.group.session import GroupChange, GroupStage, Seat
from bot.core.group.status import board, counters
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.words import people
from bot.core.words.phrase import Phrase


def put_out(context: CoachContext, action: Action) -> GroupChange:
    """Take somebody out: nothing of theirs counts that is not published yet, and they cannot join again."""
    seat = _seat_in(context, is_barred=False)
    if seat is None:
        return GroupChange(notice=Notice(people.nobody_there()))
    name = names_apart(context.seats)[seat.member.seat]
    notice = people.is_out_and_told(name) if seat.is_known else people.is_out(name)
    told = people.you_are_out(context.group.title)
    return _change(context, action, leave_seat(seat, is_barred=True), notice, told)


def let_back(context: CoachContext, action: Action) -> GroupChange:
    """Let somebody join again; they take part once they do."""
    seat = _seat_in(context, is_barred=True)
    if seat is None:
        return GroupChange(notice=Notice(people.nobody_there()))
    back = replace(seat, member=replace(seat.member, is_barred=False))
    notice = people.may_come_back(names_apart(context.seats)[seat.member.seat])
    return _change(context, action, back, notice, people.you_may_come_back(context.group.title))


def _seat_in(context: CoachContext, *, is_barred: bool) -> Seat | None:
    """Return the seat that a button is about; None where nobody sits there of whom that can be done."""
    seats = (each for each in context.seats if each.member.seat == context.number)
    seat = next(seats, None)
    is_meant = seat is not None and (seat.member.is_barred if is_barred else seat.member.here)
    return seat if is_meant else None


def _change(context: CoachContext, action: Action, seat: Seat, notice: Phrase, told: Phrase) -> GroupChange:
    """Save the seat, tell its person in private where that can be, and show the page of all names again."""
    group, person = context.group, seat.member.person
    wall = (ShowGroup(Role.WALL, urgency=Urgency.WALL),) if group.rests_at is GroupStage.PLAN else ()
    pages = {**group.pages, context.person: PEOPLE_PAGE}
    show = (*counters(group), *board(), *wall)
    change = change_group(add_to_log(context, action.log), {"pages": pages}, show)
    message = (person, None, Screen((Block(context.words(told)),)))
    card = (seat.session.id,) if seat.session.chat == person else ()
    tell = (message,) if seat.is_known else ()
    return replace(change, seats=(seat,), touched=card, tell=tell, notice=Notice(notice))


def set_door(context: CoachContext, action: Action, is_open: bool) -> GroupChange:
    """Let people in who are not in the group's chat, or no more of them."""
    return change_group(add_to_log(context, action.log), {"lets_in": is_open}, ())
