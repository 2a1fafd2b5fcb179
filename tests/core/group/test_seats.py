"""What a member does to a seat: answers, left-out questions, the result, the private chat."""

from dataclasses import replace
from datetime import date

from bot.core.dialog.answers import Silence
from bot.core.group.seats import finish, is_complete, move_to_private, record_answer, take_seat
from bot.core.group.session import Seat
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.solo.session import ShownPage, Stage
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import CHAT, GROUP

MAYA = 7
TODAY = date(2026, 11, 23)


def answered(*left_out: str) -> Seat:
    """A seat with an answer to every question, but for those that were said not to apply."""
    seat = take_seat(dog(), GROUP, CHAT, MAYA, "Maya", 1)
    for question in dog().questions.values():
        if question.id in left_out:
            seat = record_answer(dog(), seat, question, Silence.SKIPPED)
        elif values := list(question.kind.values(question)):
            seat = record_answer(dog(), seat, question, values[0])
    return seat


def test_a_question_that_was_said_not_to_apply_is_answered() -> None:
    whole, with_gap = answered(), answered("wish")

    assert is_complete(dog(), whole)
    assert is_complete(dog(), with_gap)
    assert with_gap.member.given == {"wish": Silence.SKIPPED}


def test_a_question_that_nothing_was_said_to_is_not() -> None:
    seat = take_seat(dog(), GROUP, CHAT, MAYA, "Maya", 1)

    assert not is_complete(dog(), seat)


def test_advice_with_a_question_left_out_stays_finished_in_the_private_chat() -> None:
    there = move_to_private(dog(), finish(dog(), answered("wish"), TODAY), "Team")

    assert (there.session.stage, there.session.chat) == (Stage.DONE, MAYA)


def test_advice_with_a_gap_opens_again_for_it_in_the_private_chat() -> None:
    seat = take_seat(dog(), GROUP, CHAT, MAYA, "Maya", 1)
    some = record_answer(dog(), seat, dog().questions["wish"], "friend")

    there = move_to_private(dog(), finish(dog(), some, TODAY), "Team")

    assert (there.session.stage, there.session.chat) == (Stage.ASKING, MAYA)


def test_a_private_card_and_its_result_name_the_group() -> None:
    name = "A group with a name that is much too long for a phone"
    there = move_to_private(dog(), answered("wish"), name).session
    told = "Group session: A group with a name that is much too…"

    shown = (
        render_card(dog(), there, None, ENGLISH),
        render_result(dog(), replace(there, finished_on=TODAY), ENGLISH),
    )
    told_answers = render_result(dog(), replace(there, finished_on=TODAY, page=ShownPage.ANSWERS), ENGLISH)

    assert [screen.blocks[0].text for screen in shown] == [told, told]
    assert "Start over on my own" in {button.label for row in told_answers.rows for button in row}


def test_an_answer_in_private_counts_before_what_was_left_out_in_the_group() -> None:
    seat = record_answer(dog(), answered("wish"), dog().questions["wish"], Silence.SKIPPED)
    there = replace(seat.session, answers={**seat.session.answers, "wish": "sport"})

    assert replace(seat, session=there).value("wish") == "sport"


def test_what_is_left_out_in_the_group_takes_an_earlier_answer_away() -> None:
    seat = record_answer(dog(), answered(), dog().questions["wish"], Silence.SKIPPED)

    assert seat.value("wish") is Silence.SKIPPED
    assert "wish" not in seat.session.answers


def test_advice_from_before_the_hour_is_made_anew_from_what_is_said_in_it() -> None:
    before = finish(dog(), answered(), TODAY)

    after = record_answer(dog(), before, dog().questions["wish"], "sport")
    again = finish(dog(), after, TODAY)

    assert (after.session.stage, after.session.advised) == (Stage.ASKING, before.session.answers)
    assert (again.session.stage, again.session.answers["wish"]) == (Stage.DONE, "sport")
