"""The only way from people's answers to what a group is shown: figures, each made once.

Charts, texts, the agenda of a talk, the files and the console read figures; nothing else reads answers of
several people. A figure says what `telling` allows of the answers of its base: who answered the first time.
Later rounds count exactly the same people, so that nobody can be found by who came or left.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Level, Question
from bot.core.dialog.scoring import OutcomeFinder, find_outcomes
from bot.core.group.agenda import OUTCOMES
from bot.core.group.group_questions import PAIRS, PLAN_WALL, UNNAMED
from bot.core.group.own_question import asked_as
from bot.core.group.privacy.again import Base, Earlier, base_of, is_of_other_few, was_put_aside
from bot.core.group.privacy.counting import (
    CROSS,
    FIRST_ROUND,
    START,
    advice_in,
    fewest,
    figures,
    level_in,
    members_here,
    outcomes_question,
    published,
    values,
    without_barred,
)
from bot.core.group.privacy.crosstab import cross
from bot.core.group.privacy.figure import Figure
from bot.core.group.privacy.layout import layout_of, level_of
from bot.core.group.privacy.rounds import tell_together
from bot.core.group.privacy.telling import NOTHING_TOLD, tell
from bot.core.group.session import GroupSession, Seat


@dataclass(frozen=True, slots=True)
class Round:
    """One round of answers. said: seat -> answer, of its base. new: how many of these are answers of now."""

    said: Mapping[int, Value]
    new: int


def take_once(
    group: GroupSession, question: Question, seats: Sequence[Seat], earlier: Earlier = ()
) -> Figure:
    """Return the figure of a question that is counted once."""
    return take_first(replace(group, round=1), question, seats, earlier)


def take_first(
    group: GroupSession, question: Question, seats: Sequence[Seat], earlier: Earlier = ()
) -> Figure:
    """Return the figure of the open question's present round, as it may be told alone."""
    seats = without_barred(seats)
    base = _base(group, question, seats, earlier)
    return _take_first(group, question, (*seats, *base.absent), base)


def _take_first(group: GroupSession, question: Question, seats: Sequence[Seat], base: Base) -> Figure:
    first = _first(group, question, seats)
    counted = _second(group, question, seats, first) if first else _round_of(base, seats, question.id)
    return replace(
        _limited(base, group, question, _figure(group, question, seats, counted)), round=group.round
    )


def take_rounds(
    group: GroupSession, question: Question, seats: Sequence[Seat], earlier: Earlier = ()
) -> tuple[Figure, ...]:
    """Return what is told of the open question once its last round is in: one figure, or two told together.

    A question that was asked at the start, too, is told together with that. What was told of the start
    before stays as it was.
    """
    seats = without_barred(seats)
    base = _base(group, question, seats, earlier)
    seats = (*seats, *base.absent)
    first = _first(group, question, seats)
    if len(first) < fewest(group, question):
        return (_counted_before(group, question) or _take_first(group, question, seats, base),)
    second = _second(group, question, seats, first)
    now = replace(_figure(group, question, seats, second), round=group.round)
    start, before = PAIRS.get(question.id, question.id), _round(first)
    then = replace(_figure(group, question, seats, before), question=start)
    layout = layout_of(question, level_in(group, question))
    one, two = tell_together(layout, then.told, now.told, len(first), second.new)
    if base.before is not None or not base.may_tell:
        at_start = base if start == question.id else _base(group, replace(question, id=start), seats, earlier)
        one, two = at_start.limit(layout, one, len(first)), base.limit(layout, two, len(first))
        is_same = [cell.options for cell in one.cells] == [cell.options for cell in two.cells]
        one = one if is_same else NOTHING_TOLD
    later = replace(now, form=two.form, cells=two.cells)
    if start in group.shown:
        return (later,)
    return replace(then, form=one.form, cells=one.cells), later


def _counted_before(group: GroupSession, question: Question) -> Figure | None:
    """Return what was counted before a talk; None where it was not, or by an older version.

    Counted again after the talk, without somebody who has left, it would tell what that person said: that
    there was a talk followed from the answers of all.
    """
    counted = [each for each in figures(group, question.id) if each.round == group.round]
    return counted[-1] if counted and group.says_levels else None


