"""The only way from many people's answers to anything that is shown, so that nobody can be singled out.

This is k-anonymity, and more than that. A figure is published only when k people have answered. It has no
cell of one or two people: small cells are merged, or given as ranges. It is a snapshot, made once for each
question and round. And it never differs from an earlier figure by so few people that the difference would
reveal their answers (a differencing attack). Charts, texts, the group's advice, CSV and PDF read figures;
nothing else reads answers.

What lives here: whatever turns answers into counts. What must not: anything that is worded or drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.question import Question

LEAST = 3
"""People in the smallest cell that may be shown: of two, each knows the other."""
MANY = 6
"""People in the smallest cell of three answers or more, where a question has so many answers."""
OTHERS = (LEAST - 1, 2 * (LEAST - 1), 3 * (LEAST - 1))
"""People who did not give the most common answer, in steps: their exact number is not published."""
FEWEST, MOST = 3, 10
"""Bounds of `k`, the number of answers below which nothing is shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people gave one of these answers.

    options: ids of options, or `skipped` and `unsure`. lowest, highest: people; equal where the
    figure gives a number; a range where the number would reveal too much.
    """

    options: tuple[str, ...]
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What is published of one question in one round, once.

    answered: people who answered. of: people who could have. cells: empty where too few answered, or
    where the difference to an earlier figure would reveal answers. people: whose it counts; never shown.
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
    beside: Sequence[Figure] = (),
) -> Figure:
    """Return the figure of a question, from the answers of everybody who counts (the coach does not).

    answers: person -> value. of: how many could have answered. k: answers below which nothing is
    shown, 3 to 10. earlier: the figures of its rounds before, in order. beside: published figures of
    another question that asked the same before. Latecomers, who are not in the newest of them that shows
    something, are left out, unless they are at least `LEAST` and their answers stay hidden.

    Raises:
        ValueError: k is out of its bounds.
    """
    if not FEWEST <= k <= MOST:
        raise ValueError(f"k is from {FEWEST} to {MOST}, not {k}")
    shown = [figure for figure in (*beside, *earlier) if figure.cells]
    for people in _who_may_count(frozenset(answers), shown):
        cells = _cells(question, {person: answers[person] for person in people}) if len(people) >= k else ()
        tells = any(
            _tells(cells, people, each) if each in earlier else _tells_of_who_left(cells, people, each)
            for each in shown
        )
        if cells and not tells:
            return Figure(question.id, len(earlier) + 1, len(answers), of, cells, people)
    return Figure(question.id, len(earlier) + 1, len(answers), of, (), frozenset())


def _who_may_count(people: frozenset[int], shown: Sequence[Figure]) -> list[frozenset[int]]:
    """Return everybody, then everybody but the latecomers since the newest figure that shows something."""
    late = people - shown[-1].people if shown else frozenset[int]()
    if not late:
        return [people]
    return [people - late] if len(late) < LEAST else [people, people - late]


def _tells(cells: Sequence[Cell], people: frozenset[int], before: Figure) -> bool:
    """Return whether the difference to another round of the question reveals what a few people answered.

    Who left, or came, is known by name. So the difference must show neither that one of them answered this
    and two that, nor that three of them all answered the same.
    """
    gone, come = before.people - people, people - before.people
    if 0 < len(gone) < LEAST or 0 < len(come) < LEAST:
        return True
    moved = [abs(each) for each in _differences(cells, before.cells) if each]
    return bool(gone or come) and (any(each < LEAST for each in moved) or len(moved) == 1)


def _tells_of_who_left(cells: Sequence[Cell], people: frozenset[int], before: Figure) -> bool:
    """Return whether the difference is what those who left had answered, if nobody else changed."""
    gone = len(before.people - people)
    missing = _differences(before.cells, cells)
    if not gone or not any(missing) or not all(0 <= each <= gone for each in missing):
        return False
    return gone < LEAST or gone in missing


def _differences(cells: Sequence[Cell], others: Sequence[Cell]) -> list[int]:
    """Return by how many each set of answers that both count exactly has grown; none for one set of all."""
    exact = [
        {cell.options: cell.highest for cell in each if cell.lowest == cell.highest}
        for each in (cells, others)
    ]
    together = _together([options for counts in exact for options in counts])
    if len(together) < 2:
        return []
    more, fewer = (
        [sum(count for each, count in counts.items() if set(each) <= options) for options in together]
        for counts in exact
    )
    return [one - other for one, other in zip(more, fewer, strict=True)]


def _together(parts: Iterable[tuple[str, ...]]) -> list[set[str]]:
    """Return the finest sets of options that cut no part."""
    sets: list[set[str]] = []
    for part in parts:
        touched = [each for each in sets if each & set(part)]
        sets = [each for each in sets if not each & set(part)] + [set(part).union(*touched)]
    return sets


# --- cells ------------------------------------------------------------------------------


def _cells(question: Question, answers: Mapping[int, Value]) -> tuple[Cell, ...]:
    counts = _counts(question, answers.values())
    if question.kind.is_ticked:
        return tuple(_of_ticks(option, count, len(answers)) for option, count in counts.items())
    if question.group.sensitive and len(answers) - max(counts.values(), default=0) < LEAST:
        return _mostly(counts, len(answers))  # that all answered alike stays hidden
    return _merged(list(counts.items())) or _mostly(counts, len(answers))


def _counts(question: Question, values: Iterable[Value]) -> dict[str, int]:
    """Return option or silence -> how often, in the question's order; a text or a note counts as nothing."""
    counts = dict.fromkeys(
        (*question.options, *(each.value for each in Silence if each in question.allow)), 0
    )
    for value in values:
        chosen = (value.value,) if isinstance(value, Silence) else question.kind.options_of(question, value)
        for each in chosen:
            counts[each] += 1
    return counts


