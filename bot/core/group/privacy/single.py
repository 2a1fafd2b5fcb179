"""What may be told of a question that takes one answer from each; see `publisher`."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final

from bot.core.group.privacy.figure import LEAST, Form
from bot.core.group.privacy.publisher import (
    CROWD,
    WITHOUT_NUMBERS,
    Publisher,
    Views,
    choice_in,
    choose,
)
from bot.core.group.privacy.rule import SingleRule
from bot.core.group.privacy.vectors import Counts, divisions, settled, settled_groups
from bot.core.group.privacy.view_table import LAST_VIEWS
from bot.core.group.privacy.views import Bands, Exact, Groups, Leading, Over, Pool, Top

FEW_ANSWERS: Final = 4
"""Answers up to which there is one more way of pooling for each of them in any group that is no crowd."""
FEW_PEOPLE: Final = 12
"""People up to which there is, of more answers."""


@lru_cache(maxsize=128)
def publisher(people: int, sizes: tuple[int, ...], *, is_shielded: bool = False) -> Publisher:
    """Return the publisher for so many people, and answers in groups of these sizes."""
    shape = shape_of(sizes, is_shielded=is_shielded)
    choice = choice_in(LAST_VIEWS.get((is_shielded, shape)), people)
    decoy = even_split(people, sum(shape)) if choice is None else None
    if choice is None and decoy is None:
        choice = WITHOUT_NUMBERS  # too few people for a decoy
    views = views_for(people, shape, is_shielded=is_shielded).kept(choice)
    return Publisher(views, SingleRule(people, sum(shape), is_shielded), decoy, people)


def even_split(people: int, answers: int) -> Counts | None:
    """Return a decoy: counts as even as can be, from which nothing follows; None where there are none."""
    given = min(answers, people // LEAST)
    if given < min(answers, 2):
        return None
    share, more = divmod(people, given)
    return tuple(share + (at < more) if at < given else 0 for at in range(answers))


def choose_views(people: int, sizes: tuple[int, ...], *, is_shielded: bool) -> int:
    """Work out one choice of the table."""
    views = views_for(people, sizes, is_shielded=is_shielded)
    answers = sum(sizes)
    return choose(views, SingleRule(people, answers, is_shielded), divisions(people, answers))


def views_for(people: int, sizes: Sequence[int], *, is_shielded: bool) -> Views:
    """Return all views for answers in groups of these sizes, finest first."""
    answers, groups = sum(sizes), len(sizes)
    half = Leading("half", Form.HALF, people, groups, people // 2 + 1)
    top = Top(people, groups)
    if is_shielded:
        return Views((), (Bands(people), half, top))
    last = (Leading("most", Form.MOST, people, groups, -(-3 * people // 4)), half, top)
    alike, groups_alike = partial(settled, sizes=sizes), partial(settled_groups, sizes=sizes)
    pools = tuple(Pool(more, alike) for more in range(_pools(people, answers)))
    if answers == groups:
        return Views((Exact(people, alike, is_always_safe=True), *pools), last)
    over = (Over(sizes, Pool(more, groups_alike)) for more in range(_pools(people, groups)))
    of_totals = Over(sizes, Exact(people, groups_alike))
    fine = (Exact(people, alike, is_always_safe=True), Groups(sizes), of_totals, *over, *pools)
    return Views(fine, tuple(Over(sizes, view) for view in last))


def shape_of(sizes: tuple[int, ...], *, is_shielded: bool) -> tuple[int, ...]:
    """Return the sizes that count: what is shielded is told answer by answer, as one group would be."""
    return (1,) * sum(sizes) if is_shielded or len(sizes) == 1 else sizes


def _pools(people: int, answers: int) -> int:
    """Return how many numbers may go into a pool besides the small ones: fewer where more is told anyway."""
    most = CROWD if answers <= FEW_ANSWERS else FEW_PEOPLE
    return max(answers - 1, 0) if people <= most else min(answers - 1, 2)
