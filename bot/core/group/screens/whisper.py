"""A word to the coach on screens: the message in which it is written, and the page of the console."""

from typing import Final

from bot.core.group.coach_actions import PLAN_BACK
from bot.core.group.events import ChangeWhisper, DropWhisper, Lead, SendWhisper
from bot.core.group.privacy.counting import members_here
from bot.core.group.screens.view import View, filled
from bot.core.group.whisper import LONGEST_WHISPER, MOST_WHISPERS, heard
from bot.core.group.whisper_moves import refusal
from bot.core.group.writing_actions import MUTE_WRITER, PUT_TO_GROUP, SET_ASIDE
from bot.core.screen.button import Rows
from bot.core.screen.screen import Block, Screen
from bot.core.words import own_questions
from bot.core.words import whispers as words

MOST_ON_PAGE: Final = 6
"""Words on one page of a console, so that a message can hold them and a thumb finds its buttons."""


def whisper_screen(view: View, person: int) -> Screen:
    """Show what somebody is writing to the coach."""
    seat = next((each for each in view.seats if each.member.person == person), None)
    if seat is None:
        return Screen((view.block(words.nothing_sent()),))
    unsaid, place = seat.member.to_coach.unsaid, view.group.title
    title = view.title(words.title(place) if place else words.title_without_name())
    if unsaid is None:
        left = MOST_WHISPERS - len(seat.member.to_coach.whispers)
        end = refusal(view.group, seat)
        said = end or (words.sent(left) if seat.member.to_coach.whispers else words.nothing_sent())
        return Screen((title, view.block(said)))
    if not unsaid.text:
        warned = view.block(words.not_passed_on() if unsaid.is_warned else None)
        how = view.block(words.write_below(LONGEST_WHISPER))
        blocks = (title, warned, how, *_how_it_is_seen(view))
        cancel = view.button(own_questions.cancel(), DropWhisper())
        return Screen(filled(blocks), ((cancel,),), takes_text=True)
    text = view.block(words.quoted(unsaid.text))
    rows: Rows = (
        (view.button(words.send(), SendWhisper()),),
        (view.button(words.change(), ChangeWhisper()), view.button(words.drop(), DropWhisper())),
    )
    return Screen(filled((title, text, view.block(words.send_this()), *_how_it_is_seen(view))), rows)


def _how_it_is_seen(view: View) -> tuple[Block, ...]:
    """Say what a coach learns; where few take part, no missing name hides who wrote it."""
    people = len(members_here(view.seats))
    few = words.few_could_have_written(people) if people < view.group.k else None
    return view.hint(words.how_it_is_seen()), view.hint(few)


def whisper_page(view: View, heading: Block) -> Screen:
    """Show the words to the coach, and what can be done with each."""
    found = heard(view.group, view.seats)
    here = found[:MOST_ON_PAGE]
    lines = "\n\n".join(
        view.words(words.numbered(number, each.whisper.text)) for number, each in enumerate(here, 1)
    )
    rest = len(found) - len(here)
    blocks = (
        heading,
        view.section(words.words_to_you(), lines or view.words(words.nothing_new())),
        view.hint(words.more(rest) if rest else None),
        view.hint(words.how_they_stand()),
    )
    rows = tuple(
        (
            view.button(words.put_to_group(number), Lead(PUT_TO_GROUP, each.name)),
            view.button(words.set_aside(number), Lead(SET_ASIDE, each.name)),
            view.button(words.mute(number), Lead(MUTE_WRITER, each.name)),
        )
        for number, each in enumerate(here, 1)
    )
    return Screen(filled(blocks), (*rows, (view.button(PLAN_BACK.label, Lead(PLAN_BACK)),)))
