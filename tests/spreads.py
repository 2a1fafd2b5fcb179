"""Random ways in which groups answer, and what is told of them, before and now: `python -m tests.spreads`.

Before: small numbers were merged with their neighbours by position until each sum was of three or more.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Final, TypeAlias

import click

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Level
from bot.core.group.privacy.figure import LEAST, Cell, Form, Told
from bot.core.group.privacy.layout import Layout, layout_of, level_of
from bot.core.group.privacy.rounds import tell_together
from bot.core.group.privacy.telling import tell
from bot.core.group.privacy.vectors import Counts, divisions
from tests.bench.figures import table
from tests.shipped import NAMES, shipped_dialog

PEOPLE: Final = (5, 8, 12, 15, 30)
DRAWS: Final = 90
"""Groups that are drawn for each size and shape."""

Teller: TypeAlias = Callable[[Layout, Counts], Told]


def layout(groups: Sequence[str], level: Level = Level.COUNTED) -> Layout:
    return Layout(tuple(tuple(each) for each in groups), level)


def spreads(people: int, answers: int, chance: Random) -> Iterator[Counts]:
    """Groups of which a third answers evenly, a third around one answer, and a third around two."""
    for draw in range(DRAWS):
        weights = [1.0] * answers
        for _ in range(draw % 3):
            weights[chance.randrange(answers)] += 2.5
        said = chance.choices(range(answers), weights, k=people)
        yield tuple(said.count(at) for at in range(answers))


# --- now and before -----------------------------------------------------------------------------


def now(shape: Layout, counts: Counts) -> Told:
    return tell(shape, dict(zip(shape.answers, counts, strict=True)), sum(counts), 5)


def before(shape: Layout, counts: Counts) -> Told:
    """What the gateway of before told: merged by position, else ranges where most agree, else nothing."""
    cells = _merged(shape.answers, counts) or _mostly(shape.answers, counts)
    return Told(Form.COUNTS, cells)


def _merged(answers: Sequence[str], counts: Counts) -> tuple[Cell, ...]:
    end = len(counts)
    lengths: dict[int, tuple[int, ...]] = {end: ()}
    for at in reversed(range(end)):
        ways = [
            (to - at, *lengths[to])
            for to in range(at + 1, end + 1)
            if to in lengths and _was_enough(counts[at:to], end)
        ]
        if ways:
            lengths[at] = min(ways, key=lambda way: (-len(way), max(way), way))
    if 0 not in lengths:
        return ()
    ends = list(accumulate(lengths[0]))
    parts = [(to - size, to) for size, to in zip(lengths[0], ends, strict=True)]
    cells = tuple(Cell(tuple(answers[a:b]), sum(counts[a:b]), sum(counts[a:b])) for a, b in parts)
    given = [cell for cell in cells if cell.highest]
    return () if len(given) == 1 and len(given[0].options) > 1 else cells


def _was_enough(counts: Sequence[int], of: int) -> bool:
    people = sum(counts)
    least = LEAST if len(counts) < 3 else 6 if of >= 6 else len(counts) + 1
    return people == 0 or people >= least


def _mostly(answers: Sequence[str], counts: Counts) -> tuple[Cell, ...]:
    people, most = sum(counts), max(counts)
    others = next((each for each in (2, 4, 6) if people - most <= each), people)
    if 2 * (people - others) <= people or sum(count >= LEAST for count in counts) != 1:
        return ()
    return tuple(
        Cell((answer,), people - others, people) if count == most else Cell((answer,), 0, 2)
        for answer, count in zip(answers, counts, strict=True)
    )


# --- what it is worth -----------------------------------------------------------------------------


def is_whole(told: Told) -> bool:
    """Whether every answer has its own number."""
    exact = [cell for cell in told.cells if cell.is_exact and len(cell.options) == 1]
    return told.form is Form.COUNTS and bool(told.cells) and len(exact) == len(told.cells)


def names_leader(told: Told, shape: Layout, counts: Counts) -> bool:
    """Whether it follows which answer, or near group of answers, most people gave."""
    if not told.cells:
        return False
    if told.form is not Form.COUNTS:
        return True
    alone = [cell for cell in told.cells if len(cell.options) == 1 or cell.options in shape.groups]
    top = max(alone, key=lambda cell: cell.lowest, default=None)
    return top is not None and _is_most(top, told, dict(zip(shape.answers, counts, strict=True)))


def _is_most(top: Cell, told: Told, counts: Mapping[str, int]) -> bool:
    """Whether no answer was given more often: what is told as "others" is less than what is told alone."""
    least = min((cell.lowest for cell in told.cells if len(cell.options) == 1), default=0)
    pooled = [cell for cell in told.cells if cell != top and len(cell.options) > 1]
    are_others = all(counts[option] < least for cell in pooled for option in cell.options)
    return all(cell.highest <= top.lowest for cell in told.cells if cell != top and cell not in pooled) and (
        are_others or all(cell.highest <= top.lowest for cell in pooled)
    )


def shipped_dialogs() -> list[Dialog]:
    """The dialogs that come with the bot."""
    return [shipped_dialog(name) for name in NAMES]


def shipped() -> list[Layout]:
    """The counted questions of our dialogs, those without ticks."""
    questions = [
        question
        for dialog in shipped_dialogs()
        for question in dialog.questions.values()
        if question.kind.is_counted and not question.kind.is_ticked and question.group.reveal != "never"
    ]
    return [layout_of(each, Level.COUNTED) for each in questions if level_of(each) is Level.COUNTED]


def share_of(people: int, teller: Teller, holds: Callable[[Told, Layout, Counts], bool]) -> float:
    """How often something holds of what is told, in per cent."""
    chance, held, drawn = Random(people), 0, 0
    for shape in shipped():
        for counts in spreads(people, len(shape.answers), chance):
            held += holds(teller(shape, counts), shape, counts)
            drawn += 1
    return 100 * held / drawn


def leaks(people: int, teller: Teller) -> float:
    """How often what is told settles that one or two gave an answer, or that all did, in per cent."""
    settled = drawn = 0
    for groups in (("a", "b", "c"), ("a", "b", "c", "d")):
        shape, classes = layout(groups), dict[Told, list[Counts]]()
        for counts in divisions(people, len(shape.answers)):
            classes.setdefault(teller(shape, counts), []).append(counts)
        unsafe = {told for told, each in classes.items() if told.cells and _settles(each, people)}
        for counts in spreads(people, len(shape.answers), Random(people)):
            settled += teller(shape, counts) in unsafe
            drawn += 1
    return 100 * settled / drawn


def _settles(counts: Sequence[Counts], people: int) -> bool:
    columns = [set(column) for column in zip(*counts, strict=True)]
    return any(column <= {1, 2} or column <= {people - 1, people} for column in columns)


def rounds_leak(people: int, answers: int, teller: Callable[[Counts, Counts], object]) -> float:
    """How often two rounds settle a small number, if at most one person moved, in per cent."""
    pairs = [
        (first, tuple(count - (at == out) + (at == into) for at, count in enumerate(first)))
        for first in divisions(people, answers)
        for out in range(answers)
        for into in range(answers)
        if first[out] and (out != into or out == 0)
    ]
    classes: dict[object, list[Counts]] = {}
    for first, second in pairs:
        classes.setdefault(teller(first, second), []).append((*first, *second))
    unsafe = sum(
        len(each)
        for each in classes.values()
        if any(set(column) <= {1, 2} for column in zip(*each, strict=True))
    )
    return 100 * unsafe / len(pairs)


def told_together(answers: int) -> Callable[[Counts, Counts], object]:
    shape = layout("abcdef"[:answers])
    return lambda first, second: tell_together(shape, now(shape, first), now(shape, second), sum(first))


def told_apart(answers: int) -> Callable[[Counts, Counts], object]:
    shape = layout("abcdef"[:answers])
    return lambda first, second: (before(shape, first), before(shape, second))


@click.command()
def main() -> None:
    """Print how much is told, and how much of it gives somebody away."""
    usual: list[tuple[str, Callable[[Told, Layout, Counts], bool]]] = [
        ("the leader is told", names_leader),
        ("every number is told", lambda told, shape, counts: is_whole(told)),
        ("nothing is told", lambda told, shape, counts: not told.cells),
    ]
    rows = [
        (
            name,
            *(f"{share_of(each, before, holds):.0f} / {share_of(each, now, holds):.0f}" for each in PEOPLE),
        )
        for name, holds in usual
    ]
    click.echo(table("What is told, % before / now", ("", *map(str, PEOPLE)), rows))
    few = (8, 12, 15)
    rows = [("a figure", *(f"{leaks(each, before):.0f} / {leaks(each, now):.0f}" for each in few))]
    rows += [
        (
            f"two rounds, {answers} answers",
            *(
                f"{rounds_leak(each, answers, told_apart(answers)):.0f} /"
                f" {rounds_leak(each, answers, told_together(answers)):.1f}"
                for each in few
            ),
        )
        for answers in (3, 4)
    ]
    click.echo(table("What gives one or two people away, % before / now", ("", *map(str, few)), rows))


if __name__ == "__main__":
    main()
