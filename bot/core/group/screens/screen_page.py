"""The page of a coach's console that has the link of the big screen."""

from bot.core.group.coach_actions import PLAN_BACK
from bot.core.group.events import Lead
from bot.core.group.screen_actions import NEW_LINK, SCREEN_OFF
from bot.core.group.screens.view import View, filled
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen
from bot.core.words import big_screen as words

LONGEST_COPY = 256
"""Bot API: letters that a button can copy."""


def screen_page(view: View, heading: Block) -> Screen:
    """Show the link, and what can be done with it."""
    back = view.button(PLAN_BACK.label, Lead(PLAN_BACK))
    link = view.big_screen
    if link is None:
        return Screen((heading, view.block(words.not_set_up())), ((back,),))
    new = view.button(NEW_LINK.label, Lead(NEW_LINK))
    if not link:
        return Screen((heading, view.block(words.is_off())), ((new,), (back,)))
    blocks = (heading, view.block(words.what_it_shows()), Block(link), view.hint(words.who_sees_it()))
    opening = (Button(view.words(words.open_page()), url=link),)
    copying = (Button(view.words(words.copy_link()), copy=link),) if len(link) <= LONGEST_COPY else ()
    off = view.button(SCREEN_OFF.label, Lead(SCREEN_OFF))
    rows: Rows = ((*opening, *copying), (new, off), (back,))
    return Screen(filled(blocks), rows)
