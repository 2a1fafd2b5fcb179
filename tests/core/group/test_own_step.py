"""A first step in somebody's own words: shown only after its writer said so, and only with their name."""

from dataclasses import replace

import pytest

from bot.core.group import coach_actions
from bot.core.group.actions import Action
from bot.core.group.agenda import agenda
from bot.core.group.coach_moves import perform
from bot.core.group.events import Choose, KeepStep, ShowStep, WriteStep, WriteWhisper
from bot.core.group.group_questions import NAMED, OWN_STEP, PLAN_STEP, PLAN_WALL, UNNAMED, WRITING_STEP
from bot.core.group.member_moves import leave
from bot.core.group.own_step import LONGEST_STEP, put_step_aside, write_step
from bot.core.group.session import GroupChange, GroupStage
from bot.core.group.wall import own_lines
from bot.core.group.whisper_moves import open_whisper, write_whisper
from bot.core.group.writing_actions import READ_WALL, TAKE_OFF
from bot.core.screen.surface import Notice, Role, ShowGroup
from bot.core.words import own_steps
from bot.core.words.english import ENGLISH
from tests.core.group.test_wall import ended, wall
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed

STEP = "Walk Bella from next door"


def planning(people: int = 2) -> Rehearsed:
    group = rehearsed(dog(), people)
    group.group = replace(group.group, stage=GroupStage.PLAN, step=len(agenda(dog())) - 1)
    for person, seat in list(group.seats.items()):
        group.seats[person] = replace(seat, member=replace(seat.member, private=True), is_known=True)
    return group


def typed(group: Rehearsed, text: str, person: int = 1) -> GroupChange:
    return group.kept(write_step(group.group, group.seats[person], text, ENGLISH))


def shown(group: Rehearsed, text: str = STEP, person: int = 1) -> Rehearsed:
    group.tap(person, WriteStep())
    typed(group, text, person)
    group.tap(person, ShowStep())
    return group


def private(group: Rehearsed, person: int = 1) -> str:
    screen = group.screen(Role.OWN_STEP, str(person))
    rows = [" ".join(f"[{each.label}]" for each in row) for row in screen.rows]
    return "\n".join([*(block.text for block in screen.blocks), *rows])


def coach(group: Rehearsed, action: Action, about: str = "") -> str:
    change = group.kept(perform(replace(group.context("Anna", COACH), about=about), action))
    return "" if change.notice is None else ENGLISH(change.notice.text)


def test_it_stands_on_the_wall_only_after_its_writer_saw_who_sees_it() -> None:
    group = planning()
    group.tap(1, WriteStep())
    asked = private(group)

    typed(group, STEP)
    before, question = wall(group), private(group)
    group.tap(1, ShowStep())

    assert "in up to 120 characters" in asked
    assert STEP not in before
    assert f"Everybody sees this with your name: “{STEP}”" in question
    assert "[Show it] [Keep it private]\n[Write it again]" in question
    assert f"• P1: {STEP}" in wall(group)
    assert f"On the wall, with your name: “{STEP}”" in private(group)


def test_what_is_kept_private_is_deleted() -> None:
    group = planning()
    group.tap(1, WriteStep())
    typed(group, STEP)

    group.tap(1, KeepStep())

    assert STEP not in wall(group)
    assert group.seats[1].member.given == {}
    assert private(group).endswith("Kept private. Nothing was shown, and I've deleted it.")


def test_whoever_keeps_a_second_one_private_is_told_that_the_first_is_still_on_the_wall() -> None:
    group = shown(planning())
    group.tap(1, WriteStep())
    typed(group, "Nobody's business")

    change = group.tap(1, KeepStep())

    assert change.notice == Notice(own_steps.kept_beside_another(), alert=True)
    assert (private(group).splitlines()[-1], f"P1: {STEP}" in wall(group)) == (
        f"On the wall, with your name: “{STEP}”",
        True,
    )


def test_what_was_taken_off_is_not_said_to_be_on_the_wall() -> None:
    group = shown(planning())
    group.tap(1, Choose(PLAN_WALL, "private"))

    assert private(group).endswith("It isn't on the wall any more.")


def test_it_can_be_written_again_before_it_is_shown() -> None:
    group = planning()
    group.tap(1, WriteStep())
    typed(group, "Buy a dog")
    group.tap(1, WriteStep())
    typed(group, STEP)
    group.tap(1, ShowStep())

    assert "Buy a dog" not in wall(group)
    assert STEP in wall(group)


@pytest.mark.parametrize("text", ["I want to die", "i will kill myself"])
def test_nothing_of_words_of_danger_is_recorded(text: str) -> None:
    group = planning()
    group.tap(1, WriteStep())

    change = typed(group, text)

    assert change == GroupChange()
    assert group.seats[1].member.given == {WRITING_STEP: ""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * (LONGEST_STEP + 1), "That has 121 characters, and the wall has room for 120."),
        ("\u200b\u202e", "There's nothing to read in that."),
    ],
    ids=["long", "empty"],
)
def test_a_text_that_does_not_fit_is_asked_for_again(text: str, said: str) -> None:
    group = planning()
    group.tap(1, WriteStep())

    ((chat, _, screen),) = typed(group, text).tell

    assert chat == 1
    assert screen.blocks[0].text.startswith(said)
    assert group.seats[1].member.given == {WRITING_STEP: ""}


def test_no_link_and_no_hidden_sign_gets_onto_the_wall() -> None:
    group = shown(planning(), "see\u202e https://evil.example\nand @someone")

    line = next(each for each in wall(group).splitlines() if "P1" in each)

    assert "://" not in line
    assert "evil.example" not in line
    assert "@someone" not in line
    assert "\u202e" not in line


