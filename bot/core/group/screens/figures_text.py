"""Published figures in words, and as what a chart shows. Whoever cannot see the chart reads the same."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES
from bot.core.group.privacy.counting import CROSS, base, newest, outcomes_question, published
from bot.core.group.privacy.crosstab import parts_of
from bot.core.group.privacy.distance import SILENT
from bot.core.group.privacy.figure import LEAST, Cell, Figure, Form
from bot.core.group.question_texts import ask_of, cell_text, crossed_questions, merged_text
from bot.core.group.screens.view import View
from bot.core.screen.chart import Bar, Panel, Picture
from bot.core.words import figures as words
from bot.core.words.lines import bullets
from bot.core.words.phrase import Phrase


def people(cell: Cell | Bar, of: int) -> Phrase:
    """Say how many a cell, or a bar of it, holds: "5 of 12", "at most 2 of 12", "almost everyone".

    Of few people all but two are not almost everyone: "at least 3 of 5".
    """
    if cell.lowest == cell.highest:
        return words.of(cell.highest, of)
    if cell.highest == of:
        is_most = 4 * cell.lowest >= 3 * of
        return words.almost_everyone() if is_most else words.at_least(cell.lowest, of)
    return words.at_most(cell.highest, of)


def amount(figure: Figure, cell: Cell) -> Phrase:
    """Say how many people a cell holds, as exactly as its figure may."""
    of = base(figure)
    match figure.form:
        case Form.COUNTS:
            return people(cell, of)
        case Form.MOST:
            return words.three_quarters()
        case Form.HALF:
            return words.more_than_half()
        case Form.TOP:
            return words.most_common()
    if 2 * cell.lowest > of:
        return words.more_than_half()
    if cell.highest < LEAST:
        return words.few_or_none()
    return words.some() if cell.lowest else words.half_or_fewer()


def hidden(figures: Sequence[Figure]) -> Phrase | None:
    """Say why a round of a question is not shown, where another one is; None where both are."""
    if len(figures) < 2 or all(figure.cells for figure in figures[-2:]):
        return None
    return words.not_compared() if figures[-1].cells else words.hidden()


def figure_lines(view: View, question: Question, figure: Figure) -> str:
    """List the answers of a figure, in one line where all have the same words; "" where it shows nothing."""
    if is_flat(figure):
        return bullets([view.words(words.each_answer(amount(figure, figure.cells[0])))])
    lines = (
        words.line(cell_text(view.dialog, question, cell), amount(figure, cell))
        for cell in _worth_showing(figure)
    )
    return bullets(view.words(line) for line in lines)


def is_flat(figure: Figure) -> bool:
    """Return whether a figure says of all its answers the same, in words."""
    amounts = {amount(figure, cell) for cell in figure.cells}
    return figure.form is Form.ROUGH and len(figure.cells) > 1 and len(amounts) == 1


def _worth_showing(figure: Figure) -> list[Cell]:
    """Leave out that nobody skipped; that nobody chose an option is news."""
    return [cell for cell in figure.cells if cell.highest or not set(cell.options) <= SILENT]


def crosstabs(view: View, question: Question) -> list[tuple[str, str]]:
    """Return what a question is compared with, and a line for each answer to that; only what is published."""
    return [
        (crossed_questions(view.dialog, figure.question)[1].ask, _crosstab(view, question, figure))
        for figure in view.group.taken
        if figure.question.startswith(f"{CROSS}{question.id}.") and figure.question in view.group.shown
    ]


def _crosstab(view: View, question: Question, figure: Figure) -> str:
    _, beside = crossed_questions(view.dialog, figure.question)
    lines: dict[tuple[str, ...], list[str]] = {}
    for cell in figure.cells:
        row, column = parts_of(cell)
        count = words.cell(merged_text(question, column), cell.highest)
        lines.setdefault(row, []).append(view.words(count))
    rows = (words.row(merged_text(beside, row), view.words.listed(counts)) for row, counts in lines.items())
    return bullets(view.words(row) for row in rows)


def panel(view: View, question: Question, figure: Figure, name: Phrase | None = None) -> Panel:
    """Return a figure as one panel of a chart. name: None where there is only one panel."""
    bars = tuple(
        Bar(
            view.words(cell_text(view.dialog, question, cell)),
            cell.lowest,
            cell.highest,
            _in_words(view, figure, cell),
        )
        for cell in _worth_showing(figure)
    )
    return Panel("" if name is None else view.words(name), bars, base(figure))


def _in_words(view: View, figure: Figure, cell: Cell) -> str:
    return "" if figure.form is Form.COUNTS else view.words(amount(figure, cell))


def picture(view: View, question: Question, figures: Iterable[Figure]) -> Picture | None:
    """Chart the last round of a question and the one before beside it; None where there is nothing to see."""
    shown = rounds(list(figures))
    if all(is_flat(figure) for _, figure in shown):
        return None
    panels = tuple(panel(view, question, figure, name) for name, figure in shown)
    return _chart(view, question, panels, shown[-1][1])


def _chart(view: View, question: Question, panels: tuple[Panel, ...], figure: Figure) -> Picture:
    note = view.words(words.answered(figure.answered, figure.of))
    return Picture(view.words(ask_of(view.dialog, question)), panels, note)


def rounds(figures: Sequence[Figure]) -> list[tuple[Phrase | None, Figure]]:
    """Return the newest two figures of a question that show something, each with its round's name."""
    first = words.before_talk() if len(figures) > 1 else None
    return [
        (first if figure.round == 1 else words.after_talk(), figure) for figure in figures if figure.cells
    ][-2:]


def name_beside(name: Phrase, first: Figure, other: Figure) -> Phrase:
    """Name a figure beside the first; where other people answered, which changes figures too, say so."""
    return name if first.people == other.people else words.others(name)


def before_and_after(
    view: View, before: Question, first: Figure | None, after: Question, second: Figure | None
) -> Picture | None:
    """Chart what was answered at the start and at the end together; None unless both are shown."""
    if first is None or second is None or not first.cells or not second.cells:
        return None
    if is_flat(first) and is_flat(second):
        return None
    now = name_beside(words.at_present(), first, second)
    panels = (panel(view, before, first, words.at_start()), panel(view, after, second, now))
    return _chart(view, after, panels, second)


def _given_advice(view: View) -> Figure | None:
    """Return how the advice is spread, without what nobody is advised; None where nothing is told."""
    figure = newest(published(view.group, OUTCOMES))
    if figure is None or not figure.cells:
        return None
    return replace(figure, cells=tuple(cell for cell in figure.cells if cell.lowest))


def advice_lines(view: View) -> str:
    """List how the advice is spread; "" where nothing is told."""
    figure = _given_advice(view)
    return "" if figure is None else figure_lines(view, outcomes_question(view.dialog), figure)


def advice_chart(view: View) -> Picture | None:
    """Chart how the advice is spread; None where nothing is told."""
    given = _given_advice(view)
    if given is None:
        return None
    question = outcomes_question(view.dialog)
    title = view.words(ask_of(view.dialog, question))
    return Picture(title, (panel(view, question, given),), view.words(words.advised(base(given))))
