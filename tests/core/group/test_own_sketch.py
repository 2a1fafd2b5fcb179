"""A coach writes a question in the private chat: step by step, and nothing typed elsewhere gets into it."""

from dataclasses import replace

import pytest

from bot.core.dialog.question import Level
from bot.core.group import coach_actions, own_moves, writing_actions
from bot.core.group.actions import Action
from bot.core.group.coach_actions import START
from bot.core.group.coach_moves import perform
from bot.core.group.own_question import MOST_OWN, OwnQuestion, repeats_dialog
from bot.core.group.own_sketch import Lacks, Sketch, write
from bot.core.group.plan import next_step, step_name, step_names, whole_plan
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.surface import Notice, Role, ShowGroup
from bot.core.words import own_questions as words
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed

DOG = dog()
LUNCH = OwnQuestion("Where shall we have lunch?", ("Inside", "Outside"), Level.OPEN)
BORIS = 43


def planned(people: int = 6) -> Rehearsed:
    group = rehearsed(DOG, people)
    group.group = replace(group.group, plan=whole_plan(DOG), co_coaches={BORIS: "Boris"})
    return group


def types(group: Rehearsed, text: str, person: int = COACH) -> GroupChange:
    return group.kept(own_moves.write_sketch(group.context("Anna", person), text))


def test_a_group_is_asked_nothing_with_words_of_danger() -> None:
    for sketch in (Sketch(), Sketch("Where shall we have lunch?")):
        assert write(sketch, "Who of you\nwants to kill myself?") == words.put_it_differently()


def written(group: Rehearsed) -> Rehearsed:
    """The group whose coach has a whole question before them."""
    group.lead(writing_actions.OWN_QUESTION)
    types(group, "Where shall we have lunch?")
    types(group, "- Inside\n- Outside")
    group.lead(writing_actions.TELL_EXACTLY)
    return group


def said(group: Rehearsed) -> str:
    return group.said(Role.OWN_QUESTION, str(COACH))


# --- writing --------------------------------------------------------------------------------


def test_text_answers_and_level_make_a_question() -> None:
    group = written(planned())
    sketch = group.group.sketches[COACH]

    assert (sketch.question, sketch.lacks) == (LUNCH, Lacks.NOTHING)


def test_each_step_says_what_comes_next() -> None:
    group = planned()
    group.lead(writing_actions.OWN_QUESTION)
    first = said(group)
    types(group, "Where shall we have lunch?")
    second = said(group)
    types(group, "Inside\nOutside")
    third = said(group)
    group.lead(writing_actions.TELL_COUNTED)

    assert [ENGLISH(words.write_ask()) in first, "2 to 8" in second, "How exactly" in third] == [True] * 3
    assert "Small numbers are never shown." in said(group)


def test_each_step_is_a_new_message_below_what_was_typed() -> None:
    group = planned()
    group.lead(writing_actions.OWN_QUESTION)
    change = types(group, "Where shall we have lunch?")

    assert ShowGroup(Role.OWN_QUESTION, str(COACH), COACH, below=True) in change.show


@pytest.mark.parametrize(
    ("lacks", "text", "why"),
    [
        (Lacks.ASK, "\u200b\u202e", words.nothing_to_read()),
        (Lacks.ASK, "x" * 301, words.too_long(300, 301)),
        (Lacks.ANSWERS, "Yes", words.wrong_number(1, 2, 8)),
        (Lacks.ANSWERS, "\n".join(map(str, range(9))), words.wrong_number(9, 2, 8)),
        (Lacks.ANSWERS, "Yes\nyes!", words.twice("yes!")),
        (Lacks.ANSWERS, "Yes\n" + "n" * 65, words.answer_too_long("n" * 64, 64)),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(lacks: Lacks, text: str, why: object) -> None:
    sketch = Sketch() if lacks is Lacks.ASK else Sketch("Why?")

    assert write(sketch, text) == why


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("1. 3 apples\n2. 2 pears\n\n3. none", ("3 apples", "2 pears", "none")),
        ("a) 3 apples\nB) 2 pears", ("3 apples", "2 pears")),
        ("• none\n-5 degrees\n- (1) one", ("none", "-5 degrees", "(1) one")),
        ("3. May\n8. May", ("3. May", "8. May")),
        ("D. Smith\nA. Jones", ("D. Smith", "A. Jones")),
    ],
)
def test_what_counts_the_answers_is_no_part_of_them_and_anything_else_is(
    text: str, answers: tuple[str, ...]
) -> None:
    after = write(Sketch("Why?"), text)

    assert isinstance(after, Sketch)
    assert after.answers == answers


