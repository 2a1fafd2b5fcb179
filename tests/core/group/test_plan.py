"""The plan of a session: what fits into the time, what is taken in and out, what is left for each alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.core.dialog.answers import Silence
from bot.core.dialog.conditions import Chosen
from bot.core.group import coach_actions
from bot.core.group.actions import Action, is_offered
from bot.core.group.agenda import OUTCOMES
from bot.core.group.coach_moves import perform
from bot.core.group.events import Lead, MemberEvent, MyResult, MyStep, Share, Why
from bot.core.group.plan import (
    MOST,
    lasts,
    move_up,
    propose,
    reachable,
    reached,
    step_names,
    take_in,
    upcoming,
)
from bot.core.group.plan_moves import saved_plans
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.surface import Notice, Role
from bot.core.words import coach_toasts, group_steps, group_toasts
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed
from tests.shipped import shipped_dialog

DOG = dog()


def planned(people: int, *out: str) -> Rehearsed:
    """A group whose plan leaves some questions out."""
    group = rehearsed(DOG, people)
    group.group = replace(group.group, plan=tuple(each for each in step_names(DOG) if each not in out))
    return group


def names(group: Rehearsed) -> list[str]:
    return [step_names(DOG)[at] for at in upcoming(DOG, group.group)]


@pytest.mark.parametrize("out", [(), ("walk",)], ids=["everything", "without a question"])
def test_a_group_behind_its_last_step_has_reached_what_it_took(out: tuple[str, ...]) -> None:
    group = planned(1, *out)
    group.group = replace(group.group, stage=GroupStage.ENDED, step=len(step_names(DOG)))

    assert [step_names(DOG)[at] for at in reached(DOG, group.group)] == list(group.group.plan)


def lead_about(group: Rehearsed, action: Action, step: str) -> None:
    group.kept(perform(replace(group.context("Anna", COACH), about=step), action))


def answered(group: Rehearsed) -> list[GroupChange]:
    """Everybody answers the open question, it is shown, and the coach goes on."""
    for person in group.seats:
        group.choose(person, next(iter(group.step.question.options)))
    changes = [group.lead(coach_actions.CLOSE), group.wait(6)]
    if group.group.stage is GroupStage.TALK:
        changes.append(group.lead(coach_actions.REVEAL))
    return [*changes, group.lead(coach_actions.NEXT)]


def at_results(people: int, *out: str) -> Rehearsed:
    group = planned(people, *out)
    group.lead(coach_actions.START)
    while group.group.stage is not GroupStage.RESULTS:
        answered(group)
    return group


# --- what is proposed -----------------------------------------------------------------------


@pytest.mark.parametrize("dialog", ["ai-cert", "ai-programme"])
@pytest.mark.parametrize("minutes", MOST)
def test_what_is_proposed_fits_the_time_and_holds_what_its_author_marked(dialog: str, minutes: int) -> None:
    asked = shipped_dialog(dialog)
    plan = propose(asked, minutes)
    core = {each.id for each in asked.questions.values() if each.group.core}

    assert lasts(asked, plan).whole <= minutes
    assert core <= {*plan}
    assert len([each for each in plan if each not in ("group.results", "group.plan")]) <= MOST[minutes]


@pytest.mark.parametrize("dialog", ["ai-cert", "ai-programme"])
def test_twenty_minutes_have_six_to_eight_questions(dialog: str) -> None:
    plan = propose(shipped_dialog(dialog), 20)

    assert 6 <= len([each for each in plan if each not in ("group.results", "group.plan")]) <= 8


@pytest.mark.parametrize("dialog", ["ai-cert", "ai-programme"])
@pytest.mark.parametrize("minutes", MOST)
def test_a_conditional_question_is_proposed_beside_what_it_looks_at(dialog: str, minutes: int) -> None:
    asked = shipped_dialog(dialog)
    plan = {*propose(asked, minutes)}
    conditions = {each: asked.questions[each].ask_if for each in plan if each in asked.questions}

    assert {name for name, when in conditions.items() if when and not when.questions() <= plan} == set()


def test_a_tap_plans_so_many_minutes_and_says_what_that_holds() -> None:
    group = planned(6)

    group.lead(coach_actions.PLAN_20)

    assert group.group.plan == propose(DOG, 20)
    assert f"about {lasts(DOG, group.group.plan).whole} minutes" in group.said(Role.CONSOLE, str(COACH))


def test_a_session_of_an_older_version_has_no_plan_to_change() -> None:
    group = rehearsed(DOG, 6).group

    assert [
        each for each in (coach_actions.PLAN, coach_actions.PLAN_45) if is_offered(each, DOG, group, COACH)
    ] == []
    assert [*upcoming(DOG, group)] == [*range(len(step_names(DOG)))]


# --- taking in and out ----------------------------------------------------------------------


def test_a_question_is_left_out_and_taken_in_again_where_it_was() -> None:
    group = planned(6)
    before = group.group.plan

    lead_about(group, coach_actions.LEAVE_STEP, "garden")
    without = group.group.plan
    lead_about(group, coach_actions.TAKE_STEP, "garden")

    assert (without, group.group.plan) == (tuple(each for each in before if each != "garden"), before)


def test_a_question_moves_up_by_one_before_the_start_and_to_the_next_place_after_it() -> None:
    group = planned(6)
    lead_about(group, coach_actions.RAISE_STEP, "walk")
    before = names(group)
    group.lead(coach_actions.START)
    lead_about(group, coach_actions.RAISE_STEP, "walk")

    assert before.index("walk") + 1 == before.index("garden")
    assert names(group)[0] == "walk"


@pytest.mark.parametrize("step", ["group.results", "group.plan", "leaning"])
def test_neither_the_results_nor_the_open_question_can_be_left_out(step: str) -> None:
    group = planned(6)
    group.lead(coach_actions.START)
    before = group.group.plan

    lead_about(group, coach_actions.LEAVE_STEP, step)

    assert group.group.plan == before


def test_nothing_comes_back_from_before_the_results() -> None:
    group = at_results(6, "garden")

    assert "garden" not in [step_names(DOG)[at] for at in reachable(DOG, group.group)]
    assert take_in(DOG, group.group, "garden") is group.group
    assert move_up(DOG, group.group, "garden") is group.group


def test_a_skipped_question_is_parked_and_put_back_as_the_next_one_in_a_new_message() -> None:
    group = planned(6)
    group.lead(coach_actions.START)
    answered(group)
    parked = group.step.question.id
    group.lead(coach_actions.SKIP)
    group.wait(6)
    assert parked not in group.group.plan
    lead_about(group, coach_actions.TAKE_STEP, parked)

    for person in group.seats:
        group.choose(person, next(iter(group.step.question.options)))
    group.reveal()
    if group.group.stage is GroupStage.TALK:
        group.lead(coach_actions.REVEAL)
    change = group.lead(coach_actions.NEXT)

    assert group.step.question.id == parked
    assert [each.below for each in change.show if each.role is Role.STEP] == [True]


def test_the_rest_can_be_dropped_at_once() -> None:
    group = planned(6)
    group.lead(coach_actions.START)

    group.lead(coach_actions.DROP_REST)

    assert names(group)[0] == "group.results"


def test_what_was_left_out_costs_no_message_and_no_number() -> None:
    group = planned(6, "garden")
    changes = [group.lead(coach_actions.START)]
    while group.group.stage is not GroupStage.RESULTS:
        changes += answered(group)
    shown = {each.part for change in changes for each in change.show if each.role is Role.STEP}
    title = group.screen(Role.STEP, str(group.group.step)).blocks[0].text

    assert str(step_names(DOG).index("garden")) not in shown
    assert title.startswith(f"{group.group.plan.index('group.results') + 1}/{len(group.group.plan)} · ")


def test_the_length_is_chosen_before_the_start() -> None:
    group = planned(6)
    group.lead(coach_actions.START)
    before = group.group.plan

    change = group.lead(coach_actions.PLAN_20)

    assert (change.notice, group.group.plan) == (Notice(coach_toasts.plan_before_start()), before)


def test_the_page_of_the_plan_has_a_button_for_each_question_that_can_change() -> None:
    group = planned(6, "garden")
    group.lead(coach_actions.START)
    group.lead(coach_actions.PLAN)
    screen = group.screen(Role.CONSOLE, str(COACH))
    about = [each.event for row in screen.rows for each in row if isinstance(each.event, Lead)]

    assert Lead(coach_actions.TAKE_STEP, "garden") in about
    assert Lead(coach_actions.LEAVE_STEP, "walk") in about
    assert Lead(coach_actions.LEAVE_STEP, "leaning") not in about
    group.lead(coach_actions.PLAN_BACK)
    assert "Close and reveal" in [
        each.label for row in group.screen(Role.CONSOLE, str(COACH)).rows for each in row
    ]


def test_the_plan_opens_on_the_console_of_the_coach_who_asked_for_it() -> None:
    group = planned(6, "garden")
    group.lead(coach_actions.ADD_COACH, "Ben", 43)
    before = group.said(Role.CONSOLE, "43")

    group.lead(coach_actions.PLAN)
    opened = group.said(Role.CONSOLE, "43")
    group.lead(coach_actions.PLAN_BACK, "Ben", 43)

    assert opened == before
    assert group.group.pages == {COACH: "plan"}
    assert group.group.without_coach(COACH).pages == {}


# --- a guess and what is guessed ------------------------------------------------------------


@pytest.fixture
def guessing() -> Rehearsed:
    """A group with a plan that guesses how the question after the guess is answered."""
    cert = shipped_dialog("ai-cert")
    group = rehearsed(cert, 6)
    plan = ("pair", "goal", "group.guess.use", "use", "group.results", "group.plan")
    group.group = replace(group.group, plan=plan)
    return group


@pytest.mark.parametrize(
    ("action", "step", "asked"),
    [
        (coach_actions.LEAVE_STEP, "use", ["pair", "goal"]),
        (coach_actions.LEAVE_STEP, "group.guess.use", ["pair", "goal", "use"]),
        (coach_actions.RAISE_STEP, "use", ["pair", "group.guess.use", "use", "goal"]),
        (coach_actions.RAISE_STEP, "group.guess.use", ["pair", "group.guess.use", "goal", "use"]),
        (coach_actions.RAISE_STEP, "goal", ["goal", "pair", "group.guess.use", "use"]),
    ],
)
def test_nobody_guesses_what_is_not_asked_or_was_shown(
    guessing: Rehearsed, action: Action, step: str, asked: list[str]
) -> None:
    lead_about(guessing, action, step)

    assert [*guessing.group.plan] == [*asked, "group.results", "group.plan"]


def test_what_is_guessed_comes_next_with_its_guess(guessing: Rehearsed) -> None:
    guessing.lead(coach_actions.START)

    lead_about(guessing, coach_actions.RAISE_STEP, "use")

    assert guessing.group.plan[:4] == ("pair", "group.guess.use", "use", "goal")


def test_a_guess_is_taken_in_with_what_is_guessed(guessing: Rehearsed) -> None:
    before = guessing.group.plan
    lead_about(guessing, coach_actions.LEAVE_STEP, "use")

    lead_about(guessing, coach_actions.TAKE_STEP, "group.guess.use")

    assert guessing.group.plan == before


def test_a_guess_does_not_come_back_once_what_is_guessed_is_past(guessing: Rehearsed) -> None:
    at = step_names(guessing.dialog).index("use")
    plan = ("use", "goal", "group.results", "group.plan")
    guessing.group = replace(guessing.group, plan=plan, step=at, stage=GroupStage.SHOWN)

    lead_about(guessing, coach_actions.TAKE_STEP, "group.guess.use")

    assert guessing.group.plan == plan


# --- on a phone -----------------------------------------------------------------------------


def test_each_question_of_the_plan_is_read_whole_above_its_numbered_button() -> None:
    group = planned(6, "garden")
    group.lead(coach_actions.PLAN)

    said = group.said(Role.CONSOLE, str(COACH)).splitlines()
    labels = [row[0].label for row in group.screen(Role.CONSOLE, str(COACH)).rows]

    wish, garden = DOG.questions["wish"].ask, DOG.questions["garden"].ask
    number = next(line for line in said if line.endswith(wish)).split(".")[0]
    assert any(line.startswith("＋ ") and line.endswith(garden) for line in said)
    assert [label for label in labels if label.startswith(f"{number}. ")] != []


@pytest.mark.parametrize(
    ("out", "after"), [((), " and 2 after the results"), (("group.leaning", "group.ready_after"), "")]
)
def test_the_plan_counts_what_its_page_lists_and_apart_what_comes_after_the_results(
    out: tuple[str, ...], after: str
) -> None:
    group = planned(6, "garden", *out)
    group.lead(coach_actions.PLAN)

    said = group.said(Role.CONSOLE, str(COACH))
    listed = [line for line in said.splitlines() if line.startswith("✔ ")]
    assert f"Plan: {len(listed)} questions{after}, about " in said


@pytest.mark.parametrize("questions", [12, 60, 120])
def test_the_page_fits_into_a_message_however_many_questions_there_are(questions: int) -> None:
    more = {f"q{at}": replace(DOG.questions["wish"], id=f"q{at}") for at in range(questions)}
    long = replace(DOG, questions={**DOG.questions, **more})
    group = rehearsed(long, 6)
    group.group = replace(group.group, plan=step_names(long), offered={"Board": step_names(long)})
    group.lead(coach_actions.PLAN)

    screen = group.screen(Role.CONSOLE, str(COACH))
    labels = [[each.label for each in row] for row in screen.rows]

    assert sum(map(len, labels)) <= 100
    assert labels[-1] == ["‹ Back", "Save for my next group"]


# --- for the next group ---------------------------------------------------------------------


def test_a_saved_plan_is_offered_to_the_coachs_next_group_by_the_name_of_this_one() -> None:
    group = planned(6, "garden")
    group.lead(coach_actions.SAVE_PLAN)
    later = planned(6)
    later.group = replace(later.group, offered=saved_plans(DOG, COACH, [group.group]), pages={COACH: "plan"})
    labels = [each.label for row in later.screen(Role.CONSOLE, str(COACH)).rows for each in row]

    later.lead(coach_actions.AS_SAVED)

    assert "As in “Team”" in labels
    assert later.group.plan == group.group.plan


def test_only_the_coach_who_saved_plans_reads_the_names_of_the_groups() -> None:
    """A co-coach, or whoever takes over, has not been in those."""
    group = planned(6)
    group.group = replace(group.group, offered={"Secret board": ("wish",)}, pages={COACH: "plan", 43: "plan"})
    group.lead(coach_actions.ADD_COACH, "Ben", 43)
    seen = [repr(group.screen(Role.CONSOLE, str(coach)).rows) for coach in (COACH, 43)]
    without = group.group.without_coach(COACH)
    group.lead(coach_actions.TAKE_OVER, "Ben", 43)

    assert ["Secret board" in each for each in seen] == [True, False]
    assert (without.offered, group.group.offered) == ({}, {})


@pytest.mark.parametrize(
    "changes",
    [{"coach": 7}, {"dialog_id": "cat"}, {"kept": ()}, {"kept": ("gone",)}],
    ids=["other coach", "other dialog", "not saved", "question gone"],
)
def test_a_plan_is_offered_only_to_who_saved_it_for_a_dialog_that_still_has_its_questions(
    changes: dict[str, Any],
) -> None:
    saved = replace(planned(6).group, kept=("wish",))

    assert saved_plans(DOG, COACH, [saved]) == {"Team": ("wish",)}
    assert saved_plans(DOG, COACH, [replace(saved, **changes)]) == {}


def test_the_newest_of_a_group_and_three_in_all_are_offered() -> None:
    one = replace(planned(6).group, kept=("wish",))
    groups = [replace(one, place=place, acted_at=at) for at, place in enumerate(("a", "b", "c", "d"))]
    newer = replace(one, place="d", acted_at=9.0, kept=("walk",))

    assert saved_plans(DOG, COACH, [*groups, newer]) == {"d": ("walk",), "c": ("wish",), "b": ("wish",)}


def test_a_plan_on_show_leaves_the_console_when_something_else_needs_the_coach() -> None:
    group = planned(6)
    group.lead(coach_actions.START)
    group.choose(1, next(iter(group.step.question.options)))
    group.lead(coach_actions.PLAN)

    group.lead(coach_actions.CLOSE)

    assert "Cancel" in [each.label for row in group.screen(Role.CONSOLE, str(COACH)).rows for each in row]


# --- what is left for each alone ------------------------------------------------------------


def result_of(group: Rehearsed, person: int) -> str:
    change = group.tap(person, MyResult())
    assert change.notice is not None
    return ENGLISH(change.notice.text)


def test_what_the_group_left_out_is_asked_before_the_result() -> None:
    group = at_results(6, "walk")

    first = result_of(group, 1)
    group.at += 5
    second = result_of(group, 1)

    assert first.startswith("First 1 question for you alone")
    assert [each for each in DOG.outcomes if second.startswith(each.title.rstrip("."))] != []
    assert [seat.session.finished_on is not None for seat in group.seats.values()] == [True] + [False] * 5


def test_whoever_has_answered_it_alone_has_the_result_at_once() -> None:
    group = at_results(6, "garden")
    seat = group.seats[1]
    answers = {**seat.session.answers, "garden": Silence.SKIPPED}
    group.seats[1] = replace(seat, session=replace(seat.session, answers=answers))

    assert not result_of(group, 1).startswith("First")


def test_the_spread_waits_until_the_coach_goes_on_and_counts_who_answered_what_was_left_out() -> None:
    group = at_results(12, "garden")
    assert OUTCOMES not in group.group.shown
    assert "Tap “My result”" in group.said(Role.STEP, str(group.group.step))
    for person in range(1, 8):
        seat = group.seats[person]
        answers = {**seat.session.answers, "garden": ("me",)}
        group.seats[person] = replace(seat, session=replace(seat.session, answers=answers))

    group.lead(coach_actions.NEXT)

    (figure,) = [each for each in group.group.taken if each.question == OUTCOMES]
    assert (figure.answered, figure.of) == (7, 12)


@pytest.mark.parametrize("friends", [1, 3])
def test_the_spread_counts_everybody_whomever_a_question_concerns_that_was_left_out(friends: int) -> None:
    """“A friend or sport: 4 of 12” says no more once results are there: not how many have one."""
    group = at_results(12, "walk")
    only_friends = {
        **DOG.questions,
        "walk": replace(DOG.questions["walk"], ask_if=Chosen("wish", ("friend",))),
    }
    group.dialog = replace(DOG, questions=only_friends)
    for person, seat in group.seats.items():
        wish = "friend" if person <= friends else "sport" if person <= 4 else "kids"
        has_result = date(2027, 1, 15) if wish != "friend" else None
        answers = {**seat.session.answers, "wish": wish}
        session = replace(seat.session, answers=answers, finished_on=has_result)
        group.seats[person] = replace(seat, session=session)

    group.lead(coach_actions.NEXT)

    (figure,) = [each for each in group.group.taken if each.question == OUTCOMES]
    assert (figure.answered, figure.of) == (12, 12)


@pytest.mark.parametrize("event", [Share(), MyStep()], ids=["share", "first step"])
def test_nobody_sees_advice_before_its_member_has_the_result(event: MemberEvent) -> None:
    group = at_results(6, "walk")

    before = group.tap(1, event).notice
    result_of(group, 1)
    group.at += 5
    result_of(group, 1)
    after = group.tap(1, event).notice

    assert before == Notice(group_toasts.result_first(), alert=True)
    assert after is not None
    assert after.text != group_toasts.result_first()


def test_where_nothing_is_left_out_the_results_are_there_at_once() -> None:
    group = at_results(12)

    assert OUTCOMES in group.group.shown
    assert [seat.session.finished_on is None for seat in group.seats.values()] == [False] * 12


def test_a_result_without_what_was_left_out_is_offered_only_to_who_can_have_one() -> None:
    group = at_results(6, "garden")

    assert result_of(group, 1) == ENGLISH(group_toasts.too_little())


# --- start and end, one without the other ----------------------------------------------------


def test_what_is_not_asked_again_is_not_promised_beside_the_end() -> None:
    group = planned(6, "group.leaning")
    group.lead(coach_actions.START)
    at = str(group.group.step)
    is_open = group.said(Role.STEP, at)
    for person in group.seats:
        group.choose(person, "get")
    group.reveal()
    if group.group.stage is GroupStage.TALK:
        group.lead(coach_actions.REVEAL)

    assert "Totals come at the end." in is_open
    assert ENGLISH(group_steps.shown_at_end()) in group.said(Role.STEP, at)


def test_where_nobody_was_asked_at_the_start_nothing_is_compared_with_it() -> None:
    group = at_results(6, "leaning")
    group.lead(coach_actions.NEXT)
    at = group.group.step
    told = group.tap(1, Why(at)).notice

    assert group.step.question.id == "group.leaning"
    assert "Compared with" not in group.said(Role.STEP, str(at))
    assert told == Notice(group_toasts.terms(), alert=True)
