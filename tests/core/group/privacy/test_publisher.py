"""Nothing follows for certain from what is told of answers: all counts of small groups, tried one by one."""

from collections.abc import Iterator, Sequence

import pytest

from bot.core.group.privacy.publisher import ClassRule, Publisher, is_safe
from bot.core.group.privacy.rule import SingleRule
from bot.core.group.privacy.single import even_split, publisher
from bot.core.group.privacy.telling import tell_tree
from bot.core.group.privacy.ticks import TickRule, even_ticks, possible_ticks, tick_publisher
from bot.core.group.privacy.vectors import Counts, divisions, extremes_first, number_of_divisions, settled
from bot.core.group.privacy.views import FigureView, Heap, Statement
from tests.core.group.privacy.classes import classes, leaking, message_of
from tests.view_table import compositions

BY_FIVE = ((1, 1, 1, 1, 1), (2, 1, 2), (2, 2, 1), (1, 1, 1, 2), (3, 2))
"""The shapes of five answers that questions have: none near, a scale, groups, two silences."""


def shapes(answers: int) -> Iterator[tuple[bool, tuple[int, ...]]]:
    yield True, (1,) * answers
    yield from ((False, each) for each in compositions(answers) if len(each) > 1)


def leaks(people: int, sizes: tuple[int, ...], *, is_shielded: bool) -> list[object]:
    tells = publisher(people, sizes, is_shielded=is_shielded)
    every, answers = divisions(people, sum(sizes)), sum(sizes)
    return [*leaking(message_of(tells), every, SingleRule(people, answers, is_shielded))]


@pytest.mark.parametrize("answers", [2, 3, 4])
def test_no_message_gives_anybody_away_nor_does_its_absence(answers: int) -> None:
    found = {
        (people, shape): leaks(people, shape[1], is_shielded=shape[0])
        for people in (range(5, 13) if answers < 4 else range(5, 10))
        for shape in shapes(answers)
    }

    assert {where: messages for where, messages in found.items() if messages} == {}


@pytest.mark.slow
@pytest.mark.parametrize(("answers", "most"), [(2, 30), (3, 30), (4, 30), (5, 12)])
def test_no_message_gives_anybody_away_in_bigger_groups(answers: int, most: int) -> None:
    found = {
        (people, shape): leaks(people, shape[1], is_shielded=shape[0])
        for people in range(5, most + 1)
        for shape in shapes(answers)
    }

    assert {where: messages for where, messages in found.items() if messages} == {}


@pytest.mark.parametrize(
    ("people", "sizes", "is_shielded"),
    [(31, (1, 1, 1), False), (31, (2, 1), True), (40, (1, 1, 1), False), (13, (2, 2, 1), False)],
)
def test_beyond_the_table_a_decoy_keeps_what_is_told_nothing_safe(
    people: int, sizes: tuple[int, ...], is_shielded: bool
) -> None:
    assert leaks(people, sizes, is_shielded=is_shielded) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "sizes", "is_shielded"),
    [
        (60, (1, 1, 1), False),
        (40, (2, 2), False),
        (31, (1, 1, 1, 1), True),
        (16, (2, 1, 2), False),
        (18, (1, 1, 1, 1, 1), False),
        (12, (1, 1, 1, 1, 1, 1), False),
        (9, (1,) * 9, True),
    ],
)
def test_of_more_beyond_the_table_nobody_is_given_away(
    people: int, sizes: tuple[int, ...], is_shielded: bool
) -> None:
    assert leaks(people, sizes, is_shielded=is_shielded) == []


@pytest.mark.parametrize("people", [6, 9, 31, 200])
def test_a_decoy_alone_is_safe_and_is_told_nothing(people: int) -> None:
    decoys: list[tuple[Counts | None, ClassRule]] = [
        *((even_split(people, answers), SingleRule(people, answers, True)) for answers in (2, 3, 6, 9)),
        *((even_ticks(people, *each), TickRule(people, *each, True)) for each in ((2, 0), (8, 1), (1, 2))),
    ]

    assert [is_safe([decoy], rule) for decoy, rule in decoys if decoy] == [True] * 7
    assert [publisher(people, (1,) * 7).is_told(decoy) for decoy in [even_split(people, 7)] if decoy] == [
        False
    ]


def test_too_few_for_a_decoy_are_told_nothing() -> None:
    assert not any(publisher(5, (1,) * 7).is_told(each) for each in divisions(5, 7))
    assert not any(tick_publisher(5, 6, 0).is_told(each) for each in possible_ticks(5, 6, 0))


@pytest.mark.parametrize(("people", "answers"), [(6, 5), (8, 5), (6, 6)])
def test_no_message_of_many_answers_gives_anybody_away(people: int, answers: int) -> None:
    shapes_ = [each for each in (*BY_FIVE, (1,) * 6, (2, 2, 2), (1, 1, 1, 1, 2)) if sum(each) == answers]

    assert [leaks(people, each, is_shielded=False) for each in shapes_] == [[] for _ in shapes_]
    assert leaks(people, (1,) * answers, is_shielded=True) == []


