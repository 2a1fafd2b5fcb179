"""A question that a coach wrote for a group: asked, told and left out like those of the dialog."""

from dataclasses import replace

import pytest

from bot.core.dialog.question import GroupRules, Level
from bot.core.group import coach_actions, people_actions
from bot.core.group.actions import Action
from bot.core.group.agenda import agenda
from bot.core.group.coach_moves import perform
from bot.core.group.own_question import OwnQuestion, is_alike, with_own
from bot.core.group.plan import next_step, propose, reachable, step_name, step_names, upcoming, whole_plan
from bot.core.group.plan_moves import saved_plans, saved_questions
from bot.core.group.privacy.again import compared
from bot.core.group.privacy.counting import published
from bot.core.group.privacy.figure import Cell
from bot.core.group.screens.summary import rows
from bot.core.group.seats import move_to_private
from bot.core.group.session import FoundGroup, GroupStage
from bot.core.screen.surface import Role
from bot.core.solo.session import Session
from tests.core.group.talking import talkative
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed

DOG = dog()
LUNCH = OwnQuestion("Where shall we have lunch?", ("Inside", "Outside", "Not at all"), Level.OPEN)
MOOD = OwnQuestion("How is your energy?", ("Low", "Fine", "High"))
SEVEN = OwnQuestion("Which day suits you?", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))


def with_questions(people: int, *own: OwnQuestion, after: str = "leaning") -> Rehearsed:
    """A group whose coach planned these questions behind one of the dialog's."""
    group = rehearsed(DOG, people)
    names = [*step_names(DOG)]
    at = names.index(after) + 1
    plan = (*names[:at], *(each.id for each in own), *names[at:])
    group.group = replace(group.group, own=own, plan=plan)
    return group


def at_question(group: Rehearsed, own: OwnQuestion) -> Rehearsed:
    """The group once it is asked that; everybody answers what comes before it."""
    group.lead(coach_actions.START)
    while group.step.question.id != own.id:
        answer(group, *(0 for _ in group.seats))
        group.lead(coach_actions.NEXT)
    return group


def answer(group: Rehearsed, *options: int) -> None:
    """Everybody answers by the place of an option, and the totals are shown."""
    ids = [*group.step.question.options]
    for person, at in zip(group.seats, options, strict=True):
        group.choose(person, ids[at])
    group.reveal()
    if group.group.stage is GroupStage.TALK:
        group.lead(coach_actions.REVEAL)


def lead_about(group: Rehearsed, action: Action, step: str) -> None:
    group.kept(perform(replace(group.context("Anna", COACH), about=step), action))


# --- what it is -----------------------------------------------------------------------------


def test_no_step_of_the_dialog_changes_its_place() -> None:
    both = with_own(DOG, (LUNCH, MOOD))

    assert (agenda(both)[:-2], [step_name(each) for each in agenda(both)[-2:]]) == (
        agenda(DOG),
        [LUNCH.id, MOOD.id],
    )


def test_it_is_the_same_in_other_words_of_the_same_letters_and_another_order() -> None:
    again = OwnQuestion("where shall we have LUNCH", ("Not at all.", "inside", "Outside"))

    assert (again.id, MOOD.id == LUNCH.id) == (LUNCH.id, False)


def test_the_same_questions_make_the_same_dialog() -> None:
    assert with_own(DOG, (LUNCH,)) is with_own(DOG, (LUNCH,))


def test_a_dialog_without_any_stays_as_it_is() -> None:
    assert with_own(DOG, ()) is DOG


# --- the plan -------------------------------------------------------------------------------


def test_it_is_asked_where_it_was_planned() -> None:
    group = with_questions(6, LUNCH)
    group.lead(coach_actions.START)
    following = next_step(group.asked, group.group)

    assert following is not None
    assert step_name(following) == LUNCH.id


def test_left_out_it_can_be_taken_in_before_the_results() -> None:
    group = with_questions(6, LUNCH)
    lead_about(group, coach_actions.LEAVE_STEP, LUNCH.id)
    out = [step_names(group.asked)[at] for at in upcoming(group.asked, group.group)]
    lead_about(group, coach_actions.TAKE_STEP, LUNCH.id)
    back = [step_names(group.asked)[at] for at in upcoming(group.asked, group.group)]

    assert LUNCH.id not in out
    assert back[back.index(LUNCH.id) + 1] == "group.results"


