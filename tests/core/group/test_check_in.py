"""After the end members are asked in private what came of it: who wants it, when they want it."""

from dataclasses import replace

import pytest

from bot.core.dialog.answers import Value
from bot.core.group import coach_actions
from bot.core.group.deadlines import CHECKS, DAY
from bot.core.group.events import Choose, Mine
from bot.core.group.group_questions import DID, PLAN_ASK, PLAN_WHEN
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.surface import Role
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import Rehearsed, rehearsed


def ended(people: int, wish: str = "days3") -> Rehearsed:
    """A group that has ended, whose members have a private chat and a wish when to be asked."""
    group = rehearsed(dog(), people)
    group.group = replace(group.group, zone=120)  # where it is ten in the morning
    for person, seat in group.seats.items():
        given: dict[str, Value] = {PLAN_WHEN: "tomorrow", PLAN_ASK: wish}
        group.seats[person] = replace(seat, member=replace(seat.member, given=given), is_known=True)
    group.lead(coach_actions.END)
    group.wait(6)
    assert group.group.stage is GroupStage.ENDED
    return group


def asked(change: GroupChange) -> list[int]:
    return [each.chat for each in change.show if each.role is Role.CHECK_IN and each.below and each.chat]


def checks(group: Rehearsed) -> list[list[int]]:
    """Whom each of the checks asks."""
    start = group.at
    return [asked(group.wait(start + after - group.at)) for after in CHECKS]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("days3", [[1], [], [1], []]),
        ("days7", [[], [1], [1], []]),
        ("days30", [[], [], [1], []]),
        ("never", [[], [], [], []]),
    ],
)
def test_a_member_is_asked_from_the_chosen_day_on_until_they_have_told(
    wish: str, told: list[list[int]]
) -> None:
    assert checks(ended(1, wish)) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("done", [[1], [], [], []]),
        ("changed", [[1], [], [], []]),
        ("never", [[1], [], [], []]),
        ("partly", [[1], [], [1], []]),
        ("not_yet", [[1], [], [1], []]),
    ],
)
def test_who_has_told_is_asked_again_only_where_something_is_open(said: str, told: list[list[int]]) -> None:
    group = ended(1)
    start = group.at
    first = asked(group.wait(CHECKS[0]))

    group.tap(1, Choose(PLAN_ASK if said == "never" else DID, said))

    rest = [asked(group.wait(start + after - group.at)) for after in CHECKS[1:]]
    assert [first, *rest] == told


def test_nobody_is_written_to_who_has_no_private_chat_or_has_left() -> None:
    group = ended(3)
    group.seats[1] = replace(group.seats[1], is_known=False)
    group.seats[2] = replace(group.seats[2], member=replace(group.seats[2].member, here=False))

    assert checks(group) == [[3], [], [3], []]


def test_a_bot_that_was_away_asks_once_for_all_that_it_missed() -> None:
    group = ended(2)

    assert [asked(group.wait(8 * DAY)), asked(group.wait(60))] == [[1, 2], []]


def test_the_first_question_names_the_group_the_day_and_the_step() -> None:
    group = ended(1)

    group.wait(CHECKS[0])
    screen = group.screen(Role.CHECK_IN, "1")

    assert [block.text for block in screen.blocks][1] == (
        "In “Team” you planned:\nTomorrow: Talk it over with someone"
    )
    assert [[button.label for button in row] for row in screen.rows] == [
        ["Done", "Partly", "Not yet"],
        ["Changed my mind", "Don't ask again"],
    ]


def test_after_a_month_the_answers_can_be_looked_at_again() -> None:
    group = ended(1, "days30")

    group.wait(CHECKS[2])

    assert [button.label for button in group.screen(Role.CHECK_IN, "1").rows[-1]] == [
        "Look at my answers again"
    ]


def test_the_board_tells_what_came_of_it_only_after_everybody_was_asked() -> None:
    group = ended(8)
    end, boards = group.at, []
    for after in CHECKS:
        group.wait(end + after - group.at)
        boards.append(group.said(Role.BOARD))
        for person in range(1, 9):
            group.tap(person, Choose(DID, "done" if person <= 4 else "partly"))

    assert ["Done" in board for board in boards] == [False, False, False, True]


def test_answers_to_a_check_in_are_counted_only_once() -> None:
    group = ended(8)
    end = group.at
    group.wait(CHECKS[0])
    for person in range(1, 9):
        group.tap(person, Choose(DID, "done" if person <= 5 else "partly"))
    group.wait(end + CHECKS[-1] - group.at)
    group.tap(6, Choose(DID, "done"))
    group.wait(30 * DAY)

    assert [each.question for each in group.group.taken].count(DID) == 1
    assert "• Done: 5 of 8\n• Partly: 3 of 8" in group.said(Role.BOARD)


def test_who_was_never_in_the_session_cannot_tell_anything() -> None:
    group = ended(1)

    change = group.tap(7, Choose(DID, "done"))

    assert change.seats == ()
    assert list(group.seats) == [1]


def test_what_was_told_changes_no_plan() -> None:
    group = ended(1)
    group.tap(1, Choose(DID, "partly"))

    assert group.seats[1].member.given == {PLAN_WHEN: "tomorrow", PLAN_ASK: "days3", DID: "partly"}
    assert "So far you said: Partly." in group.said(Role.CHECK_IN, "1")
    assert group.tap(1, Mine(0)).seats == ()


def test_who_is_asked_no_more_is_not_promised_to_be_asked_again() -> None:
    group = ended(5)
    group.wait(3 * DAY)
    group.tap(1, Choose(PLAN_ASK, "never"))

    change = group.tap(1, Choose(DID, "not_yet"))

    assert change.notice is not None
    assert "once more" not in ENGLISH(change.notice.text)