def test_links_and_hidden_signs_do_not_get_into_it() -> None:
    after = write(Sketch(), "Seen \u202ehttps://example.com\u202c, @anna?")

    assert isinstance(after, Sketch)
    assert after.ask == "Seen https: //example․com, @ anna?"


def test_what_is_changed_keeps_the_rest() -> None:
    group = written(planned())
    group.lead(writing_actions.CHANGE_ASK)
    types(group, "Where is lunch?")

    assert group.group.sketches[COACH] == Sketch("Where is lunch?", ("Inside", "Outside"), Level.OPEN)


def test_a_text_that_nothing_waits_for_is_not_taken() -> None:
    group = written(planned())

    assert types(group, "Hello") == GroupChange()


def test_while_it_is_put_aside_no_text_is_for_it_and_it_goes_on_where_it_was() -> None:
    group = planned()
    group.lead(writing_actions.OWN_QUESTION)
    types(group, "Where shall we have lunch?")
    group.kept(own_moves.put_sketch_aside(group.context("Anna", COACH)))
    ignored = types(group, "Inside\nOutside")
    asleep = said(group)
    group.lead(writing_actions.CONTINUE_OWN)
    types(group, "Inside\nOutside")

    assert (ignored, ENGLISH(words.on_hold()) in asleep) == (GroupChange(), True)
    assert group.group.sketches[COACH].answers == ("Inside", "Outside")


def test_each_coach_writes_their_own() -> None:
    group = written(planned())
    group.lead(writing_actions.OWN_QUESTION, "Boris", BORIS)
    types(group, "Who brings cake?", BORIS)

    assert (group.group.sketches[COACH].question, group.group.sketches[BORIS].ask) == (
        LUNCH,
        "Who brings cake?",
    )


def test_what_a_coach_is_writing_goes_with_them() -> None:
    group = written(planned()).group

    assert group.without_coach(COACH).sketches == {}


# --- adding ---------------------------------------------------------------------------------


def test_added_it_comes_last_before_the_results() -> None:
    group = written(planned())
    group.lead(writing_actions.ADD_OWN)
    plan = group.group.plan

    assert (group.group.own, group.group.sketches) == ((LUNCH,), {})
    assert plan[plan.index(LUNCH.id) + 1] == "group.results"


@pytest.mark.parametrize("started", [False, True])
def test_asked_next_it_is_the_next_step(started: bool) -> None:
    group = planned()
    group = written(group)
    if started:
        group.lead(START)
    group.lead(writing_actions.ASK_OWN_NEXT)
    following = next_step(group.asked, group.group)

    assert following is not None
    assert step_name(following) == LUNCH.id


def test_a_doubled_tap_adds_it_once() -> None:
    group = written(planned())
    group.lead(writing_actions.ADD_OWN)
    again = group.lead(writing_actions.ADD_OWN)

    assert (len(group.group.own), again.notice) == (1, Notice(words.nothing_to_add()))


def test_the_same_question_is_not_asked_twice_as_two() -> None:
    group = written(planned())
    group.lead(writing_actions.ADD_OWN)
    again = written(group).lead(writing_actions.ASK_OWN_NEXT)

    assert (len(group.group.own), again.notice) == (1, Notice(words.already_there(), alert=True))


OF_THE_DIALOG = ("What draws you to the dog?", "Someone to run with.\na companion\nThe children ask for it")


@pytest.mark.parametrize("add", [writing_actions.ADD_OWN, writing_actions.ASK_OWN_NEXT])
def test_what_the_dialog_asks_in_nearly_the_same_words_is_not_added(add: Action) -> None:
    group = planned()
    group.lead(writing_actions.OWN_QUESTION)
    for text in OF_THE_DIALOG:
        types(group, text)
    group.lead(writing_actions.TELL_EXACTLY)

    assert (group.lead(add).notice, group.group.own) == (Notice(words.dialog_asks_it(), alert=True), ())


