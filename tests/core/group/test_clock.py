"""The clock that everybody sees: shown before it runs, and standing still while the bot is away."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.group import coach_actions
from bot.core.group.actions import Action
from bot.core.group.clock_moves import on_deadline, on_seen
from bot.core.group.deadlines import CROWD, KEPT_OPEN, LOOK, TALK_TIME, UNDO, UNSEEN, with_deadline
from bot.core.group.events import Choose
from bot.core.group.session import GroupChange, GroupStage, Pending
from bot.core.group.status import stood
from bot.core.screen.surface import Role
from bot.core.words.english import ENGLISH
from tests.core.group.talking import talking
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed


def asked(people: int = 6, *, answers: int = 1) -> Rehearsed:
    """A group at its first question, which some have answered."""
    group = rehearsed(dog(), people)
    group.lead(coach_actions.START)
    for person in range(1, answers + 1):
        group.choose(person, "get")
    return group


def on_clock(people: int = 6, *, answers: int = 1) -> Rehearsed:
    """The same, with a minute on the clock, which everybody sees."""
    group = asked(people, answers=answers)
    group.lead(coach_actions.EXTEND)
    group.sees()
    return group


def clocks(group: Rehearsed) -> tuple[str, str]:
    """What the clock says to the group, and to the coach; "" where it says nothing."""
    role = Role.TALK if group.group.stage is GroupStage.TALK else Role.STEP
    shown = (group.said(role, str(group.group.step)), group.said(Role.CONSOLE, str(COACH)))
    first, second = (next((line for line in text.split("\n") if "⏱" in line), "") for text in shown)
    return first, second


def asleep(group: Rehearsed, seconds: float) -> GroupChange:
    """The bot was away for so long, and looks at what is due."""
    group.at += seconds
    return group.kept(on_deadline(group.context()))


def test_a_clock_is_shown_before_it_runs() -> None:
    group = asked()

    change = group.lead(coach_actions.EXTEND)

    assert [each.part for each in change.show if each.role is Role.STEP] == ["0"]
    assert clocks(group) == ("⏱ Closes in about 1 min.", "⏱ Closes in about 1 min.")
    assert (group.group.clock, group.group.closes_at) == (60, None)


def test_a_clock_runs_from_the_moment_on_in_which_it_is_on_show() -> None:
    group = asked()
    group.lead(coach_actions.EXTEND)
    group.at += 40

    group.sees()

    assert group.group.closes_at == group.at + 60


def test_a_clock_that_nobody_saw_closes_nothing_and_is_shown_again_and_again() -> None:
    group = asked()
    group.lead(coach_actions.EXTEND)

    looks = [asleep(group, LOOK) for _ in range(100)]

    assert group.group.stage is GroupStage.OPEN
    assert all([each.role for each in change.show] == [Role.STEP] for change in looks)


def test_what_was_seen_of_another_step_starts_no_clock() -> None:
    group = asked()
    group.lead(coach_actions.EXTEND)
    before = replace(group.group, step=4)

    change = on_seen(group.context(), stood(before))

    assert change == GroupChange()


def test_a_clock_is_told_at_60_30_and_10_seconds_and_closes_the_question() -> None:
    group = on_clock()
    group.lead(coach_actions.EXTEND)

    said = []
    for _ in range(5):
        said.append(clocks(group)[0])
        while group.group.clock and clocks(group)[0] == said[-1]:
            assert group.group.deadline is not None
            group.wait(group.group.deadline - group.at)

    assert said == [
        "⏱ Closes in about 2 min.",
        "⏱ Closes in about 1 min.",
        "⏱ Closes in about 30 s.",
        "⏱ Closes in about 10 s.",
        "",
    ]
    assert group.group.stage is GroupStage.SHOWN


def test_the_close_of_a_clock_can_be_cancelled_once_it_is_on_show() -> None:
    group = on_clock()
    group.passes(61)
    announced = group.group.closes_at

    group.at += 60
    group.sees()

    assert (announced, group.group.closes_at) == (None, group.at + 20)  # it was slow to be shown


def test_a_close_that_can_never_be_shown_is_given_up() -> None:
    group = on_clock()
    while group.group.stage is not GroupStage.CLOSING:
        assert group.group.deadline is not None
        asleep(group, group.group.deadline - group.at)

    for _ in range(int(UNSEEN / LOOK) + 2):
        asleep(group, LOOK)

    assert (group.group.stage, group.group.looked, group.group.clock) == (GroupStage.OPEN, KEPT_OPEN, 0)


def test_a_minute_more_is_one_tap() -> None:
    group = on_clock()
    group.passes(40)

    group.lead(coach_actions.EXTEND)

    assert group.group.closes_at == group.at + 80
    assert clocks(group) == ("⏱ Closes in about 80 s.", "⏱ Closes in about 80 s.")


def test_a_minute_more_while_it_closes_keeps_it_open() -> None:
    group = on_clock()
    group.passes(61)
    assert group.group.stage is GroupStage.CLOSING

    group.lead(coach_actions.EXTEND)

    assert (group.group.stage, group.group.pending, group.group.clock) == (GroupStage.OPEN, None, 60)


def test_a_clock_over_a_question_that_nobody_answered_ends_without_closing_it() -> None:
    group = on_clock(answers=0)

    group.passes(70)

    assert (group.group.stage, group.group.clock, clocks(group)) == (GroupStage.OPEN, 0, ("", ""))


@pytest.mark.parametrize("away", [20.0, 600.0, 4 * 86_400.0])
def test_a_clock_stands_still_while_the_bot_is_away_and_says_so(away: float) -> None:
    group = on_clock()
    group.passes(20)
    left = group.group.closes_at
    assert left is not None

    change = asleep(group, away)

    assert group.group.stage is GroupStage.OPEN
    assert group.group.closes_at is not None
    assert left - group.at + away - LOOK <= group.group.closes_at - group.at <= left - group.at + away
    said = clocks(group)[0]
    assert said.startswith("I was away for ")
    assert "So I added more time. ⏱ Closes in about" in said
    assert {Role.STEP, Role.CONSOLE} == {each.role for each in change.show}


def test_a_close_that_an_older_version_had_set_closes_nothing_unseen() -> None:
    group = asked()
    group.group = with_deadline(replace(group.group, closes_at=group.at + 3))

    group.passes(60)

    assert (group.group.stage, group.group.closes_at) == (GroupStage.OPEN, None)


def test_a_talk_has_four_minutes_that_everybody_sees_and_goes_on_after_them() -> None:
    group = talking(6)
    group.sees()

    begins = clocks(group)
    group.passes(TALK_TIME - 25)
    soon = clocks(group)
    group.passes(60)

    assert begins == ("⏱ About 4 min left to talk.", "⏱ About 4 min left to talk.")
    assert soon == ("⏱ About 30 s left to talk.", "⏱ About 30 s left to talk.")
    assert clocks(group) == ("⏱ Time's up: please finish your thought.", "⏱ The time to talk is up.")
    assert group.group.stage is GroupStage.TALK


def test_a_talk_whose_time_is_up_gets_another_minute() -> None:
    group = talking(6)
    group.passes(TALK_TIME + 10)

    group.lead(coach_actions.EXTEND)
    group.sees()

    assert (group.group.clock, group.group.closes_at) == (60, group.at + 60)


@pytest.mark.parametrize("action", [coach_actions.CLOSE, coach_actions.SKIP])
def test_whatever_ends_a_question_ends_its_clock(action: Action) -> None:
    group = on_clock()

    group.lead(action)

    assert group.group.clock == 0


def test_the_button_says_what_it_does() -> None:
    group = asked()

    def extend() -> str:
        rows = group.screen(Role.CONSOLE, str(COACH)).rows
        return next(each.label for row in rows for each in row if each.label.endswith("1 min"))

    before = extend()
    group.lead(coach_actions.EXTEND)

    assert (before, extend()) == ("⏱ 1 min", "+1 min")


def test_a_big_group_sees_twenty_seconds_before_its_question_closes() -> None:
    group = asked(CROWD + 1, answers=CROWD + 1)

    group.passes(11)

    assert group.group.stage is GroupStage.CLOSING
    assert clocks(group)[0] == "⏱ Closes in about 20 s: last chance to answer."


# --- a question that closes once everybody has answered ---------------------------------------------------


def alone(people: int = 6) -> Rehearsed:
    group = rehearsed(dog(), people)
    group.lead(coach_actions.CLOSE_ALONE)
    group.lead(coach_actions.START)
    return group


def test_a_question_closes_by_itself_once_everybody_has_answered() -> None:
    group = alone()
    for person in range(1, 6):
        group.choose(person, "get")
    group.passes(60)
    waits = group.group.stage
    group.choose(6, "lend")

    group.passes(4)

    assert waits is GroupStage.OPEN
    assert (group.group.stage, group.group.pending, group.group.clock) == (
        GroupStage.CLOSING,
        Pending.REVEAL,
        UNDO,
    )
    group.passes(UNDO + 1)
    assert group.group.stage is GroupStage.SHOWN


def test_a_close_by_itself_that_is_cancelled_leaves_the_question_to_the_coach() -> None:
    group = alone()
    for person in group.seats:
        group.choose(person, "get")
    group.passes(4)

    group.lead(coach_actions.CANCEL)
    group.passes(60)

    assert group.group.stage is GroupStage.OPEN
    group.reveal()
    group.lead(coach_actions.NEXT)
    assert group.group.looks_at is not None  # the next question is another matter


def test_somebody_who_ticks_is_not_cut_off_after_the_first_tick() -> None:
    group = alone()
    while not group.step.question.kind.is_ticked:
        group.lead(coach_actions.SKIP)
        group.wait(6)
    first, second = list(group.step.question.options)[:2]
    for person in group.seats:
        group.choose(person, first)

    group.passes(8)
    group.choose(1, second)
    group.passes(8)
    ticking = group.group.stage
    group.passes(5)

    assert (ticking, group.group.stage) == (GroupStage.OPEN, GroupStage.CLOSING)


def test_whom_a_question_is_for_does_not_close_it_before_everybody_has_tapped() -> None:
    group = alone()
    while group.step.question.ask_if is None:
        group.lead(coach_actions.SKIP)
        group.wait(6)
    question = group.step.question
    for person in range(1, 6):
        group.tap(person, Choose(question.id, next(iter(question.options))))
    group.passes(60)
    waits = group.group.stage

    group.tap(6, Choose(question.id, next(iter(question.options))))
    group.passes(4)

    assert (waits, group.group.stage) == (GroupStage.OPEN, GroupStage.CLOSING)


def test_the_switch_can_be_thrown_while_a_question_is_open() -> None:
    group = asked(answers=6)

    group.lead(coach_actions.CLOSE_ALONE)
    group.passes(4)

    assert group.group.stage is GroupStage.CLOSING
    group.lead(coach_actions.CANCEL)
    group.lead(coach_actions.CLOSE_BY_COACH)
    assert (group.group.closes_alone, group.group.looks_at) == (False, None)


def test_the_switch_is_part_of_a_saved_plan() -> None:
    group = alone()
    group.group = replace(group.group, plan=("leaning",), stage=GroupStage.LOBBY)
    group.lead(coach_actions.SAVE_PLAN)

    later = rehearsed(dog())
    later.group = replace(later.group, plan=("wish",), offered={"Team": group.group.kept})
    later.lead(coach_actions.AS_SAVED)

    assert (later.group.plan, later.group.closes_alone) == (("leaning",), True)


def test_what_the_switch_does_is_said() -> None:
    group = rehearsed(dog(), 6)

    change = group.lead(coach_actions.CLOSE_ALONE)

    assert change.notice is not None
    assert ENGLISH(change.notice.text) == (
        "Once everyone has answered, I close the question and show what comes next. "
        "You have five seconds to cancel."
    )


# --- a pause --------------------------------------------------------------------------------


def shut_out(group: Rehearsed) -> None:
    group.detached()


def let_in(group: Rehearsed) -> None:
    group.attached()


def pauses(group: Rehearsed) -> None:
    group.lead(coach_actions.PAUSE)


def goes_on(group: Rehearsed) -> None:
    group.lead(coach_actions.RESUME)


@pytest.mark.parametrize(("stops", "continues"), [(pauses, goes_on), (shut_out, let_in)])
def test_a_clock_stands_still_during_a_pause_and_has_the_rest_of_its_time_after_it(
    stops: Callable[[Rehearsed], None], continues: Callable[[Rehearsed], None]
) -> None:
    group = on_clock()
    group.at += 22
    stops(group)
    group.at += 3_000
    still = clocks(group)[1]

    continues(group)
    shown = clocks(group)
    group.sees()

    assert still == "⏱ About 40 s left. The clock runs again when you continue."
    assert shown == ("⏱ Closes in about 40 s.", "⏱ Closes in about 40 s.")
    assert group.group.closes_at == group.at + 40


def test_nothing_closes_during_a_pause() -> None:
    group = on_clock()
    pauses(group)

    group.sees()
    group.passes(600)

    assert (group.group.stage, group.group.clock) == (GroupStage.PAUSED, 60)


def test_a_talk_has_the_rest_of_its_time_after_a_pause_and_no_more_once_that_was_up() -> None:
    group, over = talking(6), talking(6)
    group.sees()
    group.at += 60
    over.passes(TALK_TIME + 1)
    for each in (group, over):
        pauses(each)
        goes_on(each)

    assert (group.group.clock, over.group.clock) == (TALK_TIME - 60, -1)


def test_a_question_that_was_closing_when_the_bot_was_removed_has_the_rest_of_its_clock() -> None:
    group, over = on_clock(answers=6), on_clock(answers=6)
    group.at += 22
    group.lead(coach_actions.CLOSE)
    over.passes(61)
    for each in (group, over):
        shut_out(each)

    assert [(each.group.stage, each.group.clock) for each in (group, over)] == [
        (GroupStage.DETACHED, 40),
        (GroupStage.DETACHED, 0),
    ]


def test_removed_during_a_pause_and_let_in_again_the_rest_is_still_there() -> None:
    group = on_clock()
    group.at += 20
    pauses(group)
    shut_out(group)
    let_in(group)
    between = (group.group.stage, group.group.clock)

    goes_on(group)

    assert (between, group.group.clock) == ((GroupStage.PAUSED, 40), 40)


# --- what is announced, and taken back ------------------------------------------------------------------


@pytest.mark.parametrize("action", [coach_actions.CLOSE, coach_actions.SKIP, coach_actions.END])
def test_a_clock_has_the_rest_of_its_time_once_what_cut_it_short_is_taken_back(action: Action) -> None:
    group = on_clock()
    group.at += 22
    for _ in range(2 if action is coach_actions.END else 1):
        group.lead(action)
    announced = group.group.stage

    group.lead(coach_actions.CANCEL)
    shown = clocks(group)
    group.sees()

    assert announced is GroupStage.CLOSING
    assert shown == ("⏱ Closes in about 40 s.", "⏱ Closes in about 40 s.")
    assert (group.group.closes_at, group.group.clock_left) == (group.at + 40, 0)


def test_a_talk_has_the_rest_of_its_time_once_an_end_is_taken_back_and_no_more_once_that_was_up() -> None:
    group, over = talking(6), talking(6)
    group.sees()
    group.at += 60
    over.passes(TALK_TIME + 1)
    for each in (group, over):
        for _ in range(2):
            each.lead(coach_actions.END)
        each.lead(coach_actions.CANCEL)

    assert (group.group.stage, group.group.clock, over.group.clock) == (GroupStage.TALK, TALK_TIME - 60, -1)


def test_a_close_that_came_before_the_clock_ran_out_gives_its_rest_back() -> None:
    group = alone()
    group.lead(coach_actions.EXTEND)
    group.sees()
    group.passes(18)
    for person in group.seats:
        group.choose(person, "get")
    group.passes(4)
    announced = group.group.stage

    group.lead(coach_actions.CANCEL)

    assert (announced, group.group.stage) == (GroupStage.CLOSING, GroupStage.OPEN)
    assert group.group.clock == 40
    group.passes(70)
    assert group.group.stage is not GroupStage.OPEN  # by the clock, as everybody was told


def test_a_minute_more_while_it_closes_comes_on_top_of_the_rest() -> None:
    group = on_clock()
    group.at += 22
    group.lead(coach_actions.CLOSE)

    group.lead(coach_actions.EXTEND)

    assert (group.group.stage, group.group.clock) == (GroupStage.OPEN, 100)
