"""While a group talks, each can tap the reason that speaks most to them; totals follow the talk."""

from bot.core.group import coach_actions
from bot.core.group.events import Choose
from bot.core.group.group_questions import REASON
from bot.core.group.member_moves import leave
from bot.core.group.privacy.counting import published
from bot.core.group.session import FoundGroup, GroupStage
from bot.core.screen.surface import Role
from bot.core.words.english import ENGLISH
from tests.core.group.talking import talking


def test_reasons_are_numbered_as_their_buttons_are() -> None:
    group = talking(6)
    screen = group.screen(Role.TALK, str(group.group.step))

    told = [line for block in screen.blocks[2:-2] for line in block.text.split("\n")]

    assert [line.split(".")[0] for line in told] == [button.label for row in screen.rows for button in row]


def test_reasons_that_spoke_to_most_are_told_with_the_totals() -> None:
    group = talking(6)
    chosen = f"{REASON}{group.step.question.id}"
    first, second = list(group.step.question.options)[:2]
    for person in range(1, 7):
        group.tap(person, Choose(chosen, f"{first if person < 4 else second}.0"))
    silent = group.said(Role.STEP, str(group.group.step))

    group.lead(coach_actions.REVEAL)

    assert group.group.stage is GroupStage.SHOWN
    assert "(3 of 6)" not in silent
    told = group.said(Role.STEP, str(group.group.step))
    assert f"• Why {first}? (3 of 6)\n• Why {second}? (3 of 6)" in told


def test_a_reason_of_few_is_told_by_nobody() -> None:
    group = talking(6)
    options = list(group.step.question.options)
    for person in range(1, 7):
        chosen = options[0] if person < 5 else options[1]
        group.tap(person, Choose(f"{REASON}{group.step.question.id}", f"{chosen}.0"))

    group.lead(coach_actions.REVEAL)

    told = group.said(Role.STEP, str(group.group.step))
    assert f"Why {options[0]}?" not in told
    assert f"Why {options[1]}?" not in told


def test_the_reasons_of_whoever_was_there_before_count_with_those_of_the_same_people() -> None:
    """Told afresh without one person, they would tell which reason that one chose."""
    before, after = talking(8), talking(8)
    for group in (before, after):
        options = list(group.step.question.options)
        people = list(group.seats)[: 8 if group is before else 7]
        for person in people:
            group.tap(person, Choose(f"{REASON}{group.step.question.id}", f"{options[person % 2]}.0"))
    before.lead(coach_actions.REVEAL)
    after.earlier = (FoundGroup(before.group, tuple(before.seats.values())),)
    after.kept(leave(after.group, after.seats[8]))
    after.lead(coach_actions.REVEAL)

    told = [published(group.group, f"{REASON}{group.step.question.id}")[-1] for group in (before, after)]
    assert [(each.answered, each.kept) for each in told] == [(8, 0), (7, 1)]
    assert told[0].cells == told[1].cells


def test_of_what_is_shielded_no_reasons_are_chosen_or_told() -> None:
    group = talking(6, sensitive=True)
    question = group.step.question
    screen = group.screen(Role.TALK, str(group.group.step))
    for person in range(1, 7):
        group.tap(person, Choose(f"{REASON}{question.id}", f"{next(iter(question.options))}.0"))

    group.lead(coach_actions.REVEAL)

    assert screen.rows == ()
    assert "Tap the number" not in "".join(block.text for block in screen.blocks)
    assert [each.question for each in group.group.taken if each.question.startswith(REASON)] == []


def test_a_reason_can_be_tapped_only_while_the_group_talks() -> None:
    group = talking(6)
    chosen = Choose(f"{REASON}{group.step.question.id}", f"{next(iter(group.step.question.options))}.0")
    group.lead(coach_actions.REVEAL)

    change = group.tap(1, chosen)

    assert change.seats == ()
    assert change.notice is not None
    assert ENGLISH(change.notice.text).startswith("This question is closed.")
