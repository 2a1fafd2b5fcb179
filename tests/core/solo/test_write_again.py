"""An answer with words of danger is kept where its writer wants that, and nothing of it before."""

import pytest

from bot.core.kinds.answering import WriteAgain
from bot.core.screen.surface import Tell
from bot.core.solo.engine import CARD_BELOW, StepResult, step
from bot.core.solo.events import Amend, Back, Edit, Finish, Say, SessionEvent, Stop
from bot.core.solo.session import Stage
from bot.core.solo.write_again import ask_to_write
from bot.core.words import kinds, typed
from bot.core.words.phrase import verbatim
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import AT, SESSION_ID, after, dog

HEAVY = "My brother took his life; I want to die less often since I walk."
TO_TEXT = TO_REVIEW[:-1]
HELP = Tell(typed.danger(), ((typed.write_again(), WriteAgain(SESSION_ID)),))
WRITING: list[tuple[SessionEvent, ...]] = [TO_TEXT, (*TO_REVIEW, Edit("else"))]


@pytest.mark.parametrize("events", WRITING, ids=len)
def test_help_is_told_first_and_nothing_of_the_text_is_kept(events: tuple[SessionEvent, ...]) -> None:
    session = after(*events)

    assert step(dog(), session, Say(HEAVY), AT) == StepResult(session, (HELP,))
    assert step(dog(), session, Amend(HEAVY, 5), AT) == StepResult(session, (HELP,))


@pytest.mark.parametrize("events", WRITING, ids=len)
def test_whoever_wants_to_writes_once_more_and_is_taken_at_their_word(
    events: tuple[SessionEvent, ...],
) -> None:
    asked = ask_to_write(dog(), after(*events)).session
    kept = after(Say(HEAVY), session=asked)

    assert asked.remark == typed.write_as_kept()
    assert kept.answers["else"] == HEAVY
    assert kept.remark == typed.taken_as(verbatim(HEAVY))


def test_low_mood_as_all_that_is_said_is_kept_only_when_written_again() -> None:
    session, low = after(*TO_TEXT), "I'm so depressed"
    asked = ask_to_write(dog(), session).session
    reply = Tell(typed.hard_day(), ((typed.write_again(), WriteAgain(SESSION_ID)),))

    assert step(dog(), session, Say(low), AT) == StepResult(session, (reply,))
    assert after(Say(low), session=asked).answers["else"] == low


def test_a_wish_and_a_text_that_is_too_long_are_still_heard() -> None:
    asked = ask_to_write(dog(), after(*TO_TEXT)).session

    assert after(Say("stop"), session=asked).stage is Stage.STOPPED
    assert after(Say(f"{HEAVY} {'x' * 200}"), session=asked).remark == kinds.too_long(len(HEAVY) + 1)


def test_once_the_card_says_something_else_help_comes_first_again() -> None:
    asked = ask_to_write(dog(), after(*TO_TEXT)).session

    for event in (Say("what do you mean?"), Stop(), Back()):
        session = after(event, session=asked)
        helped = step(dog(), session, Say(HEAVY), AT)
        assert helped.session == session
        assert [each.text for each in helped.replies if isinstance(each, Tell)] == [typed.danger()]


@pytest.mark.parametrize(
    "events", [(), TO_GARDEN, TO_REVIEW, (*TO_REVIEW, Finish()), (*TO_TEXT, Stop())], ids=len
)
def test_where_no_text_is_asked_for_the_button_only_shows_what_is_open(
    events: tuple[SessionEvent, ...],
) -> None:
    session = after(*events)

    assert ask_to_write(dog(), session) == StepResult(session, (CARD_BELOW,))
    assert step(dog(), session, Say(HEAVY), AT) == StepResult(session, (Tell(typed.danger()),))
