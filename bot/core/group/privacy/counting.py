"""Every figure of a group, each made by the tally and by nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.insight import explain
from bot.core.dialog.kind import Kind
from bot.core.dialog.model import LEANING, Dialog
from bot.core.dialog.progress import relevant
from bot.core.dialog.question import Option, Question
from bot.core.group.agenda import OUTCOMES
from bot.core.group.group_questions import PAIRS
from bot.core.group.privacy import tally
from bot.core.group.privacy.crosstab import cross
from bot.core.group.privacy.tally import LEAST, Figure
from bot.core.group.session import GroupSession, Seat

FIRST_ROUND = "group.first"
"""The name under which a seat keeps its first answer, while a question is asked again."""
MOVED, PIVOT = "group.moved.", "group.pivot."
CROSS = "group.cross."
SILENT = frozenset(each.value for each in Silence)
STAYED, CHANGED = "stayed", "changed"
TURNS, HOLDS = "turns", "holds"


def members_here(seats: Iterable[Seat]) -> list[Seat]:
    """Return those who have not left."""
    return [seat for seat in seats if seat.member.here]


def values(seats: Iterable[Seat], question: str) -> dict[int, Value]:
    """Return seat number -> answer to a question, of those here who have answered."""
    said = {seat.member.seat: seat.value(question) for seat in members_here(seats)}
    return {number: value for number, value in said.items() if value is not None and value != ()}


def answered(seats: Iterable[Seat], question: str) -> int:
    """Return how many have answered."""
    return len(values(seats, question))


def figures(group: GroupSession, question: str) -> list[Figure]:
    """Return what was counted of a question, round by round."""
    return [figure for figure in group.taken if figure.question == question]


def published(group: GroupSession, question: str) -> list[Figure]:
    """Return what everybody may see of a question; nothing before the reveal."""
    return figures(group, question) if question in group.shown else []


def newest(figures: Iterable[Figure]) -> Figure | None:
    """Return the last figure that shows something, else the last; None for none."""
    found = None
    for figure in figures:
        if figure.cells or found is None or not found.cells:
            found = figure
    return found


def base(figure: Figure) -> int:
    """Return how many people a figure rests on."""
    return len(figure.people) or figure.answered


def fewest(group: GroupSession, question: Question) -> int:
    """Return the number of answers below which nothing of a question is shown."""
    return max(group.k, question.group.k_min or 0)


def is_enough(group: GroupSession, question: Question) -> bool:
    """Return whether enough people answered for totals; that reveals no answer."""
    return any(figure.answered >= fewest(group, question) for figure in figures(group, question.id))


def has_totals(group: GroupSession, question: Question) -> bool:
    """Return whether totals of a question are on show."""
    return any(figure.cells for figure in published(group, question.id))


def count_figure(group: GroupSession, question: Question, seats: Sequence[Seat]) -> Figure:
    """Return the figure of a question's present round."""
    said = values(seats, question.id)
    k = fewest(group, question)
    first = PAIRS.get(question.id)
    beside = () if first is None else published(group, first)
    return tally.publish(question, said, len(members_here(seats)), k, figures(group, question.id), beside)


def crossed(
    dialog: Dialog, group: GroupSession, question: Question, figure: Figure, seats: Sequence[Seat]
) -> tuple[Figure, ...]:
    """Return the crosstabs of a question's published figure with the questions that its author names."""
    tables = (_crossed(dialog, group, question, figure, each, seats) for each in question.group.crosstabs)
    return tuple(table for table in tables if table is not None)


def _crossed(
    dialog: Dialog, group: GroupSession, question: Question, figure: Figure, by: str, seats: Sequence[Seat]
) -> Figure | None:
    beside, shown = dialog.questions.get(by), [each for each in published(group, by) if each.cells]
    if beside is None or not shown or not figure.cells:
        return None
    if question.kind.is_ticked or beside.kind.is_ticked:
        return None
    if question.group.sensitive or beside.group.sensitive:
        return None
    one, two = values(seats, question.id), values(seats, by)
    people = figure.people & shown[-1].people & one.keys() & two.keys()
    k = max(fewest(group, question), fewest(group, beside))
    said = {person: (one[person], two[person]) for person in people}
    cells = cross(question, beside, (figure, shown[-1]), said, k)
    if not cells:
        return None
    return Figure(f"{CROSS}{question.id}.{by}", 1, len(people), len(members_here(seats)), cells, people)


def cross_question(dialog: Dialog, figure: Figure) -> Question | None:
    """Return a crosstab as a question, with an option for each cell; None for another figure."""
    if not figure.question.startswith(CROSS):
        return None
    question = dialog.questions[figure.question.removeprefix(CROSS).split(".")[0]]
    options = {cell.options[0]: Option(cell.options[0], "") for cell in figure.cells}
    return Question(figure.question, question.kind, "", "", options)