def test_it_can_be_left_out_after_the_results_and_taken_in_before_the_first_step() -> None:
    group = with_questions(6, LUNCH, after="group.results")
    group.lead(coach_actions.START)
    while group.group.stage is not GroupStage.RESULTS:
        answer(group, *(0 for _ in group.seats))
        group.lead(coach_actions.NEXT)
    lead_about(group, coach_actions.LEAVE_STEP, LUNCH.id)
    listed = [step_names(group.asked)[at] for at in reachable(group.asked, group.group)]
    lead_about(group, coach_actions.TAKE_STEP, LUNCH.id)
    plan = group.group.plan

    assert LUNCH.id in listed
    assert plan[plan.index(LUNCH.id) + 1] == "group.plan"


def test_a_question_of_the_dialog_keeps_its_place_beside_one_that_was_moved_up() -> None:
    group = with_questions(6, LUNCH)
    first = group.group.plan[0]
    group.group = replace(
        group.group, plan=(LUNCH.id, *(each for each in group.group.plan if each != LUNCH.id))
    )
    lead_about(group, coach_actions.LEAVE_STEP, first)
    lead_about(group, coach_actions.TAKE_STEP, first)

    assert group.group.plan[:2] == (LUNCH.id, first)


@pytest.mark.parametrize("action", [coach_actions.PLAN_20, coach_actions.PLAN_ALL])
def test_another_length_of_the_plan_keeps_it_behind_the_same_question(action: Action) -> None:
    group = with_questions(6, LUNCH)
    group.lead(action)
    plan = group.group.plan

    assert plan[plan.index(LUNCH.id) - 1] == "leaning"


def test_it_takes_its_part_of_the_time() -> None:
    own = tuple(OwnQuestion(f"What about {at}?", ("Yes", "No")) for at in range(12))
    proposed = propose(with_own(DOG, own), 20, (each.id for each in own))

    assert len(proposed) < len(propose(DOG, 20))


def test_a_session_from_before_plans_is_asked_none() -> None:
    group = rehearsed(DOG, 6)
    group.group = replace(group.group, own=(LUNCH,))
    names = [step_names(group.asked)[at] for at in upcoming(group.asked, group.group)]

    assert names == [*whole_plan(DOG)]


def test_results_are_open_to_nobody_before_they_have_come() -> None:
    group = at_question(with_questions(6, LUNCH), LUNCH)
    at = [*map(step_name, agenda(group.asked))].index("group.results")
    rendered = [text for text in group.everything_shown() if "My result" in text]

    assert (group.group.step > at, rendered) == (True, [])


def test_a_saved_plan_takes_it_along_to_the_next_group() -> None:
    group = with_questions(6, LUNCH, MOOD)
    lead_about(group, coach_actions.LEAVE_STEP, MOOD.id)
    group.lead(coach_actions.SAVE_PLAN)
    following = rehearsed(DOG, 6)
    following.group = replace(
        following.group,
        plan=whole_plan(DOG),
        offered=saved_plans(DOG, COACH, [group.group]),
        offered_own=saved_questions(DOG, COACH, [group.group]),
    )
    following.lead(coach_actions.AS_SAVED)

    assert (following.group.own, following.group.plan) == ((LUNCH,), group.group.plan)


# --- asked and told -------------------------------------------------------------------------


def test_it_is_asked_and_told_exactly_where_that_was_said() -> None:
    group = at_question(with_questions(6, LUNCH), LUNCH)
    asked = group.said(Role.STEP, str(group.group.step))
    answer(group, 0, 0, 0, 0, 0, 1)
    figure = published(group.group, LUNCH.id)[-1]

    assert "Totals are shown exactly." in asked
    assert "It doesn't change anyone's result." in asked
    assert [(cell.lowest, cell.highest) for cell in figure.cells] == [(5, 5), (1, 1), (0, 0), (0, 0)]


def test_small_numbers_of_it_are_not_shown_otherwise() -> None:
    group = at_question(with_questions(6, MOOD), MOOD)
    answer(group, 0, 0, 0, 0, 0, 1)
    cells = published(group.group, MOOD.id)[-1].cells

    assert all(not cell.is_exact or cell.lowest not in (1, 2) for cell in cells)


