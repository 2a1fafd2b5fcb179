"""Who takes part is for the coach to say: out at two taps, told in private, back only through the coach."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.group import coach_actions, people_actions
from bot.core.group.actions import Action
from bot.core.group.coach_moves import perform
from bot.core.group.events import Choose, Join, Lead, MyResult, Who
from bot.core.group.member_moves import UNTICKED_AFTER, leave, open_private
from bot.core.group.privacy.counting import members_here
from bot.core.group.seats import names_apart
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.surface import Notice, Role
from bot.core.solo.screens import render_card
from bot.core.solo.to_coach import WriteToCoach
from bot.core.words import people
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Phrase
from tests.core.group.talking import talking
from tests.example import dog
from tests.groups import BEGUN, COACH, Rehearsed, rehearsed


def about(group: Rehearsed, action: Action, number: int) -> GroupChange:
    """Press a button about a seat, or a page."""
    return group.kept(perform(replace(group.context("Anna", COACH), number=number), action))


def buttons(group: Rehearsed) -> dict[str, Lead]:
    rows = group.screen(Role.CONSOLE, str(COACH)).rows
    return {each.label: each.event for row in rows for each in row if isinstance(each.event, Lead)}


def with_private_chat(group: Rehearsed, person: int) -> None:
    group.seats[person] = replace(group.seats[person], is_known=True)


def at_question(group: Rehearsed, question: str) -> None:
    """Start, and skip everything before a question."""
    group.lead(coach_actions.START)
    while group.step.question.id != question:
        group.lead(coach_actions.SKIP)
        group.wait(6)


def here(group: Rehearsed) -> list[int]:
    return [seat.member.person for seat in members_here(group.seats.values())]


def test_a_coach_puts_somebody_out_from_the_page_of_names_by_a_second_tap() -> None:
    group = rehearsed(dog(), 5)
    group.lead(people_actions.PEOPLE)
    name = buttons(group)["P3"]
    about(group, name.action, name.number)
    stood = here(group)
    out = buttons(group)["Take P3 out"]
    change = about(group, out.action, out.number)

    assert (stood, here(group)) == ([1, 2, 3, 4, 5], [1, 2, 4, 5])
    assert change.notice == Notice(people.is_out("P3"))
    assert change.tell == ()
    assert "P3 (taken out)" in buttons(group)
    assert ENGLISH(group.group.log[-1].what) == "took someone out of the session"


def test_who_is_put_out_is_told_in_private_where_that_can_be() -> None:
    group = rehearsed(dog(), 5)
    with_private_chat(group, 3)

    change = about(group, people_actions.PUT_OUT, 3)

    assert [(chat, screen.blocks[0].text) for chat, _, screen in change.tell] == [
        (3, ENGLISH(people.you_are_out("Team")))
    ]


def test_who_is_put_out_joins_again_only_when_the_coach_lets_them() -> None:
    group = rehearsed(dog(), 5)
    about(group, people_actions.PUT_OUT, 3)
    refused = group.tap(3, Join()).notice
    about(group, people_actions.LET_BACK, 3)
    group.tap(3, Join())

    assert refused == Notice(people.out_of_session(), alert=True)
    assert here(group) == [1, 2, 3, 4, 5]


def test_an_answer_is_no_way_back_in() -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    about(group, people_actions.PUT_OUT, 3)

    change = group.tap(3, Choose(group.step.question.id, "get"))

    assert (change.seats, here(group)) == ((), [1, 2, 4, 5])


def test_answers_of_who_is_put_out_count_in_nothing_that_was_not_shown_by_then() -> None:
    """Also where people talk first: nothing was told before, so both rounds are told without them."""
    group = talking(8)
    question = group.step.question.id
    about(group, people_actions.PUT_OUT, 8)
    group.lead(coach_actions.REVOTE)
    group.reveal()

    told = [each for each in group.group.taken if each.question == question]
    assert [(each.round, sorted(each.people)) for each in told] == [(at, [*range(1, 8)]) for at in (1, 2)]
    assert question in group.group.shown


def test_what_was_shown_before_stays_as_it_was() -> None:
    group = rehearsed(dog(), 6)
    at_question(group, "wish")
    for person in range(1, 7):
        group.choose(person, "kids")
    group.reveal()
    assert "wish" in group.group.shown
    before = group.group.taken

    about(group, people_actions.PUT_OUT, 6)

    assert group.group.taken == before


def test_who_is_put_out_keeps_the_own_result() -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)
    about(group, people_actions.PUT_OUT, 3)

    assert group.tap(3, MyResult()).notice == group.tap(2, MyResult()).notice


@pytest.mark.parametrize("action", [people_actions.PUT_OUT, people_actions.LET_BACK])
def test_a_button_about_somebody_who_is_gone_changes_nothing(action: Action) -> None:
    group = rehearsed(dog(), 5)

    assert about(group, action, 99) == GroupChange(notice=Notice(people.nobody_there()))


def test_a_long_list_of_names_has_more_pages() -> None:
    group = rehearsed(dog(), 120)
    group.lead(people_actions.PEOPLE)
    first = [*buttons(group)]
    more = buttons(group)["More names"]
    about(group, more.action, more.number)

    assert ("P91" in first, "P92" in first) == (True, False)  # 42 is the coach
    assert ("P91" in buttons(group), "P120" in buttons(group)) == (False, True)


# --- people from outside --------------------------------------------------------------------


def opened_by_link(group: Rehearsed, person: int, *, is_in_chat: bool) -> GroupChange:
    who = Who(person, f"P{person}", 9_000 + person, "", BEGUN, is_in_chat)
    return group.kept(open_private(group.dialog, group.group, group.seats.get(person), who))


def test_a_coach_decides_whether_people_from_outside_are_let_in() -> None:
    group = rehearsed(dog(), 5)
    let_in = opened_by_link(group, 7, is_in_chat=False)
    group.lead(people_actions.CLOSE_DOOR)
    refused = opened_by_link(group, 8, is_in_chat=False)
    from_the_chat = opened_by_link(group, 9, is_in_chat=True)
    back_again = opened_by_link(group, 7, is_in_chat=False)

    assert [len(each.seats) for each in (let_in, refused, from_the_chat, back_again)] == [1, 0, 1, 1]
    assert refused.notice == Notice(people.only_for_chat())


@pytest.mark.parametrize(
    ("counts", "is_open", "says"),
    [
        (False, True, people.lets_in()),
        (True, True, people.lets_in_and_counts()),
        (True, False, people.lets_nobody_in()),
    ],
)
def test_the_page_of_names_says_whom_the_session_is_open_to(
    counts: bool, is_open: bool, says: Phrase
) -> None:
    group = rehearsed(replace(dog(), counts_outsiders=counts), 2)
    group.lead(people_actions.OPEN_DOOR if is_open else people_actions.CLOSE_DOOR)
    group.lead(people_actions.PEOPLE)

    assert ENGLISH(says) in group.said(Role.CONSOLE, str(COACH))


def test_letting_people_in_never_counts_them() -> None:
    group = rehearsed(dog(), 5)
    group.lead(people_actions.CLOSE_DOOR)
    group.lead(people_actions.OPEN_DOOR)
    opened_by_link(group, 7, is_in_chat=False)

    assert group.seats[7].member.outside


# --- names ----------------------------------------------------------------------------------


def test_two_people_of_one_name_are_told_apart_wherever_they_are_named() -> None:
    group = rehearsed(dog(), 4)
    for person, name in ((1, "Maria"), (2, "maria "), (3, "Maria (2)"), (4, "Igor")):
        seat = group.seats[person]
        group.seats[person] = replace(seat, member=replace(seat.member, name=name))

    assert names_apart(group.seats.values()) == {1: "Maria", 2: "maria  (3)", 3: "Maria (2)", 4: "Igor"}
    assert "Maria, maria  (3), Maria (2) and Igor" in group.said(Role.CONSOLE, str(COACH))


def test_a_number_stays_with_its_person_when_another_one_leaves() -> None:
    group = rehearsed(dog(), 2)
    for person in (1, 2):
        seat = group.seats[person]
        group.seats[person] = replace(seat, member=replace(seat.member, name="Maria", here=person == 2))

    assert "Taking part: Maria (2)" in group.said(Role.CONSOLE, str(COACH))


# --- ticks ----------------------------------------------------------------------------------


def test_a_second_tap_within_two_seconds_does_not_untick() -> None:
    group = rehearsed(dog(), 5)
    at_question(group, "group.ready")
    question = group.step.question
    option = next(iter(question.options))
    group.choose(1, option)
    group.at += UNTICKED_AFTER - 0.1
    early, kept = group.choose(1, option), group.seats[1].value(question.id)
    group.at += UNTICKED_AFTER
    group.choose(1, option)

    assert early == ENGLISH(people.ticked_already())
    assert (kept, group.seats[1].value(question.id)) == ((option,), ())
    assert group.group.stage is GroupStage.OPEN


def on_card(group: Rehearsed, person: int) -> bool:
    """Whether somebody's private card offers a word to the coach."""
    card = render_card(group.dialog, group.seats[person].session, None, ENGLISH)
    return any(isinstance(each.event, WriteToCoach) for row in card.rows for each in row)


