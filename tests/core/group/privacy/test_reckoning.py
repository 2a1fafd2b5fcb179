"""What can be reckoned back by whoever knows the code, and who came, left or kept silent, and when.

A world is what people said, in parts: each part holds people of whom a coach knows that they did the same.
Worlds that look alike are one class. No answer of a person may be the same in a whole class, and no number of
an answer within one and two. Written from the rule alone; it shares nothing with the publisher's own search.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias

import pytest

from bot.core.dialog.question import Question
from bot.core.group.agenda import question_of
from bot.core.group.group_questions import LEANING_AFTER
from bot.core.group.privacy.counting import FIRST_ROUND, START
from bot.core.group.privacy.distance import is_split
from bot.core.group.privacy.figure import Figure
from bot.core.group.privacy.snapshot import take_first, take_rounds
from bot.core.group.seats import record_answer, take_seat
from bot.core.group.session import FoundGroup, GroupSession, Seat
from tests.example import dog
from tests.groups import CHAT, GROUP, rehearsed

DOG = dog()
WISH = DOG.questions["wish"]
LEANING_NOW = question_of(DOG, LEANING_AFTER)
assert LEANING_NOW is not None

Counts: TypeAlias = tuple[int, ...]
World: TypeAlias = tuple[Counts, ...]
"""For each part of the people, how many of them gave each answer."""


def counts_of(people: int, answers: int) -> Iterator[Counts]:
    if answers == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in counts_of(people - first, answers - 1))


def what_is_known(shown: Iterable[tuple[World, Hashable]]) -> list[str]:
    """Say of whom everything shown tells the answer, and which small numbers it tells."""
    classes: dict[Hashable, list[World]] = {}
    for world, message in shown:
        classes.setdefault(message, []).append(world)
    return [fact for worlds in classes.values() for fact in _facts(worlds)]


def _facts(worlds: Sequence[World]) -> Iterator[str]:
    for part, alike in enumerate(zip(*worlds, strict=True)):
        people = sum(alike[0])
        for answer, numbers in enumerate(zip(*alike, strict=True)):
            if set(numbers) == {people}:
                yield f"each of part {part} said {answer}: {worlds[:2]}"
            elif people > 2 and set(numbers) <= {1, 2}:
                yield f"one or two of part {part} said {answer}: {worlds[:2]}"


# --- people in seats ------------------------------------------------------------------------------


def seat_of(number: int, question: Question, said: str | None, before: tuple[str, str] | None) -> Seat:
    seat = take_seat(DOG, GROUP, CHAT, number, f"P{number}", 9_000 + number)
    given = {} if before is None else {before[0]: before[1]}
    seat = replace(seat, member=replace(seat.member, seat=number, given=given))
    return seat if said is None else record_answer(DOG, seat, question, said)


def listed(question: Question, counts: Counts) -> list[str]:
    answers = [*question.options, *(each.value for each in question.allow)]
    return [answer for answer, people in zip(answers, counts, strict=False) for _ in range(people)]


def out(seat: Seat) -> Seat:
    return replace(seat, member=replace(seat.member, here=False))


def told(figures: Iterable[Figure]) -> Hashable:
    return tuple((each.question, each.form, each.cells, each.answered, each.kept) for each in figures)


# --- somebody leaves while the group talks --------------------------------------------------------


def talked_without(stayed: Counts, left: Counts) -> Hashable:
    """Whether there was a talk, and the totals after it, when somebody has left in between."""
    said = [*listed(WISH, left), *listed(WISH, stayed)]
    seats = [seat_of(at, WISH, each, None) for at, each in enumerate(said, 1)]
    group = rehearsed(DOG).group
    figure = take_first(group, WISH, seats)
    is_talk = is_split(WISH, figure)
    remaining = [out(seats[0]), *seats[1:]] if is_talk else seats
    return is_talk, told(take_rounds(replace(group, taken=(figure,)), WISH, remaining))


def leaving(people: int) -> list[str]:
    worlds = [*product(counts_of(people - 1, 3), counts_of(1, 3))]
    return what_is_known(((stayed, left), talked_without(stayed, left)) for stayed, left in worlds)


def test_who_leaves_during_a_talk_is_not_found_by_what_is_missing() -> None:
    assert leaving(9) == []


@pytest.mark.slow
@pytest.mark.parametrize("people", [8, 10, 12, 16])
def test_who_leaves_during_a_talk_of_more_is_not_found_by_what_is_missing(people: int) -> None:
    assert leaving(people) == []


# --- the same group again -------------------------------------------------------------------------


def asked(seats: Sequence[Seat], earlier: Sequence[FoundGroup] = ()) -> FoundGroup:
    """A session in which a question was asked and its totals were shown."""
    group = rehearsed(DOG).group
    figures = take_rounds(group, WISH, seats, earlier)
    return FoundGroup(replace(group, taken=figures, shown=("wish",)), tuple(seats))


def figures_of(*sessions: FoundGroup) -> Hashable:
    return tuple(told(each.group.taken) for each in sessions if each.group is not None)


def without_some(others: Counts, some: Counts) -> Hashable:
    """What is told of all, and next week of the others, who say the same again."""
    said = [*listed(WISH, some), *listed(WISH, others)]
    seats = [seat_of(at, WISH, each, None) for at, each in enumerate(said, 1)]
    first = asked(seats)
    return figures_of(first, asked(seats[sum(some) :], (first,)))


def with_one_more(others: Counts, one: Counts) -> Hashable:
    """What is told of some, and next week of them and one more."""
    said = [*listed(WISH, one), *listed(WISH, others)]
    seats = [seat_of(at, WISH, each, None) for at, each in enumerate(said, 1)]
    first = asked(seats[1:])
    return figures_of(first, asked(seats, (first,)))


@pytest.mark.parametrize(
    ("again", "here", "other"),
    [(without_some, 8, 1), (with_one_more, 8, 1), (without_some, 7, 5), (without_some, 5, 6)],
)
def test_next_week_tells_nothing_of_who_is_missing_or_new(
    again: Callable[[Counts, Counts], Hashable], here: int, other: int
) -> None:
    worlds = product(counts_of(here, 3), counts_of(other, 3))

    assert what_is_known(((others, some), again(others, some)) for others, some in worlds) == []


# --- some answer again, the others keep what they said --------------------------------------------


def answered_again(group: GroupSession, first: Counts, now: Counts, kept: Counts) -> Hashable:
    """What is told of two rounds, of which some people were there in the first one alone."""
    ways = [*zip(listed(WISH, first), listed(WISH, now), strict=True)]
    seats = [seat_of(at, WISH, after, (FIRST_ROUND, before)) for at, (before, after) in enumerate(ways, 1)]
    for at, said in enumerate(listed(WISH, kept), len(seats) + 1):
        seats.append(out(seat_of(at, WISH, said, (FIRST_ROUND, said))))
    return told(take_rounds(group, WISH, seats))


def said_now(group: GroupSession, first: Counts, now: Counts, kept: Counts) -> Hashable:
    """What is told of the start and of now, where some said nothing at the end."""
    question, start = LEANING_NOW, f"{START}leaning"
    assert question is not None
    ways = [*zip(listed(question, first), listed(question, now), strict=True)]
    seats = [seat_of(at, question, after, (start, before)) for at, (before, after) in enumerate(ways, 1)]
    for at, said in enumerate(listed(question, kept), len(seats) + 1):
        seats.append(seat_of(at, question, None, (start, said)))
    return told(take_rounds(group, question, seats))


def keeping(way: str, active: int, silent: int) -> list[str]:
    """Try all worlds in which so many answer again; both of their answers are secret."""
    people, answers = active + silent, 3 if way == "rounds" else 2
    question = "wish" if way == "rounds" else "leaning"
    counted = Figure(question, 1, people, people, (), frozenset(range(1, people + 1)))
    group = replace(rehearsed(DOG).group, taken=(counted,), round=2 if way == "rounds" else 1)
    tell = answered_again if way == "rounds" else said_now
    worlds = product(counts_of(active, answers), counts_of(active, answers), counts_of(silent, answers))
    known: dict[tuple[Counts, Counts], Hashable] = {}  # what is told depends on the sums alone
    shown = []
    for first, now, kept in worlds:
        sums = tuple(tuple(map(sum, zip(each, kept, strict=True))) for each in (first, now))
        key = (sums[0], sums[1])
        if key not in known:
            known[key] = tell(group, first, now, kept)
        shown.append(((first, now, kept), known[key]))
    return what_is_known(shown)


@pytest.mark.parametrize(
    ("way", "active", "silent"),
    [("rounds", 1, 6), ("rounds", 2, 5), ("leaning", 1, 8), ("leaning", 3, 7), ("leaning", 5, 7)],
)
def test_who_answers_again_is_not_found_by_the_difference(way: str, active: int, silent: int) -> None:
    assert keeping(way, active, silent) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "active", "silent"),
    [("rounds", 5, 3), ("rounds", 5, 5), ("rounds", 6, 3), ("rounds", 8, 1), ("leaning", 12, 8)],
)
def test_of_more_who_answer_again_nobody_is_found_by_the_difference(
    way: str, active: int, silent: int
) -> None:
    assert keeping(way, active, silent) == []