def test_of_seven_options_neighbours_are_told_together() -> None:
    group = at_question(with_questions(9, SEVEN), SEVEN)
    answer(group, 0, 0, 1, 1, 2, 2, 3, 3, 2)
    cells = published(group.group, SEVEN.id)[-1].cells

    assert [(len(cell.options), cell.lowest) for cell in cells if cell.lowest] == [(2, 4), (2, 5)]


def test_it_counts_in_nobodys_advice() -> None:
    group = at_question(with_questions(6, MOOD), MOOD)

    def sessions() -> list[Session]:
        return [seat.session for seat in group.seats.values()]

    before = sessions()
    answer(group, 0, 0, 0, 1, 1, 1)

    assert sessions() == before


def test_a_split_group_talks_about_it_and_answers_again() -> None:
    group = at_question(with_questions(8, MOOD), MOOD)
    for person in group.seats:
        group.choose(person, [*group.step.question.options][person % 2 * 2])
    group.reveal()
    talked = group.group.stage
    talk = group.said(Role.TALK, str(group.group.step))
    group.lead(coach_actions.REVOTE)
    answer(group, *(2 for _ in group.seats))

    assert (talked, group.group.round, len(published(group.group, MOOD.id))) == (GroupStage.TALK, 2, 2)
    *answers, clock = talk.splitlines()[-4:]
    assert (sorted(answers), clock) == (["• Fine", "• High", "• Low"], "⏱ About 4 min left to talk.")


def test_it_is_a_row_of_the_table() -> None:
    group = at_question(with_questions(6, LUNCH), LUNCH)
    answer(group, 0, 0, 0, 0, 0, 1)
    written = [row for row in rows(group.view) if row[0] == LUNCH.id]

    assert written[0] == (LUNCH.id, LUNCH.ask, "1", "Inside", "5", "5", "6", "6")
    assert Cell((written[0][3],), 5, 5).is_exact


def test_the_dialogs_own_talks_go_on_beside_it() -> None:
    group = rehearsed(talkative(), 6)
    group.group = replace(group.group, own=(MOOD,), plan=(*whole_plan(talkative()), MOOD.id))
    group.lead(coach_actions.START)

    assert group.step.question.id != MOOD.id


def test_the_same_people_in_a_later_session_count_with_what_they_said_to_it_before() -> None:
    before = at_question(with_questions(8, MOOD), MOOD)
    answer(before, 0, 0, 0, 0, 1, 1, 1, 1)
    after = with_questions(7, replace(MOOD, options=tuple(reversed(MOOD.options))))
    after.earlier = (FoundGroup(before.group, tuple(before.seats.values())),)
    at_question(after, MOOD)
    answer(after, 2, 2, 2, 2, 1, 1, 1)
    told = published(after.group, MOOD.id)[-1]

    assert (told.answered, told.kept, len(told.people)) == (7, 1, 8)


def test_whoever_has_a_private_card_has_not_answered_what_only_the_group_is_asked() -> None:
    group = at_question(with_questions(6, LUNCH), LUNCH)
    for person, seat in group.seats.items():
        group.seats[person] = move_to_private(group.dialog, seat, "Team")
    group.lead(coach_actions.CLOSE_ALONE)
    option = next(iter(group.step.question.options))
    before = group.said(Role.STEP, str(group.group.step)), group.said(Role.CONSOLE, str(COACH))
    for person in range(1, 6):
        group.choose(person, option)
    group.passes(30)
    waits = group.group.stage
    group.choose(6, option)
    group.passes(4)

    assert ["0 of 6" in each for each in before] == [True, True]
    assert "Everyone has answered" not in before[1]
    assert (waits, group.group.stage) == (GroupStage.OPEN, GroupStage.CLOSING)


# --- two that are nearly the same ---------------------------------------------------------------

ENERGY = OwnQuestion("How is your energy now?", MOOD.options)
PACE = OwnQuestion("Do you like the pace?", MOOD.options)


