"""How much is done for a text: it grows with its length, and no message takes much."""

from collections.abc import Callable
from cProfile import Profile
from functools import partial

from bot.core.dialog.question import Question
from bot.core.typed.clean import key_of, plain_form
from tests.core.typed.hostile import LONGEST, hostile_texts
from tests.core.typed.rows import dialogs

MOST_CALLS = 40 * LONGEST
"""About as many as the sixth part of the time allowed, 50 milliseconds, is enough for."""


def calls_in(work: Callable[[], object]) -> int:
    """Count the functions that are called, ours and those of C."""
    profile = Profile()
    profile.runcall(work)
    return sum(each.callcount for each in profile.getstats())


def asked() -> list[Question]:
    """Return a question of each kind."""
    questions = (each for dialog in dialogs().values() for each in dialog.questions.values())
    return list({each.kind.name: each for each in questions}.values())


def test_no_message_takes_more_than_so_many_calls() -> None:
    counted = {}
    for text in hostile_texts():
        for question in asked():
            plain_form.cache_clear()
            counted[text[:20], question.id] = calls_in(partial(question.kind.read, question, text))

    assert {each: calls for each, calls in counted.items() if calls > MOST_CALLS} == {}


def test_signs_that_stand_for_many_are_cut_as_a_message_is() -> None:
    assert len(plain_form("ﷺ" * LONGEST)) <= LONGEST
    assert len(key_of("ß" * LONGEST)) <= LONGEST
