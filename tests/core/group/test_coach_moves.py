"""What a coach's actions do, and what they leave as it is."""

from dataclasses import replace

import pytest

from bot.core.dialog.question import Option
from bot.core.group import coach_actions
from bot.core.group.agenda import agenda
from bot.core.group.coach_moves import perform
from bot.core.group.group_questions import reasons
from bot.core.group.question_texts import group_answer_text, merged_text
from bot.core.group.session import Entry, GroupChange, GroupStage, Pending
from bot.core.screen.surface import Notice, Role
from bot.core.words import coach_toasts, log
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Phrase, verbatim
from tests.example import dog
from tests.groups import BEGUN, COACH, Rehearsed, rehearsed

DOG = dog()
REASONED = {
    "sport": Option("sport", "Someone to run with", reasons=("It keeps you fit.",)),
    "kids": Option("kids", "The children ask for it", reasons=("They would help.",)),
}


@pytest.mark.parametrize("people", [1, 6, 30])
def test_a_question_that_nobody_has_answered_is_not_closed(people: int) -> None:
    group = rehearsed(DOG, people)
    group.lead(coach_actions.START)
    before = group.group

    change = group.lead(coach_actions.CLOSE)

    assert (change.notice, group.group) == (Notice(coach_toasts.nobody_answered(), alert=True), before)


def test_a_question_that_one_has_answered_is_closed() -> None:
    group = rehearsed(DOG, 6)
    group.lead(coach_actions.START)
    group.choose(1, next(iter(group.step.question.options)))

    change = group.lead(coach_actions.CLOSE)

    assert (change.notice, group.group.pending) == (None, Pending.REVEAL)


def pressed(group: Rehearsed, *, is_typed: bool = False) -> GroupChange:
    """What the coach gets who ends the session by one tap, or by a command."""
    context = replace(group.context("Anna", COACH), is_typed=is_typed)
    return group.kept(perform(context, coach_actions.END))


def test_a_running_session_ends_at_the_second_tap() -> None:
    group = rehearsed(DOG, 6)
    group.lead(coach_actions.START)

    first = pressed(group)
    stage = group.group.stage
    pressed(group)

    assert first.notice == Notice(coach_toasts.ask_to_end(), alert=True)
    assert (stage, group.group.pending) == (GroupStage.OPEN, Pending.END)


def test_a_command_and_the_last_step_end_it_at_once() -> None:
    typed, last = rehearsed(DOG, 6), rehearsed(DOG, 6)
    typed.lead(coach_actions.START)
    last.group = replace(last.group, stage=GroupStage.PLAN, step=len(agenda(DOG)) - 1)

    pressed(typed, is_typed=True)
    pressed(last)

    assert (typed.group.pending, last.group.pending) == (Pending.END, Pending.END)


def test_end_stands_away_from_pause() -> None:
    group = rehearsed(DOG, 6)
    group.lead(coach_actions.START)
    rows = [[each.label for each in row] for row in group.screen(Role.CONSOLE, str(COACH)).rows]

    assert rows[-1] == ["End"]


@pytest.mark.parametrize(("first", "is_said"), [(log.opened(), True), (log.started(), False)])
def test_a_console_says_when_its_session_was_opened_while_the_log_knows(first: Phrase, is_said: bool) -> None:
    group = rehearsed(DOG, 6)
    group.group = replace(group.group, log=(Entry(BEGUN, "Anna", first, COACH),))

    assert ("Opened on Fri 15 Jan." in group.said(Role.CONSOLE, str(COACH))) == is_said


def test_a_board_that_nobody_has_joined_says_so_in_words() -> None:
    assert "No one has joined yet." in rehearsed(DOG, 0).said(Role.BOARD)


def test_a_saved_reason_ends_with_one_full_stop() -> None:
    question = reasons(replace(DOG.questions["wish"], options=REASONED), DOG.questions["leaning"].kind)

    answer = group_answer_text(question, "sport.0")

    assert answer == verbatim("It keeps you fit")


def test_reasons_that_are_counted_as_one_stand_in_one_sentence() -> None:
    question = reasons(replace(DOG.questions["wish"], options=REASONED), DOG.questions["leaning"].kind)

    assert ENGLISH(merged_text(question, ["sport.0", "kids.0"])) == "It keeps you fit or They would help"


@pytest.mark.parametrize(
    ("people", "said"), [(1, "1 person took part."), (45, "More than 40 people took part.")]
)
def test_after_the_end_nobody_is_taking_part_any_more(people: int, said: str) -> None:
    group = rehearsed(DOG, people)
    group.lead(coach_actions.END)
    group.wait(6)

    assert group.group.stage is GroupStage.ENDED
    assert said in group.said(Role.BOARD)
    assert "\nTook part: P1" in group.said(Role.CONSOLE, str(COACH))
    assert "aking part" not in group.said(Role.BOARD) + group.said(Role.CONSOLE, str(COACH))
