"""A question once it is closed: its totals, or why there are none."""

from collections.abc import Sequence

from bot.core.dialog.question import Level, Question
from bot.core.group.agenda import question_of
from bot.core.group.events import Mine
from bot.core.group.group_questions import COMPARED, GUESS, PAIRS, REASON
from bot.core.group.privacy.counting import CHANGED, MOVED, base, fewest, figures, newest, published
from bot.core.group.privacy.figure import Figure, Form
from bot.core.group.privacy.layout import level_of
from bot.core.group.privacy.rounds import least_moved
from bot.core.group.question_texts import ask_of, cell_text
from bot.core.group.screens.figures_text import (
    before_and_after,
    crosstabs,
    figure_lines,
    hidden,
    name_beside,
    people,
    picture,
    rounds,
)
from bot.core.group.screens.view import View, filled
from bot.core.group.session import GroupStage
from bot.core.screen.button import Rows
from bot.core.screen.chart import Picture
from bot.core.screen.screen import Block, Screen
from bot.core.words import figures as figure_words
from bot.core.words import group_steps as words
from bot.core.words.lines import bullets
from bot.core.words.phrase import Phrase

MOST_REASONS = 2
"""Reasons of a talk that are shown: those that spoke to most people."""
PAIR = 2
"""People who can talk with each other."""


def my_answer(view: View, at: int) -> Rows:
    """Return the button by which each sees their own answer."""
    return ((view.button(words.my_answer(), Mine(at)),),)


def is_asked_again(view: View, question: Question) -> bool:
    """Return whether what is asked at the start is in the plan for the end, too."""
    plan = view.group.plan
    return not plan or any(each in plan for each, start in PAIRS.items() if start == question.id)


def totals_screen(view: View, question: Question, at: int) -> Screen:
    """Show what is told of a closed question, or why nothing is."""
    title, mine = view.step_title(at, ask_of(view.dialog, question)), my_answer(view, at)
    shown = published(view.group, question.id)
    figure = newest(shown)
    if _is_compared_below(view, question):
        return Screen((title, view.hint(words.compared_below())))
    if figure is None:
        reasons = view.section(words.reasons(), _reasons(view, question))
        return Screen(filled((title, view.block(_without_figure(view, question, at)), reasons)), mine)
    if not figure.cells:
        return Screen((title, view.block(_without_totals(view, question, figure))), mine)
    chart = _compared_chart(view, question) or picture(view, question, shown)
    return Screen(filled((title, *_totals(view, question, shown, figure))), mine, picture=chart)


def _is_compared_below(view: View, question: Question) -> bool:
    """Return whether the totals stand beside those of the end, in the message of those."""
    later = next((each for each, start in PAIRS.items() if start == question.id), "")
    figures_of = (newest(published(view.group, each)) for each in (question.id, later))
    return all(figure is not None and figure.cells for figure in figures_of)


def _without_figure(view: View, question: Question, at: int) -> Phrase:
    counted = newest(figures(view.group, question.id))
    if counted is not None and question.id in COMPARED:
        is_few = base(counted) < fewest(view.group, question)
        later = words.shown_later() if is_asked_again(view, question) else words.shown_at_end()
        return _without_totals(view, question, counted) if is_few else later
    if counted is not None:
        return words.not_shown()
    is_last = view.group.stage is GroupStage.ENDED and at == view.group.step
    return words.no_totals() if is_last else words.skipped()


def _without_totals(view: View, question: Question, figure: Figure) -> Phrase:
    """Say why there are no totals; nobody is asked to talk about what is sensitive."""
    k = fewest(view.group, question)
    if base(figure) >= k:
        return words.too_spread()
    is_private = level_of(question) is Level.SHIELDED or figure.of < PAIR
    return words.too_few(k) if is_private else words.too_few_talk(k)


