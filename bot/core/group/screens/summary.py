"""A session afterwards: published figures in words and bars, and as rows of a table.

It reads only what everybody was shown already, so no file can tell more than the group's chat did.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES, Does, agenda, question_of
from bot.core.group.deadlines import group_day
from bot.core.group.group_questions import DID, PAIRS, PLAN_STEP
from bot.core.group.leverage import points
from bot.core.group.plan import leaves_out
from bot.core.group.privacy.counting import (
    CROSS,
    cross_question,
    newest,
    outcomes_question,
    published,
)
from bot.core.group.privacy.distance import distance
from bot.core.group.privacy.figure import Figure
from bot.core.group.question_texts import ask_of, cell_text
from bot.core.group.screens.console import topic
from bot.core.group.screens.figures_text import figure_lines, name_beside, panel
from bot.core.group.screens.view import View
from bot.core.group.session import GroupSession, GroupStage
from bot.core.screen.chart import Panel
from bot.core.words import figures
from bot.core.words.phrase import Phrase

COLUMNS: Final = ("id", "question", "round", "answer", "lowest", "highest", "answered", "of")
"""Names of the columns that `rows` fills."""

MOST_POINTS: Final = 3
"""Points to talk about next: a list of everything is no advice."""
MOST_EARLIER: Final = 3
"""Earlier sessions beside this one."""
STEPS: Final = (PLAN_STEP, DID)
"""What first steps are counted as."""
LONGEST_ASK: Final = 200
"""Letters of a question; no author's is longer."""


@dataclass(frozen=True, slots=True)
class FigureSummary:
    """One published figure.

    lines: a line for each cell, "" where too few answered. panel: the same as bars; no bars then.
    apart: 0 (all alike, or not known) to 1.
    """

    question: str
    text: str
    round: int
    answered: int
    of: int
    lines: str
    panel: Panel
    apart: Fraction