YES = ("Yes", "No")
PLAN = OwnQuestion("Would you, all in all, go on with this plan?", YES)


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        (PLAN, replace(PLAN, options=("I would", "I wouldn’t")), True),
        (PLAN, OwnQuestion("Would you all in all go on with this plan", ("Sure", "Not me")), True),
        (PLAN, OwnQuestion("Would you go on at all?", ("Sure", "Not me")), False),
        (OwnQuestion("你喜欢这个计划吗？", YES), OwnQuestion("你现在喜欢这个计划吗？", YES), True),
        (OwnQuestion("你喜欢这个计划吗？", YES), OwnQuestion("今天的午饭吃什么好？", YES), False),
        (OwnQuestion("คุณชอบแผนนี้ไหม", YES), OwnQuestion("คุณชอบแผนนี้ไหมครับ", YES), True),
    ],
    ids=["other answers", "other marks", "other words", "a word more", "no word in common", "no spaces"],
)
def test_who_asks_with_nearly_the_same_words_asks_nearly_the_same(
    one: OwnQuestion, other: OwnQuestion, are_alike: bool
) -> None:
    assert (is_alike(one, other), is_alike(other, one)) == (are_alike, are_alike)


def told_of(group: Rehearsed, own: OwnQuestion) -> bool:
    """Whether the group is told anything of a question."""
    (figure,) = published(group.group, own.id)
    return bool(figure.cells)


def puts_out(group: Rehearsed, *seats: int) -> None:
    for seat in seats:
        group.kept(perform(replace(group.context("Anna", COACH), number=seat), people_actions.PUT_OUT))
        del group.seats[seat]  # they can tap nothing from now on


def after_the_first(people: int, first: OwnQuestion, second: OwnQuestion) -> Rehearsed:
    """A group that was told the totals of the first question."""
    group = at_question(with_questions(people, first, second), first)
    answer(group, *(at % 3 for at in range(people)))
    assert told_of(group, first)
    return group


def asks_next(group: Rehearsed, own: OwnQuestion) -> bool:
    """Ask the second question, which everybody answers as the first; whether anything is told of it."""
    group.lead(coach_actions.NEXT)
    answer(group, *((person - 1) % 3 for person in group.seats))
    return told_of(group, own)


@pytest.mark.parametrize("gone", [1, 4])
def test_nearly_the_same_question_tells_nothing_once_a_few_were_put_out(gone: int) -> None:
    """The difference of the totals would be what they said."""
    group = after_the_first(15, MOOD, ENERGY)
    puts_out(group, *range(1, gone + 1))

    assert not asks_next(group, ENERGY)


@pytest.mark.parametrize("options", [(*MOOD.options, "No idea"), ("Another", *MOOD.options[1:])])
def test_nor_does_it_with_one_more_answer_or_one_in_other_words(options: tuple[str, ...]) -> None:
    reworded = replace(ENERGY, options=options)
    group = after_the_first(15, MOOD, reworded)
    puts_out(group, 1)

    assert not asks_next(group, reworded)


def test_nor_does_it_where_one_of_both_is_told_exactly() -> None:
    exact = replace(ENERGY, level=Level.OPEN)
    group = after_the_first(15, MOOD, exact)
    puts_out(group, 1)

    assert not asks_next(group, exact)


def test_it_tells_of_the_same_people_and_of_so_many_fewer_that_nobody_is_found() -> None:
    same, fewer = (after_the_first(15, MOOD, ENERGY) for _ in range(2))
    puts_out(fewer, *range(1, 6))

    assert (asks_next(same, ENERGY), asks_next(fewer, ENERGY)) == (True, True)


def test_another_question_with_the_same_answers_tells_whoever_was_put_out() -> None:
    group = after_the_first(15, MOOD, PACE)
    puts_out(group, 1)

    assert asks_next(group, PACE)


def test_somebody_let_in_between_is_not_found_either() -> None:
    group = after_the_first(14, MOOD, ENERGY)
    group.join(15)

    assert not asks_next(group, ENERGY)


