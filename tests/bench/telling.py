"""What it costs to work out what may be told of a question's answers, when nothing was worked out before."""

from collections import Counter
from collections.abc import Mapping
from random import Random
from time import process_time
from typing import Final

from bot.core.dialog.question import Level
from bot.core.group.privacy.layout import Layout
from bot.core.group.privacy.single import publisher
from bot.core.group.privacy.telling import tell
from bot.core.group.privacy.ticks import tick_publisher
from tests.bench.figures import Row, number, percentile, table

PEOPLE: Final = (12, 25, 31, 40, 60, 120, 200)


def telling(draws: int = 20) -> list[str]:
    """The table. draws: answers that are made up for each number of people."""
    rows: list[Row] = []
    for name, layout in _layouts().items():
        times = [1000 * _seconds(layout, people, Random(draw)) for people in PEOPLE for draw in range(draws)]
        rows.append((name, *(number(percentile(times, share)) for share in (0.5, 0.99, 1))))
    title = f"Telling a figure, {PEOPLE[0]} to {PEOPLE[-1]} people"
    return [table(title, ("ms", "median", "99 %", "worst"), rows)]


def _layouts() -> Mapping[str, Layout]:
    return {
        "one of 5": Layout(_alone(5), Level.COUNTED),
        "a scale of 5": Layout((("a", "b"), ("c",), ("d", "e")), Level.COUNTED),
        "a scale of 5, or not sure": Layout((("a", "b"), ("c",), ("d", "e"), ("f",)), Level.COUNTED),
        "6 in groups of 3, 2 and 1": Layout((("a", "b", "c"), ("d", "e"), ("f",)), Level.COUNTED),
        "12 in pairs, or not sure": Layout(
            (*((f"a{at}", f"b{at}") for at in range(6)), ("c",)), Level.COUNTED
        ),
        "6 ticks, or none": Layout(_alone(7), Level.COUNTED, 1),
        "7 ticks, or none, or not sure": Layout(_alone(9), Level.COUNTED, 2),
        "9 ticks, or none": Layout(_alone(10), Level.COUNTED, 1),
        "12 ticks, or none": Layout(_alone(13), Level.COUNTED, 1),
        "6 ticks, told roughly": Layout(_alone(6), Level.SHIELDED, 0),
    }


def _alone(answers: int) -> tuple[tuple[str, ...], ...]:
    return tuple((f"a{at}",) for at in range(answers))


def _seconds(layout: Layout, people: int, chance: Random) -> float:
    counts = _drawn(layout, people, chance)
    publisher.cache_clear()
    tick_publisher.cache_clear()
    begun = process_time()
    tell(layout, counts, people, 5)
    return process_time() - begun


def _drawn(layout: Layout, people: int, chance: Random) -> Counter[str]:
    """Make up answers, some far more often than others."""
    likely = [chance.random() ** 2 for _ in layout.answers]
    if layout.alone is None:
        return Counter(chance.choices(layout.answers, likely, k=people))
    free = layout.answers[: len(layout.answers) - layout.alone]
    ticks = (
        [each for each, share in zip(free, likely, strict=False) if chance.random() < share]
        or [chance.choice(layout.answers)]
        for _ in range(people)
    )
    return Counter(each for one in ticks for each in one)
