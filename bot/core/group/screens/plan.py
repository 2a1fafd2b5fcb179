"""The page of a coach's console on which a session is planned."""

from collections.abc import Iterator

from bot.core.group.agenda import Does, agenda
from bot.core.group.coach_actions import (
    DROP_REST,
    LEAVE_STEP,
    LENGTHS,
    PLAN_ALL,
    PLAN_BACK,
    RAISE_STEP,
    SAVE_PLAN,
    SAVED,
    TAKE_STEP,
)
from bot.core.group.events import Lead
from bot.core.group.plan import lasts, planned, reachable, step_names
from bot.core.group.question_texts import ask_of
from bot.core.group.screens.view import View, filled
from bot.core.group.session import GroupStage
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen
from bot.core.words import planning as words
from bot.core.words.lines import shorten_line
from bot.core.words.phrase import Phrase

LONGEST_ASK = 34
"""Letters of a question on a button."""


def plan_lasts(view: View) -> Phrase:
    """Say how many questions the plan has, and how long that is likely to take."""
    taken = lasts(view.dialog, view.group.plan)
    asked = [at for at in planned(view.dialog, view.group) if agenda(view.dialog)[at].does is Does.ASK]
    number = words.questions(len(asked))
    return words.plan_lasts(number, taken.whole, taken.answering, taken.talking, taken.results)


def plan_page(view: View, heading: Block) -> Screen:
    """Show what is planned, and what of it can be changed now."""
    steps = [*reachable(view.dialog, view.group)]
    is_before = view.group.stage is GroupStage.LOBBY
    how = words.plan_how() if is_before else words.plan_how_live()
    blocks = (heading, view.block(plan_lasts(view)), view.hint(how if steps else words.plan_done()))
    lengths = tuple(view.button(each.label, Lead(each)) for each in (*LENGTHS, PLAN_ALL))
    first: Rows = (lengths,) if is_before else ((view.button(DROP_REST.label, Lead(DROP_REST)),),)
    last = (view.button(PLAN_BACK.label, Lead(PLAN_BACK)), view.button(SAVE_PLAN.label, Lead(SAVE_PLAN)))
    saved = _saved(view) if is_before else ()
    return Screen(filled(blocks), (*(first if steps else ()), *saved, *_rows(view, steps), last))


def _saved(view: View) -> Rows:
    """Return a row for each plan that the coach saved in an earlier group."""
    offered = zip(view.group.offered, SAVED, strict=False)
    labels = ((words.as_saved(shorten_line(name, LONGEST_ASK)), action) for name, action in offered)
    return tuple((view.button(label, Lead(action)),) for label, action in labels)


def _rows(view: View, steps: list[int]) -> Iterator[tuple[Button, ...]]:
    """Yield a row for each question: whether it is asked, and a way up."""
    names, taken = step_names(view.dialog), [at for at in steps if at in planned(view.dialog, view.group)]
    up = words.move_up() if view.group.stage is GroupStage.LOBBY else words.make_next()
    for at in steps:
        ask = view.words(ask_of(view.dialog, agenda(view.dialog)[at].question))
        label = shorten_line(ask, LONGEST_ASK)
        if at not in taken:
            yield (view.button(words.left(label), Lead(TAKE_STEP, names[at])),)
            continue
        row = (view.button(words.taken(label), Lead(LEAVE_STEP, names[at])),)
        yield (*row, view.button(up, Lead(RAISE_STEP, names[at]))) if at in taken[1:] else row