def take_start(
    group: GroupSession, question: Question, seats: Sequence[Seat], earlier: Earlier = ()
) -> Figure:
    """Return what is told of a question that was to be compared, and was never asked again."""
    seats = without_barred(seats)
    base = _base(group, question, seats, earlier)
    said = _kept(group, (*seats, *base.absent), question.id, f"{START}{question.id}")
    return _limited(base, group, question, _figure(group, question, seats, _round(said)))


def take_outcomes(
    dialog: Dialog,
    group: GroupSession,
    seats: Sequence[Seat],
    earlier: Earlier = (),
    outcomes: OutcomeFinder = find_outcomes,
) -> Figure:
    """Return who is advised what, by the scoring that serves one person too."""
    question, counted = outcomes_question(dialog), _counted(seats)
    everybody = (*counted, *(seat for each in earlier for seat in each.seats))
    advised = advice_in(dialog, everybody, outcomes)

    def advice(seat: Seat) -> Value | None:
        return advised.get(seat.session.id)

    here = {seat.member.person for seat in counted if advice(seat) is not None}
    base = base_of(question.id, here, earlier, advice)
    people = [*(seat for seat in counted if seat.member.person in base.here), *base.absent]
    given = {seat.member.seat: said for seat in people if (said := advice(seat)) is not None}
    return _limited(base, group, question, _figure(group, question, seats, Round(given, len(base.here))))


def take_wall(group: GroupSession, question: Question, seats: Sequence[Seat], earlier: Earlier) -> Figure:
    """Return which first steps were picked by those who want no name beside theirs, and by nobody else."""
    unnamed = [seat for seat in seats if seat.member.given.get(PLAN_WALL) == UNNAMED]
    return take_once(group, question, unnamed, earlier)


def take_crosstabs(
    dialog: Dialog, group: GroupSession, question: Question, figure: Figure, seats: Sequence[Seat]
) -> tuple[Figure, ...]:
    """Return a question's published figure beside those of the questions that its author names."""
    tables = (_crosstab(dialog, group, question, figure, each, seats) for each in question.group.crosstabs)
    return tuple(table for table in tables if table is not None)


def _crosstab(
    dialog: Dialog, group: GroupSession, question: Question, figure: Figure, by: str, seats: Sequence[Seat]
) -> Figure | None:
    beside, shown = dialog.questions.get(by), [each for each in published(group, by) if each.cells]
    if beside is None or not shown or Level.SHIELDED in (level_of(question), level_of(beside)):
        return None
    if question.kind.is_ticked or beside.kind.is_ticked:
        return None
    one, two = (_all(seats, each) for each in (question.id, by))
    people = figure.people & shown[-1].people & one.keys() & two.keys()
    pairs = [(_options(beside, two[each])[0], _options(question, one[each])[0]) for each in people]
    k = max(fewest(group, question), fewest(group, beside))
    cells = cross(shown[-1], figure, pairs, k)
    here = len(members_here(seats))
    return Figure(f"{CROSS}{question.id}.{by}", 1, len(pairs), here, cells, people) if cells else None


# --- whose answers count --------------------------------------------------------------------


def _base(group: GroupSession, question: Question, seats: Sequence[Seat], earlier: Earlier) -> Base:
    """Return whose answers count: of those who answer now, or did first, and as in an earlier session.

    What is told exactly is told of everybody, and nothing where it would be of a few others than before.
    """
    start = PAIRS.get(question.id, question.id)
    left = {seat.member.seat for seat in seats}
    counted = [
        each for figure in figures(group, start)[:1] for each in figure.people if each < 0 or each in left
    ]
    is_second = len(counted) >= fewest(group, question)
    now = _now(seats, question.id)
    numbers = counted if is_second else now.keys()
    here = {seat.member.person for seat in seats if seat.member.seat in numbers}
    is_of_few = is_of_other_few(question, group, numbers, here, earlier)
    people = {seat.member.person for seat in seats if seat.member.seat in now}
    if is_of_few or was_put_aside(question, group, now, people, earlier):
        return Base(frozenset(here), may_tell=False)
    if level_in(group, question) is Level.OPEN:
        return Base(frozenset(here))

    def said(seat: Seat) -> Value | None:
        value = seat.value(question.id)
        return seat.value(start) if value is None else value

    return base_of(question.id, here, earlier, said)