OWN_TREES = [(8, (2, 2, 2, 1)), (8, (2, 2, 2, 1, 1)), (8, (2, 2, 2, 2, 1))]
"""Six, seven and eight answers that a coach wrote, and the way to skip."""
TREES = [(8, (2, 3)), (9, (2, 2, 1)), (10, (1, 3)), *OWN_TREES]
WIDE_TREES = [(12, (2, 2, 1)), (10, (3, 1, 2)), (14, (2, 3)), (10, (2, 2, 2, 2, 1))]


def tree_leaks(people: int, sizes: tuple[int, ...]) -> list[object]:
    def tell(counts: Counts) -> object:
        form, heaps = tell_tree(counts, sizes, 5)
        return form, tuple(heaps)

    return [*leaking(tell, divisions(people, sum(sizes)), SingleRule(people, sum(sizes), False))]


@pytest.mark.parametrize(("people", "sizes"), TREES)
def test_groups_of_answers_and_what_is_inside_them_give_nobody_away(
    people: int, sizes: tuple[int, ...]
) -> None:
    assert tree_leaks(people, sizes) == []


@pytest.mark.slow
@pytest.mark.parametrize(("people", "sizes"), WIDE_TREES)
def test_wide_groups_of_answers_give_nobody_away(people: int, sizes: tuple[int, ...]) -> None:
    assert tree_leaks(people, sizes) == []


def tick_leaks(people: int, free: int, alone: int, *, is_shielded: bool) -> list[object]:
    tells = tick_publisher(people, free, alone, is_shielded=is_shielded)
    every = possible_ticks(people, free, alone)
    return [*leaking(message_of(tells), every, TickRule(people, free, alone, is_shielded))]


def some_ticks(most: dict[int, int]) -> list[tuple[int, int, int, bool]]:
    """People, answers that go together, answers that stand alone, and whether it is shielded."""
    return [
        (people, answers - alone, alone, is_shielded)
        for answers, end in most.items()
        for people in range(5, end + 1)
        for alone in range(answers - 1)
        for is_shielded in (False, True)
    ]


@pytest.mark.parametrize(("people", "free", "alone", "is_shielded"), some_ticks({2: 10, 3: 8, 4: 5}))
def test_no_message_about_ticks_gives_anybody_away(
    people: int, free: int, alone: int, is_shielded: bool
) -> None:
    assert tick_leaks(people, free, alone, is_shielded=is_shielded) == []


@pytest.mark.slow
@pytest.mark.parametrize(("people", "free", "alone", "is_shielded"), some_ticks({3: 12, 4: 9}))
def test_no_message_about_ticks_of_more_people_gives_anybody_away(
    people: int, free: int, alone: int, is_shielded: bool
) -> None:
    assert tick_leaks(people, free, alone, is_shielded=is_shielded) == []


# --- what was told before is found unsafe by the same rule ------------------------------------


def test_a_sum_of_three_that_is_a_sum_because_each_part_is_small_is_unsafe() -> None:
    assert not is_safe([(5, 1, 2), (5, 2, 1)], SingleRule(8, 3, False))


def test_that_all_agree_is_unsafe() -> None:
    assert not is_safe([(6, 0, 0)], SingleRule(6, 3, False))


def test_that_one_other_person_said_something_is_unsafe_for_those_who_know_their_own() -> None:
    assert not is_safe([(0, 6), (2, 4)], SingleRule(6, 2, False))
    assert is_safe([(0, 6), (2, 4), (4, 2)], SingleRule(6, 2, False))


def test_bounds_of_ticks_that_leave_one_way_are_unsafe() -> None:
    every = [each for each in possible_ticks(8, 3, 0) if each[0] == 4 and max(each[1:]) <= 2]

    assert every == [(4, 2, 2)]
    assert not is_safe(every, TickRule(8, 3, 0, False))


def test_who_ticked_all_knows_what_others_ticked_where_each_has_few() -> None:
    every = [each for each in possible_ticks(6, 5, 0) if max(each) <= 2]

    assert not is_safe(every, TickRule(6, 5, 0, False))


def test_five_ticks_of_which_three_are_small_must_all_be_ticked_by_two() -> None:
    every = [
        (3, 3, *rest) for rest in divisions(6, 3) if max(rest) <= 2
    ]  # of 12 people who each tick something, with 3 and 3 ticks of the first two

    assert every == [(3, 3, 2, 2, 2)]


def test_a_class_without_members_is_safe_and_one_member_more_makes_none_unsafe() -> None:
    safe = SingleRule(9, 3, is_shielded=False)

    assert is_safe([], safe)
    assert is_safe([(3, 3, 3)], safe)
    assert is_safe([(3, 3, 3), (7, 1, 1)], safe)


# --- what is searched -----------------------------------------------------------------------


@pytest.mark.parametrize(("total", "parts"), [(0, 1), (4, 1), (0, 3), (3, 2), (7, 3), (5, 4)])
def test_every_way_to_divide_people_is_found_once_whatever_comes_first(total: int, parts: int) -> None:
    plain, sorted_ = [*divisions(total, parts)], [*extremes_first(total, parts)]

    assert len(plain) == len(set(plain)) == number_of_divisions(total, parts)
    assert sorted(sorted_) == sorted(plain)


