"""What matters comes at the end of the chat, below the group's own talk; the rest changes in its place."""

from dataclasses import replace

from bot.core.dialog.model import LEANING
from bot.core.group import coach_actions
from bot.core.group.agenda import Does, agenda
from bot.core.group.group_questions import LEANING_AFTER
from bot.core.group.plan import step_names
from bot.core.group.screens.view import View
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.surface import ROLE_RULES, Retire, Role, ShowGroup
from bot.core.words import figures, group_steps
from bot.core.words.english import ENGLISH
from bot.outbox.renderers import POINTERS, GroupView
from tests.core.group.talking import talking
from tests.example import dog
from tests.groups import Rehearsed, rehearsed

DOG = dog()


def steps_of(change: GroupChange) -> list[ShowGroup]:
    return [each for each in change.show if each.role is Role.STEP]


def everybody_answers(group: Rehearsed) -> None:
    """In two camps."""
    first, *_, last = group.step.question.options
    for person in group.seats:
        group.choose(person, first if person % 2 else last)


def goes_to(group: Rehearsed, stage: GroupStage) -> GroupChange:
    """Everybody answers each question, and the coach goes on up to that stage."""
    change = GroupChange()
    while group.group.stage is not stage:
        if group.group.stage is GroupStage.LOBBY:
            change = group.lead(coach_actions.START)
        elif group.group.stage is GroupStage.OPEN:
            everybody_answers(group)
            group.lead(coach_actions.CLOSE)
            change = group.wait(6)
        else:
            change = group.lead(coach_actions.NEXT)
    return change


def test_a_question_without_a_talk_is_closed_and_shown_in_its_place() -> None:
    group = rehearsed(DOG, 6)

    change = goes_to(group, GroupStage.SHOWN)

    assert steps_of(change) == [ShowGroup(Role.STEP, "0")]


def test_a_second_round_and_its_totals_share_a_message_below_the_talk() -> None:
    group = talking(6)

    again = group.lead(coach_actions.REVOTE)
    everybody_answers(group)
    group.lead(coach_actions.CLOSE)
    totals = group.wait(6)

    assert [each.below for each in steps_of(again)] == [True]
    assert [each.below for each in steps_of(totals)] == [False]


def test_the_totals_after_a_talk_come_below_it() -> None:
    group = talking(6)

    change = group.lead(coach_actions.REVEAL)

    assert [each.below for each in steps_of(change)] == [True]


def test_the_talk_says_that_it_goes_on_below_unless_the_session_ended_with_it() -> None:
    group, last = talking(6), talking(6)

    group.lead(coach_actions.REVEAL)
    last.lead(coach_actions.END)
    last.wait(6)

    talks = [each.said(Role.TALK, str(each.group.step)) for each in (group, last)]
    assert talks == [ENGLISH(group_steps.talk_closed()), ENGLISH(group_steps.talk_ended())]


def test_the_spread_that_waited_for_its_people_comes_below() -> None:
    group = rehearsed(DOG, 12)
    group.group = replace(group.group, plan=tuple(each for each in step_names(DOG) if each != "garden"))
    goes_to(group, GroupStage.RESULTS)
    results = str(group.group.step)
    for person, seat in group.seats.items():
        answers = {**seat.session.answers, "garden": ("me",)}
        group.seats[person] = replace(seat, session=replace(seat.session, answers=answers))

    change = group.lead(coach_actions.NEXT)

    assert [(each.part == results, each.below) for each in steps_of(change)] == [(True, True), (False, False)]


def test_a_spread_that_was_shown_at_once_stays_where_it_is() -> None:
    group = rehearsed(DOG, 6)
    goes_to(group, GroupStage.RESULTS)

    change = group.lead(coach_actions.NEXT)

    assert [each.below for each in steps_of(change)] == [False, False]


def test_the_start_points_to_the_end_where_both_are_shown_side_by_side() -> None:
    group = rehearsed(DOG, 12)
    start = step_names(DOG).index("leaning")
    goes_to(group, GroupStage.RESULTS)
    group.lead(coach_actions.NEXT)
    assert group.step.question.id == LEANING_AFTER

    change = goes_to(group, GroupStage.SHOWN)

    screen = group.screen(Role.STEP, str(start))
    assert ShowGroup(Role.STEP, str(start)) in steps_of(change)
    assert (screen.blocks[-1].text, screen.rows) == (ENGLISH(group_steps.compared_below()), ())


def test_the_end_says_so_where_there_are_no_totals_of_the_start_to_compare() -> None:
    group = rehearsed(DOG, 12)
    goes_to(group, GroupStage.RESULTS)
    group.lead(coach_actions.NEXT)
    end = str(group.group.step)
    goes_to(group, GroupStage.SHOWN)
    says_so_beside_them = ENGLISH(figures.start_not_shown()) in group.said(Role.STEP, end)

    taken = (replace(each, cells=()) if each.question == LEANING else each for each in group.group.taken)
    group.group = replace(group.group, taken=tuple(taken))

    assert not says_so_beside_them
    assert ENGLISH(figures.start_not_shown()) in group.said(Role.STEP, end)


def test_what_was_asked_at_the_start_and_never_again_is_shown_below_at_the_end() -> None:
    group = rehearsed(DOG, 6)
    group.group = replace(group.group, plan=("leaning", "wish", "group.results"))
    goes_to(group, GroupStage.RESULTS)

    group.lead(coach_actions.NEXT)

    start = str(step_names(DOG).index("leaning"))
    assert group.group.stage is GroupStage.ENDED
    assert ENGLISH(group_steps.compared_below()) not in group.said(Role.STEP, start)


def test_a_message_that_moved_is_pointed_to_by_the_one_before_it_without_buttons() -> None:
    group = rehearsed(DOG, 6)
    for at, step in enumerate(agenda(DOG)):
        screen = POINTERS[Role.STEP].render(GroupView(View(ENGLISH, DOG, group.group, ()), str(at)))

        assert screen is not None
        assert (screen.blocks[-1].text, screen.rows) == (ENGLISH(group_steps.goes_on_below()), ())
        assert step.does is not Does.ASK or screen.blocks[0].text.startswith(f"{at + 1}/")


def test_each_role_that_points_to_its_successor_says_how() -> None:
    assert {role for role, rules in ROLE_RULES.items() if rules.retire is Retire.POINT} == {*POINTERS}


def test_a_question_that_follows_a_skipped_one_takes_its_message() -> None:
    group = rehearsed(DOG, 6)
    group.lead(coach_actions.START)
    group.lead(coach_actions.SKIP)

    change = group.wait(6)

    assert steps_of(change) == [ShowGroup(Role.STEP, "1", instead_of="0")]


def test_results_after_a_skipped_question_have_a_message_of_their_own() -> None:
    group = rehearsed(DOG, 6)
    group.group = replace(group.group, plan=("leaning", "group.results"))
    group.lead(coach_actions.START)
    skipped = str(group.group.step)
    group.lead(coach_actions.SKIP)

    change = group.wait(6)

    assert steps_of(change) == [ShowGroup(Role.STEP, skipped), ShowGroup(Role.STEP, str(group.group.step))]
    assert ENGLISH(group_steps.skipped()) in group.said(Role.STEP, skipped)
