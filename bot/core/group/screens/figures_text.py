"""Published figures in words, and as what a chart shows. Whoever cannot see the chart reads the same."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES
from bot.core.group.privacy.counting import CROSS, SILENT, in_one, outcomes_question, published
from bot.core.group.privacy.crosstab import parts_of
from bot.core.group.privacy.tally import Cell, Figure
from bot.core.group.session import GroupSession
from bot.core.screen.chart import Bar, Panel, Picture
from bot.core.words.words import bullets

FIRST, SECOND = "Before you talked", "After"
"""The names of the two rounds of a question."""


def label(question: Question, cell: Cell) -> str:
    """The answers that a cell stands for, as the question names them."""
    return in_one(question, cell.options)


def people(cell: Cell | Bar, of: int) -> str:
    """How many a cell, or a bar of it, holds: "5 of 12", "at most 2 of 12", "almost everyone".

    Of few people all but two are not almost everyone: "at least 3 of 5".
    """
    if cell.lowest == cell.highest:
        return f"{cell.highest} of {of}"
    if cell.highest == of:
        return "almost everyone" if 4 * cell.lowest >= 3 * of else f"at least {cell.lowest} of {of}"
    return f"at most {cell.highest} of {of}"


def newest(figures: Iterable[Figure]) -> Figure | None:
    """The last figure that shows something, else the last; None for none."""
    found = None
    for figure in figures:
        if figure.cells or found is None or not found.cells:
            found = figure
    return found


def hidden(told: Sequence[Figure]) -> str:
    """Why the newest round of a question is not shown, where an earlier one is; "" where it is."""
    if len(told) < 2 or told[-1].cells or not any(figure.cells for figure in told):
        return ""
    return "What was said after the talk is not shown: it would tell what one or two said."


def counted(figure: Figure) -> int:
    """Of how many a figure tells: those whose answers it rests on."""
    return len(figure.people) or figure.answered


def in_words(question: Question, figure: Figure) -> str:
    """A figure as a list; "" where it shows nothing."""
    of = counted(figure)
    return bullets(f"{label(question, cell)}: {people(cell, of)}" for cell in _worth_telling(figure))


def _worth_telling(figure: Figure) -> list[Cell]:
    """An option that nobody chose is news; that nobody left it out is none."""
    return [cell for cell in figure.cells if cell.highest or not set(cell.options) <= SILENT.keys()]


def tables(dialog: Dialog, group: GroupSession, question: Question) -> list[tuple[str, str]]:
    """What the question is set beside, and a line for each of its answers; only what is published."""
    return [
        (dialog.questions[figure.question.rpartition(".")[2]].ask, _table(dialog, question, figure))
        for figure in group.taken
        if figure.question.startswith(f"{CROSS}{question.id}.") and figure.question in group.shown
    ]


def _table(dialog: Dialog, question: Question, figure: Figure) -> str:
    beside = dialog.questions[figure.question.rpartition(".")[2]]
    lines: dict[tuple[str, ...], list[str]] = {}
    for cell in figure.cells:
        row, column = parts_of(cell)
        lines.setdefault(row, []).append(f"{in_one(question, column)} {cell.highest}")
    return bullets(f"{in_one(beside, row)}: {', '.join(counts)}" for row, counts in lines.items())


def panel(question: Question, figure: Figure, name: str = "") -> Panel:
    """A figure as one panel of a chart."""
    cells = _worth_telling(figure)
    bars = tuple(Bar(label(question, cell), cell.lowest, cell.highest) for cell in cells)
    return Panel(name, bars, counted(figure))


def picture(question: Question, figures: Iterable[Figure]) -> Picture | None:
    """The chart of a question: its last round, and the one before beside it; None where nothing is shown."""
    told = rounds(list(figures))
    if not told:
        return None
    panels = tuple(panel(question, figure, name) for name, figure in told)
    _, newest = told[-1]
    return Picture(question.ask, panels, f"{newest.answered} of {newest.of} answered.")


def rounds(told: Sequence[Figure]) -> list[tuple[str, Figure]]:
    """The figures of a question that show something, the newest two, each with the name of its round."""
    names = {1: FIRST} if len(told) > 1 else {1: ""}
    return [(names.get(figure.round, SECOND), figure) for figure in told if figure.cells][-2:]


def beside(name: str, first: Figure, other: Figure) -> str:
    """The name of a figure beside the first; it says where others answered, who make a difference too."""
    return name if first.people == other.people else f"{name} (not all the same people)"


def before_and_after(
    before: Question, first: Figure | None, after: Question, second: Figure | None
) -> Picture | None:
    """What was said at the start and at the end, in one chart; None unless both are shown."""
    if first is None or second is None or not first.cells or not second.cells:
        return None
    panels = (panel(before, first, "At the start"), panel(after, second, beside("Now", first, second)))
    return Picture(after.ask, panels, f"{second.answered} of {second.of} answered.")


def spread(dialog: Dialog, group: GroupSession) -> Picture | None:
    """The chart of the advice; None where too few have one."""
    figure = newest(published(group, OUTCOMES))
    if figure is None or not figure.cells:
        return None
    question = outcomes_question(dialog)
    told = replace(figure, cells=tuple(cell for cell in figure.cells if cell.lowest))
    return Picture(question.ask, (panel(question, told),), f"{counted(figure)} got advice.")
