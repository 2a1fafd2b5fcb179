"""Whoever is not in the group's chat goes through the same steps in private, when the group does."""

from dataclasses import replace

from bot.core.group import coach_actions, people_actions
from bot.core.group.agenda import question_of
from bot.core.group.coach_moves import perform
from bot.core.group.events import Choose, Join, Who
from bot.core.group.group_questions import READY, READY_AFTER
from bot.core.group.member_moves import leave, open_private, take_part
from bot.core.group.privacy.counting import FIRST_ROUND, START
from bot.core.group.session import GroupChange, GroupStage
from bot.core.group.status import stamp
from bot.core.group.waiting import waiting
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice, Role
from bot.core.words import people
from bot.core.words.english import ENGLISH
from tests.core.group.talking import talkative, talking
from tests.example import dog
from tests.groups import BEGUN, COACH, Rehearsed, rehearsed

FAR = 7


def who(person: int, *, is_in_chat: bool = False) -> Who:
    return Who(person, f"P{person}", 9_000 + person, "", BEGUN, is_in_chat)


def with_far_away(group: Rehearsed) -> Rehearsed:
    """Somebody comes by the link who is not in the group's chat."""
    group.kept(open_private(group.dialog, group.group, None, who(FAR)))
    return group


def answered(group: Rehearsed, question: str, option: str) -> GroupChange:
    """An answer by a button in the private chat."""
    event, turn = Choose(question, option), stamp(group.group)
    seat = group.seats[FAR]
    return group.kept(take_part(group.dialog, group.group, seat, event, turn, who(FAR)))


def far_screen(group: Rehearsed) -> Screen:
    return group.screen(Role.REMOTE, str(FAR))


def texts(screen: Screen) -> list[str]:
    return [each for block in screen.blocks for each in (block.heading, block.text) if each]


def shown(change: GroupChange) -> list[tuple[int | None, bool]]:
    """In which chats the step is shown in private, and whether as a new message."""
    return [(each.chat, each.below) for each in change.show if each.role is Role.REMOTE]


def test_each_step_comes_to_the_private_chat_as_the_group_sees_it() -> None:
    group = with_far_away(rehearsed(dog(), 5))
    before = texts(far_screen(group))
    change = group.lead(coach_actions.START)
    step, far = group.screen(Role.STEP, str(group.group.step)), far_screen(group)

    assert before[0] == "Live from “Team”"
    assert shown(change) == [(FAR, True)]
    assert texts(far) == ["Live from “Team”", *texts(step)]
    assert far.rows == step.rows


def test_an_answer_there_is_one_in_the_group() -> None:
    group = with_far_away(rehearsed(dog(), 5))
    group.lead(coach_actions.START)

    change = answered(group, group.step.question.id, "get")

    assert group.seats[FAR].value(group.step.question.id) == "get"
    assert shown(change) == [(FAR, False)]
    assert group.seats[FAR].member.outside


def test_the_talk_comes_with_its_reasons_and_what_it_is_about() -> None:
    group = talking(8)
    with_far_away(group)
    talk, far = group.screen(Role.TALK, str(group.group.step)), far_screen(group)

    assert set(texts(talk)) < set(texts(far))
    assert group.step.question.ask in " ".join(texts(far))
    assert far.rows == talk.rows
    assert group.group.stage is GroupStage.TALK


def test_totals_take_the_place_of_the_question_and_the_next_step_comes_below() -> None:
    group = with_far_away(rehearsed(talkative(), 5))
    group.lead(coach_actions.START)
    for person in range(1, 6):
        group.choose(person, "get")
    group.lead(coach_actions.CLOSE)
    totals = group.wait(6)
    next_step = group.lead(coach_actions.NEXT)

    assert (shown(totals), shown(next_step)) == ([(FAR, False)], [(FAR, True)])


def test_the_end_leads_to_the_own_result() -> None:
    group = with_far_away(rehearsed(dog(), 5))
    group.lead(coach_actions.END)
    group.wait(6)

    assert next(button.label for row in far_screen(group).rows for button in row) == "🔒 My result"


def test_who_taps_in_the_groups_chat_sees_the_steps_there() -> None:
    group = with_far_away(rehearsed(dog(), 5))
    group.seats[FAR] = replace(group.seats[FAR], member=replace(group.seats[FAR].member, here=False))
    group.tap(FAR, Join())

    assert not group.seats[FAR].member.is_remote
    assert shown(group.lead(coach_actions.START)) == []


def test_nobody_waits_for_who_does_not_have_the_step() -> None:
    """At their own pace in private they are asked the dialog's questions, and none of the group's own."""
    group = with_far_away(rehearsed(dog(), 5))
    group.kept(open_private(dog(), group.group, group.seats[1], who(1, is_in_chat=True)))
    questions = [question_of(dog(), READY), dog().questions["wish"]]

    late = [waiting(group.group, each, group.seats.values()) for each in questions if each is not None]

    assert [[seat.member.person for seat in each] for each in late] == [
        [2, 3, 4, 5, FAR],
        [1, 2, 3, 4, 5, FAR],
    ]
    assert COACH not in group.seats


def test_who_has_tapped_in_the_group_is_waited_for_after_opening_the_private_chat() -> None:
    """Most open it, at the latest for their result, and still sit in the room."""
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    group.choose(1, "get")
    for person, given in ((2, {READY: "sure"}), (3, {FIRST_ROUND: "get", f"{START}wish": "get"})):
        member = replace(group.seats[person].member, given=given)
        group.seats[person] = replace(group.seats[person], member=member)
    for person in (1, 2, 3):
        group.kept(open_private(dog(), group.group, group.seats[person], who(person, is_in_chat=True)))

    after = question_of(dog(), READY_AFTER)
    assert after is not None
    assert [each.member.person for each in waiting(group.group, after, group.seats.values())] == [1, 2, 4, 5]


def test_who_left_is_told_so_in_place_of_the_step_and_joins_again_there() -> None:
    group = with_far_away(rehearsed(dog(), 5))
    group.lead(coach_actions.START)
    change = group.kept(leave(group.group, group.seats[FAR]))
    gone = far_screen(group)

    back = group.kept(take_part(group.dialog, group.group, group.seats[FAR], Join(), 0, who(FAR)))

    assert (shown(change), shown(back)) == ([(FAR, False)], [(FAR, False)])
    assert texts(gone) == ["Live from “Team”", ENGLISH(people.not_here_now())]
    assert [button.label for row in gone.rows for button in row] == ["Join"]
    assert (group.seats[FAR].member.here, group.seats[FAR].member.is_remote) == (True, True)


def test_who_was_put_out_has_no_button_there() -> None:
    group = with_far_away(rehearsed(dog(), 5))
    group.lead(coach_actions.START)
    change = group.kept(perform(replace(group.context("Anna", COACH), number=6), people_actions.PUT_OUT))

    assert shown(change) == [(FAR, False)]
    assert (texts(far_screen(group))[1:], far_screen(group).rows) == ([ENGLISH(people.out_of_session())], ())


def test_who_left_joins_no_more_from_outside_once_the_door_is_closed() -> None:
    group = with_far_away(rehearsed(dog(), 5))
    group.kept(leave(group.group, group.seats[FAR]))
    group.lead(people_actions.CLOSE_DOOR)

    back = take_part(group.dialog, group.group, group.seats[FAR], Join(), 0, who(FAR))

    assert back.notice == Notice(people.only_for_chat())
