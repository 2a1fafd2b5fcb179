"""What is told of a group afterwards: published figures in words and bars, and as rows of a table.

Reads nothing but what everybody was shown already, so no file can tell more than the group's chat did.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES, question_of
from bot.core.group.group_questions import PAIRS
from bot.core.group.leverage import Point, points
from bot.core.group.privacy.counting import CROSS, apart, cross_question, outcomes_question, published
from bot.core.group.privacy.tally import Figure
from bot.core.group.screens.figures_text import beside, in_words, label, newest, panel
from bot.core.group.session import GroupSession
from bot.core.screen.chart import Panel

COLUMNS: Final = ("id", "question", "round", "answer", "lowest", "highest", "answered", "of")
"""Names of the columns that `rows` fills."""

MOST_POINTS: Final = 3
"""Points to talk about next: a list of everything is no advice."""


@dataclass(frozen=True, slots=True)
class Told:
    """One published figure.

    words: a line for each cell, "" where too few answered. panel: the same as bars; no bars then.
    apart: 0 (all alike, or not known) to 1.
    """

    question: str
    text: str
    round: int
    answered: int
    of: int
    words: str
    panel: Panel
    apart: Fraction


@dataclass(frozen=True, slots=True)
class Summary:
    """A session in published figures.

    people: how many take part. told: each published question, round by round. outcomes: how the advice
    is spread; None where there was none. compared: start and end, where both are shown.
    next_talk: what to talk about next, most worth it first.
    """

    title: str
    place: str
    day: date
    coach: str
    people: int
    told: tuple[Told, ...]
    outcomes: Told | None
    compared: tuple[tuple[Told, Told], ...]
    next_talk: tuple[str, ...]

    @property
    def newest(self) -> tuple[Told, ...]:
        """Of each question the last round that shows something; those without any, and tables, left out."""
        told = {each.question: each for each in self.told if each.panel.bars}
        return tuple(each for name, each in told.items() if not name.startswith(CROSS))


def summary(dialog: Dialog, group: GroupSession, at: date, people: int) -> Summary:
    """What is told of a group. at: the day it is told of. people: how many take part."""
    spread = newest(published(group, OUTCOMES))
    return Summary(
        dialog.title,
        group.place,
        at,
        group.coach_name,
        people,
        tuple(
            _told(question, each) for question, each in _published(dialog, group) if each.question != OUTCOMES
        ),
        None if spread is None or not spread.cells else _told(outcomes_question(dialog), spread),
        tuple(_compared(dialog, group)),
        tuple(_point(dialog, each) for each in points(dialog, group)[:MOST_POINTS]),
    )


def rows(dialog: Dialog, group: GroupSession) -> tuple[tuple[str, ...], ...]:
    """The published figures, a row for each cell; where too few answered, one row without a cell."""
    return tuple(row for question, figure in _published(dialog, group) for row in _rows(question, figure))


def _published(dialog: Dialog, group: GroupSession) -> Iterator[tuple[Question, Figure]]:
    """Every published figure in the order it was counted, with its question."""
    for figure in group.taken:
        if figure.question in group.shown:
            is_spread = figure.question == OUTCOMES
            question = outcomes_question(dialog) if is_spread else question_of(dialog, figure.question)
            question = question or cross_question(dialog, figure)
            if question is not None:
                yield question, figure


def _rows(question: Question, figure: Figure) -> Iterator[tuple[str, ...]]:
    head, tail = (question.id, question.ask, str(figure.round)), (str(figure.answered), str(figure.of))
    if not figure.cells:
        yield (*head, "", "", "", *tail)
    for cell in figure.cells:
        yield (*head, label(question, cell), str(cell.lowest), str(cell.highest), *tail)


def _told(question: Question, figure: Figure, name: str = "") -> Told:
    return Told(
        question.id,
        question.ask,
        figure.round,
        figure.answered,
        figure.of,
        in_words(question, figure),
        panel(question, figure, name),
        apart(question, figure),
    )


def _compared(dialog: Dialog, group: GroupSession) -> Iterator[tuple[Told, Told]]:
    for later, earlier in PAIRS.items():
        before, after = question_of(dialog, earlier), question_of(dialog, later)
        first, second = (newest(published(group, each)) for each in (earlier, later))
        if before is None or after is None or first is None or second is None:
            continue
        if first.cells and second.cells:
            end = beside("At the end", first, second)
            yield _told(before, first, "At the start"), _told(after, second, end)


def _point(dialog: Dialog, point: Point) -> str:
    decides = "" if not point.turns else f"; it decides the advice of {point.turns} of {point.of}"
    return f"{dialog.questions[point.question].ask} (split {float(point.apart):.2f}{decides})"
