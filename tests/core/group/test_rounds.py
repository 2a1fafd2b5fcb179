"""Two rounds of one question: what is told of both, and of those who came or left in between."""

from dataclasses import replace

import pytest

from bot.core.group import coach_actions
from bot.core.group.events import Join, Keep
from bot.core.group.member_moves import leave
from bot.core.group.privacy.figure import Cell, Figure
from bot.core.group.session import GroupStage
from bot.core.group.status import stamp
from bot.core.screen.surface import Role
from bot.core.words import coaching, group_steps
from bot.core.words.english import ENGLISH
from tests.core.group.talking import talkative, talking
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed


def again(people: int, *, gone: int = 0, come: int = 0, change: int = 1) -> Rehearsed:
    """A group that talked in two camps and answered again, in which some left or came, and some changed."""
    group = talking(people)
    for person in range(people, people - gone, -1):
        group.kept(leave(group.group, group.seats[person]))
    for person in range(100, 100 + come):
        group.tap(person, Join())
    group.lead(coach_actions.REVOTE)
    first = next(iter(group.step.question.options))
    for person in [2 * at for at in range(1, change + 1)] + [*range(100, 100 + come)]:
        group.choose(person, first)
    group.reveal()
    return group


def said(group: Rehearsed) -> str:
    screen = group.screen(Role.STEP, str(group.group.step))
    return "\n".join(f"{block.heading}\n{block.text}" for block in screen.blocks)


@pytest.mark.parametrize("gone", [1, 2, 5])
def test_who_leaves_before_the_second_round_hides_nothing(gone: int) -> None:
    group = again(12, gone=gone)

    told = said(group)
    assert "Before you talked\n• A companion: 6 of 12\n" in told
    assert "After\n• A companion: 7 of 12\n" in told
    assert f"{gone} of 12 people" in told
    assert "with their answer from before." in told


def test_newcomers_who_are_left_out_of_the_second_round_are_told_of() -> None:
    group = again(8, come=2)

    assert "2 people who didn't answer the first time aren't counted" in said(group)


def test_two_rounds_stand_side_by_side_in_the_same_bars_and_say_how_many_moved() -> None:
    group = again(12, change=2)

    picture = group.screen(Role.STEP, str(group.group.step)).picture
    assert picture is not None
    assert [panel.name for panel in picture.panels] == ["Before you talked", "After"]
    assert [[bar.label for bar in panel.bars] for panel in picture.panels] == [
        [bar.label for bar in picture.panels[0].bars]
    ] * 2
    assert "After the talk, at least 2 of you chose another answer." in said(group)


def test_rounds_that_cannot_be_compared_say_so_to_the_group_and_the_coach() -> None:
    group = again(8, change=4)

    sentence = "The two rounds can't be set side by side without giving someone away."
    assert sentence in said(group)
    assert sentence in group.said(Role.CONSOLE, str(COACH))


def test_a_button_to_keep_an_answer_is_good_for_its_own_round_alone() -> None:
    group = talking(6)
    group.lead(coach_actions.REVOTE)
    turn = stamp(group.group)
    kept = group.tap(1, Keep(), turn)
    group.reveal()

    late = group.tap(1, Keep(), turn)
    while group.group.stage is not GroupStage.RESULTS:
        group.lead(coach_actions.SKIP)
        group.lead(coach_actions.NEXT)
        group.wait(6)
    at_results = group.tap(1, Keep(), turn)

    notices = [ENGLISH(change.notice.text) for change in (kept, late, at_results) if change.notice]
    assert notices[0] == "Good: your answer stays as it is."
    assert [text.startswith("This question is closed.") for text in notices[1:]] == [True, True]


def test_a_second_round_alone_stands_under_its_own_name() -> None:
    group = talking(3)
    group.join(*range(10, 14))

    group.lead(coach_actions.REVOTE)
    for person in group.seats:
        group.choose(person, next(iter(group.step.question.options)))
    group.reveal()

    assert "\nBefore you talked\n" not in said(group)
    assert "\nAfter\n" in said(group)
    picture = group.screen(Role.STEP, str(group.group.step)).picture
    assert picture is not None
    assert [panel.name for panel in picture.panels] == ["After"]


def test_answers_that_are_too_spread_to_be_told_are_not_called_too_few() -> None:
    group = rehearsed(dog(), 5)
    group.group = replace(group.group, stage=GroupStage.SHOWN, step=0, k=5)
    question = group.step.question
    spread = Figure(question.id, 1, 5, 5, (), frozenset())
    group.group = replace(group.group, taken=(spread,), shown=(question.id,))

    assert ENGLISH(group_steps.too_spread()) in said(group)
    assert "Fewer than" not in said(group)
    assert ENGLISH(coaching.no_totals()) in group.said(Role.CONSOLE, str(COACH))


def test_a_coach_reads_why_there_are_no_totals_of_what_is_sensitive_and_is_sent_on() -> None:
    group = rehearsed(talkative(sensitive=True), 5)
    group.group = replace(group.group, stage=GroupStage.SHOWN, step=2, k=5)
    question = group.step.question
    told = Figure(question.id, 1, 5, 5, (), frozenset(range(1, 6)))
    group.group = replace(group.group, taken=(told,), shown=(question.id,))

    assert ENGLISH(coaching.no_totals_in_private()) in group.said(Role.CONSOLE, str(COACH))


@pytest.mark.parametrize(
    ("stayed", "changed", "told"),
    [
        (6, 0, "After the talk, everyone kept their answer."),
        (0, 6, "After the talk, everyone chose another answer."),
        (3, 3, "After the talk, 3 of 6 chose another answer. The others kept theirs."),
    ],
)
def test_how_many_changed_after_the_talk_is_said_as_it_is(stayed: int, changed: int, told: str) -> None:
    group = rehearsed(dog(), 6)
    group.group = replace(group.group, stage=GroupStage.SHOWN, step=0)
    question, everybody = group.step.question, frozenset(range(1, 7))
    cells = (Cell(("get",), 3, 3), Cell(("lend",), 3, 3))
    moved = (Cell(("stayed",), stayed, stayed), Cell(("changed",), changed, changed))
    taken = (
        *(Figure(question.id, number, 6, 6, cells, everybody) for number in (1, 2)),
        Figure(f"group.moved.{question.id}", 1, 6, 6, moved, everybody),
    )
    group.group = replace(group.group, taken=taken, shown=(question.id,))

    assert told in said(group)