def test_a_text_is_no_step_where_none_was_asked_for() -> None:
    group = planning()

    assert typed(group, STEP) == GroupChange()

    group.tap(1, WriteStep())
    group.kept(put_step_aside(group.seats[1]))

    assert typed(group, STEP) == GroupChange()


def test_a_word_to_the_coach_that_is_begun_later_gets_what_is_typed() -> None:
    group = planning()
    group.tap(1, WriteStep())

    group.tap(1, WriteWhisper())

    assert typed(group, STEP) == GroupChange()
    assert group.seats[1].member.to_coach.unsaid is not None


def test_a_word_to_the_coach_that_is_begun_below_the_card_gets_what_is_typed() -> None:
    """Else it would be asked whether everybody shall see it, with the name of whoever wrote it."""
    group = planning()
    group.tap(1, WriteStep())

    group.kept(open_whisper(group.group, group.seats[1]))

    assert typed(group, STEP) == GroupChange()
    assert group.seats[1].member.to_coach.unsaid is not None


def test_a_step_that_is_begun_later_gets_what_is_typed_and_nothing_more() -> None:
    group = planning()
    group.tap(1, WriteWhisper())
    group.tap(1, WriteStep())
    typed(group, STEP)

    change = group.kept(write_whisper(group.seats[1], "No more", ENGLISH))

    assert change == GroupChange()
    assert group.seats[1].member.given[WRITING_STEP] == STEP


def test_somebody_without_a_private_chat_is_told_where_it_is_written() -> None:
    group = planning()
    seat = group.seats[1]
    group.seats[1] = replace(seat, member=replace(seat.member, private=False), is_known=False)

    change = group.tap(1, WriteStep())

    assert change.notice is not None
    assert ENGLISH(change.notice.text).startswith("You write this in our private chat.")
    assert change.seats == ()


def test_who_stands_there_with_a_name_is_not_counted_among_those_without() -> None:
    group = planning(8)
    for person, step in zip(range(1, 8), ["talk"] * 4 + ["try"] * 3, strict=True):
        group.tap(person, Choose(PLAN_STEP, step))
        group.tap(person, Choose(PLAN_WALL, UNNAMED))
    group.tap(8, Choose(PLAN_STEP, "talk"))
    group.tap(8, Choose(PLAN_WALL, UNNAMED))
    shown(group, person=8)

    after = wall(ended(group))

    assert f"P8: {STEP}" in after
    assert "Talk it over with someone: 4 of 7" in after


def test_another_step_takes_it_off_and_so_does_keeping_it_to_oneself() -> None:
    exchanged, kept = shown(planning()), shown(planning())

    exchanged.tap(1, Choose(PLAN_STEP, "try"))
    kept.tap(1, Choose(PLAN_WALL, "private"))

    assert exchanged.seats[1].member.given == {PLAN_STEP: "try"}
    assert [STEP in wall(each) for each in (exchanged, kept)] == [False, False]


def test_own_words_never_stand_there_without_a_name() -> None:
    group = shown(planning())

    change = group.tap(1, Choose(PLAN_WALL, UNNAMED))

    assert change.notice is not None
    assert ENGLISH(change.notice.text).startswith("Pick a step for the wall first.")
    assert group.seats[1].member.given == {OWN_STEP: STEP, PLAN_WALL: NAMED}


def test_it_goes_with_its_writer() -> None:
    group = shown(planning())

    group.kept(leave(group.group, group.seats[1]))

    assert STEP not in wall(group)


def test_the_coach_takes_a_line_off_and_no_other() -> None:
    group = shown(shown(planning()), "Ask the landlord", person=2)
    coach(group, READ_WALL)
    page = group.said(Role.CONSOLE, str(COACH))
    (mine,) = [each.name for each in own_lines(group.group, group.seats.values()) if each.text == STEP]

    first, again = coach(group, TAKE_OFF, mine), coach(group, TAKE_OFF, mine)

    assert f"1. P1: {STEP}\n2. P2: Ask the landlord" in page
    assert first.startswith("Taken off the wall.")
    assert again == "That one isn't on the wall any more."
    assert STEP not in wall(group)
    assert "P2: Ask the landlord" in wall(group)
    assert "took a line off the wall" in ENGLISH(group.group.log[-1].what)


def test_whoever_wrote_a_line_is_told_in_private_that_the_coach_took_it_off() -> None:
    group = shown(planning())
    group.seats[1] = replace(group.seats[1], is_known=True)
    (line,) = own_lines(group.group, group.seats.values())

    change = perform(replace(group.context("Anna", COACH), about=line.name), TAKE_OFF)

    ((chat, _, screen),) = change.tell
    assert (chat, [block.text for block in screen.blocks]) == (
        1,
        [
            "In “Team”, the coach took your line off the wall. Your plan and your result haven't changed. "
            f"Your line was: “{STEP}”",
            "You can pick one of the steps there, or write another line.",
        ],
    )
    assert ShowGroup(Role.OWN_STEP, "1", 1) in change.show


def test_the_coach_is_told_where_a_writer_cannot_be_written_to() -> None:
    group = shown(planning())
    group.seats[1] = replace(group.seats[1], is_known=False)
    (line,) = own_lines(group.group, group.seats.values())

    change = perform(replace(group.context("Anna", COACH), about=line.name), TAKE_OFF)

    assert (change.tell, change.notice) == ((), Notice(own_steps.taken_off_untold()))


def test_nothing_is_added_after_the_end() -> None:
    group = planning()
    group.tap(1, WriteStep())
    typed(group, STEP)
    group.lead(coach_actions.END)
    group.wait(6)

    change = group.tap(1, ShowStep())

    assert change.notice is not None
    assert ENGLISH(change.notice.text) == "You can't add to the wall any more."
    assert STEP not in wall(group)
