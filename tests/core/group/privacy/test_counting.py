"""What a group's answers come to, and how far what is published tells them apart."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.core.dialog.answers import Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import GroupRules
from bot.core.group.agenda import question_of
from bot.core.group.privacy.counting import (
    answered,
    fewest,
    has_advice,
    has_totals,
    members_here,
    published,
    shows_totals,
    values,
)
from bot.core.group.privacy.distance import distance
from bot.core.group.privacy.figure import Cell, Figure
from bot.core.group.question_texts import merged_text
from bot.core.group.seats import record_answer, take_seat
from bot.core.group.session import GroupSession, Seat
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import CHAT, GROUP, rehearsed

DOG = dog()


def sitting(number: int, said: dict[str, Value], dialog: Dialog = DOG) -> Seat:
    """A member at a seat of that number, who said that."""
    seat = take_seat(dialog, GROUP, CHAT, number, f"P{number}", 9_000 + number)
    seat = replace(seat, member=replace(seat.member, seat=number))
    for question, value in said.items():
        seat = record_answer(dialog, seat, dialog.questions[question], value)
    return seat


def exact(**people: int) -> tuple[Cell, ...]:
    return tuple(Cell((option,), count, count) for option, count in people.items())


def figure(question: str, *cells: Cell, number: int = 1, people: int = 12) -> Figure:
    return Figure(question, number, people, people, cells, frozenset(range(1, people + 1)))


def group_with(*taken: Figure, shown: tuple[str, ...] = (), k: int = 5) -> GroupSession:
    return replace(rehearsed(DOG).group, taken=taken, shown=shown, k=k)


# --- who counts -----------------------------------------------------------------------------


def test_who_left_counts_nowhere_and_no_tick_is_no_answer() -> None:
    seats = [sitting(at, {"wish": "friend"}) for at in (1, 2)]
    gone = replace(seats[1], member=replace(seats[1].member, here=False))
    without_tick = sitting(3, {"garden": ()})

    found = [seats[0], gone, without_tick]

    assert members_here(found) == [seats[0], without_tick]
    assert values(found, "wish") == {1: "friend"}
    assert (answered(found, "wish"), answered(found, "garden")) == (1, 0)


@pytest.mark.parametrize(("k", "k_min", "least"), [(5, None, 5), (5, 3, 5), (5, 8, 8)])
def test_a_question_can_raise_the_fewest_answers_and_never_lower_them(
    k: int, k_min: int | None, least: int
) -> None:
    question = replace(DOG.questions["wish"], group=GroupRules(k_min=k_min))

    assert fewest(group_with(k=k), question) == least


def test_a_figure_is_published_only_once_its_question_was_revealed() -> None:
    first = figure("wish", *exact(friend=6, sport=6, kids=0))
    other = figure("walk", *exact(w1=12, w2=0, w3=0))

    assert published(group_with(first, other), "wish") == []
    assert published(group_with(first, other, shown=("wish",)), "wish") == [first]


def test_enough_answers_are_no_totals_yet() -> None:
    wish, spread_out = DOG.questions["wish"], figure("wish")
    few = figure("wish", people=4)

    assert (shows_totals(group_with(spread_out), wish), shows_totals(group_with(few), wish)) == (True, False)
    assert not has_totals(group_with(spread_out, shown=("wish",)), wish)
    assert has_totals(group_with(figure("wish", *exact(friend=12)), shown=("wish",)), wish)


def test_answers_told_as_one_are_named_as_their_buttons_and_silence_by_its_name() -> None:
    merged = merged_text(DOG.questions["walk"], ("w3", "skipped", "unsure"))

    assert ENGLISH(merged) == "A lot, Skipped or Not sure"


# --- how far apart --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "cells", "apart"),
    [
        ("walk", exact(w1=6, w2=0, w3=6, skipped=0, unsure=0), Fraction(1)),
        ("walk", exact(w1=6, w2=0, w3=0, skipped=0, unsure=6), Fraction(0)),
        ("walk", exact(w1=3, w2=3, w3=3, skipped=3, unsure=0), Fraction(2, 3)),
        ("wish", exact(friend=4, sport=4, kids=0, skipped=4), Fraction(3, 4)),
        ("walk", (*exact(w1=6), Cell(("w2", "w3"), 6, 6), Cell(("skipped", "unsure"), 0, 0)), Fraction(1)),
        ("walk", (Cell(("w1",), 10, 12), Cell(("w2",), 0, 2), Cell(("w3",), 0, 2)), Fraction(0)),
        ("garden", exact(me=6, partner=6, nobody=0), Fraction(3, 4)),
        ("wish", (), Fraction(0)),
    ],
    ids=[
        "both ends, and nobody silent",
        "one end, and silence beyond the other",
        "evenly, and some silent",
        "two of three, and some silent",
        "two told as one",
        "ranges tell no number",
        "ticks, each of which counts",
        "nothing shown",
    ],
)
def test_silence_is_no_pole(question: str, cells: tuple[Cell, ...], apart: Fraction) -> None:
    assert distance(DOG.questions[question], figure(question, *cells)) == apart


# --- advice -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        ({}, False),
        ({"leaning": "get"}, False),
        ({"wish": "kids"}, False),
        ({"wish": "kids", "hours": Fraction(2)}, True),
        ({"wish": "kids", "walk": "w1"}, False),
        ({"wish": "sport", "walk": "w1"}, False),
    ],
    ids=[
        "nothing",
        "the leaning",
        "one",
        "two of three",
        "one and what is not asked",
        "one and its follow-up",
    ],
)
def test_half_of_what_everybody_is_asked_shows_totals_for_an_advice(
    said: dict[str, Value], enough: bool
) -> None:
    assert has_advice(DOG, sitting(1, said)) is enough


def test_a_warm_up_neither_counts_as_an_answer_nor_is_waited_for() -> None:
    warm_up = replace(DOG.questions["garden"], group=GroupRules(icebreaker=True))
    warm = replace(DOG, questions={**DOG.questions, "garden": warm_up})

    assert not has_advice(warm, sitting(1, {"garden": ("me",)}, warm))
    assert has_advice(warm, sitting(1, {"wish": "kids"}, warm))


def test_a_question_beside_the_agenda_is_found_like_one_on_it() -> None:
    assert question_of(DOG, "wish") is not None
    assert question_of(DOG, "no.such") is None