def test_another_question_with_a_few_of_the_dialogs_words_is_added() -> None:
    own = OwnQuestion("What about you?", tuple(OF_THE_DIALOG[1].split("\n")))

    assert not repeats_dialog(DOG, own)
    assert repeats_dialog(DOG, replace(own, ask=OF_THE_DIALOG[0], options=(*own.options, "Nothing")))


def test_nor_does_one_that_is_there_become_what_the_dialog_asks() -> None:
    group = written(planned())
    group.lead(writing_actions.ADD_OWN)
    group.kept(perform(replace(group.context("Anna", COACH), about=LUNCH.id), writing_actions.EDIT_OWN))
    for action, text in zip(
        (writing_actions.CHANGE_ASK, writing_actions.CHANGE_ANSWERS), OF_THE_DIALOG, strict=True
    ):
        group.lead(action)
        types(group, text)
    saved = group.lead(writing_actions.SAVE_OWN)

    assert (saved.notice, group.group.own) == (Notice(words.dialog_asks_it(), alert=True), (LUNCH,))


def test_there_are_only_so_many() -> None:
    group = planned()
    many = tuple(OwnQuestion(f"What about {at}?", ("Yes", "No")) for at in range(MOST_OWN))
    group.group = replace(group.group, own=many)

    assert group.lead(writing_actions.OWN_QUESTION).notice == Notice(words.enough(MOST_OWN), alert=True)


def test_once_nothing_can_be_planned_it_says_so() -> None:
    group = written(planned())
    group.group = replace(group.group, stage=GroupStage.PLAN, step=step_names(DOG).index("group.plan"))
    change = group.lead(writing_actions.ADD_OWN)

    assert (group.group.own, change.notice) == ((), Notice(words.too_late(), alert=True))
    assert ENGLISH(words.too_late()) in said(group)


def test_discarded_it_is_gone() -> None:
    group = written(planned())
    group.lead(writing_actions.DISCARD_OWN)

    assert (group.group.sketches, said(group)) == ({}, ENGLISH(words.nothing_open()))


def test_co_coaches_see_it_in_the_log_and_in_the_plan() -> None:
    group = written(planned())
    group.lead(writing_actions.ADD_OWN)
    console = group.said(Role.CONSOLE, str(BORIS))

    assert "Anna: added a question of their own" in console


def test_the_console_comes_below_a_question_that_is_being_written_only_when_it_is_tapped() -> None:
    group = planned()

    def follows(change: GroupChange) -> list[bool]:
        return [each.follows for each in change.show if each.role is Role.CONSOLE]

    begun = follows(group.lead(writing_actions.OWN_QUESTION))
    typed = follows(types(group, "Where shall we have lunch?"))
    leads_on = follows(group.lead(START))
    thrown_away = follows(group.lead(writing_actions.DISCARD_OWN))

    assert [begun, typed] == [[False, False]] * 2
    assert [leads_on, thrown_away] == [[True, False]] * 2


# --- changing one that is there -------------------------------------------------------------


def about(group: Rehearsed, action: Action, name: str) -> GroupChange:
    return group.kept(perform(replace(group.context("Anna", COACH), about=name), action))


def edited(group: Rehearsed) -> Rehearsed:
    """The group whose coach asks about tea instead of lunch, and has still to save that."""
    about(group, writing_actions.EDIT_OWN, LUNCH.id)
    group.lead(writing_actions.CHANGE_ASK)
    types(group, "Where shall we have tea?")
    return group


TEA = replace(LUNCH, ask="Where shall we have tea?")


def added(group: Rehearsed) -> Rehearsed:
    written(group).lead(writing_actions.ADD_OWN)
    return group


def test_a_question_is_changed_in_its_place_in_the_plan() -> None:
    group = added(planned())
    before = group.group.plan

    change = edited(group).lead(writing_actions.SAVE_OWN)

    assert (group.group.own, group.group.sketches) == ((TEA,), {})
    assert group.group.plan == tuple(TEA.id if each == LUNCH.id else each for each in before)
    assert change.notice == Notice(words.saved())


def test_the_plan_has_a_button_that_changes_it_until_it_is_asked() -> None:
    group = added(planned())

    def ways() -> list[str]:
        group.lead(coach_actions.PLAN)
        labels = [each.label for row in group.screen(Role.CONSOLE, str(COACH)).rows for each in row]
        return [each for each in labels if each.startswith("✏")]

    before = ways()
    group.group = replace(group.group, stage=GroupStage.OPEN, step=step_names(group.asked).index(LUNCH.id))

    assert ([each[:7] for each in before], ways()) == (["✏ Edit "], [])


