"""What may be told of a question that takes one answer from each; see `publisher`."""

from collections.abc import Sequence
from functools import lru_cache

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
from bot.core.group.privacy.vectors import Counts, divisions
from bot.core.group.privacy.view_table import LAST_VIEWS
from bot.core.group.privacy.views import Bands, Exact, Groups, Leading, Over, Pool, Top


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
    pools = tuple(Pool(more) for more in range(_pools(people, answers)))
    if answers == groups:
        return Views((Exact(), *pools), last)
    over = (Over(sizes, Pool(more)) for more in range(_pools(people, groups)))
    fine = (Exact(), Groups(sizes), Over(sizes, Exact()), *over, *pools)
    return Views(fine, tuple(Over(sizes, view) for view in last))


def shape_of(sizes: tuple[int, ...], *, is_shielded: bool) -> tuple[int, ...]:
    """Return the sizes that count: what is shielded is told answer by answer, as one group would be."""
    return (1,) * sum(sizes) if is_shielded or len(sizes) == 1 else sizes


def _pools(people: int, answers: int) -> int:
    """Return how many numbers may go into a pool besides the small ones: fewer in a crowd."""
    return max(answers - 1, 0) if people <= CROWD else min(answers - 1, 2)
