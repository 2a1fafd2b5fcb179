"""What a member does to a seat: answers, left-out questions, the result, the private chat."""

from datetime import date

from bot.core.answers import Silence
from bot.core.group.seats import finished, in_private, is_complete, seated, told
from bot.core.group.session import Seat
from bot.core.session import Stage
from tests.example import dog
from tests.groups import CHAT, GROUP

MAYA = 7
TODAY = date(2026, 11, 23)


def answered(*left_out: str) -> Seat:
    """A seat with an answer to every question, but for those that were said not to apply."""
    seat = seated(dog(), GROUP, CHAT, MAYA, "Maya", 1)
    for question in dog().questions.values():
        if question.id in left_out:
            seat = told(dog(), seat, question, Silence.SKIPPED)
        elif values := list(question.kind.values(question)):
            seat = told(dog(), seat, question, values[0])
    return seat


def test_a_question_that_was_said_not_to_apply_is_answered() -> None:
    whole, with_gap = answered(), answered("wish")

    assert is_complete(dog(), whole)
    assert is_complete(dog(), with_gap)
    assert with_gap.member.given == {"wish": Silence.SKIPPED}


def test_a_question_that_nothing_was_said_to_is_not() -> None:
    seat = seated(dog(), GROUP, CHAT, MAYA, "Maya", 1)

    assert not is_complete(dog(), seat)


def test_advice_with_a_question_left_out_stays_finished_in_the_private_chat() -> None:
    there = in_private(dog(), finished(dog(), answered("wish"), TODAY))

    assert (there.session.stage, there.session.chat) == (Stage.DONE, MAYA)


def test_advice_with_a_gap_opens_again_for_it_in_the_private_chat() -> None:
    seat = seated(dog(), GROUP, CHAT, MAYA, "Maya", 1)
    some = told(dog(), seat, dog().questions["wish"], "friend")

    there = in_private(dog(), finished(dog(), some, TODAY))

    assert (there.session.stage, there.session.chat) == (Stage.ASKING, MAYA)
