"""The page of a coach's console on which a session is planned."""

from collections.abc import Iterator, Sequence

from bot.core.group.agenda import Does, agenda
from bot.core.group.coach_actions import (
    CLOSE_ALONE,
    CLOSE_BY_COACH,
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
from bot.core.group.group_questions import OWN
from bot.core.group.plan import is_to_come, lasts, planned, reachable, step_names
from bot.core.group.question_texts import ask_of
from bot.core.group.screens.view import View, filled
from bot.core.group.session import GroupStage
from bot.core.group.step_times import USUAL
from bot.core.group.writing_actions import EDIT_OWN
from bot.core.screen.button import Button, Rows, in_rows
from bot.core.screen.screen import Block, Screen
from bot.core.words import own_questions
from bot.core.words import planning as words
from bot.core.words.lines import shorten_line
from bot.core.words.phrase import Phrase

LONGEST_ASK = 34
"""Letters of a question on a button."""
LONGEST_LINE = 60
"""Letters of a question in the list: beside another button, a phone cuts a label off after half as many."""
MOST_BUTTONS = 100
"""Buttons that a message can have on Telegram."""
EDITS = 4
"""Of the buttons that change a question, as many as have room in a row."""
LONG = 40
"""Questions from which their list is kept shorter, to fit into one message."""


def plan_lasts(view: View) -> Phrase:
    """Say how many questions the plan has, and how long that is likely to take."""
    taken = lasts(view.dialog, view.group.plan, view.group.step_times)
    return words.plan_lasts(_how_many(view), taken.whole, taken.answering, taken.talking, taken.results)


def _how_many(view: View) -> Phrase:
    """Count the questions; those after the results apart, as the page does not list them before."""
    does = [agenda(view.dialog)[at].does for at in planned(view.dialog, view.group)]
    before = does.index(Does.RESULTS) if Does.RESULTS in does else len(does)
    first, after = (part.count(Does.ASK) for part in (does[:before], does[before:]))
    return words.questions_and_after(words.questions(first), after) if after else words.questions(first)


def _learned(view: View) -> tuple[Block, ...]:
    return () if view.group.step_times == USUAL else (view.hint(words.by_your_sessions()),)


def plan_page(view: View, heading: Block, coach: int) -> Screen:
    """Show what is planned, and what of it can be changed now. coach: who reads it."""
    steps = [*reachable(view.dialog, view.group)]
    is_before = view.group.stage is GroupStage.LOBBY
    how = words.plan_how() if is_before else words.plan_how_live()
    blocks = (
        heading,
        view.block(plan_lasts(view)),
        *_learned(view),
        Block(_listed(view, steps)),
        view.hint(how if steps else words.plan_done()),
    )
    lengths = tuple(view.button(each.label, Lead(each)) for each in LENGTHS)
    every = (view.button(PLAN_ALL.label, Lead(PLAN_ALL)),)
    first: Rows = (lengths, every) if is_before else ((view.button(DROP_REST.label, Lead(DROP_REST)),),)
    last = (view.button(PLAN_BACK.label, Lead(PLAN_BACK)), view.button(SAVE_PLAN.label, Lead(SAVE_PLAN)))
    alone = CLOSE_BY_COACH if view.group.closes_alone else CLOSE_ALONE
    first = (*first, (view.button(alone.label, Lead(alone)),))
    saved = _saved(view) if is_before and coach == view.group.coach else ()
    above: Rows = (*(first if steps else ()), *saved)
    edits = _edits(view, steps)
    room = MOST_BUTTONS - sum(map(len, (*above, *edits, last)))
    return Screen(filled(blocks), (*above, *_rows(view, steps[:room], room - len(steps)), *edits, last))


def _edits(view: View, steps: Sequence[int]) -> Rows:
    """Return a button for each question of the coaches' own that was not asked yet."""
    names = step_names(view.dialog)
    buttons = [
        view.button(own_questions.edit(number), Lead(EDIT_OWN, names[at]))
        for number, at in enumerate(steps, 1)
        if names[at].startswith(OWN) and is_to_come(view.dialog, view.group, names[at])
    ]
    return in_rows(buttons, EDITS)


def _saved(view: View) -> Rows:
    """Return a row for each plan that the coach saved in an earlier group."""
    offered = zip(view.group.offered, SAVED, strict=False)
    labels = ((words.as_saved(shorten_line(name, LONGEST_ASK)), action) for name, action in offered)
    return tuple((view.button(label, Lead(action)),) for label, action in labels)


def _listed(view: View, steps: list[int]) -> str:
    """List the questions by the numbers that their buttons have."""
    taken, longest = planned(view.dialog, view.group), LONGEST_LINE if len(steps) < LONG else LONGEST_ASK
    return "\n".join(
        view.words((words.taken if at in taken else words.left)(_numbered(view, number, at, longest)))
        for number, at in enumerate(steps, 1)
    )


def _numbered(view: View, number: int, at: int, longest: int) -> str:
    ask = view.words(ask_of(view.dialog, agenda(view.dialog)[at].question))
    return f"{number}. {shorten_line(ask, longest)}"


def _rows(view: View, steps: list[int], spare: int) -> Iterator[tuple[Button, ...]]:
    """Yield a row for each question: whether it is asked, and a way up. spare: at most so many of these."""
    names, taken = step_names(view.dialog), [at for at in steps if at in planned(view.dialog, view.group)]
    up = words.move_up() if view.group.stage is GroupStage.LOBBY else words.make_next()
    for number, at in enumerate(steps, 1):
        label = _numbered(view, number, at, LONGEST_ASK)
        if at not in taken:
            yield (view.button(words.left(label), Lead(TAKE_STEP, names[at])),)
            continue
        row = (view.button(words.taken(label), Lead(LEAVE_STEP, names[at])),)
        ways = (view.button(up, Lead(RAISE_STEP, names[at])),) if at in taken[1:] and spare > 0 else ()
        spare -= len(ways)
        yield (*row, *ways)
