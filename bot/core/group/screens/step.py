"""The message of one step: the question while it is open. `totals` shows it once it is closed."""

from collections.abc import Mapping
from typing import Final

from bot.core.dialog.question import Level, Question
from bot.core.group.agenda import Does, agenda, choices
from bot.core.group.deadlines import CROWD
from bot.core.group.events import Choose, Keep, Mine, Why
from bot.core.group.group_questions import COMPARED
from bot.core.group.privacy.counting import level_in, members_here
from bot.core.group.question_texts import ask_of, tap_label, why_of
from bot.core.group.screens.endings import ENDINGS, plan_screen, results_screen
from bot.core.group.screens.totals import is_asked_again, my_answer, totals_screen
from bot.core.group.screens.view import View, clock_line, filled
from bot.core.group.session import GroupStage
from bot.core.group.waiting import unanswered
from bot.core.screen.button import Rows
from bot.core.screen.screen import Screen
from bot.core.words import clock, layout
from bot.core.words import group_steps as words
from bot.core.words.phrase import Phrase

TENTH = 10
"""Per cent in which a big group's answers are counted: so many edits at most, whatever its size."""


def step_screen(view: View, at: int) -> Screen | None:
    """Return the message of a step as it stands now; None for a place that the agenda does not have."""
    steps, group = agenda(view.dialog), view.group
    if not 0 <= at < len(steps):
        return None
    step, is_here = steps[at], at == group.step
    if step.does is Does.RESULTS:
        return results_screen(view, at)
    if step.does is Does.PLAN:
        return plan_screen(view, step, is_here)
    if not is_here or group.stands_at in (GroupStage.SHOWN, GroupStage.ENDED):
        return totals_screen(view, step.question, at)
    if group.stands_at is GroupStage.OPEN:
        return _open(view, step.question, at)
    waits = words.closed_for_talk() if group.stands_at is GroupStage.TALK else words.paused()
    title = view.step_title(at, ask_of(view.dialog, step.question))
    return Screen((title, view.block(waits)), my_answer(view, at))


def moved_screen(view: View, at: int) -> Screen | None:
    """Show in the place of a step's message that a newer one of it stands further down."""
    steps = agenda(view.dialog)
    if not 0 <= at < len(steps):
        return None
    about = ask_of(view.dialog, steps[at].question) if steps[at].does is Does.ASK else ENDINGS[steps[at].does]
    return Screen((view.step_title(at, about), view.hint(words.goes_on_below())))


def _open(view: View, question: Question, at: int) -> Screen:
    blocks = (
        view.step_title(at, ask_of(view.dialog, question)),
        view.block(why_of(view.dialog, view.group, question)),
        view.hint(_hint(view, question)),
        view.hint(words.not_for_everyone() if question.is_conditional else None),
        view.hint(_level(view, question)),
        view.block(answered_so_far(view, question)),
        view.block(clock_line(view.group)),
    )
    ways = [view.button(words.my_answer(), Mine(at)), view.button(words.why(), Why(at))]
    if view.group.round > 1:
        ways.insert(0, view.button(words.keep(), Keep()))
    return Screen(filled(blocks), (*_answers(view, question), tuple(ways)))


def _hint(view: View, question: Question) -> Phrase | None:
    if view.group.round > 1:
        return words.second_round()
    return question.kind.group_hint(question)


def _level(view: View, question: Question) -> Phrase | None:
    """Say how much of the answers everybody will be told; nothing of what nobody is told."""
    if question.group.reveal == "never":
        return None
    line = _LEVELS[level_in(view.group, question)]
    if question.id not in COMPARED:
        return line
    later = words.compared_later() if is_asked_again(view, question) else words.told_later()
    return layout.sentences(line, later)


_LEVELS: Final[Mapping[Level, Phrase]] = {
    Level.OPEN: words.level_open(),
    Level.COUNTED: words.level_counted(),
    Level.SHIELDED: words.level_shielded(),
}


def answered_so_far(view: View, question: Question) -> Phrase:
    """Say how many have answered, or looked again: exactly in a small group, in tenths in a big one."""
    of = len(members_here(view.seats))
    done, is_again = of - len(unanswered(view.group, question, view.seats)), view.group.round > 1
    if of <= CROWD:
        return clock.looked_again(done, of) if is_again else words.answered(done, of)
    if done == of:
        return clock.all_looked_again() if is_again else words.answered_all()
    tenths = 100 * done // of // TENTH * TENTH
    if not tenths:
        return clock.looked_again_fewer(TENTH) if is_again else words.answered_fewer(TENTH)
    return clock.looked_again_about(tenths) if is_again else words.answered_about(tenths)


def _answers(view: View, question: Question) -> Rows:
    """Return a button for each answer, in the rows of the question's kind."""
    silences = {"skipped": words.skip(), "unsure": words.unsure()}
    silent = tuple(
        view.button(silences[each], Choose(question.id, each))
        for each in choices(question)
        if each in silences
    )
    rows = tuple(
        tuple(view.button(tap_label(question, each), Choose(question.id, each.id)) for each in row)
        for row in question.kind.tappable(question)
    )
    return (*rows, silent) if silent else rows
