"""A first step in somebody's own words on screens: where it is written, and the page of the console."""

from typing import Final

from bot.core.group.coach_actions import PLAN_BACK
from bot.core.group.events import KeepStep, Lead, ShowStep, WriteStep
from bot.core.group.group_questions import OWN_STEP
from bot.core.group.own_step import LONGEST_STEP, shown_step, written_step
from bot.core.group.screens.view import View, filled
from bot.core.group.seats import names_apart
from bot.core.group.session import Seat
from bot.core.group.wall import own_lines
from bot.core.group.writing_actions import TAKE_OFF
from bot.core.screen.button import Rows, in_rows
from bot.core.screen.screen import Block, Screen
from bot.core.words import own_steps as words
from bot.core.words.phrase import Phrase

MOST_ON_PAGE: Final = 10
"""Lines on one page of a console."""


def own_step_screen(view: View, person: int) -> Screen:
    """Show what somebody is writing for the wall."""
    seat = next((each for each in view.seats if each.member.person == person), None)
    place = view.group.title
    title = view.title(words.title(place) if place else words.title_without_name())
    text = None if seat is None else written_step(seat)
    if seat is None or text is None:
        return Screen((title, view.block(words.kept() if seat is None else _what_became_of_it(seat))))
    keep = view.button(words.keep_private(), KeepStep())
    if not text:
        return Screen((title, view.block(words.write_below(LONGEST_STEP))), ((keep,),), takes_text=True)
    blocks = (title, view.block(words.everybody_sees(text)), view.hint(words.how_to_take_off()))
    rows: Rows = (
        (view.button(words.show_it(), ShowStep()), keep),
        (view.button(words.again(), WriteStep()),),
    )
    return Screen(blocks, rows)


def _what_became_of_it(seat: Seat) -> Phrase:
    shown = shown_step(seat)
    if shown is not None:
        return words.stands_on_the_wall(shown)
    return words.no_longer_there() if OWN_STEP in seat.member.given else words.kept()


def wall_page(view: View, heading: Block) -> Screen:
    """Show the lines in people's own words, each with a button that takes it off."""
    found = own_lines(view.group, view.seats)
    here, rest = found[:MOST_ON_PAGE], len(found) - MOST_ON_PAGE
    names = names_apart(view.seats)
    said = (
        words.line(number, names[each.seat.member.seat], each.text) for number, each in enumerate(here, 1)
    )
    lines = "\n".join(map(view.words, said))
    blocks = (
        heading,
        view.section(words.page(), lines or view.words(words.none_there())),
        view.hint(words.more(rest) if rest > 0 else None),
    )
    buttons = [
        view.button(words.take_off(number), Lead(TAKE_OFF, each.name)) for number, each in enumerate(here, 1)
    ]
    back = (view.button(PLAN_BACK.label, Lead(PLAN_BACK)),)
    return Screen(filled(blocks), (*in_rows(buttons, 2), back))
