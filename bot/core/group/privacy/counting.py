"""Who has answered, and what was counted and published. How many have answered is no secret; what is one.

What lives here: reading seats and figures. Making figures is for `snapshot` alone.
"""

from collections.abc import Iterable, Mapping

from bot.core.dialog.answers import Value
from bot.core.dialog.model import LEANING, Dialog
from bot.core.dialog.progress import relevant
from bot.core.dialog.question import GroupRules, Level, Option, Question
from bot.core.dialog.scoring import OutcomeFinder
from bot.core.group.agenda import OUTCOMES
from bot.core.group.group_questions import COMPARED
from bot.core.group.privacy.figure import Figure
from bot.core.group.privacy.layout import level_of
from bot.core.group.session import GroupSession, Seat

FIRST_ROUND = "group.first"
"""The name under which a seat keeps its first answer, while a question is asked again."""
AGAIN = "group.again"
"""The name under which a seat keeps that its member looked at a question again, in a second round."""
START = "group.start."
"""Before the id of a question: the name under which a seat keeps what is compared at the end."""
MOVED = "group.moved."
CROSS = "group.cross."
CHANGED = "changed"
"""The cell of an older session's figure that says how many changed their answer."""


def members_here(seats: Iterable[Seat]) -> list[Seat]:
    """Return those who have not left."""
    return [seat for seat in seats if seat.member.here]


def without_barred(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Return those who are not put out: what is not published by then is told as if they had never come."""
    return tuple(seat for seat in seats if not seat.member.is_barred)


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


def level_in(group: GroupSession, question: Question) -> Level:
    """Return how much a group is told of a question; nothing exactly, where that was not said before."""
    level = level_of(question)
    return Level.COUNTED if level is Level.OPEN and not group.says_levels else level


def shows_totals(group: GroupSession, question: Question) -> bool:
    """Return whether totals come after the talk: enough people answered, and they do not wait for the end."""
    return question.id not in COMPARED and any(
        base(figure) >= fewest(group, question) for figure in figures(group, question.id)
    )


def has_totals(group: GroupSession, question: Question) -> bool:
    """Return whether totals of a question are on show."""
    return any(figure.cells for figure in published(group, question.id))


def cross_question(dialog: Dialog, figure: Figure) -> Question | None:
    """Return a crosstab as a question, with an option for each cell; None for another figure."""
    if not figure.question.startswith(CROSS):
        return None
    question = dialog.questions[figure.question.removeprefix(CROSS).split(".")[0]]
    options = {cell.options[0]: Option(cell.options[0], "") for cell in figure.cells}
    return Question(figure.question, question.kind, "", "", options)


def outcomes_question(dialog: Dialog) -> Question:
    """Return the outcomes as a question; its options are their ids, near each other by alternative."""
    options = {each.id: Option(each.id, each.headline.rstrip(".")) for each in dialog.outcomes}
    near = tuple(filter(None, (outcomes_of(dialog, each) for each in dialog.alternatives)))
    rules = GroupRules(near=near)
    return Question(OUTCOMES, dialog.questions[LEANING].kind, "", "", options, group=rules)


def outcomes_of(dialog: Dialog, alternative: str) -> tuple[str, ...]:
    """Return the ids of the outcomes that advise an alternative."""
    return tuple(each.id for each in dialog.outcomes if each.alternative == alternative)


def has_advice(dialog: Dialog, seat: Seat) -> bool:
    """Return whether there are answers enough for advice: half as many as there are questions for everybody.

    Neither the leaning counts nor a warm-up, a text or a note; nor does what only some are asked: how many
    have advice is told, and must not depend on what somebody answered.
    """
    scored = [each for each in dialog.questions.values() if each.id != LEANING and not each.group.icebreaker]
    for_all = {each.id for each in scored if each.ask_if is None and each.options}
    said = for_all & relevant(dialog, seat.session.settled).keys()
    return bool(said) and 2 * len(said) >= len(for_all)


def advice_in(dialog: Dialog, seats: Iterable[Seat], outcomes: OutcomeFinder) -> Mapping[int, str]:
    """Return session id -> outcome, of those who answered enough for advice."""
    sets = {
        seat.session.id: relevant(dialog, seat.session.settled)
        for seat in seats
        if seat.session.dialog_id == dialog.id and has_advice(dialog, seat)
    }
    return dict(zip(sets, outcomes(dialog, tuple(sets.values())), strict=True))
