"""The pages of a coach's console about who takes part: all names, and one of them;
and the page on which the time of the group is chosen."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.core.group.coach_actions import PLAN_BACK
from bot.core.group.deadlines import MINUTE
from bot.core.group.events import Lead
from bot.core.group.people_actions import (
    CLOSE_DOOR,
    LET_BACK,
    OPEN_DOOR,
    PEOPLE,
    PUT_OUT,
    SHOW_PERSON,
    TAKE_ZONE,
)
from bot.core.group.privacy.counting import members_here
from bot.core.group.screens.view import View, filled
from bot.core.group.seats import names_apart
from bot.core.group.session import Seat
from bot.core.screen.button import Button, Rows, in_rows
from bot.core.screen.screen import Screen
from bot.core.solo.promise import ZONES, local, zones_by_time
from bot.core.words import people as words
from bot.core.words.lines import shorten_line
from bot.core.words.phrase import Phrase

LONGEST_NAME = 20
"""Letters of a name on one of two buttons side by side."""
MOST_BUTTONS = 90
"""Names on a page; Telegram: a message has at most 100 buttons."""


def people_page(view: View, first: int) -> Screen:
    """List the names, a button for each. first: how many stand on the pages before."""
    here, names = members_here(view.seats), names_apart(view.seats)
    out = [seat for seat in view.seats if seat.member.is_barred]
    listed = [*here, *out][first : first + MOST_BUTTONS]
    is_open = view.group.lets_in
    blocks = (
        view.title(words.people()),
        view.block(words.people_how() if here else words.nobody_here()),
        view.block(_out(view, out, names)),
        view.block(_whom(view)),
    )
    buttons = [_name_button(view, seat, names[seat.member.seat]) for seat in listed]
    has_more = first + MOST_BUTTONS < len(here) + len(out)
    more = view.button(words.more(), Lead(PEOPLE, number=first + MOST_BUTTONS))
    door = CLOSE_DOOR if is_open else OPEN_DOOR
    rows: Rows = (
        *in_rows(buttons, 2),
        *(((more,),) if has_more else ()),
        (view.button(door.label, Lead(door)),),
        (view.button(words.back(), Lead(PLAN_BACK)),),
    )
    return Screen(filled(blocks), rows)


def _whom(view: View) -> Phrase:
    if not view.group.lets_in:
        return words.lets_nobody_in()
    return words.lets_in_and_counts() if view.dialog.counts_outsiders else words.lets_in()


def _out(view: View, out: Sequence[Seat], names: Mapping[int, str]) -> Phrase | None:
    return words.taken_out(view.words.listed(names[each.member.seat] for each in out)) if out else None


def _name_button(view: View, seat: Seat, name: str) -> Button:
    short = shorten_line(name, LONGEST_NAME)
    label = view.words(words.out_button(short)) if seat.member.is_barred else short
    return Button(label, Lead(SHOW_PERSON, number=seat.member.seat))


def person_page(view: View, number: int) -> Screen:
    """Ask whether one person is to be put out, or let back; all names, where nobody has that seat."""
    seat = next((each for each in view.seats if each.member.seat == number), None)
    if seat is None or not (seat.member.here or seat.member.is_barred):
        return people_page(view, 0)
    name, is_barred = names_apart(view.seats)[number], seat.member.is_barred
    title = words.ask_to_let_back(name) if is_barred else words.ask_to_put_out(name)
    means = words.what_letting_back_means() if is_barred else words.what_putting_out_means()
    way = words.told_in_private() if seat.is_known else words.told_at_next_tap()
    button = words.let_back(name) if is_barred else words.put_out(name)
    rows = (
        (view.button(button, Lead(LET_BACK if is_barred else PUT_OUT, number=number)),),
        (view.button(words.back(), Lead(PEOPLE)),),
    )
    return Screen(filled((view.title(title), view.block(means), view.hint(None if is_barred else way))), rows)


# --- the time of the group --------------------------------------------------------------

ABREAST: Final = 4
"""Times in a row."""


def zone_page(view: View, minute: int) -> Screen:
    """Ask what time it is there. minute: since 1970, at which the times on the buttons are right."""
    asked_at = minute * MINUTE
    times = [
        Button(f"{local(asked_at, zone):%H:%M}", Lead(TAKE_ZONE, number=1 + ZONES.index(zone)))
        for zone in zones_by_time(asked_at)
    ]
    blocks = (view.title(words.what_time()), view.hint(words.why_time()))
    back = (view.button(words.back(), Lead(PLAN_BACK)),)
    return Screen(blocks, (*in_rows(times, ABREAST), back))
