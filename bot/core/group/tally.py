"""The only way from many people's answers to anything that is shown: so counted that nobody is found out.

Confidential by construction. A figure holds no cell of one or two people, is made once for each
question and round, and never differs from an earlier one by so few people that the difference tells
what they said. Chart, text, advice of the group, CSV and PDF all read figures; nothing else does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from bot.core.answers import Silence, Value
from bot.core.question import Question

LEAST = 3
"""People in the smallest cell that may be shown: of two, each knows the other."""
MANY = 6
"""People in the smallest cell of three answers or more, where a question has so many answers."""
FEWEST, MOST = 3, 10
"""Bounds of `k`, the number of answers below which nothing is shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """So many people gave one of these answers.

    options: ids of options, or `skipped` and `unsure`. lowest, highest: people; equal where the
    figure says a number, and a range where the number would tell too much.
    """

    options: tuple[str, ...]
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What is published of one question in one round, once.

    answered: people who answered. of: people who could have. cells: empty where too few answered, or
    where a difference to an earlier figure would tell. people: whose answers it rests on; never shown.
    """

    question: str
    round: int
    answered: int
    of: int
    cells: tuple[Cell, ...]
    people: frozenset[int]


def publish(
    question: Question,
    answers: Mapping[int, Value],
    of: int,
    k: int,
    earlier: Sequence[Figure] = (),
) -> Figure:
    """The figure of a question, from the answers of those who count (the coach does not).

    answers: person -> value. of: how many could have answered. k: answers below which nothing is
    shown, 3 to 10. earlier: the figures of its rounds before, in order; whoever came too late for the
    newest that shows something is left out of this one, unless they are at least `LEAST`.

    Raises:
        ValueError: k is out of its bounds.
    """
    if not FEWEST <= k <= MOST:
        raise ValueError(f"k is from {FEWEST} to {MOST}, not {k}")
    shown = [figure for figure in earlier if figure.cells]
    people = _counting(frozenset(answers), shown)
    is_safe = len(people) >= k and not any(_tells(people, figure.people) for figure in shown)
    cells = _cells(question, {person: answers[person] for person in people}) if is_safe else ()
    if any(people != figure.people and _differ_by_few(cells, figure.cells) for figure in shown):
        cells = ()
    return Figure(question.id, len(earlier) + 1, len(answers), of, cells, people if cells else frozenset())


def _counting(people: frozenset[int], shown: Sequence[Figure]) -> frozenset[int]:
    """Without the few who came since the newest figure that shows something."""
    if not shown:
        return people
    late = people - shown[-1].people
    return people - late if len(late) < LEAST else people


def _tells(people: frozenset[int], before: frozenset[int]) -> bool:
    """Whether a difference of so few people tells what they said."""
    return 0 < len(before - people) < LEAST or 0 < len(people - before) < LEAST


def _differ_by_few(cells: Sequence[Cell], before: Sequence[Cell]) -> bool:
    """Whether what was taken off or added, told apart by answers as far as both figures do, is so few.

    Three who left are known by name; one who said this and two who said that are not to be.
    """
    exact = [
        {cell.options: cell.highest for cell in each if cell.lowest == cell.highest}
        for each in (cells, before)
    ]
    together = _together([options for counts in exact for options in counts])
    for options in together:
        now, then = (sum(count for each, count in counts.items() if set(each) <= options) for counts in exact)
        if 0 < abs(now - then) < LEAST:
            return True
    return False


def _together(parts: Iterable[tuple[str, ...]]) -> list[set[str]]:
    """The finest sets of options that no part is cut by."""
    sets: list[set[str]] = []
    for part in parts:
        touched = [each for each in sets if each & set(part)]
        sets = [each for each in sets if not each & set(part)] + [set(part).union(*touched)]
    return sets


# --- cells ------------------------------------------------------------------------------


def _cells(question: Question, answers: Mapping[int, Value]) -> tuple[Cell, ...]:
    counts = _counts(question, answers.values())
    if question.kind.name == "many":
        return tuple(_of_ticks(option, count, len(answers)) for option, count in counts.items())
    merged = _merged(list(counts.items()))
    is_unanimous = len([cell for cell in merged if cell.highest]) == 1
    return tuple(map(_blurred, merged)) if question.group.sensitive and is_unanimous else merged


def _counts(question: Question, values: Iterable[Value]) -> dict[str, int]:
    """Option or silence -> how often, in the question's order; a text or a note counts as nothing."""
    counts = dict.fromkeys(
        (*question.options, *(each.value for each in Silence if each in question.allow)), 0
    )
    for value in values:
        chosen = (value.value,) if isinstance(value, Silence) else question.kind.options_of(question, value)
        for each in chosen:
            counts[each] += 1
    return counts


