"""The message that asks one member, in private and days later, what came of the first step."""

from bot.core.dialog.insight import explain
from bot.core.group.agenda import question_of
from bot.core.group.check_in import LAST_QUESTION
from bot.core.group.events import Choose, InPrivate
from bot.core.group.group_questions import DID, NEVER, PLAN_ASK
from bot.core.group.privacy.counting import has_advice, members_here
from bot.core.group.question_texts import option_text
from bot.core.group.screens.view import View, filled
from bot.core.group.seats import first_step
from bot.core.group.session import Seat
from bot.core.group.wall import planned_step
from bot.core.screen.screen import Screen
from bot.core.words import check_in as words
from bot.core.words.phrase import Phrase


def check_in_screen(view: View, person: int) -> Screen | None:
    """Ask one member how it went; None for somebody who is no longer a member."""
    seat = next((each for each in members_here(view.seats) if each.member.person == person), None)
    went = question_of(view.dialog, DID)
    if seat is None or went is None:
        return None
    answer = seat.member.given.get(DID)
    is_last = view.group.reminded > LAST_QUESTION
    blocks = (
        view.title(words.title()),
        view.block(_planned(view, seat)),
        view.block(words.so_far(option_text(went, answer)) if isinstance(answer, str) else None),
        view.block(_pivotal(view, seat) if is_last else None),
        view.hint(words.confidential()),
    )
    buttons = (
        *(view.button(option_text(went, each), Choose(DID, each)) for each in went.options),
        view.button(words.do_not_ask(), Choose(PLAN_ASK, NEVER)),
    )
    again = ((view.button(words.look_again(), InPrivate()),),) if is_last else ()
    return Screen(filled(blocks), (buttons[:3], buttons[3:], *again))


def _planned(view: View, seat: Seat) -> Phrase:
    planned = planned_step(view.dialog, seat)
    if planned is None:
        return words.planned(view.group.title, first_step(view.dialog, seat))
    return words.planned_when(view.group.title, *planned)


def _pivotal(view: View, seat: Seat) -> Phrase | None:
    """Name the answer that the advice depends on most; None where it depends on none."""
    if not has_advice(view.dialog, seat):
        return None
    mattered = explain(view.dialog, seat.session.settled).mattered
    return None if mattered is None else words.depends_on(view.dialog.questions[mattered].ask)