def _round_of(base: Base, seats: Sequence[Seat], question: str) -> Round:
    """Return the answers of now of those in a base, and those of before of who is absent."""
    people = {seat.member.seat: seat.member.person for seat in seats}
    now = {at: said for at, said in _now(seats, question).items() if people[at] in base.here}
    return Round({**now, **_all(base.absent, question)}, len(now))


def _limited(base: Base, group: GroupSession, question: Question, figure: Figure) -> Figure:
    """Return a figure as it may stand beside that of an earlier session."""
    layout = layout_of(question, level_in(group, question))
    told = base.limit(layout, figure.told, len(figure.people))
    return replace(figure, form=told.form, cells=told.cells)


def _counted(seats: Iterable[Seat]) -> list[Seat]:
    """Return those who count: who have not left, and are in the group's chat."""
    return [seat for seat in members_here(seats) if not seat.member.outside]


def _now(seats: Sequence[Seat], question: str) -> dict[int, Value]:
    return values(_counted(seats), question)


def _all(seats: Iterable[Seat], question: str) -> dict[int, Value]:
    """Return the last answers of everybody, also of those who have left."""
    said = {seat.member.seat: seat.value(question) for seat in seats}
    return {number: value for number, value in said.items() if value is not None and value != ()}


def _first(group: GroupSession, question: Question, seats: Sequence[Seat]) -> dict[int, Value]:
    """Return the answers of the first round, or of the start; none where this is the first."""
    if question.id in PAIRS:
        start = PAIRS[question.id]
        return _kept(group, seats, start, f"{START}{start}")
    return _kept(group, seats, question.id, FIRST_ROUND) if group.round > 1 else {}


def _kept(group: GroupSession, seats: Sequence[Seat], question: str, name: str) -> dict[int, Value]:
    """Return the answers that seats keep under a name, of the base of a question's first figure.

    Whoever was forgotten has no seat, and is in no base. Figures of an older version name no people: there
    everybody with an answer is taken, as long as anybody had answered.
    """
    taken = figures(group, question)[:1]
    said = {seat.member.seat: seat.member.given.get(name, seat.value(question)) for seat in seats}
    people = taken[0].people or (said.keys() if taken[0].answered else ()) if taken else ()
    return {number: value for number in people if (value := said.get(number)) is not None and value != ()}


def _second(
    group: GroupSession, question: Question, seats: Sequence[Seat], first: Mapping[int, Value]
) -> Round:
    """Return the answers of now, of exactly those who gave the first ones; of everybody, if these are few.

    Whoever has left, or says nothing now, keeps the last answer.
    """
    if len(first) < fewest(group, question):
        return _round(_now(seats, question.id))
    last, now = _all(seats, question.id), _now(seats, question.id)
    return Round(
        {number: last.get(number, value) for number, value in first.items()}, len(first.keys() & now.keys())
    )


def _round(said: Mapping[int, Value]) -> Round:
    return Round(said, len(said))


# --- figures ------------------------------------------------------------------------------


def _figure(group: GroupSession, question: Question, seats: Sequence[Seat], counted: Round) -> Figure:
    counts = Counter(option for value in counted.said.values() for option in _options(question, value))
    told = tell(
        layout_of(question, level_in(group, question)), counts, len(counted.said), fewest(group, question)
    )
    now = _now(seats, question.id) if question.id != OUTCOMES else counted.said
    return Figure(
        question.id,
        1,
        len(now),
        len(members_here(seats)),
        told.cells,
        frozenset(counted.said),
        told.form,
        len(counted.said) - counted.new,
        asked_as(question),
    )


def _options(question: Question, value: Value) -> tuple[str, ...]:
    return (value.value,) if isinstance(value, Silence) else question.kind.options_of(question, value)