def _of_ticks(option: str, count: int, answered: int) -> Cell:
    """Return the cell of one tickable option; ticks do not add up to the whole, so small ends are ranges."""
    if count < LEAST:
        return Cell((option,), 0, LEAST - 1)
    if answered - count < LEAST:
        return Cell((option,), answered - LEAST + 1, answered)
    return Cell((option,), count, count)


def _merged(counts: Sequence[tuple[str, int]]) -> tuple[Cell, ...]:
    """Merge answers of few people with their neighbours; () where a single cell would hold all of them.

    The answers, in their order, are divided as finely and evenly as can be so that each part holds nobody,
    or enough. Alone a hidden cell would be useless: the whole is known, and the rest can be taken off it.
    And no neighbour is chosen for its size: a merge could then have only one reason, from which the number
    in each could be worked out.
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
    if 0 not in lengths:
        return ()
    ends = list(accumulate(lengths[0]))
    parts = (counts[to - length : to] for length, to in zip(lengths[0], ends, strict=True))
    cells = tuple(_together_as_one(part) for part in parts)
    given = [cell for cell in cells if cell.highest]
    return () if len(given) == 1 and len(given[0].options) > 1 else cells


def _is_enough(counts: Sequence[int], of: int) -> bool:
    """Return whether a part of so many answers holds nobody, or enough people. of: answers in all.

    As many people as answers could be one each. Three answers of many and four people leave so few ways
    of dividing them that one could be worked out (found by trying all answers of up to 14 people).
    """
    people = sum(counts)
    least = LEAST if len(counts) < 3 else MANY if of >= MANY else len(counts) + 1
    return people == 0 or people >= least


def _together_as_one(counts: Sequence[tuple[str, int]]) -> Cell:
    people = sum(count for _, count in counts)
    return Cell(tuple(option for option, _ in counts), people, people)


def _mostly(counts: Mapping[str, int], answered: int) -> tuple[Cell, ...]:
    """Return ranges where most gave one answer and no other was given by more than two; else ()."""
    most = max(counts.values(), default=0)
    others = next((each for each in OTHERS if answered - most <= each), answered)
    if 2 * (answered - others) <= answered or sum(count >= LEAST for count in counts.values()) != 1:
        return ()
    return tuple(
        Cell((option,), answered - others, answered) if count == most else Cell((option,), 0, LEAST - 1)
        for option, count in counts.items()
    )


# --- how split a group is -----------------------------------------------------------------


def split(question: Question, values: Iterable[Value]) -> Fraction:
    """Return how far apart the answers are, 0 (all the same) to 1; only whether it passes a mark is shown.

    In an order: Leik's D over cumulative shares, 1 for two poles. Otherwise 1 less the sum of squared
    shares, over its most. Silence is left out; of several ticks each counts. 0 where nobody answered.
    """
    counts = _counts(question, values)
    said = [counts[option] for option in question.options]
    total, most = sum(said), len(said)
    if not total or most < 2:
        return Fraction(0)
    if question.kind.has_order(question):
        below = [Fraction(each, total) for each in accumulate(said)][:-1]
        return Fraction(2, most - 1) * sum(min(each, 1 - each) for each in below)
    return (1 - sum(Fraction(each, total) ** 2 for each in said)) / (1 - Fraction(1, most))