def _totals(view: View, question: Question, shown: Sequence[Figure], figure: Figure) -> list[Block]:
    return [
        *(
            Block(figure_lines(view, question, each), heading="" if name is None else view.words(name))
            for name, each in rounds(shown)
        ),
        view.block(hidden(shown)),
        *(view.section(words.beside(ask), lines) for ask, lines in crosstabs(view, question)),
        view.block(_moved(view, question)),
        view.block(_guessed(view, question)),
        view.section(words.reasons(), _reasons(view, question)),
        view.block(_before(view, question)),
        view.hint(words.answered_below(figure.answered, figure.of)),
        view.hint(words.as_before(figure.kept, base(figure)) if figure.kept else None),
        view.hint(_latecomers(figure)),
    ]


def _latecomers(figure: Figure) -> Phrase | None:
    """Say why a second round may count fewer people than have answered."""
    late = figure.answered + figure.kept - base(figure)
    return words.latecomers(late) if late > 0 else None


def _moved(view: View, question: Question) -> Phrase | None:
    """Say how many changed their answer: at least so many; exactly, in a session of an older version."""
    figure = newest(figures(view.group, f"{MOVED}{question.id}"))
    if figure is None or len(figure.cells) < 2:
        both = published(view.group, question.id)[-2:]
        least = least_moved(*(each.cells for each in both)) if len(both) > 1 else 0
        return words.moved_at_least(least) if least else None
    changed = next((cell.highest for cell in figure.cells if cell.options == (CHANGED,)), 0)
    if not changed:
        return words.nobody_moved()
    return words.everybody_moved() if changed == base(figure) else words.moved(changed, base(figure))


def _guessed(view: View, question: Question) -> Phrase | None:
    """Set what the room guessed beside what is so; only where both are published whole."""
    guess = question_of(view.dialog, f"{GUESS}{question.id}")
    guessed = None if guess is None else newest(published(view.group, guess.id))
    figure = newest(published(view.group, question.id))
    if guess is None or guessed is None or not guessed.cells or figure is None:
        return None
    if Form.COUNTS is not guessed.form or figure.form is not Form.COUNTS:
        return None
    most = max(guessed.cells, key=lambda cell: cell.highest)
    first = next(iter(question.options))
    real = next((cell for cell in figure.cells if cell.options == (first,) and cell.is_exact), None)
    if real is None:
        return None
    say = words.most_guessed if 2 * most.highest > base(guessed) else words.first_guess
    return say(cell_text(view.dialog, guess, most), people(real, base(figure)))


def _reasons(view: View, question: Question) -> str:
    """List the reasons that most people chose in the talk, of those that are counted by themselves."""
    asked = question_of(view.dialog, f"{REASON}{question.id}")
    figure = None if asked is None else newest(published(view.group, asked.id))
    if asked is None or figure is None:
        return ""
    alone = [cell for cell in figure.cells if len(cell.options) == 1 and cell.lowest == cell.highest > 0]
    most = sorted(alone, key=lambda cell: -cell.highest)[:MOST_REASONS]
    return bullets(
        view.words(words.reason(asked.options[cell.options[0]].text, people(cell, base(figure))))
        for cell in most
    )


def _first_of(view: View, question: Question) -> Question | None:
    return question_of(view.dialog, PAIRS[question.id]) if question.id in PAIRS else None


def _before(view: View, question: Question) -> Phrase | None:
    first = _first_of(view, question)
    figure = None if first is None else newest(published(view.group, first.id))
    if first is None or figure is None:
        return None
    if not figure.cells:
        return figure_words.start_not_shown()
    now, start = newest(published(view.group, question.id)), figure_words.at_start()
    name = start if now is None else name_beside(start, now, figure)
    return figure_words.under(name, figure_lines(view, first, figure))


def _compared_chart(view: View, question: Question) -> Picture | None:
    first = _first_of(view, question)
    if first is None:
        return None
    before, after = (newest(published(view.group, each.id)) for each in (first, question))
    return before_and_after(view, first, before, question, after)