def _of_ticks(option: str, count: int, answered: int) -> Cell:
    """Ticks of several do not add up to the whole, so what is hidden is a range at either end."""
    if count < LEAST:
        return Cell((option,), 0, LEAST - 1)
    if answered - count < LEAST:
        return Cell((option,), answered - LEAST + 1, answered)
    return Cell((option,), count, count)


def _merged(counts: Sequence[tuple[str, int]]) -> tuple[Cell, ...]:
    """Answers of few people told as one with their neighbours; () where that would be all of them.

    The answers, in their order, are divided as finely and evenly as can be so that each part holds nobody,
    or enough. Alone a hidden cell would be useless: the whole is known, and the rest can be taken off it.
    And no partner is chosen by how many it has: what stands together could then be so for one reason
    only, from which the number in each would be reckoned back.
    """
    end = len(counts)
    lengths: dict[int, tuple[int, ...]] = {end: ()}
    for at in reversed(range(end)):
        ways = [
            (to - at, *lengths[to])
            for to in range(at + 1, end + 1)
            if to in lengths and _is_enough([count for _, count in counts[at:to]], end)
        ]
        if ways:
            lengths[at] = min(ways, key=lambda way: (-len(way), max(way), way))
    if len(lengths.get(0, ())) < 2 <= end:
        return ()
    ends = list(accumulate(lengths[0]))
    parts = (counts[to - length : to] for length, to in zip(lengths[0], ends, strict=True))
    return tuple(_together_as_one(part) for part in parts)


def _is_enough(counts: Sequence[int], of: int) -> bool:
    """Whether a part of so many answers holds nobody, or enough people. of: how many answers there are.

    As many people as answers could be one each. Three answers of many and four people leave so few ways
    of dividing them that one could be reckoned back (found by trying all answers of up to 14 people).
    """
    people = sum(counts)
    least = LEAST if len(counts) < 3 else MANY if of >= MANY else len(counts) + 1
    return people == 0 or people >= least


def _together_as_one(counts: Sequence[tuple[str, int]]) -> Cell:
    people = sum(count for _, count in counts)
    return Cell(tuple(option for option, _ in counts), people, people)


def _blurred(cell: Cell) -> Cell:
    """Everybody gave one answer: of something sensitive that is told as "almost everyone"."""
    if not cell.highest:
        return Cell(cell.options, 0, LEAST - 1)
    return Cell(cell.options, cell.highest - LEAST + 1, cell.highest)


# --- how split a group is -----------------------------------------------------------------


def split(question: Question, values: Iterable[Value]) -> Fraction:
    """How far apart the answers are, 0 (all the same) to 1; only whether it passes a mark is ever shown.

    In an order: Leik's D over cumulative shares, 1 for two poles. Otherwise 1 less the sum of squared
    shares, over its most. Silence is left out; of several ticks each counts. 0 where nobody answered.
    """
    counts = _counts(question, values)
    said = [counts[option] for option in question.options]
    total, most = sum(said), len(said)
    if not total or most < 2:
        return Fraction(0)
    if question.kind.is_ordered:
        below = [Fraction(each, total) for each in accumulate(said)][:-1]
        return Fraction(2, most - 1) * sum(min(each, 1 - each) for each in below)
    return (1 - sum(Fraction(each, total) ** 2 for each in said)) / (1 - Fraction(1, most))