def test_one_that_was_asked_meanwhile_stays_and_the_change_is_a_new_one() -> None:
    group = edited(added(planned()))
    group.group = replace(group.group, stage=GroupStage.OPEN, step=step_names(group.asked).index(LUNCH.id))

    change = group.lead(writing_actions.SAVE_OWN)
    group.lead(writing_actions.ASK_OWN_NEXT)

    assert change.notice == Notice(words.asked_already(), alert=True)
    assert group.group.own == (LUNCH, TEA)


def test_what_another_coach_changed_meanwhile_stays_and_the_change_is_a_new_one() -> None:
    group = edited(added(planned()))
    theirs = replace(LUNCH, ask="Where shall we have cake?")
    group.kept(
        perform(replace(group.context("Boris", BORIS), about=LUNCH.id), writing_actions.EDIT_OWN),
    )
    group.lead(writing_actions.CHANGE_ASK, "Boris", BORIS)
    types(group, theirs.ask, BORIS)
    group.lead(writing_actions.SAVE_OWN, "Boris", BORIS)

    change = group.lead(writing_actions.SAVE_OWN)
    group.lead(writing_actions.ADD_OWN)

    assert change.notice == Notice(words.changed_by_another(), alert=True)
    assert group.group.own == (theirs, TEA)


def test_one_that_can_no_longer_be_asked_says_so() -> None:
    group = edited(added(planned()))
    step = step_names(group.asked).index("group.plan")
    group.group = replace(group.group, stage=GroupStage.PLAN, step=step)

    change = group.lead(writing_actions.SAVE_OWN)

    assert group.group.own == (LUNCH,)
    assert change.notice == Notice(words.too_late(), alert=True)


def test_a_change_that_was_put_aside_goes_on_where_no_more_can_be_written() -> None:
    group = edited(added(planned()))
    many = tuple(OwnQuestion(f"What about {at}?", ("Yes", "No")) for at in range(MOST_OWN - 1))
    group.group = replace(group.group, own=(*group.group.own, *many))
    group.lead(writing_actions.CHANGE_ASK)
    group.kept(own_moves.put_sketch_aside(group.context("Anna", COACH)))

    change = group.lead(writing_actions.CONTINUE_OWN)

    assert change.notice == Notice(words.write_below())


def test_one_that_was_asked_cannot_be_opened_to_change_it() -> None:
    group = added(planned())
    group.group = replace(group.group, stage=GroupStage.OPEN, step=step_names(group.asked).index(LUNCH.id))

    change = about(group, writing_actions.EDIT_OWN, LUNCH.id)

    assert (change.notice, group.group.sketches) == (Notice(words.asked_already(), alert=True), {})


def test_a_change_does_not_replace_what_is_being_written() -> None:
    group = added(planned())
    group.lead(writing_actions.OWN_QUESTION)
    types(group, "And where dinner?")

    change = about(group, writing_actions.EDIT_OWN, LUNCH.id)

    assert change.notice == Notice(words.finish_first(), alert=True)
    assert group.group.sketches[COACH].ask == "And where dinner?"


def test_a_change_that_was_begun_goes_on() -> None:
    group = edited(added(planned()))
    begun = group.group.sketches[COACH]

    about(group, writing_actions.EDIT_OWN, LUNCH.id)

    assert group.group.sketches == {COACH: begun}


def test_left_as_it_was_it_is() -> None:
    group = edited(added(planned()))

    group.lead(writing_actions.DISCARD_OWN)

    assert (group.group.own, group.group.sketches) == ((LUNCH,), {})


@pytest.mark.parametrize("answer", ["Skip", "skip.", "SKIPPED"])
def test_an_answer_cannot_be_called_as_the_button_that_leaves_it_out(answer: str) -> None:
    assert write(Sketch("Tea?"), f"Yes\n{answer}") == words.skip_is_there(answer)


def test_not_sure_is_an_answer_like_any_other_since_no_button_of_ours_says_so() -> None:
    assert write(Sketch("Tea?"), "Yes\nNot sure") == Sketch("Tea?", ("Yes", "Not sure"))