@dataclass(frozen=True, slots=True)
class OverTime:
    """What one question came to in several sessions of a group, the oldest first; the last is this one."""

    text: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A session in published figures.

    people: how many take part. figures: each published question, round by round. outcomes: how the advice
    is spread; None where there was none. compared: start and end, where both are shown.
    next_talk: what to talk about next, the most worthwhile first. asked: the questions that were counted,
    left_out: those that everybody was asked alone. steps: which first steps were chosen without a name, and
    what came of them: who agreed to be named on the wall has not agreed to be named where a report goes.
    over_time: earlier sessions beside this one. is_open: it has not ended.
    """

    title: str
    place: str
    day: date
    coach: str
    people: int
    figures: tuple[FigureSummary, ...]
    outcomes: FigureSummary | None
    compared: tuple[tuple[FigureSummary, FigureSummary], ...]
    next_talk: tuple[str, ...]
    asked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    steps: tuple[FigureSummary, ...] = ()
    over_time: tuple[OverTime, ...] = ()
    is_open: bool = False

    @property
    def newest(self) -> tuple[FigureSummary, ...]:
        """The last round of each question that shows something; crosstabs left out."""
        newest = {each.question: each for each in self.figures if each.panel.bars}
        return tuple(each for name, each in newest.items() if not name.startswith(CROSS))


def summarize(view: View, at: date, people: int) -> Summary:
    """Sum a session up. at: the day of it. people: how many take part."""
    spread = newest(published(view.group, OUTCOMES))
    apart = (OUTCOMES, *STEPS)
    shown = ((question, each) for question, each in _published(view) if each.question not in apart)
    has_spread = spread is not None and spread.cells
    return Summary(
        view.dialog.title,
        view.group.title,
        at,
        view.group.coach_name,
        people,
        tuple(_summary(view, question, each) for question, each in shown),
        _summary(view, outcomes_question(view.dialog), spread) if spread and has_spread else None,
        tuple(_compared(view)),
        tuple(
            view.words(topic(view, each, LONGEST_ASK))
            for each in points(view.dialog, view.group)[:MOST_POINTS]
        ),
        _asked(view),
        tuple(view.dialog.questions[each].ask for each in sorted_left_out(view)),
        tuple(_steps(view)),
        tuple(compare_sessions(view)),
        view.group.stage is not GroupStage.ENDED,
    )


def _asked(view: View) -> tuple[str, ...]:
    """Return what the group was asked together, in the order of its agenda."""
    counted = {figure.question for figure in view.group.taken}
    steps = (step.question for step in agenda(view.dialog) if step.does is Does.ASK)
    asks = (view.words(ask_of(view.dialog, each)) for each in steps if each.id in counted)
    return tuple(dict.fromkeys(asks))  # what is asked again at the end stands there once


def sorted_left_out(view: View) -> list[str]:
    """Return the questions that the group left out, in the order of the dialog."""
    left = leaves_out(view.dialog, view.group)
    return [each for each in view.dialog.questions if each in left]


def compare_sessions(view: View) -> Iterator[OverTime]:
    """Yield what was answered in earlier sessions with this version of the dialog, and in this one.

    Only what was published of a question in this session and in one before.
    """
    before = [each for each in view.earlier if each.logic_hash == view.dialog.logic_hash][:MOST_EARLIER]
    for question in [each for each in view.dialog.questions.values() if each.kind.is_counted]:
        panels = [_then(view, question, each) for each in (*reversed(before), view.group)]
        if panels[-1] is not None and any(panels[:-1]):
            yield OverTime(question.ask, tuple(each for each in panels if each is not None))


def _then(view: View, question: Question, group: GroupSession) -> Panel | None:
    """Return what a session published of a question, named by its day; None for nothing."""
    figure = newest(published(group, question.id))
    if figure is None or not figure.cells:
        return None
    return panel(view, question, figure, figures.on_day(group_day(group, group.acted_at)))


def rows(view: View) -> tuple[tuple[str, ...], ...]:
    """Return the published figures, a row for each cell; where too few answered, one row without a cell."""
    return tuple(row for question, figure in _published(view) for row in _rows(view, question, figure))


def _published(view: View) -> Iterator[tuple[Question, Figure]]:
    """Every published figure in the order it was counted, with its question."""
    for figure in view.group.taken:
        if figure.question in view.group.shown:
            is_spread = figure.question == OUTCOMES
            question = (
                outcomes_question(view.dialog) if is_spread else question_of(view.dialog, figure.question)
            )
            question = question or cross_question(view.dialog, figure)
            if question is not None:
                yield question, figure


def _steps(view: View) -> Iterator[FigureSummary]:
    """Return what is told of first steps; a figure that tells nothing is left out."""
    for question, figure in _published(view):
        if question.id in STEPS and figure.cells:
            yield _summary(view, question, figure)


def _rows(view: View, question: Question, figure: Figure) -> Iterator[tuple[str, ...]]:
    head = question.id, view.words(ask_of(view.dialog, question)), str(figure.round)
    tail = str(figure.answered), str(figure.of)
    if not figure.cells:
        yield (*head, "", "", "", *tail)
    for cell in figure.cells:
        text = view.words(cell_text(view.dialog, question, cell))
        yield (*head, text, str(cell.lowest), str(cell.highest), *tail)


def _summary(view: View, question: Question, figure: Figure, name: Phrase | None = None) -> FigureSummary:
    return FigureSummary(
        question.id,
        view.words(ask_of(view.dialog, question)),
        figure.round,
        figure.answered,
        figure.of,
        figure_lines(view, question, figure),
        panel(view, question, figure, name),
        Fraction(0) if question.kind.is_ticked else distance(question, figure),
    )


def _compared(view: View) -> Iterator[tuple[FigureSummary, FigureSummary]]:
    for later, earlier in PAIRS.items():
        before, after = question_of(view.dialog, earlier), question_of(view.dialog, later)
        first, second = (newest(published(view.group, each)) for each in (earlier, later))
        if before is None or after is None or first is None or second is None:
            continue
        if first.cells and second.cells:
            end = name_beside(figures.at_end(), first, second)
            yield _summary(view, before, first, figures.at_start()), _summary(view, after, second, end)