def put_out(group: Rehearsed) -> GroupChange:
    return about(group, people_actions.PUT_OUT, 3)


def leaves(group: Rehearsed) -> GroupChange:
    return group.kept(leave(group.group, group.seats[3]))


def leads_too(group: Rehearsed) -> GroupChange:
    return group.lead(coach_actions.ADD_COACH, "P3", 3)


@pytest.mark.parametrize("goes", [put_out, leaves, leads_too])
def test_the_private_card_of_who_takes_part_no_longer_offers_no_word_to_the_coach(
    goes: Callable[[Rehearsed], GroupChange],
) -> None:
    group = rehearsed(dog(), 5)
    who = Who(3, "P3", 9_003, "", BEGUN, is_in_chat=True)
    group.kept(open_private(group.dialog, group.group, group.seats[3], who))
    before = on_card(group, 3)

    change = goes(group)

    assert (before, on_card(group, 3)) == (True, False)
    assert change.touched == (group.seats[3].session.id,)


def test_it_does_again_once_they_are_let_back_and_join() -> None:
    group = rehearsed(dog(), 5)
    who = Who(3, "P3", 9_003, "", BEGUN, is_in_chat=True)
    group.kept(open_private(group.dialog, group.group, group.seats[3], who))
    put_out(group)
    about(group, people_actions.LET_BACK, 3)

    change = group.tap(3, Join())

    assert (on_card(group, 3), change.touched) == (True, (group.seats[3].session.id,))


def test_of_long_names_the_console_lists_fewer() -> None:
    group = rehearsed(dog(), 20)
    for person, seat in group.seats.items():
        member = replace(seat.member, name=f"Wilhelmina-Charlotte Oberhauser {person}")
        group.seats[person] = replace(seat, member=member)

    said = group.said(Role.CONSOLE, str(COACH))

    assert "Oberhauser 4 and 16 more" in said
    assert "Oberhauser 5" not in said