@pytest.mark.parametrize("sizes", [(1, 1, 1), (1, 1, 2), (2, 1, 2), (2, 2), (1, 2)])
def test_every_view_finds_all_counts_that_it_tells_the_same(sizes: tuple[int, ...]) -> None:
    """What a class may hold and its search does not find could make a message look safer than it is."""
    people = 8
    for is_shielded in (False, True):
        for view in publisher(people, sizes, is_shielded=is_shielded).views[:-1]:
            told = classes(view.tell, divisions(people, sum(sizes)))
            for message, counts in told.items():
                if message is not None:
                    assert set(counts) <= set(view.ways(message)), (view.name, message)


class Asked(FigureView):
    """A view that counts how often it, and others with the same list, are asked what they tell."""

    def __init__(self, view: FigureView, asked: list[Counts]) -> None:
        self.view, self.asked = view, asked
        self.name, self.form, self.is_always_safe = view.name, view.form, view.is_always_safe

    def tell(self, counts: Counts) -> Statement | None:
        self.asked.append(counts)
        return self.view.tell(counts)

    def ways(self, message: Statement) -> Iterator[Counts | None]:
        return self.view.ways(message)

    def ranges(self, message: Statement) -> Sequence[tuple[int, int]] | None:
        return self.view.ranges(message)

    def canonical(self, message: Statement) -> Statement:
        return self.view.canonical(message)

    def heaps(self, message: Statement) -> tuple[Heap, ...]:
        return self.view.heaps(message)


@pytest.mark.parametrize(
    ("tells", "counts"),
    [
        (tick_publisher(12, 10, 1), (0, 2, 1, 4, 7, 0, 0, 9, 1, 0, 0)),
        (tick_publisher(8, 12, 1), (0, 7, 0, 5, 0, 0, 8, 0, 3, 4, 3, 3, 0)),
        (tick_publisher(15, 7, 1), (3, 5, 0, 2, 2, 1, 3, 2)),
        (tick_publisher(20, 7, 2), (1, 1, 16, 1, 0, 2, 0, 1, 0)),
        (tick_publisher(40, 6, 1), (5, 5, 13, 7, 1, 5, 5)),
        (tick_publisher(200, 4, 0), (9, 101, 60, 1)),
        (publisher(40, (2, 1, 2)), (11, 18, 8, 2, 1)),
        (publisher(200, (2, 1, 2)), (51, 17, 2, 130, 0)),
        (publisher(160, (2, 1, 2, 1)), (96, 0, 1, 4, 6, 53)),
        (publisher(20, (4, 1, 1)), (3, 0, 3, 8, 2, 4)),
        (publisher(25, (3, 2, 1)), (3, 0, 4, 1, 16, 1)),
        (publisher(25, (3, 2, 1)), (0, 10, 11, 1, 1, 2)),
        (publisher(200, (1, 1, 1, 2)), (50, 1, 56, 88, 5)),
    ],
    ids=lambda each: "".join(f"{count}," for count in each) if isinstance(each, tuple) else "",
)
def test_what_may_be_told_is_found_after_so_many_questions_at_most(tells: Publisher, counts: Counts) -> None:
    """Each is some microseconds, and worst of what was found by trying: nobody waits long for a writer."""
    asked: list[Counts] = []
    views = [Asked(each, asked) for each in tells.views[:-1]]

    Publisher(views, tells.rule, tells.decoy, tells.people).told(counts)

    assert 0 < len(asked) < 25_000


def test_what_exact_numbers_and_closed_groups_tell_is_always_safe() -> None:
    """They are told without a search, so their classes are searched here."""
    for people, sizes in (
        (9, (2, 1, 2)),
        (8, (3, 2)),
        (8, (1, 1, 1, 1)),
        (10, (2, 2)),
        (7, (4, 1)),
        (8, (2, 1, 3)),
    ):
        tells, rule = publisher(people, sizes), SingleRule(people, sum(sizes), is_shielded=False)
        sure = [each for each in tells.views if each.is_always_safe]
        found = classes(message_of(Publisher(sure, rule)), divisions(people, sum(sizes)))
        unsafe = [
            each for each, counts in found.items() if each != (len(sure), ()) and not is_safe(counts, rule)
        ]
        assert sure
        assert unsafe == []


def test_what_differs_by_which_of_like_answers_is_which_is_judged_by_one_message() -> None:
    for people, sizes in ((7, (2, 1, 2)), (8, (2, 2)), (7, (1, 1, 1)), (7, (1, 3))):
        for view in publisher(people, sizes).views[:-1]:
            for message, counts in classes(view.tell, divisions(people, sum(sizes))).items():
                if message is not None:
                    one = {settled(each, sizes) for each in counts}
                    like = [
                        each
                        for each in divisions(people, sum(sizes))
                        if view.tell(each) == view.canonical(message)
                    ]
                    assert {settled(each, sizes) for each in like} == one, (view.name, message)
