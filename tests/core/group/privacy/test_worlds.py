"""A second check of what is told, by people instead of counts, from the definition alone.

A world is one answer for each person. All worlds in which the group is told the same are one class, and what
is true in all of them is known. It shares nothing with the rule of the bot, nor with how that is searched.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations, product

import pytest

from bot.core.dialog.question import Level
from bot.core.group.privacy.distance import is_split
from bot.core.group.privacy.figure import Figure, Told
from bot.core.group.privacy.layout import Layout
from bot.core.group.privacy.telling import tell
from tests.example import dog

Answer = frozenset[str]
"""What one person chose; of a question without ticks, one option."""
World = tuple[Answer, ...]


def known_too_well(worlds: Iterable[World], options: str, *, ticks: bool, shielded: bool) -> list[str]:
    """What somebody knows for certain, and should not."""
    worlds = list(worlds)
    people = len(worlds[0])
    found = []
    for option in options:
        givers = {sum(option in each for each in world) for world in worlds}
        if givers <= {1, 2}:
            found.append(f"one or two gave {option}")
        if ticks and givers <= {people - 1, people - 2}:
            found.append(f"all but one or two gave {option}")
        if givers <= ({people} if ticks else {people, people - 1}):
            found.append(f"all gave {option}, or all but one")
        if shielded and 4 * min(givers) > 3 * people:
            found.append(f"nearly all gave {option}")
    # all people are alike, so what the first of them knows is what anybody knows
    for own in {world[0] for world in worlds}:
        mine = [world[1:] for world in worlds if world[0] == own]
        for option in options:
            others = {sum(option in each for each in rest) for rest in mine}
            if others == {1}:
                found.append(f"who gave {sorted(own)} knows that one other gave {option}")
            if others == {people - 1}:
                found.append(f"who gave {sorted(own)} knows that all others gave {option}")
    return found


def people_choosing(options: str, people: int) -> Iterator[World]:
    yield from product([frozenset(each) for each in options], repeat=people)


def people_ticking(free: str, alone: str, people: int) -> Iterator[World]:
    ticks = [frozenset(each) for size in range(1, len(free) + 1) for each in combinations(free, size)]
    yield from product([*ticks, *(frozenset(each) for each in alone)], repeat=people)


def checked(
    worlds: Iterable[World], options: str, what_is_told: Callable[[World], Hashable], **rules: bool
) -> dict[Hashable, list[str]]:
    """What is told -> what it gives away; nothing where it gives nothing away."""
    classes: dict[Hashable, list[World]] = {}
    for world in worlds:
        classes.setdefault(what_is_told(world), []).append(world)
    found = {told: known_too_well(each, options, **rules) for told, each in classes.items()}
    return {told: leaks for told, leaks in found.items() if leaks}


def teller(layout: Layout) -> Callable[[World], Told]:
    memory: dict[tuple[int, ...], Told] = {}

    def what_is_told(world: World) -> Told:
        counts = {option: sum(option in each for each in world) for option in layout.answers}
        key = tuple(counts.values())
        if key not in memory:
            memory[key] = tell(layout, counts, len(world), 5)
        return memory[key]

    return what_is_told


CHOOSING = [
    (5, ("a", "b", "c"), Level.COUNTED),
    (7, ("a", "b"), Level.COUNTED),
    (8, ("a", "b", "c"), Level.COUNTED),
    (6, ("a", "b", "c", "d"), Level.COUNTED),
    (7, ("ab", "cd"), Level.COUNTED),
    (7, ("ab", "c"), Level.COUNTED),
    (7, ("a", "b", "c"), Level.SHIELDED),
    (6, ("a", "b", "c", "d"), Level.SHIELDED),
]
MORE_CHOOSING = [
    (10, ("a", "b", "c"), Level.COUNTED),
    (9, ("a", "b", "c", "d"), Level.COUNTED),
    (9, ("ab", "cd"), Level.COUNTED),
    (8, ("ab", "c", "de"), Level.COUNTED),
    (7, ("abc", "defg"), Level.COUNTED),
    (10, ("a", "b", "c"), Level.SHIELDED),
    (9, ("a", "b", "c", "d"), Level.SHIELDED),
]
TICKING = [(5, "ab", "c"), (6, "ab", ""), (5, "abc", "")]
MORE_TICKING = [(8, "ab", "c"), (7, "abc", ""), (6, "abc", "d")]


def must_give_nobody_away(people: int, groups: tuple[str, ...], level: Level) -> None:
    options = "".join(groups)
    layout = Layout(tuple(tuple(each) for each in groups), level)
    found = checked(
        people_choosing(options, people),
        options,
        teller(layout),
        ticks=False,
        shielded=level is Level.SHIELDED,
    )

    assert found == {}


def must_give_nobody_away_by_ticks(people: int, free: str, alone: str) -> None:
    options = free + alone
    layout = Layout(tuple((each,) for each in options), Level.COUNTED, len(alone))
    found = checked(people_ticking(free, alone, people), options, teller(layout), ticks=True, shielded=False)

    assert found == {}


@pytest.mark.parametrize(("people", "groups", "level"), CHOOSING)
def test_nobody_is_given_away_in_any_world(people: int, groups: tuple[str, ...], level: Level) -> None:
    must_give_nobody_away(people, groups, level)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "groups", "level"), MORE_CHOOSING)
def test_nobody_is_given_away_in_any_world_of_more_people(
    people: int, groups: tuple[str, ...], level: Level
) -> None:
    must_give_nobody_away(people, groups, level)


@pytest.mark.parametrize(("people", "free", "alone"), TICKING)
def test_nobody_is_given_away_by_ticks(people: int, free: str, alone: str) -> None:
    must_give_nobody_away_by_ticks(people, free, alone)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "free", "alone"), MORE_TICKING)
def test_nobody_is_given_away_by_ticks_of_more_people(people: int, free: str, alone: str) -> None:
    must_give_nobody_away_by_ticks(people, free, alone)


@pytest.mark.parametrize(("people", "groups"), [(8, ("a", "b", "c")), (7, ("ab", "cd"))])
def test_that_a_group_talked_gives_nobody_away(people: int, groups: tuple[str, ...]) -> None:
    options, question = "".join(groups), dog().questions["wish"]
    of_figure = teller(Layout(tuple(tuple(each) for each in groups), Level.COUNTED))

    def whether_they_talk(world: World) -> Hashable:
        told = of_figure(world)
        return is_split(
            question, Figure("wish", 1, people, people, told.cells, frozenset(range(people)), told.form)
        )

    def told_with_the_talk(world: World) -> Hashable:
        return of_figure(world), whether_they_talk(world)

    worlds = list(people_choosing(options, people))
    assert checked(worlds, options, whether_they_talk, ticks=False, shielded=False) == {}
    assert checked(worlds, options, told_with_the_talk, ticks=False, shielded=False) == {}


def test_what_gives_somebody_away_is_found() -> None:
    """The check itself: the whole truth, and sums of what is small, must not pass."""

    def everything(world: World) -> Hashable:
        return tuple(sorted("".join(each) for each in world))

    def small_ones_together(world: World) -> Hashable:
        counts = [sum(option in each for each in world) for option in "abc"]
        return (counts[0], sum(counts[1:])) if min(counts) < 3 else tuple(counts)

    worlds = list(people_choosing("abc", 7))
    assert checked(worlds, "abc", everything, ticks=False, shielded=False)
    assert checked(worlds, "abc", small_ones_together, ticks=False, shielded=False)
