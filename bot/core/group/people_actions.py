"""What a coach does about who takes part: put somebody out, let them back, open the door
to others; and about the time where the group is."""

from dataclasses import replace
from functools import partial
from typing import Final

from bot.core.group.actions import (
    PEOPLE_PAGE,
    PERSON_PAGE,
    ZONE_PAGE,
    Action,
    open_console_page,
    page_on_console,
)
from bot.core.group.coach_context import CoachContext, add_to_log, change_group
from bot.core.group.deadlines import MINUTE
from bot.core.group.seats import leave_seat, names_apart
from bot.core.group.session import GroupChange, GroupStage, Seat
from bot.core.group.stages import NOT_ENDED
from bot.core.group.status import who_takes_part
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice
from bot.core.solo.promise import ZONE_ASKED, ZONES
from bot.core.words import follow_up, log
from bot.core.words import people as words
from bot.core.words.phrase import Phrase


def put_out(context: CoachContext, action: Action) -> GroupChange:
    """Take somebody out: nothing of theirs counts that is not published yet, and they cannot join again."""
    seat = _seat_in(context, is_barred=False)
    if seat is None:
        return GroupChange(notice=Notice(words.nobody_there()))
    name = names_apart(context.seats)[seat.member.seat]
    notice = words.is_out_and_told(name) if seat.is_known else words.is_out(name)
    told = words.you_are_out(context.group.title)
    return _change(context, action, leave_seat(seat, is_barred=True), notice, told)


def let_back(context: CoachContext, action: Action) -> GroupChange:
    """Let somebody join again; they take part once they do."""
    seat = _seat_in(context, is_barred=True)
    if seat is None:
        return GroupChange(notice=Notice(words.nobody_there()))
    back = replace(seat, member=replace(seat.member, is_barred=False))
    notice = words.may_come_back(names_apart(context.seats)[seat.member.seat])
    return _change(context, action, back, notice, words.you_may_come_back(context.group.title))


def _seat_in(context: CoachContext, *, is_barred: bool) -> Seat | None:
    """Return the seat that a button is about; None where nobody sits there of whom that can be done."""
    seats = (each for each in context.seats if each.member.seat == context.number)
    seat = next(seats, None)
    is_meant = seat is not None and (seat.member.is_barred if is_barred else seat.member.here)
    return seat if is_meant else None


def _change(context: CoachContext, action: Action, seat: Seat, notice: Phrase, told: Phrase) -> GroupChange:
    """Save the seat, tell its person in private where that can be, and show the page of all names again."""
    group, person = context.group, seat.member.person
    pages = {**group.pages, context.person: PEOPLE_PAGE}
    change = change_group(add_to_log(context, action.log), {"pages": pages}, who_takes_part(group))
    message = (person, None, Screen((Block(context.words(told)),)))
    card = (seat.session.id,) if seat.session.chat == person else ()
    tell = (message,) if seat.is_known else ()
    return replace(change, seats=(seat,), touched=card, tell=tell, notice=Notice(notice))


def set_door(context: CoachContext, action: Action, is_open: bool) -> GroupChange:
    """Let people in who are not in the group's chat, or no more of them."""
    return change_group(add_to_log(context, action.log), {"lets_in": is_open}, ())


# --- the time of the group --------------------------------------------------------------
# A page of the console has a button for each time that it can be there.


def ask_zone(context: CoachContext, _action: Action) -> GroupChange:
    """Show the times that it can be now, a button for each."""
    page = f"{ZONE_PAGE} {int(context.at // MINUTE)}"
    return change_group(context, {"pages": {**context.group.pages, context.person: page}}, ())


def take_group_zone(context: CoachContext, action: Action) -> GroupChange:
    """Take the zone of a tapped time; times that are no longer right are shown again as they are now."""
    page, minute = page_on_console(context.group, context.person)
    place = context.number - 1
    if page != ZONE_PAGE or not 0 <= place < len(ZONES):
        return GroupChange(notice=Notice(follow_up.times_moved_on()))
    if context.at - minute * MINUTE > ZONE_ASKED:
        return replace(ask_zone(context, action), notice=Notice(follow_up.times_moved_on()))
    left = {coach: each for coach, each in context.group.pages.items() if coach != context.person}
    change = change_group(context, {"zone": ZONES[place], "pages": left}, ())
    return replace(change, notice=Notice(words.zone_saved()))


# --- actions ----------------------------------------------------------------------------
# `coach_actions` declares them.


def _door(number: int, label: Phrase, what: Phrase, *, is_open: bool) -> Action:
    return Action(number, label, handler=partial(set_door, is_open=is_open), log=what)


PEOPLE: Final = Action(
    80,
    words.people(),
    row=9,
    stages=NOT_ENDED,
    handler=partial(open_console_page, page=PEOPLE_PAGE),
)
SHOW_PERSON: Final = Action(81, words.people(), handler=partial(open_console_page, page=PERSON_PAGE))
PUT_OUT: Final = Action(82, words.people(), handler=put_out, log=log.put_out())
LET_BACK: Final = Action(83, words.people(), handler=let_back, log=log.let_back())
OPEN_DOOR: Final = _door(84, words.open_door(), log.opened_door(), is_open=True)
CLOSE_DOOR: Final = _door(85, words.close_door(), log.closed_door(), is_open=False)
ZONE: Final = Action(86, words.zone(), row=9, stages=tuple(GroupStage), handler=ask_zone)
TAKE_ZONE: Final = Action(87, words.zone(), handler=take_group_zone)

ABOUT_PEOPLE: Final = (PEOPLE, SHOW_PERSON, PUT_OUT, LET_BACK, OPEN_DOOR, CLOSE_DOOR, ZONE, TAKE_ZONE)
