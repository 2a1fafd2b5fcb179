"""What is told of a group afterwards is what it was shown, in words, bars and rows."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from bot.core.group.agenda import OUTCOMES
from bot.core.group.group_questions import LEANING_AFTER, PLAN_STEP
from bot.core.group.privacy.figure import Cell, Figure, Form
from bot.core.group.screens.summary import FigureSummary, Summary, rows, summarize
from bot.core.group.screens.view import View
from bot.core.group.session import GroupSession
from bot.core.screen.chart import Bar, Panel
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import CHAT, COACH, GROUP

DAY = date(2026, 11, 23)
ALL = frozenset(range(1, 13))
WISH = Figure("wish", 1, 12, 14, (Cell(("friend",), 9, 9), Cell(("sport", "kids"), 3, 3)), ALL)
AGAIN = Figure("wish", 2, 12, 14, (Cell(("friend",), 6, 6), Cell(("sport", "kids"), 6, 6)), ALL)
FEW = Figure("walk", 1, 4, 14, (), frozenset())
PIVOTS = Figure("group.pivot.wish", 1, 12, 14, (Cell(("turns",), 7, 7), Cell(("holds",), 5, 5)), ALL)
"""A figure of a version before: what decides the advice of how many. Nothing reads it any more."""
SPREAD = Figure(OUTCOMES, 1, 12, 14, (Cell(("get_it",), 9, 9), Cell(("try_it",), 3, 3)), ALL)
START = Figure("leaning", 1, 12, 14, (Cell(("get",), 12, 12),), ALL)
END = replace(START, question=LEANING_AFTER)


def view_of(*taken: Figure, shown: tuple[str, ...]) -> View:
    group = GroupSession(GROUP, CHAT, None, "Team", "dog", dog().logic_hash, COACH, "Anna")
    return View(ENGLISH, dog(), replace(group, taken=taken, shown=shown), ())


def summed_up(*taken: Figure, shown: tuple[str, ...]) -> Summary:
    return summarize(view_of(*taken, shown=shown), DAY, 14)


def test_a_group_of_which_nothing_is_published_is_told_by_its_frame_alone() -> None:
    found = summed_up(WISH, SPREAD, PIVOTS, shown=())
    asked = ("What draws you to a dog?",)

    assert found == Summary(
        "Is a dog right for me?", "Team", DAY, "Anna", 14, (), None, (), (), asked, is_open=True
    )
    assert rows(view_of(WISH, SPREAD, PIVOTS, shown=())) == ()


def test_first_steps_of_which_nothing_is_told_are_left_out() -> None:
    picked = Figure(PLAN_STEP, 1, 12, 14, (Cell(("try",), 5, 5), Cell(("ask",), 7, 7)), ALL)
    nothing = replace(picked, cells=())

    assert [each.question for each in summed_up(picked, shown=(PLAN_STEP,)).steps] == [PLAN_STEP]
    assert summed_up(nothing, shown=(PLAN_STEP,)).steps == ()


def test_a_published_question_is_told_in_words_and_bars() -> None:
    label = "Someone to run with or The children ask for it"

    assert summed_up(WISH, shown=("wish",)).figures == (
        FigureSummary(
            "wish",
            "What draws you to a dog?",
            1,
            12,
            14,
            f"• A companion: 9 of 12\n• {label}: 3 of 12",
            Panel("", (Bar("A companion", 9, 9), Bar(label, 3, 3)), 12),
            Fraction(3, 4),
        ),
    )


def test_every_round_is_told_and_the_newest_that_shows_something_stands_for_the_question() -> None:
    found = summed_up(WISH, AGAIN, FEW, shown=("wish", "walk"))

    assert [(each.question, each.round, bool(each.lines)) for each in found.figures] == [
        ("wish", 1, True),
        ("wish", 2, True),
        ("walk", 1, False),
    ]
    assert [(each.question, each.round) for each in found.newest] == [("wish", 2)]


def test_the_advice_stands_apart_from_the_questions() -> None:
    found = summed_up(WISH, SPREAD, shown=("wish", OUTCOMES))

    assert [each.question for each in found.figures] == ["wish"]
    assert found.outcomes is not None
    assert found.outcomes.panel.bars[0] == Bar("Your answers lean towards getting a dog", 9, 9)


def test_start_and_end_are_compared_where_both_are_shown() -> None:
    both = summed_up(START, END, shown=("leaning", LEANING_AFTER)).compared

    assert [(first.panel.name, second.panel.name) for first, second in both] == [
        ("At the start", "At the end")
    ]
    assert summed_up(START, END, shown=(LEANING_AFTER,)).compared == ()
    assert summed_up(START, replace(END, cells=()), shown=("leaning", LEANING_AFTER)).compared == ()


def test_what_to_talk_about_next_says_how_split_the_group_is() -> None:
    told = summed_up(WISH, PIVOTS, shown=("wish",))

    assert told.next_talk == ("What draws you to a dog? (you are far apart)",)


def test_what_is_told_in_words_is_in_the_summary_as_well() -> None:
    most = Figure("wish", 1, 12, 14, (Cell(("friend",), 9, 12),), ALL, Form.MOST)

    (found,) = summed_up(most, shown=("wish",)).figures

    assert found.lines == "• A companion: three quarters or more"
    assert found.panel == Panel("", (Bar("A companion", 9, 12, "three quarters or more"),), 12)


def test_rows_are_those_of_published_figures_alone() -> None:
    wish = ("wish", "What draws you to a dog?", "1")

    assert rows(view_of(WISH, FEW, SPREAD, PIVOTS, shown=("wish", "walk"))) == (
        (*wish, "A companion", "9", "9", "12", "14"),
        (*wish, "Someone to run with or The children ask for it", "3", "3", "12", "14"),
        ("walk", "How much do you like walking in the rain?", "1", "", "", "", "4", "14"),
    )