def is_split(question: Question, seats: Sequence[Seat]) -> bool:
    """Return whether the answers are so far apart that the question's author wants people to talk."""
    return tally.split(question, values(seats, question.id).values()) >= question.group.split_at


def movement(group: GroupSession, question: Question, seats: Sequence[Seat]) -> Figure | None:
    """Count who stayed and who changed; None where too few took one way between two cells."""
    first, second = (figure.cells for figure in figures(group, question.id)[-2:])
    before, after = values(seats, FIRST_ROUND), values(seats, question.id)
    both = before.keys() & after.keys()
    ways: dict[tuple[int, int], int] = {}
    for seat in both:
        for start in _places(question, first, before[seat]):
            for end in _places(question, second, after[seat]):
                ways[start, end] = ways.get((start, end), 0) + 1
    if not first or not second or any(people < LEAST for people in ways.values()):
        return None
    moved: dict[int, Value] = {seat: CHANGED if before[seat] != after[seat] else STAYED for seat in both}
    return _of_two(group, f"{MOVED}{question.id}", question.kind, moved, len(members_here(seats)))


def _places(question: Question, cells: Sequence[tally.Cell], value: Value) -> list[int]:
    said = (value.value,) if isinstance(value, Silence) else question.kind.options_of(question, value)
    return [at for at, cell in enumerate(cells) if set(said) & set(cell.options)]


# --- the group's advice -------------------------------------------------------------------


def outcomes(dialog: Dialog, group: GroupSession, seats: Sequence[Seat]) -> Figure:
    """Count who is advised what, by the scoring that serves one person too."""
    leading: dict[int, Value] = {
        seat.member.seat: explain(dialog, seat.session.settled).advice.outcome.id
        for seat in members_here(seats)
        if has_advice(dialog, seat)
    }
    return tally.publish(
        outcomes_question(dialog), leading, len(members_here(seats)), group.k, figures(group, OUTCOMES)
    )


def outcomes_question(dialog: Dialog) -> Question:
    """Return the outcomes as a question; its options are their ids."""
    options = {each.id: Option(each.id, each.title.rstrip(".")) for each in dialog.outcomes}
    return Question(OUTCOMES, dialog.questions[LEANING].kind, "", "", options)


def has_advice(dialog: Dialog, seat: Seat) -> bool:
    """Return whether there are answers enough for advice: half as many as there are questions for everybody.

    Neither the leaning counts nor a warm-up; nor is a text or a note a question that a group must answer.
    """
    scored = [each for each in dialog.questions.values() if each.id != LEANING and not each.group.icebreaker]
    said = {each.id for each in scored} & relevant(dialog, seat.session.settled).keys()
    for_all = [each for each in scored if each.ask_if is None and each.options]
    return bool(said) and 2 * len(said) >= len(for_all)


def pivots(dialog: Dialog, group: GroupSession, seats: Sequence[Seat]) -> tuple[Figure, ...]:
    """Count, for each published question, whose advice one other answer to it would change."""
    turning = {
        seat.member.seat: explain(dialog, seat.session.settled).turning
        for seat in members_here(seats)
        if has_advice(dialog, seat)
    }
    return tuple(
        _of_two(
            group,
            f"{PIVOT}{question}",
            dialog.questions[LEANING].kind,
            {number: TURNS if question in found else HOLDS for number, found in turning.items()},
            len(members_here(seats)),
        )
        for question in group.shown
        if question in dialog.questions
    )


def _of_two(group: GroupSession, name: str, kind: Kind, said: Mapping[int, Value], of: int) -> Figure:
    """Return the figure of something with two sides, in no order."""
    sides = (STAYED, CHANGED) if name.startswith(MOVED) else (TURNS, HOLDS)
    question = Question(name, kind, "", "", {each: Option(each, each) for each in sides})
    return tally.publish(question, said, of, group.k, figures(group, name))


def apart(question: Question, figure: Figure) -> Fraction:
    """Return how far apart a group is, 0 to 1, by its published figure; 0 where that shows nothing.

    Merged answers are one answer. Silence is no answer, and no pole beyond the last one.
    """
    told = {
        cell.options[0]: cell.highest
        for cell in figure.cells
        if cell.lowest == cell.highest and not set(cell.options) <= SILENT
    }
    if question.kind.is_ticked or len(told) < 2:
        return Fraction(0)
    options = {each: question.options.get(each, Option(each, each)) for each in told}
    merged = replace(question, options=options)
    return tally.split(merged, [option for option, people in told.items() for _ in range(people)])