def in_a_later_session(first: OwnQuestion, second: OwnQuestion, gone: int, dialog: str = "dog") -> bool:
    """Ask the second question in another session, without so many of the first; whether anything is told.

    dialog: of the first session; the second one has the example's.
    """
    before = after_the_first(15, first, first)
    after = with_questions(15, second)
    told = compared(after.group, [replace(before.group, dialog_id=dialog)])
    after.earlier = tuple(FoundGroup(each, tuple(before.seats.values())) for each in told)
    puts_out(after, *range(1, gone + 1))
    at_question(after, second)
    answer(after, *((person - 1) % 3 for person in after.seats))
    return told_of(after, second)


EXACT_MOOD = replace(MOOD, level=Level.OPEN)


@pytest.mark.parametrize(("first", "second"), [(MOOD, ENERGY), (MOOD, EXACT_MOOD), (EXACT_MOOD, ENERGY)])
def test_nearly_the_same_in_a_later_session_tells_nothing_without_a_few(
    first: OwnQuestion, second: OwnQuestion
) -> None:
    told = [in_a_later_session(first, second, gone) for gone in (0, 1, 4, 5)]

    assert told == [True, False, False, True]


@pytest.mark.parametrize(("first", "second"), [(MOOD, ENERGY), (MOOD, EXACT_MOOD)])
def test_that_holds_for_a_session_with_another_dialog_too(first: OwnQuestion, second: OwnQuestion) -> None:
    assert not in_a_later_session(first, second, 1, "other")


def test_the_same_question_beside_another_dialog_counts_people_as_before() -> None:
    before = at_question(with_questions(8, MOOD), MOOD)
    answer(before, 0, 0, 0, 0, 1, 1, 1, 1)
    after = with_questions(7, MOOD)
    (then,) = compared(after.group, [replace(before.group, dialog_id="other")])
    after.earlier = (FoundGroup(then, tuple(before.seats.values())),)
    at_question(after, MOOD)
    answer(after, 0, 0, 0, 0, 1, 1, 1)

    assert published(after.group, MOOD.id)[-1].kept == 1


def test_what_another_dialog_asks_by_the_same_name_is_another_question() -> None:
    before = after_the_first(15, MOOD, MOOD).group
    wish = replace(published(before, MOOD.id)[0], question="wish", asks="what")
    other = replace(before, dialog_id="other", taken=(*before.taken, wish), shown=("wish", MOOD.id))

    (then,) = compared(before, [other])

    assert then.shown == ("asks.what", MOOD.id)
    assert "wish" not in {each.question for each in then.taken}


def beside_another_dialog(gone: int, *, sensitive: bool = False, by_coach: bool = False) -> bool:
    """Ask what another dialog asked before, or its coach wrote, without so many; whether anything is told."""
    wish = replace(DOG.questions["wish"], group=GroupRules(sensitive=sensitive))
    dialog = replace(DOG, questions={**DOG.questions, "wish": wish})
    copied = OwnQuestion(wish.ask, tuple(option.text for option in wish.options.values()))
    before, after = rehearsed(dialog, 15), rehearsed(dialog, 15)
    own = (copied,) if by_coach else ()
    before.group = replace(before.group, own=own, plan=(copied.id if by_coach else "wish", "group.results"))
    before.lead(coach_actions.START)
    answer(before, *(at % 3 for at in range(15)))
    told = compared(after.group, [replace(before.group, dialog_id="other")])
    after.earlier = tuple(FoundGroup(each, tuple(before.seats.values())) for each in told)
    after.group = replace(after.group, plan=("wish", "group.results"))
    puts_out(after, *range(1, gone + 1))
    after.lead(coach_actions.START)
    answer(after, *((person - 1) % 3 for person in after.seats))
    return bool(published(after.group, "wish")[-1].cells)


@pytest.mark.parametrize("sensitive", [False, True])
@pytest.mark.parametrize("by_coach", [False, True])
def test_what_was_asked_beside_another_dialog_tells_nothing_without_a_few(
    sensitive: bool, by_coach: bool
) -> None:
    told = [beside_another_dialog(gone, sensitive=sensitive, by_coach=by_coach) for gone in (0, 1, 4, 5)]

    assert told == [True, False, False, True]


def test_what_was_exact_both_times_and_another_question_are_told_in_a_later_session() -> None:
    exact = replace(ENERGY, level=Level.OPEN)

    assert in_a_later_session(EXACT_MOOD, exact, 1)
    assert in_a_later_session(MOOD, PACE, 1)
