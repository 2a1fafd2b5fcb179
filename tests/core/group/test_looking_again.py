"""A second round: who has looked again, which is all that anybody learns of it."""

from bot.core.group import coach_actions
from bot.core.group.events import Keep
from bot.core.group.seats import record_answer
from bot.core.group.session import GroupStage
from bot.core.group.waiting import waiting
from bot.core.screen.surface import Role
from tests.core.group.talking import talking
from tests.groups import COACH, Rehearsed


def again(people: int = 6) -> Rehearsed:
    group = talking(people)
    group.lead(coach_actions.REVOTE)
    return group


def missing(group: Rehearsed) -> list[int]:
    found = waiting(group.group, group.step.question, tuple(group.seats.values()))
    return [seat.member.person for seat in found]


def said(group: Rehearsed) -> str:
    return group.said(Role.STEP, str(group.group.step))


def test_nobody_has_looked_again_when_a_second_round_begins() -> None:
    group = again()

    assert missing(group) == [1, 2, 3, 4, 5, 6]
    assert "Looked again: 0 of 6" in said(group)
    assert "Waiting for P1, P2, P3, P4, P5 and P6" in group.said(Role.CONSOLE, str(COACH))


def test_who_keeps_an_answer_taps_it_again_or_chooses_another_has_looked_again() -> None:
    group = again()
    first, *_, last = group.step.question.options

    changes = [group.tap(1, Keep())]
    group.choose(2, last)
    group.choose(3, last)
    group.choose(3, first)

    assert missing(group) == [4, 5, 6]
    assert "Looked again: 3 of 6" in said(group)
    assert all({each.role for each in change.show} == {Role.STEP, Role.CONSOLE} for change in changes)


def test_a_change_in_private_is_counted_and_told_to_nobody_until_a_tap_in_the_group() -> None:
    """Of somebody who only answers in private, to be no longer missing would tell that they changed it."""
    group = again()
    asked = group.step.question
    first, *_, last = asked.options
    one, console = said(group), group.said(Role.CONSOLE, str(COACH))
    before = group.seats[1].value(asked.id)
    group.seats[1] = record_answer(group.dialog, group.seats[1], asked, last if before == first else first)

    unseen = said(group), group.said(Role.CONSOLE, str(COACH))
    group.tap(1, Keep())

    assert unseen == (one, console)
    assert group.seats[1].value(asked.id) != before
    assert missing(group) == [2, 3, 4, 5, 6]


def test_what_was_looked_at_again_is_forgotten_with_the_round() -> None:
    group = again()
    for person in group.seats:
        group.tap(person, Keep())
    group.reveal()

    group.lead(coach_actions.NEXT)

    assert {name for seat in group.seats.values() for name in seat.member.given if "again" in name} == set()
    assert missing(group) == [1, 2, 3, 4, 5, 6]


def test_a_second_round_closes_by_itself_once_everybody_has_looked_again() -> None:
    group = again()
    group.lead(coach_actions.CLOSE_ALONE)
    for person in range(1, 6):
        group.tap(person, Keep())
    group.passes(30)
    waits = group.group.stage

    group.tap(6, Keep())
    group.passes(4)

    assert (waits, group.group.stage) == (GroupStage.OPEN, GroupStage.CLOSING)


def test_who_has_not_looked_again_is_reminded() -> None:
    group = again()
    for person in range(1, 6):
        group.tap(person, Keep())

    change = group.lead(coach_actions.NUDGE)

    assert change.notice is not None
    assert dict(change.notice.text.args) == {"told": 0, "others": 1}
